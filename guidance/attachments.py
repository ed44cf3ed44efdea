"""Drafts: which document a reply offers, as letter, language and values. A channel turns each into addresses that work once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from guidance.calendar_draft import CalendarDraft, read_calendar_draft
from guidance.documents import FORMATS, File, file_name, make_document, offered_formats
from guidance.letter_values import Value, read_values, values_from
from guidance.letters import Letter, is_for, make_letter
from guidance.loader import Knowledge
from guidance.reply import Context, Reply
from guidance.walkthroughs.computing import compute
from guidance.walkthroughs.state import valid_answers

# Staff help tenants to write, so they get the tenant's letters beside their own.
_WRITERS = {"tenant": ("tenant",), "staff": ("tenant", "staff"), "landlord": ("landlord",)}
_LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class Draft:
    """What a document is made from; it holds amounts, days and keys, and no text that somebody wrote.

    Attributes:
        letter: a file of knowledge/letters/.
        language: of the talk.
        values: {blank: value}.
        ground: key of grounds.yml, or None.
    """

    letter: str
    language: str
    values: Mapping[str, Value]
    ground: str | None = None

    def contract(self, k: Knowledge) -> dict[str, Any]:
        """Return the draft as it stands in `attachments` until a channel gives it an address."""
        title = k.letters[self.letter].title.get(self.language)[0]
        return {"title": title, "letter": self.letter, "language": self.language, "values": dict(self.values), "ground": self.ground}

    def offers(self, k: Knowledge) -> tuple[tuple[str, str, str], ...]:
        """Return (format, title, media type) of each way to take it along."""
        title = self.contract(k)["title"]
        return tuple(
            (kind, k.phrases.get(f"document_{kind}", self.language, title=title), FORMATS[kind].media_type.partition(";")[0]) for kind in offered_formats()
        )

    def file(self, k: Knowledge, kind: str, now: dt.datetime) -> File:
        """Return the letter as a document; `kind` is a key of FORMATS."""
        letter = self.made(k, now.date())
        return File(make_document(letter, kind), file_name(letter, kind), FORMATS[kind].media_type, FORMATS[kind].inline)

    def made(self, k: Knowledge, today: dt.date) -> Letter:
        """Return the letter as of a day."""
        return make_letter(k, self.letter, self.language, self.values, self.ground, today)


def draft(k: Knowledge, letter_id: str, context: Context, walkthrough: str | None = None, answers: Mapping[str, Any] | None = None) -> Draft | None:
    """Return a draft filled with what a walk-through's answers give, or None when the letter is not for this ground.

    Args:
        k: the knowledge.
        letter_id: a file of knowledge/letters/.
        context: the talk; its ground counts where the answers name none.
        walkthrough: key of the walk-through, or None.
        answers: its answers.
    """
    form = k.letters[letter_id]
    values: dict[str, Value] = {}
    ground = context.ground
    walk = k.walkthroughs.get(walkthrough or "")
    if walk is not None:
        valid = valid_answers(walk, answers or {})
        values = values_from(k, form, walk.id, valid, compute(k, walk, valid, context).result)
        ground = str(valid["ground"]) if valid.get("ground") in k.grounds else ground
    if not is_for(form, ground):
        return None
    return Draft(letter_id, context.language if context.language in _LANGUAGES else "nb", values, None if ground == "vet_ikke" else ground)


def read_draft(k: Knowledge, given: object) -> Draft | CalendarDraft | None:
    """Return the draft of an attachment, or None when it is none; what does not fit is dropped."""
    if not isinstance(given, dict):
        return None
    if "deadline" in given:
        return read_calendar_draft(k, given)
    letter, language, ground = (str(given.get(name, "")) for name in ("letter", "language", "ground"))
    form = k.letters.get(letter)
    known = ground if ground in k.grounds else None
    if form is None or not is_for(form, known):
        return None
    return Draft(form.id, language if language in _LANGUAGES else "nb", read_values(k, form, given.get("values")), known)


def topics_with_letters(k: Knowledge, context: Context) -> tuple[str, ...]:
    """Return the topics that have a letter for this audience, each once."""
    return tuple(dict.fromkeys(topic for form in k.letters.values() if form.writer in _WRITERS[context.audience] for topic in form.topics))


def drafts_of(k: Knowledge, topic: str, context: Context, walkthrough: str | None, answers: Mapping[str, Any] | None) -> list[Draft]:
    """Return the letters that go with a topic, for this audience and ground, filled as far as the talk's walk-through tells."""
    offered = [form.id for form in k.letters.values() if topic in form.topics and form.writer in _WRITERS[context.audience]]
    return [made for key in offered if (made := draft(k, key, context, walkthrough, answers)) is not None]


def with_letters(k: Knowledge, reply: Reply, context: Context, walkthrough: str | None, answers: Mapping[str, Any] | None) -> Reply:
    """Return a topic's reply with the letters that go with it, filled as far as the talk's walk-through tells. An urgent reply stays as it is."""
    drafts = [] if reply.custom.get("urgent") else drafts_of(k, str(reply.custom["topic"]), context, walkthrough, answers)
    if not drafts:
        return reply
    return replace(reply, custom={**reply.custom, "attachments": [*reply.custom["attachments"], *(made.contract(k) for made in drafts)]})
