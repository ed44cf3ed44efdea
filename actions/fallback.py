"""Not understood: ask, then search, then give a person."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, changed, context_of, ranking_of, say, text_of
from guidance.emergency import with_safety_line
from guidance.fallback import not_understood


class ActionAskAgain(GuidedAction):
    """Take the next rung of the fallback. Reads and sets slot fallback_tries."""

    def name(self) -> str:
        """Return the action's name in domain.yml and config.yml."""
        return "action_ask_again"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say the rung's text and count it."""
        k = self.knowledge_at(tracker)
        tries = int(tracker.get_slot("fallback_tries") or 0)
        context = context_of(tracker, k)
        reply = not_understood(k, text_of(tracker), ranking_of(tracker), tries, context)
        say(dispatcher, with_safety_line(k, reply, context))
        return changed(tracker, reply.slots)
