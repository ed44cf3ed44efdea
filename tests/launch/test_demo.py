from __future__ import annotations

import threading
import urllib.error
import urllib.request

import pytest

from launch.demo import site, site_policy


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
