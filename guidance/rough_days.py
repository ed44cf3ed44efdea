"""Days that are told roughly, when a day to begin is asked for: «i desember», «midten av neste måned», «den 12. i hver måned»."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from guidance.date_words import MONTHS, NEXT
from guidance.payment_plan import month_after
from guidance.phrasebook import plain

# «Etter jul» and «you may» name no month.
_MONTH = "|".join(sorted(set(MONTHS) - {"jul", "may", "mar"}, key=len, reverse=True))
_MONTHLY = r"(?:maned\w*|manad\w*|manen|mnd|month)"
_PART = r"(?P<part>begyn\w*|byrj\w*|start\w*|forst\w*|fyrst\w*|mid\w*|slut\w*|end|sist\w*|beginning) (?:av|i|pa|of) (?:the )?"
_OF_A_MONTH = re.compile(rf" (?:{_PART})?(?:(?P<name>{_MONTH})|(?:(?P<next>{NEXT}) )?(?P<one>{_MONTHLY})) ")
_EACH_MONTH = re.compile(rf" (?:den |d )?(?P<day>\d{{1,2}})(?:de|e|th)? (?:i |av |of )?(?:hver|kvar|each|every) {_MONTHLY} ")
_NEW_YEAR = re.compile(r" (?:eter|over|after|pa) (?:nytar\w*|nyar\w*|new year\w*) ")
_NEXT_WEEK = re.compile(rf" (?:(?:{NEXT}) (?:uke\w*|veke\w*|vek\w*|week)|til uka|til veka) ")


def rough_day(text: str, today: dt.date) -> dt.date | None:
    """Return the coming day that is meant, or None: the 1st of a month that is named, its 15th for the middle, its last for the end."""
    heard = plain(text)
    each = _EACH_MONTH.search(heard)
    if each and 1 <= int(each["day"]) <= 31:
        return _next_such_day(int(each["day"]), today)
    if _NEW_YEAR.search(heard):
        return dt.date(today.year + 1, 1, 2)
    if _NEXT_WEEK.search(heard):
        return today + dt.timedelta(days=7 - today.weekday())
    told = _OF_A_MONTH.search(heard)
    if told is None or (told["name"] is None and told["next"] is None and told["part"] is None):
        return None
    first = _first_of(told, today)
    part = told["part"] or ""
    if part.startswith("mid"):
        return first.replace(day=15) if first.replace(day=15) > today else None
    if part.startswith(("slut", "end", "sist")):
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first if first > today else None


def _first_of(told: re.Match[str], today: dt.date) -> dt.date:
    this = today.replace(day=1)
    if told["name"] is None:
        return month_after(this, 1) if told["next"] else this
    month = MONTHS[told["name"]]
    return dt.date(today.year + (month < today.month), month, 1)


def _next_such_day(day: int, today: dt.date) -> dt.date:
    month = today.replace(day=1)
    while True:
        date = month.replace(day=min(day, calendar.monthrange(month.year, month.month)[1]))
        if date > today:
            return date
        month = month_after(month, 1)
