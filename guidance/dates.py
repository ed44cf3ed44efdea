"""Days named in Norwegian text: «i dag», «i morgen», weekdays, «om tre dager», dd.mm and «14. mai»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from guidance.phrasebook import plain

_WEEKDAYS = {
    "mandag": 0, "man": 0, "mandan": 0, "monday": 0,
    "tirsdag": 1, "tysdag": 1, "tirsdan": 1, "tuesday": 1,
    "onsdag": 2, "wednesday": 2,
    "torsdag": 3, "thursday": 3,
    "fredag": 4, "friday": 4,
    "lordag": 5, "laurdag": 5, "saturday": 5,
    "sondag": 6, "sundag": 6, "sunday": 6,
}  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan", "january"), ("februar", "feb", "february"), ("mars", "mar", "march"),
            ("april", "apr"), ("mai", "may"), ("juni", "jun", "june"), ("juli", "jul", "july"),
            ("august", "aug"), ("september", "sep", "sept"), ("oktober", "okt", "october"),
            ("november", "nov"), ("desember", "des", "december"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_NUMBERS = {
    "en": 1,
    "ein": 1,
    "ei": 1,
    "one": 1,
    "to": 2,
    "two": 2,
    "tre": 3,
    "three": 3,
    "fire": 4,
    "four": 4,
    "fem": 5,
    "five": 5,
    "seks": 6,
    "six": 6,
    "sju": 7,
    "syv": 7,
    "seven": 7,
    "ti": 10,
    "ten": 10,
}
_TODAY = re.compile(r" (?:i ?dag|idag|i ?kveld|i ?natt|i ?ettermidag|i ?etermidag|nu|today|tonight|i ?formidag|no i dag) ")
_TOMORROW = re.compile(r" (?:i ?m[oå]?rgen|i ?morg[ao]n|imorra|i ?mora|i ?mor[oa]|i ?morg[ao]|i ?maro|i ?mara|tomorow|morgendagen) ")
_OVERMORROW = re.compile(r" (?:i )?overmorg[eao]n? | overimorgen ")
_IN_DAYS = re.compile(r" (?:om|in|inen|iner|inan) (?:bare |berre |kun )?(\w+) (?:dager|dagar|daga|dag|days|day|dogn) ")
_IN_WEEKS = re.compile(r" (?:om|in) (?:bare |berre )?(\w+) (?:uker|uke|veker|veke|vek|uka|weks|wek) ")
_DAY_MONTH = re.compile(r" (?:den )?(\d{1,2})[.:/ -]{0,2} ?(" + "|".join(_MONTHS) + r")(?: (\d{4}))? ")
_MONTH_DAY = re.compile(r" (" + "|".join(_MONTHS) + r") (\d{1,2})(?:st|nd|rd|th)? ")
_NUMERIC = re.compile(r"(?<![\d.§-])(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?![\d.]|,-)")
_THE_DAY = re.compile(r" (?:den|dn) (\d{1,2}) ")
_WEEKDAY = re.compile(r" (?:(neste|naste|nest|forige|forje|sist|siste|next|last) )?(" + "|".join(_WEEKDAYS) + r")(?:en|n|s)? ")


@dataclass(frozen=True)
class Day:
    """A day named in a text, and how it was named."""

    date: dt.date
    said: str


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word)


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


def days_in(text: str, today: dt.date) -> list[Day]:
    """Return the days a text names, in no special order; what is no date («§ 4-18», «24.500») is left alone."""
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
    for match, days in ((m, 1) for m in _IN_DAYS.finditer(folded)):
        number = _number(match.group(1))
        add(today + dt.timedelta(days=number * days) if number else None, match.group())
    for match in _IN_WEEKS.finditer(folded):
        number = _number(match.group(1))
        add(today + dt.timedelta(weeks=number) if number else None, match.group())
    for match in _WEEKDAY.finditer(folded):
        ahead = (_WEEKDAYS[match.group(2)] - today.weekday()) % 7
        if match.group(1) in ("forige", "forje", "sist", "siste", "last"):
            ahead -= 7
        elif match.group(2) == "man" and match.group(1) is None:
            continue  # «man» is a pronoun
        elif match.group(1) and ahead == 0:
            ahead = 7
        add(today + dt.timedelta(days=ahead), match.group())
    for match in _DAY_MONTH.finditer(folded):
        add(_coming(_MONTHS[match.group(2)], int(match.group(1)), today, int(match.group(3)) if match.group(3) else None), match.group())
    for match in _MONTH_DAY.finditer(folded):
        add(_coming(_MONTHS[match.group(1)], int(match.group(2)), today), match.group())
    for match in _NUMERIC.finditer(text):
        add(_coming(int(match.group(2)), int(match.group(1)), today, int(match.group(3)) if match.group(3) else None), match.group())
    if not found:
        for match in _THE_DAY.finditer(folded):
            day = int(match.group(1))
            month_days = [today + dt.timedelta(days=n) for n in range(32)]
            add(next((date for date in month_days if date.day == day), None), match.group())
    return found


def within(text: str, today: dt.date, days: int) -> list[Day]:
    """Return the named days from today to `days` days ahead."""
    return [day for day in days_in(text, today) if 0 <= (day.date - today).days <= days]
