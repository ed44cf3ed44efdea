"""How the classifier reads a message in its talk and passage by passage."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components import topic_model
from components.topic_classifier import TopicClassifier

EXAMPLES = {
    "husleierestanse": ["jeg skylder husleie", "leia er ikke betalt", "ligger etter med husleia", "skylder to måneder leie"],
    "barn": ["hva skjer med barna", "vi har små barn", "barna går på skole her", "jeg er redd for barna"],
    "krise": ["jeg vil ikke leve lenger", "vil dø", "orker ikke leve", "tenker på å ta livet mitt"],
    "takk": ["takk", "tusen takk", "takk for hjelpen", "mange takk"],
}


@pytest.fixture(scope="module")
def classifier():
    texts = [text for group in EXAMPLES.values() for text in group]
    labels = [intent for intent, group in EXAMPLES.items() for _ in group]
    model = topic_model.train(texts, labels, ["a", "b", "a", "b"] * len(EXAMPLES), 1.0, 2)
    return TopicClassifier({**TopicClassifier.get_default_config(), "no_matter": ["takk"], "sure": 1.1}, None, None, model)  # type: ignore[arg-type]


def read(classifier, text, *before):
    message = Message({TEXT: text, "metadata": {"said_before": [{"text": said, "intent": intent} for said, intent in before]}})
    return classifier.process([message])[0]


def test_a_message_is_read_after_the_last_one_that_told_what_the_talk_is_about(classifier):
    found = read(classifier, "hva nå", ("tusen takk", "takk"), ("jeg skylder husleie", "husleierestanse"))
    assert found.get("ranking_in_talk")[0]["name"] == "husleierestanse"
    assert found.get("intent") == found.get("intent_ranking")[0]


def test_without_a_matter_before_there_is_nothing_to_read_after(classifier):
    assert read(classifier, "hva nå", ("tusen takk", "takk"), ("hm", "None")).get("ranking_in_talk") is None
    assert read(classifier, "hva nå").get("ranking_in_talk") is None


def test_the_surest_passage_is_told_for_danger(classifier):
    whole = read(classifier, "Jeg skylder husleie. Jeg vil ikke leve lenger. Vi har små barn. Leia er ikke betalt.")
    belief = next(row["confidence"] for row in whole.get("intent_ranking") if row["name"] == "krise")
    assert whole.get("highest_in_passage")["krise"] > belief
    assert read(classifier, "jeg vil ikke leve lenger").get("highest_in_passage") is None
