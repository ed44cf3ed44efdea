"""Rules of guidance/precedence.py as a pipeline step after the classifier."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.knowledge_extractor import entity
from guidance.clock import now_in_oslo
from guidance.glossary import asks_difference, find_terms
from guidance.language import other_language
from guidance.laws import section_in, short_question
from guidance.letter_days import letter_rule, only_tells_letter_day
from guidance.letter_offer import only_asks_for_letter
from guidance.loader import Knowledge, load_knowledge
from guidance.precedence import about_walkthrough, asks_about_letter, asks_for_practice, asks_for_term, lone_term, names_place_and_theme, only_a_place

# A lone term wins only over a classifier that is not sure of a topic.
_SURE = 0.8
# A short message that names a section is about it, unless the classifier is surer of something else.
_SURE_OF_SECTION = 0.7


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Precedence(GraphComponent):
    """Turns a message that only asks for a term into `explain_term`, and one that asks how a municipality does it into `find_practice`."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> Precedence:
        """Return the step over this process's knowledge."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and entities where a rule applies; leave the rest alone."""
        for message in messages:
            text = message.get(TEXT) or ""
            intent = message.get(INTENT) or {}
            if only_asks_for_letter(self._knowledge, text):
                message.set(INTENT, {"name": "show_more", "confidence": 1.0}, add_to_output=True)
                continue
            named = about_walkthrough(self._knowledge, text)
            if named is not None:
                message.set(INTENT, {"name": named, "confidence": 1.0}, add_to_output=True)
                continue
            letter_topic = _letter_topic(self._knowledge, text, _topic_before(self._knowledge, message), float(intent.get("confidence") or 0.0) < _SURE)
            if letter_topic is not None:
                message.set(INTENT, {"name": letter_topic, "confidence": 1.0}, add_to_output=True)
                continue
            section = section_in(self._knowledge, text) if short_question(text) else None
            if section is not None and float(intent.get("confidence") or 0.0) < _SURE_OF_SECTION:
                message.set(INTENT, {"name": section.topic, "confidence": 1.0}, add_to_output=True)
                continue
            unsure = float(intent.get("confidence") or 0.0) < _SURE
            written_in = other_language(self._knowledge, text)
            if written_in and (unsure or written_in in self._knowledge.languages):
                message.set(INTENT, {"name": "other_language", "confidence": 1.0}, add_to_output=True)
                message.set(ENTITIES, [entity("written_in", written_in)], add_to_output=True)
                continue
            if unsure and only_a_place(self._knowledge, text):
                message.set(INTENT, {"name": "give_municipality", "confidence": 1.0}, add_to_output=True)
                continue
            letter = asks_about_letter(self._knowledge, text)
            if letter is not None and (unsure or intent.get("name") == "explain_term"):
                message.set(INTENT, {"name": letter, "confidence": 1.0}, add_to_output=True)
                continue
            sure_of_another = float(intent.get("confidence") or 0.0) >= _SURE and intent.get("name") != "explain_term"
            term = asks_for_term(self._knowledge, text, sure_of_another)
            if term is None and unsure and short_question(text) and asks_difference(self._knowledge, text):
                term = find_terms(self._knowledge, text)[0].key
            if term is None and float(intent.get("confidence") or 0.0) < _SURE:
                term = lone_term(self._knowledge, text)
            if term is None:
                if names_place_and_theme(self._knowledge, text) or (unsure and asks_for_practice(self._knowledge, text)):
                    message.set(INTENT, {"name": "find_practice", "confidence": 1.0}, add_to_output=True)
                continue
            message.set(INTENT, {"name": "explain_term", "confidence": 1.0}, add_to_output=True)
            others = [found for found in message.get(ENTITIES, []) if found.get("value") != term]
            message.set(ENTITIES, [entity("term", term), *others], add_to_output=True)
        return messages


def _topic_before(k: Knowledge, message: Message) -> str | None:
    """Return the topic of the last message before this one that had one, or None."""
    said = (message.get("metadata") or {}).get("said_before") or []
    return next((str(row["intent"]) for row in said if row["intent"] in k.topics and k.topics[row["intent"]].kind == "content"), None)


def _letter_topic(k: Knowledge, text: str, before: str | None, unsure: bool) -> str | None:
    """Return the intent of a message that does little but tell a letter's day: the letter's topic; `ask_deadline` where neither it nor the topic is sure."""
    if not only_tells_letter_day(k, text, now_in_oslo().date()):
        return None
    rule = letter_rule(k, text, before if before in {row.topic for row in k.deadlines.values() if row.in_talk_before} else None, None)
    if rule is not None:
        return k.deadlines[rule].topic
    return "ask_deadline" if unsure else None
