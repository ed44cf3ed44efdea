"""Addresses of documents: once, a quarter of an hour, nothing of the person kept."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3

import pytest
from docx import Document
from sanic import Blueprint, Sanic
from sanic.exceptions import MethodNotSupported

from channel.documents import KEEP_SECONDS, Documents, Wanted, add_documents
from guidance.attachments import Draft
from guidance.calendar_draft import CalendarDraft
from guidance.documents.html import CONTENT_SECURITY_POLICY
from guidance.loader import load_knowledge
from guidance.reply import Context
from guidance.walkthroughs.saying import outcome
from guidance.walkthroughs.state import State
from tests.conftest import NOON

K = load_knowledge()
ANSWERS = {"debt": 24_500_00, "monthly": 1_500_00, "first": "2026-12-20", "left": 3_000_00, "letter": "none"}


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def documents(clock) -> Documents:
    return Documents(K, clock=clock)


@pytest.fixture
def get(documents):
    """Ask the route as Sanic's router finds it; Sanic starts only one server in a process, and that is another test's."""
    routes = Blueprint("documents")
    add_documents(routes, documents)
    app = Sanic("documents_test", register=False)
    app.blueprint(routes)
    app.finalize()

    async def ask(url: str, method: str = "GET"):
        _, handler, given = app.router.get(url, method, None)
        reply = await handler(None, **given)
        return reply.status, reply.body, {**reply.headers, "Content-Type": reply.content_type}

    return ask


def _attachments(documents: Documents, language: str = "nn") -> list[dict[str, str]]:
    reply = outcome(K, State("nedbetalingsavtale", ANSWERS), Context(now=NOON, language=language))
    return documents.addressed(json.loads(json.dumps(reply.custom["attachments"])), "talk")


def test_a_reply_gets_addresses_and_no_values(documents):
    found = _attachments(documents)
    assert [row["title"] for row in found if "PDF" not in row["title"]] == [
        "Framlegg til nedbetaling av husleige (Word)",
        "Framlegg til nedbetaling av husleige (til utskrift)",
        "Saka mi på éi side (Word)",
        "Saka mi på éi side (til utskrift)",
    ]
    assert {frozenset(row) for row in found} == {frozenset(("title", "media_type", "url"))}
    assert all(row["url"].startswith("/webhooks/web/document/") and len(row["url"].rsplit("/", 1)[1]) >= 32 for row in found)
    assert len({row["url"] for row in found}) == len(found)


async def test_word_comes_once_as_a_file(get, documents):
    word, _, *_ = _attachments(documents)
    status, body, headers = await get(word["url"])
    assert status == 200
    assert headers["Content-Type"] == word["media_type"]
    assert headers["Content-Disposition"] == 'attachment; filename="forslag_nedbetaling.docx"'
    assert headers["Cache-Control"] == "no-store"
    document = Document(io.BytesIO(body))
    assert document.paragraphs[0].text == "Framlegg til nedbetaling av husleige"
    assert document.tables[0].rows[17].cells[2].text == "500\u00a0kr"
    status, body, _ = await get(word["url"])
    assert status == 410
    assert "éin gong" in body.decode() or "én gang" in body.decode()


async def test_the_page_to_print_comes_with_its_policy(get, documents):
    page = _attachments(documents)[1]
    status, body, headers = await get(page["url"])
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Content-Disposition"].startswith("inline")
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "24\u00a0500\u00a0kr" in body.decode()


async def test_looking_without_fetching_uses_nothing_up(get, documents):
    page = _attachments(documents)[1]
    with pytest.raises(MethodNotSupported):
        await get(page["url"], "HEAD")
    assert (await get(page["url"]))[0] == 200


@pytest.mark.parametrize("number", ["x", "A" * 32, "..", "\u00e5"])
async def test_an_address_that_was_made_up_is_gone(get, number):
    assert (await get(f"/webhooks/web/document/{number}"))[0] == 410


def test_an_address_is_closed_after_a_quarter_of_an_hour(documents, clock):
    wanted = Wanted(Draft("klage_nav", "nb", {}), "docx")
    number, later = documents.offer(wanted, "talk"), documents.offer(wanted, "talk")
    clock.now += KEEP_SECONDS
    assert documents.take(number) == wanted
    clock.now += 1
    assert documents.take(later) is None


def test_two_at_once_get_it_once(tmp_path):
    one, other = Documents(K, tmp_path / "web.db"), Documents(K, tmp_path / "web.db")
    number = one.offer(Wanted(Draft("klage_nav", "nb", {}), "html"), "talk")
    assert [store.take(number) is not None for store in (other, one)] == [True, False]


def test_a_deleted_talk_leaves_no_address(documents):
    wanted = Wanted(Draft("klage_nav", "nb", {}), "docx")
    mine, other = documents.offer(wanted, "mine"), documents.offer(wanted, "other")
    documents.forget("mine")
    assert documents.take(mine) is None
    assert documents.take(other) == wanted


def test_a_talk_cannot_fill_the_store(documents, clock):
    wanted = Wanted(Draft("klage_nav", "nb", {}), "docx")
    numbers = []
    for _ in range(70):
        clock.now += 1
        numbers.append(documents.offer(wanted, "talk"))
    assert [documents.take(number) is not None for number in numbers] == [False] * 10 + [True] * 60


def test_the_store_holds_neither_address_nor_text_of_the_person(tmp_path):
    store = Documents(K, tmp_path / "web.db")
    raw = {"letter": "protest_oppsigelse", "language": "nb", "title": "Kari", "ground": None, "values": {"received": "2026-11-10", "name": "Kari Nordmann"}}
    found = store.addressed([raw, {"title": "Kari", "media_type": "x", "url": "javascript:alert(1)"}, "Kari"], "talk")
    assert {row["title"].partition(" (")[0] for row in found} == {"Protest mot oppsigelse"}
    assert store.addressed("Kari", "talk") == []
    assert (tmp_path / "web.db").stat().st_mode & 0o777 == 0o600
    rows = "\n".join(sqlite3.connect(tmp_path / "web.db").iterdump())
    assert "2026-11-10" in rows
    assert "Kari" not in rows
    assert not [row for row in found if row["url"].rsplit("/", 1)[1] in rows]


async def test_a_calendar_file_is_fetched_the_same_way(documents, get):
    draft = CalendarDraft("FRI-04", dt.date(2026, 11, 20), False, NOON.date(), "nb")
    (offered,) = documents.addressed([draft.contract(K)], "talk")
    assert offered["title"] == "Legg fristen i kalenderen: Protester mot oppsigelsen"
    assert offered["media_type"] == "text/calendar"
    status, body, headers = await get(offered["url"])
    assert status == 200
    assert b"DTSTART;VALUE=DATE:20261221" in body
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="frist.ics"'
    assert headers["Cache-Control"] == "no-store"
    status, _, _ = await get(offered["url"])
    assert status == 410
