"""Terms and municipalities of knowledge/ as Rasa entities, read anew at each start: a new term needs no training."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.language_model import lemmas
from guidance.glossary import find_terms
from guidance.loader import Knowledge, load_knowledge
from guidance.municipalities import find_municipalities

_MOST = 3
_NOT_UNDERSTOOD = ("nlu_fallback", "uklart")


def entity(name: str, value: str, confidence: float = 1.0) -> dict[str, Any]:
    """Return an entity without a place in the text: the value is a key, not what was written."""
    return {"entity": name, "value": value, "confidence_entity": confidence, "start": 0, "end": 0, "extractor": "KnowledgeExtractor"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False, model_from="LanguageModel")
class KnowledgeExtractor(GraphComponent):
    """Adds entities `term` (key of glossary/) and `municipality` (number), at most three of each.

    A message that was not understood and names no known form is read once more in dictionary forms.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self._knowledge = knowledge or load_knowledge()

    @classmethod
    def create(cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext) -> KnowledgeExtractor:
        """Return an extractor over this process's knowledge."""
        return cls()

    def process(self, messages: list[Message], model: SpacyModel) -> list[Message]:
        """Add what is found to the entities that other extractors found."""
        for message in messages:
            text = message.get(TEXT) or ""
            terms = find_terms(self._knowledge, text)
            if not terms and (message.get(INTENT) or {}).get("name") in _NOT_UNDERSTOOD:
                terms = find_terms(self._knowledge, lemmas(model.model, text))
            found = [entity("term", hit.key, hit.score / 100) for hit in terms[:_MOST]]
            for hit in find_municipalities(self._knowledge, text)[:_MOST]:
                if len(hit.numbers) == 1:
                    found.append(entity("municipality", hit.numbers[0], hit.score / 100))
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages
