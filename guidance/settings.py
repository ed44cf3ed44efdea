"""Who asks and in which language: said by people about themselves, kept for the talk, shown when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from guidance.language import named_language, say_in_other_language
from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.records import Role
from guidance.reply import Button, Context, Reply, contract
from guidance.roles import declared_role, implied_role, named_role
from guidance.topics import answer_topic

ROLES: tuple[Role, ...] = ("leieboer", "ansatt", "utleier")


def language_asked(k: Knowledge, text: str) -> str | None:
    """Return the language a message asks for (`nb`, `nn`, `en`), or None when it is none of ours."""
    heard = plain(text)
    return next((language for language, words in k.markers.languages.items() if found(words, heard)), None)


def _answered_again(k: Knowledge, said: str, slots: Mapping[str, object], changed: Context) -> Reply | None:
    """Return the last topic's answer under the changed setting, what changed said first; None without a last topic."""
    topic = k.topics.get(changed.topic or "")
    if topic is None or topic.kind != "content":
        return None
    again = answer_topic(k, topic.id, changed)
    return replace(again, messages=(said, *again.messages), slots={**again.slots, **slots})


def set_language(k: Knowledge, language: str | None, text: str, context: Context) -> Reply:
    """Keep a language and say so; answer the last topic again in it. A language we lack gets one sentence in it, or `annet_sprak`."""
    if language is None:
        other = named_language(k, text)
        return say_in_other_language(k, other, context) if other else answer_topic(k, "annet_sprak", context)
    changed = replace(context, language=language)
    said = k.phrases.get(f"language_{language}", language)
    slots = {"language": language, "language_chosen": True}
    again = _answered_again(k, said, slots, changed)
    if again is not None:
        return again
    helped = answer_topic(k, "hjelp", changed)
    return replace(helped, messages=(said, *helped.messages), slots=slots)


def set_role(k: Knowledge, text: str, chosen: str | None, context: Context) -> Reply:
    """Keep a role and say so; answer the last topic again for it. Without a role in the message, ask.

    Args:
        k: the knowledge.
        text: the message.
        chosen: the role of a button, or None.
        context: the talk.
    """
    language = context.language
    role: Role | None = next((name for name in ROLES if name == chosen), None) or declared_role(k, text) or implied_role(k, text) or named_role(k, text)
    if role is None:
        buttons = tuple(Button(k.phrases.get(f"button_role_{name}", language), f'/set_role{{"role": "{name}"}}') for name in ROLES)
        return Reply(messages=(k.phrases.get("ask_role", language),), buttons=buttons, custom=contract(k, context, "hjelp", sources=[]))
    changed = replace(context, role=role)
    said = k.phrases.get(f"role_{role}", language)
    slots = {"role": role}
    again = _answered_again(k, said, slots, changed)
    if again is not None:
        return again
    helped = answer_topic(k, "hjelp", changed)
    return replace(helped, messages=(said, *helped.messages), slots=slots)


def with_role_shown(k: Knowledge, reply: Reply, context: Context) -> Reply:
    """Return a staff or landlord reply with the line that says so and a button to change; a tenant needs no such line."""
    if context.role not in ("ansatt", "utleier"):
        return reply
    language = context.language
    said = k.phrases.get(f"role_{context.role}", language)
    change = Button(k.phrases.get("button_change_role", language), "/set_role")
    return replace(reply, messages=(said, *reply.messages), buttons=(*reply.buttons, change))
