"""Answer a topic: every content topic and the small talk, by the intent's own name."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.emergency import staying_in_crisis
from actions.talk import Events, answered, context_of, intent_of, is_as_before, question_before, text_of, texts_before
from actions.walkthrough import state_of
from guidance.attachments import drafts_of, with_letters
from guidance.fallback import stays_with_topic
from guidance.follow_ups import goes_on_with_practice, place_named
from guidance.glossary import abbreviation_list
from guidance.laws import section_in, told
from guidance.letter_offer import asks_for_letter, letter_offer
from guidance.matters import asked_again, is_same_question, with_other_matters
from guidance.municipalities import find_municipalities
from guidance.practice_reply import find_practice, query_from_slot
from guidance.told_deadline import with_told_deadline
from guidance.topics import answer_topic, more


class ActionAnswerTopic(GuidedAction):
    """Answer the topic that the intent names, with the letters that go with it. Reads slots role, language, ground, wt_*; sets topic and role."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_answer_topic"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Answer; an intent without a topic file gets the «not written yet» answer."""
        k = self.knowledge_at(tracker)
        key = intent_of(tracker)
        context = context_of(tracker, k, key)
        staying = staying_in_crisis(tracker, k, context) if key == "hjelp" else None
        if staying is not None:
            return answered(dispatcher, tracker, k, staying, context)
        if goes_on_with_practice(k, text_of(tracker), context):
            found = find_practice(k, text_of(tracker), context, before=query_from_slot(tracker.get_slot("practice_query")))
            return answered(dispatcher, tracker, k, found, context)
        if key == "kontakt" and find_municipalities(k, text_of(tracker)):
            return answered(dispatcher, tracker, k, place_named(k, text_of(tracker), context, None, None), context)
        state = state_of(tracker, k)
        if asks_for_letter(k, text_of(tracker)) and drafts_of(k, key, context, state.key, state.answers):
            return answered(dispatcher, tracker, k, letter_offer(k, key, context, state.key, state.answers), context)
        if key in k.topics and k.topics[key].kind == "content" and stays_with_topic(k, text_of(tracker), key, context):
            return answered(dispatcher, tracker, k, more(k, str(context.topic), context), context)
        before = question_before(tracker, key)
        if key == context.topic and before is not None and is_as_before(tracker, context):
            reply = asked_again(k, key, context, is_same_question(before, text_of(tracker)))
        else:
            reply = with_other_matters(k, answer_topic(k, key, context), text_of(tracker))
        if key == "hjelp" and context.role == "ansatt":
            reply = replace(reply, messages=(*reply.messages, abbreviation_list(k, context.language)))
        section = section_in(k, text_of(tracker)) if context.role == "ansatt" else None
        if section is not None:
            reply = replace(reply, messages=(told(k, section, context), *reply.messages))
        reply = with_told_deadline(k, reply, text_of(tracker), texts_before(tracker), context)
        return answered(dispatcher, tracker, k, with_letters(k, reply, context, state.key, state.answers), context)
