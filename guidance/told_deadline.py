"""The deadline of a letter whose day somebody tells: reckoned, with what it was counted from, or what it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guidance.calendar_draft import calendar_draft
from guidance.deadline_reply import day_in_words, deadline_reply
from guidance.deadlines import Computed, Refused, deadline
from guidance.letter_days import LetterDay, asks_for_deadline, letter_day, letter_rule
from guidance.loader import Knowledge
from guidance.reply import Context, Reply, sources_of
from guidance.topics import answer_topic


def reckoned(k: Knowledge, rule: str, day: LetterDay, context: Context) -> Reply | None:
    """Return the reply with a letter's deadline, or None where the day told does not give it.

    What the landlord is not to do (protest against the notice) is not said to a landlord.
    """
    figure = k.figures[k.deadlines[rule].figure]
    by_letter = figure.counted_from == "letter"
    if (day.first is None and not by_letter) or (context.audience == "landlord" and figure.kind == "act_by"):
        return None
    found = deadline(k, rule, day.first, context.today, stated=day.stated)
    return deadline_reply(k, found, context, notes=_notes(k, found, day, context), attachments=calendar_draft(k, found, context))


def _notes(k: Knowledge, found: Computed | Refused, day: LetterDay, context: Context) -> tuple[str, ...]:
    """Return what the day was counted from, and what to check where it is not the day that the rule counts from."""
    if isinstance(found, Refused) or found.stated or day.first is None:
        return ()
    language = context.language if context.language in ("nb", "nn", "en") else "nb"
    notes = [k.phrases.get("deadline_counted", language, day=day_in_words(k, day.first, language))]
    if day.last is not None and day.last != day.first:
        notes = [k.phrases.get("deadline_span", language, first=day_in_words(k, day.first, language), last=day_in_words(k, day.last, language))]
    elif found.counted_from in ("sent", "letter") and day.received and not day.sent:
        notes.append(k.phrases.get(f"deadline_from_{found.counted_from}", language))
    elif found.counted_from == "received" and day.sent and not day.received:
        notes.append(k.phrases.get("deadline_from_received", language))
    return (" ".join(notes),)


def told_deadline(k: Knowledge, text: str, before: Sequence[str], topic: str | None, context: Context) -> Reply | None:
    """Return the deadline that a message or one before it gives the day of, or None.

    Args:
        k: the knowledge.
        text: the message.
        before: the messages before it, newest first.
        topic: what the talk is about; it tells the letter where the message names none.
        context: the talk.
    """
    day = letter_day(k, text, context.today)
    if day is not None:
        rule = letter_rule(k, text, topic, context.ground)
        return reckoned(k, rule, day, context) if rule else None
    for earlier in before:
        day = letter_day(k, earlier, context.today)
        if day is not None:
            rule = letter_rule(k, text, topic, context.ground) or letter_rule(k, earlier, topic, context.ground)
            # A day told of another letter than the talk is about now is not that letter's.
            fits = rule is not None and topic in (None, k.deadlines[rule].topic) and letter_rule(k, earlier, topic, context.ground) in (None, rule)
            return reckoned(k, rule, day, context) if rule and fits else None
    return None


def with_told_deadline(k: Knowledge, reply: Reply, text: str, before: Sequence[str], context: Context) -> Reply:
    """Return a topic's reply with the deadline of the letter whose day the message tells.

    The deadline alone where nothing else is asked for or the topic was told already; before the topic's answer where it
    is that topic's letter; after it where the message is about something else too.

    Args:
        k: the knowledge.
        reply: the answer to the topic.
        text: the message; a pressed button takes the day from the messages before it.
        before: the messages before it, newest first.
        context: the talk before the message.
    """
    key = str(reply.custom["topic"])
    if reply.custom.get("urgent") or reply.slots.get("topic") != key:
        return reply
    pressed = text.startswith("/")
    topic = key if pressed or context.topic is None else context.topic
    told = told_deadline(k, text, before if pressed else (), topic, context)
    if told is None or (pressed and told.custom["topic"] != key):
        return reply
    own = told.custom["topic"] == key
    if not pressed and own and (asks_for_deadline(k, text) or context.topic == key):
        return told
    messages = (*told.messages, *reply.messages) if own else (*reply.messages, *told.messages)
    facts = list(dict.fromkeys((*reply.custom["facts"], *told.custom["facts"])))
    added = {name: told.custom[name] for name in ("result",) if name in told.custom}
    attachments = [*told.custom["attachments"], *reply.custom["attachments"]]
    return replace(reply, messages=messages, custom={**reply.custom, "facts": facts, "sources": sources_of(k, facts), "attachments": attachments, **added})


def answered_with_deadline(k: Knowledge, told: Reply, text: str, context: Context) -> Reply:
    """Return a told deadline with its topic's answer behind it, where that was not told before and more than the deadline may be wanted."""
    key = str(told.custom["topic"])
    if context.topic == key or asks_for_deadline(k, text):
        return told
    topic = answer_topic(k, key, context)
    return replace(told, messages=(*told.messages, *topic.messages), buttons=topic.buttons)
