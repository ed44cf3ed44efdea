"""nb_core_news_sm in Rasa's pipeline: tokens for every message, the trained parts only where a step asks for them."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils.spacy_utils import SpacyNLP
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language
from spacy.tokens import Doc


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER], is_trainable=False, model_from="LanguageModel"
)
class LanguageModel(SpacyNLP):
    """`SpacyNLP` that splits a message into tokens and leaves tags, lemmas and entities to those who need them.

    The stock component runs all of the model on every message, a quarter of a whole turn, and on every example in
    training. Here a step that takes `model` calls `lemmas(model.model, text)` for the few messages that are in doubt.
    """

    def _doc_for_text(self, model: Language, text: str) -> Doc:
        return model.make_doc(self._preprocess_text(text))

    def process_training_data(self, training_data: TrainingData, model: object) -> TrainingData:
        """Leave the examples as they are: nothing that is trained reads tokens."""
        return training_data


def lemmas(model: Language, text: str) -> str:
    """Return the text with each word in its dictionary form."""
    return " ".join(token.lemma_ or token.text for token in model(text))
