"""Questions for an amount: what is none, more than the debt, or so little that it takes years; and the question's number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.walkthrough import Heard, begin, settled, take
from guidance.walkthroughs.saying import ask, ended
from guidance.walkthroughs.state import UNSURE, State, open_step, place
from tests.guidance.test_walkthrough import HERE, KEYS, STEPS, K, at_step, say, valid_text

# «Har dere penger til gode? Hvor mye?» is a yes-or-no question too; it has a test of its own.
AMOUNT_STEPS = [(key, step) for key, step in STEPS if step.kind == "amount" and not step.means_no]
MAY_BE_NONE = [(key, step.name) for key, step in STEPS if step.kind == "amount" and step.bounds.least == 0]


@pytest.mark.parametrize(("key", "name"), MAY_BE_NONE)
@pytest.mark.parametrize(
    "text",
    [
        "ingenting",
        "null",
        "0",
        "0 kr",
        "har ikke noe igjen",
        "jeg har ikke noe",
        "ingen penger",
        "eg har ingenting",
        "ikke en krone",
        "ikkje noko",
        "nothing",
        "Null.",
    ],
)
def test_nothing_is_read_as_none(key, name, text):
    assert take(K, at_step(key, name), Heard(text, "avkreft", 0.9), HERE).state.answers[name] == 0


@pytest.mark.parametrize(("key", "step"), AMOUNT_STEPS)
@pytest.mark.parametrize("text", ["nei", "Nei.", "ingen brev", "ikke noe brev", "nei, ikke noe brev", "ikkje noko brev", "no"])
def test_a_no_is_no_amount(key, step, text):
    turn = take(K, at_step(key, step.name), Heard(text, "avkreft", 0.9), HERE)
    assert step.name not in turn.state.answers
    assert turn.said


def test_where_none_is_possible_the_help_says_how_to_write_it():
    said = take(K, at_step("nedbetalingsavtale", "left"), Heard("nei", "avkreft", 0.9), HERE).said[0]
    assert "skriv 0" in said
    assert "vet ikke" in said


def test_a_question_whether_there_is_money_takes_a_no_for_none():
    assert take(K, at_step("formue_kartlegging", "owed"), Heard("nei", "avkreft", 0.9), HERE).state.answers["owed"] == 0


def _asked(state: State) -> str | None:
    step = open_step(K.walkthroughs["nedbetalingsavtale"], state.answers)
    return step.name if step else None


def test_more_than_the_debt_is_asked_about_and_yes_makes_one_payment():
    state = say(State("nedbetalingsavtale"), "12 000", "30 000")
    assert _asked(state) == "at_once"
    assert "30\u00a0000" in ask(K, state, HERE).messages[0]
    state = say(state, "ja", "den 20.", "40 000", "ingen brev")
    reply = ended(K, state, HERE)
    assert reply.custom["result"]["plan"]["instalments"] == 1
    assert reply.custom["result"]["plan"]["monthly_ore"] == 12_000_00
    assert "på én gang" in reply.messages[0]


@pytest.mark.parametrize("text", ["nei", "nei, jeg skrev feil", "feil"])
def test_no_asks_for_the_amount_again(text):
    state = say(State("nedbetalingsavtale"), "12 000", "30 000", text)
    assert (_asked(state), dict(state.answers)) == ("monthly", {"debt": 12_000_00})


@pytest.mark.parametrize("text", ["nei, 1500", "1500", "feil, 1500 kr", "nei jeg mente 1500 i måneden"])
def test_no_with_another_amount_takes_it(text):
    state = say(State("nedbetalingsavtale"), "12 000", "30 000", text)
    assert (_asked(state), state.answers["monthly"]) == ("first", 1_500_00)


def test_the_debt_may_have_been_wrong_instead():
    state = say(State("nedbetalingsavtale"), "12 000", "30 000", "feil, gjelden er 120 000")
    assert (_asked(state), state.answers["debt"], state.answers["monthly"]) == ("first", 120_000_00, 30_000_00)


def test_the_whole_debt_and_five_years_are_not_asked_about():
    assert _asked(say(State("nedbetalingsavtale"), "12 000", "12 000")) == "first"
    assert _asked(say(State("nedbetalingsavtale"), "12 000", "200")) == "first"


@pytest.mark.parametrize(("language", "words"), [("nb", ("61 måneder", "rundt 5 år")), ("nn", ("61 månader", "rundt 5 år"))])
def test_a_plan_over_five_years_is_said_to_be_so_and_a_debt_adviser_named(language, words):
    state = State("nedbetalingsavtale", {"debt": 6_050_00, "monthly": 100_00})
    assert _asked(state) == "so_long"
    said = ask(K, state, replace(HERE, language=language)).messages[0]
    assert all(word in said for word in (*words, "55\u00a055\u00a033\u00a039"))


def test_so_small_an_amount_that_is_meant_gives_a_plan_with_the_warning():
    reply = ended(K, say(State("nedbetalingsavtale"), "12 000", "100", "ja", "den 20.", "vet ikke", "ingen brev"), HERE)
    assert reply.custom["result"]["plan"]["instalments"] == 120
    assert "rundt 10 år" in reply.messages[0]
    assert "neppe" in reply.messages[0]


def _answers(key: str) -> State:
    return settled(K, begin(K, key, State(None), HERE).state)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("unsure", [False, True])
def test_the_number_goes_up_by_one_and_never_over_the_other_which_never_grows(key, unsure):
    walk, state = K.walkthroughs[key], _answers(key)
    number, of = 0, 99
    while step := open_step(walk, state.answers):
        now, most = place(walk, state)
        assert (now, most <= of, now <= most) == (number + 1, True, True), step.name
        number, of = now, most
        state = take(K, state, Heard("vet ikke" if unsure else valid_text(step)), HERE).state
    assert state.answers[walk.steps[0].name] == UNSURE if unsure else state.answers


def test_what_came_along_is_not_counted():
    walk = K.walkthroughs["nedbetalingsavtale"]
    state = begin(K, "nedbetalingsavtale", State(None), HERE, "jeg skylder 24 000, hjelp meg å lage en plan").state
    assert place(walk, state) == (1, 6)
    state = say(state, "1500 den 20.")
    assert place(walk, state) == (2, 5)
    state = say(state, "3000", "varsel, sendt 12. november")
    assert (open_step(walk, state.answers).name, place(walk, state)) == ("ground", (4, 4))


def test_the_place_stands_in_the_contract_and_not_in_the_text():
    reply = ask(K, say(State("nedbetalingsavtale"), "24 000"), HERE)
    assert reply.custom["step"] == {"name": "monthly", "number": 2, "of": 7}
    assert "(" not in reply.messages[0]
