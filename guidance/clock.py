"""The time in Oslo and whether a contact is open; the only place that asks what time it is."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from guidance.records import Contact

OSLO = ZoneInfo("Europe/Oslo")


def now_in_oslo() -> dt.datetime:
    """Return the present time in Oslo, with its time zone."""
    return dt.datetime.now(OSLO)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[dt.date]:
    return frozenset(holidays.Norway(years=year, include_sundays=False, language="no"))  # type: ignore[attr-defined]


def is_holiday(day: dt.date) -> bool:
    """Return whether `day` is a Norwegian public holiday (Sundays do not count as such here)."""
    return day in _holidays(day.year)


def is_working_day(day: dt.date) -> bool:
    """Return whether `day` is no Saturday, no Sunday and no public holiday; 24 December is a working day."""
    return day.weekday() < 5 and not is_holiday(day)


def is_open(contact: Contact, now: dt.datetime) -> bool:
    """Return whether somebody answers at `now`; a contact without hours counts as closed."""
    if contact.always_open:
        return True
    hours = contact.hours
    if hours is None:
        return False
    return now.weekday() in hours.days and not is_holiday(now.date()) and hours.opens <= now.time() < hours.closes


def opens_next(contact: Contact, now: dt.datetime) -> dt.datetime | None:
    """Return when the contact opens next after `now`, or None when it has no hours or never closes."""
    hours = contact.hours
    if contact.always_open or hours is None:
        return None
    for ahead in range(15):  # Easter and Christmas close at most a week of weekdays
        day = now.date() + dt.timedelta(days=ahead)
        opening = dt.datetime.combine(day, hours.opens, tzinfo=OSLO)
        if opening > now and day.weekday() in hours.days and not is_holiday(day):
            return opening
    return None
