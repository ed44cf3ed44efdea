"""Terms, topics, grounds and the emergency lane: what people are told."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from guidance.records.base import EmergencyKind, FactId, Ground, Key, Localised, Record, Text


class Term(Record):
    """knowledge/glossary/<key>.yml: one word people ask about; `topic` goes on from it, `letter_topic` is what a letter from such a sender is about."""

    id: Key
    term: Text
    also: tuple[Text, ...] = ()
    plain: Localised
    staff: Localised
    law: str | None = None
    outdated: Localised | None = None
    topic: Key | None = None
    letter_topic: Key | None = None
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
    button_for_others: Localised | None = None
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


class GroundRow(Record):
    """One row of grounds.yml: what decides the remedy. `heard` is the name with what it hangs on, said back to who names the ground."""

    id: Ground
    name: Localised
    heard: Localised | None = None
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
    `topics`; `with_day` are enough when a day within `within_days` is named too; `unless` takes its clause back
    (only its own words where `unless_takes_its_words`);
    `past` (long ago, in a film, what if) does so too when no phrase of `now` stands beside it.
    """

    id: EmergencyKind
    phrases: tuple[Text, ...] = ()
    with_topic: tuple[Text, ...] = ()
    topics: tuple[Key, ...] = ()
    with_day: tuple[Text, ...] = ()
    within_days: int | None = None
    unless: tuple[Text, ...] = ()
    unless_takes_its_words: bool = False
    past: tuple[Text, ...] = ()
    now: tuple[Text, ...] = ()
    first: Localised
    then: tuple[Localised, ...] = ()
    staff_then: tuple[Localised, ...] = ()
    when_nav_open: Localised | None = None
    when_nav_closed: Localised | None = None
    contacts: tuple[Key, ...] = Field(min_length=1)
    facts: tuple[FactId, ...] = Field(min_length=1)
    follow_ups: tuple[Key, ...] = ()
    review_by: dt.date
