"""The `rest` channel for development and tests on loopback: Rasa's own addresses, our masking and our deadline."""

from __future__ import annotations

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import json_body
from channel.choices import Choices
from channel.turn import OnNewMessage, TalkTurn, new_sender

_LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")


class RestChannel(InputChannel):
    """POST /webhooks/rest/webhook {sender, message, metadata} → a list of messages. Refuses all but loopback."""

    def __init__(self, turn: TalkTurn | None = None) -> None:
        self._turn = turn or TalkTurn()
        self._choices = Choices()

    @classmethod
    def name(cls) -> str:
        """Return the name that the addresses hold."""
        return "rest"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("rest_channel")

        @routes.get("/")
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            if request.ip not in _LOOPBACK:
                return response.json({"error": "only from this machine"}, 403)
            body = json_body(request)
            given, text = body.get("sender"), body.get("message")
            sender = given if isinstance(given, str) and given else new_sender()
            offered = isinstance(text, str) and self._choices.holds(sender, text)
            incoming = self._turn.receive(text, body.get("metadata"), payload=offered)
            messages = await self._turn.run(incoming, sender, self.name(), on_new_message)
            self._choices.keep(sender, messages)
            return response.json(messages)

        return routes
