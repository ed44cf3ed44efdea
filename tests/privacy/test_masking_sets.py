"""The bars of masking, on made messages. A failure names kinds and counts; what a message says is not printed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.masking import KINDS, labelled, read_lines, score
from channel.turn import masker_of
from guidance.loader import load_knowledge
from privacy.masking import Masker

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def masker() -> Masker:
    return masker_of(load_knowledge())


@pytest.mark.parametrize(("messages", "clean"), [("made/messages.tsv", "made/clean.tsv"), ("heldout/messages_e.tsv", "heldout/clean_e.tsv")])
def test_every_bar_is_held(masker, messages, clean):
    told = score(masker, read_lines(HERE / messages), read_lines(HERE / clean))
    assert sum(told.spans.values()) > 100
    assert all(told.spans[kind] for kind in KINDS)
    assert told.failed() == []


def test_a_bar_that_is_not_held_is_said():
    told = score(Masker(), ["jeg heter Kari og zzz\tname:Kari;;name:zzz", "01017012345\tfnr:01017012345"], ["ring 91234567", "hei"])
    assert told.failed() == ["recall of name 0.500 < 0.92", "clean messages untouched 0.500 < 0.98"]
    assert (told.right["number"], told.masked["phone"], told.right["phone"]) == (1, 1, 0)


def test_a_label_that_is_not_in_its_message_is_an_error():
    assert labelled("a Kari b Kari\tname:Kari;;name:Kari")[1] == [("name", 2, 6), ("name", 9, 13)]
    with pytest.raises(ValueError, match="«name»"):
        labelled("hei\tname:Kari")
    with pytest.raises(ValueError, match="«navn»"):
        labelled("Kari\tnavn:Kari")


@pytest.mark.parametrize(
    "piece", ["1 ", "a@", "Kari ", "12.", "gata ", "+4", "o0", "kid 1 ", "åsen 1 ", "to ", "jeg heter ", "Aa-", "0155 O", "A.", "bor i A "]
)
def test_no_message_takes_long_to_mask(masker, piece):
    masker.mask("Kari Nordmann i Storgata")
    began = time.process_time()
    masker.mask((piece * 10_000)[:10_000])
    assert time.process_time() - began < 2.0
