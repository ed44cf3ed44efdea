from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from launch.watch import HOUR, WATCHED, Count, counts, jumps, main

NOW = 1_800_000_000.0


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "conversations.db"
    with sqlite3.connect(path) as base:
        base.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp FLOAT, intent_name TEXT, action_name TEXT, data TEXT)"
        )
    return path


def _happened(path, action, times, hours_ago):
    with sqlite3.connect(path) as base:
        for number in range(times):
            at = NOW - hours_ago * HOUR - number
            base.execute("INSERT INTO events (sender_id, type_name, timestamp, action_name, data) VALUES ('s', 'action', ?, ?, '{}')", (at, action))
            base.execute("INSERT INTO events (sender_id, type_name, timestamp, action_name, data) VALUES ('s', 'action', ?, 'action_listen', '{}')", (at,))


def test_a_usual_day_is_quiet(database):
    for hours_ago in range(1, 48):
        _happened(database, "action_ask_again", 4, hours_ago + 0.5)
        _happened(database, "action_answer_topic", 16, hours_ago + 0.5)
    _happened(database, "action_ask_again", 5, 0.5)
    _happened(database, "action_answer_topic", 15, 0.5)
    found = counts(database, NOW)
    assert found["not understood"].last == 5
    assert found["not understood"].turns == 20
    assert found["not understood"].usual == pytest.approx(4, rel=0.1)
    assert jumps(found) == []


def test_a_jump_of_fallbacks_is_said_and_many_visitors_are_none(database):
    for hours_ago in range(1, 48):
        _happened(database, "action_ask_again", 2, hours_ago + 0.5)
        _happened(database, "action_answer_topic", 18, hours_ago + 0.5)
    _happened(database, "action_ask_again", 15, 0.5)
    _happened(database, "action_answer_topic", 5, 0.5)
    assert [line.split(":")[0] for line in jumps(counts(database, NOW))] == ["not understood"]
    _happened(database, "action_answer_topic", 180, 0.5)
    assert jumps(counts(database, NOW)) == []


@pytest.mark.parametrize(("emergencies", "said"), [(2, False), (3, True)])
def test_emergencies_where_there_were_none(database, emergencies, said):
    _happened(database, "action_answer_topic", 100, 5)
    _happened(database, "action_emergency", emergencies, 0.5)
    assert bool(jumps(counts(database, NOW))) is said


def test_nothing_at_all_is_no_jump(database):
    assert counts(database, NOW)["emergencies"] == Count(0, 0, 0.0, 0.0)
    assert jumps(counts(database, NOW)) == []


def test_what_cannot_be_counted_is_told_apart(database, tmp_path, capsys):
    assert main(["--database", str(database)]) == 0
    assert main(["--database", str(tmp_path / "none.db")]) == 2
    (tmp_path / "x.db").write_bytes(b"no database, but long enough to be read as one" * 10)
    assert main(["--database", str(tmp_path / "x.db")]) == 2
    assert "cannot be counted" in capsys.readouterr().err


def test_what_is_watched_are_actions_of_the_bot():
    domain = YAML(typ="safe").load(Path("domain.yml"))
    assert set(WATCHED.values()) <= set(domain["actions"])
