"""What the answers lead to: the ground gate over every cell, both languages, the plan and the deadlines."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.loader import load_knowledge
from guidance.reply import Context
from guidance.walkthroughs.computing import MOST_PLAN_MONTHS, compute
from guidance.walkthroughs.reading import choices_of
from guidance.walkthroughs.saying import ask, outcome
from guidance.walkthroughs.state import UNSURE, State, asked_steps, holds, open_step
from tests.conftest import NOON

K = load_knowledge()
KEYS = sorted(K.walkthroughs)
HERE = Context(now=NOON)
ROLES = ("ukjent", "ansatt")
LANGUAGES = ("nb", "nn")
PAYING = re.compile(
    r"(?:betal\w*|innfri\w*|gjør\w* opp)[^.?!]*\b(?:stopper|stanser|stoppar|stansar|avslutter|avsluttar|hindrer|hindrar)\b"
    r"|\b(?:stopper|stanser|stoppar|stansar|unngår)\b[^.?!]*\b(?:betal\w*)",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:ikke|ikkje|normalt|ingen|inga)\b", re.IGNORECASE)
STOPS = {row.id for row in K.grounds.values() if row.payment_stops == "yes"}


def _values(step) -> list:
    """Return the answers that may change what is said."""
    if step.kind == "choice":
        return [choice.id for choice in choices_of(K, step)] + [UNSURE]
    if step.kind == "yes_no":
        return ["ja", "nei", UNSURE]
    if step.kind == "date":
        return (
            ["2026-11-20", "2026-10-01", "2025-10-20", UNSURE]
            if step.past
            else ["2026-11-24", "2026-11-26", "2026-12-20", UNSURE, *(["2026-11-10"] if step.bounds.least < 0 else [])]
        )
    return [170_00, 1_000_00, 2_000_00, 90_000_00, UNSURE, *([0] if step.bounds.least == 0 else [])]


def _ways(key: str, fixed: dict, most: int) -> list[dict]:
    """Return complete sets of answers: all of them, or a fixed random choice of `most` where there are more."""
    chance = random.Random(key + str(sorted(fixed.items())))
    ways: list[dict] = []
    for _ in range(most):
        answers: dict = {}
        while (step := open_step(K.walkthroughs[key], answers)) is not None:
            answers[step.name] = fixed[step.name] if step.name in fixed else chance.choice(_values(step))
        if answers not in ways:
            ways.append(answers)
    return ways


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence]


def _cells() -> list[tuple[str, str]]:
    return [(key, ground) for key in KEYS for ground in K.grounds if ground != "lan"]


@pytest.mark.parametrize(("key", "ground"), _cells())
def test_paying_is_offered_as_a_stop_only_where_the_ground_says_so(key, ground):
    fixed = {"ground": ground}
    letters = [choice.id for step in K.walkthroughs[key].steps if step.name == "letter" for choice in step.choices] or [None]
    checked = 0
    for letter, role, language in itertools.product(letters, ROLES, LANGUAGES):
        context = replace(HERE, role=role, language=language)
        for answers in _ways(key, {**fixed, **({"letter": letter} if letter else {}), "eviction": "ja", "arrears": "ja"}, 6):
            text = "\n".join(outcome(K, State(key, answers, status="done"), context).messages)
            claims = [sentence for sentence in _sentences(text) if PAYING.search(sentence) and not NEGATED.search(sentence) and not sentence.endswith("?")]
            if ground not in STOPS or "ground" not in answers:
                assert claims == [], (key, ground, letter, role, language)
            checked += 1
    assert checked >= 4


@pytest.mark.parametrize("key", KEYS)
def test_no_question_reason_or_help_offers_paying_as_a_stop_without_its_ground(key):
    walk = K.walkthroughs[key]
    for step in walk.steps:
        only_where_it_stops = step.when and all(set(row.get("ground", ("?",))) <= STOPS for row in step.when)
        for spoken, role, language in itertools.product((step.ask, step.why, step.help), ("tenant", "staff"), LANGUAGES):
            claims = [sentence for sentence in _sentences(spoken.get(role, language)[0]) if PAYING.search(sentence) and not NEGATED.search(sentence)]
            assert only_where_it_stops or claims == [], (key, step.name)


@pytest.mark.parametrize("key", ["nedbetalingsavtale", "varsel", "utkastelse_dato"])
@pytest.mark.parametrize("ground", sorted(STOPS | {"leie_uten_klausul"}))
def test_where_paying_is_named_debt_negotiation_is_named_too(key, ground):
    for letter in ("varsel", "answer"):
        for answers in _ways(key, {"ground": ground, "letter": letter}, 10):
            text = outcome(K, State(key, answers, status="done"), HERE).messages[-1]
            assert "gjeldsforhandling" in text.lower()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_ends_with_an_answer_that_is_sourced_and_whole(key, role, language):
    context = replace(HERE, role=role, language=language)
    for answers in _ways(key, {}, 40):
        reply = outcome(K, State(key, answers, status="done"), context)
        text = "\n".join(reply.messages)
        assert reply.custom["topic"] == key
        assert reply.custom["facts"]
        assert reply.custom["sources"]
        assert set(reply.custom["facts"]) <= set(K.facts)
        assert "{" not in text
        assert not re.search(r"\b(?:alltid|garantert) (?:betaler|dekker)", text)
        if language == "nn":
            assert not re.search(r"\b(?:ikke|hvis|utleier|noen|jeg|fra|hva)\b", text), text


@pytest.mark.parametrize("key", KEYS)
def test_every_outcome_is_reached_by_some_answers(key):
    walk = K.walkthroughs[key]
    reached: set[int] = set()
    for ground in [key for key in K.grounds if key != "lan"]:
        for answers in _ways(key, {"ground": ground}, 250):
            tests = {**answers, **compute(K, walk, answers, HERE).tests}
            reached |= {number for number, part in enumerate(walk.outcomes) if holds(part.when, tests)}
    assert set(range(len(walk.outcomes))) - reached == set()


@given(
    st.integers(min_value=100, max_value=200_000_000),
    st.integers(min_value=100, max_value=50_000_000) | st.just(UNSURE),
    st.integers(min_value=0, max_value=50_000_000) | st.just(UNSURE),
    st.dates(min_value=dt.date(2026, 11, 24), max_value=dt.date(2027, 3, 1)).map(dt.date.isoformat) | st.just(UNSURE),
)
@settings(max_examples=300, deadline=None)
def test_a_plan_never_takes_more_than_is_left(debt, monthly, left, first):
    answers = {"debt": debt, "monthly": monthly, "first": first, "left": left, "letter": "none"}
    reply = outcome(K, State("nedbetalingsavtale", answers, status="done"), HERE)
    limits = [value for value in (monthly, left) if isinstance(value, int)]
    if not limits or min(limits) == 0 or debt > min(limits) * MOST_PLAN_MONTHS:
        assert "result" not in reply.custom
        return
    plan = reply.custom["result"]["plan"]
    assert plan["total_ore"] == debt
    assert 0 < plan["monthly_ore"] <= min(limits)
    assert (plan["instalments"] - 1) * plan["monthly_ore"] < debt <= plan["instalments"] * plan["monthly_ore"]
    assert plan["first"] == (first if first != UNSURE else "2026-12-01")
    assert reply.custom["letter"] == "forslag_nedbetaling"


def _plan(**answers) -> str:
    full = {"debt": 24_000_00, "monthly": 1_500_00, "first": "2026-12-20", "left": 3_000_00, "letter": "none", **answers}
    return outcome(K, State("nedbetalingsavtale", full, status="done"), HERE).messages[0]


def test_the_plan_is_said_in_full_and_new_rent_beside_it():
    text = _plan()
    for words in ("1\u00a0500\u00a0kr", "16 måneder", "søndag 20. desember 2026", "mandag 20. mars 2028", "vanlige leien"):
        assert words in text, words
    assert "13\u00a0000\u00a0kr" not in text


def test_the_last_instalment_is_said_where_it_differs():
    text = _plan(debt=24_700_00)
    assert "700\u00a0kr" in text
    assert "17 ganger" in text


@pytest.mark.parametrize(
    ("sent", "first", "words"),
    [
        ("2026-11-20", "2026-11-30", "før fredag 4. desember 2026"),
        ("2026-11-20", "2026-12-20", "tidligst fredag 4. desember 2026"),
        ("2026-10-01", "2026-12-20", "Ventetiden var over"),
    ],
)
def test_the_plan_is_compared_with_the_day_a_petition_can_be_sent(sent, first, words):
    assert words in _plan(letter="varsel", letter_date=sent, first=first, ground="klausul_leie")


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        (
            {"letter": "varsel", "sent": "2026-11-20", "ground": "heving", "agree": "nei"},
            {"deadline": "2026-12-04", "rule": "FRI-01", "kind": "earliest_for_other"},
        ),
        ({"letter": "oppsigelse", "received": "2026-11-20", "form_ok": "ja", "agree": "nei"}, {"deadline": "2026-12-21", "rule": "FRI-04", "kind": "act_by"}),
        (
            {"letter": "answer", "answer_by": "2026-12-08", "ground": "klausul_leie", "clause": "ja", "agree": "ja"},
            {"deadline": "2026-12-08", "rule": "FRI-03", "kind": "act_by"},
        ),
    ],
)
def test_my_letter_gives_its_deadline(answers, result):
    state = State("varsel", answers, status="done")
    assert open_step(K.walkthroughs["varsel"], answers) is None
    assert outcome(K, state, HERE).custom["result"] == result


def test_an_old_notice_is_said_to_be_old():
    answers = {"letter": "varsel", "sent": "2025-10-20", "ground": "klausul_leie", "clause": "ja", "says_payment": "ja", "agree": "ja"}
    reply = outcome(K, State("varsel", answers, status="done"), HERE)
    assert "gammelt" in reply.messages[0]
    assert "result" not in reply.custom


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_says_its_place_and_offers_not_to_know(key, role, language):
    context = replace(HERE, role=role, language=language)
    for answers in _ways(key, {}, 25):
        steps = asked_steps(K.walkthroughs[key], answers)
        for number, step in enumerate(steps, 1):
            so_far = {before.name: answers[before.name] for before in steps[: number - 1]}
            reply = ask(K, State(key, so_far), context)
            assert reply.custom["step"]["name"] == step.name
            assert reply.custom["step"]["number"] == number <= reply.custom["step"]["of"]
            assert reply.buttons[-1].title in ("Vet ikke", "Veit ikkje")
            assert reply.custom["topic"] == key
