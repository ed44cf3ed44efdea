"""The web channel on a real Sanic server, with a stand-in for Rasa behind it."""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.error
import urllib.request

import pytest
from sanic import Sanic

from channel.rest import RestChannel
from channel.turn import TalkTurn
from channel.web import WebChannel, signing_key

KEY = b"k" * 48
SEEN: list = []


async def _echo(message):
    SEEN.append(message)
    custom = {"topic": "varsel", "language": "nb", "role": (message.metadata or {}).get("role", "ukjent")}
    await message.output_channel.send_response(message.sender_id, {"text": "svar", "buttons": [{"title": "Mer", "payload": "/show_more"}], "custom": custom})


@pytest.fixture(scope="module")
def base():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = Sanic("web_channel_test")
    turn = TalkTurn()
    web = WebChannel(turn, KEY)
    app.blueprint(web.blueprint(_echo), url_prefix="/web")
    app.blueprint(RestChannel(turn).blueprint(_echo), url_prefix="/rest")
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    state = {}

    def serve():
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(app.create_server(host="127.0.0.1", port=port, return_asyncio_server=True, access_log=False))
        loop.run_until_complete(server.startup())
        state["server"] = server
        ready.set()
        loop.run_forever()

    threading.Thread(target=serve, daemon=True).start()
    assert ready.wait(20)
    yield f"http://127.0.0.1:{port}", web
    loop.call_soon_threadsafe(loop.stop)


def _post(url: str, body, token: str | None = None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=30) as reply:
            return reply.status, json.load(reply), dict(reply.headers)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"{}"), dict(error.headers)


def _token(base) -> str:
    return _post(f"{base[0]}/web/session", {})[1]["token"]


def test_a_talk_begins_with_a_token_and_says_that_it_is_a_machine(base):
    status, body, headers = _post(f"{base[0]}/web/session", {})
    assert status == 200
    assert "maskin" in body["messages"][0]["text"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"])
def test_without_a_valid_token_nothing_is_answered(base, token):
    assert _post(f"{base[0]}/web/message", {"text": "hei"}, token)[0] == 401


def test_a_tampered_token_is_refused(base):
    token = _token(base)
    changed = token[:-3] + ("aaa" if token[-3:] != "aaa" else "bbb")
    assert _post(f"{base[0]}/web/message", {"text": "hei"}, changed)[0] == 401


def test_payloads_stay_on_the_server_and_an_id_chooses(base):
    token = _token(base)
    _, body, _ = _post(f"{base[0]}/web/message", {"text": "hei"}, token)
    button = body["messages"][-1]["buttons"][0]
    assert "payload" not in button
    assert "recipient_id" not in body["messages"][-1]
    assert _post(f"{base[0]}/web/choice", {"id": button["id"]}, token)[0] == 200
    assert SEEN[-1].text == "/show_more"


def test_a_choice_of_another_talk_is_not_open(base):
    first, second = _token(base), _token(base)
    _, body, _ = _post(f"{base[0]}/web/message", {"text": "hei"}, first)
    number = body["messages"][-1]["buttons"][0]["id"]
    assert _post(f"{base[0]}/web/choice", {"id": number}, second)[0] == 409
    assert _post(f"{base[0]}/web/choice", {"id": "finnes ikke"}, first)[0] == 409


def test_a_role_in_the_body_is_ignored_and_one_in_the_token_is_used(base):
    token = _post(f"{base[0]}/web/session", {"role": "ansatt"})[1]["token"]
    _, body, _ = _post(f"{base[0]}/web/message", {"text": "hei", "role": "ansatt", "metadata": {"role": "ansatt"}}, token)
    assert body["messages"][-1]["custom"]["role"] == "ukjent"
    minted = base[1].new_token({"role": "ansatt"})
    _, body, _ = _post(f"{base[0]}/web/message", {"text": "hei"}, minted)
    assert body["messages"][-1]["custom"]["role"] == "ansatt"


def test_two_talks_have_two_tracker_ids_that_are_not_the_token(base):
    first, second = _token(base), _token(base)
    _post(f"{base[0]}/web/message", {"text": "a"}, first)
    _post(f"{base[0]}/web/message", {"text": "b"}, second)
    assert SEEN[-1].sender_id != SEEN[-2].sender_id
    assert SEEN[-1].sender_id not in second


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b'{"text": 3}', b'{"text": ["a"]}', b"\xff\xfe"])
def test_strange_bodies_are_answered(base, body):
    status, told, _ = _post(f"{base[0]}/web/message", body, _token(base))
    assert status == 200
    assert told["messages"]
    status, told, _ = _post(f"{base[0]}/rest/webhook", body)
    assert status == 200
    assert told


def test_a_large_body_is_refused(base):
    assert _post(f"{base[0]}/web/message", {"text": "x" * 70_000}, _token(base))[0] == 413


def test_rest_lets_an_offered_payload_through_and_strips_any_other(base):
    _post(f"{base[0]}/rest/webhook", {"sender": "r1", "message": "hei"})
    _post(f"{base[0]}/rest/webhook", {"sender": "r1", "message": "/show_more"})
    assert SEEN[-1].text == "/show_more"
    _post(f"{base[0]}/rest/webhook", {"sender": "r1", "message": '/set_role{"role": "ansatt"}'})
    assert not SEEN[-1].text.startswith("/")


def test_the_signing_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "run" / "signing.key"
    assert signing_key(path) == signing_key(path)
    assert len(signing_key(path)) == 48
    assert path.stat().st_mode & 0o077 == 0


class _Store:
    def __init__(self):
        self.store = {}


class _Agent:
    def __init__(self):
        self.tracker_store = _Store()


def test_a_talk_is_deleted_and_only_that_one(base):
    first, second = _token(base), _token(base)
    _post(f"{base[0]}/web/message", {"text": "a"}, first)
    mine = SEEN[-1].sender_id
    _post(f"{base[0]}/web/message", {"text": "b"}, second)
    other = SEEN[-1].sender_id
    app = Sanic.get_app("web_channel_test")
    app.ctx.agent = _Agent()
    app.ctx.agent.tracker_store.store = {mine: "x", other: "y"}
    assert _post(f"{base[0]}/web/forget", {}, first)[1] == {"forgotten": True}
    assert app.ctx.agent.tracker_store.store == {other: "y"}
    assert _post(f"{base[0]}/web/forget", {}, "forged")[0] == 401
