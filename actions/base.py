"""The base of our actions: knowledge is given or loaded once per process."""

from __future__ import annotations

from rasa_sdk.interfaces import Action, Tracker

from guidance.loader import Knowledge, load_knowledge
from guidance.portals import at_portal


class GuidedAction(Action):
    """An action over knowledge/. Subclasses give `name` and `run`."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()

    def knowledge_at(self, tracker: Tracker) -> Knowledge:
        """Return the knowledge as the talk's portal has it: its own contacts in place of the national ones."""
        return at_portal(self._knowledge, (tracker.latest_message.get("metadata") or {}).get("portal"))

    def name(self) -> str:
        """Return an empty name: the base is no action of its own, and Rasa leaves it out."""
        return ""
