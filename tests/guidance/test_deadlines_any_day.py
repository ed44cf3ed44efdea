"""The deadline clock on every day of five years against an independent count, and what holds for any day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.deadline_reply import wording
from guidance.deadlines import Computed, Refused, deadline
from tests.guidance.test_deadlines import ACT_BY, RULES, K, computed

_LENGTHS = {
    "FRI-01": (14, 0), "FRI-02": (14, 0), "FRI-03": (14, 0), "FRI-04": (0, 1), "FRI-05": (0, 3), "FRI-06": (0, 3), "FRI-07": (0, 1), "FRI-09": (14, 0),
    "FRI-10": (35, 0), "FRI-11": (21, 0), "FRI-13": (21, 0), "FRI-14": (21, 0), "FRI-15": (0, 1), "FRI-16": (14, 0),
}  # fmt: skip


def _easter_sunday(year: int) -> dt.date:
    """The first Sunday after the paschal full moon, by Gauss's rule for 1900 to 2099."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
    april = d + e - 9
    if april == 26 or (april == 25 and d == 28 and e == 6 and year % 19 > 10):
        april -= 7
    return dt.date(year, 4, april) if april > 0 else dt.date(year, 3, 22 + d + e)


def _is_free(date: dt.date) -> bool:
    easter = _easter_sunday(date.year)
    movable = {easter + dt.timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    return date.isoweekday() > 5 or date in movable or (date.month, date.day) in fixed


def _walk(start: dt.date, days: int, months: int) -> dt.date:
    date = start
    for _ in range(days):
        date += dt.timedelta(days=1)
    passed = 0
    while passed < months:
        date += dt.timedelta(days=1)
        passed += date.day == 1
    while months and date.day != start.day:
        after = date + dt.timedelta(days=1)
        if after.month != date.month:
            break
        date = after
    return date


@pytest.mark.parametrize("rule", sorted(_LENGTHS))
def test_every_day_of_five_years_agrees_with_an_independent_count(rule):
    start = dt.date(2026, 1, 1)
    while start.year < 2031:
        expected = _walk(start, *_LENGTHS[rule])
        while rule in ACT_BY and _is_free(expected):
            expected += dt.timedelta(days=1)
        assert computed(rule, start, today=start).date == expected, start
        start += dt.timedelta(days=1)


STARTS = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))


@given(rule=st.sampled_from([rule for rule in RULES if rule not in ("FRI-08", "FRI-12")]), start=STARTS)
def test_only_what_is_yours_moves_and_always_to_a_working_day(rule, start):
    found = computed(rule, start, today=start)
    assert found.date is not None
    assert found.unmoved is not None
    assert start < found.unmoved <= found.date
    if found.kind == "act_by":
        assert not _is_free(found.date)
        assert all(_is_free(found.unmoved + dt.timedelta(days=n)) for n in range((found.date - found.unmoved).days))
    else:
        assert not found.moved


@given(rule=st.sampled_from([rule for rule in RULES if rule != "FRI-08"]), start=STARTS, later=st.integers(1, 400))
def test_a_later_start_never_ends_earlier(rule, start, later):
    second = start + dt.timedelta(days=later)
    assert computed(rule, start, today=start).date <= computed(rule, second, today=second).date


@given(rule=st.sampled_from(RULES), given_date=st.one_of(st.none(), st.dates(), st.text(max_size=12)), today=STARTS)
def test_whatever_is_given_there_is_a_day_or_a_reason(rule, given_date, today):
    found = deadline(K, rule, given_date, today)
    assert isinstance(found, (Computed, Refused))
    assert wording(K, found, "nb", today).says
