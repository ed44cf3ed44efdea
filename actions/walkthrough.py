"""Walk-throughs in Rasa: one form, its answers in three slots; guidance/walkthrough.py decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker
from rasa_sdk.types import DomainDict

from actions.base import GuidedAction
from actions.talk import Events, answered, changed, confidence_of, context_of, entity_of, intent_of, ranking_of, say, text_of
from guidance.attachments import with_letters
from guidance.emergency import with_safety_line
from guidance.fallback import not_understood
from guidance.loader import Knowledge
from guidance.reply import Context
from guidance.topics import answer_topic, in_english
from guidance.walkthrough import Heard, asks_again, begin, correct, settled, stopped, take, wanted
from guidance.walkthroughs.saying import article_first, ask, ended, finished
from guidance.walkthroughs.state import State, slots_of, state_from
from guidance.yes_no import answer_intent

FORM = "walkthrough_form"
ELSEWHERE = "elsewhere"
ARTICLE = "article"
_MOST_WORDS_OF_AN_ANSWER = 4


def state_of(tracker: Tracker, k: Knowledge) -> State:
    """Return where the talk's walk-through stands."""
    return state_from(k.walkthroughs, tracker.get_slot("wt_key"), tracker.get_slot("wt_step"), tracker.get_slot("wt_answers"))


def heard_of(tracker: Tracker) -> Heard:
    """Return the last message as the classifier took it."""
    return Heard(text_of(tracker), intent_of(tracker) or None, confidence_of(tracker), entity_of(tracker, "emergency_kind"))


def context_in(tracker: Tracker, k: Knowledge) -> Context:
    """Return the talk as `context_of` does, but a short answer («to unger») changes no language."""
    context = context_of(tracker, k)
    if len(text_of(tracker).split()) > _MOST_WORDS_OF_AN_ANSWER or tracker.get_slot("wt_key") is None:
        return context
    before = tracker.get_slot("language") or (tracker.latest_message.get("metadata") or {}).get("language")
    return replace(context, language=before if before in ("nb", "nn", "en") else "nb")


def settings_of(tracker: Tracker, context: Context) -> dict[str, Any]:
    """Return the slots of role and language where the talk has just told them: the next answers are short and tell neither."""
    slots: dict[str, Any] = {"role": context.role} if context.role != "ukjent" else {}
    return {**slots, "language": context.language} if context.language != (tracker.get_slot("language") or "nb") else slots


def kept(k: Knowledge, state: State) -> dict[str, Any]:
    """Return the slots of a state; the form ends when its one slot is filled."""
    return {**slots_of(k.walkthroughs.get(state.key or ""), state), "wt_answer": None if state.status == "asking" else state.status}


class ActionStartWalkthrough(GuidedAction):
    """Start a walk-through or go on with one. Reads the entity `key`, the message and slot topic; sets slots wt_*."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_start_walkthrough"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say what is made together; the form asks the first question."""
        k = self.knowledge_at(tracker)
        return started(k, dispatcher, tracker)


def _wanted(k: Knowledge, tracker: Tracker) -> str | None:
    return wanted(k, entity_of(tracker, "key"), text_of(tracker), state_of(tracker, k), tracker.get_slot("topic"))


def _article_wanted(k: Knowledge, tracker: Tracker, context: Context) -> bool:
    """Return whether somebody who writes English asks for a new walk-through that is in Norwegian only; a button starts it all the same."""
    key, state = _wanted(k, tracker), state_of(tracker, k)
    return context.language == "en" and entity_of(tracker, "key") is None and key is not None and key != state.key and not in_english(k, key)


def started(k: Knowledge, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
    """Say how the wanted walk-through begins and return its slots."""
    text = "" if entity_of(tracker, "key") else text_of(tracker)
    context = context_of(tracker, k)
    if _article_wanted(k, tracker, context):
        return changed(tracker, {"wt_answer": ARTICLE})  # the form has no question to ask, and the last action answers
    turn = begin(k, _wanted(k, tracker), state_of(tracker, k), context, text)
    for said in turn.said:
        dispatcher.utter_message(text=said)
    return changed(tracker, {**kept(k, settled(k, turn.state)), **settings_of(tracker, context), "fallback_tries": None, "candidates": None})


class ValidateWalkthroughForm(GuidedAction):
    """Read the message against the open question. Sets slots wt_*; rejects where the message is for another rule."""

    def name(self) -> str:
        """Return the name that Rasa asks of a form's validation."""
        return f"validate_{FORM}"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Take the message, or leave it to the rule of its intent."""
        k = self.knowledge_at(tracker)
        context = context_in(tracker, k)
        if intent_of(tracker) == "start_walkthrough":
            if _just_started(tracker) or (entity_of(tracker, "key") is None and not _names_another(k, tracker)):
                return [SlotSet("wt_answer", tracker.get_slot("wt_answer"))]  # already in it: the question is asked
            return [SlotSet("wt_answer", None), *started(k, dispatcher, tracker)]
        turn = take(k, state_of(tracker, k), heard_of(tracker), context)
        if turn.elsewhere == "other" and tracker.get_slot("wt_key") is None:
            return [SlotSet("wt_answer", ELSEWHERE)]  # it was asked which, and the person went on to something else
        if turn.elsewhere:
            return []  # without an event for its slot the form gives way to the rule of the intent
        for text in turn.said:
            dispatcher.utter_message(text=text)
        # An event for wt_answer tells Rasa that the form took the message, also where nothing changed.
        state = settled(k, turn.state)
        slots = kept(k, state)
        return [
            SlotSet("wt_answer", slots.pop("wt_answer")),
            *changed(tracker, {**slots, **settings_of(tracker, context), "fallback_tries": None, "candidates": None}),
        ]


def _just_started(tracker: Tracker) -> bool:
    """Return whether the form runs for the first time since the person wrote: Rasa validates when it opens a form too."""
    for event in reversed(tracker.events or []):
        if event.get("event") == "user":
            return False
        if event.get("event") == "action" and event.get("name") == "action_start_walkthrough":
            return True
    return False


def _names_another(k: Knowledge, tracker: Tracker) -> bool:
    if asks_again(k, text_of(tracker)):
        return False  # «vis brevet igjen» names no walk-through about a letter
    named = wanted(k, None, text_of(tracker), State(None), None)
    return named is not None and named != tracker.get_slot("wt_key")


class ActionAskWalkthroughFormWtAnswer(GuidedAction):
    """Ask the open question, or which walk-through. Reads slots wt_*; sets none."""

    def name(self) -> str:
        """Return the name that Rasa asks of a form's question."""
        return "action_ask_walkthrough_form_wt_answer"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Ask; what was answered in between in this turn goes into the contract too."""
        k = self.knowledge_at(tracker)
        context = context_in(tracker, k)
        before = answered_in_turn(tracker)
        reply = ask(k, state_of(tracker, k), context, before)
        say(dispatcher, reply if before else with_safety_line(k, reply, context))
        return []


def answered_in_turn(tracker: Tracker) -> dict[str, Any] | None:
    """Return the contract of the last answer given since the person wrote, or None."""
    for event in reversed(tracker.events or []):
        if event.get("event") == "user":
            return None
        custom = (event.get("data") or {}).get("custom") if event.get("event") == "bot" else None
        if custom:
            return dict(custom)
    return None


class ActionFinishWalkthrough(GuidedAction):
    """Say what the answers lead to, or that it was stopped or put aside. Sets slots wt_*, topic and ground."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_finish_walkthrough"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Say the last words; the answers stay, to go on or to correct them, unless they were to be deleted."""
        k = self.knowledge_at(tracker)
        context = context_in(tracker, k)
        status = tracker.get_slot("wt_answer")
        if status == ELSEWHERE:
            reply = answer_intent(k, intent_of(tracker), text_of(tracker), ranking_of(tracker), context)
        elif status == ARTICLE:
            context = context_of(tracker, k)
            key = str(_wanted(k, tracker))
            reply = with_letters(k, article_first(k, key, context), context, None, None)
        else:
            state = state_of(tracker, k)
            reply = ended(k, replace(state, status="forgotten") if status == "forgotten" else state, context)
        return answered(dispatcher, tracker, k, replace(reply, slots={**reply.slots, "wt_answer": None}), context)


class ActionControlWalkthrough(GuidedAction):
    """Stop or correct when no question is open. Reads slots wt_*; sets them anew."""

    def name(self) -> str:
        """Return the action's name in domain.yml."""
        return "action_control_walkthrough"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        """Reckon again with the corrected answer, stop, delete the answers, or say that there was nothing to correct."""
        k = self.knowledge_at(tracker)
        context = context_in(tracker, k)
        state = state_of(tracker, k)
        after = stopped(k, state, text_of(tracker)) if intent_of(tracker) == "stop_walkthrough" else None
        if after is not None:
            reply = ended(k, after, context)
            return answered(dispatcher, tracker, k, replace(reply, slots={**reply.slots, **slots_of(None, after)}), context)
        if intent_of(tracker) == "stop_walkthrough":
            return answered(dispatcher, tracker, k, finished(k, context) if state.key else answer_topic(k, "avkreft", context), context)
        turn = correct(k, state, heard_of(tracker), context)
        if turn is None:
            tries = int(tracker.get_slot("fallback_tries") or 0)
            say(dispatcher, reply := not_understood(k, text_of(tracker), ranking_of(tracker), tries, context))
            return changed(tracker, reply.slots)
        for text in turn.said:
            dispatcher.utter_message(text=text)
        again = settled(k, turn.state)
        again = again if again.status == "done" else replace(again, status="paused")
        reply = ended(k, again, context)
        return answered(dispatcher, tracker, k, replace(reply, slots={**reply.slots, **slots_of(k.walkthroughs.get(again.key or ""), again)}), context)
