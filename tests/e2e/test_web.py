"""The web channel over HTTP with the real bot behind it."""

from __future__ import annotations

import json
import sqlite3
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from guidance.loader import load_knowledge
from launch.servers import HOST


class Web:
    """One talk of the web channel."""

    def __init__(self, port: int) -> None:
        self.base = f"http://{HOST}:{port}"
        self.token: str | None = None
        self.token = self.ask("/webhooks/web/session", {"portal": "demo"})["token"]

    def ask(self, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        request = urllib.request.Request(self.base + path, None if body is None else json.dumps(body).encode(), headers)
        while True:  # all tests ask from one address: one that meets the channel's limit waits as it is told
            try:
                with urllib.request.urlopen(request, timeout=60) as reply:
                    return json.load(reply)
            except urllib.error.HTTPError as told:
                if told.code != 429:
                    raise
                time.sleep(float(told.headers["Retry-After"]))

    def say(self, text: str, **more: str) -> list[dict[str, Any]]:
        return list(self.ask("/webhooks/web/message", {"text": text, **more})["messages"])

    def choose(self, choice: str) -> list[dict[str, Any]]:
        return list(self.ask("/webhooks/web/choice", {"id": choice})["messages"])


@pytest.fixture
def web(servers) -> Web:
    return Web(servers.port)


def test_the_bot_is_ready_and_the_pages_are_there(web):
    told = web.ask("/ready")
    assert (told["ready"], told["missing"], told["knowledge"]) == (True, [], load_knowledge().digest)
    assert told["model"]
    for page in ("/chat", "/chat/enkel", "/widget/v1/chat.js", "/widget/v1/chat.css"):
        with urllib.request.urlopen(web.base + page, timeout=10) as reply:
            assert reply.status == 200


def test_without_the_action_server_it_is_not_ready(lame_port):
    with pytest.raises(urllib.error.HTTPError) as told:
        urllib.request.urlopen(f"http://{HOST}:{lame_port}/ready", timeout=10)
    assert told.value.code == 503
    assert json.load(told.value)["missing"] == ["actions"]


def test_fixed_choices_are_answered(web):
    expected = {
        "quick:letter": "varsel",
        "quick:rent": "husleierestanse",
        "quick:person": "snakke_med_menneske",
        "topic:begrep:namsmann": "begrep:namsmann",
        "start": "start_pa_nytt",
    }
    assert {choice: web.choose(choice)[-1]["custom"]["topic"] for choice in expected} == expected


def test_staff_and_nynorsk_are_chosen_and_last(web):
    assert web.choose("quick:staff")[-1]["custom"]["role"] == "ansatt"
    web.choose("language:nn")
    custom = web.say("jeg har fått varsel om utkastelse")[-1]["custom"]
    assert (custom["topic"], custom["role"], custom["language"]) == ("varsel", "ansatt", "nn")


def test_every_button_of_an_answer_is_answered(web):
    for title in [button["title"] for button in web.say("jeg har fått varsel om utkastelse")[-1]["buttons"]][:3]:
        web.choose("start")  # the same question twice in a row is answered another way
        offered = {button["title"]: button["id"] for button in web.say("jeg har fått varsel om utkastelse")[-1]["buttons"]}
        assert web.choose(offered[title])[-1]["custom"]["topic"] not in ("uforstatt", "teknisk_feil")


def test_the_history_is_both_sides_and_deletion_leaves_nothing(web, servers):
    web.say("markørordet zebrafink, jeg har fått varsel", number="a1")
    assert web.say("markørordet zebrafink, jeg har fått varsel", number="a1")[-1]["custom"]["topic"]
    told = web.ask("/webhooks/web/history")["messages"]
    assert [entry["text"] for entry in told if entry["who"] == "user"] == ["markørordet zebrafink, jeg har fått varsel"]
    files = [path for path in Path(servers.database).parent.iterdir() if path.is_file()]
    assert any(b"zebrafink" in path.read_bytes() for path in files)
    assert not any(b"zebrafink" in path.read_bytes() for path in files if path.name.startswith("web.db")), "the channel's own store holds what was written"
    assert web.ask("/webhooks/web/forget", {}) == {"forgotten": True}
    with sqlite3.connect(servers.database) as base:
        assert base.execute("SELECT count(*) FROM events WHERE data LIKE '%zebrafink%'").fetchone() == (0,)
    assert not any("zebrafink" in line for line in servers.lines)
