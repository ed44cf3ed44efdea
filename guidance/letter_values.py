"""What a letter is filled with: typed values out of a talk's answers, never a text that somebody wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from guidance.deadline_reply import day_in_words
from guidance.loader import Knowledge
from guidance.records import Blank, LetterForm
from guidance.walkthroughs.computing import kroner

Value = int | str

# No debt is that high, and no plan that long: what is above is no amount that a walk-through gave.
_MOST = 10**12


def blanks_of(k: Knowledge, form: LetterForm) -> dict[str, Blank]:
    """Return {id: blank} of all that a letter may name: its own and those that letters share."""
    return {**k.letter_blanks, **{blank.id: blank for blank in form.blanks}}


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def fits(k: Knowledge, blank: Blank, value: Any) -> bool:
    """Return whether a value is one that this blank can hold; nothing fits a line that is written by hand."""
    if blank.kind in ("amount", "number"):
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST
    if blank.kind == "date":
        return _is_day(value)
    known: dict[str, Collection[str]] = {
        "yes_no": ("ja", "nei"),
        "choice": blank.options,
        "ground": [key for key in k.grounds if key != "vet_ikke"],
        "topic": k.topics,
    }
    return isinstance(value, str) and value in known.get(blank.kind, ())


def read_values(k: Knowledge, form: LetterForm, given: object) -> dict[str, Value]:
    """Return the values that fit this letter's blanks.

    Args:
        k: the knowledge.
        form: the letter.
        given: {blank: value}: øre for amounts, ISO text for dates, a whole number, `ja` or `nei`, or a key; anything else is dropped.
    """
    if not isinstance(given, dict):
        return {}
    return {blank.id: given[blank.id] for blank in form.blanks if blank.id in given and fits(k, blank, given[blank.id])}


def values_from(k: Knowledge, form: LetterForm, walkthrough: str, answers: Mapping[str, Any], result: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Return a letter's values out of a walk-through.

    Args:
        k: the knowledge.
        form: the letter.
        walkthrough: key of the walk-through.
        answers: its answers, as its state keeps them.
        result: `result` of its outcome: `{"plan": {…}}` or a deadline.
    """
    reckoned = result or {}
    places: dict[str, Mapping[str, Any]] = {"answer": answers, "result": reckoned, "plan": reckoned.get("plan") or {}}
    found = {}
    for blank in form.blanks:
        place, _, name = blank.fills.get(walkthrough, "").partition(".")
        found[blank.id] = places.get(place, {}).get(name)
    return read_values(k, form, found)


def shown(k: Knowledge, blank: Blank, value: Value, language: str) -> str:
    """Return a value as it stands in the letter («13 000 kr», «tirsdag 8. desember 2026»)."""
    if blank.kind == "amount":
        return kroner(k, int(value), language)
    if blank.kind == "date":
        return day_in_words(k, dt.date.fromisoformat(str(value)), language)
    if blank.kind == "yes_no":
        return k.phrases.get("button_yes" if value == "ja" else "button_no", language).lower()
    if blank.kind == "choice":
        return blank.options[str(value)].get(language)[0]
    if blank.kind == "ground":
        return k.grounds[str(value)].name.get(language)[0]
    if blank.kind == "topic":
        return k.topics[str(value)].title.get(language)[0]
    return str(value)
