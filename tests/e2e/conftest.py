"""Both servers for the end-to-end tests, started once, on free ports."""

from __future__ import annotations

import json
import socket
import urllib.request
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from launch.servers import HOST, Servers


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Bot:
    """Talks to a running bot over the rest channel; each instance is one talk."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.sender = uuid.uuid4().hex

    def say(self, text: Any, **metadata: str) -> list[dict[str, Any]]:
        body = {"sender": self.sender, "message": text, "metadata": metadata}
        request = urllib.request.Request(f"http://{HOST}:{self.port}/webhooks/rest/webhook", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return list(json.load(reply))


@pytest.fixture(scope="session")
def servers(tmp_path_factory) -> Iterator[Servers]:
    lines: list[str] = []
    database = str(tmp_path_factory.mktemp("bot") / "conversations.db")
    with Servers(free_port(), free_port(), log=lambda name, line: lines.append(f"{name}| {line}"), database=database) as running:
        running.lines = lines  # type: ignore[attr-defined]
        running.database = database  # type: ignore[attr-defined]
        running.wait()
        yield running


@pytest.fixture
def bot(servers) -> Bot:
    return Bot(servers.port)


@pytest.fixture(scope="session")
def lame_port(tmp_path_factory) -> Iterator[int]:
    """Rasa without an action server."""
    database = str(tmp_path_factory.mktemp("lame") / "conversations.db")
    with Servers(free_port(), free_port(), with_actions=False, database=database) as running:
        running.wait()
        yield running.port
