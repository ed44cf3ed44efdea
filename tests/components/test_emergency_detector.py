from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from components.emergency_detector import EmergencyDetector


def heard(knowledge, text, in_passage=0.0, **ranking):
    message = Message(
        {TEXT: text, "highest_in_passage": {"krise": in_passage}, "intent_ranking": [{"name": name, "confidence": belief} for name, belief in ranking.items()]}
    )
    EmergencyDetector({}, knowledge).process([message])
    found = [row["value"] for row in message.get("entities", []) if row["entity"] == "emergency_kind"]
    return (message.get(INTENT) or {}).get("name"), found[0] if found else None


def test_a_phrase_opens_the_lane_where_the_classifier_agrees(knowledge):
    assert heard(knowledge, "namsmannen kommer i morgen", utkastelse_dato=0.9) == ("emergency", "utkastelse_dato")


@pytest.mark.parametrize("ranking", [{"utkastelse_dag": 0.95, "utkastelse_dato": 0.03}, {"kostnader": 0.5, "utkastelse_dato": 0.01}])
def test_a_phrase_alone_is_not_enough_where_the_classifier_is_sure_of_something_ordinary(knowledge, ranking):
    assert heard(knowledge, "namsmannen kommer i morgen", **ranking) == (None, None)


def test_a_phrase_is_enough_where_nothing_was_understood(knowledge):
    assert heard(knowledge, "namsmannen kommer i morgen") == ("emergency", "utkastelse_dato")


def test_danger_the_classifier_is_sure_of_comes_before_any_phrase_of_another_kind(knowledge):
    assert heard(knowledge, "namsmannen kommer i morgen, og da er jeg borte", krise=0.7, utkastelse_dato=0.3) == ("emergency", "krise")


def test_danger_in_so_many_words_needs_little_belief(knowledge):
    assert heard(knowledge, "jeg orker ikke leve lenger", gjeldsordning=0.8, krise=0.02) == ("emergency", "krise")
    assert heard(knowledge, "jeg orker ikke leve lenger", gjeldsordning=0.8, krise=0.001) == (None, None)


def test_danger_in_one_passage_of_a_long_message_opens_the_lane(knowledge):
    long = "Jeg skylder for mai. Huseier ringer hver dag. Jeg har bestemt meg. Kan jeg få avtale?"
    assert heard(knowledge, long, in_passage=0.95, nedbetalingsavtale=0.8, krise=0.2) == ("emergency", "krise")
    assert heard(knowledge, long, in_passage=0.95, nedbetalingsavtale=0.9, krise=0.02) == (None, None)
    assert heard(knowledge, long, in_passage=0.6, nedbetalingsavtale=0.8, krise=0.2) == (None, None)
