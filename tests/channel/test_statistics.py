"""What may be shown: counts of at least five talks, nothing to reckon the rest from."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime

import pytest

from channel.state import State
from channel.statistics import EMERGENCY, NOT_UNDERSTOOD, main, shown, table, topics_by_week, verdicts, week_of
from guidance.clock import OSLO

TODAY = date(2026, 11, 24)
LAST_WEEK = datetime(2026, 11, 18, 12, tzinfo=OSLO).timestamp()


def _talk(sender: str, *topics: str, portal: str = "demo", at: float = LAST_WEEK, urgent: bool = False):
    yield sender, "user", at, json.dumps({"event": "user", "text": "hemmelig zebrafink", "metadata": {"portal": portal}})
    for topic in topics:
        yield sender, "bot", at, json.dumps({"event": "bot", "text": "svar", "data": {"custom": {"topic": topic, "urgent": urgent, "message_id": "m-1"}}})
    yield sender, "bot", at, json.dumps({"event": "bot", "text": "uten", "data": {"custom": None}})


def _many(count: int, *topics: str, **more):
    return [event for number in range(count) for event in _talk(f"{topics[0]}{number}", *topics, **more)]


def test_talks_are_counted_and_not_their_answers():
    events = [*_many(5, "varsel"), *_talk("ivrig", *["husleierestanse"] * 9)]
    assert topics_by_week(events, None, TODAY) == {"2026-W47": {"varsel": 5, "husleierestanse": 1}}


def test_emergencies_and_what_was_not_understood_are_told_as_a_whole():
    events = [
        *_many(3, "krise", urgent=True),
        *_many(2, "ulovlig_utkastelse", urgent=True),
        *_many(4, "uforstatt"),
        *_many(1, "tvil"),
        *_many(5, "begrep:namsmann"),
    ]
    assert topics_by_week(events, None, TODAY)["2026-W47"] == {EMERGENCY: 5, NOT_UNDERSTOOD: 5, "begrep": 5}


def test_only_weeks_that_are_over_count():
    events = [
        *_many(5, "varsel", at=datetime(2026, 11, 22, 23, 59, tzinfo=OSLO).timestamp()),
        *_many(5, "barn", at=datetime(2026, 11, 23, 0, 1, tzinfo=OSLO).timestamp()),
    ]
    assert topics_by_week(events, None, TODAY) == {"2026-W47": {"varsel": 5}}
    assert week_of(date(2027, 1, 1)) == "2026-W53"


def test_a_portal_sees_its_own_talks():
    events = [*_many(6, "varsel"), *_many(7, "barn", portal="annen")]
    assert topics_by_week(events, "annen", TODAY) == {"2026-W47": {"barn": 7}}


@pytest.mark.parametrize(("count", "seen"), [(0, "<5"), (1, "<5"), (4, "<5"), (5, "5"), (120, "120")])
def test_less_than_five_and_none_look_alike(count, seen):
    assert shown(count) == seen


def test_nothing_of_a_small_cell_can_be_reckoned_from_the_table():
    weeks = {"2026-W46": {"varsel": 10, "barn": 1, "htu": 2}, "2026-W47": {"varsel": 3, "husleie": 5}}
    told = table(weeks, {"varsel": {"up": 9, "down": 1}, "barn": {"up": 4, "down": 4}})
    assert told == "talks in a week\t2026-W46\t2026-W47\nhusleie\t<5\t5\nvarsel\t10\t<5\n\nanswers judged\tup\tdown\nvarsel\t9\t<5\n"
    # the same table whatever the hidden cells hold: nobody can tell them apart
    other = {"2026-W46": {"varsel": 10, "barn": 4}, "2026-W47": {"varsel": 0, "husleie": 5}}
    assert table(other, {"varsel": {"up": 9, "down": 4}}) == told


def test_verdicts_are_counted_by_topic_and_portal(tmp_path):
    state = State(tmp_path / "web.db")
    for number in range(6):
        state.rate(f"a{number}", "begrep:namsmann", "up", None, "2026-11-22", "demo")
        state.rate(f"b{number}", "varsel", "down", "unclear", "2026-11-20", "annen")
    state.rate("c", "varsel", "up", None, "2026-11-23", "demo")
    state.close()
    with sqlite3.connect(tmp_path / "web.db") as base:
        assert verdicts(base, None, TODAY) == {"begrep": {"up": 6, "down": 0}, "varsel": {"up": 0, "down": 6}}
        assert verdicts(base, "demo", TODAY) == {"begrep": {"up": 6, "down": 0}}


def test_the_command_prints_counts_and_neither_text_nor_ids(tmp_path, capsys):
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.shared.core.domain import Domain

    store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "c.db"))
    with store.session_scope() as session:
        session.add_all(
            store.SQLEvent(sender_id=sender, type_name=kind, timestamp=at, data=data) for sender, kind, at, data in [*_many(5, "varsel"), *_many(2, "barn")]
        )
        session.commit()
    State(tmp_path / "web.db").close()
    (tmp_path / "e.yml").write_text(f"tracker_store:\n  type: SQL\n  db: {tmp_path / 'c.db'}\n")
    (tmp_path / "k.yml").write_text(f"channel.web.WebChannel:\n  state: {tmp_path / 'web.db'}\n")
    assert main(["--endpoints", str(tmp_path / "e.yml"), "--credentials", str(tmp_path / "k.yml")], TODAY) == 0
    assert capsys.readouterr().out == "talks in a week\t2026-W47\nvarsel\t5\n\nanswers judged\tup\tdown\n"
    assert main(["--endpoints", str(tmp_path / "none.yml")], TODAY) == 1
    assert "none.yml is missing" in capsys.readouterr().err
