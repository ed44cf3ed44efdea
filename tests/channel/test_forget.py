"""«Slett samtalen», store by store."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from sqlalchemy.engine import Engine

from channel.documents import Documents, Wanted
from channel.forget import forget_talk
from channel.state import State
from channel.stores import wipe_deleted
from guidance.attachments import Draft
from guidance.loader import load_knowledge
from launch.repairs import wipe_deleted_rows

REPLY = [{"text": "svar", "buttons": [{"title": "Mer", "payload": "/show_more"}], "custom": {"topic": "varsel", "message_id": "m1"}}]


async def _said(store, sender: str) -> None:
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    tracker.update(UserUttered(f"zebrafink {sender}"))
    await store.save(tracker)


@pytest.fixture
def sql(tmp_path):
    return SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "conversations.db"))


@pytest.mark.parametrize(
    "wrap", [lambda store: store, FailSafeTrackerStore, AwaitableTrackerStore, lambda store: AwaitableTrackerStore(FailSafeTrackerStore(store))]
)
async def test_the_rows_and_bytes_of_a_talk_go_and_the_others_stay(sql, tmp_path, wrap):
    for sender in ("min", "annen"):
        await _said(sql, sender)
    assert forget_talk(SimpleNamespace(tracker_store=wrap(sql)), "min")
    assert await sql.retrieve("min") is None
    assert await sql.retrieve("annen") is not None
    kept = (tmp_path / "conversations.db").read_bytes()
    assert b"zebrafink min" not in kept
    assert b"zebrafink annen" in kept


async def test_a_talk_that_rasa_put_aside_while_the_database_failed_goes_too(sql):
    spare = InMemoryTrackerStore(Domain.empty())
    await _said(spare, "min")
    assert forget_talk(SimpleNamespace(tracker_store=FailSafeTrackerStore(sql, fallback_tracker_store=spare)), "min")
    assert await spare.retrieve("min") is None


def test_a_store_that_cannot_delete_is_said():
    assert not forget_talk(SimpleNamespace(tracker_store=object()), "min")


async def test_the_lock_goes(sql):
    locks = InMemoryLockStore()
    for sender in ("min", "annen"):
        locks.issue_ticket(sender)
    assert forget_talk(SimpleNamespace(tracker_store=sql, lock_store=locks), "min")
    assert set(locks.conversation_locks) == {"annen"}


def test_choices_and_answers_go_and_a_verdict_loses_its_answer(tmp_path):
    state = State(tmp_path / "web.db")
    for sender, number in (("min", "m1"), ("annen", "m2")):
        state.keep_reply(sender, "1", None, [{**REPLY[0], "custom": {"topic": "varsel", "message_id": number}}])
        state.rate(number, "varsel", "down", "unclear", "2026-11-24", "demo")
    state.forget("min")
    assert (state.replies("min"), state.open_choices("min")) == ([], set())
    assert (len(state.replies("annen")), len(state.open_choices("annen"))) == (1, 1)
    rows = state._base.execute("SELECT topic, verdict, message_id FROM feedback ORDER BY message_id").fetchall()
    assert [row[:2] for row in rows] == [("varsel", "down")] * 2
    assert {row[2] for row in rows} & {"m1", "m2"} == {"m2"}
    assert b"m1" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_a_file_of_before_gets_the_new_column_and_keeps_its_verdicts(tmp_path):
    with sqlite3.connect(tmp_path / "web.db") as base:
        base.execute("CREATE TABLE feedback (message_id TEXT PRIMARY KEY, topic TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT, day TEXT NOT NULL)")
        base.execute("INSERT INTO feedback VALUES ('m1', 'varsel', 'up', NULL, '2026-11-24')")
    State(tmp_path / "web.db").rate("m2", "varsel", "up", None, "2026-11-24", "demo")
    with sqlite3.connect(tmp_path / "web.db") as base:
        assert base.execute("SELECT message_id, portal FROM feedback ORDER BY message_id").fetchall() == [("m1", None), ("m2", "demo")]


def test_addresses_of_documents_close(tmp_path):
    documents = Documents(load_knowledge(), tmp_path / "web.db")
    number = documents.offer(Wanted(Draft("klage_nav", "nb", {}), "docx"), "min")
    documents.forget("min")
    assert documents.take(number) is None
    with sqlite3.connect(tmp_path / "web.db") as base:
        assert base.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_every_connection_of_the_bot_overwrites_what_it_deletes_however_sqlite_was_built(tmp_path):
    with sqlite3.connect(":memory:") as plain:
        plain.execute("PRAGMA secure_delete=OFF")
        wipe_deleted(plain)
        assert plain.execute("PRAGMA secure_delete").fetchone() == (1,)
    wipe_deleted_rows()
    wipe_deleted_rows()
    assert sa.event.contains(Engine, "connect", wipe_deleted)
    with sa.create_engine(f"sqlite:///{tmp_path / 'b.db'}").connect() as connection:
        assert connection.execute(sa.text("PRAGMA secure_delete")).scalar() == 1
