"""What has been kept long enough goes: rows on both sides of the border, in SQLite files as the bot makes them."""

from __future__ import annotations

import sqlite3

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from channel import retention
from channel.documents import Documents, Wanted
from channel.retention import DAY_SECONDS, every_day, main, run
from channel.state import State
from channel.stores import StoreError, keep_days
from guidance.attachments import Draft
from guidance.loader import load_knowledge

NOW = 1_800_000_000.0
BORDER = NOW - 21 * DAY_SECONDS


class Folder:
    """A folder with the files of a bot, filled with talks of known age."""

    def __init__(self, path) -> None:
        self.path = path
        self.database, self.web = path / "conversations.db", path / "web.db"
        self.endpoints, self.credentials = path / "endpoints.yml", path / "credentials.yml"
        self.endpoints.write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {self.database}\n")
        self.credentials.write_text(f"channel.web.WebChannel:\n  state: {self.web}\n")
        self.said: list[str] = []

    async def talk(self, sender: str, *at: float) -> None:
        store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(self.database))
        tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
        for moment in at:
            tracker.update(UserUttered(f"skrev {sender} zebrafink", timestamp=moment))
        await store.save(tracker)
        store.engine.dispose()

    def clean(self, days: int = 21) -> bool:
        return run(days, self.endpoints, self.credentials, self.said.append, NOW)

    def senders(self) -> set[str]:
        with sqlite3.connect(self.database) as base:
            return {row[0] for row in base.execute("SELECT sender_id FROM events")}

    def bytes(self) -> bytes:
        return b"".join(path.read_bytes() for path in self.path.iterdir() if path.is_file())


@pytest.fixture
def folder(tmp_path) -> Folder:
    made = Folder(tmp_path)
    State(made.web).close()
    return made


async def test_a_talk_goes_by_its_last_event_and_the_border_itself_stays(folder):
    await folder.talk("gammel", BORDER - 50, BORDER - 1)
    await folder.talk("grense", BORDER)
    await folder.talk("pagar", BORDER - 40 * DAY_SECONDS, BORDER + 1)
    assert folder.clean()
    assert folder.senders() == {"grense", "pagar"}
    assert folder.said[0] == "retention: 1 talks (2 rows) without a message for 21 days are deleted"


async def test_more_talks_than_one_statement_takes_all_go(folder, monkeypatch):
    monkeypatch.setattr(retention, "_TALKS_AT_ONCE", 2)
    for number in range(5):
        await folder.talk(f"g{number}", BORDER - 1)
    await folder.talk("ny", NOW)
    assert folder.clean()
    assert folder.senders() == {"ny"}


async def test_no_byte_of_a_deleted_talk_is_left_in_the_files(folder):
    for number in range(40):
        await folder.talk(f"g{number}", *(BORDER - 9 for _ in range(30)))
    await folder.talk("ny", NOW)
    assert b"skrev g7 zebrafink" in folder.bytes()
    assert folder.clean()
    assert b"skrev g" not in folder.bytes()
    assert b"skrev ny zebrafink" in folder.bytes()


def test_choices_replies_documents_and_verdicts_go_by_their_own_age(folder):
    now = [BORDER - 1]
    state = State(folder.web, keep_seconds=10**9, clock=lambda: now[0])
    documents = Documents(load_knowledge(), folder.web, clock=lambda: now[0])
    for sender in ("gammel", "ny"):
        state.keep_reply(sender, "1", None, [{"text": f"svar til {sender}", "buttons": [{"title": "Mer", "payload": "/show_more"}], "custom": {}}])
        documents.offer(Wanted(Draft("klage_nav", "nb", {}), "docx"), sender)
        documents._base.execute("UPDATE documents SET at = ? WHERE sender = ?", (now[0], sender))
        now[0] = BORDER
    state.rate("m1", "varsel", "up", None, "2026-12-24")
    state.rate("m2", "varsel", "up", None, "2026-12-25")
    state.close()
    folder.clean()
    assert folder.said[1] == "retention: 1 choices, 1 replies, 1 documents, 1 feedback older than 21 days are deleted"
    assert b"svar til gammel" not in folder.bytes()
    with sqlite3.connect(folder.web) as base:
        assert base.execute("SELECT sender FROM choices UNION ALL SELECT sender FROM replies").fetchall() == [("ny",), ("ny",)]
        assert base.execute("SELECT message_id FROM feedback").fetchall() == [("m2",)]


async def test_the_bot_may_hold_the_files_open_meanwhile(folder):
    await folder.talk("gammel", BORDER - 1)
    store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(folder.database))
    state = State(folder.web)
    assert folder.clean()
    assert await store.retrieve("gammel") is None
    state.keep_reply("ny", "1", None, [{"text": "x", "custom": {}}])
    assert len(state.replies("ny")) == 1


def test_counts_only_are_said(folder, capsys):
    folder.database.unlink(missing_ok=True)
    assert main(["--endpoints", str(folder.endpoints), "--credentials", str(folder.credentials)]) == 1
    told = capsys.readouterr().out
    assert f"there is no database {folder.database}" in told
    assert "0 choices, 0 replies, 0 feedback older than 21 days are deleted" in told  # one store that fails never spares the other


@pytest.mark.parametrize(
    ("endpoints", "said"),
    [
        ("action_endpoint:\n  url: http://x\n", "names no tracker_store of type SQL"),
        ("tracker_store:\n  type: mongod\n  url: mongodb://x\n", "names no tracker_store of type SQL"),
        ("tracker_store:\n  type: SQL\n  dialect: finnesikke\n  db: x\n", "is no database address"),
        (
            "tracker_store:\n  type: SQL\n  dialect: postgresql\n  url: 127.0.0.1\n  port: 1\n  db: x\n  username: u\n  password: hemmelig\n",
            "does not answer as a database",
        ),
    ],
)
def test_a_wrong_store_is_said_in_one_line_without_its_password(folder, endpoints, said):
    folder.endpoints.write_text(endpoints)
    assert not folder.clean()
    assert said in folder.said[0]
    assert "\n" not in folder.said[0]
    assert "hemmelig" not in folder.said[0]


def test_a_file_that_is_no_database_of_the_bot_is_said(folder):
    folder.database.write_bytes(b"dette er ingen database, bare tekst " * 50)
    folder.web.write_bytes(b"dette er ingen database, bare tekst " * 50)
    assert not folder.clean()
    assert "does not answer as a database" in folder.said[0]
    assert "file is not a database" in folder.said[1]
    sqlite3.connect(folder.database.with_name("tom.db")).close()
    folder.endpoints.write_text(folder.endpoints.read_text().replace("conversations.db", "tom.db"))
    assert not folder.clean()
    assert "has no table «events»" in folder.said[2]


@pytest.mark.parametrize(("given", "days"), [(None, 21), ("7", 7), ("3650", 3650)])
def test_the_days_are_set_in_the_environment(monkeypatch, given, days):
    monkeypatch.delenv("KEEP_DAYS", raising=False)
    if given:
        monkeypatch.setenv("KEEP_DAYS", given)
    assert keep_days() == days


@pytest.mark.parametrize("given", ["", "0", "-1", "tre", "1.5", "99999"])
def test_a_wrong_number_of_days_deletes_nothing(monkeypatch, capsys, given):
    monkeypatch.setenv("KEEP_DAYS", given)
    with pytest.raises(StoreError, match="give a whole number of days"):
        keep_days()
    assert main([]) == 1
    assert "KEEP_DAYS" in capsys.readouterr().err


async def test_the_launcher_cleans_soon_and_then_daily(folder, monkeypatch):
    monkeypatch.delenv("KEEP_DAYS", raising=False)
    await folder.talk("gammel", 1000.0)
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        every_day(str(folder.endpoints), str(folder.credentials), folder.said.append, wait=wait)
    assert waited == [600.0, DAY_SECONDS, DAY_SECONDS]
    assert folder.senders() == set()
    assert len(folder.said) == 4
