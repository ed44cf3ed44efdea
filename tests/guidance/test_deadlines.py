from __future__ import annotations

import datetime as dt

import pytest

from guidance.deadline_reply import wording
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


def test_the_landlords_time_runs_from_the_tenants_deadline():
    protest = computed("FRI-04", "2026-11-20")
    assert computed("FRI-05", protest.date).date == dt.date(2027, 3, 21)
