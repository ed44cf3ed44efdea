"""The emergency lane as the last pipeline step: it overrules whatever was understood before."""

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
from guidance.emergency import ORDER, detect, spoken_away
from guidance.loader import Knowledge, load_knowledge

INTENT_NAME = "emergency"
CRISIS = "krise"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyDetector(GraphComponent):
    """Sets intent `emergency` and entity `emergency_kind` by the phrases of knowledge/emergency/ and the classifier.

    The classifier alone opens the lane for danger to life when it is at least `crisis_threshold` sure of the message or
    `passage_threshold` sure of one passage in it and by `passage_support` of the whole, before any phrase of another kind; suspecting it by `crisis_support` is enough beside a phrase of `with_topic`; where it believes less
    than `crisis_floor` in it, no phrase opens the lane. For the other kinds its topic, at least `topic_threshold` sure,
    supports the phrases (`with_topic`, `with_day`), and no phrase opens the lane where the topic is below `topic_floor`
    or an ordinary topic is at least `ordinary_threshold` sure. The figures come from training voices left out in turn.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return how sure the classifier must be."""
        return {
            "crisis_threshold": 0.5,
            "crisis_support": 0.25,
            "crisis_floor": 0.01,
            "passage_threshold": 0.8,
            "passage_support": 0.1,
            "topic_threshold": 0.2,
            "topic_floor": 0.02,
            "ordinary_threshold": 0.9,
        }

    def __init__(self, config: dict[str, Any], knowledge: Knowledge | None = None) -> None:
        self._config = {**self.get_default_config(), **config}
        self._knowledge = knowledge or load_knowledge()

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> EmergencyDetector:
        """Return the detector over this process's knowledge."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrule the intent where a message tells of an emergency."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = {row["name"]: float(row["confidence"]) for row in message.get("intent_ranking", [])}
            kind = self._kind(text, ranking, float((message.get("highest_in_passage") or {}).get(CRISIS, 0.0)))
            if kind is None:
                continue
            message.set(INTENT, {"name": INTENT_NAME, "confidence": max(0.99, ranking.get(kind, 0.0))}, add_to_output=True)
            message.set(ENTITIES, [entity("emergency_kind", kind), *message.get(ENTITIES, [])], add_to_output=True)
        return messages

    def _kind(self, text: str, ranking: dict[str, float], in_passage: float) -> str | None:
        today = now_in_oslo().date()
        crisis = ranking.get(CRISIS, 0.0)
        sure = crisis >= float(self._config["crisis_threshold"]) or (
            in_passage >= float(self._config["passage_threshold"]) and crisis >= float(self._config["passage_support"])
        )
        if sure and not spoken_away(self._knowledge, CRISIS, text):
            return CRISIS
        likely = [topic for topic, belief in ranking.items() if topic != CRISIS and belief >= float(self._config["topic_threshold"])]
        if crisis >= float(self._config["crisis_support"]):
            likely.append(CRISIS)
        return detect(self._knowledge, text, today, likely, without=self._ruled_out(ranking))

    def _ruled_out(self, ranking: dict[str, float]) -> list[str]:
        """Return the kinds that the classifier speaks against; none where it understood nothing."""
        if not ranking:
            return []
        floor = {kind: float(self._config["crisis_floor" if kind == CRISIS else "topic_floor"]) for kind in ORDER}
        ordinary = max((belief for topic, belief in ranking.items() if topic not in ORDER), default=0.0) >= float(self._config["ordinary_threshold"])
        return [kind for kind in ORDER if ranking.get(kind, 0.0) < floor[kind] or (ordinary and kind != CRISIS)]
