"""Explain a word."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, entity_of, text_of
from guidance.glossary import asks_difference, explain_term
from guidance.laws import explain_section, section_in, short_question


class ActionExplainTerm(GuidedAction):
    """Answer «hva betyr …?». Reads the entity `term` (key) or the message; sets topic to what goes on with the term."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_explain_term"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Explain the term or the section of law, or say plainly that it is not known."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        section = section_in(k, text_of(tracker)) if short_question(text_of(tracker)) else None
        if section is not None:
            return answered(dispatcher, tracker, k, explain_section(k, section, context), context)
        asked = text_of(tracker)
        heard = asked if asks_difference(k, asked) else entity_of(tracker, "term") or asked
        return answered(dispatcher, tracker, k, explain_term(k, heard, context), context)
