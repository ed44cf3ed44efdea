"""Days people tell of, past and coming: «i går», «for to uker siden», «på mandag», «den 20.», «1/6», «tjueførste november»."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from guidance.calendar_days import Prefer, moved
from guidance.corrections import takes_back
from guidance.date_words import WEEKDAY_NAMES
from guidance.day_patterns import day_patterns
from guidance.day_spelling import spelled
from guidance.loader import load_knowledge

# «dagen etter 17. mai», «to uker før jul», «fredagen før påske»
_OFFSET = re.compile(r" (?:dagen|(\d{1,3}) (dag|uke)|(" + "|".join(WEEKDAY_NAMES) + r")) (for|before|eter|after)(?: den)? $")
_LONGEST_OFFSET = 30
# What may stand between two names of one day.
_SAME_DAY = frozenset(("altsa", "altso", "dvs", "det", "er", "var", "som", "that", "is", "was"))


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


def _offset(match: re.Match[str], dates: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    """Return the days so long before or after the given ones."""
    sign = -1 if match[4] in ("for", "before") else 1
    if match[3]:
        number = WEEKDAY_NAMES.index(match[3])
        shifts = [((number - date.weekday()) * sign - 1) % 7 + 1 for date in dates]
    else:
        shifts = [int(match[1] or 1) * (7 if match[2] == "uke" else 1)] * len(dates)
    return tuple(day for date, shift in zip(dates, shifts, strict=True) if (day := moved(date, sign * shift)))


def _named_twice(first: StatedDay, second: StatedDay, between: str) -> StatedDay | None:
    """Return the one day of «i går, mandag» and «forrige torsdag, altså den 19.»; None where two days are named."""
    common = tuple(date for date in first.dates if date in second.dates)
    if first.span or second.span or not common or not _SAME_DAY.issuperset(between.split()):
        return None
    return StatedDay(common, f"{first.said} {second.said}")


def stated_days(text: str, today: dt.date, prefer: Prefer = "past") -> tuple[StatedDay, ...]:
    """Return the days a message names, in the order they stand; one that is taken back («5. mai, nei, 6. mai») is left out.

    Args:
        text: the message; an answer such as «20.» counts as a day, and so does «den 20.» in a sentence.
        today: the date in Oslo.
        prefer: which day is meant by «på mandag», «14. mai» and «den 20.»: the last one or the next one.
    """
    folded = spelled(text)
    found: list[tuple[int, int, StatedDay]] = []
    for row in day_patterns():
        if row.needs not in folded:
            continue
        place = 0
        while match := row.pattern.search(folded, place):
            dates = row.read(match, today, prefer)
            begin, end = match.start(), match.end()
            place = max(end - 1, begin + 1)
            if dates is None:
                continue
            before = None if row.span else _OFFSET.search(folded[max(0, begin - _LONGEST_OFFSET) : begin + 1])
            if before and dates:
                begin -= before.end() - before.start() - 1
                dates = _offset(before, dates)
            end += folded[end - 1] != " "  # the pattern only looked at the space behind it
            found.append((begin, end, StatedDay(dates, folded[begin:end].strip(), row.span)))
            # What has been read is taken out, so that «mandag i forrige uke» is not read as «forrige uke» too.
            folded = folded[: begin + 1] + "¤" * (end - begin - 2) + folded[end - 1 :]
    found.sort(key=lambda row: row[0])
    k = load_knowledge()
    kept: list[StatedDay] = []
    for number, (begin, _, day) in enumerate(found):
        first = found[number - 1] if number else None
        if first and takes_back(k, folded[: first[0] + 1].rpartition("¤")[2], folded[first[1] - 1 : begin + 1]):
            kept.clear()
        same = _named_twice(kept[-1], day, folded[first[1] - 1 : begin + 1]) if first and kept else None
        if same:
            kept[-1] = same
            continue
        kept.append(day)
    return tuple(kept)
