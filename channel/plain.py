"""`/chat/enkel`: the same talk without JavaScript. A POST answers the page itself; the token is in a hidden field only."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import MOST_BODY, client_of, interface, opening
from channel.pages import rendered, topic_asked
from channel.rates import Rates
from channel.service import StaleChoiceError, TooManyWaitingError, WebTalks
from channel.tokens import Talk
from channel.transcript import as_text, blocks, day_of, plan_rows


@dataclass
class _View:
    """What a page shows."""

    words: dict[str, Any]
    entries: list[dict[str, Any]] = field(default_factory=list)
    token: str = ""
    notice: str | None = None
    status: int = 200
    retry_after: int | None = None
    written: str = ""


def add_plain(routes: Blueprint, talks: WebTalks, rates: Rates) -> None:
    """Add GET and POST `/chat/enkel?portal=…&topic=…&language=…`."""
    k = talks.knowledge

    def page(view: _View, topic: str | None = None) -> HTTPResponse:
        portal = view.words["portal"]["id"] if view.words["portal"] else None
        texts = view.words["texts"]
        answer = rendered(
            "plain.html", k, portal, view.status, texts=texts, words=view.words, portal=portal, token=view.token, number=secrets.token_urlsafe(12),
            entries=[_shown(entry, texts) for entry in view.entries], notice=view.notice, written=view.written, topic=topic,
            topic_title=talks.title_of(topic, view.words["language"]) if topic else None,
        )  # fmt: skip
        if view.retry_after:
            answer.headers["Retry-After"] = str(view.retry_after)
        return answer

    def first(words: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the first screen of a talk that is not open yet: its buttons are fixed choices."""
        portal = words["portal"]["id"] if words["portal"] else ""
        return [{"who": "bot", **message} for message in talks.greeting({"portal": portal, "language": words["language"]}, fixed=True)]

    @routes.get("/chat/enkel", name="plain")
    async def begin(request: Request) -> HTTPResponse:
        words = interface(k, request.args.get("portal"), request.args.get("language"))
        return page(_View(words, first(words)), topic_asked(k, request.args.get("topic")))

    @routes.post("/chat/enkel", name="plain_post")
    async def go_on(request: Request) -> HTTPResponse:
        form = request.form or {}
        given = {name: form.get(name) or "" for name in ("token", "number", "text", "choice", "do", "portal", "language")}
        language = given["choice"].removeprefix("language:") if given["choice"].startswith("language:") else given["language"]
        words = interface(k, given["portal"], language)
        view = _View(words, token=given["token"], written=given["text"])
        texts, client = words["texts"], client_of(request, rates)
        agent = getattr(request.app.ctx, "agent", None)
        talk = talks.tokens.read(given["token"])
        wait = rates.request(client)
        if len(request.body or b"") > MOST_BODY:
            view.written, view.status, view.notice = "", 413, texts["too_large"]
        elif wait or (talk is None and (wait := rates.new_talk(client))) or (talk is not None and (wait := rates.message(talk.sender))):
            view.status, view.notice, view.retry_after = 429, texts["too_fast"], wait
        else:
            if talk is None:
                expired = bool(given["token"])
                talk, view.token = _opened(talks, words)
                view.notice = texts["expired"] if expired else None
                if expired:  # what was written in the old talk is sent again only when the person says so
                    given["do"], given["choice"], given["text"] = "show", "", ""
            if given["do"] == "forget":
                return page(await _forgotten(talks, talk, agent, view, first(words)))
            if given["do"] == "save":
                text = as_text(await talks.history(talk, agent), texts)
                return response.text(text, headers={"Content-Disposition": f'attachment; filename="{texts["save_file"]}.txt"'})
            await _act(talks, talk, given, view)
        if talk is not None:
            view.entries = await talks.history(talk, agent)
        return page(view)


async def _act(talks: WebTalks, talk: Talk, given: dict[str, str], view: _View) -> None:
    """Run the message or the choice, and note what went wrong; what was written stays in the field then."""
    texts = view.words["texts"]
    try:
        if given["choice"]:
            await talks.choose(talk, given["choice"], given["number"])
        elif given["text"].strip():
            await talks.say(talk, given["text"], given["number"])
        elif given["do"] == "say":
            view.notice = texts["plain_empty"]
        if given["do"] != "show":
            view.written = ""
    except TooManyWaitingError:
        view.status, view.notice, view.retry_after = 429, texts["too_fast"], 2
    except StaleChoiceError:
        view.status, view.notice = 409, texts["stale"]


async def _forgotten(talks: WebTalks, talk: Talk, agent: Any, view: _View, first: list[dict[str, Any]]) -> _View:
    """Delete the talk; the page begins anew, or says that it could not."""
    if await talks.forget(talk, agent):
        return _View(view.words, first, notice=view.words["texts"]["forgotten"])
    view.status, view.notice, view.entries = 503, view.words["texts"]["not_deleted"], await talks.history(talk, agent)
    return view


def _opened(talks: WebTalks, words: dict[str, Any]) -> tuple[Talk, str]:
    """Return (talk, token) of a new talk."""
    asked = {"language": words["language"], **({"portal": words["portal"]["id"]} if words["portal"] else {})}
    metadata = opening(talks.knowledge, asked)
    assert metadata is not None
    token, _ = talks.open(metadata)
    talk = talks.tokens.read(token)
    assert talk is not None
    return talk, token


def _shown(entry: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """Return an entry as the template reads it."""
    custom = entry.get("custom", {})
    step = custom.get("step")
    return {
        "user": entry["who"] == "user",
        "blocks": blocks(entry.get("text", "")),
        "buttons": entry.get("buttons", []),
        "language": custom.get("language"),
        "step": texts["step"].format(number=step["number"], of=step["of"]) if step else None,
        "plan": plan_rows(custom.get("result") or {}, texts),
        "attachments": custom.get("attachments") or [],
        "sources": [{**row, "day": texts["checked"].format(day=day_of(row["checked"]))} for row in custom.get("sources") or []],
        "sources_head": texts["sources"].format(count=len(custom.get("sources") or [])),
    }
