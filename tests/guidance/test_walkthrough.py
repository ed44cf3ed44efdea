"""The engine without a server: every question of every walk-through, and what people say instead of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.emergency import detect
from guidance.loader import load_knowledge
from guidance.precedence import about_walkthrough
from guidance.reply import Context
from guidance.walkthrough import Heard, begin, correct, settled, take, wanted
from guidance.walkthroughs.reading import choices_of, read_answer
from guidance.walkthroughs.saying import ask, ended, with_way_back
from guidance.walkthroughs.state import UNSURE, State, open_step, state_from
from tests.conftest import NOON

K = load_knowledge()
KEYS = sorted(K.walkthroughs)
HERE = Context(now=NOON)
STEPS = [(key, step) for key in KEYS for step in K.walkthroughs[key].steps]
# Amounts in øre that make a plan of so many payments.
AMOUNTS = {"one": {"debt": 12_000_00, "monthly": 30_000_00}, "years": {"debt": 120_000_00, "monthly": 1_000_00}}
STEP_IDS = [f"{key}-{step.name}" for key, step in STEPS]


def valid_text(step) -> str:
    """Return an answer that the question can read."""
    if step.kind == "amount":
        return "2000 kr"
    if step.kind == "date":
        return "10. november 2026" if step.past else "20. desember 2026"
    if step.kind == "choice":
        return choices_of(K, step)[0].title.nb
    return "ja"


def at_step(key: str, name: str) -> State:
    """Return a walk-through that has come to a question."""
    walk = K.walkthroughs[key]
    target = walk.step(name)
    answers: dict = {}
    for step in walk.steps:
        if step.name == name:
            break
        wants: list = [row[step.name][0] for row in target.when if step.name in row]
        wants += [AMOUNTS[row["payments"][0]][step.name] for row in target.when if "payments" in row and step.kind == "amount"]
        for later in walk.steps:
            wants += [row[step.name][0] for row in later.when if step.name in row and later.name in {n for row in target.when for n in row}]
        answers[step.name] = wants[0] if wants else read_answer(K, step, valid_text(step), HERE.today).value
    state = State(key, answers)
    assert open_step(walk, answers) == target, (key, name, answers)
    return state


def say(state: State, *texts: str, intent: str | None = None, confidence: float = 0.9) -> State:
    for text in texts:
        state = settled(K, take(K, state, Heard(text, intent, confidence), HERE).state)
    return state


def test_the_six_walk_throughs_are_there():
    assert set(KEYS) == {"nedbetalingsavtale", "gjeldsordning", "trekk_ytelse", "formue_kartlegging", "varsel", "utkastelse_dato"}


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
def test_a_valid_answer_leads_on(key, step):
    state = at_step(key, step.name)
    after = take(K, state, Heard(valid_text(step)), HERE).state
    assert step.name in after.answers
    assert after.answers[step.name] != UNSURE
    assert after.tries == 0


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
@pytest.mark.parametrize("text", ["vet ikke", "Veit ikkje", "aner ikke", "ikke sikker", "usikker", "hopp over"])
def test_not_knowing_always_leads_on(key, step, text):
    after = take(K, at_step(key, step.name), Heard(text, "vet_ikke", 0.9), HERE).state
    assert after.answers[step.name] == UNSURE


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
def test_after_two_failures_it_is_explained_and_a_person_offered_and_after_three_it_goes_on(key, step):
    state = at_step(key, step.name)
    first = take(K, state, Heard("grønn fisk"), HERE)
    second = take(K, first.state, Heard("blå fugl"), HERE)
    third = take(K, second.state, Heard("gul hest"), HERE)
    assert first.said != second.said
    assert not first.person
    assert second.person
    assert "55\u00a055\u00a033\u00a039" in " ".join(second.said)
    assert any(button.payload == "/snakke_med_menneske" for button in ask(K, second.state, HERE).buttons)
    assert third.state.answers[step.name] == UNSURE


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
@pytest.mark.parametrize("text", ["hvorfor spør du om det?", "kvifor spør du", "hvorfor må du vite det?", "hva skal du med det"])
def test_why_is_answered_and_the_question_stands(key, step, text):
    state = at_step(key, step.name)
    turn = take(K, state, Heard(text, "bot_utfordring", 0.9), HERE)
    assert turn.state == state
    assert turn.said
    assert "{" not in turn.said[0]


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
def test_back_asks_the_question_before(key, step):
    state = at_step(key, step.name)
    turn = take(K, state, Heard("tilbake"), HERE)
    if not state.answers:
        assert turn.state == state
        return
    before = open_step(K.walkthroughs[key], turn.state.answers)
    assert before.name in state.answers
    assert before.name not in turn.state.answers


@pytest.mark.parametrize(
    "text", ["feil, det er 13 000", "nei feil, det er 13000", "jeg mente 13 000", "eg meinte 13 tusen", "oi, det skal være 13 000 kr", "Rettelse: 13 000"]
)
def test_a_correction_corrects_the_last_amount_and_asks_on(text):
    state = say(State("nedbetalingsavtale"), "24 tusen")
    turn = take(K, state, Heard(text, "avkreft", 0.8), HERE)
    assert turn.state.answers == {"debt": 13_000_00}
    assert "13\u00a0000" in " ".join(turn.said)


def test_a_correction_finds_the_amount_it_belongs_to():
    state = say(State("nedbetalingsavtale"), "24 tusen", "1500")
    assert say(state, "feil, gjelden er 31 000").answers["debt"] == 31_000_00
    assert say(state, "feil, det er 1200").answers == {"debt": 24_000_00, "monthly": 1_200_00}
    assert say(state, "feil, det er 26 000").answers == {"debt": 26_000_00, "monthly": 1_500_00}


def test_a_correction_after_the_end_reckons_again():
    state = say(State("nedbetalingsavtale"), "24 tusen", "1500", "den 20.", "3000", "ingen brev")
    assert state.status == "done"
    again = settled(K, correct(K, state, Heard("feil, gjelden er 12 000"), HERE).state)
    assert ended(K, again, HERE).custom["result"]["plan"]["instalments"] == 8


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("jeg skylder 24 000 og kan betale 1500 i måneden", {"debt": 24_000_00, "monthly": 1_500_00}),
        ("24.500,-, klarer 2000 i måneden", {"debt": 24_500_00, "monthly": 2_000_00}),
        ("skuldar 18 tusen og har 2500 att når alt er betalt", {"debt": 18_000_00, "left": 2_500_00}),
    ],
)
def test_two_answers_in_one_message_are_both_taken(text, answers):
    assert say(State("nedbetalingsavtale"), text).answers == answers


def test_an_answer_opens_a_question_that_the_same_message_answers():
    state = at_step("nedbetalingsavtale", "letter")
    after = say(state, "varsel, sendt 12. november")
    assert after.answers["letter"] == "varsel"
    assert after.answers["letter_date"] == "2026-11-12"


def test_an_amount_and_a_day_are_both_taken():
    after = say(State("nedbetalingsavtale", {"debt": 24_000_00}), "1500 den 20.")
    assert after.answers == {"debt": 24_000_00, "monthly": 1_500_00, "first": "2026-12-20"}


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("debt", "24 tusen", 24_000_00),
        ("debt", "24.500,-", 24_500_00),
        ("debt", "mellom 8 og 9000", 9_000_00),
        ("monthly", "femten hundre", 1_500_00),
        ("monthly", "ca 1500", 1_500_00),
        ("monthly", "300 i uka", 1_200_00),
        ("monthly", "mellom 1000 og 1500", 1_000_00),
        ("first", "den 20.", "2026-12-20"),
        ("first", "på fredag", "2026-11-27"),
        ("left", "ingenting", 0),
    ],
)
def test_answers_are_read_as_people_give_them(name, text, value):
    assert say(at_step("nedbetalingsavtale", name), text).answers[name] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("ja har skrevet til alle, de sa nei", "ja"), ("nei, ikke ennå", "nei"), ("det vet jeg ikke helt", UNSURE), ("jada", "ja"), ("har ikkje det", "nei")],
)
def test_yes_and_no_are_read_by_how_they_begin(text, value):
    assert say(at_step("utkastelse_dato", "asked_landlord"), text).answers["asked_landlord"] == value


def test_a_free_answer_that_looks_like_a_topic_is_taken():
    state = at_step("nedbetalingsavtale", "left")
    turn = take(K, state, Heard("permittert, men begynner igjen i august, så ca 2000", "sosialhjelp", 0.9), HERE)
    assert turn.state.answers["left"] == 2_000_00
    state = at_step("trekk_ytelse", "income")
    assert take(K, state, Heard("uføretrygd fra NAV", "trekk_ytelse", 0.9), HERE).state.answers["income"] == "benefit"


@pytest.mark.parametrize(("key", "step"), STEPS, ids=STEP_IDS)
@pytest.mark.parametrize(
    ("text", "intent"), [("hva betyr begjæring?", "explain_term"), ("hva gjør jeg hvis NAV sier nei?", "klage_nav"), ("hvordan søker man bostøtte", "bostotte")]
)
def test_another_question_is_answered_elsewhere_and_nothing_is_lost(key, step, text, intent):
    state = at_step(key, step.name)
    turn = take(K, state, Heard(text, intent, 0.9), HERE)
    assert turn.elsewhere == "other"
    assert turn.state == state
    custom = ask(K, state, HERE, {"topic": intent, "facts": ["PRO-01"]}).custom
    assert custom["step"]["name"] == step.name
    assert custom["answered"] == intent
    assert "PRO-01" in custom["facts"]


def _emergency_examples() -> list[str]:
    """Return a message per phrase of the emergency lane, with the gaps closed and one word of each choice."""
    texts = []
    for file in K.emergency.values():
        for phrase in file.phrases:
            words = [word.split("/")[0].rstrip("*").replace("_", " ") for word in phrase.split() if word not in ("…", "...")]
            texts.append(" ".join(words))
    return [text for text in dict.fromkeys(texts) if detect(K, text, HERE.today)]


def test_every_emergency_with_a_valid_answer_at_every_step_goes_before_the_answer():
    examples = _emergency_examples()
    assert len(examples) > 200
    lost = []
    for key, step in STEPS:
        state = at_step(key, step.name)
        for text in examples:
            turn = take(K, state, Heard(f"{valid_text(step)}. {text}"), HERE)
            if turn.elsewhere != "urgent" or turn.state != state:
                lost.append((key, step.name, text))
    assert lost == []


def test_an_emergency_that_only_the_classifier_hears_goes_first_too():
    state = at_step("nedbetalingsavtale", "debt")
    assert take(K, state, Heard("24 000, alt er svart nå", "krise", 0.7), HERE).elsewhere == "urgent"
    assert take(K, state, Heard("24 000", "emergency", 0.99, "midlertidig_bolig"), HERE).elsewhere == "urgent"


def test_the_day_they_come_is_an_answer_where_the_day_is_asked_for():
    state = at_step("utkastelse_dato", "day")
    after = take(K, state, Heard("på torsdag", "emergency", 0.99, "utkastelse_dato"), HERE).state
    assert after.answers == {"day": "2026-11-26"}


def test_an_emergency_leaves_a_button_to_go_on():
    state = at_step("nedbetalingsavtale", "monthly")
    reply = with_way_back(K, ask(K, State(None), HERE), state, HERE)
    assert reply.buttons[-1].payload == '/start_walkthrough{"key": "nedbetalingsavtale"}'


@pytest.mark.parametrize(
    ("text", "topic", "key"),
    [
        ("hjelp meg å lage en nedbetalingsplan", None, "nedbetalingsavtale"),
        ("kan vi gå gjennom brevet mitt", None, "varsel"),
        ("kan vi gå gjennom det sammen", "gjeldsordning", "gjeldsordning"),
        ("lag samtykke til trekk", "varsel", "trekk_ytelse"),
        ("kan vi gå gjennom noe", None, None),
    ],
)
def test_which_walk_through_is_meant(text, topic, key):
    assert wanted(K, None, text, State(None), topic) == key


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("kan du lage ein plan saman med meg for nedbetaling", True),
        ("hjelp meg å lage en nedbetalingsavtale", True),
        ("gå gjennom brevet mitt med meg", True),
        ("help me make a payment plan", True),
        ("make a payment plan", True),
        ("can you help me make a payment plan?", True),
        ("vis planen igjen", True),
        ("fortsett", True),
        ("kan jeg fortsette å bo her", False),
        ("hva er en nedbetalingsavtale", False),
        ("kan NAV lage en nedbetalingsavtale for meg", False),
        ("hjelp meg å lage middag", False),
        ("jeg skylder husleie", False),
    ],
)
def test_asking_to_make_it_together_starts_it(text, starts):
    assert (about_walkthrough(K, text) == "start_walkthrough") is starts


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("children", "to unger", "ja"),
        ("children", "ingen barn", "nei"),
        ("place", "hos mor", "ja"),
        ("opened", "bare søkt", "nei"),
        ("asked_landlord", "sendt sms i går", "ja"),
    ],
)
def test_yes_and_no_are_heard_without_the_word(name, text, value):
    assert say(at_step("utkastelse_dato", name), text).answers[name] == value


def test_what_the_first_message_says_is_not_asked_for():
    turn = begin(K, "nedbetalingsavtale", State(None), HERE, "jeg skylder 24 000, hjelp meg å lage en plan")
    assert turn.state.answers == {"debt": 24_000_00}


def test_a_known_ground_is_not_asked_for():
    assert begin(K, "utkastelse_dato", State(None), replace(HERE, ground="heving")).state.answers == {"ground": "heving"}


def test_slots_that_do_not_fit_are_left_out():
    walks = K.walkthroughs
    assert state_from(walks, "finnes_ikke", "x", {"a": 1}) == State(None)
    assert state_from(walks, "nedbetalingsavtale", "debt", {"debt": "mye", "monthly": True, "rart": 1, "first": 7}).answers == {}
    assert state_from(walks, "nedbetalingsavtale", 3, "tekst").answers == {}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STEPS), st.text(max_size=200))
def test_no_text_at_all_breaks_a_question(at, text):
    key, step = at
    state = at_step(key, step.name)
    turn = take(K, state, Heard(text), HERE)
    assert turn.elsewhere or turn.said or turn.state != state or step.name in turn.state.answers or turn.state.tries
