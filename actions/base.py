"""The base of our actions: knowledge is given or loaded once per process."""

from __future__ import annotations

from rasa_sdk.interfaces import Action

from guidance.loader import Knowledge, load_knowledge


class GuidedAction(Action):
    """An action over knowledge/. Subclasses give `name` and `run`."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()

    def name(self) -> str:
        """Return an empty name: the base is no action of its own, and Rasa leaves it out."""
        return ""
