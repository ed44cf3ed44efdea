"""The records that knowledge/ is read into: one class per kind of file, frozen, no unknown keys."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Role = Literal["leieboer", "ansatt", "utleier", "ukjent"]
Audience = Literal["tenant", "staff", "landlord"]
Confidence = Literal["H", "M", "L"]
Ground = Literal[
    "klausul_leie",
    "klausul_utlopt",
    "oppsigelse",
    "heving",
    "leie_uten_klausul",
    "rett_mangler",
    "dom",
    "htu_vedtak",
    "lan",
    "vet_ikke",
]
Phase = Literal["1", "2", "3", "kunnskap"]
EmergencyKind = Literal["krise", "midlertidig_bolig", "ulovlig_utkastelse", "utkastelse_dato"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_]+$")]
FactId = Annotated[str, StringConstraints(pattern=r"^(AVT|PRO|VAR|KOS|HTU|ARB|EKS|TIL|KTK|BRU|BARN|BEG|FRI)-\d+b?$")]


class Record(BaseModel):
    """Base of all records: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Localised(Record):
    """One text in the languages it exists in; bokmål is always there."""

    nb: Text
    nn: Text | None = None
    en: Text | None = None

    def get(self, language: str) -> tuple[str, str]:
        """Return (text, language it is in); falls back to bokmål."""
        text = getattr(self, language, None) if language in ("nb", "nn", "en") else None
        return (text, language) if text else (self.nb, "nb")


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


class Term(Record):
    """knowledge/glossary/<key>.yml: one word people ask about."""

    id: Key
    term: Text
    also: tuple[Text, ...] = ()
    plain: Localised
    staff: Localised
    law: str | None = None
    outdated: Localised | None = None
    topic: Key | None = None
    facts: tuple[FactId, ...] = Field(min_length=1)
    review_by: dt.date


class Deadline(Record):
    """A deadline shown with an answer: the figure it rests on and one sentence about it."""

    figure: Key
    text: Text


class Answer(Record):
    """What one audience is told, in one language."""

    lead: Text
    steps: tuple[Text, ...] = Field(default=(), max_length=5)
    deadline: Deadline | None = None
    by_ground: dict[Ground, Text] = Field(default_factory=dict)
    more: Text | None = None
    shorter: Text | None = None


class Rendering(Record):
    """One audience's answer: the languages, the facts it rests on, and who can help."""

    nb: Answer
    nn: Answer | None = None
    en: Answer | None = None
    facts: tuple[FactId, ...] = ()
    contacts: tuple[Key, ...] = ()

    def get(self, language: str) -> tuple[Answer, str]:
        """Return (answer, language it is in); falls back to bokmål."""
        answer = getattr(self, language, None) if language in ("nb", "nn", "en") else None
        return (answer, language) if answer else (self.nb, "nb")


class Topic(Record):
    """knowledge/topics/<key>.yml: one thing the bot answers."""

    id: Key
    title: Localised
    button: Localised
    kind: Literal["content", "talk", "no_answer"] = "content"
    tenant: Rendering
    staff: Rendering | None = None
    landlord: Rendering | None = None
    difference: Localised | None = None
    conflicts: tuple[str, ...] = ()
    follow_ups: tuple[Key, ...] = Field(default=(), max_length=4)
    checked: dt.date
    review_by: dt.date

    @model_validator(mode="after")
    def _content_rests_on_facts(self) -> Topic:
        if self.kind != "content":
            return self
        for name in ("tenant", "staff", "landlord"):
            rendering = getattr(self, name)
            if rendering is not None and not rendering.facts:
                raise ValueError(f"{name}.facts is empty: name the facts the answer rests on")
        return self


class PracticeSource(Record):
    """Where a practice example was read."""

    title: Text
    url: str | None = None
    age: Text
    checked: dt.date


class Example(Record):
    """knowledge/practice/<id>.yml: one municipality's practice."""

    id: Annotated[str, StringConstraints(pattern=r"^PRA-\d\d$")]
    place: Text
    municipalities: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    title: Localised
    summary: Localised
    details: Localised | None = None
    phases: tuple[Phase, ...]
    themes: tuple[Text, ...] = Field(min_length=1)
    target_groups: tuple[Text, ...] = ()
    result: Localised | None = None
    limits: Localised | None = None
    assessed_by_us: tuple[Literal["phase", "target_groups", "themes"], ...] = ()
    source: PracticeSource
    confidence: Confidence
    origin: Text
    review_by: dt.date


class GroundRow(Record):
    """One row of grounds.yml: what decides the remedy."""

    id: Ground
    name: Localised
    letter_says: Localised
    phrases: tuple[Text, ...] = ()
    payment_stops: Literal["yes", "no", "normally_no", "until_bid_confirmed", "nothing_to_stop", "unknown"]
    payment_text: Localised
    where_to: Localised
    deadline_figure: Key | None = None
    offers: tuple[Key, ...] = ()
    facts: tuple[FactId, ...] = ()


class EmergencyFile(Record):
    """knowledge/emergency/<kind>.yml: phrases that open the emergency lane, and what it says.

    Phrases are read folded and lower-case; `*` stands for any ending, `…` for up to four words between, `a/b` for
    either word. `phrases` are enough alone; `with_topic` are enough when the message is also understood as one of
    `topics`; `with_day` are enough when a day within `within_days` is named too; `unless` takes all of it back.
    """

    id: EmergencyKind
    phrases: tuple[Text, ...] = ()
    with_topic: tuple[Text, ...] = ()
    topics: tuple[Key, ...] = ()
    with_day: tuple[Text, ...] = ()
    within_days: int | None = None
    unless: tuple[Text, ...] = ()
    first: Localised
    then: tuple[Localised, ...] = ()
    staff_then: tuple[Localised, ...] = ()
    when_nav_open: Localised | None = None
    when_nav_closed: Localised | None = None
    contacts: tuple[Key, ...] = Field(min_length=1)
    facts: tuple[FactId, ...] = Field(min_length=1)
    follow_ups: tuple[Key, ...] = ()
    review_by: dt.date


class Conflict(Record):
    """One row of conflicts.yml: where an old text and the law differ."""

    id: Annotated[str, StringConstraints(pattern=r"^KON-\d\d$")]
    about: Text
    unclear: Text
    advice: Text
    sources: tuple[str, ...]


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


class LawSection(Record):
    """One row of laws/sections.yml: what a section says in our words, and the topic it belongs to."""

    id: Text
    law: Text
    section: Text
    also: tuple[Text, ...] = ()
    says: Localised
    topic: Key
    facts: tuple[FactId, ...] = Field(min_length=1)


class Phrases(Record):
    """phrases.yml: the short sentences that hold answers together («Frist», «Dette gjelder når …»)."""

    texts: dict[Key, Localised]

    def get(self, key: str, language: str, **values: str) -> str:
        """Return the phrase in the language (else bokmål), with its blanks filled in.

        Raises:
            KeyError: the phrase does not exist; a test walks all that the code asks for.
        """
        return self.texts[key].get(language)[0].format(**values)


class PracticeTheme(Record):
    """One row of practice_themes.yml: a theme or target group, and the ways people name it (phrases as in emergency/)."""

    id: Text
    kind: Literal["theme", "group"]
    name: Localised
    phrases: tuple[Text, ...] = Field(min_length=1)


class RolePhrases(Record):
    """One row of roles.yml: what people say that tells who they are."""

    id: Literal["leieboer", "ansatt", "utleier"]
    declared: tuple[Text, ...]
    implied: tuple[Text, ...] = ()


class Markers(Record):
    """markers.yml: words that tell a language, and place names that are common words too."""

    languages: dict[Literal["nb", "nn", "en"], tuple[Text, ...]]
    place_names_that_are_words: tuple[Text, ...]
