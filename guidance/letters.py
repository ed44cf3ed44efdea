"""Letters: a letter's id, a language and values go in; headings, paragraphs, tables, blanks and sources come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guidance.deadline_reply import day_in_words
from guidance.errors import GuidanceError, UnknownKey
from guidance.letter_values import Value, blanks_of, read_values, shown
from guidance.loader import Knowledge
from guidance.payment_plan import PaymentPlan, make_plan, month_after
from guidance.records import BLANK, LetterForm, Part
from guidance.render import render_text
from guidance.reply import sources_of
from guidance.walkthroughs.computing import kroner

LINE = "_" * 20
EMPTY_ROWS = 6
# A plan of more rows is told as «each month until …»: nobody reads a table of ten pages.
MOST_ROWS = 60
# A hundred years: what is longer is no plan, and its days leave the calendar.
_MOST_INSTALMENTS = 1200
_UNKNOWN = "vet_ikke"


class WrongGroundError(GuidanceError):
    """The letter is not for this ground: a protest against notice to quit answers no termination."""


@dataclass(frozen=True)
class Heading:
    """A heading of the second level; the letter's title is the first."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; `boxes` are to be ticked by hand."""

    items: tuple[str, ...]
    boxes: bool = False


@dataclass(frozen=True)
class Fields:
    """Lines of (label, value); a value that is not known is None and written by hand."""

    rows: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and a header row; all rows are as long as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on."""

    count: int


Block = Heading | Paragraph | Bullets | Fields | Table | Lines


@dataclass(frozen=True)
class Letter:
    """A letter that is ready to be put into a document.

    Attributes:
        id: its file in knowledge/letters/.
        language: `nb` or `nn`; letters go to Norwegian offices and landlords.
        title: its heading.
        blocks: the letter itself, in order.
        about: the page for the writer: what it is, what it does not do, sources. It begins a new page; a sheet has it below, on the same page.
        about_title: heading of that page; None for a sheet, which fits on one page.
        about_language: `nb`, `nn` or `en`.
        filled: {blank: value as shown}.
        open: ids of the blanks that are left to fill in by hand.
        facts: ids of the facts it rests on.
        sources: [{title, url, checked}].
    """

    id: str
    language: str
    title: str
    blocks: tuple[Block, ...]
    about: tuple[Block, ...]
    about_title: str | None
    about_language: str
    filled: Mapping[str, str]
    open: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[Mapping[str, str | None], ...]

    @property
    def is_sheet(self) -> bool:
        """Whether it is brought to a talk and not sent."""
        return self.about_title is None


def is_for(form: LetterForm, ground: str | None) -> bool:
    """Return whether a letter may be written on a ground; one that is not known excludes none."""
    return not form.grounds or ground in (None, _UNKNOWN) or ground in form.grounds


def known_ground(form: LetterForm, ground: str | None) -> str | None:
    """Return the ground a letter is about; a letter for one ground only is about that."""
    if len(form.grounds) == 1:
        return form.grounds[0]
    return ground if form.grounds and ground != _UNKNOWN else None


class _Filler:
    """Fills texts with values, figures and contacts, and remembers which blanks were met."""

    def __init__(self, k: Knowledge, form: LetterForm, language: str, values: Mapping[str, Value], today: dt.date) -> None:
        self._k, self._language, self._today = k, language, today
        self._blanks = blanks_of(k, form)
        self.values = {key: shown(k, self._blanks[key], value, language) for key, value in values.items()}
        self.met: list[str] = []

    def value(self, key: str) -> str | None:
        """Return a blank's value as shown, or None when it is written by hand."""
        self.met.append(key)
        return self.values.get(key)

    def label(self, key: str) -> str:
        """Return a blank's label."""
        return self._blanks[key].label.get(self._language)[0]

    def text(self, text: str) -> str:
        """Return a text with all in it filled in."""
        filled = BLANK.sub(lambda found: self.value(found.group(1)) or LINE, text)
        return render_text(self._k, filled, self._language, self._today)


def plan_of(values: Mapping[str, Value], keys: tuple[str, ...]) -> PaymentPlan | None:
    """Return the plan of (total, each month, first day), or None while one of them is not known or it would never end."""
    total, monthly, first = (values.get(key) for key in keys)
    if not isinstance(total, int) or not isinstance(monthly, int) or not isinstance(first, str) or total <= 0 or monthly <= 0:
        return None
    if total // monthly > _MOST_INSTALMENTS:
        return None
    return make_plan(total, monthly, dt.date.fromisoformat(first))


def _plan_rows(k: Knowledge, plan: PaymentPlan | None, language: str) -> tuple[tuple[str, ...], ...]:
    if plan is None:
        return tuple((f"{number}.", LINE, LINE) for number in range(1, EMPTY_ROWS + 1))
    monthly = kroner(k, plan.monthly_ore, language)
    last = (f"{plan.instalments}.", day_in_words(k, plan.last, language), kroner(k, plan.last_ore, language))
    if plan.instalments > MOST_ROWS:
        before_last = month_after(plan.first, plan.instalments - 2)
        until = k.phrases.get("letter_plan_until", language, day=day_in_words(k, before_last, language))
        return ("1.", day_in_words(k, plan.first, language), monthly), (f"2.–{plan.instalments - 1}.", until, monthly), last
    dues = [month_after(plan.first, number) for number in range(plan.instalments - 1)]
    return (*((f"{number}.", day_in_words(k, due, language), monthly) for number, due in enumerate(dues, 1)), last)


def _plan(k: Knowledge, part: Part, caption: str, values: Mapping[str, Value], language: str) -> Table:
    header = k.phrases.get("letter_plan_number", language), k.phrases.get("letter_plan_day", language), k.phrases.get("letter_plan_amount", language)
    return Table(caption, header, _plan_rows(k, plan_of(values, part.blanks), language))


def _block(k: Knowledge, part: Part, fill: _Filler, values: Mapping[str, Value], language: str) -> Block:
    text = fill.text(part.text.get(language)[0]) if part.text else ""
    if part.kind == "heading":
        return Heading(text)
    if part.kind in ("bullets", "boxes"):
        return Bullets(tuple(fill.text(item.get(language)[0]) for item in part.items), boxes=part.kind == "boxes")
    if part.kind == "fields":
        return Fields(tuple((fill.label(key), fill.value(key)) for key in part.blanks))
    if part.kind == "plan":
        return _plan(k, part, text, values, language)
    return Lines(part.lines) if part.kind == "lines" else Paragraph(text)


def _is_there(part: Part, ground: str | None) -> bool:
    """Return whether a part stands on this ground. Where the ground is not known, what says that paying stops the case does not."""
    if not part.grounds:
        return True
    return ground in part.grounds if ground else not part.stops_case


def _checked(k: Knowledge, day: str, language: str) -> str:
    """Return «24. november 2026»; the day of the week tells nothing of a check."""
    date = dt.date.fromisoformat(day)
    return k.phrases.get("letter_day", language, day=str(date.day), month=k.phrases.get(f"month_{date.month}", language), year=str(date.year))


def _about(k: Knowledge, form: LetterForm, ground: str | None, sources: list[dict[str, str | None]], language: str, today: dt.date) -> tuple[Block, ...]:
    def said(text: str) -> str:
        return render_text(k, text, language, today)

    does_not = [said(text.get(language)[0]) for text in form.does_not]
    made = k.phrases.get("letter_made", language, day=day_in_words(k, today, language))
    titles = [k.phrases.get("letter_source", language, title=str(row["title"]), day=_checked(k, str(row["checked"]), language)) for row in sources]
    if form.kind == "sheet":
        named = ", ".join(str(row["title"]) for row in sources)
        return Paragraph(" ".join(does_not)), Paragraph(f"{made} {k.phrases.get('letter_sources', language)}: {named}.")
    blocks: list[Block] = [Paragraph(said(form.use.get(language)[0])), Paragraph(k.phrases.get("letter_by_hand", language))]
    blocks += [Heading(k.phrases.get("letter_does_not", language)), Bullets(tuple(does_not))]
    if form.writer == "tenant" and ground in k.grounds:
        payment = said(k.grounds[str(ground)].payment_text.get(language)[0])
        blocks += [Heading(k.phrases.get("letter_payment", language)), Paragraph(payment)]
    blocks += [Heading(k.phrases.get("letter_sources", language)), Bullets(tuple(titles)), Paragraph(made)]
    return tuple(blocks)


def make_letter(k: Knowledge, letter_id: str, language: str, values: Mapping[str, Any], ground: str | None, today: dt.date) -> Letter:
    """Return a letter.

    Args:
        k: the knowledge.
        letter_id: a file of knowledge/letters/.
        language: `nn` or else bokmål; for `en` the page for the writer is in English.
        values: {blank: value}; what does not fit a blank is left out, and the blank stays open.
        ground: key of grounds.yml; None takes the one among the values, if there is one.
        today: the day it is made; figures are those of that day.

    Raises:
        UnknownKey: there is no such letter.
        WrongGroundError: the letter is not for this ground.
    """
    form = k.letters.get(letter_id)
    if form is None:
        raise UnknownKey(f"«{letter_id}» is no letter of knowledge/letters/; letters: {', '.join(sorted(k.letters))}")
    ground = ground or values.get("ground")
    if not is_for(form, ground):
        raise WrongGroundError(f"«{letter_id}» is not for the ground «{ground}»; it is for {', '.join(form.grounds)}")
    written = "nn" if language == "nn" else "nb"
    read = language if language in ("nn", "en") else "nb"
    about_ground = known_ground(form, ground)
    kept = read_values(k, form, {**values, **({"ground": ground} if ground else {})})
    fill = _Filler(k, form, written, kept, today)
    blocks = tuple(_block(k, part, fill, kept, written) for part in form.parts if _is_there(part, about_ground))
    facts = tuple(dict.fromkeys([*form.facts, *(k.grounds[about_ground].facts if about_ground else ())]))
    sources = sources_of(k, facts)
    met = tuple(dict.fromkeys(fill.met))
    return Letter(
        id=letter_id,
        language=written,
        title=form.title.get(written)[0],
        blocks=blocks,
        about=_about(k, form, about_ground, sources, written if form.kind == "sheet" else read, today),
        about_title=None if form.kind == "sheet" else k.phrases.get("letter_about", read),
        about_language=written if form.kind == "sheet" else read,
        filled={key: fill.values[key] for key in met if key in fill.values},
        open=tuple(key for key in met if key not in fill.values),
        facts=facts,
        sources=tuple(sources),
    )
