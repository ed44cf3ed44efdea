"""The deadline clock: from a rule and a date to the day a deadline ends, or the reason why it cannot be computed.

Days, weeks and months are counted as domstolloven § 148 says: day one is the day after; a week ends on the same weekday; a month on
the same day number, or on the month's last day where it has no such day. Only what the person must do (`act_by`) moves past
weekends and holidays (§ 149). The day another may act is said «tidligst» and stays; so does a threshold. A day of each month stays
too, because no source says that it moves.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from guidance.clock import is_working_day
from guidance.errors import UnknownKey
from guidance.figures import value_on
from guidance.loader import Knowledge
from guidance.records import DeadlineTexts, Figure

Kind = Literal["act_by", "earliest_for_other", "threshold", "open_ended"]
Reason = Literal["missing_date", "impossible_date", "future_date", "far_date", "notice_too_old"]
CountedUnit = Literal["days", "weeks", "months", "years"]

NOTICE = "FRI-01"
_NOTICE_LASTS = "nytt_varsel_grense"
# What has happened already; a lease may end, and a tenant's deadline run out, on a day to come.
_HAS_HAPPENED = ("sent", "received", "served", "notified", "letter")
_FAR_YEARS = 10


@dataclass(frozen=True)
class Computed:
    """A deadline that was computed.

    Attributes:
        rule: id of the rule, `FRI-04`.
        kind: whose day it is; see DeadlineTexts and the figure.
        figure: key of the figure the length came from.
        counted_from: what the day given was: `sent`, `received`, `served`, `letter` …
        start: the day given; None for an open-ended deadline without one.
        date: the last day (or the day another may act, or the limit); None when open-ended.
        unmoved: the day before it was moved past a weekend or holiday; equal to `date` where it was not.
        passed: the day is over.
        stated: the letter itself gives the day.
        valid_until: the last day on which a § 4-18 notice can be used; None for other rules.
        next: the deadline after this one where there is one each month; else None.
    """

    rule: str
    kind: Kind
    figure: str
    counted_from: str
    start: dt.date | None
    date: dt.date | None
    unmoved: dt.date | None
    passed: bool
    stated: bool = False
    valid_until: dt.date | None = None
    next: dt.date | None = None

    @property
    def weekday(self) -> int | None:
        """0 for Monday to 6 for Sunday; None when open-ended."""
        return self.date.weekday() if self.date else None

    @property
    def moved(self) -> bool:
        """Whether the day was moved past a weekend or holiday."""
        return self.date != self.unmoved

    def days_left(self, today: dt.date) -> int | None:
        """Return the days from today to the deadline, negative when it is past; None when open-ended."""
        return (self.date - today).days if self.date else None

    def result(self) -> dict[str, str | None]:
        """Return the `result` of the reply contract: {"deadline": iso day or None, "rule": …, "kind": …}."""
        return {"deadline": self.date.isoformat() if self.date else None, "rule": self.rule, "kind": self.kind}


@dataclass(frozen=True)
class Refused:
    """No deadline: the rule asked for, and why."""

    rule: str
    reason: Reason


def counted(start: dt.date, length: int, unit: CountedUnit) -> dt.date:
    """Return the last day of a period that begins on the day after `start`, weekends and holidays not regarded.

    Raises:
        OverflowError, ValueError: the day is outside the calendar (after the year 9999).

    Source:
        domstolloven § 148.
    """
    if unit == "days":
        return start + dt.timedelta(days=length)
    if unit == "weeks":
        return start + dt.timedelta(weeks=length)
    months = start.month - 1 + length * (12 if unit == "years" else 1)
    year, month = start.year + months // 12, months % 12 + 1
    return dt.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def next_working_day(day: dt.date) -> dt.date:
    """Return `day`, or the first day after it that is no Saturday, Sunday or public holiday.

    Source:
        domstolloven § 149.
    """
    while not is_working_day(day):
        day += dt.timedelta(days=1)
    return day


def _as_date(given: dt.date | str | None) -> dt.date | Literal["missing_date", "impossible_date"]:
    if given is None or given == "":
        return "missing_date"
    if isinstance(given, dt.datetime):
        return given.date()
    if isinstance(given, dt.date):
        return given
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        return "impossible_date"


def _length(figure: Figure, day: dt.date) -> int:
    """Return the length in force when the period began; the first one known where it began before that was checked."""
    found = value_on(figure, day) or figure.values[0]
    return int(found.value)


def row_of(k: Knowledge, rule: str) -> DeadlineTexts:
    """Return the texts of a rule.

    Raises:
        UnknownKey: there is no such rule in knowledge/deadlines.yml.
    """
    if rule not in k.deadlines:
        raise UnknownKey(f"«{rule}» is no rule of knowledge/deadlines.yml; use one of {', '.join(sorted(k.deadlines))}")
    return k.deadlines[rule]


def deadline(k: Knowledge, rule: str, given: dt.date | str | None, today: dt.date, *, stated: dt.date | str | None = None) -> Computed | Refused:
    """Return the deadline of a rule, or why it cannot be computed.

    Args:
        rule: `FRI-01` to `FRI-16`.
        given: the day it counts from (the figure's `counted_from`), as a date or in ISO form; FRI-08 needs none, FRI-12 takes any day
            of the month and without one the deadline to come. FRI-05 runs from the tenant's deadline: give the day of FRI-04.
        today: the date in Oslo.
        stated: the last day the letter itself gives. It wins where the figure counts as the letter says, and is not moved.

    Raises:
        UnknownKey: there is no such rule.
    """
    figure = k.figures[row_of(k, rule).figure]
    kind, counted_from = figure.kind, figure.counted_from
    if kind is None or counted_from is None:
        raise UnknownKey(f"knowledge/figures/{figure.id}.yml says not how «{rule}» runs; give kind and counted_from")
    by_letter = counted_from == "letter" and stated is not None
    optional = kind == "open_ended" or counted_from == "month"
    start = _as_date(stated if by_letter else given)
    if start == "missing_date" and optional:
        if kind == "open_ended":
            return Computed(rule, kind, figure.id, counted_from, None, None, None, passed=False)
        start = today
    if isinstance(start, str):
        return Refused(rule, start)
    if abs(start.year - today.year) > _FAR_YEARS:
        return Refused(rule, "notice_too_old" if rule == NOTICE and start < today else "far_date")
    if by_letter:
        return Computed(rule, kind, figure.id, counted_from, start, start, start, passed=today > start, stated=True)
    if counted_from in _HAS_HAPPENED and start > today:
        return Refused(rule, "future_date")
    if kind == "open_ended":
        return Computed(rule, kind, figure.id, counted_from, start, None, None, passed=today > start)
    if figure.unit == "day_of_month":
        return _monthly(rule, kind, figure, start, today)
    unmoved = counted(start, _length(figure, start), figure.unit)  # type: ignore[arg-type]  # an amount has no kind
    date = next_working_day(unmoved) if kind == "act_by" else unmoved
    valid_until = None
    if rule == NOTICE:
        # The year runs from the day it was allowed to petition, tvangsfullbyrdelsesloven § 4-19.
        lasts = k.figures[_NOTICE_LASTS]
        valid_until = counted(unmoved, _length(lasts, unmoved), lasts.unit)  # type: ignore[arg-type]
        if today > valid_until:
            return Refused(rule, "notice_too_old")
    return Computed(rule, kind, figure.id, counted_from, start, date, unmoved, passed=today > date, valid_until=valid_until)


def _on_day(number: int, earliest: dt.date) -> dt.date:
    """Return the first day with that number, or a shorter month's last day, on or after `earliest`."""
    for first in (earliest.replace(day=1), counted(earliest.replace(day=1), 1, "months")):
        date = first.replace(day=min(number, calendar.monthrange(first.year, first.month)[1]))
        if date >= earliest:
            break
    return date


def _monthly(rule: str, kind: Kind, figure: Figure, start: dt.date, today: dt.date) -> Computed:
    """Return the deadline on the same day of each month that is first on or after `start`."""
    number = _length(figure, start)
    date, following = _on_day(number, start), _on_day(number, today)
    return Computed(rule, kind, figure.id, str(figure.counted_from), start, date, date, passed=today > date, next=following)
