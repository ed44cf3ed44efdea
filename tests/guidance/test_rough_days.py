from __future__ import annotations

import datetime as dt

import pytest

from guidance.rough_days import rough_day

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i desember", "2026-12-01"),
        ("fra januar", "2027-01-01"),
        ("midten av neste måned", "2026-12-15"),
        ("slutten av desember", "2026-12-31"),
        ("i begynnelsen av februar", "2027-02-01"),
        ("neste måned", "2026-12-01"),
        ("slutten av måneden", "2026-11-30"),
        ("den 12. i hver måned", "2026-12-12"),
        ("31. i hver måned", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("midten av måneden", None),
        ("etter jul", None),
        ("you may ask", None),
        ("når trygda kommer", None),
        ("99 i hver måned", None),
        ("", None),
    ],
)
def test_a_day_to_begin_that_is_told_roughly(text, day):
    found = rough_day(text, TODAY)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "day"), [("etter nyttår", "2027-01-02"), ("rett over nyttår", "2027-01-02"), ("neste uke", "2026-11-30"), ("til uka", "2026-11-30")]
)
def test_new_year_and_next_week(text, day):
    found = rough_day(text, TODAY)
    assert found is not None
    assert found.isoformat() == day
