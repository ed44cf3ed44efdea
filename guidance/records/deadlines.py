"""The texts of the deadline clock."""

from __future__ import annotations

from pydantic import Field

from guidance.records.base import FactId, Ground, Key, Localised, Record, Text


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
        named: words that name the letter it runs from (phrases as in emergency/); without them a message never tells it.
        unless: words beside them that tell another letter.
        ground: the ground whose letter it is; a talk about that ground needs no name.
        by_topic: the talk's topic tells the letter, for the topic has no other.
        in_talk_before: rules it goes before in a talk about its topic: a letter from the court is about the forced sale there.
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
    named: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    ground: Ground | None = None
    by_topic: bool = False
    in_talk_before: tuple[FactId, ...] = ()


class LetterDayWords(Record):
    """letter_days.yml: what tells that a day in a message is a letter's (phrases as in emergency/).

    Attributes:
        letters: a letter of whatever kind.
        came: that somebody got it.
        sent: that it was sent or is dated.
        own: words for it where it was named before («det», «den»).
        deadlines: that the letter itself gives a last day.
        other_days: what makes the day another one: rent that fell due, a day to be out.
        asks: questions that ask for the deadline and nothing else.
    """

    letters: tuple[Text, ...]
    came: tuple[Text, ...]
    sent: tuple[Text, ...]
    own: tuple[Text, ...]
    deadlines: tuple[Text, ...]
    other_days: tuple[Text, ...]
    asks: tuple[Text, ...]
