from __future__ import annotations

import pytest

from guidance.phrasebook import found, plain


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("namsmann* … kommer/kjem", "Namsmannen fra Oslo kommer i morgen", True),
        ("namsmann* … kommer/kjem", "kommer namsmannen", False),
        ("i_natt/i_kveld", "har ikke seng i natt", True),
        ("vil dø", "jeg vil dø", True),
        ("vil dø", "hva vil du, what do i want", False),
        ("vil døy", "eg vil dø", True),
        ("no", "har dere noe", False),
        ("noe", "har de noko", True),
        ("låst", "laast ute", True),
        ("lås", "låst", False),
        ("lås*", "LÅSEN!", True),
        ("a … b", "a 1 2 3 4 b", True),
        ("a … b", "a 1 2 3 4 5 b", False),
    ],
)
def test_a_phrase_is_read_as_an_adviser_means_it(phrase, text, hit):
    assert bool(found([phrase], plain(text))) is hit


def test_signs_and_spaces_do_not_matter():
    assert plain("  Hei,\n du!! ") == " hei du "
    assert plain("") == "  "
