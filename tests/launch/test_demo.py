from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from launch import demo, run
from launch.demo import main, mint, site, site_policy


@pytest.fixture
def address():
    server = site(0, "http://127.0.0.1:5005")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.mark.parametrize("page", ["/", "/ramme.html", "/?a=b"])
def test_each_page_embeds_the_chat_under_the_strict_policy(address, page):
    with urllib.request.urlopen(address + page, timeout=5) as reply:
        text = reply.read().decode()
        assert reply.headers["Content-Security-Policy"] == site_policy("http://127.0.0.1:5005")
    assert "http://127.0.0.1:5005/" in text
    assert "$" not in text


@pytest.mark.parametrize("page", ["/finnes-ikke", "/../Makefile", "/.run/signing.keys"])
def test_nothing_else_is_served(address, page):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address + page, timeout=5)


def test_the_policy_opens_nothing_but_the_chat():
    assert "unsafe" not in site_policy("https://chat.example")
    assert site_policy("https://chat.example").startswith("default-src 'none'")


@pytest.fixture
def chat():
    """A stand-in for the bot that mints for one key and notes what it was asked."""

    class Bot(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.server.asked = (self.path, body)  # type: ignore[attr-defined]
            right = self.headers["X-Portal-Key"] == "right"
            told = json.dumps({"token": "abc.def", "expires_in": 60} if right else {"error": "no"}).encode()
            self.send_response(200 if right else 403)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Bot)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


def _page(chat_address: str, key: str) -> tuple[str, str]:
    server = site(0, chat_address, key)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}/ansatt.html", timeout=5) as reply:
            return reply.read().decode(), reply.headers["Content-Security-Policy"]
    finally:
        server.shutdown()


def test_the_staff_page_mints_server_to_server_and_hands_the_token_over_in_a_form(chat):
    address = f"http://127.0.0.1:{chat.server_address[1]}"
    page, policy = _page(address, "right")
    assert chat.asked == ("/webhooks/web/staff/token", {"portal": "demo"})
    assert f'<form method="post" action="{address}/ansatt">' in page
    assert 'value="abc.def"' in page
    assert "right" not in page
    assert policy.endswith(f"form-action {address}")


def test_a_key_that_is_refused_or_a_bot_that_is_away_gives_no_form(chat):
    address = f"http://127.0.0.1:{chat.server_address[1]}"
    for where, key in ((address, "wrong"), ("http://127.0.0.1:9", "right")):
        assert mint(where, key) is None
        page, policy = _page(where, key)
        assert "<form" not in page
        assert policy.endswith("form-action 'none'")


def test_the_key_lives_as_long_as_the_demo_and_its_address_is_printed(monkeypatch, tmp_path, capsys):
    seen = []

    def running(arguments: list[str]) -> int:
        seen.append((tmp_path / "demo.key").stat().st_mode & 0o077)
        return 0

    monkeypatch.setattr(run, "main", running)
    monkeypatch.setattr(demo, "check_machine", lambda ports: None)
    assert main(["--site-port", "0", "--portal-keys", str(tmp_path)]) == 0
    assert seen == [0]
    assert not (tmp_path / "demo.key").exists()
    assert "/ansatt.html" in capsys.readouterr().out
