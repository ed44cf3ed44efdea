"""The day of a letter in a message («fikk brevet for 10 dager siden», «varselet er datert 3. november»), and which letter it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from guidance.loader import Knowledge
from guidance.parts import parts_of
from guidance.phrasebook import begins, found, plain
from guidance.records import DeadlineTexts
from guidance.stated_days import StatedDay, stated_days

# So many words beside the day say nothing of their own («datert 3. november»); with «det» one more («det var 3. november»).
_BARE = 1
# «På torsdag» and «den 20.» can be a day to come; without «fikk» or «sendt» they are no letter's day.
_SOON_DAYS = 40
# «Datert 8. desember» in November: last year's is so long ago that the year is rather a slip.
_LONG_AGO_DAYS = 183
# So much a message holds that tells of a letter's day and nothing else; with «hvor lang tid har jeg» a little more.
_MOST_WORDS = 9
_MOST_WORDS_ASKING = 16


@dataclass(frozen=True)
class LetterDay:
    """The day a letter came, was sent or is dated, or the last day that it gives itself.

    Attributes:
        first: the day; of a span («i forrige uke») the first. None where only `stated` is told.
        last: the last day of a span, else None.
        received: the message says that it came then.
        sent: the message says that it was sent or is dated so.
        stated: the last day for an answer that the letter gives, else None.
    """

    first: dt.date | None
    last: dt.date | None = None
    received: bool = False
    sent: bool = False
    stated: dt.date | None = None


def letter_day(k: Knowledge, text: str, today: dt.date) -> LetterDay | None:
    """Return the first day in a message that is a letter's, or None. Days of rent, of moving or of being put out are none."""
    if not stated_days(text, today):
        return None
    parts = parts_of(text)
    told_of_letter = False
    for part in parts:
        heard = plain(part)
        names = _names_letter(k, heard)
        if not found(k.letter_days.other_days, heard):
            for day in stated_days(part, today):
                seen = _seen(k, day, part, heard, names, told_of_letter, len(parts) == 1, today)
                if seen is not None:
                    return seen
        told_of_letter = told_of_letter or names
    return None


def _names_letter(k: Knowledge, heard: str) -> bool:
    return found(k.letter_days.letters, heard) is not None or any(found(row.named, heard) for row in k.deadlines.values())


def _seen(k: Knowledge, day: StatedDay, part: str, heard: str, names: bool, before: bool, alone: bool, today: dt.date) -> LetterDay | None:
    """Return the day as a letter's, or None when the part is about something else."""
    words = k.letter_days
    if found(words.deadlines, heard):
        coming = [date for row in stated_days(part, today, "coming") for date in row.dates if date >= today]
        return LetterDay(None, stated=coming[0]) if coming else None
    received, sent = found(words.came, heard) is not None, found(words.sent, heard) is not None
    beside = len(heard.split()) - len(day.said.split())
    own = found(words.own, heard) is not None
    bare = beside <= _BARE + own
    told = names or (bare and (before or alone)) or ((received or sent) and (own or bare))
    if not told or day.impossible or (_may_come(part, today) and not (received or sent)):
        return None
    if day.span:
        return LetterDay(day.dates[0], min(day.dates[1], today), received, sent) if day.dates[0] <= today else None
    return LetterDay(_likeliest(day.dates, today), None, received, sent)


def _may_come(part: str, today: dt.date) -> bool:
    coming = [row.dates[0] for row in stated_days(part, today, "coming") if row.dates]
    return any(0 < (date - today).days <= _SOON_DAYS for date in coming)


def _likeliest(dates: tuple[dt.date, ...], today: dt.date) -> dt.date:
    past = [date for date in dates if date <= today]
    coming = [date for date in dates if date > today]
    if past and not (coming and (today - max(past)).days > _LONG_AGO_DAYS):
        return max(past)
    return min(coming)


def letter_rule(k: Knowledge, text: str, topic: str | None, ground: str | None) -> str | None:
    """Return the rule of the letter that is meant, or None when that is not certain.

    Args:
        k: the knowledge.
        text: the message; a letter that it names goes before the talk.
        topic: what the talk is about, or None.
        ground: the ground, once it is known.
    """
    heard = plain(text)
    named = [row for row in k.deadlines.values() if found(row.named, heard)]
    sure = [row for row in named if not found(row.unless, heard)]
    own = next((row for row in k.deadlines.values() if row.topic == topic and row.in_talk_before), None)
    if own is not None and sure and all(row.id == own.id or row.id in own.in_talk_before for row in sure):
        return own.id
    if len(sure) > 1:
        sure = [row for row in sure if row.topic == topic]
    if named:
        return sure[0].id if len(sure) == 1 else None
    return next((row.id for row in k.deadlines.values() if _by_talk(row, topic, ground) and not found(row.unless, heard)), None)


def _by_talk(row: DeadlineTexts, topic: str | None, ground: str | None) -> bool:
    return row.topic == topic and (row.by_topic or (row.ground is not None and row.ground == ground))


def asks_for_deadline(k: Knowledge, text: str) -> bool:
    """Return whether a message asks how long there is."""
    return found(k.letter_days.asks, plain(text)) is not None


def only_tells_letter_day(k: Knowledge, text: str, today: dt.date) -> bool:
    """Return whether a message tells of a letter's day and little else, or asks for its deadline beside; a correction does not."""
    heard = plain(text)
    length = len(heard.split())
    if length > _MOST_WORDS_ASKING or letter_day(k, text, today) is None:
        return False
    if begins(k.walkthrough_words.correct, heard) or (length > _MOST_WORDS and not asks_for_deadline(k, text)):
        return False
    # «Heving» has no deadline here: the topic says what to do.
    return letter_rule(k, text, None, None) is not None or not any(found(row.unless, heard) for row in k.deadlines.values())
