"""Days people call by name: «skjærtorsdag», «andre juledag», «grunnlovsdagen»; the names stand in knowledge/feast_days.yml."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from guidance.calendar_days import DAY, Prefer, easter, nearest
from guidance.day_spelling import spelled
from guidance.loader import Knowledge
from guidance.records import FeastDay


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def feasts(k: Knowledge) -> dict[str, FeastDay]:
    """Return {name as `spelled` writes it: feast}."""
    return {spelled(name).strip(): feast for feast in k.feast_days.values() for name in feast.names}


def names(table: dict[str, FeastDay], longer: bool) -> str:
    """Return a pattern for the names of single days, or with `longer` of times of several days; «1.» stands for «første» too."""
    words = sorted((name for name, feast in table.items() if (feast.days > 1) == longer), key=len, reverse=True)
    return "(" + "|".join(re.sub(r"^(\d)(?:ord)? ", r"\1(?:ord|st|nd|ste|te|re|dje)? ", re.escape(name).replace("\\ ", " ")) for name in words) + ")"


def _first_days(feast: FeastDay, today: dt.date) -> list[dt.date]:
    years = range(max(today.year - 2, 1), min(today.year + 2, 9998) + 1)
    if feast.easter is not None:
        return [easter(year) + feast.easter * DAY for year in years]
    return [dt.date(year, feast.month or 1, feast.day or 1) for year in years]


def feast_day(table: dict[str, FeastDay], said: str, today: dt.date, prefer: Prefer) -> tuple[dt.date, ...]:
    """Return the readings of a feast that was named; its first and last day where it is a time of several days."""
    name = re.sub(r"^(\d)[a-z]* ", r"\1 ", said)
    feast = table.get(said) or table.get(name) or table[re.sub(r"^(\d) ", r"\1ord ", name)]
    days = nearest(_first_days(feast, today), today, prefer)
    return (days[0], days[0] + (feast.days - 1) * DAY) if days and feast.days > 1 else days
