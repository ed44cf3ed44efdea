"""What people say about the last answer: more, shorter, simpler, which law, how long, and places named alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from guidance.glossary import explained_words
from guidance.letter_days import letter_day, letter_rule
from guidance.loader import Knowledge
from guidance.municipalities import find_municipalities
from guidance.phrasebook import found, plain
from guidance.practice import Query
from guidance.practice_reply import find_practice, sources_told
from guidance.reply import Context, Reply, contract
from guidance.told_deadline import answered_with_deadline, told_deadline
from guidance.topics import answer_topic, cited, deadline_of, follow_up_buttons, more, shorter

PRACTICE = "praksis"
_SHORT = 7
# What to ask about when nobody has said which deadline is meant.
_DEADLINE_TOPICS = ("varsel", "begjaering", "oppsigelse_heving", "klage_nav")


def _has_topic(k: Knowledge, context: Context) -> bool:
    return context.topic in k.topics and k.topics[context.topic].kind == "content"  # type: ignore[index]


def _nothing_before(k: Knowledge, context: Context) -> Reply:
    """Say that there is nothing to go on from, and what the bot can do; among examples, say what can be asked there."""
    if context.topic == PRACTICE:
        return Reply(messages=(k.phrases.get("practice_next", context.language),), custom=contract(k, context, "praksis:tema", sources=[], hits=[]))
    return answer_topic(k, "hjelp", context)


def show_more(k: Knowledge, text: str, context: Context, query: Query | None) -> Reply:
    """Return more of the last answer: the next examples, or the longer matter of the topic."""
    if context.topic == PRACTICE and query is not None:
        return find_practice(k, text, context, before=query)
    return more(k, context.topic, context) if _has_topic(k, context) else _nothing_before(k, context)  # type: ignore[arg-type]


def say_shorter(k: Knowledge, context: Context) -> Reply:
    """Return the last answer in one or two sentences."""
    return shorter(k, context.topic, context) if _has_topic(k, context) else _nothing_before(k, context)  # type: ignore[arg-type]


def say_simpler(k: Knowledge, context: Context) -> Reply:
    """Return the last answer in easy Norwegian and keep to it."""
    simple = replace(context, simple=True)
    if not _has_topic(k, context):
        reply = _nothing_before(k, simple)
        return replace(reply, slots={**reply.slots, "simple": True})
    reply = shorter(k, context.topic, simple)  # type: ignore[arg-type]
    head = k.phrases.get("simpler_head", context.language)
    meanings = explained_words(k, " ".join(reply.messages), simple)
    messages = (head, *reply.messages, meanings) if meanings else (head, *reply.messages)
    return replace(reply, messages=messages, slots={**reply.slots, "simple": True})


def cite_law(k: Knowledge, context: Context, query: Query | None = None) -> Reply:
    """Return the sections and sources of the last answer; among practice examples, where those shown last were read."""
    if context.topic == PRACTICE and query is not None and query.shown:
        return sources_told(k, query, context)
    return cited(k, context.topic, context) if _has_topic(k, context) else _nothing_before(k, context)  # type: ignore[arg-type]


def ask_deadline(k: Knowledge, context: Context, text: str = "", before: Sequence[str] = ()) -> Reply:
    """Return the day when the deadline ends that a letter's day was told of, else the deadline of the last topic and how to get the day.

    Args:
        k: the knowledge.
        context: the talk.
        text: the message.
        before: the messages before it, newest first; the day may stand there.
    """
    told = told_deadline(k, text, before, context.topic, context)
    if told is not None:
        return answered_with_deadline(k, told, text, context)
    reply = deadline_of(k, context.topic, context) if _has_topic(k, context) else None  # type: ignore[arg-type]
    if reply is not None:
        rule = letter_rule(k, text, context.topic, context.ground)
        asks = k.deadlines[rule].ask.get(context.language)[0] if rule else ""
        return replace(reply, messages=(" ".join([*reply.messages, asks]).strip(),))
    day_told = letter_day(k, text, context.today) is not None
    return Reply(
        messages=(k.phrases.get("deadline_depends", context.language) if day_told else k.phrases.get("which_deadline", context.language),),
        buttons=follow_up_buttons(k, _DEADLINE_TOPICS, context.language, context.audience),
        custom=contract(k, context, "tvil", sources=[], candidates=_DEADLINE_TOPICS),
    )


def goes_on_with_practice(k: Knowledge, text: str, context: Context) -> bool:
    """Return whether a short message among practice examples asks for more of them («noe for barnefamilier?», «og Trondheim?»)."""
    heard = plain(text)
    if context.topic != PRACTICE or len(heard.split()) > _SHORT:
        return False
    named = find_municipalities(k, text) or any(found(theme.phrases, heard) for theme in k.practice_themes.values())
    return bool(named) and any(heard.startswith(f" {plain(beginning).strip()} ") for beginning in k.markers.continues_practice)


def place_named(k: Knowledge, text: str, context: Context, query: Query | None, chosen: str | None) -> Reply:
    """Answer a message that only names a place.

    Args:
        text: the message.
        context: the talk.
        query: the practice search so far, or None.
        chosen: number of a municipality chosen by button or found by the extractor, or None.
    """
    if context.topic == PRACTICE and query is not None:
        return find_practice(k, text, context, before=query, shared=chosen)
    numbers = [chosen] if chosen in k.municipalities else [n for hit in find_municipalities(k, text, eager=True) for n in hit.numbers]
    reply = answer_topic(k, "kontakt", context)
    if not numbers:
        return reply
    place = k.municipalities[numbers[0]]  # type: ignore[index]
    head = k.phrases.get("place_contacts", context.language, place=place.name)
    return replace(reply, messages=(head, *reply.messages), slots={**reply.slots, "municipality": place.number})
