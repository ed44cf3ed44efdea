"""A reply as every channel gets it: texts, buttons, and the contract that says what was answered."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidance.loader import Knowledge
from guidance.records import Fact, Role


@dataclass(frozen=True)
class Context:
    """What is known of the talk when a message is answered.

    Attributes:
        role: who the person says to be; `ukjent` gets the tenant text.
        language: `nb`, `nn` or `en`.
        now: the time in Oslo.
        topic: the last topic answered, or None.
        ground: a key of grounds.yml once it is known, else None.
        confidence: of the topic found, 0 to 1.
        municipality: number of the person's municipality, or None.
        simple: the person asked for easier Norwegian.
        crisis: how much the classifier believes in danger to life, 0 to 1.
        in_talk: (topic, confidence) that the message is taken for together with the one before, best first; empty where it was sure alone.
    """

    now: dt.datetime
    role: Role = "ukjent"
    language: str = "nb"
    topic: str | None = None
    ground: str | None = None
    confidence: float = 1.0
    municipality: str | None = None
    simple: bool = False
    crisis: float = 0.0
    in_talk: tuple[tuple[str, float], ...] = ()

    @property
    def today(self) -> dt.date:
        """The date in Oslo."""
        return self.now.date()

    @property
    def audience(self) -> str:
        """The audience a role is answered as: a stranger is answered as a tenant."""
        return {"ansatt": "staff", "utleier": "landlord"}.get(self.role, "tenant")


@dataclass(frozen=True)
class Button:
    """A choice: its text and the Rasa payload that it stands for."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """Texts in order, the buttons below the last, the contract, and slots to remember."""

    messages: tuple[str, ...]
    custom: dict[str, Any]
    buttons: tuple[Button, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)


def sources_of(k: Knowledge, fact_ids: Iterable[str], most: int = 8) -> list[dict[str, str | None]]:
    """Return [{title, url, checked}] of the sources behind facts, most used first.

    `checked` is the oldest check among the facts that lean on the source: the honest date.
    """
    oldest: dict[str, dt.date] = {}
    uses: dict[str, int] = {}
    for fact_id in fact_ids:
        fact: Fact = k.facts[fact_id]
        for key in fact.sources:
            uses[key] = uses.get(key, 0) + 1
            oldest[key] = min(oldest.get(key, fact.checked), fact.checked)
    ranked = sorted(uses, key=lambda key: (k.sources[key].kind != "law", -uses[key], key))[:most]
    return [{"title": k.sources[key].title, "url": k.sources[key].url, "checked": oldest[key].isoformat()} for key in ranked]


def contract(
    k: Knowledge,
    context: Context,
    topic: str,
    *,
    language: str | None = None,
    facts: Iterable[str] = (),
    follow_ups: Iterable[str] = (),
    candidates: Iterable[str] = (),
    urgent: bool = False,
    sources: list[dict[str, str | None]] | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """Return the `custom` of a reply, in the shape that every channel carries.

    `extra` adds the keys that only some replies have (`hits`, `result`, `step`).
    """
    fact_ids = list(dict.fromkeys(facts))
    custom: dict[str, Any] = {
        "topic": topic,
        "role": context.role,
        "language": language or context.language,
        "confidence": round(context.confidence, 3),
        "urgent": urgent,
        "message_id": uuid.uuid4().hex,
        "sources": sources if sources is not None else sources_of(k, fact_ids),
        "facts": fact_ids,
        "attachments": [],
        "follow_ups": list(follow_ups),
        "candidates": list(candidates),
    }
    if context.ground:
        custom["ground"] = context.ground
    return {**custom, **extra}
