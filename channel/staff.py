"""`/ansatt`: the staff tool. One question field, practice search, two examples side by side; a POST answers the page itself, the token is a hidden field."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import MOST_BODY, client_of
from channel.pages import rendered
from channel.rates import Rates
from channel.service import StaleChoiceError, TooManyWaitingError, WebTalks
from channel.staff_tokens import LANGUAGES, StaffTokens
from channel.staff_view import answer_view, comparison
from channel.tokens import Talk
from channel.transcript import day_of
from channel.turn import MOST_CHARACTERS
from guidance.loader import Knowledge
from guidance.portals import at_portal
from guidance.practice_filter import MOST_TEXT, PHASES, Filters, card, filtered, pair, places, read_filters

_FIELDS = ("token", "number", "language", "do", "text", "choice", "words", "municipality", "phase", "theme")


@dataclass
class _View:
    """What the page shows."""

    language: str
    filters: Filters = field(default_factory=Filters)
    picked: list[str] = field(default_factory=list)
    written: str = ""
    notice: str | None = None
    status: int = 200
    retry_after: int | None = None


def add_staff(routes: Blueprint, talks: WebTalks, tokens: StaffTokens, rates: Rates) -> None:
    """Add GET and POST `/ansatt`. Without a valid token both explain where to come from, with 401."""
    k = talks.knowledge

    def closed(language: str | None, status: int = 401, wait: int = 0) -> HTTPResponse:
        known = language if language in LANGUAGES else "nb"
        words = k.interface.staff_in(known)
        texts = k.interface.all_in(known)
        page = rendered("staff_closed.html", k, None, status, words=words, language=known, notice=texts["too_fast"] if wait else None)
        if wait:
            page.headers["Retry-After"] = str(wait)
        return page

    @routes.get("/ansatt", name="staff")
    async def explain(request: Request) -> HTTPResponse:
        wait = rates.request(client_of(request, rates))
        return closed(request.args.get("language"), 429 if wait else 401, wait)

    @routes.post("/ansatt", name="staff_post")
    async def answer(request: Request) -> HTTPResponse:
        form = request.form or {}
        given = {name: form.get(name) or "" for name in _FIELDS}
        wait = rates.request(client_of(request, rates))
        if wait:
            return closed(given["language"], 429, wait)
        talk = tokens.read(given["token"])
        if talk is None:
            return closed(given["language"])
        asked = given["do"].removeprefix("language:") if given["do"].startswith("language:") else given["language"]
        view = _View(asked if asked in LANGUAGES else talk.metadata.get("language", "nb"), read_filters(k, {**given, "text": given["words"]}))
        view.picked = [key for key in dict.fromkeys(request.form.getlist("pick", []) if request.form else []) if key in k.practice]
        if len(request.body or b"") > MOST_BODY:
            view.status, view.notice = 413, k.interface.all_in(view.language)["too_large"]
        else:
            view.written = given["text"][:MOST_CHARACTERS]
            await _act(talks, rates, talk, given, view, getattr(request.app.ctx, "agent", None))
        return _page(talks, talk, given, view)


async def _act(talks: WebTalks, rates: Rates, talk: Talk, given: dict[str, str], view: _View, agent: Any) -> None:
    """Ask, choose, change the language or delete, and note what went wrong."""
    texts, words = talks.knowledge.interface.all_in(view.language), talks.knowledge.interface.staff_in(view.language)
    choice = given["do"] if given["do"].startswith("language:") else given["choice"]
    if given["do"] == "forget":
        gone = await talks.forget(talk, agent)
        view.status, view.notice = (200, words["new_case_done"]) if gone else (503, texts["not_deleted"])
        return
    if given["do"] == "ask" and not given["text"].strip():
        view.notice = words["empty"]
        return
    if not choice and given["do"] != "ask":
        return
    wait = rates.message(talk.sender)
    if wait:
        view.status, view.notice, view.retry_after = 429, texts["too_fast"], wait
        return
    try:
        await (talks.choose(talk, choice, given["number"]) if choice else talks.say(talk, given["text"], given["number"]))
    except TooManyWaitingError:
        view.status, view.notice, view.retry_after = 429, texts["too_fast"], 2
    except StaleChoiceError:
        view.status, view.notice = 409, texts["stale"]


def _page(talks: WebTalks, talk: Talk, given: dict[str, str], view: _View) -> HTTPResponse:
    """Return the page: the last answer of the talk, what the filters found, and the two examples chosen."""
    portal, language = talk.metadata["portal"], view.language
    k = at_portal(talks.knowledge, portal)
    words, texts = k.interface.staff_in(language), k.interface.all_in(language)
    replies = talks.state.replies(talk.sender)
    told = answer_view(k, replies[-1].messages, language, texts) if replies else None
    results = _results(k, given["do"], view, told)
    two = pair(k, view.picked) if given["do"] == "compare" else None
    if given["do"] == "compare" and two is None:
        view.notice = words["compare_two"]
    page = rendered(
        "staff.html", k, portal, view.status, scripts=True, words=words, texts=texts, language=language, languages=LANGUAGES, token=given["token"],
        number=secrets.token_urlsafe(12), portal_name=k.portals[portal].name.get(language)[0], notice=view.notice, written=view.written, answer=told,
        results=results, picked=view.picked, filters=view.filters, compared=comparison(k, two, language) if two else None, places=places(k), phases=_phases(k, language),
        themes=_themes(k, language), most=MOST_CHARACTERS, most_words=MOST_TEXT, day_of=day_of,
    )  # fmt: skip
    if view.retry_after:
        page.headers["Retry-After"] = str(view.retry_after)
    return page


def _results(k: Knowledge, do: str, view: _View, told: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return `{cards, nowhere}`: those chosen before, then what the filters find or what the answer told of; None when nothing was looked for."""
    picked = [card(k, k.practice[key], view.language) for key in view.picked]
    if do in ("search", "compare"):
        found = filtered(k, view.filters)
        cards, nowhere = [card(k, hit.example, view.language, hit) for hit in found.hits], found.nowhere
    elif told and told["hits"]:
        cards, nowhere = told["hits"], None
    else:
        return None
    return {"cards": [*picked, *(one for one in cards if one["id"] not in view.picked)], "nowhere": nowhere, "count": len(cards)}


def _phases(k: Knowledge, language: str) -> list[tuple[str, str]]:
    return [(phase, k.topics[f"prosess_fase{phase}"].title.get(language)[0]) for phase in PHASES]


def _themes(k: Knowledge, language: str) -> dict[str, list[tuple[str, str]]]:
    """Return {kind: [(id, name)]} by name, for `theme` and `group`."""
    named = {kind: [(key, theme.name.get(language)[0]) for key, theme in k.practice_themes.items() if theme.kind == kind] for kind in ("theme", "group")}
    return {kind: sorted(rows, key=lambda row: row[1]) for kind, rows in named.items()}
