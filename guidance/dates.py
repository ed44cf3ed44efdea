"""Days named in Norwegian text: «i dag», «i morgen», weekdays, «om tre dager», dd.mm and «14. mai»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from guidance.calendar_days import Prefer
from guidance.date_words import MONTHS, WEEKDAYS, small_number
from guidance.phrasebook import plain
from guidance.stated_days import stated_days

_TODAY = re.compile(r" (?:i ?dag|i ?kveld|i ?kvel|i ?nat|i ?aften|i ?eter?midag|i ?formidag|nu|today|tonight) | i lopet av (?:dagen|natta|naten|kvelden) ")
_TOMORROW = re.compile(r"(?<! after) (?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an|gana?)|i ?morga?e?n|i ?mor[oa]|i ?mora|tomorow|morgendagen|morgondagen) ")
_OVERMORROW = re.compile(r" (?:i ?)?overm[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an) | overimorgen | day after tomorow ")
_IN = r"(?:om|in|inen|iner|inan|within) (?:bare |berre |kun |ca |under |only |just )?"
_IN_DAYS = re.compile(r" " + _IN + r"(?:(?:et|eit|en|ein|a|de) )?(?:\w+-)?(\w+) (?:of )?(?:dager|dagar|daga|dag|days|day|dogn|dagers) ")
_DAYS_LEFT = re.compile(r" (\w+) (?:dager|dagar|daga|dag|days|day|dogn) (?:til|igjen|att|left|to go|from now) ")
_IN_HOURS = re.compile(r" " + _IN + r"(\d+) (?:timer|timar|tima|hours|t) ")
_IN_WEEKS = re.compile(r" " + _IN + r"(\w+) (?:uker|uke|veker|veke|vek|uka|weks|wek) ")
_NEXT_WEEK = re.compile(r" (?:(?:neste|til) (?:uke|uka|veke|veka)|next wek) ")
_THIS_WEEK = re.compile(r" (?:dene (?:uka|uken|veka)|i (?:uka|veka)|this wek|i helga|til helga|this wekend|for helga) ")
_DAY_MONTH = re.compile(r" (?:den |the )?(\d{1,2})(?:st|nd|rd|th|ende|nde|de|te)?[.:/ -]{0,2} ?(?:of )?(" + "|".join(MONTHS) + r")(?: (\d{4}))? ")
_MONTH_DAY = re.compile(r" (" + "|".join(MONTHS) + r") (\d{1,2})(?:st|nd|rd|th)? ")
_NUMERIC = re.compile(r"(?<![\d.§-])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d.]|,-)")
_THE_DAY = re.compile(r" (?:(?:den|dn) (\d{1,2})(?:ende|nde|de|te)?|the (\d{1,2})(?:st|nd|rd|th)) ")
_WEEKDAY = re.compile(
    r" (?:(neste|naste|nest|forige|forje|sist|siste|next|last) )?(?:("
    + "|".join(WEEKDAYS)
    + r")(?:da|day|dag|dan|dagen|dagan|dags|dax)s?|(tirs|ons|tors|fre|lor)) "
)


@dataclass(frozen=True)
class Day:
    """A day named in a text, and how it was named."""

    date: dt.date
    said: str


def _coming(month: int, day: int, today: dt.date, year: int | None = None) -> dt.date | None:
    """Return the date in `year`, else the one nearest ahead (a date up to 60 days back stays in the past)."""
    try:
        if year is not None:
            return dt.date(year + 2000 if year < 100 else year, month, day)
        found = dt.date(today.year, month, day)
    except ValueError:
        return None
    if (today - found).days > 60:
        found = dt.date(today.year + 1, month, day)
    return found


def days_in(text: str, today: dt.date, prefer: Prefer | None = None) -> list[Day]:
    """Return the days a text names; what is no date («§ 4-18», «24.500») is left alone.

    Without `prefer` they are the days to come, in no special order, read widely: the emergency lane would rather hear one too many.
    With it, past days are read too («i går», «for to uker siden»), in the order they stand; a day that can be read two ways is
    there twice, the likelier first. Spans and impossible days are told by `stated_days` only.
    """
    if prefer is not None:
        return [Day(date, day.said) for day in stated_days(text, today, prefer) if not day.span for date in day.dates]
    folded = plain(text)
    found: list[Day] = []

    def add(date: dt.date | None, said: str) -> None:
        if date is not None:
            found.append(Day(date, said.strip()))

    for match in _TODAY.finditer(folded):
        add(today, match.group())
    for match in _TOMORROW.finditer(folded):
        add(today + dt.timedelta(days=1), match.group())
    for match in _OVERMORROW.finditer(folded):
        add(today + dt.timedelta(days=2), match.group())
    for match in (*_IN_DAYS.finditer(folded), *_DAYS_LEFT.finditer(folded)):
        number = small_number(match.group(1))
        add(today + dt.timedelta(days=number) if number else None, match.group())
    for match in _IN_HOURS.finditer(folded):
        add(today + dt.timedelta(hours=min(int(match.group(1)), 24 * 365)), match.group())
    for match in _IN_WEEKS.finditer(folded):
        number = small_number(match.group(1))
        add(today + dt.timedelta(weeks=number) if number else None, match.group())
    for _ in _NEXT_WEEK.finditer(folded):
        add(today + dt.timedelta(days=7 - today.weekday()), "neste uke")
    for _ in _THIS_WEEK.finditer(folded):
        add(today + dt.timedelta(days=min(2, 6 - today.weekday())), "denne uka")
    for match in _WEEKDAY.finditer(folded):
        ahead = (WEEKDAYS[match.group(2) or match.group(3)] - today.weekday()) % 7
        if match.group(1) in ("forige", "forje", "sist", "siste", "last"):
            ahead -= 7
        elif match.group(1) and ahead == 0:
            ahead = 7
        add(today + dt.timedelta(days=ahead), match.group())
    for match in _DAY_MONTH.finditer(folded):
        add(_coming(MONTHS[match.group(2)], int(match.group(1)), today, int(match.group(3)) if match.group(3) else None), match.group())
    for match in _MONTH_DAY.finditer(folded):
        add(_coming(MONTHS[match.group(1)], int(match.group(2)), today), match.group())
    for match in _NUMERIC.finditer(text):
        add(_coming(int(match.group(2)), int(match.group(1)), today, int(match.group(3)) if match.group(3) else None), match.group())
    if not found:
        for match in _THE_DAY.finditer(folded):
            day = int(match.group(1) or match.group(2))
            month_days = [today + dt.timedelta(days=n) for n in range(32)]
            add(next((date for date in month_days if date.day == day), None), match.group())
    return found


def within(text: str, today: dt.date, days: int) -> list[Day]:
    """Return the named days from today to `days` days ahead."""
    return [day for day in days_in(text, today) if 0 <= (day.date - today).days <= days]


def happens_within(text: str, today: dt.date, days: int) -> bool:
    """Return whether what is told of happens within `days` days.

    «I dag fikk jeg brev, de kommer 20. desember»: beside a later day, today is the day of the letter.
    """
    named = days_in(text, today)
    near = [day for day in named if 0 <= (day.date - today).days <= days]
    later = any((day.date - today).days > days for day in named)
    return bool(near) and not (later and all(day.date == today for day in near))
