from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.emergency import ActionEmergency
from actions.settings import ActionStartOver
from actions.walkthrough import (
    ActionAskWalkthroughFormWtAnswer,
    ActionControlWalkthrough,
    ActionFinishWalkthrough,
    ActionStartWalkthrough,
    ValidateWalkthroughForm,
)

OPEN = {"wt_key": "nedbetalingsavtale", "wt_step": "monthly", "wt_answers": {"debt": 2400000}}
DONE = {
    "wt_key": "nedbetalingsavtale",
    "wt_step": "done",
    "wt_answers": {"debt": 2400000, "monthly": 150000, "first": "2099-12-20", "left": 300000, "letter": "none"},
}


@pytest.fixture
def in_turn(knowledge, talk):
    """Run an action after other events of the same turn."""

    async def act(kind, events: list[dict[str, Any]], **given: Any):
        dispatcher = CollectingDispatcher()
        tracker = talk(**given)
        tracker.events = [{"event": "user", "text": given.get("text", "")}, *events]
        found = await kind(knowledge).run(dispatcher, tracker, {})
        return dispatcher.messages, {event["name"]: event["value"] for event in found if event["event"] == "slot"}

    return act


async def test_the_button_starts_and_the_form_asks(run):
    messages, slots, _ = await run(ActionStartWalkthrough, text='/start_walkthrough{"key": "varsel"}', intent="start_walkthrough", entities={"key": "varsel"})
    assert "Ta fram brevet" in messages[0]["text"]
    assert slots["wt_key"] == "varsel"
    assert slots["wt_step"] == "letter"
    messages, _, _ = await run(ActionAskWalkthroughFormWtAnswer, slots=slots)
    assert messages[-1]["custom"]["step"] == {"name": "letter", "number": 1, "of": 6}


async def test_what_is_started_is_named_or_was_just_talked_about(run):
    _, slots, _ = await run(ActionStartWalkthrough, text="hjelp meg å lage en nedbetalingsplan", intent="start_walkthrough", slots={"topic": "varsel"})
    assert slots["wt_key"] == "nedbetalingsavtale"
    _, slots, _ = await run(ActionStartWalkthrough, text="gå gjennom dette med meg", intent="start_walkthrough", slots={"topic": "gjeldsordning"})
    assert slots["wt_key"] == "gjeldsordning"
    messages, _, _ = await run(ActionAskWalkthroughFormWtAnswer)
    assert len(messages[-1]["buttons"]) == 6


async def test_an_answer_fills_the_slots_and_never_the_text(run):
    messages, slots, _ = await run(ValidateWalkthroughForm, text="ca femten hundre, sa jeg til Kari", intent="nlu_fallback", slots=OPEN)
    assert slots["wt_answers"] == {"debt": 2400000, "monthly": 150000}
    assert slots["wt_step"] == "first"
    assert slots["wt_answer"] is None
    assert "1\u00a0500\u00a0kr" in messages[0]["text"]
    assert not any("Kari" in str(value) for value in slots.values())


async def test_the_last_answer_fills_the_forms_slot(run):
    slots = {**OPEN, "wt_answers": {**DONE["wt_answers"]}}
    slots["wt_answers"].pop("letter")
    _, found, _ = await run(ValidateWalkthroughForm, text="ingen brev", intent="varsel", slots=slots)
    assert found["wt_step"] == "done"
    assert found["wt_answer"] == "done"


@pytest.mark.parametrize(
    ("text", "intent"),
    [("hva betyr begjæring?", "explain_term"), ("jeg orker ikke leve lenger, har 3000", "emergency"), ("hvordan søker jeg bostøtte?", "bostotte")],
)
async def test_what_is_for_another_rule_is_left_to_it(run, text, intent):
    messages, slots, events = await run(ValidateWalkthroughForm, text=text, intent=intent, slots=OPEN)
    assert events == []
    assert messages == []


async def test_opening_the_form_says_nothing_twice(in_turn):
    events = [{"event": "action", "name": "action_start_walkthrough"}]
    messages, slots = await in_turn(ValidateWalkthroughForm, events, text="gå gjennom", intent="start_walkthrough", entities={"key": "varsel"}, slots=OPEN)
    assert messages == []
    assert slots == {"wt_answer": None}


async def test_another_button_changes_the_walk_through(in_turn):
    messages, slots = await in_turn(ValidateWalkthroughForm, [], text="x", intent="start_walkthrough", entities={"key": "gjeldsordning"}, slots=OPEN)
    assert slots["wt_key"] == "gjeldsordning"
    assert messages


async def test_a_question_after_an_answer_in_between_carries_both(in_turn):
    said = {"event": "bot", "text": "…", "data": {"custom": {"topic": "begrep:restanse", "facts": ["PRO-01"]}}}
    messages, _ = await in_turn(ActionAskWalkthroughFormWtAnswer, [said], text="hva er restanse", intent="explain_term", slots=OPEN)
    custom = messages[-1]["custom"]
    assert custom["topic"] == "nedbetalingsavtale"
    assert custom["answered"] == "begrep:restanse"
    assert "PRO-01" in custom["facts"]
    assert custom["step"]["name"] == "monthly"


async def test_the_end_gives_the_plan_and_the_letter_and_keeps_the_answers(run):
    messages, slots, _ = await run(ActionFinishWalkthrough, intent="varsel", slots={**DONE, "wt_answer": "done"})
    custom = messages[-1]["custom"]
    assert custom["result"]["plan"]["instalments"] == 16
    assert custom["letter"] == "forslag_nedbetaling"
    assert [row["letter"] for row in custom["attachments"]] == ["forslag_nedbetaling", "overleveringsark"]
    assert custom["attachments"][0]["values"] == {"total": 2400000, "monthly": 150000, "instalments": 16, "first": "2099-12-20"}
    assert slots["wt_answer"] is None
    assert "wt_answers" not in slots


async def test_stopping_and_pausing_keep_the_answers_and_offer_to_go_on(run):
    _, slots, _ = await run(ValidateWalkthroughForm, text="glem det", intent="stop_walkthrough", slots=OPEN)
    assert slots == {"wt_step": "stopped", "wt_answer": "stopped"}
    messages, _, _ = await run(ActionFinishWalkthrough, slots={**OPEN, "wt_step": "stopped", "wt_answer": "stopped"})
    assert "stopper" in messages[0]["text"]
    assert messages[-1]["buttons"][0]["payload"] == '/start_walkthrough{"key": "nedbetalingsavtale"}'
    _, slots, _ = await run(ValidateWalkthroughForm, text="jeg må gå", intent="farvel", slots=OPEN)
    assert slots["wt_step"] == slots["wt_answer"] == "paused"
    messages, _, _ = await run(ActionFinishWalkthrough, slots={**OPEN, "wt_step": "paused", "wt_answer": "paused"})
    assert messages[-1]["buttons"][0]["payload"] == '/start_walkthrough{"key": "nedbetalingsavtale"}'


async def test_deleting_the_answers_leaves_none(run):
    _, slots, _ = await run(ValidateWalkthroughForm, text="slett svarene", intent="personvern", slots=OPEN)
    assert slots == {"wt_key": None, "wt_step": None, "wt_answers": None, "wt_answer": "forgotten"}
    messages, _, _ = await run(ActionFinishWalkthrough, slots={"wt_answer": "forgotten"})
    assert "tatt bort" in messages[0]["text"]
    messages, slots, _ = await run(ActionControlWalkthrough, text="slett svarene", intent="stop_walkthrough", slots=DONE)
    assert "tatt bort" in messages[0]["text"]
    assert (slots["wt_key"], slots["wt_step"], slots["wt_answers"]) == (None, None, None)


async def test_a_stop_after_the_last_question_keeps_the_plan(run):
    messages, slots, _ = await run(ActionControlWalkthrough, text="stopp", intent="stop_walkthrough", slots=DONE)
    assert "vis resultatet" in messages[0]["text"]
    assert not {"wt_key", "wt_step", "wt_answers"} & set(slots)


async def test_the_plan_is_shown_again(run):
    messages, slots, _ = await run(ActionStartWalkthrough, text="vis planen igjen", intent="start_walkthrough", slots=DONE)
    assert messages == []
    assert slots == {"wt_answer": "done"}
    messages, _, _ = await run(ActionFinishWalkthrough, text="vis planen igjen", intent="start_walkthrough", slots={**DONE, "wt_answer": "done"})
    assert messages[-1]["custom"]["result"]["plan"]["instalments"] == 16


async def test_asking_for_the_letter_again_inside_another_one_names_no_other(in_turn):
    messages, slots = await in_turn(ValidateWalkthroughForm, [], text="kan jeg få brevet igjen", intent="start_walkthrough", slots=OPEN)
    assert (messages, slots) == ([], {"wt_answer": None})


@pytest.mark.parametrize("text", ["make a payment plan", "can you help me make a payment plan"])
async def test_in_english_the_article_comes_first_with_a_button_that_starts_the_norwegian_questions(run, text):
    messages, slots, _ = await run(ActionStartWalkthrough, text=text, intent="start_walkthrough")
    assert messages == []
    assert slots == {"wt_answer": "article"}
    messages, slots, _ = await run(ActionFinishWalkthrough, text=text, intent="start_walkthrough", slots={"wt_answer": "article"})
    assert "the questions are in Norwegian" in messages[-1]["text"]
    assert messages[-1]["custom"]["topic"] == "nedbetalingsavtale"
    assert messages[-1]["custom"]["language"] == "en"
    assert {"title": "Go through it in Norwegian", "payload": '/start_walkthrough{"key": "nedbetalingsavtale"}'} in messages[-1]["buttons"]
    assert slots["wt_answer"] is None
    messages, slots, _ = await run(ActionStartWalkthrough, intent="start_walkthrough", entities={"key": "nedbetalingsavtale"}, slots={"language": "en"})
    assert slots["wt_step"] == "debt"


async def test_starting_over_offers_the_walk_through_anew(run):
    messages, _, events = await run(ActionStartOver, text="start på nytt", intent="start_pa_nytt", slots=OPEN)
    assert messages[-1]["buttons"][0]["payload"] == '/start_walkthrough{"key": "nedbetalingsavtale"}'
    assert [event["event"] for event in events] == ["reset_slots"]


async def test_asked_which_and_going_on_to_something_else_is_answered(run):
    _, slots, _ = await run(ValidateWalkthroughForm, text="hva koster det?", intent="kostnader")
    assert slots == {"wt_answer": "elsewhere"}
    messages, _, _ = await run(ActionFinishWalkthrough, text="hva koster det?", intent="kostnader", slots={"wt_answer": "elsewhere"})
    assert messages[-1]["custom"]["topic"] == "kostnader"


async def test_a_correction_after_the_end_gives_the_new_plan(run):
    messages, slots, _ = await run(ActionControlWalkthrough, text="feil, gjelden er 12 000", intent="correct_answer", slots=DONE)
    assert messages[-1]["custom"]["result"]["plan"]["instalments"] == 8
    assert slots["wt_answers"]["debt"] == 1200000


async def test_a_number_out_of_nowhere_is_not_understood(run):
    messages, _, _ = await run(ActionControlWalkthrough, text="1500", intent="correct_answer")
    assert messages[-1]["custom"]["topic"] == "uforstatt"


async def test_an_emergency_in_a_walk_through_offers_to_go_on(run):
    messages, slots, _ = await run(ActionEmergency, text="han slår meg", intent="emergency", entities={"emergency_kind": "krise"}, slots=OPEN)
    assert messages[-1]["custom"]["urgent"] is True
    assert messages[-1]["buttons"][-1]["payload"] == '/start_walkthrough{"key": "nedbetalingsavtale"}'
    assert not {"wt_key", "wt_step", "wt_answers"} & set(slots)


async def test_the_language_of_the_start_is_kept_through_short_answers(run):
    _, slots, _ = await run(ActionStartWalkthrough, text="kan du lage ein plan saman med meg for nedbetaling, eg skuldar 18 500", intent="start_walkthrough")
    assert slots["language"] == "nn"
    messages, found, _ = await run(ValidateWalkthroughForm, text="to tusen", intent="takk", slots=slots)
    assert "Betaling kvar månad" in messages[0]["text"]
    assert "language" not in found
