"""Patterns of days over text in one spelling (`spelled`), and how each is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from guidance import calendar_days as cal
from guidance.calendar_days import DAY, Prefer, Which
from guidance.date_words import MONTH_NAMES, WEEKDAY_NAMES
from guidance.feast_days import feast_day, feasts, names
from guidance.loader import load_knowledge

Dates = tuple[dt.date, ...]
_Match = re.Match[str]
_Read = Callable[[_Match, dt.date, Prefer], "Dates | None"]


@dataclass(frozen=True)
class DayPattern:
    """A pattern, how a match is read (no dates: a day in no calendar; None: no day), and whether it names a span."""

    pattern: re.Pattern[str]
    read: _Read
    span: bool = False


MONTH, WEEKDAY = "(?P<month>" + "|".join(MONTH_NAMES) + ")", "(?P<weekday>" + "|".join(WEEKDAY_NAMES) + ")"
_SHORT = {"man": 0, "mon": 0, "tir": 1, "tirs": 1, "tue": 1, "tues": 1, "tys": 1, "ons": 2, "ond": 2, "wed": 2, "tor": 3, "tors": 3, "thu": 3, "thur": 3,
          "thurs": 3, "fre": 4, "fri": 4, "lor": 5, "lau": 5, "sat": 5, "son": 6, "sun": 6}  # fmt: skip
_LAST = r"forige|forje|forigje|forre|fore|sist|siste|sistlidne|sistleden|last|previous|pasert|past"
_NEXT = r"neste|naste|nest|next|komande|komende|kommande|nestkomende|folgende"
_THIS = r"na pa|no pa|nu pa|dene|dena|dene her|this|this coming|coming|no|nu|na|forstkomende|fyrstkomande|forstkomande|nermeste|narmeste|narmaste|inevarende"
HOW = rf"(?P<how>{_LAST}|{_NEXT}|{_THIS})"
_AGO = r"(?:siden|sidan|sia|sida|sea|si|sian|sean|sen|sidn|sia da|ago|tilbake|tebake|atende|18ord|back|earlier|bak)"
_SUFFIX = r"(?:ord|st|nd|rd|th|ende|nde|ande|de|te|dje|je|ste|re)?"
_DAY, _YEAR = rf"(?P<day>\d{{1,2}}){_SUFFIX}", r"(?P<year>\d{4}|\d{2}(?= $))"
_THE = r"(?:(?:den|the|d|dn|on the) )?"
# «mandag den 9. november», «fre. 4. des»
_BESIDE = rf"(?:(?P<beside>{'|'.join(WEEKDAY_NAMES)}|(?:{'|'.join(_SHORT)})(?=[. ]*(?:den |the )?\d)) ?)?{_THE}"
_BEHIND = rf"(?: (?:som er |er |pa |det er )?(?:(?:en|ein|a) )?(?P<behind>{'|'.join(WEEKDAY_NAMES)})(?= $))?"
_NO_TIME = r"(?<![§\d])(?<! kl)(?<! klok[ae])(?<! kloken)(?<! fase)(?<! grad)"
_COUNT = r"(?:(?P<low>\d{1,5})-)?(?P<n>\d{1,5}½?) (?P<unit>dag|uke|maned|ar|time)(?: og (?P<more>\d) dag)?(?: tid)?"
_STOPS = r"(?= (?:$|i |dene |forige |fore |neste |og |men |fik |fek |kom |komer |kjem |var |klok|kl |tror |trur |sa |skal |da |om |at |pa |tidlig |kveld |morgen |and |or |eler |fra |til |tro |i think ))"


def _which(word: str | None) -> Which | None:
    if word is None:
        return None
    return "last" if re.fullmatch(_LAST, word) else "next" if re.fullmatch(_NEXT, word) else "this"


def _weekday_number(word: str) -> int:
    return WEEKDAY_NAMES.index(word) if word in WEEKDAY_NAMES else _SHORT[word]


def _group(match: _Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _with_weekday(match: _Match, dates: Dates, others: Dates) -> Dates:
    word = _group(match, "beside") or _group(match, "behind")
    return cal.agreeing(dates, others, _weekday_number(word)) if word else dates


def _calendar_day(match: _Match, day: int, month: int, year: str | None, today: dt.date, prefer: Prefer) -> Dates:
    """Return the readings of day and month, with or without a year or a weekday."""
    if year:
        date = cal.date_of(int(year) + 2000 if len(year) == 2 else int(year), month, day)
        return _with_weekday(match, (date,) if date else (), ())
    return _with_weekday(match, cal.yearless(month, day, today, prefer), cal.beside(month, day, today))


def _named_month(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    return _calendar_day(match, int(match["day"]), MONTH_NAMES.index(match["month"]) + 1, _group(match, "year"), today, prefer)


def _days(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return both days of «10.-12. november» and «10. eller 11. november»; none where one is in no calendar."""
    last = _named_month(match, today, prefer)
    first = cal.date_of(last[0].year, last[0].month, int(_group(match, "first") or match["low"])) if last else None
    return (first, last[0]) if first else ()


def _numeric(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Return the readings of «1/6»; day before month, and «12/25» the other way where only that fits; None for what is no date."""
    day, month = int(match["day"]), int(match["number"])
    if not 1 <= day <= 31 or not 1 <= month <= 31 or (month > 12 and day > 12):
        return None
    day, month = (day, month) if month <= 12 else (month, day)
    return _calendar_day(match, day, month, _group(match, "year"), today, prefer)


def _whole(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    date = cal.date_of(int(match["year"]), int(match["number"]), int(match["day"]))
    return (date,) if date else ()


def _whole_if_real(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    return _calendar_day(match, int(match["day"]), int(match["number"]), match["year"], today, prefer) or None


def _numbered(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    return _with_weekday(match, cal.numbered_day(int(match["day"]), today, prefer), ())


def _counted(sign: int, match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
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


def _weekday(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    how = match["how"]
    which = _which(how)
    if behind := _group(match, "tail"):
        which = "last" if behind in ("var", "gik", "gjek", "was") else "this"
    return cal.weekday_of(_weekday_number(match["weekday"]), which, bool(behind or (how and how.startswith("sist"))), today, prefer)


def _weekday_weeks_ago(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    if today.toordinal() <= 7 * (int(match["n"]) + 1):
        return None
    return (cal.week_of(today - int(match["n"]) * 7 * DAY)[0] + _weekday_number(match["weekday"]) * DAY,)


def _weekday_weeks_on(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    """Return the readings of «mandag om ei veke»: so many weeks after the coming one, or in the week so far ahead."""
    number = _weekday_number(match["weekday"])
    weeks = int(_group(match, "n") or 1)
    later = cal.moved(today, (number - today.weekday()) % 7 + 7 * weeks)
    in_week = cal.moved(cal.week_of(today)[0], 7 * weeks + number)
    return tuple(dict.fromkeys(date for date in (later, in_week) if date)) or None


def _near(days: int, match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    date = cal.moved(today, days)
    return (date,) if date else ()


def _near_and_weeks(days: int, sign: int, match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    return _near(days + sign * 7 * int(match["n"]), match, today, prefer)


def _week(match: _Match, today: dt.date) -> dt.date:
    return today + {"next": 7, "last": -7, "this": 0}[_which(match["how"]) or "this"] * DAY


def _month(match: _Match, today: dt.date, prefer: Prefer) -> dt.date | None:
    """Return the first day of the month that is named, or told by «neste», «forrige»."""
    if name := _group(match, "month"):
        number = MONTH_NAMES.index(name) + 1
        if year := _group(match, "year"):
            return cal.date_of(int(year), number, 1)
        months = [dt.date(year, number, 1) for year in range(max(today.year - 1, 1), min(today.year + 1, 9999) + 1)]
        fitting = [month for month in months if (month <= today if prefer == "past" else cal.month_of(month)[1] >= today)]
        return (fitting[-1] if prefer == "past" else fitting[0]) if fitting else None
    return cal.month_on(today.replace(day=1), {"next": 1, "last": -1, "this": 0}[_which(match["how"]) or "this"])


def _weekday_in_week(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    return (cal.week_of(_week(match, today))[0] + _weekday_number(match["weekday"]) * DAY,)


def _weekday_in_numbered_week(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    week = cal.numbered_week(int(match["n"]), today, prefer)
    return (week[0] + _weekday_number(match["weekday"]) * DAY,) if week else None


def _day_in_month(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    month = _month(match, today, prefer)
    date = cal.date_of(month.year, month.month, int(match["day"])) if month else None
    return (date,) if date else ()


def _weekday_in_month(match: _Match, today: dt.date, prefer: Prefer) -> Dates | None:
    nth = -1 if match["nth"].startswith(("sist", "last")) else int(match["nth"][0])
    number = _weekday_number(match["weekday"])
    if _group(match, "month") and not _group(match, "year"):
        month = MONTH_NAMES.index(match["month"]) + 1
        years = range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)
        days = [date for year in years if (date := cal.weekday_in_month(number, nth, dt.date(year, month, 1)))]
        return cal.nearest(days, today, prefer)
    date = cal.weekday_in_month(number, nth, _month(match, today, prefer))
    return (date,) if date else ()


def _advent(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return the nth Sunday in Advent; the fourth is the last before 25 December."""
    years = range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)
    fourths = [cal.week_of(dt.date(year, 12, 24) + DAY)[0] - DAY for year in years]
    return cal.nearest((fourth - (4 - int(match["nth"])) * 7 * DAY for fourth in fourths), today, prefer)


def _week_in_month(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    """Return the seven days: the first week is the 1st to the 7th, the last one ends with the month."""
    first, last = cal.month_of(_month(match, today, prefer))
    if not match["nth"][0].isdigit():
        return last - 6 * DAY, last
    begin = first + 7 * (int(match["nth"][0]) - 1) * DAY
    return begin, begin + 6 * DAY


def _last_of_month(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    if _group(match, "month") and not _group(match, "year"):
        number = MONTH_NAMES.index(match["month"]) + 1
        return cal.nearest((cal.month_of(dt.date(year, number, 1))[1] for year in range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)), today, prefer)
    return cal.month_of(_month(match, today, prefer))[-1:]


def _year_said(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    date = cal.date_of(today.year - (match["said"] == "fjor") + (match["said"] == "neste ar"), MONTH_NAMES.index(match["month"]) + 1, int(match["day"]))
    return (date,) if date else ()


def _weekend(match: _Match, today: dt.date, prefer: Prefer) -> Dates:
    which = _which(_group(match, "how"))
    saturday = today - (today.weekday() - 5) % 7 * DAY if which == "last" or (prefer == "past" and which is None) else cal.week_of(today)[0] + 5 * DAY
    saturday += 7 * DAY * (which == "next")
    return saturday, saturday + DAY


def _patterns() -> Iterator[tuple[str, _Read, bool]]:
    """Yield (pattern, how it is read, whether it names a span); what is longer goes first and takes its words."""
    table = feasts(load_knowledge())
    week = r"uke(?:n|s)?"
    in_how = rf"(?:i |in |pa )?(?:(?:den|the|lopet av) )?{HOW}"
    yield r" (?P<year>\d{4})[-./](?P<number>\d{1,2})[-./](?P<day>\d{1,2})(?:t[\d:.]+)? ", _whole, False
    yield r" (?P<year>20[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d) ", _whole_if_real, False
    yield r" (?P<day>[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<year>20[0-3]\d) ", _whole_if_real, False
    yield r"^ (?:den )?(?P<day>[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<year>[0-3]\d) $", _whole_if_real, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:-| )(?P<number>\d{{1,2}})(?:-| )(?P<year>\d{{4}}) ", _numeric, False
    yield rf"^ {_BESIDE}(?P<day>\d{{1,2}})-(?P<number>\d{{1,2}})(?:-(?P<year>\d{{2}}))? $", _numeric, False
    yield rf"^ {_BESIDE}(?P<day>[0-3]?\d) (?P<number>0?[1-9]|1[0-2]) $", _numeric, False
    yield (
        rf"{_NO_TIME} {_BESIDE}(?!24/7)(?P<day>\d{{1,2}})[./] ?(?P<number>\d{{1,2}})(?:[./ -]{{1,2}}(?P<year>\d{{4}}|\d{{2}}(?= )))?(?! av|\d){_BEHIND} ",
        _numeric,
        False,
    )
    days = r"(?:den |the )?(?P<first>\d{1,2})(?:ord|st|nd|rd|th)?"
    yield (
        rf" (?:(?:fra |from )?{days}(?:\.?-| til | to | through )|(?:mellom|melom|millom|milom|imelom|between) {days.replace('first', 'low')} (?:og|and|o|a) )(?:den |the )?{_DAY} {MONTH} ",
        _days,
        True,
    )
    yield rf" {days} (?:eler|or) (?:den |the )?{_DAY} {MONTH} ", _days, False
    yield rf" {_BESIDE}{_DAY}[. ]*(?:i )?{MONTH} (?:i )?(?P<said>fjor|ar|neste ar) ", _year_said, False
    yield rf" {_BESIDE}{_DAY}[.:,/ -]{{0,2}} ?(?:(?:dag )?(?:of|i|av) )?{MONTH}(?:[ .,-]+{_YEAR})?{_BEHIND} ", _named_month, False
    yield rf" {_BESIDE}{MONTH}[., ]+(?:the |den )?{_DAY}(?:[ ,.]+(?P<year>\d{{4}}))?{_BEHIND} ", _named_month, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:ord)? (?:(?:i|in|of|dag i) )?(?:den |the )?(?P<number>\d{{1,2}})ord(?: (?P<year>\d{{4}}))? ", _numeric, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:ord)? i (?:den )?(?P<number>\d{{1,2}}) $", _numeric, False
    yield (
        r" (?:den )?(?P<day>\d{1,2}) (?:ds|denes) ",
        lambda m, t, p: (date,) if (date := cal.date_of(t.year, t.month, int(m["day"]))) else (),
        False,
    )
    nth = r"(?:den )?(?P<nth>[1-5](?:ord|st|nd|rd|th)?|siste|sist|last)"
    yield rf" {nth} {WEEKDAY} (?:i|in|of) (?:{MONTH}(?: (?P<year>\d{{4}}))?|(?:{HOW} )?(?:maned|the maned)) ", _weekday_in_month, False
    yield (
        rf" (?:den |the )?(?:siste|last)(?: dag| dagen)? (?:i|of|in) (?:den |the )?(?:{MONTH}(?: (?P<year>\d{{4}}))?|(?:{HOW} )?maned) ",
        _last_of_month,
        False,
    )
    yield r" (?P<nth>[1-4])(?:ord|st|nd|rd|th)? sondag i advent ", _advent, False
    yield rf" (?:i )?(?:den |the )?(?P<nth>[1-4](?:ord|st|nd|rd|th)?|siste|sist|last) uke (?:i|in|of) {MONTH} ", _week_in_month, True
    yield rf" {WEEKDAY} (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} ", _weekday_weeks_ago, False
    yield rf" {WEEKDAY} (?:om|in) (?P<n>\d{{1,3}}) uke ", _weekday_weeks_on, False
    yield rf" (?P<n>\d{{1,3}}) uke (?:fra|from|etter) {WEEKDAY} ", _weekday_weeks_on, False
    yield rf" {WEEKDAY} uke $", _weekday_weeks_on, False  # «Friday week»
    for pattern, shift in ((r"(?:i ?dag|today)", 0), (r"(?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro)|tomorow)", 1)):
        yield rf" {pattern} (?:om|in) (?P<n>\d{{1,3}}) uke ", partial(_near_and_weeks, shift, 1), False
    for pattern, shift in ((r"(?:i ?dag|today)", 0), (r"(?:i ?gar|yesterday)", -1)):
        yield rf" {pattern} (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} ", partial(_near_and_weeks, shift, -1), False
        yield rf" (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} {pattern} ", partial(_near_and_weeks, shift, -1), False
    yield rf" {_THE}{_DAY} {in_how} maned ", _day_in_month, False
    yield rf" {in_how} maned (?:pa )?{_THE}{_DAY} ", _day_in_month, False
    yield rf" {_THE}{_DAY} (?:i|in|of) (?:the )?maned ", _numbered, False
    yield rf" (?:pa )?{WEEKDAY} (?:(?:i |in |pa )?(?:den |the )?{HOW} {week}) ", _weekday_in_week, False
    yield rf" {in_how} {week} (?:pa |on )?{WEEKDAY} ", _weekday_in_week, False
    yield rf" {WEEKDAY} (?:i |in )?(?:uke|veke) (?:nr |numer )?(?P<n>\d{{1,2}}) ", _weekday_in_numbered_week, False
    yield rf" (?:i )?uke (?:nr |numer )?(?P<n>\d{{1,2}}) (?:pa )?{WEEKDAY} ", _weekday_in_numbered_week, False
    yield rf" (?:(?:for|fore|fr|i) )?{_COUNT} {_AGO}(?: (?:i ?dag|today))? ", partial(_counted, -1), False
    yield rf" (?:om|in|inen|iner|inan|within|inom) {_COUNT}(?: (?:from|fra|fro) (?:today|now|i ?dag|na|no))? ", partial(_counted, 1), False
    yield rf" {_COUNT} (?:fra (?:i ?dag|na|no)|fr[ao] (?:na|no)|from (?:now|today)|igjen|att|frem i tid|fram i tid) ", partial(_counted, 1), False
    dusk = r"(?: ?(?:tidlig|tidleg|kveld|kvel|kval|morges|morgon|morgen|morgest|formidag|etermidag|nat|morning|evening|afternoon|night|midag))?"
    yield r" (?:the )?(?:night|evening|dag) before (?:last|yesterday) ", partial(_near, -2), False
    yield (
        r" (?:i ?|dagen for )?(?:for(?:e|i|st)?[ -]?g[ao]r?[sa]?|fyri?gars?|fore ?g[ao]rs?|forst i gar|i gar for i gar)" + dusk + " ",
        partial(_near, -2),
        False,
    )
    yield r" dagen for i ?gar ", partial(_near, -2), False
    yield r" (?:i ?gars?|i ?gor|igjar|i gjar|i ?gær|yesterday|yesterdays|gardagen|last night|last evening)" + dusk + " ", partial(_near, -1), False
    overmorrow = r"(?:(?:i ?)?over ?(?:i ?)?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)|(?:the )?dag after tomorow|dagen eter i ?m[ao]r?(?:gen|gon|gan|ra|ro|go))"
    yield rf" {overmorrow}{dusk} ", partial(_near, 2), False
    yield (
        rf" (?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)|i ?morg[ae]n|tomor?ow|tomorow|tomorrow|2moro|tmrw|tmr|morgendagen|morgondagen){dusk} ",
        partial(_near, 1),
        False,
    )
    yield (
        r" (?:i ?dag|i ?kveld|i ?kvel|i ?morges|i ?morgest|i ?morest|i ?morgas|i ?formidag|i ?etermidag|i ?aften|i ?stad|i ?nat|(?:na|no|nu) netop|akurat (?:na|no|nu)|today|todays|"
        r"this (?:morning|afternoon|evening)|tonight|just now|right now|dags dato|d d) ",
        partial(_near, 0),
        False,
    )
    yield rf" (?:pa |i )?(?:{names(table, False)}) ", lambda m, t, p: feast_day(table, m[1], t, p), False
    yield (
        rf" (?:(?P<beside>{'|'.join(WEEKDAY_NAMES)}) )?(?:den|dn|d|the) (?P<day>\d{{1,2}})(?:(?:st|nd|rd|th|ende|nde|ande|de|te|dje|je|re|ste)?(?! (?:ar|aring|gang|etasje|sist|dag|uke|maned|\w{{3,}}en) )(?= )|ord{_STOPS})",
        _numbered,
        False,
    )
    yield rf" (?P<beside>{'|'.join(WEEKDAY_NAMES)}) (?P<day>\d{{1,2}})(?:ord|st|nd|rd|th|ende|de|te)?{_STOPS}", _numbered, False
    yield rf"^ (?P<day>\d{{1,2}}){_SUFFIX}(?= (?:$|tror |trur |kanskje |i think |tenker ))", _numbered, False
    yield rf" nat(?:ta|ten|i)? til {WEEKDAY} ", lambda m, t, p: cal.weekday_of(_weekday_number(m["weekday"]), None, False, t, p), False
    yield (
        rf"(?<! hver)(?<! kvar)(?<! every) (?:(?:pa |i |nu |na |no )?{HOW} )?{WEEKDAY}(?: som (?P<tail>var|gik|gjek|komer|kjem))? ",
        _weekday,
        False,
    )
    yield r" (?:i )?uke som (?:var|gik|gjek) ", lambda m, t, p: cal.week_of(t - 7 * DAY), True
    yield (
        r" (?:i )?(?:the )?(?:uke (?:before last|for forige|for sist|for fore|for den forige)|forforige uke) ",
        lambda m, t, p: cal.week_of(t - 14 * DAY),
        True,
    )
    yield rf" {in_how} {week} ", lambda m, t, p: cal.week_of(_week(m, t)), True
    yield rf" {in_how} maned ", lambda m, t, p: cal.month_of(_month(m, t, p)), True
    yield r" (?:uke|wek) (?:nr |numer )?(?P<n>\d{1,2}) ", lambda m, t, p: cal.numbered_week(int(m["n"]), t, p), True
    weekend = r"(?:helg|helga|helgen|helgi|wekend|helja|helje)"
    yield rf" (?:i |pa |til |i lopet av )?(?:den |the )?{HOW} {weekend} ", _weekend, True
    yield rf" (?:i |pa |no i |na i ){weekend} ", _weekend, True
    yield rf" (?:i )?{weekend} som (?:var|gik|gjek) ", lambda m, t, p: _weekend(m, t, "past"), True
    yield rf" til {weekend} ", lambda m, t, p: _weekend(m, t, "coming"), True
    yield rf" (?:i )?{names(table, True)} ", lambda m, t, p: feast_day(table, m[1], t, p), True
    part = r"begynelsen av |starten av |byrjinga av |slutten av |sluten av |midten av |lopet av |early |late |mid |primo |medio |ultimo |end of |the end of |the begining of "
    yield rf" (?:i |in |ved |pa |at )?(?:{part}){MONTH}(?: (?P<year>\d{{4}}))? ", lambda m, t, p: cal.month_of(_month(m, t, p)), True
    yield rf" (?:i |in |ved |pa |at )?(?:{part})(?:the |den )?(?:{HOW} )?maned ", lambda m, t, p: cal.month_of(_month(m, t, p)), True
    yield rf" (?:i |in ){MONTH}(?: (?P<year>\d{{4}}))? ", lambda m, t, p: cal.month_of(_month(m, t, p)), True


@lru_cache(maxsize=1)
def day_patterns() -> tuple[DayPattern, ...]:
    """Return all patterns in the order they are tried."""
    return tuple(DayPattern(re.compile(pattern), read, span) for pattern, read, span in _patterns())
