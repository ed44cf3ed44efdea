"""The web channel: signed talks, choices by opaque id, and only what guidance, masking and deadline let through."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import secrets
from pathlib import Path
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.forget import forget_talk
from channel.rest import _body
from channel.turn import OnNewMessage, TalkTurn, _metadata, as_messages
from guidance.clock import now_in_oslo
from guidance.reply import Context
from guidance.topics import answer_topic

logger = logging.getLogger(__name__)

KEY_FILE = Path(".run/signing.key")
TALK_SECONDS = 24 * 3600
_MOST_BODY = 64 * 1024
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
}


def signing_key(path: Path = KEY_FILE) -> bytes:
    """Return the key of this installation; made at the first start, readable by its owner only.

    Raises:
        PermissionError: the file exists and cannot be read; give the server's user the file.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(48))
    return path.read_bytes()


class WebChannel(InputChannel):
    """POST /webhooks/web/session, /message, /choice: the public's way in. A role is never read from the body."""

    def __init__(self, turn: TalkTurn | None = None, key: bytes | None = None) -> None:
        self._turn = turn or TalkTurn()
        self._key = key or signing_key()
        self._signer = URLSafeTimedSerializer(self._key, salt="talk")
        self._ids: dict[tuple[str, str], str] = {}

    @classmethod
    def name(cls) -> str:
        """Return the name that the addresses hold."""
        return "web"

    def _sender(self, secret: str) -> str:
        """Return the tracker id of a talk: what the database holds cannot be turned back into a token."""
        return hmac.new(self._key, secret.encode(), hashlib.sha256).hexdigest()[:40]

    def new_token(self, metadata: dict[str, Any]) -> str:
        """Return a signed token for a new talk; role, language, municipality and portal are inside it."""
        return self._signer.dumps({"s": secrets.token_urlsafe(24), "m": metadata})

    def _talk(self, request: Request) -> tuple[str, dict[str, Any]] | None:
        """Return (sender, metadata) of the request's token, or None when it is missing, forged or too old."""
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        try:
            inside = self._signer.loads(token, max_age=TALK_SECONDS)
            return self._sender(inside["s"]), _metadata(inside["m"])
        except (BadSignature, KeyError, TypeError):
            return None

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("web_channel")

        @routes.post("/session")
        async def session(request: Request) -> HTTPResponse:
            asked = _metadata(_body(request))
            public = {key: value for key, value in asked.items() if key != "role"}
            greeting = answer_topic(self._turn.knowledge, "hilsen", Context(now=now_in_oslo(), language=public.get("language", "nb")))
            return _json({"token": self.new_token(public), "messages": self._offered("", as_messages(greeting, ""))})

        @routes.post("/message")
        async def message(request: Request) -> HTTPResponse:
            talk = self._talk(request)
            if talk is None:
                return _json({"error": "no valid talk; start a new one"}, 401)
            if len(request.body or b"") > _MOST_BODY:
                return _json({"error": "the message is too large"}, 413)
            incoming = self._turn.receive(_body(request).get("text"), talk[1])
            return _json({"messages": await self._answer(incoming, talk[0], on_new_message)})

        @routes.post("/choice")
        async def choice(request: Request) -> HTTPResponse:
            talk = self._talk(request)
            if talk is None:
                return _json({"error": "no valid talk; start a new one"}, 401)
            payload = self._ids.get((talk[0], str(_body(request).get("id")))) or self._ids.get(("", str(_body(request).get("id"))))
            if payload is None:
                return _json({"error": "this choice is no longer open"}, 409)
            incoming = self._turn.receive(payload, talk[1], payload=True)
            return _json({"messages": await self._answer(incoming, talk[0], on_new_message)})

        @routes.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            talk = self._talk(request)
            if talk is None:
                return _json({"error": "no valid talk; start a new one"}, 401)
            for key in [key for key in self._ids if key[0] == talk[0]]:
                del self._ids[key]
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not forget_talk(agent.tracker_store, talk[0]):
                return _json({"error": "the talk could not be deleted; contact the municipality"}, 503)
            return _json({"forgotten": True})

        @routes.get("/health")
        async def health(request: Request) -> HTTPResponse:
            return _json({"status": "ok"})

        return routes

    async def _answer(self, incoming: Any, sender: str, on_new_message: OnNewMessage) -> list[dict[str, Any]]:
        messages = await self._turn.run(incoming, sender, self.name(), on_new_message)
        return self._offered(sender, messages)

    def _offered(self, sender: str, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the messages for the client: no tracker id, and an opaque id in place of each payload."""
        told = []
        for part in messages:
            out = {key: value for key, value in part.items() if key != "recipient_id"}
            if "buttons" in out:
                buttons = []
                for button in out["buttons"]:
                    number = secrets.token_urlsafe(9)
                    self._ids[(sender, number)] = button["payload"]
                    buttons.append({"title": button["title"], "id": number})
                out["buttons"] = buttons
            told.append(out)
        while len(self._ids) > 100_000:  # the oldest choices go first; they answer 409 then
            self._ids.pop(next(iter(self._ids)))
        return told


def _json(body: dict[str, Any], status: int = 200) -> HTTPResponse:
    return response.json(body, status=status, headers=_HEADERS)
