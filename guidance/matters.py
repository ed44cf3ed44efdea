"""What else a long message tells of, and what to say when the same is asked again."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import fold
from guidance.topics import follow_up_buttons, follow_ups_of, more, payload, rendering_for

# Shorter messages hold one matter; what their words touch by the way is no matter of its own.
_LONG = 18
_MOST = 3
_SAME_QUESTION = 85.0


def other_matters(k: Knowledge, text: str, topic: str) -> list[str]:
    """Return the ids of matters.yml that a long message tells of beside its topic, the most pressing first; at most three."""
    heard = plain(text)
    if len(heard.split()) < _LONG:
        return []
    return [key for key, matter in k.matters.items() if matter.topic != topic and found(matter.phrases, heard)][:_MOST]


def with_other_matters(k: Knowledge, reply: Reply, text: str) -> Reply:
    """Return a tenant's reply with a line and buttons for what else the message tells of; small talk and emergencies stay as they are."""
    topic = k.topics.get(str(reply.custom["topic"]))
    if topic is None or topic.kind != "content" or reply.custom.get("urgent") or reply.custom["role"] in ("ansatt", "utleier"):
        return reply
    matters = [k.matters[key] for key in other_matters(k, text, topic.id)]
    if not matters:
        return reply
    language = str(reply.custom["language"])
    said = ", ".join(matter.said.get(language)[0] for matter in matters)
    topics = list(dict.fromkeys(matter.topic for matter in matters))
    buttons = follow_up_buttons(k, tuple(topics), language, "tenant")
    rest = [button for button in reply.buttons if button.payload not in {button.payload for button in buttons}]
    last = f"{reply.messages[-1]}\n\n{k.phrases.get('other_matters', language, said=said)}"
    return replace(
        reply,
        messages=(*reply.messages[:-1], last),
        buttons=(*buttons, *rest[: max(0, 6 - len(buttons))]),
        custom={**reply.custom, "follow_ups": list(dict.fromkeys([*topics, *reply.custom["follow_ups"]]))[:4]},
    )


def is_same_question(before: str, now: str) -> bool:
    """Return whether two messages ask the same in nearly the same words."""
    return bool(fold(before)) and fuzz.ratio(fold(before), fold(now)) >= _SAME_QUESTION


def asked_again(k: Knowledge, key: str, context: Context, same_words: bool) -> Reply:
    """Return the answer to a topic that was answered just before: never the same text twice.

    Args:
        key: the topic.
        same_words: the same question once more gets the short answer and other ways in; another question about the
            same topic gets the longer matter.
    """
    topic = k.topics[key]
    rendering = rendering_for(topic, context)
    answer, language = rendering.get(context.language)
    deadline = [k.phrases.get("deadline", language, text=render_text(k, answer.deadline.text, language, context.today))] if answer.deadline else []
    if not same_words and answer.more:
        longer = more(k, key, context)
        head = k.phrases.get("more_about", language, topic=topic.title.get(language)[0])
        whole = Button(k.phrases.get("button_whole", language), payload(key))
        return replace(longer, messages=(f"{head}\n\n{longer.messages[0]}", *deadline), buttons=(whole, *longer.buttons), slots={"topic": key})
    text = render_text(k, answer.shorter or answer.lead, language, context.today)
    buttons = (
        Button(k.phrases.get("button_more", language), "/show_more"),
        *follow_up_buttons(k, follow_ups_of(k, topic, context)[:3], language, context.audience),
        Button(k.phrases.get("button_human", language), "/snakke_med_menneske"),
    )
    return Reply(
        messages=(f"{k.phrases.get('asked_again', language)}\n\n{text}", *deadline, k.phrases.get("asked_again_ways", language)),
        buttons=buttons,
        custom=contract(k, context, key, language=language, facts=rendering.facts, follow_ups=follow_ups_of(k, topic, context)),
        slots={"topic": key},
    )
