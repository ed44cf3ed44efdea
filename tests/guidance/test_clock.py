from __future__ import annotations

import datetime as dt

import pytest

from guidance.clock import OSLO, is_open, opens_next


def at(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("now", "open_"),
    [
        (at(2026, 11, 24, 9, 0), True),
        (at(2026, 11, 24, 14, 59), True),
        (at(2026, 11, 24, 15, 0), False),
        (at(2026, 11, 24, 3, 0), False),
        (at(2026, 11, 28, 12, 0), False),
        (at(2026, 12, 25, 12, 0), False),
        (at(2026, 12, 24, 12, 0), True),
    ],
)
def test_nav_answers_on_weekdays_from_nine_to_three_and_not_on_holidays(knowledge, now, open_):
    assert is_open(knowledge.contacts["nav"], now) is open_


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(2026, 11, 24, 3, 0), at(2026, 11, 24, 9, 0)),
        (at(2026, 11, 24, 20, 0), at(2026, 11, 25, 9, 0)),
        (at(2026, 11, 27, 16, 0), at(2026, 11, 30, 9, 0)),
        (at(2026, 12, 24, 16, 0), at(2026, 12, 28, 9, 0)),
        (at(2027, 3, 24, 16, 0), at(2027, 3, 30, 9, 0)),
    ],
)
def test_the_next_opening_skips_nights_weekends_and_easter(knowledge, now, opens):
    assert opens_next(knowledge.contacts["nav"], now) == opens


def test_an_emergency_number_is_always_open(knowledge):
    assert is_open(knowledge.contacts["medisinsk_nodtelefon"], at(2026, 12, 25, 3, 0))
    assert opens_next(knowledge.contacts["medisinsk_nodtelefon"], at(2026, 12, 25, 3, 0)) is None
