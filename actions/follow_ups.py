"""Go on from the last answer: more, shorter, simpler, which law, how long."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, intent_of, text_of
from guidance.follow_ups import ask_deadline, cite_law, say_shorter, say_simpler, show_more
from guidance.practice_reply import query_from_slot


class ActionFollowUp(GuidedAction):
    """Answer by the last topic. Reads slots topic and practice_query; the intent says what is wanted."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_follow_up"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Call the one function that the intent stands for.

        Raises:
            KeyError: a rule sends an intent here that is no follow-up.
        """
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        reply = {
            "show_more": lambda: show_more(k, text_of(tracker), context, query_from_slot(tracker.get_slot("practice_query"))),
            "say_shorter": lambda: say_shorter(k, context),
            "say_simpler": lambda: say_simpler(k, context),
            "cite_law": lambda: cite_law(k, context, query_from_slot(tracker.get_slot("practice_query"))),
            "ask_deadline": lambda: ask_deadline(k, context),
        }[intent_of(tracker)]()
        return answered(dispatcher, tracker, k, reply, context)
