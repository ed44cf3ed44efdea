"""The draft of a calendar file: a rule and the day it runs from, until a channel turns it into an address that works once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guidance.calendar_file import MEDIA_TYPE, calendar_file
from guidance.deadlines import Computed, Refused, deadline, row_of
from guidance.documents import File
from guidance.loader import Knowledge
from guidance.reply import Context

_LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class CalendarDraft:
    """What a calendar file is made from: nothing about the person but a day.

    Attributes:
        rule: id of the rule, `FRI-04`.
        start: the day it runs from, or the last day that the letter gives.
        stated: `start` is the last day that the letter gives.
        reckoned: the day it was reckoned on, so that the file says what the reply said.
        language: of the talk.
    """

    rule: str
    start: dt.date
    stated: bool
    reckoned: dt.date
    language: str

    def contract(self, k: Knowledge) -> dict[str, Any]:
        """Return the draft as it stands in `attachments` until a channel gives it an address."""
        days = {"start": self.start.isoformat(), "reckoned": self.reckoned.isoformat()}
        return {"title": self._title(k), "deadline": self.rule, "stated": self.stated, "language": self.language, **days}

    def _title(self, k: Knowledge) -> str:
        return k.phrases.get("calendar_title", self.language, name=row_of(k, self.rule).name.get(self.language)[0])

    def found(self, k: Knowledge) -> Computed | Refused:
        """Return the deadline."""
        return deadline(k, self.rule, self.start, self.reckoned, stated=self.start if self.stated else None)

    def offers(self, k: Knowledge) -> tuple[tuple[str, str, str], ...]:
        """Return (format, title, media type) of each way to take it along."""
        return (("ics", self._title(k), MEDIA_TYPE.partition(";")[0]),)

    def file(self, k: Knowledge, kind: str, now: dt.datetime) -> File:
        """Return the calendar file.

        Raises:
            NoDay: the rule gives no day to put in a calendar.
        """
        return File(calendar_file(k, self.found(k), self.language, now), f"frist.{kind}", MEDIA_TYPE)


def calendar_draft(k: Knowledge, found: Computed | Refused, context: Context) -> tuple[dict[str, Any], ...]:
    """Return the draft for a deadline that is still to come, as it stands in `attachments`; none for another."""
    if isinstance(found, Refused) or found.date is None or found.start is None or found.passed:
        return ()
    language = context.language if context.language in _LANGUAGES else "nb"
    return (CalendarDraft(found.rule, found.start, found.stated, context.today, language).contract(k),)


def read_calendar_draft(k: Knowledge, given: Mapping[str, Any]) -> CalendarDraft | None:
    """Return the draft of an attachment, or None when it gives no day to put in a calendar."""
    rule, language = str(given.get("deadline")), str(given.get("language"))
    try:
        days = [dt.date.fromisoformat(str(given.get(name))) for name in ("start", "reckoned")]
    except ValueError:
        return None
    draft = CalendarDraft(rule, days[0], given.get("stated") is True, days[1], language if language in _LANGUAGES else "nb")
    if rule not in k.deadlines:
        return None
    found = draft.found(k)
    return draft if isinstance(found, Computed) and found.date is not None else None
