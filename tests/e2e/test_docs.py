"""The examples of docs/integrasjon.md, run as they stand against the bot."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.servers import HOST
from tests.docs.examples import block

GUIDE = "integrasjon.md"


@pytest.fixture(scope="module")
def chat(servers) -> str:
    return f"http://{HOST}:{servers.port}"


@pytest.fixture
def portal_key() -> Iterator[str]:
    """The key as the guide makes it; one that was there before is put back."""
    path = Path(".run/portals/eksempelvik.key")
    before = path.read_bytes() if path.exists() else None
    command = block(GUIDE, "sh", "nokkel").replace(".venv/bin/python", sys.executable)
    told = subprocess.run(["sh", "-ec", command], capture_output=True, text=True, check=True).stdout
    assert str(path) in told
    yield path.read_text(encoding="ascii").strip()
    path.unlink() if before is None else path.write_bytes(before)


def _run(command: list[str], text: str, chat: str, **environment: str) -> str:
    """Run an example; all tests ask from one address, so one that met the channel's limit is run again."""
    for _ in range(4):
        done = subprocess.run(
            [*command, text.replace("https://chat.example", chat)], capture_output=True, text=True, env={**os.environ, **environment}, timeout=120, check=False
        )
        if done.returncode != 22:  # curl's status for an answer of 400 and above
            break
        time.sleep(15)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _get(address: str, **headers: str):
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30)


def test_curl_opens_a_talk_asks_reads_and_deletes(chat, portal_key):
    told = _run(["sh", "-ec"], block(GUIDE, "sh", "samtale"), chat, PORTAL_KEY=portal_key)
    assert '"role":"ansatt"' in told
    assert "§ 4-18" in told
    assert '{"forgotten":true}' in told


def test_python_opens_a_talk_asks_presses_a_button_and_deletes(chat, portal_key):
    told = _run([sys.executable, "-c"], block(GUIDE, "python", "samtale"), chat, PORTAL_KEY=portal_key)
    assert "gjeldsordning" in told.lower()
    assert "Kilder: ['https://" in told


def test_a_wrong_key_opens_nothing(chat):
    done = subprocess.run(
        ["sh", "-ec", block(GUIDE, "sh", "samtale").replace("https://chat.example", chat)],
        env={**os.environ, "PORTAL_KEY": "wrong"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "messages" not in done.stdout


def test_the_integrity_command_gives_the_hash_of_the_script_that_is_served_to_the_portal(chat):
    told = _run(["sh", "-ec"], block(GUIDE, "sh", "sri"), chat).strip()
    assert told == base64.b64encode(hashlib.sha384(Path("widget/src/chat.js").read_bytes()).digest()).decode()
    with _get(f"{chat}/widget/v1/chat.js", Origin="https://www.eksempelvik.example") as reply:
        assert base64.b64encode(hashlib.sha384(reply.read()).digest()).decode() == told
        assert reply.headers["Content-Type"].startswith("text/javascript")
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        # crossorigin="anonymous" needs both
        assert reply.headers["Access-Control-Allow-Origin"] == "https://www.eksempelvik.example"
        assert reply.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("name", ["vanlig", "blokk", "ramme", "sri"])
def test_every_address_of_the_html_examples_is_served(chat, name):
    for address in re.findall(r'(?:src|href)="([^"]+)"', block(GUIDE, "html", name)):
        with _get(address.replace("&amp;", "&").replace("https://chat.example", chat)) as reply:
            assert reply.status == 200


def test_the_frame_may_stand_on_the_portals_pages_only(chat):
    source = re.search(r'src="([^"]+)"', block(GUIDE, "html", "ramme"))
    assert source
    with _get(source[1].replace("https://chat.example", chat)) as reply:
        ancestors = reply.headers["Content-Security-Policy"].split("frame-ancestors ")[1]
        assert ancestors == "'self' https://www.eksempelvik.example https://tjenester.eksempelvik.example"
        assert reply.headers["X-Frame-Options"] is None


def test_deep_links_open_the_page_with_the_question(chat):
    for link in block(GUIDE, "text", "lenker").split():
        with _get(link.replace("https://chat.example", chat)) as reply:
            page = reply.read().decode()
        topic = re.search(r"topic=([\w:]+)", link)
        assert topic is None or f'"{topic[1]}"' in page or f'topic:{topic[1]}"' in page, link
