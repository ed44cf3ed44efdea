"""Read the answer to a question as people give it: an amount, a day, yes or no, a choice, «vet ikke»."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from guidance.amounts import Span, amounts_in
from guidance.dates import days_in
from guidance.loader import Knowledge
from guidance.parts import parts_of
from guidance.phrasebook import found, pattern, plain
from guidance.records import Choice, Step
from guidance.rough_days import rough_day
from guidance.times_amount import times
from guidance.walkthroughs.state import UNSURE, Value

# Grounds a tenant's letter can have; the owner's loan has its own topic.
_NOT_A_TENANTS = ("lan",)
_WHOLE_NUMBER = re.compile(r"(?<![\w.,])(\d{1,4})(?![\w.,]*\d)")


@dataclass(frozen=True)
class Read:
    """What was read: a value, or why it cannot be one (`low`, `high`: outside the bounds)."""

    value: Value | None = None
    fault: str | None = None


def choices_of(k: Knowledge, step: Step) -> list[Choice]:
    """Return the choices of a question, those of grounds.yml included."""
    if step.choices_from != "grounds":
        return list(step.choices)
    return [Choice(id=row.id, title=row.name, phrases=row.phrases) for row in k.grounds.values() if row.id not in _NOT_A_TENANTS]


def unsure(k: Knowledge, text: str) -> bool:
    """Return whether a message says «vet ikke» in some way."""
    return found(k.walkthrough_words.unsure, plain(text)) is not None


def _bounded(step: Step, value: int, size: int) -> Read:
    if step.bounds is None or step.bounds.least * size <= value <= step.bounds.most * size:
        return Read(value)
    return Read(fault="low" if value < step.bounds.least * size else "high")


# Four weeks and not 4.33: a plan must not ask for more than there is.
_A_MONTH = {"week": (4, 1), "month": (1, 1), "year": (1, 12)}


def _is_none(k: Knowledge, step: Step, text: str) -> bool:
    """Return whether a message says that there is nothing. A bare «nei» or «ingen brev» answers no question for an amount."""
    heard = plain(text)
    if step.bounds is None or step.bounds.least > 0:
        return False
    return any(pattern(phrase).fullmatch(heard) for phrase in (*k.walkthrough_words.nothing, *step.means_no))


def _amount(k: Knowledge, step: Step, text: str) -> Read:
    if _is_none(k, step, text):
        return Read(0)
    amounts = amounts_in(k, text, asked=True)
    if not amounts:
        return Read()
    factor, parts = _A_MONTH[amounts[0].period or "month"] if step.per_month else (times(text), 1)
    # «2 x 9500»: the count may be read as an amount of its own.
    told = max(amounts, key=lambda amount: amount.readings[0].high_ore) if factor > 1 and not step.per_month else amounts[0]
    tried = [_bounded(step, _end(step, span) * factor // parts, 100) for span in told.readings]
    return next((read for read in tried if read.value is not None), tried[0])


def _end(step: Step, span: Span) -> int:
    return span.high_ore if step.span == "high" else span.low_ore


def _date(step: Step, text: str, today: dt.date) -> Read:
    days = [day.date for day in days_in(text, today, "past" if step.past else "coming")]
    if not days and not step.past and (rough := rough_day(text, today)) is not None:
        days = [rough]
    tried = [_bounded(step, (day - today).days, 1) for day in days]
    fitting = next((day for day, read in zip(days, tried, strict=True) if read.value is not None), None)
    if fitting is not None:
        return Read(fitting.isoformat())
    return tried[0] if tried else Read()


def _yes_no(k: Knowledge, step: Step, text: str, intent: str | None) -> Read:
    heard = plain(text)
    words = k.walkthrough_words
    said = (("ja", words.yes), ("nei", words.nay), (UNSURE, words.unsure))
    longest = {answer: max((len(phrase) for phrase in phrases if pattern(phrase).match(heard)), default=0) for answer, phrases in said}
    best = max(longest, key=lambda answer: longest[answer])
    if longest[best]:
        return Read(best)
    for answer, phrases in (("nei", step.means_no), ("ja", step.means_yes)):
        if found(phrases, heard):
            return Read(answer)
    return Read({"bekreft": "ja", "avkreft": "nei"}.get(intent or ""))


def _choice(k: Knowledge, step: Step, text: str) -> Read:
    heard = plain(text)
    rows = choices_of(k, step)
    for row in rows:
        if heard in (plain(row.title.nb), plain(row.title.nn or row.title.nb), plain(row.id)):
            return Read(row.id)
    # The longest phrase says most: «muntlig avtale, ubetalt leie» is the oral lease.
    hits = [(len(phrase), row.id) for row in rows if row.id != UNSURE for phrase in row.phrases if pattern(phrase).search(heard)]
    return Read(max(hits)[1]) if hits else Read()


def read_answer(k: Knowledge, step: Step, text: str, today: dt.date, intent: str | None = None) -> Read:
    """Return what a message answers to a question.

    Args:
        k: the knowledge.
        step: the question.
        text: the message.
        today: the date in Oslo.
        intent: what the classifier takes the message for; it decides only where the words of yes and no do not.
    """
    if step.kind == "amount":
        return _amount(k, step, text)
    if step.kind == "date":
        return _date(step, text, today)
    if step.kind == "yes_no":
        return _yes_no(k, step, text, intent)
    if step.kind == "choice":
        return _choice(k, step, text)
    if step.kind == "number":
        match = _WHOLE_NUMBER.search(text)
        return _bounded(step, int(match.group(1)), 1) if match else Read()
    return Read("ja")


def read_others(k: Knowledge, steps: Iterable[Step], text: str, today: dt.date) -> dict[str, Value]:
    """Return answers to other questions that a message gives too: parts of it that hold a question's own cue.

    «Jeg skylder 24 000 og kan betale 1500 i måneden» answers two.
    """
    found_values: dict[str, Value] = {}
    for part in parts_of(text):
        for step in steps:
            if step.cues and step.name not in found_values and found(step.cues, plain(part)):
                read = read_answer(k, step, part, today)
                if read.value is not None:
                    found_values[step.name] = read.value
                    break
    return found_values


def read_along(k: Knowledge, step: Step | None, after: Step | None, text: str, today: dt.date) -> Value | None:
    """Return the answer to the question after `step` that stands beside its own: an amount and a day («1500 den 20.»)."""
    if step is None or after is None or {step.kind, after.kind} != {"amount", "date"}:
        return None
    return read_answer(k, after, text, today).value


def own_part(text: str, taken: Iterable[Step]) -> str:
    """Return the message without the parts that hold a cue of another question."""
    cues = [cue for step in taken for cue in step.cues]
    return ", ".join(part for part in parts_of(text) if not found(cues, plain(part)))
