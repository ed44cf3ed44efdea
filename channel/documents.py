"""Documents of a talk: an address works once and for a quarter of an hour; the document is built in memory and never stored."""

from __future__ import annotations

import asyncio
import hashlib
import json
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from guidance.attachments import Draft, read_draft
from guidance.calendar_draft import CalendarDraft
from guidance.clock import now_in_oslo
from guidance.documents import File
from guidance.documents.html import CONTENT_SECURITY_POLICY
from guidance.loader import Knowledge

KEEP_SECONDS = 15 * 60
# Per talk, so that nobody fills the store; the oldest go first.
_MOST_OF_A_TALK = 60
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, sender TEXT NOT NULL, format TEXT NOT NULL, draft TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS documents_of ON documents (sender);
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
}


@dataclass(frozen=True)
class Wanted:
    """What an address stands for."""

    draft: Draft | CalendarDraft
    format: str


class Documents:
    """Gives drafts their addresses and takes them back once.

    Kept are letter, language, amounts, days and keys, never a text of the person; and of the address only its hash, so that a copy of
    the store opens nothing.

    Args:
        knowledge: the knowledge; the letters come from it.
        path: an SQLite file that all workers share, or `:memory:` for one process.
        clock: seconds since 1970.
    """

    def __init__(self, knowledge: Knowledge, path: str | Path = ":memory:", clock: Callable[[], float] = time.time) -> None:
        if str(path) != ":memory:":
            Path(path).touch(mode=0o600, exist_ok=True)
        self.knowledge = knowledge
        self._base = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        self._base.execute("PRAGMA busy_timeout=2000")
        self._base.execute("PRAGMA secure_delete=ON")
        self._base.executescript(_SCHEMA)
        self._clock = clock

    def addressed(self, attachments: object, sender: str) -> list[dict[str, str]]:
        """Return attachments as a client gets them, `{"title", "media_type", "url"}`, one per format; what is no draft is dropped.

        Args:
            attachments: of the reply contract, drafts from guidance/attachments.py.
            sender: the talk's tracker id.
        """
        drafts = [read_draft(self.knowledge, given) for given in attachments] if isinstance(attachments, list) else []
        return [
            {"title": title, "media_type": media_type, "url": f"/webhooks/web/document/{self.offer(Wanted(draft, kind), sender)}"}
            for draft in drafts
            if draft is not None
            for kind, title, media_type in draft.offers(self.knowledge)
        ]

    def offer(self, wanted: Wanted, sender: str) -> str:
        """Return a new id of 24 random bytes for a document."""
        now = self._clock()
        number = secrets.token_urlsafe(24)
        self._base.execute("DELETE FROM documents WHERE at < ?", (now - KEEP_SECONDS,))
        self._base.execute(
            "DELETE FROM documents WHERE id IN (SELECT id FROM documents WHERE sender = ? ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)",
            (sender, _MOST_OF_A_TALK - 1),
        )
        kept = json.dumps(wanted.draft.contract(self.knowledge))
        self._base.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", (_hash(number), sender, wanted.format, kept, now))
        return number

    def take(self, number: str) -> Wanted | None:
        """Return what an id stands for, and close it; None when it is used, too old or made up."""
        row = self._base.execute("DELETE FROM documents WHERE id = ? RETURNING format, draft, at", (_hash(number),)).fetchone()
        if row is None or row[2] < self._clock() - KEEP_SECONDS:
            return None
        draft = read_draft(self.knowledge, json.loads(row[1]))
        return Wanted(draft, row[0]) if draft is not None else None

    def forget(self, sender: str) -> None:
        """Close all addresses of a talk that is deleted."""
        self._base.execute("DELETE FROM documents WHERE sender = ?", (sender,))


@lru_cache(maxsize=1)
def shared_documents(knowledge: Knowledge) -> Documents:
    """Return the store of this process: what one channel offers, the web channel's address opens. Several workers give a file instead."""
    return Documents(knowledge)


def _hash(number: str) -> str:
    return hashlib.sha256(number.encode()).hexdigest()


def _built(k: Knowledge, wanted: Wanted) -> tuple[File, dict[str, str]]:
    """Return (document, headers)."""
    file = wanted.draft.file(k, wanted.format, now_in_oslo())
    shown = "inline" if file.inline else "attachment"
    return file, {**_HEADERS, "Content-Disposition": f'{shown}; filename="{file.name}"'}


def add_documents(routes: Blueprint, documents: Documents, path: str = "/webhooks/web/document/<number>") -> None:
    """Add GET /webhooks/web/document/<id>: the document, or 410 when its address has been used or is too old.

    Args:
        routes: the web channel's routes.
        documents: the store.
        path: where it answers, below the blueprint's prefix.
    """

    @routes.get(path, name="document")
    async def document(request: Request, number: str) -> HTTPResponse:
        wanted = documents.take(number)
        if wanted is None:
            said = "\n\n".join(documents.knowledge.phrases.get("document_gone", language) for language in ("nb", "en"))
            return response.text(said, status=410, headers=_HEADERS)
        file, headers = await asyncio.get_running_loop().run_in_executor(None, _built, documents.knowledge, wanted)
        return response.raw(file.body, headers=headers, content_type=file.media_type)
