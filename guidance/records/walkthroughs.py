"""Walk-throughs: questions in order, and what the answers lead to."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from guidance.records.base import FactId, Key, Localised, Record, Text

# {question or computed value: the values it may have}; all must hold. Several rows: one must hold.
Condition = dict[Key, tuple[Text, ...]]


class Spoken(Record):
    """One text as a tenant and as staff are told it; staff without an own text get the tenant's."""

    tenant: Localised
    staff: Localised | None = None

    def get(self, audience: str, language: str) -> tuple[str, str]:
        """Return (text, language it is in)."""
        return (self.staff if audience == "staff" and self.staff else self.tenant).get(language)


class Choice(Record):
    """One answer that can be chosen: its button, and the ways people say it (phrases as in emergency/)."""

    id: Key
    title: Localised
    phrases: tuple[Text, ...] = ()


class Bounds(Record):
    """What an answer must lie between: whole kroner, a plain number, or days from today."""

    least: int
    most: int


class Step(Record):
    """One question.

    Attributes:
        label: a few words for the answer («gjeld»), when it is repeated for the person to check.
        kind: how the answer is read. `none` reads nothing: whatever is written goes on.
        ask: the question.
        why: why it is asked.
        help: the question once more, in other words, after it was not understood twice.
        choices: for `choice`; `choices_from: grounds` takes the rows of grounds.yml that a tenant can have.
        cues: words that tell that an amount, a date or a yes in a longer message belongs to this question.
        means_yes: words that mean yes to this question without the word («to unger»); `means_no` likewise; to a question for an
            amount it means none.
        when: the step is asked only where this holds.
        span: which end of «mellom 8 og 9000» counts.
        per_month: an amount a week or a year is reckoned to a month, four weeks to it.
        past: a date lies in the past («sendt»), else it is coming.
        asks_again: the earlier question that a no to this one opens again («mener du det?»).
    """

    name: Key
    kind: Literal["amount", "date", "yes_no", "choice", "number", "none"]
    label: Localised
    ask: Spoken
    why: Spoken
    help: Spoken
    choices: tuple[Choice, ...] = ()
    choices_from: Literal["grounds"] | None = None
    cues: tuple[Text, ...] = ()
    means_yes: tuple[Text, ...] = ()
    means_no: tuple[Text, ...] = ()
    bounds: Bounds | None = None
    span: Literal["low", "high"] = "low"
    per_month: bool = False
    past: bool = False
    asks_again: Key | None = None
    when: tuple[Condition, ...] = ()
    facts: tuple[FactId, ...] = ()

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Step:
        if (self.kind == "choice") != bool(self.choices or self.choices_from):
            raise ValueError("choices belong to kind «choice», and it needs them")
        if self.kind in ("amount", "date", "number") and self.bounds is None:
            raise ValueError(f"bounds is missing: an answer of kind «{self.kind}» needs least and most")
        return self


class Outcome(Record):
    """One part of what the answers lead to; every part whose `when` holds is said, in order.

    Attributes:
        letter: id of the letter that can be made from the answers.
    """

    when: tuple[Condition, ...] = ()
    say: Spoken
    facts: tuple[FactId, ...] = Field(min_length=1)
    letter: Key | None = None


class Walkthrough(Record):
    """knowledge/walkthroughs/<key>.yml: one walk-through.

    Attributes:
        asked_for: phrases that name what it makes, for «hjelp meg å lage …».
        begin: said once before the first question.
        computes: what is reckoned from the answers (guidance/walkthroughs/computing.py).
    """

    id: Key
    title: Localised
    asked_for: tuple[Text, ...] = Field(min_length=1)
    begin: Spoken
    computes: Literal["payment_plan", "letter_deadline", "assets", "days_before", "none"] = "none"
    steps: tuple[Step, ...] = Field(min_length=1)
    outcomes: tuple[Outcome, ...] = Field(min_length=1)
    follow_ups: tuple[Key, ...] = Field(default=(), max_length=4)
    facts: tuple[FactId, ...] = Field(min_length=1)
    checked: dt.date
    review_by: dt.date

    @model_validator(mode="after")
    def _names_stand_once(self) -> Walkthrough:
        names = [step.name for step in self.steps]
        if len(set(names)) != len(names):
            raise ValueError("steps: a name stands twice; each question needs its own")
        if not any(not outcome.when for outcome in self.outcomes):
            raise ValueError("outcomes: one must have no `when`, so that every way through ends with an answer")
        return self

    def step(self, name: str | None) -> Step | None:
        """Return the step of that name, or None."""
        return next((step for step in self.steps if step.name == name), None)


class WalkthroughWords(Record):
    """walkthrough_words.yml: what people say inside a walk-through that is no answer, and short answers."""

    yes: tuple[Text, ...]
    nay: tuple[Text, ...]
    unsure: tuple[Text, ...]
    correct: tuple[Text, ...]
    back: tuple[Text, ...]
    stop: tuple[Text, ...]
    forget: tuple[Text, ...]
    again: tuple[Text, ...]
    nothing: tuple[Text, ...]
    pause: tuple[Text, ...]
    resume: tuple[Text, ...]
    why: tuple[Text, ...]
    asks: tuple[Text, ...]
    starts: tuple[Text, ...]
