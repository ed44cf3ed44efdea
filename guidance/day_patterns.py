"""Patterns of days over text in one spelling (`spelled`), each with the function that reads it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from guidance import calendar_days as cal
from guidance import day_readings as reading
from guidance.calendar_days import DAY, Prefer
from guidance.date_words import LAST, MONTH_NAMES, NEXT, SHORT_WEEKDAYS, THIS, WEEKDAY_NAMES
from guidance.feast_days import feast_day, feasts, names
from guidance.loader import load_knowledge

_Read = Callable[["re.Match[str]", dt.date, Prefer], "reading.Dates | None"]


@dataclass(frozen=True)
class DayPattern:
    """A pattern, how a match is read (no dates: a day in no calendar; None: no day), whether it names a span, and a word it cannot do without."""

    pattern: re.Pattern[str]
    read: _Read
    span: bool = False
    needs: str = ""


MONTH, WEEKDAY = "(?P<month>" + "|".join(MONTH_NAMES) + ")", "(?P<weekday>" + "|".join(WEEKDAY_NAMES) + ")"
HOW = rf"(?P<how>{LAST}|{NEXT}|{THIS})"
_AGO = r"(?:siden|sidan|sia|sida|sea|si|sian|sean|sen|sidn|sia da|ago|tilbake|tebake|atende|18ord|back|earlier|bak)"
_SUFFIX = r"(?:ord|st|nd|rd|th|ende|nde|ande|de|te|dje|je|ste|re)?"
_DAY, _YEAR = rf"(?P<day>\d{{1,2}}){_SUFFIX}", r"(?P<year>(?:19|20)\d{2}|\d{2}(?= $))"
_THE = r"(?:(?:den|the|d|dn|on the) )?"
# «mandag den 9. november», «fre. 4. des»
_BESIDE = rf"(?:(?P<beside>{'|'.join(WEEKDAY_NAMES)}|(?:{'|'.join(SHORT_WEEKDAYS)})(?=[. ]*(?:den |the )?\d)) ?)?{_THE}"
_BEHIND = rf"(?: (?:som er |er |pa |det er )?(?:(?:en|ein|a) )?(?P<behind>{'|'.join(WEEKDAY_NAMES)})(?= $))?"
_NO_TIME = r"(?<![§\d])(?<! kl)(?<! klok[ae])(?<! kloken)(?<! fase)(?<! grad)"
_COUNT = r"(?:(?P<low>\d{1,5})-)?(?P<n>\d{1,5}½?) (?P<unit>dag|uke|maned|ar|time)(?: og (?P<more>\d) dag)?(?: tid)?"
_STOPS = r"(?= (?:$|i |dene |forige |fore |neste |og |men |fik |fek |kom |komer |kjem |var |klok|kl |tror |trur |skal |da |om |at |pa |tidlig |kveld |morgen |and |or |eler |fra |til |tro |i think ))"


def _patterns() -> Iterator[tuple[str, _Read, bool]]:
    """Yield (pattern, how it is read, whether it names a span); what is longer goes first and takes its words."""
    table = feasts(load_knowledge())
    week = r"uke(?:n|s)?"
    in_how = rf"(?:i |in |pa )?(?:(?:den|the|lopet av) )?{HOW}"
    yield r" (?P<year>\d{4})[-./](?P<number>\d{1,2})[-./](?P<day>\d{1,2})(?:t[\d:.]+)? ", reading.whole, False
    yield r" (?P<year>20[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<day>[0-3]\d) ", reading.whole_if_real, False
    yield r" (?P<day>[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<year>20[0-3]\d) ", reading.whole_if_real, False
    yield r"^ (?:den )?(?P<day>[0-3]\d)(?P<number>0[1-9]|1[0-2])(?P<year>[0-3]\d) $", reading.whole_if_real, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:-| )(?P<number>\d{{1,2}})(?:-| )(?P<year>\d{{4}}) ", reading.numeric, False
    yield rf"^ {_BESIDE}(?P<day>\d{{1,2}})-(?P<number>\d{{1,2}})(?:-(?P<year>\d{{2}}))? $", reading.numeric, False
    yield rf"^ {_BESIDE}(?P<day>[0-3]?\d) (?P<number>0?[1-9]|1[0-2]) $", reading.numeric, False
    yield (
        rf"{_NO_TIME} {_BESIDE}(?!24/7)(?P<day>\d{{1,2}})[./] ?(?P<number>\d{{1,2}})(?:(?:[./-] ?| )(?P<year>(?:19|20)\d{{2}}(?= )|(?<! )\d{{2}}(?= )|\d{{2}}(?= $)))?(?! av|\d){_BEHIND} ",
        reading.numeric,
        False,
    )
    days = r"(?:den |the )?(?P<first>\d{1,2})(?:ord|st|nd|rd|th)?"
    yield (
        rf" (?:(?:fra |from )?{days}(?:\.?-| til | to | through )|(?:mellom|melom|millom|milom|imelom|between) {days.replace('first', 'low')} (?:og|and|o|a) )(?:den |the )?{_DAY} {MONTH} ",
        reading.days,
        True,
    )
    yield rf" {days} (?:eler|or) (?:den |the )?{_DAY} {MONTH} ", reading.days, False
    yield rf" {_BESIDE}{_DAY}[. ]*(?:i )?{MONTH} (?:i )?(?P<said>fjor|ar|neste ar) ", reading.year_said, False
    yield rf" {_BESIDE}{_DAY}[.:,/ -]{{0,2}} ?(?:(?:dag )?(?:of|i|av) )?{MONTH}(?:[ .,-]+{_YEAR})?{_BEHIND} ", reading.named_month, False
    yield rf" {_BESIDE}{MONTH}[., ]+(?:the |den )?{_DAY}(?:[ ,.]+(?P<year>(?:19|20)\d{{2}}))?{_BEHIND} ", reading.named_month, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:ord)? (?:(?:i|in|of|dag i) )?(?:den |the )?(?P<number>\d{{1,2}})ord(?: (?P<year>\d{{4}}))? ", reading.numeric, False
    yield rf" {_BESIDE}(?P<day>\d{{1,2}})(?:ord)? i (?:den )?(?P<number>\d{{1,2}}) $", reading.numeric, False
    yield (
        r" (?:den )?(?P<day>\d{1,2}) (?:ds|denes) ",
        lambda m, t, p: (date,) if (date := cal.date_of(t.year, t.month, int(m["day"]))) else (),
        False,
    )
    nth = r"(?:den )?(?P<nth>[1-5](?:ord|st|nd|rd|th)?|siste|sist|last)"
    yield rf" {nth} {WEEKDAY} (?:i|in|of) (?:{MONTH}(?: (?P<year>\d{{4}}))?|(?:{HOW} )?(?:maned|the maned)) ", reading.weekday_in_month, False
    yield (
        rf" (?:den |the )?(?:siste|last)(?: dag| dagen)? (?:i|of|in) (?:den |the )?(?:{MONTH}(?: (?P<year>\d{{4}}))?|(?:{HOW} )?maned) ",
        reading.last_of_month,
        False,
    )
    yield r" (?P<nth>[1-4])(?:ord|st|nd|rd|th)? sondag i advent ", reading.advent, False
    yield rf" (?:i )?(?:den |the )?(?P<nth>[1-4](?:ord|st|nd|rd|th)?|siste|sist|last) uke (?:i|in|of) {MONTH} ", reading.week_in_month, True
    yield rf" {WEEKDAY} (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} ", reading.weekday_weeks_ago, False
    yield rf" {WEEKDAY} (?:om|in) (?P<n>\d{{1,3}}) uke ", reading.weekday_weeks_on, False
    yield rf" (?P<n>\d{{1,3}}) uke (?:fra|from|etter) {WEEKDAY} ", reading.weekday_weeks_on, False
    yield rf" {WEEKDAY} uke $", reading.weekday_weeks_on, False  # «Friday week»
    for pattern, shift in ((r"(?:i ?dag|today)", 0), (r"(?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro)|tomorow)", 1)):
        yield rf" {pattern} (?:om|in) (?P<n>\d{{1,3}}) uke ", partial(reading.near_and_weeks, shift, 1), False
    for pattern, shift in ((r"(?:i ?dag|today)", 0), (r"(?:i ?gar|yesterday)", -1)):
        yield rf" {pattern} (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} ", partial(reading.near_and_weeks, shift, -1), False
        yield rf" (?:for )?(?P<n>\d{{1,3}}) uke {_AGO} {pattern} ", partial(reading.near_and_weeks, shift, -1), False
    yield rf" {_THE}{_DAY} {in_how} maned ", reading.day_in_month, False
    yield rf" {in_how} maned (?:pa )?{_THE}{_DAY} ", reading.day_in_month, False
    yield rf" {_THE}{_DAY} (?:i|in|of) (?:the )?maned ", reading.numbered, False
    yield rf" (?:pa )?{WEEKDAY} (?:(?:i |in |pa )?(?:den |the )?{HOW} {week}) ", reading.weekday_in_week, False
    yield rf" {in_how} {week} (?:pa |on )?{WEEKDAY} ", reading.weekday_in_week, False
    yield rf" {WEEKDAY} (?:i |in )?(?:uke|veke) (?:nr |numer )?(?P<n>\d{{1,2}}) ", reading.weekday_in_numbered_week, False
    yield rf" (?:i )?uke (?:nr |numer )?(?P<n>\d{{1,2}}) (?:pa )?{WEEKDAY} ", reading.weekday_in_numbered_week, False
    yield rf" (?:(?:for|fore|fr|i) )?{_COUNT} {_AGO}(?: (?:i ?dag|today))? ", partial(reading.counted, -1), False
    yield rf" (?:om|in|inen|iner|inan|within|inom) {_COUNT}(?: (?:from|fra|fro) (?:today|now|i ?dag|na|no))? ", partial(reading.counted, 1), False
    yield rf" {_COUNT} (?:fra (?:i ?dag|na|no)|fr[ao] (?:na|no)|from (?:now|today)|igjen|att|frem i tid|fram i tid) ", partial(reading.counted, 1), False
    dusk = r"(?: ?(?:tidlig|tidleg|kveld|kvel|kval|morges|morgon|morgen|morgest|formidag|etermidag|nat|morning|evening|afternoon|night|midag))?"
    yield r" (?:the )?(?:night|evening|dag) before (?:last|yesterday) ", partial(reading.near, -2), False
    yield (
        r" (?:i ?|dagen for )?(?:for(?:e|i|st)?[ -]?g[ao]r?[sa]?|fyri?gars?|fore ?g[ao]rs?|forst i gar|i gar for i gar)" + dusk + " ",
        partial(reading.near, -2),
        False,
    )
    yield r" dagen for i ?gar ", partial(reading.near, -2), False
    yield r" (?:i ?gars?|i ?gor|igjar|i gjar|i ?gær|yesterday|yesterdays|gardagen|last night|last evening)" + dusk + " ", partial(reading.near, -1), False
    overmorrow = r"(?:(?:i ?)?over ?(?:i ?)?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)|(?:the )?dag after tomorow|dagen eter i ?m[ao]r?(?:gen|gon|gan|ra|ro|go))"
    yield rf" {overmorrow}{dusk} ", partial(reading.near, 2), False
    yield (
        rf" (?:i ?m[ao]r?(?:gen|gon|gan|go|ga|ra|ro|a|o|an)|i ?morg[ae]n|tomor?ow|tomorow|tomorrow|2moro|tmrw|tmr|morgendagen|morgondagen){dusk} ",
        partial(reading.near, 1),
        False,
    )
    yield (
        r" (?:i ?dag|i ?kveld|i ?kvel|i ?morges|i ?morgest|i ?morest|i ?morgas|i ?formidag|i ?etermidag|i ?aften|i ?stad|i ?nat|(?:na|no|nu) netop|akurat (?:na|no|nu)|today|todays|"
        r"this (?:morning|afternoon|evening)|tonight|just now|right now|dags dato|d d) ",
        partial(reading.near, 0),
        False,
    )
    yield rf" (?:pa |i )?(?:{names(table, False)}) ", lambda m, t, p: feast_day(table, m[1], t, p), False
    yield (
        rf" (?:(?P<beside>{'|'.join(WEEKDAY_NAMES)}) )?(?:den|dn|d|the) (?P<day>\d{{1,2}})(?:(?:st|nd|rd|th|ende|nde|ande|de|te|dje|je|re|ste)?(?! (?:ar|aring|gang|etasje|sist|dag|uke|maned|\w{{3,}}en) )(?= )|ord{_STOPS})",
        reading.numbered,
        False,
    )
    yield rf" (?P<beside>{'|'.join(WEEKDAY_NAMES)}) (?P<day>\d{{1,2}})(?:ord|st|nd|rd|th|ende|de|te)?{_STOPS}", reading.numbered, False
    yield rf"^ (?P<day>\d{{1,2}}){_SUFFIX}(?= (?:$|tror |trur |kanskje |i think |tenker ))", reading.numbered, False
    yield rf" nat(?:ta|ten|i)? til {WEEKDAY} ", lambda m, t, p: cal.weekday_of(reading.weekday_number(m["weekday"]), None, False, t, p), False
    yield (
        rf"(?<! hver)(?<! kvar)(?<! every) (?:(?:pa |i |nu |na |no )?{HOW} )?{WEEKDAY}(?: som (?P<tail>var|gik|gjek|komer|kjem))? ",
        reading.weekday,
        False,
    )
    yield r" (?:i )?uke som (?:var|gik|gjek) ", lambda m, t, p: cal.week_of(t - 7 * DAY), True
    yield (
        r" (?:i )?(?:the )?(?:uke (?:before last|for forige|for sist|for fore|for den forige)|forforige uke) ",
        lambda m, t, p: cal.week_of(t - 14 * DAY),
        True,
    )
    yield rf" {in_how} {week} ", lambda m, t, p: cal.week_of(reading.week(m, t)), True
    yield rf" {in_how} maned ", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True
    yield r" (?:uke|wek) (?:nr |numer )?(?P<n>\d{1,2}) ", lambda m, t, p: cal.numbered_week(int(m["n"]), t, p), True
    weekend = r"(?:helg|helga|helgen|helgi|wekend|helja|helje)"
    yield rf" (?:i |pa |til |i lopet av )?(?:den |the )?{HOW} {weekend} ", reading.weekend, True
    yield rf" (?:i |pa |no i |na i ){weekend} ", reading.weekend, True
    yield rf" (?:i )?{weekend} som (?:var|gik|gjek) ", lambda m, t, p: reading.weekend(m, t, "past"), True
    yield rf" til {weekend} ", lambda m, t, p: reading.weekend(m, t, "coming"), True
    yield rf" (?:i )?{names(table, True)} ", lambda m, t, p: feast_day(table, m[1], t, p), True
    part = r"begynelsen av |starten av |byrjinga av |slutten av |sluten av |midten av |lopet av |early |late |mid |primo |medio |ultimo |end of |the end of |the begining of "
    yield rf" (?:i |in |ved |pa |at )?(?:{part}){MONTH}(?: (?P<year>\d{{4}}))? ", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True
    yield rf" (?:i |in |ved |pa |at )?(?:{part})(?:the |den )?(?:{HOW} )?maned ", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True
    yield rf" (?:i |in ){MONTH}(?: (?P<year>\d{{4}}))? ", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True
    yield rf"^ {MONTH} $", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True
    yield rf" {MONTH} (?P<year>\d{{4}}) ", lambda m, t, p: cal.month_of(reading.named_or_told_month(m, t, p)), True


def _needed(pattern: str) -> str:
    """Return «uke» or «maned» where the pattern has it outside of all groups; a text without it need not be searched."""
    flat = pattern
    while (shorter := re.sub(r"\([^()]*\)[?*+]?", "", flat)) != flat:
        flat = shorter
    return next((word for word in ("uke", "maned") if word in flat and "|" not in flat), "")


@lru_cache(maxsize=1)
def day_patterns() -> tuple[DayPattern, ...]:
    """Return all patterns in the order they are tried."""
    return tuple(DayPattern(re.compile(pattern), read, span, _needed(pattern)) for pattern, read, span in _patterns())
