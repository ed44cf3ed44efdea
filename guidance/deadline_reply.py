"""What is said of a computed deadline: the day in words, what to check, what is still possible, and the reply that carries it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from guidance.deadlines import Computed, Refused, row_of
from guidance.loader import Knowledge
from guidance.render import render_text
from guidance.reply import Context, Reply, contract
from guidance.topics import follow_up_buttons


@dataclass(frozen=True)
class Wording:
    """What is said of a deadline, each part a text of its own.

    Attributes:
        says: the day, or that it has passed, or why there is none.
        moved: that it was moved past a weekend or holiday, else None.
        possible: what can still be done once it has passed, else None.
        check: what to look up in the letter; None for a refusal.
    """

    says: str
    moved: str | None = None
    possible: str | None = None
    check: str | None = None

    def lines(self) -> tuple[str, ...]:
        """Return the parts there are, in order."""
        return tuple(part for part in (self.says, self.moved, self.possible, self.check) if part)


def day_in_words(k: Knowledge, day: dt.date, language: str) -> str:
    """Return «tirsdag 8. desember 2026», «tysdag 8. desember 2026» or «Tuesday 8 December 2026»."""
    weekday, month = k.phrases.get(f"weekday_{day.weekday()}", language), k.phrases.get(f"month_{day.month}", language)
    return k.phrases.get("day_long", language, weekday=weekday, day=str(day.day), month=month, year=str(day.year))


def wording(k: Knowledge, found: Computed | Refused, language: str, today: dt.date) -> Wording:
    """Return what is said of a deadline in `nb`, `nn` or `en`."""
    row = row_of(k, found.rule)
    if isinstance(found, Refused):
        return Wording(k.phrases.get(f"deadline_refused_{found.reason}", language, ask=row.ask.get(language)[0]))
    days = {"date": found.date, "next": found.next, "valid_until": found.valid_until}

    def filled(text: str) -> str:
        for blank, day in days.items():
            if day is not None:
                text = text.replace(f"{{{blank}}}", day_in_words(k, day, language))
        return render_text(k, text, language, today)

    moved = None
    if found.moved and found.unmoved is not None and not found.passed:
        moved = k.phrases.get("deadline_moved", language, unmoved=day_in_words(k, found.unmoved, language))
    if found.stated and found.date is not None:
        day = day_in_words(k, found.date, language)
        says = k.phrases.get("deadline_stated_passed", language, day=day) if found.passed else k.phrases.get("deadline_stated", language, day=day)
    else:
        says = filled((row.passed if found.passed else row.says).get(language)[0])
    return Wording(
        says=says,
        moved=moved,
        possible=filled(row.possible.get(language)[0]) if found.passed else None,
        check=filled(row.check.get(language)[0]),
    )


def deadline_reply(
    k: Knowledge, found: Computed | Refused, context: Context, *, notes: tuple[str, ...] = (), attachments: tuple[dict[str, Any], ...] = ()
) -> Reply:
    """Return the reply to a deadline that was asked for; `custom.result` holds the day where one was computed.

    Args:
        k: the knowledge.
        found: the deadline, or why there is none.
        context: the talk.
        notes: what it was counted from, said after the day.
        attachments: drafts to take along.
    """
    row = row_of(k, found.rule)
    language = context.language if context.language in ("nb", "nn", "en") else "nb"
    result: dict[str, Any] = {"result": found.result()} if isinstance(found, Computed) else {}
    figure = k.figures[row.figure]
    facts = dict.fromkeys((*row.facts, *figure.facts))
    says, *more = wording(k, found, language, context.today).lines()
    law = (k.phrases.get("law", language, law=figure.law),) if figure.law and result else ()
    return Reply(
        messages=("\n\n".join((says, *notes, *more, *law)),),
        buttons=follow_up_buttons(k, (row.topic,), language, context.audience),
        custom=contract(k, context, row.topic, language=language, facts=facts, follow_ups=(row.topic,), **{**result, "attachments": list(attachments)}),
        slots={"topic": row.topic},
    )
