"""Not understood: ask, then search, then give a person."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.emergency import staying_in_crisis
from actions.talk import Events, answered, context_of, ranking_of, text_of
from guidance.fallback import not_understood
from guidance.follow_ups import PRACTICE, goes_on_with_practice, place_named
from guidance.grounds import answer_ground, stated_ground
from guidance.municipalities import find_municipalities
from guidance.practice_reply import query_from_slot


class ActionAskAgain(GuidedAction):
    """Take the next rung of the fallback. Reads and sets slot fallback_tries."""

    def name(self) -> str:
        """Return the action's name in domain.yml and config.yml."""
        return "action_ask_again"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say the rung's text and count it; among practice examples a message that names a place goes on with the search."""
        k = self.knowledge_at(tracker)
        tries = int(tracker.get_slot("fallback_tries") or 0)
        context = context_of(tracker, k)
        if goes_on_with_practice(k, text_of(tracker), context) or (context.topic == PRACTICE and find_municipalities(k, text_of(tracker))):
            query = query_from_slot(tracker.get_slot("practice_query"))
            return answered(dispatcher, tracker, k, place_named(k, text_of(tracker), context, query, None), context)
        staying = staying_in_crisis(tracker, k, context)
        if staying is not None:
            return answered(dispatcher, tracker, k, staying, context)
        ground = stated_ground(k, text_of(tracker))
        if ground is not None:
            return answered(dispatcher, tracker, k, answer_ground(k, ground, context), context)
        reply = not_understood(k, text_of(tracker), ranking_of(tracker), tries, context, tracker.get_slot("candidates") or ())
        return answered(dispatcher, tracker, k, reply, context)
