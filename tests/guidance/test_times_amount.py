from __future__ import annotations

import pytest

from guidance.times_amount import times


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("2 x 9500", 2),
        ("to måneder à 9000", 2),
        ("3 mnd av 8 000", 3),
        ("9 500 i mnd i tre måneder", 3),
        ("husleia er 8500 og jeg ligger 2 mnd etter", 2),
        ("leiga er 7000, eg skuldar tre månader", 3),
        ("rent is 9000 and i am two months behind", 2),
        # the sum itself, however many months it is for
        ("24 000 for tre måneder", 1),
        ("skylder 3 mnd, 24000", 1),
        ("18 000", 1),
        ("200 måneder à 9000", 1),
        ("", 1),
    ],
)
def test_only_what_says_so_is_so_many_times(text, factor):
    assert times(text) == factor
