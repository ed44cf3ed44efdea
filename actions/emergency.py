"""The emergency lane: the number first, from any state."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, emergency_before, entity_of, intent_of
from actions.walkthrough import state_of
from guidance.emergency import after_crisis, emergency_reply
from guidance.loader import Knowledge
from guidance.reply import Context, Reply
from guidance.walkthroughs.saying import with_way_back


class ActionEmergency(GuidedAction):
    """Answer an emergency. Reads the entity `emergency_kind`; without one it is danger to life."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_emergency"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say whom to call, what to say, and what comes next."""
        k = self.knowledge_at(tracker)
        kind = entity_of(tracker, "emergency_kind") or "krise"
        context = context_of(tracker, k)
        kind = kind if kind in k.emergency else "krise"
        reply = emergency_reply(k, kind, context, again=emergency_before(tracker) == kind)
        return answered(dispatcher, tracker, k, with_way_back(k, reply, state_of(tracker, k), context), context)


def staying_in_crisis(tracker: Tracker, k: Knowledge, context: Context) -> Reply | None:
    """Return what follows when the last answer was about danger to life and this message asks for nothing of its own, else None."""
    if emergency_before(tracker) != "krise":
        return None
    return with_way_back(k, after_crisis(k, intent_of(tracker), context), state_of(tracker, k), context)
