"""Practice examples and their themes."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from guidance.records.base import Confidence, Key, Localised, Phase, Record, Text


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
    """One row of practice_themes.yml: a theme or target group, and the ways people name it (phrases as in emergency/).

    `core` themes are about preventing evictions themselves; they come first where nobody asks for a theme.
    """

    id: Text
    kind: Literal["theme", "group"]
    name: Localised
    core: bool = False
    phrases: tuple[Text, ...] = Field(min_length=1)


class Area(Record):
    """One row of areas.yml: a part of the country or a size of municipality that examples are asked from."""

    id: Key
    name: Localised
    counties: tuple[Text, ...] = ()
    least: int | None = Field(default=None, gt=0)
    most: int | None = Field(default=None, gt=0)
    phrases: tuple[Text, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _draws_a_border(self) -> Area:
        if not self.counties and self.least is None and self.most is None:
            raise ValueError(f"{self.id}: give counties, least or most, or the area is the whole country")
        return self
