"""How a matched pattern of a day is read; the groups are named in guidance/day_patterns.py.

Each takes (match, today, prefer) and returns the readings, likeliest first: none for a day in no calendar, None for what names no day after all.
"""

from __future__ import annotations

import datetime as dt
import re

from guidance import calendar_days as cal
from guidance.calendar_days import DAY, Prefer, Which
from guidance.date_words import LAST, MONTH_NAMES, NEXT, SHORT_WEEKDAYS, WEEKDAY_NAMES

Dates = tuple[dt.date, ...]
Match = re.Match[str]


def _which(word: str | None) -> Which | None:
    if word is None:
        return None
    return "last" if re.fullmatch(LAST, word) else "next" if re.fullmatch(NEXT, word) else "this"


def weekday_number(word: str) -> int:
    """Return 0 to 6 for a weekday's name or short name."""
    return WEEKDAY_NAMES.index(word) if word in WEEKDAY_NAMES else SHORT_WEEKDAYS[word]


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _with_weekday(match: Match, dates: Dates, others: Dates) -> Dates:
    word = _group(match, "beside") or _group(match, "behind")
    return cal.agreeing(dates, others, weekday_number(word)) if word else dates


def _calendar_day(match: Match, day: int, month: int, year: str | None, today: dt.date, prefer: Prefer) -> Dates:
    """Return the readings of day and month, with or without a year or a weekday."""
    if year:
        date = cal.date_of(int(year) + 2000 if len(year) == 2 else int(year), month, day)
        return _with_weekday(match, (date,) if date else (), ())
    return _with_weekday(match, cal.yearless(month, day, today, prefer), cal.beside(month, day, today))


def named_month(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «14. mai 2026»."""
    return _calendar_day(match, int(match["day"]), MONTH_NAMES.index(match["month"]) + 1, _group(match, "year"), today, prefer)


def days(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return both days of «10.-12. november» and «10. eller 11. november»; none where one is in no calendar."""
    last = named_month(match, today, prefer)
    first = cal.date_of(last[0].year, last[0].month, int(_group(match, "first") or match["low"])) if last else None
    return (first, last[0]) if first else ()


def numeric(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Return the readings of «1/6»; day before month, and «12/25» the other way where only that fits; None for what is no date."""
    day, month = int(match["day"]), int(match["number"])
    if not 1 <= day <= 31 or not 1 <= month <= 31 or (month > 12 and day > 12):
        return None
    day, month = (day, month) if month <= 12 else (month, day)
    return _calendar_day(match, day, month, _group(match, "year"), today, prefer)


def whole(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read a date with its year in full; one that is in no calendar has no readings."""
    date = cal.date_of(int(match["year"]), int(match["number"]), int(match["day"]))
    return (date,) if date else ()


def whole_if_real(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Read eight or six digits; what is no date in the calendar is no date at all."""
    return _calendar_day(match, int(match["day"]), int(match["number"]), match["year"], today, prefer) or None


def numbered(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «den 20.»."""
    return _with_weekday(match, cal.numbered_day(int(match["day"]), today, prefer), ())


def counted(sign: int, match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Read «for to uker siden» (`sign` -1) and «om to-tre dager» (`sign` 1); half a week may be three days or four."""
    found: list[dt.date] = []
    for number in (match["low"], match["n"]):
        if number is None:
            continue
        whole, half = int(number.rstrip("½")), number.endswith("½")
        if match["unit"] in ("maned", "ar"):
            months = whole * (12 if match["unit"] == "ar" else 1) + (6 if half and match["unit"] == "ar" else 0)
            date = cal.month_on(today, sign * months)
            found += [moved] if date and (moved := cal.moved(date, sign * 15 * (half and match["unit"] == "maned"))) else []
            continue
        days = whole * 7 if match["unit"] == "uke" else whole // 24 if match["unit"] == "time" else whole
        choices = (days + 3, days + 4) if half and match["unit"] == "uke" else (days, days + 1) if half else (days + int(match["more"] or 0),)
        found += [date for choice in choices if (date := cal.moved(today, sign * choice))]
    return tuple(dict.fromkeys(found))


def weekday(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «på mandag», «sist fredag», «torsdag som kommer»."""
    how = match["how"]
    which = _which(how)
    if behind := _group(match, "tail"):
        which = "last" if behind in ("var", "gik", "gjek", "was") else "this"
    return cal.weekday_of(weekday_number(match["weekday"]), which, bool(behind or (how and how.startswith("sist"))), today, prefer)


def weekday_weeks_ago(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Read «fredag for to uker siden»: in the week so far back."""
    if today.toordinal() <= 7 * (int(match["n"]) + 1):
        return None
    return (cal.week_of(today - int(match["n"]) * 7 * DAY)[0] + weekday_number(match["weekday"]) * DAY,)


def weekday_weeks_on(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Return the readings of «mandag om ei veke»: so many weeks after the coming one, or in the week so far ahead."""
    number = weekday_number(match["weekday"])
    weeks = int(_group(match, "n") or 1)
    later = cal.moved(today, (number - today.weekday()) % 7 + 7 * weeks)
    in_week = cal.moved(cal.week_of(today)[0], 7 * weeks + number)
    return tuple(dict.fromkeys(date for date in (later, in_week) if date)) or None


def near(days: int, match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «i går», «i overmorgen»: so many days on."""
    date = cal.moved(today, days)
    return (date,) if date else ()


def near_and_weeks(days: int, sign: int, match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «i morgen om en uke», «i går for to uker siden»."""
    return near(days + sign * 7 * int(match["n"]), match, today, prefer)


def week(match: Match, today: dt.date) -> dt.date:
    """Return a day of the week that «forrige», «denne» or «neste» tells of."""
    return today + {"next": 7, "last": -7, "this": 0}[_which(match["how"]) or "this"] * DAY


def named_or_told_month(match: Match, today: dt.date, prefer: Prefer) -> dt.date | None:
    """Return the first day of the month that is named, or told by «neste», «forrige»."""
    if name := _group(match, "month"):
        number = MONTH_NAMES.index(name) + 1
        if year := _group(match, "year"):
            return cal.date_of(int(year), number, 1)
        months = [dt.date(year, number, 1) for year in range(max(today.year - 1, 1), min(today.year + 1, 9999) + 1)]
        fitting = [month for month in months if (month <= today if prefer == "past" else cal.month_of(month)[1] >= today)]
        return (fitting[-1] if prefer == "past" else fitting[0]) if fitting else None
    return cal.month_on(today.replace(day=1), {"next": 1, "last": -1, "this": 0}[_which(match["how"]) or "this"])


def weekday_in_week(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «mandag i neste uke»."""
    return (cal.week_of(week(match, today))[0] + weekday_number(match["weekday"]) * DAY,)


def weekday_in_numbered_week(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Read «fredag i uke 50»."""
    week = cal.numbered_week(int(match["n"]), today, prefer)
    return (week[0] + weekday_number(match["weekday"]) * DAY,) if week else None


def day_in_month(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «den 15. i forrige måned»."""
    month = named_or_told_month(match, today, prefer)
    date = cal.date_of(month.year, month.month, int(match["day"])) if month else None
    return (date,) if date else ()


def weekday_in_month(match: Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Read «siste fredag i november»."""
    nth = -1 if match["nth"].startswith(("sist", "last")) else int(match["nth"][0])
    number = weekday_number(match["weekday"])
    if _group(match, "month") and not _group(match, "year"):
        month = MONTH_NAMES.index(match["month"]) + 1
        years = range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)
        days = [date for year in years if (date := cal.weekday_in_month(number, nth, dt.date(year, month, 1)))]
        return cal.nearest(days, today, prefer)
    date = cal.weekday_in_month(number, nth, named_or_told_month(match, today, prefer))
    return (date,) if date else ()


def advent(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return the nth Sunday in Advent; the fourth is the last before 25 December."""
    years = range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)
    fourths = [cal.week_of(dt.date(year, 12, 24) + DAY)[0] - DAY for year in years]
    return cal.nearest((fourth - (4 - int(match["nth"])) * 7 * DAY for fourth in fourths), today, prefer)


def week_in_month(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return the seven days: the first week is the 1st to the 7th, the last one ends with the month."""
    first, last = cal.month_of(named_or_told_month(match, today, prefer))
    if not match["nth"][0].isdigit():
        return last - 6 * DAY, last
    begin = first + 7 * (int(match["nth"][0]) - 1) * DAY
    return begin, begin + 6 * DAY


def last_of_month(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «siste dag i november»."""
    if _group(match, "month") and not _group(match, "year"):
        number = MONTH_NAMES.index(match["month"]) + 1
        return cal.nearest((cal.month_of(dt.date(year, number, 1))[1] for year in range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)), today, prefer)
    return cal.month_of(named_or_told_month(match, today, prefer))[-1:]


def year_said(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «5. november i fjor»."""
    date = cal.date_of(today.year - (match["said"] == "fjor") + (match["said"] == "neste ar"), MONTH_NAMES.index(match["month"]) + 1, int(match["day"]))
    return (date,) if date else ()


def weekend(match: Match, today: dt.date, prefer: Prefer) -> Dates:
    """Read «i helga», «neste helg»: Saturday and Sunday."""
    which = _which(_group(match, "how"))
    saturday = today - (today.weekday() - 5) % 7 * DAY if which == "last" or (prefer == "past" and which is None) else cal.week_of(today)[0] + 5 * DAY
    saturday += 7 * DAY * (which == "next")
    return saturday, saturday + DAY
