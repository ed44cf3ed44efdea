"""The emergency lane: the number first, from any state."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, entity_of
from actions.walkthrough import state_of
from guidance.emergency import emergency_reply
from guidance.walkthroughs.saying import with_way_back


class ActionEmergency(GuidedAction):
    """Answer an emergency. Reads the entity `emergency_kind`; without one it is danger to life."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_emergency"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say whom to call, what to say, and what comes next."""
        kind = entity_of(tracker, "emergency_kind") or "krise"
        context = context_of(tracker, self._knowledge)
        reply = emergency_reply(self._knowledge, kind if kind in self._knowledge.emergency else "krise", context)
        return answered(dispatcher, tracker, self._knowledge, with_way_back(self._knowledge, reply, state_of(tracker, self._knowledge), context), context)
