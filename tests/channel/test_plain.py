"""The talk without JavaScript."""

from __future__ import annotations

import re
from html import unescape

import pytest

from channel.transcript import blocks, kroner


def _fields(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)}


def _buttons(page: str) -> dict[str, str]:
    return {unescape(title): unescape(value) for value, title in re.findall(r'<button name="choice" value="([^"]*)"[^>]*>([^<]*)</button>', page)}


def _begun(client, **more: str):
    first = client.ask("/chat/enkel")
    return client.form(**{**_fields(first.text), "text": "hei", "do": "say", **more})


def test_the_first_page_opens_no_talk_and_offers_what_the_chat_offers(client):
    page = client.ask("/chat/enkel?portal=eksempelvik&topic=varsel")
    assert page.status == 200
    assert 'lang="nn"' in page.text
    assert "Velkomen til rettleiaren" in page.text
    assert _fields(page.text)["token"] == ""
    assert _buttons(page.text)["Eg kan ikkje betale"] == "quick:rent"
    assert "topic:varsel" in _buttons(page.text).values()


def test_a_message_answers_the_page_itself_and_the_token_is_in_no_address(client):
    page = _begun(client)
    assert page.status == 200
    assert page.headers["Cache-Control"] == "no-store"
    token = _fields(page.text)["token"]
    assert token
    assert page.text.count(token) == 1
    assert "<p>hei</p>" in page.text
    assert "55 55 33 33" in page.text


def test_a_repeated_post_runs_nothing_again(client):
    fields = {**_fields(_begun(client).text), "text": "en gang", "do": "say"}
    client.form(**fields)
    ran = len(client.agent.seen)
    page = client.form(**fields)
    assert len(client.agent.seen) == ran
    assert page.text.count("<p>en gang</p>") == 1


def test_a_button_is_chosen(client):
    page = _begun(client)
    buttons = _buttons(page.text)
    page = client.form(**_fields(page.text), choice=buttons["Fortell mer"])
    assert client.agent.seen[-1].text == "/show_more"
    assert "<p>Fortell mer</p>" in page.text


def test_a_quick_start_of_the_first_page_opens_the_talk(client):
    first = client.ask("/chat/enkel")
    page = client.form(**_fields(first.text), choice="quick:letter")
    assert client.agent.seen[-1].text == "/varsel"
    assert _fields(page.text)["token"]


def test_a_stale_choice_is_said_and_the_talk_is_shown(client):
    page = client.form(**_fields(_begun(client).text), choice="brukt")
    assert page.status == 409
    assert "ikke lenger åpent" in page.text
    assert "<p>hei</p>" in page.text


def test_an_expired_talk_begins_anew_and_keeps_what_was_written(client):
    page = client.form(token="forfalsket", number="n", text="viktig tekst", do="say")
    assert "utløpt" in page.text
    assert ">viktig tekst</textarea>" in page.text
    assert _fields(page.text)["token"] not in ("", "forfalsket")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe%zz=&&&==", "application/x-www-form-urlencoded"),
        (b"text=hei&text=to&number=%00&token=%F0%28", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"hei", ""),
    ],
)
def test_strange_forms_get_a_page(client, body, kind):
    page = client.ask("/chat/enkel", body, Content_Type=kind)
    assert page.status == 200
    assert "<form" in page.text


def test_markup_is_shown_as_text(client):
    page = _begun(client, text="<script>alert(1)</script>")
    assert "<script" not in page.text
    assert "&lt;b&gt;markup" in page.text


@pytest.mark.parametrize("code", ["nn", "en"])
def test_the_language_is_changed(client, code):
    page = client.form(**_fields(_begun(client).text), choice=f"language:{code}")
    assert f'<html lang="{code}">' in page.text


def test_the_talk_is_saved_and_deleted(client):
    fields = _fields(_begun(client).text)
    saved = client.form(**fields, do="save")
    assert saved.headers["Content-Disposition"] == 'attachment; filename="samtale.txt"'
    assert "Du: hei" in saved.text
    page = client.form(**fields, do="forget")
    assert "Samtalen er slettet" in page.text
    assert "<p>hei</p>" not in page.text
    assert _fields(page.text)["token"] == ""


def test_too_much_is_refused_with_a_page(client):
    page = client.form(text="x" * 70_000)
    assert page.status == 413
    assert "for stor" in page.text


def test_a_page_without_scripts_allows_none(client):
    policy = client.ask("/chat/enkel").headers["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "form-action 'self'" in policy


@pytest.mark.parametrize(
    ("path", "framed"),
    [
        ("/chat", "frame-ancestors 'self'"),
        ("/chat?portal=finnes-ikke", "frame-ancestors 'self'"),
        ("/chat?portal=eksempelvik", "frame-ancestors 'self' https://www.eksempelvik.example https://tjenester.eksempelvik.example"),
    ],
)
def test_only_the_portal_frames_the_page(client, path, framed):
    assert client.ask(path).headers["Content-Security-Policy"].endswith(framed)


def test_a_deep_link_that_is_not_ours_is_dropped(client):
    page = client.ask("/chat?topic=%22%3E%3Cscript%3E&portal=%22x&language=zz").text
    assert "data-topic" not in page
    assert "data-portal" not in page
    assert '<html lang="nb">' in page
    assert 'data-topic="begrep:namsmann"' in client.ask("/chat?topic=begrep:namsmann").text


def test_text_becomes_paragraphs_and_lists():
    assert blocks("Først.\n\n1. En\n2. To\n• Tre\n\nSist") == [("p", ["Først."], 1), ("ol", ["En", "To"], 1), ("ul", ["Tre"], 1), ("p", ["Sist"], 1)]
    assert blocks("1. a\n1. b") == [("ol", ["a"], 1), ("ol", ["b"], 1)]
    assert blocks("1. a\nom a\n2. b") == [("ol", ["a"], 1), ("p", ["om a"], 1), ("ol", ["b"], 2)]  # the second goes on counting
    assert blocks("") == []


@pytest.mark.parametrize(("ore", "text"), [(150000, "1\u00a0500\u00a0kr"), (150050, "1\u00a0500,50\u00a0kr"), (0, "0\u00a0kr")])
def test_amounts_are_written_as_norwegians_write_them(ore, text):
    assert kroner(ore) == text
