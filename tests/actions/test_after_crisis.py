"""What somebody says right after an answer about danger to life."""

from __future__ import annotations

import pytest

from actions.fallback import ActionAskAgain
from actions.follow_ups import ActionFollowUp
from actions.topics import ActionAnswerTopic
from actions.yes_no import ActionAnswerYesNo

CRISIS = [{"event": "bot", "data": {"custom": {"topic": "krise", "urgent": True}}}]


@pytest.mark.parametrize(
    ("action", "text", "intent"),
    [
        (ActionAnswerYesNo, "ja", "bekreft"),
        (ActionAnswerYesNo, "vet ikke", "vet_ikke"),
        (ActionAskAgain, "ja nå", "nlu_fallback"),
        (ActionAnswerTopic, "hva gjør jeg", "hjelp"),
        (ActionFollowUp, "hva da", "show_more"),
    ],
)
async def test_the_numbers_stay(run, action, text, intent):
    messages, _, _ = await run(action, text=text, intent=intent, events=CRISIS)
    assert messages[0]["text"].startswith("Ring 113")
    assert messages[-1]["custom"]["urgent"] is True


async def test_who_takes_it_back_is_answered_kindly_and_keeps_the_numbers(run):
    messages, _, _ = await run(ActionAnswerYesNo, text="nei jeg mente det ikke sånn", intent="avkreft", events=CRISIS)
    assert "113" in messages[-1]["text"]
    assert messages[-1]["custom"]["urgent"] is False


async def test_another_question_is_answered(run):
    messages, _, _ = await run(ActionAnswerTopic, text="hva er fristen i varselet", intent="varsel", events=CRISIS)
    assert messages[-1]["custom"]["topic"] == "varsel"


async def test_without_a_crisis_before_nothing_changes(run):
    messages, _, _ = await run(ActionAnswerYesNo, text="ja", intent="bekreft")
    assert messages[-1]["custom"]["topic"] == "bekreft"
