"""Look up municipal practice examples."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, entity_of, text_of
from guidance.follow_ups import PRACTICE, place_named
from guidance.laws import short_question
from guidance.practice_reply import find_practice, query_from_slot


class ActionFindPractice(GuidedAction):
    """Find examples by place, theme, phase, group and text. Reads slot practice_query when the talk is about practice."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_find_practice"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Search anew; a follow-up goes through ActionFollowUp."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k, "find_practice")
        theme = entity_of(tracker, "practice_theme")
        text = text_of(tracker)
        before = query_from_slot(tracker.get_slot("practice_query")) if context.topic == PRACTICE and short_question(text) else None
        reply = find_practice(k, text, context, before=before, theme=theme)
        return answered(dispatcher, tracker, k, reply, context)


class ActionPlaceNamed(GuidedAction):
    """Answer a message that only names a place, by what the talk is about; sets slot municipality."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_place_named"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Go on with the practice search, or give the contacts of the place."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        before = query_from_slot(tracker.get_slot("practice_query"))
        chosen = entity_of(tracker, "municipality")
        return answered(dispatcher, tracker, k, place_named(k, text_of(tracker), context, before, chosen), context)
