"""The topic model as a Rasa intent classifier."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import topic_model
from components.topic_model import LinearPart, TopicModel
from guidance import texts as folding
from guidance.texts import passages

logger = logging.getLogger(__name__)

_FILE = "topic_model.skops"
_RANKED = 10
_RANKED_IN_TALK = 3
_MOST_BEFORE = 300
# All that a stored model may hold; anything else in the file is refused before it is read.
_TRUSTED = ["numpy.dtype", "scipy.sparse._csr.csr_matrix", "sklearn.feature_extraction.text.TfidfVectorizer"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Sets `intent` and `intent_ranking`; a text without words gets intent None and confidence 0.0.

    A message that is not sure alone is read once more after the last one that told what the talk is about
    (`metadata["said_before"]`); what it is taken for then is `ranking_in_talk`, beside the ranking and not in its place.
    A message of several sentences is read passage by passage too, and `highest_in_passage` tells how sure the surest passage
    is of the intents in `always_ranked`.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the defaults.

        `C`; `folds` for the calibration; `always_ranked`, the intents whose confidence is always told; `sure`, the
        confidence below which a message is read in its talk; `unclear`, the intents that are read so however sure; `no_matter`, the intents that do not tell what a talk is about.
        """
        return {"C": 1.0, "folds": 3, "always_ranked": ["krise"], "sure": 0.6, "unclear": ["uklart"], "no_matter": []}

    @staticmethod
    def required_packages() -> list[str]:
        """Return the packages the component imports."""
        return ["sklearn", "skops"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Return a hash of the helper modules, so that a change in them is never answered by a cached model."""
        sources = b"".join(Path(str(module.__file__)).read_bytes() for module in (topic_model, folding))
        return hashlib.sha256(sources + sklearn.__version__.encode()).hexdigest()

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: TopicModel | None = None) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> TopicClassifier:
        """Return an untrained classifier."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the intent examples; the voice is read from the examples' metadata.

        Raises:
            ValueError: the training data has fewer than two intents.
        """
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [str(example.get(TEXT)) for example in examples]
        labels = [str(example.get(INTENT)) for example in examples]
        voices = [_voice(example) for example in examples]
        logger.info("topic classifier: %d examples, %d intents, %d voices", len(texts), len(set(labels)), len(set(voices)))
        self._model = topic_model.train(texts, labels, voices, float(self._config["C"]), int(self._config["folds"]))
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Classify messages that carry text."""
        for message in messages:
            text = message.get(TEXT) or ""
            ranking = self._rank(text) if text.strip() else []
            message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            if ranking and (told := self._highest_in_passage(text)):
                message.set("highest_in_passage", told, add_to_output=True)
            before = self._matter_before(message)
            if ranking and before and (ranking[0]["confidence"] < self._config["sure"] or ranking[0]["name"] in self._config["unclear"]):
                message.set("ranking_in_talk", self._rank(f"{before}. {text}")[:_RANKED_IN_TALK], add_to_output=True)
        return messages

    def _matter_before(self, message: Message) -> str | None:
        """Return the last message before this one that told what the talk is about, or None."""
        without = (*self._config["no_matter"], "None")
        said = (message.get("metadata") or {}).get("said_before") or []
        return next((str(row["text"])[:_MOST_BEFORE] for row in said if row["intent"] not in without), None)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Classify the training examples, as Rasa asks of a classifier."""
        self.process(training_data.training_examples)
        return training_data

    def _rank(self, text: str) -> list[dict[str, Any]]:
        if self._model is None:
            return []
        found = self._model.probabilities([text])[0]
        if not found.any():
            return []
        best = np.argsort(-found)
        always = set(self._config["always_ranked"])
        order = [i for place, i in enumerate(best) if place < _RANKED or self._model.classes[i] in always]
        return [{"name": str(self._model.classes[i]), "confidence": float(found[i])} for i in order]

    def _highest_in_passage(self, text: str) -> dict[str, float]:
        """Return {intent: belief of the passage that is surest of it}; empty for a message of one sentence."""
        parts = passages(text)
        if self._model is None or not parts:
            return {}
        found = self._model.probabilities(parts).max(axis=0)
        return {str(name): float(found[i]) for i, name in enumerate(self._model.classes) if name in self._config["always_ranked"]}

    def _persist(self) -> None:
        assert self._model is not None
        with self._storage.write_to(self._resource) as folder:
            model = self._model
            parts = [{"vectorizers": list(part.vectorizers), "weights": part.weights, "bias": part.bias} for part in (model.within, model.across)]
            skops.io.dump({"classes": model.classes, "parts": parts, "temperature": model.temperature}, folder / _FILE)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Return the stored classifier.

        Raises:
            TypeError: the file holds a type that is not on the short list of trusted ones.
        """
        with model_storage.read_from(resource) as folder:
            stored = skops.io.load(folder / _FILE, trusted=_TRUSTED)
        within, across = (LinearPart(tuple(part["vectorizers"]), part["weights"], part["bias"]) for part in stored["parts"])
        return cls(config, model_storage, resource, TopicModel(stored["classes"], within, across, stored["temperature"]))


def _voice(example: Message) -> str:
    """Return who wrote an example: `metadata: {voice: …}` of its block in data/nlu/."""
    metadata = example.get("metadata") or {}
    told = metadata.get("intent") if isinstance(metadata, dict) else None
    return str(told.get("voice", "")) if isinstance(told, dict) else ""
