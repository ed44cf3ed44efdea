"""Walk-throughs over HTTP, both servers up."""

from __future__ import annotations

import pytest

from tests.e2e.test_talks import _text, _topic

KEYS = ("nedbetalingsavtale", "gjeldsordning", "trekk_ytelse", "formue_kartlegging", "varsel", "utkastelse_dato")


def _step(messages) -> str | None:
    return messages[-1]["custom"].get("step", {}).get("name")


def _press(bot, messages, title: str):
    payload = next(button["payload"] for message in messages for button in message.get("buttons", []) if title in button["title"])
    return bot.say(payload)


def _begun(bot, asked: str = "jeg vil ha en nedbetalingsavtale"):
    return _press(bot, bot.say(asked), "Gå gjennom dette med meg")


def test_a_tenant_makes_a_payment_plan(bot):
    messages = bot.say("hjelp meg å lage en nedbetalingsplan")
    assert _topic(messages) == "nedbetalingsavtale"
    assert messages[-1]["custom"]["step"] == {"name": "debt", "number": 1, "of": 7}
    assert _step(bot.say("24 tusen")) == "monthly"
    assert _step(bot.say("ca 1500")) == "first"
    assert _step(bot.say("den 20.")) == "left"
    assert _step(bot.say("permittert, men begynner igjen i august, har 3000 igjen")) == "letter"
    messages = bot.say("ingen brev")
    plan = messages[-1]["custom"]["result"]["plan"]
    assert (plan["total_ore"], plan["monthly_ore"], plan["instalments"]) == (2400000, 150000, 16)
    assert messages[-1]["custom"]["letter"] == "forslag_nedbetaling"
    messages = bot.say("feil, gjelden er 12 000")
    assert messages[-1]["custom"]["result"]["plan"]["instalments"] == 8
    assert _topic(bot.say("takk")) == "takk"
    for text in ("vis planen igjen", "vis meg planen", "kan jeg få brevet igjen"):
        messages = bot.say(text)
        assert messages[-1]["custom"]["result"]["plan"]["instalments"] == 8
        assert messages[-1]["custom"]["attachments"]


def test_more_than_the_debt_is_asked_about(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    bot.say("12 000")
    assert _step(bot.say("50 000")) == "at_once"
    assert _step(bot.say("nei")) == "monthly"
    assert _step(bot.say("100")) == "so_long"
    assert _step(bot.say("nei, 1000")) == "first"
    bot.say("vet ikke")
    assert _step(bot.say("nei")) == "left"
    assert _step(bot.say("har ikke noe igjen")) == "letter"


@pytest.mark.parametrize("asked", ["make a payment plan", "can you help me make a payment plan"])
def test_in_english_the_article_comes_with_a_button(bot, asked):
    messages = bot.say(asked)
    assert _topic(messages) == "nedbetalingsavtale"
    assert _step(messages) is None
    assert messages[-1]["custom"]["language"] == "en"
    assert _step(_press(bot, messages, "in Norwegian")) == "debt"


def test_the_button_of_the_topic_starts_it_and_nothing_is_said_twice(bot):
    messages = _begun(bot)
    assert _step(messages) == "debt"
    texts = [message["text"] for message in messages]
    assert len(texts) == len(set(texts)) == 2


@pytest.mark.parametrize("key", KEYS)
def test_not_knowing_leads_through_every_walk_through(bot, key):
    messages = bot.say(
        {"varsel": "jeg har fått varsel om utkastelse", "utkastelse_dato": "datoen for utkastelse er satt om seks uker"}.get(key, f"hva er {key}?")
    )
    if not any("Gå gjennom" in button["title"] for message in messages for button in message.get("buttons", [])):
        asked = {
            "trekk_ytelse": "kan jeg ha trekk i trygda til husleie?",
            "formue_kartlegging": "hvordan kartlegge hva husstanden eier?",
            "gjeldsordning": "kan jeg få gjeldsordning?",
        }
        messages = bot.say(asked.get(key, "jeg vil ha en nedbetalingsavtale"))
    messages = _press(bot, messages, "Gå gjennom dette med meg")
    for _ in range(12):
        if _step(messages) is None:
            break
        messages = bot.say("vet ikke")
    assert _step(messages) is None
    assert _topic(messages) == key
    assert messages[-1]["custom"]["sources"]


def test_a_word_and_a_topic_are_answered_and_the_question_is_asked_again(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    messages = bot.say("hva betyr restanse?")
    assert _step(messages) == "debt"
    assert messages[-1]["custom"]["answered"] == "begrep:restanse"
    messages = bot.say("hvordan søker jeg sosialhjelp?")
    assert messages[-1]["custom"]["answered"] == "sosialhjelp"
    assert _step(messages) == "debt"
    assert _step(bot.say("hvorfor spør du om det?")) == "debt"
    assert _step(bot.say("24 000")) == "monthly"


def test_an_emergency_ends_the_questions_keeps_the_answers_and_offers_to_go_on(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    bot.say("24 000")
    messages = bot.say("jeg har 3000 kroner men orker ikke leve lenger")
    assert _topic(messages) == "krise"
    assert messages[-1]["custom"]["urgent"] is True
    assert "113" in messages[0]["text"]
    assert _step(messages) is None
    assert _step(bot.say("takk")) is None
    messages = _press(bot, messages, "Gå videre der vi var")
    assert _step(messages) == "monthly"


def test_correct_back_stop_pause_and_go_on(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    bot.say("24 tusen")
    messages = bot.say("feil, det er 13 000")
    assert "13\u00a0000" in _text(messages)
    assert _step(messages) == "monthly"
    assert _step(bot.say("tilbake")) == "debt"
    assert _step(bot.say("13 000")) == "monthly"
    assert _step(bot.say("jeg må gå, tar resten senere")) is None
    assert _topic(bot.say("hva koster en utkastelse?")) == "kostnader"
    assert _step(bot.say("fortsett der vi var")) == "monthly"
    messages = bot.say("glem det")
    assert _step(messages) is None
    assert "blir med i samtalen" in _text(messages)
    assert _step(bot.say("fortsett")) == "monthly"
    bot.say("stopp")
    assert _step(_press(bot, messages, "Gå videre der vi var")) == "monthly"
    assert "tatt bort" in _text(bot.say("slett svarene"))
    assert _step(bot.say("hjelp meg å lage en nedbetalingsplan")) == "debt"
    bot.say("24 tusen")
    bot.say("stopp")
    assert "tatt bort" in _text(bot.say("slett svarene mine"))
    assert _step(bot.say("hjelp meg å lage en nedbetalingsplan")) == "debt"


def test_two_failures_explain_the_question_and_offer_a_person(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    first = bot.say("masse")
    second = bot.say("alt for mye")
    assert _step(first) == _step(second) == "debt"
    assert _text(first) != _text(second)
    assert "55\u00a055\u00a033\u00a039" in _text(second)


def test_starting_over_in_the_middle_forgets_all(bot):
    bot.say("hjelp meg å lage en nedbetalingsplan")
    bot.say("24 000")
    assert _topic(bot.say("start på nytt")) == "start_pa_nytt"
    assert _topic(bot.say("hei")) == "hilsen"
    assert _step(bot.say("hjelp meg å lage en nedbetalingsplan")) == "debt"


def test_asked_which_a_button_chooses_and_another_matter_is_answered(bot):
    messages = bot.say("kan vi gå gjennom det sammen, du spør og jeg svarer")
    assert len(messages[-1]["buttons"]) == 6
    assert _step(_press(bot, messages, "gjeldsordning")) == "debt"


def test_a_plan_asked_for_in_dialect_and_nynorsk(bot):
    messages = bot.say("kan du lage ein plan saman med meg for nedbetaling, eg skuldar 18 500")
    assert _step(messages) == "monthly"
    assert messages[-1]["custom"]["language"] == "nn"
    assert _step(bot.say("kva skal du med det?")) == "monthly"
    assert _step(bot.say("to tusen")) == "first"
    assert _step(bot.say("når lønna kjem, den 12.")) == "left"
    assert _step(bot.say("ca 4000")) == "letter"
    assert _step(bot.say("eg har fått brev frå namsfuten")) == "ground"
    messages = bot.say("veit ikkje")
    assert messages[-1]["custom"]["result"]["plan"]["total_ore"] == 1850000
    assert messages[-1]["custom"]["language"] == "nn"


def test_staff_go_through_a_letter_and_a_short_answer_changes_no_language(bot):
    bot.say("jeg jobber i NAV")
    assert _step(bot.say("kan vi gå gjennom brevet til en bruker")) == "letter"
    assert _step(bot.say("varsel")) == "sent"
    messages = bot.say("vet ikke")
    assert _step(messages) == "ground"
    assert messages[-1]["custom"]["role"] == "ansatt"
    assert _step(bot.say("ubetalt leie")) == "clause"
    assert _step(bot.say("nei bare muntlig")) == "says_payment"
    assert _step(bot.say("nei")) == "agree"
    messages = bot.say("nei")
    assert messages[-1]["custom"]["language"] == "nb"
    assert "direkte vei" in _text(messages)
