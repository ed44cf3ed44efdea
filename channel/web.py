"""The web channel: the public's way in. JSON routes, pages and the widget's files; what they do is in channel/service.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import BaseHTTPResponse

from channel.api import add_api
from channel.documents import add_documents
from channel.errors import add_errors
from channel.files import add_files
from channel.keys import PORTAL_KEYS, signing_keys
from channel.pages import add_pages
from channel.plain import add_plain
from channel.rates import Rates
from channel.ready import add_ready
from channel.service import WebTalks
from channel.staff import add_staff
from channel.staff_tokens import StaffTokens, add_staff_tokens
from channel.state import State
from channel.tokens import TALK_SECONDS, Tokens
from channel.turn import OnNewMessage, TalkTurn

_MOST_READ = 256 * 1024  # Sanic reads a body before any handler; its own default is 100 MB
_SLOWEST_SECONDS = 15  # for the head of a request
# For a body that stands still, and for the answer: four messages of a talk may wait 20 s each. Rasa's own is an hour. A body that comes byte by byte
# starts the time anew and takes a connection, not the bot; the proxy ends it (deploy/nginx.conf).
_LONGEST_SECONDS = 120
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class WebChannel(InputChannel):
    """Routes below `/webhooks/web/`, the pages `/chat`, `/chat/enkel` and `/ansatt`, `/widget/v1/`, `/health` and `/ready`.

    Args:
        turn: what runs a turn.
        keys: signing keys, newest first.
        state: what keeps choices and replies.
        proxies: addresses of our own proxies; only their `X-Real-IP` is believed.
        portal_keys: the folder of the portals' own keys.
    """

    def __init__(
        self,
        turn: TalkTurn | None = None,
        keys: Sequence[bytes] | None = None,
        state: State | None = None,
        proxies: Sequence[str] = (),
        portal_keys: Path = PORTAL_KEYS,
    ) -> None:
        self._turn = turn or TalkTurn()
        signing = keys or signing_keys()
        self.tokens = Tokens(signing)
        self.staff_tokens = StaffTokens(signing, self._turn.knowledge, portal_keys)
        self.portal_keys = portal_keys
        self._state = state or State(keep_seconds=TALK_SECONDS)
        networks = [network for portal in self._turn.knowledge.portals.values() for network in portal.networks]
        self._rates = Rates(networks, proxies)

    @classmethod
    def name(cls) -> str:
        """Return the name kept with each message."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WebChannel:
        """Return the channel as credentials.yml describes it: `state`, a file; `proxies`, a list of addresses."""
        given = credentials or {}
        return cls(state=State(given.get("state", "web.db"), keep_seconds=TALK_SECONDS), proxies=given.get("proxies") or ())

    def url_prefix(self) -> str:
        """Return `/`: the pages stand outside `/webhooks/`, so each route spells its whole path."""
        return "/"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """Return the routes of this channel."""
        routes = Blueprint("web_channel")
        talks = WebTalks(self._turn, self.tokens, self._state, on_new_message, self.name())
        add_api(routes, talks, self._rates, self.portal_keys)
        add_pages(routes, talks)
        add_plain(routes, talks, self._rates)
        add_staff(routes, talks, self.staff_tokens, self._rates)
        add_staff_tokens(routes, self.staff_tokens, self._rates)
        add_files(routes)
        add_documents(routes, self._turn.documents)
        add_ready(routes, self._turn.knowledge.digest)
        add_errors(routes)

        @routes.listener("before_server_start")
        async def limit_bodies(app: Any, loop: Any) -> None:
            app.config.REQUEST_MAX_SIZE = _MOST_READ
            app.config.REQUEST_TIMEOUT = _SLOWEST_SECONDS
            app.config.RESPONSE_TIMEOUT = _LONGEST_SECONDS

        @routes.middleware("response")
        async def secure(request: Request, reply: BaseHTTPResponse) -> None:
            for name, value in _HEADERS.items():
                reply.headers.setdefault(name, value)

        return routes
