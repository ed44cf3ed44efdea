"""Role, language, ground, and starting over."""

from __future__ import annotations

from rasa_sdk.events import AllSlotsReset
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, context_of, entity_of, say, text_of
from guidance.grounds import answer_ground, ask_ground, ground_in
from guidance.language import say_in_other_language
from guidance.settings import language_asked, set_language, set_role
from guidance.topics import answer_topic
from guidance.walkthroughs.saying import with_new_start


class ActionSetRole(GuidedAction):
    """Keep who the person says to be. Reads the entity `role` or the message; sets slot role."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_set_role"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say the role and answer the last topic for it, or ask which role."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        reply = set_role(k, text_of(tracker), entity_of(tracker, "role"), context)
        return answered(dispatcher, tracker, k, reply, context)


class ActionSetLanguage(GuidedAction):
    """Keep the language asked for; sets slot language."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_set_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say so and answer the last topic again in it."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        asked = entity_of(tracker, "language") or language_asked(k, text_of(tracker))
        return answered(dispatcher, tracker, k, set_language(k, asked, text_of(tracker), context), context)


class ActionOtherLanguage(GuidedAction):
    """Answer a message in a language the bot does not know. Reads the entity `written_in`."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_other_language"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say one sentence in the language and how to go on."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        reply = say_in_other_language(k, entity_of(tracker, "written_in") or "other", context)
        return answered(dispatcher, tracker, k, reply, context)


class ActionGiveGround(GuidedAction):
    """Keep the ground of the letter. Reads the entity `ground` or the message; sets slots ground and topic."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_give_ground"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Answer for the ground, or ask what the letter says."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        ground = entity_of(tracker, "ground") or ground_in(k, text_of(tracker))
        known = ground in k.grounds
        reply = answer_ground(k, str(ground), context) if known else ask_ground(k, context)
        return answered(dispatcher, tracker, k, reply, context)


class ActionStartOver(GuidedAction):
    """Forget what the talk was about; all slots go."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_start_over"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say so and reset; a walk-through that was under way can be begun anew."""
        k = self.knowledge_at(tracker)
        context = context_of(tracker, k)
        say(dispatcher, with_new_start(k, answer_topic(k, "start_pa_nytt", context), tracker.get_slot("wt_key"), context))
        return [AllSlotsReset()]
