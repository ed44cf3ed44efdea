"""Rules before the classifier's word, as the pipeline step applies them."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from components.precedence import Precedence


def _intent(text: str, classified: str = "hjelp", confidence: float = 0.4) -> str:
    message = Message({"text": text, "intent": {"name": classified, "confidence": confidence}})
    (after,) = Precedence().process([message])
    return str(after.get("intent")["name"])


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("vis planen igjen", "start_walkthrough"),
        ("fortsett", "start_walkthrough"),
        ("make a payment plan", "start_walkthrough"),
        ("slett svarene", "stop_walkthrough"),
        ("hva skriver jeg til dem", "show_more"),
        ("har dere en mal", "show_more"),
        ("varselet er datert 3. november", "varsel"),
        ("namsmannen sendte brev i forrige uke, hvor lang tid har jeg", "begjaering"),
        ("fikk brevet for 10 dager siden", "ask_deadline"),
        ("jeg skylder husleie", "hjelp"),
    ],
)
def test_what_the_words_alone_tell(text, intent):
    assert _intent(text) == intent


def test_a_day_of_a_letter_that_is_not_named_leaves_a_sure_topic_alone():
    assert _intent("fikk brev om restansen for 10 dager siden", "husleierestanse", 0.9) == "husleierestanse"
    assert _intent("fikk oppsigelse for 10 dager siden", "utkastelse_dato", 0.9) == "oppsigelse_heving"


def test_a_letter_from_the_court_in_a_talk_about_a_forced_sale_is_about_the_sale():
    def read(*before: str) -> str:
        said = [{"text": "det vi snakker om", "intent": intent} for intent in before]
        message = Message({"text": "brevet kom fra tingretten, datert 16. november", "metadata": {"said_before": said}})
        return str(Precedence().process([message])[0].get("intent")["name"])

    assert read("tvangssalg") == "tvangssalg"
    assert read("takk", "tvangssalg") == "tvangssalg"
    assert read("varsel", "tvangssalg") == "begjaering"
    assert read() == "begjaering"
