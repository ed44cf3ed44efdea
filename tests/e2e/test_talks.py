from __future__ import annotations

import json
import sqlite3
import urllib.request

import pytest


def _text(messages) -> str:
    return "\n".join(message.get("text", "") for message in messages)


def _topic(messages) -> str:
    return messages[-1]["custom"]["topic"]


def test_a_tenant_with_a_notice_goes_the_whole_way(bot):
    messages = bot.say("jeg har fått varsel om utkastelse")
    assert _topic(messages) == "varsel"
    assert messages[-1]["custom"]["sources"]
    assert _topic(bot.say("hvor lang tid har jeg da?")) == "varsel"
    assert _topic(bot.say("mer")) == "varsel"
    assert _topic(bot.say("hva betyr namsmann?")) == "begrep:namsmann"
    messages = bot.say("det står oppsigelse i brevet")
    assert messages[-1]["custom"]["ground"] == "oppsigelse"
    assert "Å betale stopper ikke" in _text(messages)


def test_buttons_are_answered(bot):
    messages = bot.say("jeg har fått varsel om utkastelse")
    for button in messages[-1]["buttons"]:
        assert bot.say(button["payload"])[-1]["custom"]["topic"] not in ("uforstatt", "teknisk_feil")


def test_staff_get_law_and_routine_and_look_up_practice(bot):
    messages = bot.say("jeg jobber i NAV")
    assert messages[-1]["custom"]["role"] == "ansatt"
    assert "§" in _text(bot.say("stl § 17 vedtak?"))
    messages = bot.say("hvordan gjør Bærum det med trekk i trygd?")
    assert _topic(messages) == "praksis:baerum"
    assert messages[-1]["custom"]["hits"][0]["id"] == "PRA-01"
    assert messages[-1]["custom"]["hits"][0]["why"]
    assert _topic(bot.say("hva med Drammen?")) == "praksis:drammen"
    assert bot.say("flere")[-1]["custom"]["topic"].startswith("praksis:")


def test_a_municipality_without_an_example_is_said_plainly(bot):
    messages = bot.say("har Lyngdal noen eksempler på tiltak mot utkastelse?")
    assert _topic(messages) == "praksis:ukjent_kommune"
    assert "Lyngdal" in messages[0]["text"]
    assert messages[-1]["custom"]["hits"]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("jeg orker ikke leve lenger", "krise"),
        ("jeg har ingen steder å sove i natt", "midlertidig_bolig"),
        ("namsmannen kommer i morgen", "utkastelse_dato"),
    ],
)
def test_an_emergency_gets_its_number_from_any_state(bot, text, topic):
    bot.say("hva er gjeldsordning")
    messages = bot.say(text)
    assert _topic(messages) == topic
    assert messages[-1]["custom"]["urgent"] is True
    assert _topic(bot.say("takk")) == "takk"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀😀",
        "x" * 10_000,
        "\x00\x01\x02",
        "<script>alert(1)</script>",
        '{"a": 1}',
        "\u202eelttil",
        "/restart",
        "/krise",
        None,
        7,
        ["a"],
        {"b": 2},
        "i Langtbortistan kommune",
    ],
)
def test_strange_input_gets_a_sensible_reply_and_the_bot_goes_on(bot, servers, text):
    messages = bot.say(text)
    assert messages[-1]["custom"]["topic"] != "teknisk_feil"
    assert _text(messages).strip()
    assert "<script>" not in _text(messages)
    assert servers.dead() is None
    assert _topic(bot.say("jeg har fått varsel om utkastelse")) == "varsel"


def test_what_identifies_is_neither_stored_nor_logged(bot, servers):
    bot.say("jeg heter Grethe Fjellstad, født 01017012345, ring 91234567, e-post grethe@example.no, konto 12345678901")
    bot.say("hemmeligmarkør i teksten")
    with sqlite3.connect(servers.database) as store:
        stored = "\n".join(str(row) for row in store.execute("select * from events"))
    log = "\n".join(servers.lines)
    for secret in ("Grethe", "Fjellstad", "01017012345", "91234567", "grethe@example.no", "12345678901"):
        assert secret not in stored
        assert secret not in log
    assert "hemmeligmarkør" not in log


def test_the_fallback_asks_then_searches_then_gives_a_person(bot):
    said = [bot.say(text) for text in ("qwrtz plmkn", "zxcv qwop", "fjks wjdk")]
    assert all(_topic(messages) == "uforstatt" for messages in said)
    assert len({_text(messages) for messages in said[:2]}) == 2
    assert "55\u00a055\u00a033\u00a033" in _text(said[-1])
    assert _topic(bot.say("jeg har fått varsel om utkastelse")) == "varsel"


def _web(servers, path, body, token=None):
    headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
    request = urllib.request.Request(f"http://127.0.0.1:{servers.port}/webhooks/web/{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def test_the_web_channel_talks_and_forgets(servers):
    token = _web(servers, "session", {})["token"]
    messages = _web(servers, "message", {"text": "jeg har fått varsel om utkastelse, markørord"}, token)["messages"]
    assert _topic(messages) == "varsel"
    button = messages[-1]["buttons"][1]
    assert _web(servers, "choice", {"id": button["id"]}, token)["messages"][-1]["custom"]["topic"] != "teknisk_feil"

    def rows():
        with sqlite3.connect(servers.database) as store:
            return sum("markørord" in json.dumps(json.loads(row[0]), ensure_ascii=False) for row in store.execute("select data from events"))

    assert rows() > 0
    assert _web(servers, "forget", {}, token) == {"forgotten": True}
    assert rows() == 0
