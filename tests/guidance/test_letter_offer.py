"""«Hva skriver jeg til dem»: the letter of what was just talked about, or which one is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.attachments import topics_with_letters
from guidance.letter_offer import asks_for_letter, letter_offer, only_asks_for_letter

ASKS = [
    "hva skriver jeg til dem", "kan du hjelpe meg å skrive", "har dere en mal", "Hva skal jeg skrive?", "kva skriv eg til utleigaren?", "kan du skrive brevet for meg",
    "har du et utkast", "hvordan skriver jeg det", "kan du hjelpe meg med å skrive et brev til namsmannen", "har de ein mal?", "what do I write to them",
    "can you help me write", "do you have a template",
]  # fmt: skip
LETTERS = [
    ("varsel", "innsigelse"), ("begjaering", "tilsvar_foreleggelse"), ("klage_nav", "klage_nav"), ("utkastelse_dato", "be_om_utsettelse"), ("sosialhjelp", "soknad_nodhjelp"),
    ("oppsigelse_heving", "protest_oppsigelse"), ("husleierestanse", "forslag_nedbetaling"), ("trekk_ytelse", "samtykke_trekk"), ("brudd_husorden", "innsigelse"),
]  # fmt: skip


@pytest.mark.parametrize("text", ASKS)
def test_asking_for_a_letter_is_heard(knowledge, text):
    assert only_asks_for_letter(knowledge, text)


@pytest.mark.parametrize(
    "text",
    [
        "hvordan skriver jeg en søknad om bostøtte",
        "har dere en mal for klage på NAV",
        "normal husleie",
        "hva står det i brevet",
        "skriv på nynorsk",
        "hva skrev du",
        "mal på veggen",
    ],
)
def test_a_message_that_says_more_is_left_to_its_topic(knowledge, text):
    assert not only_asks_for_letter(knowledge, text)


def test_beside_a_topic_it_is_heard_too(knowledge):
    assert asks_for_letter(knowledge, "har dere en mal for klage på NAV")
    assert not asks_for_letter(knowledge, "hvordan klager jeg på NAV")


@pytest.mark.parametrize(("topic", "letter"), LETTERS)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_letter_of_the_topic_comes_with_what_it_is_for(knowledge, context, topic, letter, language):
    reply = letter_offer(knowledge, topic, replace(context, language=language))
    form = knowledge.letters[letter]
    assert letter in [row["letter"] for row in reply.custom["attachments"]]
    assert form.title.get(language)[0] in reply.messages[0]
    assert "{" not in reply.messages[0]
    assert set(form.use_facts) <= set(reply.custom["facts"])
    assert reply.custom["topic"] == topic
    assert "/" + topic in [button.payload for button in reply.buttons]


def test_a_walk_through_that_fills_it_is_offered_and_what_is_known_is_filled_in(knowledge, context):
    reply = letter_offer(knowledge, "nedbetalingsavtale", context)
    assert reply.buttons[0].payload == '/start_walkthrough{"key": "nedbetalingsavtale"}'
    answers = {"debt": 24_000_00, "monthly": 1_500_00, "first": "2026-12-20", "left": 3_000_00, "letter": "none"}
    filled = letter_offer(knowledge, "nedbetalingsavtale", context, "nedbetalingsavtale", answers)
    assert filled.custom["attachments"][0]["values"]["instalments"] == 16
    assert not any("start_walkthrough" in button.payload for button in filled.buttons)


@pytest.mark.parametrize("topic", [None, "kostnader"])
@pytest.mark.parametrize(("role", "needs"), [("ukjent", "begjaering"), ("utleier", "varslingsregelen"), ("ansatt", "gjeldsradgivning")])
def test_without_a_letter_it_is_asked_which(knowledge, context, topic, role, needs):
    reply = letter_offer(knowledge, topic, replace(context, role=role))
    assert reply.custom["topic"] == "tvil"
    assert needs in topics_with_letters(knowledge, replace(context, role=role))
    assert reply.buttons
    assert all(button.payload[1:] in knowledge.topics for button in reply.buttons)


def test_a_letter_that_does_not_fit_the_ground_is_not_offered(knowledge, context):
    reply = letter_offer(knowledge, "oppsigelse_heving", replace(context, ground="heving"))
    assert reply.custom["topic"] == "tvil"
    assert "/oppsigelse_heving" not in [button.payload for button in reply.buttons]
