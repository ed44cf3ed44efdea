"""Days of letters and letters to write, through the actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.follow_ups import ActionFollowUp
from actions.talk import texts_before
from actions.topics import ActionAnswerTopic
from guidance.clock import now_in_oslo


def _days_ago(days: int) -> str:
    return f"{now_in_oslo().date() - dt.timedelta(days=days):%d.%m.%Y}"


@pytest.fixture
def after(knowledge, talk):
    """Run an action after messages of earlier turns."""

    async def act(kind, said: list[str], **given: Any):
        dispatcher = CollectingDispatcher()
        tracker = talk(**given)
        tracker.events = [{"event": "user", "text": text} for text in [*said, given["text"]]]
        found = await kind(knowledge).run(dispatcher, tracker, {})
        return dispatcher.messages, {event["name"]: event["value"] for event in found if event["event"] == "slot"}

    return act


async def test_the_day_in_a_message_becomes_the_deadline(run):
    messages, slots, _ = await run(ActionFollowUp, text=f"fikk oppsigelse {_days_ago(3)}", intent="ask_deadline")
    custom = messages[-1]["custom"]
    assert custom["result"]["rule"] == "FRI-04"
    assert dt.date.fromisoformat(custom["result"]["deadline"]) > now_in_oslo().date()
    assert [row.get("letter", row.get("deadline")) for row in custom["attachments"]] == ["FRI-04", "protest_oppsigelse"]
    assert slots["topic"] == "oppsigelse_heving"


async def test_the_day_told_before_is_used_and_a_pressed_button_tells_none(after):
    said = [f"varselet er datert {_days_ago(2)}", "/show_more"]
    messages, _ = await after(ActionFollowUp, said, text="hvor lang tid har jeg da", intent="ask_deadline", slots={"topic": "varsel"})
    assert messages[-1]["custom"]["result"]["rule"] == "FRI-01"
    messages, _ = await after(ActionAnswerTopic, [f"fikk brevet {_days_ago(2)}"], text="/begjaering", intent="begjaering")
    assert messages[-1]["custom"]["result"]["rule"] == "FRI-03"
    messages, _ = await after(ActionAnswerTopic, ["hei"], text="/begjaering", intent="begjaering")
    assert "result" not in messages[-1]["custom"]


async def test_a_topics_answer_begins_with_the_day(run):
    text = f"jeg har fått varsel datert {_days_ago(4)} fordi jeg skylder leie, hva gjør jeg nå"
    messages, _, _ = await run(ActionAnswerTopic, text=text, intent="varsel")
    assert messages[-1]["custom"]["result"]["rule"] == "FRI-01"
    assert "Tiden er ute" in messages[0]["text"]


async def test_only_the_last_messages_count(talk):
    tracker = talk(text="nå")
    tracker.events = [{"event": "user", "text": text} for text in [*"abcdefgh", "/knapp", "nå"]]
    assert texts_before(tracker) == ("h", "g", "f", "e", "d")


@pytest.mark.parametrize("text", ["hva skriver jeg til dem", "kan du hjelpe meg å skrive", "har dere en mal"])
async def test_what_to_write_gives_the_letter_of_the_last_topic(run, text):
    messages, slots, _ = await run(ActionFollowUp, text=text, intent="show_more", slots={"topic": "begjaering"})
    assert [row["letter"] for row in messages[-1]["custom"]["attachments"]] == ["tilsvar_foreleggelse"]
    assert messages[-1]["custom"]["topic"] == "begjaering"
    messages, _, _ = await run(ActionFollowUp, text=text, intent="show_more")
    assert messages[-1]["custom"]["topic"] == "tvil"


async def test_what_to_write_is_no_sign_of_danger(run):
    given = {"text": "har dere en mal", "intent": "show_more", "slots": {"topic": "begjaering"}}
    messages, _, _ = await run(ActionFollowUp, ranking=[("krise", 0.4), ("varsel", 0.2)], **given)
    assert len(messages) == 1


async def test_a_template_for_a_named_matter_gives_its_letter(run):
    messages, _, _ = await run(ActionAnswerTopic, text="har dere en mal for klage på NAV", intent="klage_nav")
    assert len(messages) == 1
    assert [row["letter"] for row in messages[-1]["custom"]["attachments"]] == ["klage_nav"]
