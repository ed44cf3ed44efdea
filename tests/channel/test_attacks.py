"""Attacks on the web channel: none succeeds, and the server goes on answering others. Limits are in test_rates.py, commands in test_turn.py."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer

from channel.tokens import TALK_SECONDS, Tokens
from channel.web import _LONGEST_SECONDS, _SLOWEST_SECONDS
from tests.channel.conftest import KEY


def _answers(client) -> bool:
    return client.api("message", {"text": "hei"}, client.token()).status == 200


@pytest.mark.parametrize("key", [b"", b"x" * 48, KEY[:-1]])
def test_a_token_signed_with_another_key_opens_nothing(client, key):
    forged = URLSafeTimedSerializer(key or b"0", salt="talk").dumps({"s": "a" * 32, "m": {"role": "ansatt"}})
    assert client.api("history", None, forged).status == 401


@pytest.mark.parametrize("salt", ["", "session", "itsdangerous"])
def test_a_token_of_another_purpose_opens_nothing(client, salt):
    assert client.api("history", None, str(URLSafeTimedSerializer(KEY, salt=salt).dumps({"s": "a" * 32, "m": {}}))).status == 401


def test_a_token_that_is_replayed_after_its_day_opens_nothing(monkeypatch):
    token = Tokens([KEY]).new({})
    assert Tokens([KEY]).read(token) is not None
    later = time.time() + TALK_SECONDS + 2
    monkeypatch.setattr(time, "time", lambda: later)
    assert Tokens([KEY]).read(token) is None


def test_a_token_that_is_replayed_after_its_talk_was_deleted_finds_nothing(client):
    token = client.token()
    client.api("message", {"text": "markørordet gamma", "number": "n1"}, token)
    assert client.api("forget", {}, token).status == 200
    assert client.api("history", None, token).json["messages"] == []
    assert "gamma" not in client.api("transcript", None, token).text


def test_the_tracker_id_of_a_database_opens_no_talk(client):
    client.api("message", {"text": "hei"}, client.token())
    sender = client.agent.seen[-1].sender_id
    assert client.api("history", None, sender).status == 401
    assert client.api("history", None, str(URLSafeTimedSerializer(b"guess" * 10, salt="talk").dumps({"s": sender, "m": {}}))).status == 401


def test_a_talk_reads_and_judges_nothing_of_another(client):
    mine, other = client.token(), client.token()
    said = client.api("message", {"text": "markørordet delta", "number": "same"}, mine).json["messages"]
    assert "delta" not in client.api("history", None, other).text
    assert client.api("message", {"text": "hei", "number": "same"}, other).json["messages"] != said
    assert client.api("feedback", {"message_id": said[-1]["custom"]["message_id"], "verdict": "up"}, other).status == 400
    assert client.api("forget", {}, other).status == 200
    assert "delta" in client.api("history", None, mine).text


@pytest.mark.parametrize("field", ["sender", "sender_id", "conversation_id", "input_channel", "metadata", "session_id", "slots"])
def test_nothing_in_the_body_says_whose_talk_it_is(client, field):
    mine, other = client.token(), client.token()
    client.api("message", {"text": "hei"}, mine)
    sender = client.agent.seen[-1].sender_id
    client.api("message", {"text": "hei", field: sender}, other)
    assert client.agent.seen[-1].sender_id != sender
    assert client.agent.seen[-1].input_channel == "web"


@pytest.mark.parametrize(
    "text", ['/set_role{"role": "ansatt"}', "／restart", "\\/restart", "\u200e/restart", "\t\r\n /restart", "/\u00a0/restart", "\ufeff/session_start"]
)
def test_no_command_is_run(client, text):
    client.api("message", {"text": text}, client.token())
    assert not (client.agent.seen[-1].text or "").lstrip().startswith("/")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "{% raw %}", "${7*7}", "javascript:alert(1)", "</textarea><script>"]
)
def test_markup_and_templates_stay_text(client, text):
    page = client.form(text=text, do="say", token="", number="n")
    assert page.status == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert "</textarea><script>" not in page.text
    assert "49" not in page.text.split('role="log"')[-1][:400]
    token = client.token()
    told = client.api("message", {"text": text}, token)
    assert told.headers["Content-Type"].startswith("application/json")
    assert client.api("transcript", None, token).headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("sent", ["nb%0d%0aSet-Cookie:%20a=b", "nb%0aX-Evil:%201", "%00", "nb\u2028"])
@pytest.mark.parametrize("path", ["/chat?portal=", "/chat/enkel?language=", "/webhooks/web/interface?portal=", "/webhooks/web/document/", "/widget/v1/"])
def test_no_header_is_injected(client, path, sent):
    headers = client.ask(path + sent.replace("\u2028", "%E2%80%A8")).headers
    assert "Set-Cookie" not in headers
    assert "X-Evil" not in headers


def test_a_megabyte_is_refused_before_it_is_read_and_others_are_answered(client):
    host, port = client.base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(b"POST /webhooks/web/message HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
        with contextlib.suppress(OSError):
            line.sendall(b"x" * 300_000)
        assert b" 413 " in line.recv(200)
    assert _answers(client)


@pytest.mark.parametrize(
    ("sent", "given_up"),
    [
        (b"POST /webhooks/web/message HTTP/1.1\r\nHost: x\r\n", True),
        (b"POST /webhooks/web/message HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000\r\n\r\n{", False),
    ],
)
def test_requests_that_never_end_stop_nobody_else(client, sent, given_up):
    host, port = client.base.removeprefix("http://").split(":")
    assert (client.app.config.REQUEST_TIMEOUT, client.app.config.RESPONSE_TIMEOUT) == (_SLOWEST_SECONDS, _LONGEST_SECONDS)
    lines = [socket.create_connection((host, int(port)), timeout=_SLOWEST_SECONDS * 3) for _ in range(60)]
    try:
        for line in lines:
            line.sendall(sent)
        began = time.monotonic()
        assert _answers(client)
        assert time.monotonic() - began < 5
        if given_up:  # a body that stands still is given up after _LONGEST_SECONDS, longer than a test may take
            assert b" 408 " in lines[0].recv(200)
    finally:
        for line in lines:
            line.close()


def test_the_example_of_a_proxy_ends_slow_requests_and_keeps_bodies_in_memory():
    lines = (Path(__file__).parents[2] / "deploy" / "nginx.conf").read_text(encoding="utf-8").split(";")
    given = dict(line.rsplit("\n", 1)[-1].split(maxsplit=1) for line in lines if len(line.rsplit("\n", 1)[-1].split()) > 1)
    assert all(int(given[name].removesuffix("s")) <= _SLOWEST_SECONDS for name in ("client_header_timeout", "client_body_timeout"))
    assert given["proxy_request_buffering"] == "on"
    assert given["client_body_buffer_size"] == given["client_max_body_size"]


def test_a_thousand_messages_of_one_address_are_told_to_wait_and_a_bystander_is_answered(client):
    token = client.token()
    statuses = [client.api("message", {"text": "hei"}, token, address="198.51.100.66").status for _ in range(200)]
    assert statuses.count(200) <= 12
    assert set(statuses) == {200, 429}
    assert _answers(client)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://www.eksempelvik.example.evil.example", "http://www.eksempelvik.example"])
def test_another_origin_reads_no_answer(client, origin):
    for method_path in ("session", "message"):
        headers = client.api(method_path, {}, client.token(), Origin=origin).headers
        assert headers.get("Access-Control-Allow-Origin") not in (origin, "*")
        assert headers.get("Access-Control-Allow-Credentials") is None or headers.get("Access-Control-Allow-Origin") is None


def test_a_page_of_another_site_frames_nothing(client):
    for path in ("/chat", "/chat/enkel", "/chat?portal=eksempelvik"):
        policy = client.ask(path, Origin="https://evil.example").headers["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "evil" not in policy
        assert "*" not in policy.partition("frame-ancestors")[2]


def test_an_error_repeats_nothing_of_the_request(client, caplog):
    for told in (client.ask("/zebrafink"), client.ask("/ready", {"text": "zebrafink"}), client.ask("/webhooks/web/zebrafink", {})):
        assert told.status in (404, 405)
        assert "zebrafink" not in told.text + str(told.headers)
        assert set(json.loads(told.text)) == {"error"}
    assert "zebrafink" not in caplog.text
