from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.dates import days_in
from guidance.stated_days import stated_days

TODAY = dt.date(2026, 11, 24)  # a Tuesday

PAST = [
    # near days
    ("i dag", "2026-11-24"), ("i går", "2026-11-23"), ("igår", "2026-11-23"), ("i gaar", "2026-11-23"), ("i går kveld", "2026-11-23"), ("yesterday", "2026-11-23"),
    ("i forgårs", "2026-11-22"), ("forgårs", "2026-11-22"), ("i førgår", "2026-11-22"), ("day before yesterday", "2026-11-22"), ("i morges", "2026-11-24"),
    ("brevet kom i går", "2026-11-23"), ("fekk det i går", "2026-11-23"), ("i morgen", "2026-11-25"), ("i overmorgen", "2026-11-26"), ("tomorrow", "2026-11-25"),
    # so long ago
    ("for to uker siden", "2026-11-10"), ("for 2 uker siden", "2026-11-10"), ("to uker siden", "2026-11-10"), ("for to veker sidan", "2026-11-10"),
    ("for ei veke sidan", "2026-11-17"), ("for en uke siden", "2026-11-17"), ("for et par dager siden", "2026-11-22"), ("for tre dager siden", "2026-11-21"),
    ("for 10 dager siden", "2026-11-14"), ("for fjorten dager siden", "2026-11-10"), ("for 14 dagar sidan", "2026-11-10"), ("for ti daga sia", "2026-11-14"),
    ("3 days ago", "2026-11-21"), ("two weeks ago", "2026-11-10"), ("a month ago", "2026-10-24"), ("for en måned siden", "2026-10-24"),
    ("for ein månad sidan", "2026-10-24"), ("for to måneder siden", "2026-09-24"), ("for et år siden", "2025-11-24"), ("for ca to uker siden", "2026-11-10"),
    # weekdays
    ("på mandag", "2026-11-23"), ("mandag", "2026-11-23"), ("på fredag", "2026-11-20"), ("fredag", "2026-11-20"), ("fredagen", "2026-11-20"), ("freda", "2026-11-20"),
    ("sist torsdag", "2026-11-19"), ("sist fredag", "2026-11-20"), ("siste lørdag", "2026-11-21"), ("forrige torsdag", "2026-11-19"), ("last Friday", "2026-11-20"),
    ("laurdag", "2026-11-21"), ("søndag", "2026-11-22"), ("sundag", "2026-11-22"), ("hørsdag", "2026-11-19"), ("onsdag", "2026-11-18"), ("on Thursday", "2026-11-19"),
    ("mandag i forrige uke", "2026-11-16"), ("fredag forrige uke", "2026-11-20"), ("tirsdag i forrige uke", "2026-11-17"), ("måndag førre veke", "2026-11-16"),
    ("mandag denne uka", "2026-11-23"), ("fredag i neste uke", "2026-12-04"),
    ("tirsdag for to uker siden", "2026-11-10"), ("fredag for ei veke sidan", "2026-11-20"), ("14 dagers tid siden", "2026-11-10"),
    # a weekday beside the date is the same day
    ("mandag den 9. november", "2026-11-09"), ("fredag 13. november", "2026-11-13"), ("fredag 13/11", "2026-11-13"), ("fredag den 13.", "2026-11-13"),
    # the day of a month
    ("den 20.", "2026-11-20"), ("den 20", "2026-11-20"), ("20.", "2026-11-20"), ("20", "2026-11-20"), ("den 25.", "2026-10-25"), ("den 31.", "2026-10-31"),
    ("den tjuende", "2026-11-20"), ("den tjueførste", "2026-11-21"), ("tjueførste", "2026-11-21"), ("den femte", "2026-11-05"), ("the 20th", "2026-11-20"),
    ("brevet kom den 12.", "2026-11-12"), ("den 5. i forrige måned", "2026-10-05"), ("den 3. denne måneden", "2026-11-03"),
    # day and month
    ("14. mai", "2026-05-14"), ("14 mai", "2026-05-14"), ("14.mai", "2026-05-14"), ("den 14. mai", "2026-05-14"), ("1. november", "2026-11-01"), ("1 nov", "2026-11-01"),
    ("1. nov.", "2026-11-01"), ("fjortende mai", "2026-05-14"), ("den fjortende mai", "2026-05-14"), ("første november", "2026-11-01"), ("fyrste november", "2026-11-01"),
    ("tjueførste november", "2026-11-21"), ("enogtyvende november", "2026-11-21"), ("tjuende oktober", "2026-10-20"), ("tjuande oktober", "2026-10-20"),
    ("åttende november", "2026-11-08"), ("attende november", "2026-11-18"), ("trettiførste oktober", "2026-10-31"), ("sjuende juni", "2026-06-07"),
    ("syvende juni", "2026-06-07"), ("November 20th", "2026-11-20"), ("20th of November", "2026-11-20"), ("May 14", "2026-05-14"), ("twentieth November", "2026-11-20"),
    ("1/6", "2026-06-01"), ("1.6", "2026-06-01"), ("01.06", "2026-06-01"), ("1.6.", "2026-06-01"), ("20/11", "2026-11-20"), ("3/11", "2026-11-03"),
    # with the year
    ("5. november i fjor", "2025-11-05"), ("5. november i år", "2026-11-05"), ("1-11-2026", "2026-11-01"), ("2026/11/01", "2026-11-01"), ("5/11-26", "2026-11-05"),
    ("15. ds.", "2026-11-15"),
    ("20.11.2026", "2026-11-20"), ("20.11.26", "2026-11-20"), ("20/11/2026", "2026-11-20"), ("20/11-2026", "2026-11-20"), ("2026-11-20", "2026-11-20"), ("1.2.2025", "2025-02-01"),
    ("14. mai 2026", "2026-05-14"), ("brevet er datert 12. november 2026", "2026-11-12"), ("29.2.2024", "2024-02-29"), ("29. februar 2024", "2024-02-29"),
    ("31.12.2025", "2025-12-31"), ("14. mai 2025, tror jeg", "2025-05-14"),
]  # fmt: skip

COMING = [
    ("på mandag", "2026-11-30"), ("på fredag", "2026-11-27"), ("fredag", "2026-11-27"), ("den 28.", "2026-11-28"), ("den 20.", "2026-12-20"), ("14. mai", "2027-05-14"),
    ("første desember", "2026-12-01"), ("1/6", "2027-06-01"), ("3. januar", "2027-01-03"), ("om to uker", "2026-12-08"), ("om tre dager", "2026-11-27"),
    ("om en måned", "2026-12-24"), ("julaften", "2026-12-24"), ("nyttårsdag", "2027-01-01"), ("i morgen", "2026-11-25"), ("the 27th", "2026-11-27"),
    ("om eit par veker", "2026-12-08"), ("in three days", "2026-11-27"), ("førstkommende fredag", "2026-11-27"), ("fredag i neste uke", "2026-12-04"),
]  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "expected"), PAST)
def test_a_day_is_read_with_the_past_preferred(text, expected):
    (found,) = stated_days(text, TODAY)
    assert found.date == day(expected)


@pytest.mark.parametrize(("text", "expected"), COMING)
def test_a_day_is_read_with_the_coming_preferred(text, expected):
    (found,) = stated_days(text, TODAY, "coming")
    assert found.date == day(expected)


@pytest.mark.parametrize(
    ("text", "prefer", "expected"),
    [
        ("neste fredag", "coming", ["2026-11-27", "2026-12-04"]),
        ("for tre-fire dager siden", "past", ["2026-11-21", "2026-11-20"]),
        ("neste mandag", "coming", ["2026-11-30"]),
        ("forrige mandag", "past", ["2026-11-23", "2026-11-16"]),
        ("på tirsdag", "past", ["2026-11-24", "2026-11-17"]),
        ("tirsdag", "coming", ["2026-11-24", "2026-12-01"]),
        ("27. november", "past", ["2025-11-27", "2026-11-27"]),
        ("1. desember", "past", ["2025-12-01", "2026-12-01"]),
        ("20. november", "coming", ["2027-11-20", "2026-11-20"]),
    ],
)
def test_what_can_be_read_two_ways_gives_both(text, prefer, expected):
    (found,) = stated_days(text, TODAY, prefer)
    assert [date.isoformat() for date in found.dates] == expected
    assert found.date is None or len(expected) == 1
    assert [day.date.isoformat() for day in days_in(text, TODAY, prefer)] == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i forrige uke", "2026-11-16", "2026-11-22"),
        ("forrige uke", "2026-11-16", "2026-11-22"),
        ("førre veke", "2026-11-16", "2026-11-22"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("denne uka", "2026-11-23", "2026-11-29"),
        ("neste uke", "2026-11-30", "2026-12-06"),
        ("sist helg", "2026-11-21", "2026-11-22"),
        ("uke 47", "2026-11-16", "2026-11-22"),
        ("i forrige måned", "2026-10-01", "2026-10-31"),
        ("i oktober", "2026-10-01", "2026-10-31"),
        ("i februar 2024", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_span_is_told_with_its_ends(text, first, last):
    (found,) = stated_days(text, TODAY)
    assert found.span
    assert found.dates == (day(first), day(last))
    assert found.date is None
    assert days_in(text, TODAY, "past") == []


@pytest.mark.parametrize(
    "text",
    ["31. februar", "31/2", "31.2", "30. februar", "31. april", "den 32.", "32. desember", "29.2.2027", "2026-02-31", "29. februar", "trettiførste november"],
)
@pytest.mark.parametrize("prefer", ["past", "coming"])
def test_a_day_that_is_in_no_calendar_is_told(text, prefer):
    (found,) = stated_days(text, TODAY, prefer)
    assert found.impossible


@pytest.mark.parametrize(
    "text",
    ["§ 4-18", "§ 13-2 tredje ledd", "24.500,-", "24.500", "12 500 kr", "den andre naboen", "den første gangen", "3. etasje", "leie 8000", "vet ikke", "", "fri rettshjelp",
     "den 20 åringen", "sønn og mann", "98 76 54 32", "kl 10.30", "to barn", "45/3", "0/5", "24/7", "3/4 av husleia", "den 2. purringen", "for noen dager siden", "fase 1/2"],
)  # fmt: skip
def test_what_is_no_day_is_left_alone(text):
    assert stated_days(text, TODAY) == ()


def test_days_stand_in_the_order_they_are_told():
    found = stated_days("varselet er datert 2. november, jeg fikk det den 5. og ringte i går", TODAY)
    assert [day.date for day in found] == [dt.date(2026, 11, 2), dt.date(2026, 11, 5), dt.date(2026, 11, 23)]


def test_words_are_read_once():
    assert len(stated_days("mandag i forrige uke", TODAY)) == 1
    assert len(stated_days("den 14. mai 2026", TODAY)) == 1


@given(date=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_a_whole_date_is_read_in_each_way_of_writing_it(date):
    months = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember")
    month = months[date.month - 1]
    for text in (
        date.isoformat(),
        f"{date:%d.%m.%Y}",
        f"{date.day}.{date.month}.{date.year}",
        f"{date.day}/{date.month}/{date.year}",
        f"den {date.day}. {month} {date.year}",
    ):
        assert [found.dates for found in stated_days(f"brevet kom {text}", TODAY)] == [(date,)], text


@given(today=st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), back=st.integers(0, 182))
def test_a_day_without_a_year_is_the_last_one(today, back):
    date = today - dt.timedelta(days=back)
    (found,) = stated_days(f"{date.day}/{date.month}", today, "past")
    assert found.dates[0] == date or (date.month, date.day) == (2, 29)


@given(today=st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), number=st.integers(1, 31))
def test_a_numbered_day_is_the_nearest_one(today, number):
    (past,), (coming,) = stated_days(f"den {number}.", today, "past"), stated_days(f"den {number}.", today, "coming")
    assert past.dates[0].day == coming.dates[0].day == number
    assert 0 <= (today - past.dates[0]).days < 62
    assert 0 <= (coming.dates[0] - today).days < 62


@given(
    today=st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)), word=st.sampled_from(["mandag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"])
)
def test_a_weekday_is_at_most_a_week_away(today, word):
    (past,), (coming,) = stated_days(f"på {word}", today, "past"), stated_days(f"på {word}", today, "coming")
    assert 0 <= (today - past.dates[0]).days < 7
    assert 0 <= (coming.dates[0] - today).days < 7
    assert past.dates[0].weekday() == coming.dates[0].weekday()


@given(text=st.text(max_size=80), prefer=st.sampled_from(["past", "coming"]), today=st.dates())
def test_no_text_is_too_strange(text, prefer, today):
    for found in stated_days(text, today, prefer):
        assert found.impossible or found.dates[0] <= dt.date.max


@given(
    pieces=st.lists(
        st.sampled_from([row[0] for row in PAST + COMING] + ["for", "siden", "i", "og", "den", "9999", "99999999 dager siden", "om 99999 uker"]), max_size=5
    )
)
def test_no_mixture_is_too_strange(pieces):
    for found in stated_days(" ".join(pieces), TODAY):
        assert all(isinstance(date, dt.date) for date in found.dates)
