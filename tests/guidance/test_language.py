from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.fallback import not_understood
from guidance.language import goes_on, written_language
from guidance.roles import named_role
from guidance.topics import answer_topic


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("eg har fått varsel om utkasting, kva gjer eg", "nn"),
        ("korleis søkjer eg bustøtte, eg veit ikkje", "nn"),
        ("my landlord wants me out, what can I do", "en"),
        ("jeg har fått varsel om utkastelse", None),
        ("æ vet ikkje ka æ ska gjør", None),
        ("hva er foreleggelse", None),
        ("", None),
        ("😀", None),
    ],
)
def test_the_language_is_told_only_when_it_is_clear(knowledge, text, language):
    assert written_language(knowledge, text) == language


def test_an_english_question_to_a_norwegian_answer_says_so_and_names_the_interpreter(knowledge, context):
    messages = answer_topic(knowledge, "bostotte", replace(context, language="en")).messages
    assert "interpreter" in messages[0]
    assert "interpreter" not in answer_topic(knowledge, "bostotte", context).messages[0]


@pytest.mark.parametrize("text", ["og hvis jeg ikke betaler", "hva med ungene", "hvor lang tid tar det"])
def test_a_message_that_goes_on_is_heard(knowledge, text):
    assert goes_on(knowledge, text)


def test_an_unsure_message_goes_on_from_the_last_topic(knowledge, context):
    reply = not_understood(knowledge, "og hvis jeg ikke har noe", [("varsel", 0.2), ("barn", 0.1)], 0, replace(context, topic="sosialhjelp"))
    assert reply.custom["topic"] == "sosialhjelp"
    reply = not_understood(knowledge, "noe helt annet her", [("varsel", 0.2), ("barn", 0.1)], 0, replace(context, topic="sosialhjelp"))
    assert reply.custom["topic"] == "tvil"


@pytest.mark.parametrize(
    ("text", "role"), [("boveileder", "ansatt"), ("privat utleier", "utleier"), ("æ e leietaker", "leieboer"), ("vi leier ut", "utleier"), ("ost", None)]
)
def test_who_somebody_is_is_read_from_a_word(knowledge, text, role):
    assert named_role(knowledge, text) == role
