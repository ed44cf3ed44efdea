"""Practice examples and their themes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from guidance.records.base import Confidence, Localised, Phase, Record, Text


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


class PracticeTheme(Record):
    """One row of practice_themes.yml: a theme or target group, and the ways people name it (phrases as in emergency/)."""

    id: Text
    kind: Literal["theme", "group"]
    name: Localised
    phrases: tuple[Text, ...] = Field(min_length=1)
