"""Which day of the calendar is meant: the nearest 14 May, last Friday, the second Monday of a month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import Literal

Prefer = Literal["past", "coming"]
Which = Literal["last", "next", "this"]

DAY = dt.timedelta(days=1)
# A day named without a year is read both ways when the preferred day is farther than half a year off and the other within two months.
_FAR_DAYS, _NEAR_DAYS, _YEAR_DAYS = 183, 62, 366


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """Return the date, or None for one that is in no calendar."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def moved(day: dt.date, days: int) -> dt.date | None:
    """Return the day so many days on; None outside of the calendar."""
    number = day.toordinal() + days
    return dt.date.fromordinal(number) if 1 <= number <= dt.date.max.toordinal() else None


def month_on(day: dt.date, months: int) -> dt.date | None:
    """Return the same day so many months on, or the last day of a shorter month; None outside of the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1])) if 1 <= year <= 9999 else None


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return Monday and Sunday of the week."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def month_of(day: dt.date | None) -> tuple[dt.date, ...]:
    """Return the first and last day of the month; none for None."""
    return (day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])) if day else ()


def easter(year: int) -> dt.date:
    """Return Easter Sunday, by the Gregorian computus of Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def nearest(days: Iterable[dt.date], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the one of the days that fits, with the one on the other side behind it when that is the nearer by far; none for no such day."""
    found = sorted(days)
    past, coming = [date for date in found if date <= today], [date for date in found if date >= today]
    if not past or not coming:
        return ()
    first, other = (past[-1], coming[0]) if prefer == "past" else (coming[0], past[-1])
    if abs((first - today).days) > _YEAR_DAYS + 30:  # 29 February of another year is hardly meant; Easter moves within a month
        return ()
    doubtful = abs((first - today).days) > _FAR_DAYS and abs((other - today).days) <= _NEAR_DAYS
    return (first, other) if doubtful and first != other else (first,)


def yearless(month: int, day: int, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the readings of a day and month without a year."""
    return nearest((date for year in range(today.year - 8, today.year + 9) if (date := date_of(year, month, day))), today, prefer)


def beside(month: int, day: int, today: dt.date) -> tuple[dt.date, ...]:
    """Return the day and month in each year in which it is within two months of today."""
    years = (today.year - 1, today.year, today.year + 1)
    return tuple(date for year in years if (date := date_of(year, month, day)) and abs((date - today).days) <= _NEAR_DAYS)


def numbered_day(number: int, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the nearest day with that number; none when no month has it."""
    if not 1 <= number <= 31:
        return ()
    step = -DAY if prefer == "past" else DAY
    date = today
    while date.day != number:
        date += step
    return (date,)


def agreeing(dates: tuple[dt.date, ...], others: tuple[dt.date, ...], weekday: int) -> tuple[dt.date, ...]:
    """Return the readings of a day named with its weekday: the one that agrees, else the day and the nearest such weekday.

    Args:
        dates: the readings by number alone, likeliest first; none for a day in no calendar.
        others: further readings, taken only where the weekday agrees.
        weekday: 0 for Monday.
    """
    if not dates:
        return ()
    for date in (*dates, *others):
        if date.weekday() == weekday:
            return (date,)
    slipped = moved(dates[0], (weekday - dates[0].weekday() + 3) % 7 - 3)
    return (dates[0], slipped) if slipped else dates


def weekday_of(number: int, which: Which | None, nearest_only: bool, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the readings of a weekday; «forrige» and «neste» may mean the nearest one or, not with `nearest_only`, the one of the week beside."""
    ahead = (number - today.weekday()) % 7
    monday = week_of(today)[0]
    last, coming = today - ((today.weekday() - number) % 7 or 7) * DAY, today + (ahead or 7) * DAY
    if which == "last":
        week_before = monday + (number - 7) * DAY
        return (last,) if last == week_before or nearest_only else (last, week_before)
    if which == "next":
        week_after = monday + (number + 7) * DAY
        return (coming,) if coming == week_after or nearest_only else (coming, week_after)
    if ahead == 0:
        return (today, last) if prefer == "past" else (today, coming)
    return (last,) if prefer == "past" and not which else (coming,)


def weekday_in_month(number: int, nth: int, month: dt.date | None) -> dt.date | None:
    """Return the nth such weekday of the month, the last one for -1; None where the month has no fifth."""
    if month is None:
        return None
    first, last = month_of(month)
    if nth < 0:
        return last - (last.weekday() - number) % 7 * DAY
    date = first + ((number - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return date if date <= last else None


def numbered_week(number: int, today: dt.date, prefer: Prefer) -> tuple[dt.date, dt.date] | None:
    """Return Monday and Sunday of the nearest week with that number in the year; None where no year has it."""
    mondays = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            mondays.append(dt.date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    fitting = [monday for monday in mondays if (monday <= today if prefer == "past" else monday + 6 * DAY >= today)]
    if not fitting:
        return None
    return week_of(fitting[-1] if prefer == "past" else fitting[0])
