from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.deadline_reply import day_in_words, deadline_reply, wording
from guidance.deadlines import Computed, Refused, deadline
from guidance.errors import UnknownKey
from guidance.loader import load_knowledge

K = load_knowledge()
TODAY = dt.date(2026, 11, 24)  # a Tuesday
RULES = sorted(K.deadlines)
ACT_BY = {"FRI-03", "FRI-04", "FRI-07", "FRI-09", "FRI-10", "FRI-11", "FRI-12", "FRI-13", "FRI-14", "FRI-15"}
FOR_OTHERS = {"FRI-01", "FRI-02", "FRI-05", "FRI-16"}

# Written by hand from domstolloven §§ 148 and 149, weekdays counted from 1 January of each year; not by the program.
# 2026: Easter 5 April, Ascension 14 May, Whit Monday 25 May. 2027: 28 March, 6 May, 17 May. 2028: 16 April, 25 May, 5 June.
# 2029: 1 April, 10 May, 21 May. 2030: 21 April, 30 May, 10 June.
BY_HAND = [
    # two weeks, the person's own: end on the same weekday, moved past holidays
    ("FRI-03", "2026-11-24", "2026-12-08"),
    ("FRI-03", "2026-03-19", "2026-04-07"),  # Maundy Thursday → Tuesday after Easter
    ("FRI-03", "2026-03-20", "2026-04-07"),  # Good Friday
    ("FRI-03", "2026-03-23", "2026-04-07"),  # Easter Monday
    ("FRI-03", "2026-04-17", "2026-05-04"),  # Friday 1 May
    ("FRI-03", "2026-04-30", "2026-05-15"),  # Ascension
    ("FRI-03", "2026-05-03", "2026-05-18"),  # Sunday 17 May
    ("FRI-03", "2026-05-11", "2026-05-26"),  # Whit Monday
    ("FRI-03", "2026-12-10", "2026-12-24"),  # 24 December is a working day
    ("FRI-03", "2026-12-11", "2026-12-28"),  # Friday 25 December, then a weekend
    ("FRI-03", "2026-12-18", "2027-01-04"),  # Friday 1 January
    ("FRI-03", "2027-03-11", "2027-03-30"),
    ("FRI-03", "2027-04-17", "2027-05-03"),  # Saturday 1 May
    ("FRI-03", "2027-05-03", "2027-05-18"),  # 17 May and Whit Monday at once
    ("FRI-03", "2028-02-15", "2028-02-29"),
    ("FRI-03", "2028-04-03", "2028-04-18"),
    ("FRI-03", "2028-05-03", "2028-05-18"),  # Wednesday 17 May
    ("FRI-03", "2028-12-11", "2028-12-27"),  # Monday and Tuesday of Christmas
    ("FRI-03", "2029-03-16", "2029-04-03"),
    ("FRI-03", "2029-04-17", "2029-05-02"),
    ("FRI-03", "2029-12-11", "2029-12-27"),
    ("FRI-03", "2030-04-04", "2030-04-23"),
    ("FRI-03", "2030-05-03", "2030-05-20"),
    ("FRI-03", "2030-05-16", "2030-05-31"),
    # one month: the same day number, else the month's last day
    ("FRI-04", "2026-11-24", "2026-12-24"),
    ("FRI-04", "2026-11-25", "2026-12-28"),
    ("FRI-04", "2026-01-31", "2026-03-02"),  # Saturday 28 February
    ("FRI-04", "2027-01-31", "2027-03-01"),  # Sunday 28 February
    ("FRI-04", "2028-01-29", "2028-02-29"),
    ("FRI-04", "2028-01-30", "2028-02-29"),
    ("FRI-04", "2028-01-31", "2028-02-29"),
    ("FRI-04", "2028-02-29", "2028-03-29"),
    ("FRI-04", "2029-01-29", "2029-02-28"),
    ("FRI-04", "2030-03-31", "2030-04-30"),
    ("FRI-04", "2026-10-31", "2026-11-30"),
    ("FRI-04", "2026-12-17", "2027-01-18"),
    ("FRI-04", "2027-04-17", "2027-05-18"),
    ("FRI-04", "2028-03-16", "2028-04-18"),  # Easter Sunday
    ("FRI-04", "2029-03-01", "2029-04-03"),  # Easter Sunday
    ("FRI-07", "2026-07-31", "2026-08-31"),
    ("FRI-15", "2026-12-01", "2027-01-04"),
    ("FRI-09", "2026-04-16", "2026-04-30"),
    # three and five weeks
    ("FRI-10", "2026-11-20", "2026-12-28"),
    ("FRI-10", "2026-11-27", "2027-01-04"),
    ("FRI-11", "2026-11-24", "2026-12-15"),
    ("FRI-11", "2026-12-04", "2026-12-28"),
    ("FRI-11", "2026-03-13", "2026-04-07"),
    ("FRI-13", "2026-04-10", "2026-05-04"),
    ("FRI-14", "2027-03-05", "2027-03-30"),
    # what another may do at the earliest is never moved
    ("FRI-01", "2026-11-24", "2026-12-08"),
    ("FRI-01", "2026-12-11", "2026-12-25"),
    ("FRI-01", "2026-03-20", "2026-04-03"),
    ("FRI-01", "2026-05-03", "2026-05-17"),
    ("FRI-01", "2027-04-17", "2027-05-01"),
    ("FRI-01", "2028-02-15", "2028-02-29"),
    ("FRI-02", "2026-12-12", "2026-12-26"),
    ("FRI-05", "2026-11-30", "2027-02-28"),
    ("FRI-05", "2027-11-30", "2028-02-29"),
    ("FRI-05", "2026-01-31", "2026-04-30"),
    ("FRI-05", "2028-02-29", "2028-05-29"),
    ("FRI-16", "2026-12-11", "2026-12-25"),
    # a limit is not moved either
    ("FRI-06", "2026-08-31", "2026-11-30"),
    ("FRI-06", "2026-02-01", "2026-05-01"),
    # the 25th: no source says that it moves
    ("FRI-12", "2026-11-24", "2026-11-25"),
    ("FRI-12", "2026-11-26", "2026-12-25"),
    ("FRI-12", "2026-12-26", "2027-01-25"),
    ("FRI-12", "2028-02-25", "2028-02-25"),
]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def computed(rule: str, given, today: dt.date = TODAY, **more) -> Computed:
    found = deadline(K, rule, given, today, **more)
    assert isinstance(found, Computed), found
    return found


@pytest.mark.parametrize(("rule", "start", "last"), BY_HAND)
def test_the_day_is_as_the_statute_says(rule, start, last):
    found = computed(rule, day(start), today=day(start))
    assert found.date == day(last)
    assert found.result() == {"deadline": last, "rule": rule, "kind": found.kind}


def test_every_rule_of_the_fact_sheet_has_its_kind():
    kinds = {rule: K.figures[K.deadlines[rule].figure].kind for rule in RULES}
    assert kinds == {
        **dict.fromkeys(ACT_BY, "act_by"),
        **dict.fromkeys(FOR_OTHERS, "earliest_for_other"),
        "FRI-06": "threshold",
        "FRI-08": "open_ended",
    }


# --- an independent count: one day at a time, with its own Easter -------------------------------------------------------------

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


@pytest.mark.parametrize("today", [dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(0, 1826, 7)])
def test_the_allowance_is_applied_for_by_the_25th_each_month(today):
    found = computed("FRI-12", None, today=today)
    assert found.date is not None
    assert found.date.day == 25
    assert 0 <= (found.date - today).days <= 30
    assert not found.passed
    assert not found.moved


# --- refusals -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "given_date", "reason"),
    [
        ("FRI-01", None, "missing_date"),
        ("FRI-04", "", "missing_date"),
        ("FRI-04", "2026-02-31", "impossible_date"),
        ("FRI-04", "31. februar", "impossible_date"),
        ("FRI-01", "2026-11-25", "future_date"),
        ("FRI-03", "2026-12-01", "future_date"),
        ("FRI-04", "2027-01-01", "future_date"),
        ("FRI-07", "2026-11-25", "future_date"),
        ("FRI-09", "2026-11-25", "future_date"),
        ("FRI-04", "1926-11-24", "far_date"),
        ("FRI-06", "2126-11-24", "far_date"),
        ("FRI-06", "9999-12-31", "far_date"),
        ("FRI-01", "2025-11-09", "notice_too_old"),  # allowed from 23 November 2025; the year ended yesterday
        ("FRI-01", "2020-01-01", "notice_too_old"),
        ("FRI-01", "1990-01-01", "notice_too_old"),
    ],
)
def test_a_day_that_cannot_be_used_is_refused_with_a_reason(rule, given_date, reason):
    found = deadline(K, rule, given_date, TODAY)
    assert found == Refused(rule, reason)
    for language in ("nb", "nn", "en"):
        assert wording(K, found, language, TODAY).says


def test_a_notice_can_be_used_for_a_year_from_the_day_it_was_allowed_to_petition():
    found = computed("FRI-01", "2025-11-10")
    assert found.valid_until == TODAY
    assert found.passed


@pytest.mark.parametrize("rule", ["FRI-05", "FRI-06"])
def test_what_runs_from_a_day_to_come_is_computed(rule):
    assert computed(rule, dt.date(2026, 12, 31)).date == dt.date(2027, 3, 31)


def test_an_unknown_rule_is_told_with_the_rules_there_are():
    with pytest.raises(UnknownKey, match="FRI-01"):
        deadline(K, "FRI-99", TODAY, TODAY)


# --- what the letter says, what is open, what has passed ----------------------------------------------------------------------


def test_the_deadline_in_the_letter_wins_and_stays_on_its_day():
    found = computed("FRI-03", "2026-11-20", stated="2026-12-05")  # a Saturday
    assert found.date == dt.date(2026, 12, 5)
    assert found.stated
    assert "5. desember" in wording(K, found, "nb", TODAY).says


def test_a_deadline_the_law_gives_is_not_changed_by_what_a_letter_says():
    assert computed("FRI-04", "2026-11-20", stated="2026-11-27").date == dt.date(2026, 12, 21)


def test_an_impossible_day_in_the_letter_is_refused():
    assert deadline(K, "FRI-03", "2026-11-20", TODAY, stated="2026-02-30") == Refused("FRI-03", "impossible_date")


def test_a_complaint_about_the_officer_has_no_day():
    found = computed("FRI-08", None)
    assert found.result() == {"deadline": None, "rule": "FRI-08", "kind": "open_ended"}
    assert not found.passed
    assert found.weekday is None
    assert found.days_left(TODAY) is None
    assert computed("FRI-08", "2026-11-23").passed
    assert not computed("FRI-08", "2026-11-24").passed


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "FRI-08"])
def test_a_deadline_runs_to_the_end_of_its_day(rule):
    start = dt.date(2026, 9, 1)
    last = computed(rule, start, today=start).date
    assert last is not None
    on_the_day, day_after = computed(rule, start, today=last), computed(rule, start, today=last + dt.timedelta(days=1))
    assert not on_the_day.passed
    assert on_the_day.days_left(last) == 0
    assert day_after.passed
    assert wording(K, day_after, "nb", last + dt.timedelta(days=1)).possible
    assert wording(K, on_the_day, "nb", last).possible is None


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("start", [dt.date(2026, 11, 20), dt.date(2026, 2, 2)])
def test_every_text_is_filled_in_every_language(rule, language, start):
    found = computed(rule, start)
    for line in wording(K, found, language, TODAY).lines():
        assert "{" not in line
        assert not line.startswith(" ")
    row = K.deadlines[rule]
    for field in ("name", "ask", "says", "passed", "possible", "check"):
        assert getattr(row, field).get(language)[1] == language, field


@pytest.mark.parametrize("rule", sorted(FOR_OTHERS))
def test_what_another_may_do_is_said_as_the_earliest(rule):
    assert "tidligst" in K.deadlines[rule].says.nb
    assert "tidlegast" in (K.deadlines[rule].says.nn or "")
    assert "at the earliest" in (K.deadlines[rule].says.en or "")


def test_days_are_named_in_each_language():
    assert day_in_words(K, dt.date(2026, 12, 8), "nb") == "tirsdag 8. desember 2026"
    assert day_in_words(K, dt.date(2026, 12, 8), "nn") == "tysdag 8. desember 2026"
    assert day_in_words(K, dt.date(2026, 12, 8), "en") == "Tuesday 8 December 2026"


def test_a_moved_deadline_says_where_it_ended(context):
    found = computed("FRI-04", "2026-11-20")
    assert found.unmoved == dt.date(2026, 12, 20)
    reply = deadline_reply(K, found, context)
    assert "søndag 20. desember" in reply.messages[0]
    assert "mandag 21. desember" in reply.messages[0]
    assert reply.custom["result"] == {"deadline": "2026-12-21", "rule": "FRI-04", "kind": "act_by"}
    assert reply.custom["topic"] == "oppsigelse_heving"
    assert {"FRI-04", "PRO-21"} <= set(reply.custom["facts"])
    assert reply.custom["sources"]


def test_a_refusal_asks_again_and_carries_no_result(context):
    reply = deadline_reply(K, Refused("FRI-01", "future_date"), context)
    assert "Hvilken dato ble varselet sendt?" in reply.messages[0]
    assert "result" not in reply.custom


def test_the_landlords_time_runs_from_the_tenants_deadline():
    protest = computed("FRI-04", "2026-11-20")
    assert computed("FRI-05", protest.date).date == dt.date(2027, 3, 21)


# --- properties -----------------------------------------------------------------------------------------------------------------

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
