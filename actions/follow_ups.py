"""Go on from the last answer: more, shorter, simpler, which law, how long."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.emergency import staying_in_crisis
from actions.talk import Events, answered, context_of, intent_of, text_of, texts_before
from actions.walkthrough import state_of
from guidance.attachments import with_letters
from guidance.follow_ups import ask_deadline, cite_law, say_shorter, say_simpler, show_more
from guidance.letter_offer import letter_offer, only_asks_for_letter
from guidance.practice_reply import query_from_slot


class ActionFollowUp(GuidedAction):
    """Answer by the last topic. Reads slots topic, practice_query and wt_*; the intent, or asking for a letter, says what is wanted."""

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
        staying = staying_in_crisis(tracker, k, context) if intent_of(tracker) in ("show_more", "ask_deadline") else None
        if staying is not None:
            return answered(dispatcher, tracker, k, staying, context)
        state = state_of(tracker, k)
        if only_asks_for_letter(k, text_of(tracker)):
            # Every word is accounted for, so what the classifier suspects behind a short «har dere en mal» is noise.
            context = replace(context, crisis=0.0)
            return answered(dispatcher, tracker, k, letter_offer(k, context.topic, context, state.key, state.answers), context)
        reply = {
            "show_more": lambda: show_more(k, text_of(tracker), context, query_from_slot(tracker.get_slot("practice_query"))),
            "say_shorter": lambda: say_shorter(k, context),
            "say_simpler": lambda: say_simpler(k, context),
            "cite_law": lambda: cite_law(k, context, query_from_slot(tracker.get_slot("practice_query"))),
            "ask_deadline": lambda: ask_deadline(k, context, text_of(tracker), texts_before(tracker)),
        }[intent_of(tracker)]()
        if "result" in reply.custom:
            reply = with_letters(k, reply, context, state.key, state.answers)
        return answered(dispatcher, tracker, k, reply, context)
