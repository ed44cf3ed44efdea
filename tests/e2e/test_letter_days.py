"""A letter's day told in a message, and a letter asked for, over HTTP with both servers up."""

from __future__ import annotations

import datetime as dt

import pytest

from guidance.clock import now_in_oslo
from tests.e2e.test_talks import _topic


def _ago(days: int) -> str:
    return f"{now_in_oslo().date() - dt.timedelta(days=days):%d.%m.%Y}"


@pytest.mark.parametrize(
    ("text", "rule", "topic"),
    [
        ("varselet er datert {day}", "FRI-01", "varsel"),
        ("namsmannen sendte brev i forrige uke, hvor lang tid har jeg", "FRI-03", "begjaering"),
        ("fikk oppsigelse for 10 dager siden", "FRI-04", "oppsigelse_heving"),
        ("jeg fikk avslag fra NAV {day}, hvor lang tid har jeg på å klage", "FRI-11", "klage_nav"),
        ("I got an eviction notice 3 days ago, how long do I have", "FRI-01", "varsel"),
    ],
)
def test_the_day_of_a_letter_gives_its_deadline(bot, text, rule, topic):
    messages = bot.say(text.format(day=_ago(4)))
    custom = messages[-1]["custom"]
    assert _topic(messages) == topic
    assert custom["result"]["rule"] == rule
    calendar = custom["attachments"][0]
    assert calendar["media_type"] == "text/calendar"
    assert calendar["url"].startswith("/webhooks/web/document/")


def test_the_letter_is_asked_for_and_the_day_kept(bot):
    messages = bot.say("fikk brevet for 5 dager siden")
    assert _topic(messages) == "tvil"
    payload = next(button["payload"] for button in messages[-1]["buttons"] if button["payload"] == "/varsel")
    assert bot.say(payload)[-1]["custom"]["result"]["rule"] == "FRI-01"
    assert bot.say("hvor lang tid har jeg da")[-1]["custom"]["result"]["rule"] == "FRI-01"


def test_the_day_answers_the_question_for_it(bot):
    bot.say("jeg har fått varsel om utkastelse")
    bot.say("hvor lang tid har jeg")
    assert bot.say(_ago(4))[-1]["custom"]["result"]["rule"] == "FRI-01"


@pytest.mark.parametrize("asked", ["hva skriver jeg til dem", "kan du hjelpe meg å skrive", "har dere en mal"])
def test_what_to_write_gives_the_letter_of_the_topic(bot, asked):
    bot.say("jeg har fått begjæring om utkastelse fra namsmannen")
    messages = bot.say(asked)
    assert _topic(messages) == "begjaering"
    assert len(messages) == 1
    assert "Svar på begjæring" in messages[-1]["custom"]["attachments"][0]["title"]
