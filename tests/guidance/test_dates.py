from __future__ import annotations

import datetime as dt

import pytest

from guidance.dates import days_in, happens_within, within

TODAY = dt.date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("namsmannen kommer i dag", "2026-11-24"),
        ("i morgen klokka ti", "2026-11-25"),
        ("dem kjem i morra", "2026-11-25"),
        ("på torsdag", "2026-11-26"),
        ("tysdag", "2026-11-24"),
        ("neste tirsdag", "2026-12-01"),
        ("27.11", "2026-11-27"),
        ("den 3. desember", "2026-12-03"),
        ("om tre dager", "2026-11-27"),
        ("om 2 uker", "2026-12-08"),
        ("tomorrow morning", "2026-11-25"),
        ("den 28", "2026-11-28"),
        ("14/1", "2027-01-14"),
        ("1.12.2026", "2026-12-01"),
        ("i natt", "2026-11-24"),
        ("i løpet av dagen", "2026-11-24"),
        ("i mårån", "2026-11-25"),
        ("imårgo", "2026-11-25"),
        ("i overmorra", "2026-11-26"),
        ("day after tomorrow", "2026-11-26"),
        ("torsda", "2026-11-26"),
        ("onsda'n", "2026-11-25"),
        ("fredan", "2026-11-27"),
        ("om et par dager", "2026-11-26"),
        ("om en to-tre dager", "2026-11-27"),
        ("3 dager igjen", "2026-11-27"),
        ("om 48 timer", "2026-11-26"),
        ("neste uke", "2026-11-30"),
        ("the 27th", "2026-11-27"),
    ],
)
def test_a_day_is_read(text, day):
    assert dt.date.fromisoformat(day) in [found.date for found in days_in(text, TODAY)]


@pytest.mark.parametrize(
    "text",
    [
        "§ 4-18",
        "24.500,-",
        "man må betale",
        "13-2 tredje ledd",
        "31/2",
        "",
        "leie 8000",
        "for to uker siden",
        "sønn og mann",
        "the 4 of us",
        "fri rettshjelp",
        "i morges",
    ],
)
def test_what_is_no_coming_day_is_left_alone(text):
    assert days_in(text, TODAY) == []


def test_last_thursday_is_not_within_a_week():
    assert within("forrige torsdag", TODAY, 7) == []


def test_a_week_holds_seven_days_and_no_more():
    assert within("1.12", TODAY, 7)
    assert not within("2.12", TODAY, 7)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("i dag fikk jeg brev, de kommer 20. desember", False),
        ("de kommer i dag", True),
        ("brevet kom i dag, de kommer på torsdag", True),
        ("de kommer 20. desember", False),
    ],
)
def test_the_day_of_the_letter_is_not_the_day_they_come(text, near):
    assert happens_within(text, TODAY, 7) is near
