"""Facts, sources, figures, contacts, conflicts, law sections and municipalities."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from guidance.records.base import Confidence, FactId, Key, Localised, Record, Text


class Fact(Record):
    """One row of the fact sheet."""

    id: FactId
    says: Text
    figure: str | None = None
    law: str | None = None
    sources: tuple[str, ...]
    confidence: Confidence
    confidence_note: str | None = None
    who: str | None = None
    phase: str | None = None
    checked: dt.date
    may_change: bool = False


class FactFile(Record):
    """knowledge/facts/<area>.yml."""

    area: Key
    rows: tuple[Fact, ...]


class Source(Record):
    """knowledge/sources/<key>.yml: where facts come from."""

    id: Text
    title: Text
    url: str | None = None
    note: str | None = None
    kind: Literal["law", "page", "own"]
    age: str | None = None
    checked: dt.date
    review_by: dt.date


class DatedValue(Record):
    """A value and the first day it applies. The value is whole or decimal in the figure's unit."""

    since: dt.date
    value: float


class Figure(Record):
    """knowledge/figures/<id>.yml: one amount or one deadline.

    `kind` and `counted_from` belong to deadlines only. Only `act_by` moves past weekends and holidays.
    """

    id: Key
    name: Localised
    unit: Literal["days", "weeks", "months", "years", "nok", "nok_per_month", "nok_per_year", "percent", "day_of_month", "R"]
    values: tuple[DatedValue, ...] = ()
    kind: Literal["act_by", "earliest_for_other", "threshold", "open_ended"] | None = None
    counted_from: Literal["sent", "received", "served", "letter", "notified", "end_date", "deadline_end", "executed", "month"] | None = None
    rule: FactId | None = None
    law: Text
    facts: tuple[FactId, ...] = Field(min_length=1)
    may_change: bool = False
    checked: dt.date
    review_by: dt.date

    @model_validator(mode="after")
    def _deadlines_say_how_they_run(self) -> Figure:
        if (self.kind is None) != (self.counted_from is None):
            raise ValueError("kind and counted_from go together: give both or neither")
        if not self.values and self.kind != "open_ended":
            raise ValueError("values is empty: only an open_ended deadline has none")
        if [v.since for v in self.values] != sorted({v.since for v in self.values}):
            raise ValueError("values must be in order of since, each date once")
        return self


class Hours(Record):
    """Opening hours on weekdays (0 Monday … 6 Sunday), local time in Oslo."""

    days: tuple[int, ...]
    opens: dt.time
    closes: dt.time


class Contact(Record):
    """knowledge/contacts/<id>.yml: whom to call. An unconfirmed number is never shown."""

    id: Key
    who: Localised
    phone: str | None = None
    phone_confirmed: bool = False
    email: str | None = None
    how: Localised | None = None
    when: Localised
    hours: Hours | None = None
    always_open: bool = False
    emergency: bool = False
    url: str | None = None
    facts: tuple[FactId, ...] = Field(min_length=1)
    checked: dt.date
    review_by: dt.date


class Conflict(Record):
    """One row of conflicts.yml: where an old text and the law differ."""

    id: Annotated[str, StringConstraints(pattern=r"^KON-\d\d$")]
    about: Text
    unclear: Text
    advice: Text
    sources: tuple[str, ...]


class LawName(Record):
    """One row of laws/sections.yml: a law and how staff shorten it."""

    id: Key
    name: Text
    also: tuple[Text, ...] = ()


class LawSection(Record):
    """One row of laws/sections.yml: what a section says in our words, and the topic it belongs to."""

    id: Text
    law: Text
    section: Text
    says: Localised
    topic: Key
    facts: tuple[FactId, ...] = Field(min_length=1)


class Municipality(Record):
    """One row of municipalities.csv."""

    number: str
    name: str
    names_other: tuple[str, ...]
    county_number: str
    county: str
    neighbours: tuple[str, ...]
    former: tuple[str, ...]
    written_standard: str
    largest_places: tuple[str, ...]
    population: int
