"""The texts of the deadline clock."""

from __future__ import annotations

from pydantic import Field

from guidance.records.base import FactId, Key, Localised, Record


class DeadlineTexts(Record):
    """One row of deadlines.yml: what is said of a deadline; the figure says how it runs.

    Blanks: `{date}` is the day computed, `{next}` the day of the month after, `{valid_until}` the last day a notice can be used.

    Attributes:
        name: what is to be done, short; the title of a calendar entry.
        ask: the question for the date it runs from.
        says: while it runs.
        passed: when it is over.
        possible: what can still be done then.
        check: what to look up in the letter.
    """

    id: FactId
    figure: Key
    topic: Key
    name: Localised
    ask: Localised
    says: Localised
    passed: Localised
    possible: Localised
    check: Localised
    facts: tuple[FactId, ...] = Field(min_length=1)
