"""Answer yes, no and «vet ikke» by the question that is open."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.emergency import staying_in_crisis
from actions.talk import Events, answered, context_of, intent_of, text_of
from guidance.yes_no import yes_no


class ActionAnswerYesNo(GuidedAction):
    """Read a short answer against the last «mente du …?». Reads slots candidates and fallback_tries."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_answer_yes_no"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Answer the first candidate, go on to the next rung, or ask what the person would like."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        staying = staying_in_crisis(tracker, k, context)
        if staying is not None:
            return answered(dispatcher, tracker, k, staying, context)
        candidates = list(tracker.get_slot("candidates") or [])
        tries = int(tracker.get_slot("fallback_tries") or 0)
        reply = yes_no(k, intent_of(tracker), text_of(tracker), context, candidates, tries)
        return answered(dispatcher, tracker, k, reply, context)
