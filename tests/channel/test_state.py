from __future__ import annotations

from channel.state import State

OFFER = [{"recipient_id": "a", "text": "x", "buttons": [{"title": "Mer", "payload": "/show_more"}], "custom": {"topic": "varsel"}}]


def test_a_restart_loses_neither_choices_nor_message_numbers(tmp_path):
    state = State(tmp_path / "web.db")
    told = state.keep_reply("a", "1", None, OFFER)
    state.close()
    again = State(tmp_path / "web.db")
    assert again.reply("a", "1") == told
    assert again.choice("a", told[0]["buttons"][0]["id"]).payload == "/show_more"


def test_only_its_owner_reads_the_file(tmp_path):
    State(tmp_path / "web.db")
    assert (tmp_path / "web.db").stat().st_mode & 0o077 == 0


def test_a_deleted_talk_leaves_no_bytes_behind(tmp_path):
    state = State(tmp_path / "web.db")
    state.keep_reply("avsender", "nummer", "knappetekst", OFFER)
    state.forget("avsender")
    assert state.replies("avsender") == []
    for file in tmp_path.iterdir():
        assert b"knappetekst" not in file.read_bytes()
        assert b"avsender" not in file.read_bytes()


def test_a_talk_whose_token_has_ended_is_swept():
    now = [1000.0]
    state = State(keep_seconds=100, clock=lambda: now[0])
    state.keep_reply("old", "1", None, OFFER)
    now[0] += 700
    state.keep_reply("new", "1", None, OFFER)
    assert state.replies("old") == []
    assert state.open_choices("old") == set()
    assert len(state.replies("new")) == 1


def test_a_reply_without_choices_leaves_the_last_ones_open():
    state = State()
    first = state.keep_reply("a", "1", None, OFFER)[0]["buttons"][0]["id"]
    state.keep_reply("a", "2", None, [{"text": "y", "custom": {}}])
    assert state.choice("a", first) is not None
    state.keep_reply("a", "3", None, OFFER)
    assert state.choice("a", first) is None
