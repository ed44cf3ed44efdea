"""One action that says one text and sets one slot."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Action, Tracker
from rasa_sdk.types import DomainDict


class ActionBare(Action):
    """Say hello."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_bare"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        """Say one text."""
        dispatcher.utter_message(text="Hei. Hva gjelder det?")
        return [SlotSet("topic", "varsel")]
