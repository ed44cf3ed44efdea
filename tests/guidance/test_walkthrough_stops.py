"""Stopping, pausing, deleting, going on, and seeing once more what was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.walkthrough import Heard, begin, settled, shows_again, stopped, take, wanted
from guidance.walkthroughs.saying import ended, with_new_start
from guidance.walkthroughs.state import State, slots_of, state_from
from tests.guidance.test_walkthrough import HERE, KEYS, STEP_IDS, STEPS, K, at_step, say, valid_text

DONE = State("nedbetalingsavtale", {"debt": 24_000_00, "monthly": 1_500_00, "first": "2026-12-20", "left": 3_000_00, "letter": "none"}, status="done")


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
def test_stop_and_pause_keep_the_answers(key, step):
    state = at_step(key, step.name)
    for text in ("glem det", "gløym det", "stopp", "avbryt", "nei glem det"):
        after = take(K, state, Heard(text), HERE).state
        assert (after.status, after.answers) == ("stopped", state.answers), text
    for text in ("pause", "jeg må gå", "vi tar en pause", "fortsetter senere"):
        after = take(K, state, Heard(text), HERE).state
        assert (after.status, after.answers) == ("paused", state.answers), text


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
@pytest.mark.parametrize("text", ["slett svarene", "Slett svarene mine", "slett svara mine", "kan du slette svarene?", "delete my answers"])
def test_deleting_the_answers_leaves_none(key, step, text):
    after = take(K, at_step(key, step.name), Heard(text, "personvern", 0.9), HERE).state
    assert after.status == "forgotten"
    assert set(slots_of(K.walkthroughs[key], after).values()) == {None}


@pytest.mark.parametrize("status", ["paused", "stopped"])
@pytest.mark.parametrize("key", KEYS)
def test_what_was_put_aside_goes_on_where_it_was(key, status):
    walk = K.walkthroughs[key]
    state = at_step(key, walk.steps[1].name) if not walk.steps[1].when else say(State(key), valid_text(walk.steps[0]))
    paused = replace(state, status=status)
    slots = slots_of(walk, paused)
    kept = state_from(K.walkthroughs, slots["wt_key"], slots["wt_step"], slots["wt_answers"])
    assert kept == paused
    for text in ("fortsett", "fortsett der vi var", "hald fram", "continue"):
        assert wanted(K, None, text, kept, None) == key, text
    assert begin(K, key, kept, HERE).state == state


def test_stopped_at_the_first_question_goes_on_too():
    state = take(K, State("gjeldsordning"), Heard("stopp"), HERE).state
    assert wanted(K, None, "fortsett", state, None) == "gjeldsordning"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("status", ["paused", "stopped"])
def test_it_is_said_how_to_go_on_and_how_to_delete(status, language):
    reply = ended(K, State("varsel", {"letter": "varsel"}, status=status), replace(HERE, language=language))
    words = {"nb": ("fortsett", "slett svarene"), "nn": ("hald fram", "slett svara"), "en": ("continue", "delete my answers")}[language]
    assert all(word in reply.messages[0].lower() for word in words)
    assert reply.buttons[0].payload == '/start_walkthrough{"key": "varsel"}'


def test_a_stop_when_no_question_is_open():
    paused = State("varsel", {"letter": "varsel"}, status="paused")
    assert stopped(K, paused, "stopp") == replace(paused, status="stopped")
    assert stopped(K, DONE, "stopp") is None
    assert stopped(K, State(None), "stopp") is None
    assert stopped(K, DONE, "slett svarene").status == "forgotten"


AGAIN = [
    "vis planen igjen", "vis meg planen", "kan jeg få brevet igjen", "kan eg få brevet om att", "kan jeg få se planen en gang til", "send brevet på nytt",
    "Kan du vise meg planen igjen?", "hvor ble det av planen", "vis resultatet", "vis oversikten igjen", "show me the result", "kan du sende meg forslaget en gang til", "show me the plan", "can I see the plan again",
]  # fmt: skip


@pytest.mark.parametrize("text", AGAIN)
def test_the_plan_is_shown_again_from_the_kept_answers(text):
    assert shows_again(K, DONE, text)
    key = wanted(K, None, text, DONE, "varsel")
    turn = begin(K, key, DONE, HERE, text)
    assert (turn.state, turn.said) == (DONE, ())
    assert ended(K, settled(K, turn.state), HERE).custom["result"]["plan"]["instalments"] == 16


@pytest.mark.parametrize("text", AGAIN)
def test_the_plan_asked_for_before_it_is_ready_asks_on(text):
    state = State("nedbetalingsavtale", {"debt": 24_000_00}, status="paused")
    assert begin(K, wanted(K, None, text, state, "varsel"), state, HERE, text).state == replace(state, status="asking")


@pytest.mark.parametrize(
    "text",
    [
        "lag en ny plan",
        "hjelp meg å lage en nedbetalingsplan",
        "jeg har fått brevet fra namsmannen",
        "hva er planen med dette",
        "kan utleier sende brevet på nytt",
        "må jeg sende brevet på nytt",
    ],
)
def test_other_words_do_not_ask_for_it_again(text):
    assert not shows_again(K, DONE, text)


def test_starting_over_offers_to_begin_again():
    reply = with_new_start(K, ended(K, State(None), HERE), "varsel", HERE)
    assert reply.buttons[0].payload == '/start_walkthrough{"key": "varsel"}'
    assert with_new_start(K, reply, None, HERE) == reply
