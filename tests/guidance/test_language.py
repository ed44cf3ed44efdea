from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.fallback import not_understood
from guidance.language import goes_on, named_language, other_language, say_in_other_language, written_in_bokmaal, written_language
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nie mam pieniędzy na czynsz", "pl"),
        ("Я отримав лист від орендодавця", "uk"),
        ("لا أستطيع دفع الإيجار", "ar"),
        ("waxaan u baahanahay caawimaad", "so"),
        ("ክራይ ክኸፍል ኣይክእልን", "ti"),
        ("No puedo pagar el alquiler", "es"),
        ("Negaliu sumokėti nuomos", "lt"),
        ("mun in sáhte máksit láigu", "se"),
        ("я получил письмо от хозяина", "other"),
        ("jeg kan ikke betale husleia", None),
        ("eg kan ikkje betale husleiga", None),
        ("I cannot pay my rent", None),
        ("æ har itj penga te husleia", None),
        ("stl 17 vedtak", None),
        ("hva betyr legalpant", None),
        ("hei", None),
        ("", None),
        ("12 500", None),
    ],
)
def test_other_languages_are_told_from_norwegian_and_english(knowledge, text, language):
    assert other_language(knowledge, text) == language


def test_every_other_language_gets_its_sentence_with_the_number_of_nav_and_a_way_on(knowledge, context):
    number = knowledge.contacts["nav"].phone.replace(" ", "\u00a0")
    for key, row in knowledge.languages.items():
        reply = say_in_other_language(knowledge, key, context)
        assert number in reply.messages[0], key
        assert "interpreter" in reply.messages[1], key
        assert reply.custom["topic"] == "annet_sprak"
        assert reply.custom["language"] == row.id
        assert {button.payload for button in reply.buttons} >= {'/switch_language{"language": "en"}', "/say_simpler"}
        assert reply.custom["sources"], key


@pytest.mark.parametrize(("text", "key"), [("snakker du polsk", "pl"), ("do you speak arabic", "ar"), ("soomaali?", "so"), ("på nynorsk takk", None)])
def test_a_language_asked_for_by_name(knowledge, text, key):
    assert named_language(knowledge, text) == key


@pytest.mark.parametrize(
    ("text", "yes"), [("jeg har fått et brev fra utleieren min om at jeg må flytte", True), ("my landlord wants me out now", False), ("ok", False)]
)
def test_clear_bokmaal_ends_an_overheard_language(knowledge, text, yes):
    assert written_in_bokmaal(knowledge, text) is yes


def test_an_unsure_message_is_read_as_what_the_last_answer_leads_to(knowledge, context):
    ranking = [("bostotte", 0.35), ("startlan", 0.25), ("kostnader", 0.1)]
    talk = replace(context, topic="sosialhjelp")
    assert "bostotte" in knowledge.topics["sosialhjelp"].follow_ups
    assert not_understood(knowledge, "søknad på det", ranking, 0, talk).custom["topic"] == "bostotte"
    assert not_understood(knowledge, "søknad på det", ranking, 0, context).custom["topic"] == "tvil"
