"""The web channel on a real Sanic server, with a stand-in for Rasa behind it."""

from __future__ import annotations

import itertools
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sanic import Sanic

from channel.state import State
from channel.turn import TalkTurn
from channel.web import WebChannel
from tests.channel.serving import serving
from tests.channel.stand_in import StandIn, app_with

KEY = b"k" * 48
_NAMES = (f"web_channel_{number}" for number in itertools.count())
_ADDRESSES = (f"10.1.{number // 250}.{number % 250 + 1}" for number in itertools.count())


@dataclass
class Told:
    """An answer of the server."""

    status: int
    headers: Any
    text: str
    json: Any = field(default=None)


class Client:
    """Asks the server. Each request comes from an address of its own unless one is given, so that limits meet only the tests of limits."""

    def __init__(self, base: str, web: WebChannel, agent: StandIn, app: Sanic) -> None:
        self.base, self.web, self.agent, self.app = base, web, agent, app
        self.portal_keys = web.portal_keys

    def ask(self, path: str, body: Any = None, token: str | None = None, *, address: str | None = None, **headers: str) -> Told:
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", "X-Real-IP": address or next(_ADDRESSES)}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        try:
            with urllib.request.urlopen(urllib.request.Request(self.base + path, data, sent), timeout=30) as reply:
                return _told(reply.status, reply)
        except urllib.error.HTTPError as error:
            return _told(error.code, error)

    def api(self, path: str, body: Any = None, token: str | None = None, **given: Any) -> Told:
        return self.ask(f"/webhooks/web/{path}", body, token, **given)

    def token(self, **asked: str) -> str:
        return str(self.api("session", asked).json["token"])

    def form(self, page: str = "/chat/enkel", **fields: str | list[str]) -> Told:
        return self.ask(page, urllib.parse.urlencode(fields, doseq=True).encode(), Content_Type="application/x-www-form-urlencoded")


def _told(status: int, reply: Any) -> Told:
    text = reply.read().decode()
    kind = reply.headers.get("Content-Type", "")
    return Told(status, reply.headers, text, json.loads(text) if "json" in kind else None)


def serve(web: WebChannel, agent: StandIn, turn: TalkTurn) -> Iterator[Client]:
    """Yield a client of a server on a free port; stop the server afterwards."""
    app = app_with(agent, web, next(_NAMES), turn)
    with serving(app) as base:
        yield Client(base, web, agent, app)


@pytest.fixture(scope="package")
def turn() -> TalkTurn:
    return TalkTurn(deadline=5)


@pytest.fixture(scope="package")
def client(turn, tmp_path_factory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("channel")
    web = WebChannel(turn, [KEY], State(folder / "web.db"), proxies=["127.0.0.1"], portal_keys=folder / "portals")
    yield from serve(web, StandIn(folder), turn)
