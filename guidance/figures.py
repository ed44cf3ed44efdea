"""Figures as they are shown: the value in force on a day, with its unit in the reader's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from guidance.records import DatedValue, Figure, Phrases

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9_]+)\}")
_COUNTED = ("days", "weeks", "months", "years")


def value_on(figure: Figure, day: dt.date) -> DatedValue | None:
    """Return the value in force on `day`, or None before the first or when there is none."""
    in_force = [value for value in figure.values if value.since <= day]
    return in_force[-1] if in_force else None


def amount(value: float, language: str) -> str:
    """Return 3496.0 as «3 496» and 73.7 as «73,7» («73.7» in English); no-break spaces group thousands."""
    if value == int(value):
        return f"{int(value):,}".replace(",", "\u00a0")
    text = f"{value:g}"
    return text if language == "en" else text.replace(".", ",")


def show(figure: Figure, language: str, day: dt.date, phrases: Phrases) -> str | None:
    """Return the figure as text («2 uker», «3 496 kr», «den 25.»), or None where it must not be shown.

    An amount past its `review_by` is not shown; a deadline from a statute is.
    """
    found = value_on(figure, day)
    if found is None:
        return None
    if figure.unit not in _COUNTED and figure.unit != "day_of_month" and day > figure.review_by:
        return None
    number = amount(found.value, language)
    if figure.unit == "percent":
        return f"{number}\u00a0%" if language != "en" else f"{number}%"
    if figure.unit == "day_of_month":
        return f"{number}." if language != "en" else number
    plural = "_one" if figure.unit in _COUNTED and found.value == 1 else ""
    return f"{number}\u00a0{phrases.get(f'unit_{figure.unit}{plural}', language)}"


def fill(text: str, figures: Mapping[str, Figure], language: str, day: dt.date, phrases: Phrases) -> str:
    """Return the text with each `{figure:id}` replaced; a phrase says so where a figure must not be shown."""
    withheld = phrases.get("figure_withheld", language)

    def one(match: re.Match[str]) -> str:
        shown = show(figures[match.group(2)], language, day, phrases) if match.group(2) in figures else None
        return shown if shown is not None else withheld

    return PLACEHOLDER.sub(one, text)
