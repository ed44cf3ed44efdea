"""What the web channel keeps of a talk in SQLite: open choices and the replies by message number. Never what people wrote."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
CREATE TABLE IF NOT EXISTS choices (id TEXT PRIMARY KEY, sender TEXT NOT NULL, title TEXT NOT NULL, payload TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS choices_of ON choices (sender);
CREATE TABLE IF NOT EXISTS replies (
    serial INTEGER PRIMARY KEY AUTOINCREMENT, sender TEXT NOT NULL, number TEXT NOT NULL, title TEXT, messages TEXT NOT NULL, at REAL NOT NULL,
    UNIQUE (sender, number));
CREATE INDEX IF NOT EXISTS replies_at ON replies (at);
CREATE TABLE IF NOT EXISTS feedback (message_id TEXT PRIMARY KEY, topic TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT, day TEXT NOT NULL, portal TEXT);
"""
_SWEEP_SECONDS = 600.0


@dataclass(frozen=True)
class Choice:
    """An offered button: its text and the Rasa payload that never leaves the server."""

    title: str
    payload: str


@dataclass(frozen=True)
class Kept:
    """A reply as it was told.

    Attributes:
        number: of the message it answers, given by the client.
        title: of the button that was pressed, or None when text was written.
        messages: as sent to the client, buttons with opaque ids.
    """

    number: str
    title: str | None
    messages: list[dict[str, Any]]


class State:
    """The store. One process on one machine; calls take well under a millisecond.

    Args:
        path: the file, made with mode 0600; `:memory:` keeps nothing.
        keep_seconds: how long a row may live; a talk's token is no longer valid then.
        clock: seconds since 1970.
    """

    def __init__(self, path: str | Path = ":memory:", keep_seconds: float = 24 * 3600, clock: Callable[[], float] = time.time) -> None:
        if str(path) != ":memory:":
            Path(path).touch(mode=0o600, exist_ok=True)
        self._base = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=NORMAL")
        self._base.execute("PRAGMA busy_timeout=2000")
        self._base.execute("PRAGMA secure_delete=ON")  # a deleted talk leaves no bytes behind
        self._base.executescript(_SCHEMA)
        if "portal" not in {row[1] for row in self._base.execute("PRAGMA table_info(feedback)")}:  # a file of before verdicts were told apart by portal
            self._base.execute("ALTER TABLE feedback ADD COLUMN portal TEXT")
        self._keep_seconds = keep_seconds
        self._clock = clock
        self._swept = 0.0

    def keep_reply(self, sender: str, number: str, title: str | None, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep a reply and return it as the client gets it: no tracker id, an opaque id in place of each payload.

        A reply that offers choices closes those offered before.
        """
        self._sweep()
        at = self._clock()
        told = [{key: value for key, value in part.items() if key != "recipient_id"} for part in messages]
        self._base.execute("BEGIN IMMEDIATE")
        try:
            if any(part.get("buttons") for part in told):
                self._base.execute("DELETE FROM choices WHERE sender = ?", (sender,))
            for part in told:
                if part.get("buttons"):
                    part["buttons"] = [self._offer(sender, button, at) for button in part["buttons"]]
            self._base.execute(
                "INSERT OR REPLACE INTO replies (sender, number, title, messages, at) VALUES (?, ?, ?, ?, ?)",
                (sender, number, title, json.dumps(told, ensure_ascii=False), at),
            )
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        return told

    def _offer(self, sender: str, button: dict[str, str], at: float) -> dict[str, str]:
        number = secrets.token_urlsafe(9)
        self._base.execute("INSERT INTO choices VALUES (?, ?, ?, ?, ?)", (number, sender, button["title"], button["payload"], at))
        return {"title": button["title"], "id": number}

    def reply(self, sender: str, number: str) -> list[dict[str, Any]] | None:
        """Return the reply to a message number that was answered before, or None."""
        row = self._base.execute("SELECT messages FROM replies WHERE sender = ? AND number = ?", (sender, number)).fetchone()
        return list(json.loads(row[0])) if row else None

    def replies(self, sender: str) -> list[Kept]:
        """Return all replies of a talk, oldest first."""
        rows = self._base.execute("SELECT number, title, messages FROM replies WHERE sender = ? ORDER BY serial", (sender,))
        return [Kept(number, title, json.loads(messages)) for number, title, messages in rows]

    def choice(self, sender: str, number: str) -> Choice | None:
        """Return an open choice of a talk, or None when it is stale, another talk's or made up."""
        row = self._base.execute("SELECT title, payload FROM choices WHERE id = ? AND sender = ?", (number, sender)).fetchone()
        return Choice(*row) if row else None

    def open_choices(self, sender: str) -> set[str]:
        """Return the ids of a talk's open choices."""
        return {row[0] for row in self._base.execute("SELECT id FROM choices WHERE sender = ?", (sender,))}

    def forget(self, sender: str) -> None:
        """Delete every row of a talk; its verdicts stay as counts and lose the message they were given to."""
        told = [message.get("custom", {}).get("message_id") for kept in self.replies(sender) for message in kept.messages]
        self._base.executemany("UPDATE feedback SET message_id = 'cut-' || hex(randomblob(12)) WHERE message_id = ?", [(number,) for number in told if number])
        self._base.execute("DELETE FROM choices WHERE sender = ?", (sender,))
        self._base.execute("DELETE FROM replies WHERE sender = ?", (sender,))
        self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rate(self, message_id: str, topic: str, verdict: str, reason: str | None, day: str, portal: str | None = None) -> None:
        """Keep what was thought of an answer, apart from the talk: once the talk is gone nothing leads back. A new verdict replaces the old."""
        columns = "message_id, topic, verdict, reason, day, portal"
        self._base.execute(f"INSERT OR REPLACE INTO feedback ({columns}) VALUES (?, ?, ?, ?, ?, ?)", (message_id, topic, verdict, reason, day, portal))

    def _sweep(self) -> None:
        """Delete talks whose token has ended, now and then."""
        now = self._clock()
        if now - self._swept < _SWEEP_SECONDS:
            return
        self._swept = now
        for table in ("choices", "replies"):
            self._base.execute(f"DELETE FROM {table} WHERE at < ?", (now - self._keep_seconds,))

    def close(self) -> None:
        """Close the file."""
        self._base.close()
