"""Two hundred random talks over HTTP, spread over the six walk-throughs: no dead end, no silence, no exception."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.e2e.conftest import Bot

TALKS = 200
STARTS = {
    "nedbetalingsavtale": "hjelp meg å lage en nedbetalingsplan",
    "gjeldsordning": "gå gjennom gjeldsordning med meg",
    "trekk_ytelse": "lag samtykke til trekk sammen med meg",
    "formue_kartlegging": "hjelp meg å lage en oversikt over det vi eier",
    "varsel": "gå gjennom brevet mitt med meg",
    "utkastelse_dato": "gå gjennom dagene før utkastelsen med meg",
}
# Random messages of a talk; then «vet ikke» must lead to the end.
_STRANGE = 5
_MOST_TURNS = 16
_AT_ONCE = 4
MESSAGES = [
    "ja", "nei", "vet ikke", "24 tusen", "1500", "0", "-5", "den 20.", "i går", "10. november", "31.02", "om tre uker", "varsel", "oppsigelse", "ubetalt leie", "heving",
    "hva betyr begjæring?", "hvorfor spør du", "tilbake", "feil, det er 13 000", "feil", "fortsett", "stopp", "pause", "slett svarene", "vis planen igjen", "😀", "x" * 900, "???",
    "jeg skylder 24 000 og kan betale 1500 i måneden", "lønn", "ingen", "ingenting", "99999999999999", "1.1.1", "hjelp", "<script>", "det er feil dato", "takk", "ha det", "start på nytt",
    "hva skriver jeg til dem", "har dere en mal", "hvor lang tid har jeg da", "fikk brevet for 10 dager siden", "på nynorsk", "in english please", "hvordan søker jeg sosialhjelp?",
    "gå gjennom dette med meg", "kortere", "jeg jobber i nav", "mangler strøm", "permittert, men begynner igjen i august", "hvor mye koster det",
]  # fmt: skip


def _said(messages, text: str) -> dict:
    """Return the contract of a reply that says something."""
    assert messages, text
    assert all(message.get("text", "").strip() and "{" not in message["text"] for message in messages), text
    custom = messages[-1].get("custom")
    assert custom, text
    assert custom["topic"], text
    return custom


def _talk(port: int, seed: int) -> None:
    chance = random.Random(seed)
    bot = Bot(port)
    key, start = list(STARTS.items())[seed % len(STARTS)]
    custom = _said(bot.say(start), start)
    assert (custom["topic"], custom["step"]["number"]) == (key, 1)
    for _ in range(_STRANGE):
        text = chance.choice(MESSAGES)
        custom = _said(bot.say(text), text)
        if "step" in custom:
            assert custom["step"]["number"] <= custom["step"]["of"], text
    # Whoever left it takes it up again, and comes to the end by not knowing. In English a button starts it.
    for text in ("på bokmål", start) if "step" not in custom else ():
        custom = _said(bot.say(text), text)
    assert "step" in custom or custom["topic"] in STARTS
    for _ in range(_MOST_TURNS):
        if "step" not in custom:
            return
        before = custom["step"]
        custom = _said(bot.say("vet ikke"), "vet ikke")
        if "step" in custom:
            assert custom["step"]["number"] == before["number"] + 1
            assert custom["step"]["of"] <= before["of"]
    pytest.fail(f"talk {seed} through {key} came to no end")


def test_two_hundred_random_talks_end_without_silence_or_exception(servers):
    before = len(servers.lines)
    # Several at once, as people are: while one waits for the action server, Rasa reads another's message.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(partial(_talk, servers.port), range(TALKS)))
    assert not [line for line in servers.lines[before:] if "Traceback" in line or "| ERROR" in line or " ERROR " in line]
