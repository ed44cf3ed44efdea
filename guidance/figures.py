"""Figures as they are shown: the value in force on a day, with its unit in the reader's language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from guidance.records import DatedValue, Figure

PLACEHOLDER = re.compile(r"\{([a-z]+):([a-z0-9_]+)\}")
_UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "days": {"nb": ("dag", "dager"), "nn": ("dag", "dagar"), "en": ("day", "days")},
    "weeks": {"nb": ("uke", "uker"), "nn": ("veke", "veker"), "en": ("week", "weeks")},
    "months": {"nb": ("måned", "måneder"), "nn": ("månad", "månader"), "en": ("month", "months")},  # noqa: units, no sentences
    "years": {"nb": ("år", "år"), "nn": ("år", "år"), "en": ("year", "years")},  # noqa: units, no sentences
}
_PER = {
    "nok_per_month": {"nb": "kr i måneden", "nn": "kr i månaden", "en": "NOK a month"},  # noqa: units, no sentences
    "nok_per_year": {"nb": "kr i året", "nn": "kr i året", "en": "NOK a year"},  # noqa: units, no sentences
    "nok": {"nb": "kr", "nn": "kr", "en": "NOK"},
    "R": {"nb": "rettsgebyr", "nn": "rettsgebyr", "en": "court fees"},
}


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


def show(figure: Figure, language: str, day: dt.date) -> str | None:
    """Return the figure as text («2 uker», «3 496 kr», «den 25.»), or None where it must not be shown.

    An amount past its `review_by` is not shown; a deadline from a statute is.
    """
    found = value_on(figure, day)
    if found is None:
        return None
    if figure.unit not in _UNITS and figure.unit != "day_of_month" and day > figure.review_by:
        return None
    number = amount(found.value, language)
    if figure.unit in _UNITS:
        one, many = _UNITS[figure.unit].get(language, _UNITS[figure.unit]["nb"])
        return f"{number}\u00a0{one if found.value == 1 else many}"
    if figure.unit == "percent":
        return f"{number}\u00a0%" if language != "en" else f"{number}%"
    if figure.unit == "day_of_month":
        return f"{number}." if language != "en" else number
    return f"{number}\u00a0{_PER[figure.unit].get(language, _PER[figure.unit]['nb'])}"


def fill(text: str, figures: Mapping[str, Figure], language: str, day: dt.date, unknown: str) -> str:
    """Return the text with each `{figure:id}` replaced; `unknown` stands where a figure must not be shown."""

    def one(match: re.Match[str]) -> str:
        shown = show(figures[match.group(2)], language, day) if match.group(2) in figures else None
        return shown if shown is not None else unknown

    return PLACEHOLDER.sub(one, text)
