"""Days people tell of, past and coming: «i går», «for to uker siden», «på mandag», «den 20.», «1/6», «tjueførste november»."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

from guidance.date_words import MONTHS, WEEKDAYS, small_number
from guidance.ordinals import with_digits
from guidance.phrasebook import plain

Prefer = Literal["past", "coming"]

_DAY = dt.timedelta(days=1)
# «For noen dager siden» names no day.
_VAGUE = ("non", "nokre", "nokon", "few")
# A day named without a year is read both ways when the preferred day is farther than half a year off and the other within two months.
_FAR_DAYS, _NEAR_DAYS, _YEAR_DAYS = 183, 62, 366

_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_WEEKDAY = r"(" + "|".join(WEEKDAYS) + r")(?:da|day|dag|dan|dagen|dagan|dags|dax)s?"
_SHORT_WEEKDAY = r"(tirs|ons|tors|fre|lor)"
_LAST, _NEXT, _THIS = (
    r"(?:forige|forje|forre|fore|sist|siste|last|previous)",
    r"(?:neste|naste|nest|next|komande|komende)",
    r"(?:dene|dena|this|no|na|forstkomende|fyrstkomande)",
)
_WEEK, _MONTHWORD = r"(?:uke|uka|uken|veke|veka|wek)", r"(?:maned|maneden|manad|manaden|mnd|month)"
_AGO = r"(?:siden|sidan|sia|sida|sea|si|ago|tilbake|tebake)"
_COUNT = r"(?:(?:et|eit|en|ein|a) )?(?:ca |rundt |about )?(?:(\w+)-)?(\w+) (?:of )?"
_UNITS: dict[str, str] = {
    "days": r"(?:dager|dagar|daga|dag|dagers|dagars|days|day|dogn)",
    "weeks": r"(?:uker|uke|uka|ukers|vekers|veker|veke|vekor|vek|weks|wek)",
    "months": r"(?:maneder|maned|manader|manad|maneer|mnd|months|month)",
    "years": r"(?:ar|year|years)",
}
_FIXED = {"julaften": (12, 24), "juleaften": (12, 24), "julafta": (12, 24), "nyttårsaften": (12, 31), "nyttårsafta": (12, 31), "nyttårsdag": (1, 1)}


@dataclass(frozen=True)
class StatedDay:
    """A day, or a span of days, that a message names.

    Attributes:
        dates: likeliest first; two where it can be read two ways; none for a day that is not in the calendar. For a span («i forrige uke»):
            its first and last day.
        said: the words, folded.
        span: the words name a span and no day.
    """

    dates: tuple[dt.date, ...]
    said: str
    span: bool = False

    @property
    def impossible(self) -> bool:
        """Whether the day is not in the calendar, such as 31 February."""
        return not self.dates

    @property
    def date(self) -> dt.date | None:
        """The day where it can be read one way only, else None."""
        return self.dates[0] if len(self.dates) == 1 and not self.span else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_back(day: dt.date, months: int) -> dt.date | None:
    count = day.year * 12 + day.month - 1 - months
    year, month = count // 12, count % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1])) if 1 <= year <= 9999 else None


def _yearless(month: int, day: int, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the day in the year that fits, with the other year behind it when that is the nearer by far; none for no such day."""
    found = [date for year in range(today.year - 8, today.year + 9) if (date := _date(year, month, day))]
    past, coming = [date for date in found if date <= today], [date for date in found if date >= today]
    if not past or not coming:
        return ()
    first, other = (past[-1], coming[0]) if prefer == "past" else (coming[0], past[-1])
    if abs((first - today).days) > _YEAR_DAYS:  # 29 February of another year is hardly meant
        return ()
    doubtful = abs((first - today).days) > _FAR_DAYS and abs((other - today).days) <= _NEAR_DAYS
    return (first, other) if doubtful and first != other else (first,)


def _full_year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _dated(day: str, month: int, year: str | None, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    if year:
        date = _date(_full_year(year), month, int(day))
        return (date,) if date else ()
    return _yearless(month, int(day), today, prefer)


def _numeric(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...] | None:
    """Return the readings of «1/6»; day before month, and «12/25» the other way where only that fits; None for what is no date."""
    day, month = int(match[1]), int(match[2])
    if not 1 <= day <= 31 or not 1 <= month <= 31 or (month > 12 and day > 12):
        return None
    return _dated(match[1], month, match[3], today, prefer) if month <= 12 else _dated(match[2], day, match[3], today, prefer)


def _numbered_day(number: int, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the nearest day with that number; none when no month has it."""
    if not 1 <= number <= 31:
        return ()
    step = -_DAY if prefer == "past" else _DAY
    date = today
    while date.day != number:
        date += step
    return (date,)


def _weekday(word: str, how: str | None, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the readings of a weekday; «forrige» and «neste» may mean the nearest one or the one of the week beside."""
    number = WEEKDAYS[word]
    ahead = (number - today.weekday()) % 7
    monday = today - today.weekday() * _DAY
    last, coming = today - ((today.weekday() - number) % 7 or 7) * _DAY, today + (ahead or 7) * _DAY
    if how and re.fullmatch(_LAST, how):
        week_before = monday + (number - 7) * _DAY
        return (last,) if last == week_before or how.startswith("sist") else (last, week_before)
    if how and re.fullmatch(_NEXT, how):
        week_after = monday + (number + 7) * _DAY
        return (coming,) if coming == week_after else (coming, week_after)
    if ahead == 0:
        return (today, last) if prefer == "past" else (today, coming)
    return (last,) if prefer == "past" and not how else (coming,)


def _week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    monday = day - day.weekday() * _DAY
    return monday, monday + 6 * _DAY


def _month_of(day: dt.date | None) -> tuple[dt.date, ...]:
    return (day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])) if day else ()


def _counted(unit: str, sign: int, match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...] | None:
    found: list[dt.date] = []
    for word in dict.fromkeys(match.groups()):
        if word is None:
            continue
        number = None if word in _VAGUE else small_number(word)
        if number is None or number > 9999:
            return None
        if unit in ("days", "weeks"):
            moved = today.toordinal() + sign * number * (7 if unit == "weeks" else 1)
            found += [dt.date.fromordinal(moved)] if 1 <= moved <= dt.date.max.toordinal() else []
        else:
            date = _month_back(today, -sign * number * (12 if unit == "years" else 1))
            found += [date] if date else []
    return tuple(found)


def _weekday_weeks_ago(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...] | None:
    number = small_number(match["weeks"])
    if number is None or number > 999 or match["weeks"] in _VAGUE or today.toordinal() <= 7 * (number + 1):
        return None
    return (_week_of(today - number * 7 * _DAY)[0] + WEEKDAYS[match[1] or match[2]] * _DAY,)


def _weekend(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    saturday = today - (today.weekday() - 5) % 7 * _DAY
    return saturday, saturday + _DAY


_Read = Callable[["re.Match[str]", dt.date, Prefer], "tuple[dt.date, ...] | None"]


def _fixed(month: int, day: int, match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    return _yearless(month, day, today, prefer)


def _relative_week(match: re.Match[str], today: dt.date) -> dt.date:
    how = match["how"]
    return today + (7 if re.fullmatch(_NEXT, how) else -7 if re.fullmatch(_LAST, how) else 0) * _DAY


def _relative_month(match: re.Match[str], today: dt.date) -> dt.date | None:
    how = match["how"]
    return _month_back(today.replace(day=1), -1 if re.fullmatch(_NEXT, how) else 1 if re.fullmatch(_LAST, how) else 0)


def _day_in_month(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    month = _relative_month(match, today)
    date = _date(month.year, month.month, int(match["day"])) if month else None
    return (date,) if date else ()


def _year_said(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    date = _date(today.year - (match[3] == "fjor"), MONTHS[match[2]], int(match[1]))
    return (date,) if date else ()


def _week_number(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...] | None:
    number = int(match[1])
    weeks = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            weeks.append(dt.date.fromisocalendar(year, number, 1))
        except ValueError:
            continue
    fitting = [monday for monday in weeks if (monday <= today if prefer == "past" else monday + 6 * _DAY >= today)]
    if not fitting:
        return None
    return _week_of(fitting[-1] if prefer == "past" else fitting[0])


def _of_month(match: re.Match[str], today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    if match[2]:
        return _month_of(_date(int(match[2]), MONTHS[match[1]], 1))
    months = [dt.date(year, MONTHS[match[1]], 1) for year in (today.year - 1, today.year, today.year + 1)]
    past = [month for month in months if month <= today]
    return _month_of(past[-1] if prefer == "past" else next(month for month in months if _month_of(month)[1] >= today))


def _patterns() -> Iterator[tuple[str, _Read, bool]]:
    """Yield (pattern over plain text, how it is read, whether it names a span); what is longer goes first and takes its words."""
    how = rf"(?P<how>{_LAST}|{_NEXT}|{_THIS})"
    weekday = rf"(?:{_WEEKDAY}|{_SHORT_WEEKDAY})"
    beside = rf"(?:(?:{'|'.join(WEEKDAYS)})(?:dag|da|day) )?"  # «mandag den 9. november» is one day
    yield r" (\d{4})-(\d{2})-(\d{2}) ", lambda m, t, p: (date,) if (date := _date(int(m[1]), int(m[2]), int(m[3]))) else (), False
    yield r" (\d{4})/(\d{1,2})/(\d{1,2}) ", lambda m, t, p: (date,) if (date := _date(int(m[1]), int(m[2]), int(m[3]))) else (), False
    yield r" (\d{1,2})-(\d{1,2})-(\d{4}) ", _numeric, False
    yield (
        rf"(?<![§\d])(?<! kl)(?<! klok[ae])(?<! kloken)(?<! fase) {beside}(?:den )?(?!24/7)(\d{{1,2}})[./] ?(\d{{1,2}})(?:[./-] ?(\d{{4}}|\d{{2}}))?(?! av) ",
        _numeric,
        False,
    )
    yield rf" {beside}(?:den )?(\d{{1,2}})[. ]*{_MONTH} i (fjor|ar) ", _year_said, False
    yield (
        rf" {beside}(?:den |the |d )?(\d{{1,2}})(?:st|nd|rd|th|ende|nde|de|te)?[.:/ -]{{0,2}} ?(?:of )?{_MONTH}(?:[ .]+(\d{{4}}|\d{{2}}(?= $)))? ",
        lambda m, t, p: _dated(m[1], MONTHS[m[2]], m[3], t, p),
        False,
    )
    yield rf" {_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?: (\d{{4}}))? ", lambda m, t, p: _dated(m[2], MONTHS[m[1]], m[3], t, p), False
    yield r" (?:den )?(\d{1,2}) (?:ds|denes) ", lambda m, t, p: (date,) if (date := _date(t.year, t.month, int(m[1]))) else (), False
    yield rf" {weekday} (?:for )?(?:(?:et|eit|en|ein) )?(?P<weeks>\w+) {_UNITS['weeks']} {_AGO} ", _weekday_weeks_ago, False
    yield rf" (?:den )?(?P<day>\d{{1,2}}) (?:i |in )?(?:den )?{how} {_MONTHWORD} ", _day_in_month, False
    yield (
        rf" {weekday} (?:i |in )?(?:den )?{how} {_WEEK} ",
        lambda m, t, p: (_week_of(_relative_week(m, t))[0] + WEEKDAYS[m[1] or m[2]] * _DAY,),
        False,
    )
    for unit, words in _UNITS.items():
        yield rf" (?:for |fr )?{_COUNT}{words} (?:tid )?{_AGO} ", partial(_counted, unit, -1), False
        yield rf" (?:om|in|inen|iner|inan|within) {_COUNT}{words} ", partial(_counted, unit, 1), False
    yield r" (?:i ?)?(?:forgars|forgas|fore gars|forgar|forigar|fyrigar|fore ?gar)(?: kveld)? | day before yesterday ", lambda m, t, p: (t - 2 * _DAY,), False
    yield r" (?:i ?gar|i ?gor|i ?gaar|igar|yesterday|gardagen)(?: kveld| morges| morgen| etermidag)? ", lambda m, t, p: (t - _DAY,), False
    yield r" (?:(?:i ?)?overm[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)|overimorgen|day after tomorow) ", lambda m, t, p: (t + 2 * _DAY,), False
    yield r" (?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)(?: tidlig| kveld)?|tomorow|morgendagen|morgondagen) ", lambda m, t, p: (t + _DAY,), False
    yield (
        r" (?:i ?dag|i ?kveld|i ?morges|i ?morgest|i ?formidag|i ?etermidag|i ?aften|i ?stad|na netop|today|this morning|tonight) ",
        lambda m, t, p: (t,),
        False,
    )
    yield (
        rf" {beside}(?:den|dn|d) (\d{{1,2}})(?:ende|nde|de|te)?(?! (?:ar|aring|gang|etasje|sist|\w{{3,}}en) )(?= )",
        lambda m, t, p: _numbered_day(int(m[1]), t, p),
        False,
    )
    yield r" the (\d{1,2})(?:st|nd|rd|th) ", lambda m, t, p: _numbered_day(int(m[1]), t, p), False
    yield r"^ (\d{1,2})(?:ende|nde|de|te)? $", lambda m, t, p: _numbered_day(int(m[1]), t, p), False
    yield (
        rf" (?:(?:pa |i |nu |na |no )?(?P<how>{_LAST}|{_NEXT}|{_THIS}) )?{weekday} ",
        lambda m, t, p: _weekday(m[2] or m[3], m["how"], t, p),
        False,
    )
    for name, (month, day) in _FIXED.items():
        yield rf" {plain(name).strip()} ", partial(_fixed, month, day), False
    yield rf" (?:i |in )?(?:den )?{how} {_WEEK} ", lambda m, t, p: _week_of(_relative_week(m, t)), True
    yield rf" (?:i |in )?(?:den )?{how} {_MONTHWORD} ", lambda m, t, p: _month_of(_relative_month(m, t)), True
    yield r" (?:uke|veke|week|wek) (?:nr |numer )?(\d{1,2}) ", _week_number, True
    yield r" (?:i |pa |sist |siste |forige |fore |last )(?:helg|helga|helgen|helgi|wekend) ", _weekend, True
    yield rf" (?:i |in )(?:begynelsen av |byrjinga av |slutten av |midten av )?{_MONTH}(?: (\d{{4}}))? ", _of_month, True


_PATTERNS = tuple((re.compile(pattern), read, span) for pattern, read, span in _patterns())


def stated_days(text: str, today: dt.date, prefer: Prefer = "past") -> tuple[StatedDay, ...]:
    """Return the days a message names, in the order they stand.

    Args:
        text: the message; an answer such as «20.» counts as a day, and so does «den 20.» in a sentence.
        today: the date in Oslo.
        prefer: which day is meant by «på mandag», «14. mai» and «den 20.»: the last one or the next one.
    """
    folded = plain(with_digits(text))
    found: list[tuple[int, StatedDay]] = []
    for pattern, read, span in _PATTERNS:
        place = 0
        while match := pattern.search(folded, place):
            dates = read(match, today, prefer)
            place = max(match.end() - 1, match.start() + 1)
            if dates is None:
                continue
            found.append((match.start(), StatedDay(dates, match.group().strip(), span)))
            # What has been read is taken out, so that «mandag i forrige uke» is not read as «forrige uke» too.
            folded = folded[: match.start()] + " " + "¤" * (match.end() - match.start() - 2) + " " + folded[match.end() :]
    return tuple(day for _, day in sorted(found, key=lambda pair: pair[0]))
