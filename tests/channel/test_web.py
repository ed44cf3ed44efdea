"""The JSON routes."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from channel.keys import make_portal_key


def test_a_talk_begins_with_a_token_and_says_that_it_is_a_machine(client):
    told = client.api("session", {})
    assert told.status == 200
    assert "maskin" in told.json["messages"][0]["text"]
    assert [button["title"] for button in told.json["messages"][-1]["buttons"]][:2] == ["Jeg har fått et brev", "Jeg kan ikke betale"]


@pytest.mark.parametrize("path", ["/webhooks/web/session", "/webhooks/web/interface", "/chat", "/chat/enkel", "/ready", "/health", "/widget/v1/chat.js"])
def test_every_answer_has_the_security_headers(client, path):
    headers = client.ask(path, {} if path.endswith("session") else None).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    if "widget" not in path and "interface" not in path:
        assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", [None, "", "x", "a.b.c"])
@pytest.mark.parametrize(
    ("path", "body"), [("message", {"text": "hei"}), ("choice", {}), ("history", None), ("feedback", {}), ("forget", {}), ("transcript", None)]
)
def test_without_a_valid_token_nothing_is_answered(client, token, path, body):
    assert client.api(path, body, token).status == 401


def test_a_tampered_token_is_refused(client):
    token = client.token()
    changed = token[:-3] + ("aaa" if token[-3:] != "aaa" else "bbb")
    assert client.api("message", {"text": "hei"}, changed).status == 401


def test_payloads_stay_on_the_server_and_an_id_chooses(client):
    token = client.token()
    last = client.api("message", {"text": "hei"}, token).json["messages"][-1]
    assert set(last["buttons"][0]) == {"title", "id"}
    assert "recipient_id" not in last
    assert client.api("choice", {"id": last["buttons"][0]["id"]}, token).status == 200
    assert client.agent.seen[-1].text == "/show_more"


def test_a_choice_of_another_talk_a_used_up_and_a_made_up_one_are_not_open(client):
    first, second = client.token(), client.token()
    number = client.api("message", {"text": "hei"}, first).json["messages"][-1]["buttons"][0]["id"]
    assert client.api("choice", {"id": number}, second).status == 409
    assert client.api("choice", {"id": "finnes ikke"}, first).status == 409
    assert client.api("choice", {"id": ["x"]}, first).status == 409
    client.api("message", {"text": "noe annet"}, first)
    assert client.api("choice", {"id": number}, first).status == 409


@pytest.mark.parametrize(
    ("fixed", "payload"),
    [
        ("start", "/start_pa_nytt"),
        ("topic:varsel", "/varsel"),
        ("topic:begrep:namsmann", '/explain_term{"term": "namsmann"}'),
        ("quick:staff", '/set_role{"role": "ansatt"}'),
        ("language:nn", '/switch_language{"language": "nn"}'),
    ],
)
def test_fixed_choices_are_always_open(client, fixed, payload):
    assert client.api("choice", {"id": fixed}, client.token()).status == 200
    assert client.agent.seen[-1].text == payload


@pytest.mark.parametrize(
    "fixed", ["topic:finnes_ikke", "topic:teknisk_feil", "topic:begrep:finnes_ikke", "topic:namsmann", "topic:../x", "language:xx", "quick:", "topic:", "begin"]
)
def test_what_is_no_fixed_choice_is_not_open(client, fixed):
    assert client.api("choice", {"id": fixed}, client.token()).status == 409


def test_a_repeated_message_number_gets_the_same_reply_and_runs_nothing(client):
    token = client.token()
    first = client.api("message", {"text": "hei", "number": "n1"}, token).json
    ran = len(client.agent.seen)
    assert client.api("message", {"text": "hei", "number": "n1"}, token).json == first
    choice = {"id": first["messages"][-1]["buttons"][0]["id"], "number": "n2"}
    chosen = client.api("choice", choice, token).json
    assert client.api("choice", choice, token).json == chosen
    assert len(client.agent.seen) == ran + 1


def test_two_requests_with_one_number_at_the_same_time_run_once(client):
    token, told = client.token(), []
    ran = len(client.agent.seen)
    threads = [threading.Thread(target=lambda: told.append(client.api("message", {"text": "treg", "number": "same"}, token).json)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(client.agent.seen) == ran + 1
    assert told[0] == told[1] == told[2]


def test_a_client_that_goes_away_finds_the_reply_when_it_comes_back(client):
    token = client.token()
    ran = len(client.agent.seen)
    host, port = client.base.removeprefix("http://").split(":")
    body = b'{"text": "treg", "number": "gone"}'
    head = f"POST /webhooks/web/message HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with socket.create_connection((host, int(port))) as line:
        line.sendall(head.encode() + body)
        time.sleep(0.5)
    told = client.api("message", {"text": "treg", "number": "gone"}, token)
    assert told.status == 200
    assert told.json["messages"][-1]["custom"]["topic"] == "varsel"
    assert len(client.agent.seen) == ran + 1


def test_three_messages_wait_in_order_and_a_fifth_is_told_to_come_back(client):
    token, statuses = client.token(), {}

    def send(number: int) -> None:
        statuses[number] = client.api("message", {"text": f"treg {number}", "number": f"q{number}"}, token)

    threads = [threading.Thread(target=send, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    assert [statuses[number].status for number in range(5)] == [200, 200, 200, 200, 429]
    assert int(statuses[4].headers["Retry-After"]) >= 1
    assert [message.text for message in client.agent.seen[-4:]] == [f"treg {number}" for number in range(4)]


def test_a_role_in_the_body_is_ignored(client):
    token = client.token(role="ansatt")
    last = client.api("message", {"text": "hei", "role": "ansatt", "metadata": {"role": "ansatt"}}, token).json["messages"][-1]
    assert last["custom"]["role"] == "ukjent"


def test_a_portals_own_server_opens_a_talk_with_a_role_and_nobody_else_does(client, monkeypatch):
    portal = client.web._turn.knowledge.portals["demo"].model_copy(update={"staff_key": True, "role": "ansatt", "municipality": "3024"})
    monkeypatch.setitem(client.web._turn.knowledge.portals, "demo", portal)  # type: ignore[arg-type]
    key = make_portal_key("demo", client.portal_keys).read_text().strip()
    assert client.api("session", {"portal": "demo"}, X_Portal_Key="x").status == 403
    assert client.api("session", {"portal": "eksempelvik"}, X_Portal_Key=key).status == 403
    token = client.api("session", {"portal": "demo"}, X_Portal_Key=key).json["token"]
    client.api("message", {"text": "hei"}, token)
    assert client.agent.seen[-1].metadata == {"language": "nb", "portal": "demo", "municipality": "3024", "role": "ansatt"}


def test_two_talks_have_two_tracker_ids_that_are_not_the_token(client):
    first, second = client.token(), client.token()
    client.api("message", {"text": "a"}, first)
    client.api("message", {"text": "b"}, second)
    assert client.agent.seen[-1].sender_id != client.agent.seen[-2].sender_id
    assert client.agent.seen[-1].sender_id not in second


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b'{"text": 3}', b'{"text": ["a"], "number": 7}', b"\xff\xfe"])
def test_strange_bodies_are_answered(client, body):
    told = client.api("message", body, client.token())
    assert told.status == 200
    assert told.json["messages"]
    assert client.ask("/webhooks/rest/webhook", body).status == 200


@pytest.mark.parametrize("size", [70_000, 300_000])
def test_a_large_body_is_refused(client, size):
    assert client.api("message", {"text": "x" * size}, client.token()).status == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_another_sites_form_cannot_post_json(client, kind):
    assert client.api("session", {}, Content_Type=kind).status == 415


def test_rest_lets_an_offered_payload_through_and_strips_any_other(client):
    client.ask("/webhooks/rest/webhook", {"sender": "r1", "message": "hei"})
    client.ask("/webhooks/rest/webhook", {"sender": "r1", "message": "/show_more"})
    assert client.agent.seen[-1].text == "/show_more"
    client.ask("/webhooks/rest/webhook", {"sender": "r1", "message": '/set_role{"role": "ansatt"}'})
    assert not client.agent.seen[-1].text.startswith("/")


def test_the_history_holds_both_sides_and_only_open_choices(client):
    token = client.token()
    client.api("message", {"text": "jeg heter Kari Nordmann og har et brev"}, token)
    choice = client.api("message", {"text": "hei"}, token).json["messages"][-1]["buttons"][0]
    client.api("choice", {"id": choice["id"]}, token)
    told = client.api("history", None, token).json["messages"]
    assert [entry["text"] for entry in told if entry["who"] == "user"][1:] == ["hei", choice["title"]]
    assert "Kari" not in str(told)
    assert [bool(entry.get("buttons")) for entry in told if entry["who"] == "bot"] == [False] * (len(told) - 4) + [True]


def test_the_history_has_an_answer_that_was_given_while_rasa_failed(client):
    token = client.token()
    client.api("message", {"text": "feil her"}, token)
    assert client.api("history", None, token).json["messages"][-1]["custom"]["topic"] == "teknisk_feil"


def test_the_whole_talk_can_be_taken_away_as_text(client):
    token = client.token()
    client.api("message", {"text": "vis plan"}, token)
    told = client.api("transcript?language=nn", None, token)
    assert told.headers["Content-Type"].startswith("text/plain")
    assert "Du: vis plan" in told.text
    assert "Samla gjeld: 24\u00a0000\u00a0kr" in told.text
    assert "kontrollert 2" in told.text


def test_feedback_is_kept_apart_from_the_talk_and_only_for_its_own_answers(client):
    first, second = client.token(), client.token()
    number = client.api("message", {"text": "hei"}, first).json["messages"][-1]["custom"]["message_id"]
    assert client.api("feedback", {"message_id": number, "verdict": "down", "reason": "unclear"}, first).json == {"kept": True}
    assert client.api("feedback", {"message_id": number, "verdict": "up"}, second).status == 400
    for wrong in ({"verdict": "up"}, {"message_id": number, "verdict": "x"}, {"message_id": number, "verdict": "up", "reason": "fri tekst"}):
        assert client.api("feedback", wrong, first).status == 400
    rows = client.web._state._base.execute("SELECT * FROM feedback WHERE message_id = ?", (number,)).fetchall()
    assert [row[1:4] for row in rows] == [("varsel", "down", "unclear")]


def test_a_talk_is_deleted_everywhere_and_only_that_one(client):
    first, second = client.token(), client.token()
    client.api("message", {"text": "markørordet alfa"}, first)
    client.api("message", {"text": "markørordet beta"}, second)
    assert client.api("forget", {}, first).json == {"forgotten": True}
    assert client.api("history", None, first).json["messages"] == []
    assert "beta" in client.api("history", None, second).text


def test_a_talk_that_cannot_be_deleted_is_said_so(client):
    token, agent = client.token(), client.app.ctx.agent
    client.app.ctx.agent = None
    try:
        assert client.api("forget", {}, token).status == 503
    finally:
        client.app.ctx.agent = agent


def test_the_interface_speaks_three_languages_and_holds_the_number_to_call(client):
    for language in ("nb", "nn", "en"):
        told = client.api(f"interface?language={language}").json
        assert told["language"] == language
        assert "55\u00a055\u00a033\u00a033" in told["texts"]["offline"]
        assert "{contact" not in str(told["texts"])
    assert client.api("interface?portal=eksempelvik").json["language"] == "nn"
    assert client.api("interface?portal=finnes-ikke&language=xx").json["portal"] is None


def test_only_listed_origins_may_read_answers(client):
    listed = client.api("session", {}, Origin="https://www.eksempelvik.example").headers
    assert listed["Access-Control-Allow-Origin"] == "https://www.eksempelvik.example"
    other = client.api("session", {}, Origin="https://evil.example").headers
    assert other.get("Access-Control-Allow-Origin") != "https://evil.example"


def test_ready_says_what_is_missing(client):
    told = client.ask("/ready")
    assert told.status == 503
    assert (told.json["ready"], told.json["missing"]) == (False, ["actions"])
    assert told.json["knowledge"] == client.web._turn.knowledge.digest != ""
    assert client.ask("/health").status == 200


def test_a_letter_is_fetched_once_from_the_address_in_the_reply_and_goes_with_the_talk(client):
    token = client.token()
    told = client.api("message", {"text": "vedlegg"}, token).json["messages"][-1]["custom"]["attachments"]
    page, word = (next(row["url"] for row in told if row["media_type"].startswith(kind)) for kind in ("text/html", "application/vnd"))
    first, again = client.ask(page), client.ask(page)
    assert (first.status, again.status) == (200, 410)
    assert "<h1>Klage på vedtak</h1>" in first.text
    assert "style-src 'sha256-" in first.headers["Content-Security-Policy"]
    assert client.api("forget", {}, token).status == 200
    assert client.ask(word).status == 410
