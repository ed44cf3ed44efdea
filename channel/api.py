"""The JSON routes, described in channel/openapi.yml; a test holds the two against each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.keys import PORTAL_KEYS, is_portal_key
from channel.rates import Rates
from channel.service import StaleChoiceError, TooManyWaitingError, WebTalks
from channel.tokens import Talk
from channel.transcript import as_text
from channel.turn import MOST_CHARACTERS, known_metadata
from guidance.clock import now_in_oslo
from guidance.loader import Knowledge
from guidance.portals import at_portal
from guidance.render import render_text

MOST_BODY = 64 * 1024
_LANGUAGES = ("nb", "nn", "en")
Handler = Callable[[Request, Talk, dict[str, Any]], Awaitable[HTTPResponse]]


def failed(status: int, error: str, retry_after: int | None = None) -> HTTPResponse:
    """Return an error: `{"error": what to do}`, with `Retry-After` in seconds where waiting helps."""
    headers = {"Retry-After": str(retry_after)} if retry_after else {}
    return response.json({"error": error, **({"retry_after": retry_after} if retry_after else {})}, status, headers)


def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON body, or an empty one for anything that is no JSON object."""
    try:
        body = request.json
    except Exception:  # Sanic raises its own error for bad JSON, and others for bad bytes
        return {}
    return body if isinstance(body, dict) else {}


def client_of(request: Request, rates: Rates) -> str:
    """Return the address that the limits count by."""
    return rates.client(request.ip, request.headers.get("x-real-ip"))


def opening(k: Knowledge, asked: dict[str, Any], portal_key: str | None = None, portal_keys: Path = PORTAL_KEYS) -> dict[str, Any] | None:
    """Return what a new talk's token holds, or None when a portal's key is wrong.

    Portal and language may be asked for by anyone; municipality comes from the portal's record, and a role only with the key of the portal.
    """
    given = known_metadata(asked)
    portal = k.portals.get(given.get("portal", ""))
    metadata: dict[str, Any] = {"language": given.get("language", portal.language if portal else "nb")}
    if portal:
        metadata["portal"] = portal.id
        if portal.municipality:
            metadata["municipality"] = portal.municipality
    if portal_key is not None:
        if portal is None or not portal.staff_key or not is_portal_key(portal.id, portal_key, portal_keys):
            return None
        metadata["role"] = given.get("role", portal.role)
    return metadata


def interface(k: Knowledge, portal_id: str | None, language: str | None) -> dict[str, Any]:
    """Return the chat's own words in a language, contacts filled in, and what the portal adds."""
    portal = k.portals.get(portal_id or "")
    chosen = language if language in _LANGUAGES else portal.language if portal else "nb"
    local = at_portal(k, portal_id)
    today = now_in_oslo().date()
    links = [{"title": link.title.get(chosen)[0], "url": link.url} for link in portal.links] if portal else []
    return {
        "language": chosen,
        "languages": list(_LANGUAGES),
        "most_characters": MOST_CHARACTERS,
        "texts": {key: render_text(local, text, chosen, today) for key, text in k.interface.all_in(chosen).items()},
        "portal": {"id": portal.id, "name": portal.name.get(chosen)[0], "links": links} if portal else None,
    }


def refused(request: Request, rates: Rates) -> HTTPResponse | None:
    """Return why a request is not read at all, or None: too many from its address, too large, or a form of another site."""
    wait = rates.request(client_of(request, rates))
    if wait:
        return failed(429, "too many requests from this address", wait)
    if len(request.body or b"") > MOST_BODY:
        return failed(413, "the body is larger than 64 kB")
    if request.method == "POST" and not request.headers.get("content-type", "").startswith("application/json"):
        return failed(415, "send Content-Type: application/json")
    return None


def add_api(routes: Blueprint, talks: WebTalks, rates: Rates, portal_keys: Path = PORTAL_KEYS) -> None:
    """Add the JSON routes below `/webhooks/web/`; `portal_keys` is the folder of the portals' own keys."""

    def route(path: str, method: str, *, costs: bool = False) -> Callable[[Handler], None]:
        """Add a route for a valid talk; `costs` counts it as a message."""

        def add(handler: Handler) -> None:
            async def guarded(request: Request) -> HTTPResponse:
                refusal = refused(request, rates)
                if refusal:
                    return refusal
                talk = talks.tokens.read(request.headers.get("authorization", "").removeprefix("Bearer ").strip())
                if talk is None:
                    return failed(401, "no valid talk; start a new one")
                wait = rates.message(talk.sender) if costs else 0
                if wait:
                    return failed(429, "too many messages in this talk", wait)
                try:
                    return await handler(request, talk, json_body(request))
                except TooManyWaitingError:
                    return failed(429, "three messages of this talk wait already", 2)
                except StaleChoiceError:
                    return failed(409, "this choice is no longer open")

            routes.add_route(guarded, f"/webhooks/web/{path}", methods=[method], name=path)

        return add

    @routes.post("/webhooks/web/session")
    async def session(request: Request) -> HTTPResponse:
        refusal = refused(request, rates)
        if refusal:
            return refusal
        wait = rates.new_talk(client_of(request, rates))
        if wait:
            return failed(429, "too many new talks from this address", wait)
        metadata = opening(talks.knowledge, json_body(request), request.headers.get("x-portal-key"), portal_keys)
        if metadata is None:
            return failed(403, "the portal's key is not right")
        token, messages = talks.open(metadata)
        return response.json({"token": token, "messages": messages})

    @route("message", "POST", costs=True)
    async def message(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        return response.json({"messages": await talks.say(talk, body.get("text"), body.get("number"))})

    @route("choice", "POST", costs=True)
    async def choice(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        return response.json({"messages": await talks.choose(talk, body.get("id"), body.get("number"))})

    @route("history", "GET")
    async def history(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        return response.json({"messages": await talks.history(talk, getattr(request.app.ctx, "agent", None))})

    @route("transcript", "GET")
    async def transcript(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        language = request.args.get("language", talk.metadata.get("language"))
        words = interface(talks.knowledge, talk.metadata.get("portal"), language)["texts"]
        return response.text(as_text(await talks.history(talk, getattr(request.app.ctx, "agent", None)), words))

    @route("feedback", "POST")
    async def feedback(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        kept = talks.rate(talk, body.get("message_id"), body.get("verdict"), body.get("reason"))
        return response.json({"kept": True}) if kept else failed(400, "give message_id of this talk, verdict up or down, and a reason from the list")

    @route("forget", "POST")
    async def forget(request: Request, talk: Talk, body: dict[str, Any]) -> HTTPResponse:
        if await talks.forget(talk, getattr(request.app.ctx, "agent", None)):
            return response.json({"forgotten": True})
        return failed(503, "the talk could not be deleted; contact the municipality")

    @routes.get("/webhooks/web/interface")
    async def words(request: Request) -> HTTPResponse:
        told = interface(talks.knowledge, request.args.get("portal"), request.args.get("language"))
        return response.json(told, headers={"Cache-Control": "public, max-age=300"})
