"""Letters and sheets that people take away: text parts, blanks, and what the letter does not do."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from guidance.records.base import FactId, Ground, Key, Localised, Record

# Where a blank's value comes from: an answer of a walk-through, or what was reckoned from the answers.
Origin = Annotated[str, StringConstraints(pattern=r"^(answer|plan|result)\.[a-z_]+$")]

BLANK = re.compile(r"\{blank:([a-z0-9_]+)\}")


class Blank(Record):
    """One place in a letter that is filled from answers or by hand.

    Attributes:
        kind: how its value is read and shown. `line` is never filled by us: names, addresses, account and case numbers.
        fills: {walk-through: where in it the value is}.
        options: for `choice`: {value: as it is written}.
    """

    id: Key
    label: Localised
    kind: Literal["line", "amount", "date", "number", "yes_no", "choice", "ground", "topic"]
    fills: dict[Key, Origin] = {}
    options: dict[Key, Localised] = {}

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Blank:
        if (self.kind == "choice") != bool(self.options):
            raise ValueError("options belong to kind «choice», and it needs them")
        if self.kind == "line" and self.fills:
            raise ValueError("fills: a line is written by hand and never filled; take `fills` out or give another kind")
        return self


class Part(Record):
    """One part of a letter, in its order on the page.

    Attributes:
        kind: `heading`; `text`, where `{blank:id}` stands for a blank; `bullets`; `boxes` to tick;
            `fields`, a line per blank: label and value; `plan`, the table of a payment plan; `lines`, empty lines to write on.
        text: of a heading or text, or the caption of a plan.
        items: of bullets and boxes.
        blanks: of fields; of a plan: total, each month, first day.
        lines: how many empty lines.
        facts: what a statement rests on; a request or a statement of the writer's own needs none.
        grounds: the part is there only on these grounds.
        stops_case: it says that paying stops a case; then `grounds` may hold only those where grounds.yml says «yes».
    """

    kind: Literal["heading", "text", "bullets", "boxes", "fields", "plan", "lines"]
    text: Localised | None = None
    items: tuple[Localised, ...] = ()
    blanks: tuple[Key, ...] = ()
    lines: int = Field(default=0, ge=0, le=12)
    facts: tuple[FactId, ...] = ()
    grounds: tuple[Ground, ...] = ()
    stops_case: bool = False

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Part:
        given = {name for name in ("text", "items", "blanks", "lines") if getattr(self, name)}
        wanted = {
            "heading": {"text"},
            "text": {"text"},
            "bullets": {"items"},
            "boxes": {"items"},
            "fields": {"blanks"},
            "lines": {"lines"},
            "plan": {"text", "blanks"},
        }
        if given != wanted[self.kind]:
            raise ValueError(f"a part of kind «{self.kind}» has {' and '.join(sorted(wanted[self.kind]))}, nothing else")
        if self.kind == "plan" and len(self.blanks) != 3:
            raise ValueError("blanks: a plan has three: the total, what is paid each month, the first day")
        if self.stops_case and not self.grounds:
            raise ValueError("grounds is missing: say on which grounds paying stops the case")
        return self


class LetterForm(Record):
    """knowledge/letters/<id>.yml: one letter or sheet.

    Attributes:
        kind: `letter` is signed and sent; `sheet` is brought to a talk or kept in a file.
        writer: who it is for; staff sheets name sections of law.
        topics: the answers it goes with, when the reader is its writer.
        use: what it is and when to use it. It stands on the page for the writer, in English too.
        does_not: what it does not do, each a sentence; on the same page.
        does_not_facts: what these sentences rest on.
        grounds: the grounds it can be written on; empty: all.
        blanks: its own, beside those of letter_blanks.yml.
    """

    id: Key
    kind: Literal["letter", "sheet"]
    writer: Literal["tenant", "staff", "landlord"]
    topics: tuple[Key, ...] = Field(min_length=1)
    title: Localised
    use: Localised
    use_facts: tuple[FactId, ...] = Field(min_length=1)
    does_not: tuple[Localised, ...] = Field(min_length=1)
    does_not_facts: tuple[FactId, ...] = Field(min_length=1)
    grounds: tuple[Ground, ...] = ()
    blanks: tuple[Blank, ...] = ()
    parts: tuple[Part, ...] = Field(min_length=1)
    checked: dt.date
    review_by: dt.date

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts it rests on, each once, in the order of the parts."""
        named = [*(fact for part in self.parts for fact in part.facts), *self.use_facts, *self.does_not_facts]
        return tuple(dict.fromkeys(named))

    def texts(self) -> list[tuple[str, Localised]]:
        """Return (field path, text) of all that it says."""
        found = [("title", self.title), ("use", self.use)]
        found += [(f"does_not.{number}", text) for number, text in enumerate(self.does_not)]
        found += [(f"blanks.{blank.id}.label", blank.label) for blank in self.blanks]
        found += [(f"blanks.{blank.id}.options.{key}", text) for blank in self.blanks for key, text in blank.options.items()]
        for number, part in enumerate(self.parts):
            found += [(f"parts.{number}.text", part.text)] if part.text else []
            found += [(f"parts.{number}.items.{place}", item) for place, item in enumerate(part.items)]
        return found
