"""Talks for action tests: a tracker with slots and a last message, no server."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker


@pytest.fixture
def talk():
    def make(
        text: str = "",
        intent: str | None = None,
        entities: dict[str, str] | None = None,
        slots: dict[str, Any] | None = None,
        ranking: list[tuple[str, float]] | None = None,
        metadata: dict[str, Any] | None = None,
        events: list[dict[str, Any]] | None = None,
    ) -> Tracker:
        message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9 if intent else 0.0},
            "entities": [{"entity": name, "value": value} for name, value in (entities or {}).items()],
            "intent_ranking": [{"name": name, "confidence": confidence} for name, confidence in ranking or []],
            "metadata": metadata or {},
        }
        return Tracker("test", slots or {}, message, events or [], False, None, {}, "action_listen")

    return make


@pytest.fixture
def run(knowledge, talk):
    async def act(kind, **given):
        """Return (messages, {slot: value}) of one action run."""
        dispatcher = CollectingDispatcher()
        events = await kind(knowledge).run(dispatcher, talk(**given), {})
        slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        return dispatcher.messages, slots, events

    return act
