"""Random talks on the engine: every one comes to an end, with something said at every turn."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import lru_cache

from guidance.emergency import detect
from guidance.loader import load_knowledge
from guidance.reply import Context
from guidance.walkthrough import Heard, begin, settled, take
from guidance.walkthroughs.saying import ask, ended
from guidance.walkthroughs.state import State, slots_of, state_from
from tests.conftest import NOON

K = load_knowledge()
KEYS = sorted(K.walkthroughs)
HERE = Context(now=NOON)

MESSAGES = [
    "ja", "nei", "vet ikke", "24 tusen", "1500", "0", "-5", "den 20.", "i går", "10. november", "31.02", "om tre uker", "varsel", "oppsigelse", "ubetalt leie",
    "heving", "hva betyr begjæring?", "hvorfor spør du", "tilbake", "feil, det er 13 000", "feil", "stopp", "pause", "", " ", "😀", "x" * 2000, "???", "12 og 13 og 14",
    "jeg skylder 24 000 og kan betale 1500 i måneden", "lønn", "ingen", "99999999999999", "1.1.1", "hjelp", "<script>", "det er feil dato", "takk", "ha det",
]  # fmt: skip
INTENTS = [
    None,
    "nlu_fallback",
    "bekreft",
    "avkreft",
    "vet_ikke",
    "varsel",
    "explain_term",
    "stop_walkthrough",
    "correct_answer",
    "takk",
    "farvel",
    "give_ground",
    "finnes_ikke",
]


def _talk(seed: int) -> None:
    chance = random.Random(seed)
    key = chance.choice(KEYS)
    context = replace(HERE, role=chance.choice(["ukjent", "leieboer", "ansatt"]), language=chance.choice(["nb", "nn", "en"]))
    state = settled(K, begin(K, key, State(None), context).state)
    for _ in range(15):
        turn = take(K, state, Heard(chance.choice(MESSAGES), chance.choice(INTENTS), chance.random()), context)
        state = settled(K, turn.state)
        slots = slots_of(K.walkthroughs.get(state.key or ""), state)
        reply = ask(K, state, context) if state.status == "asking" else ended(K, state, context)
        assert reply.messages
        assert all(text.strip() and "{" not in text for text in (*turn.said, *reply.messages))
        assert reply.custom["topic"]
        if state.status == "stopped":
            return
        assert state_from(K.walkthroughs, slots["wt_key"], slots["wt_step"], slots["wt_answers"]) == state
        if state.status == "done":
            return
        state = replace(state, status="asking")
    # Whoever is still in it after so many strange messages comes to an end by not knowing.
    for _ in range(15):
        state = settled(K, take(K, state, Heard("vet ikke"), context).state)
    assert state.status == "done"


def test_ten_thousand_random_talks_end_without_silence_or_exception(monkeypatch):
    # The same few messages come again and again; the detector has its own tests.
    monkeypatch.setattr("guidance.walkthrough.detect", lru_cache(maxsize=None)(detect))
    for seed in range(10_000):
        _talk(seed)
