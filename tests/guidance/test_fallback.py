"""The rungs below «not understood»: what was said before, then a question, then another question, then a person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.fallback import not_understood, stays_with_topic

RANKING = [("trekk_ytelse", 0.2), ("sosialhjelp", 0.15), ("uklart", 0.1)]


def test_what_is_not_sure_alone_is_read_after_the_message_before(knowledge, context):
    talk = replace(context, topic="pa_vegne_av", in_talk=(("pa_vegne_av", 0.97), ("barn", 0.01)))
    reply = not_understood(knowledge, "hun har betalt alt", RANKING, 0, talk)
    assert reply.custom["topic"] == "pa_vegne_av"
    assert reply.custom["sources"]


@pytest.mark.parametrize(
    ("text", "ranking", "in_talk"),
    [
        # nothing refers back and nothing hints at the topic: nonsense after a question stays nonsense
        ("asdf qwerty", RANKING, (("barn", 0.97),)),
        # the message has an idea of its own
        ("hun får uføretrygd", [("trekk_ytelse", 0.45), ("sosialhjelp", 0.3)], (("barn", 0.97),)),
        # together with the one before it is not sure either
        ("hun har betalt alt", RANKING, (("barn", 0.5),)),
        # small talk is no matter to go on with
        ("hun har betalt alt", RANKING, (("takk", 0.97),)),
        ("hun har betalt alt", RANKING, ()),
    ],
)
def test_what_does_not_go_on_is_asked_about(knowledge, context, text, ranking, in_talk):
    reply = not_understood(knowledge, text, ranking, 0, replace(context, topic="varsel", in_talk=in_talk))
    assert reply.custom["topic"] == "tvil"
    assert reply.custom["candidates"][0] == "trekk_ytelse"


def test_a_second_message_is_asked_about_with_what_was_not_offered_before(knowledge, context):
    reply = not_understood(knowledge, "penger i trygda", RANKING, 1, context, offered=("trekk_ytelse",))
    assert reply.custom["topic"] == "tvil"
    assert reply.custom["candidates"] == ["sosialhjelp"]
    assert reply.slots["fallback_tries"] == 2.0


def test_when_all_was_offered_everything_is_searched_and_then_a_person_is_given(knowledge, context):
    searched = not_understood(knowledge, "husleie restanse", RANKING, 1, context, offered=("trekk_ytelse", "sosialhjelp"))
    assert searched.custom["topic"] == "uforstatt"
    assert searched.custom["candidates"]
    person = not_understood(knowledge, "husleie restanse", RANKING, 2, context)
    assert person.custom["candidates"] == []
    assert "55 55 33 33" in person.messages[0].replace("\u00a0", " ")


def test_in_a_talk_about_a_topic_of_ours_it_takes_more_to_be_outside(knowledge, context):
    ranking = [("trekk_ytelse", 0.45), ("utenfor_tema", 0.2)]
    assert not_understood(knowledge, "uføretrygden kommer den 20", ranking, 0, context).custom["topic"] == "utenfor_tema"
    assert not_understood(knowledge, "uføretrygden kommer den 20", ranking, 0, replace(context, topic="husleierestanse")).custom["topic"] != "utenfor_tema"


@pytest.mark.parametrize(
    ("text", "key", "in_talk", "stays"),
    [
        ("får jeg det tilbake når jeg blir kastet ut", "kommunens_ansvar", (("depositum", 0.98),), True),
        # what the last topic leads to is a new question
        ("får jeg det dekket", "sosialhjelp", (("depositum", 0.98),), False),
        ("hva gjør kommunen for folk", "kommunens_ansvar", (("depositum", 0.98),), False),
        ("får jeg det tilbake", "kommunens_ansvar", (("depositum", 0.7),), False),
        ("får jeg det tilbake", "kommunens_ansvar", (), False),
    ],
)
def test_an_unsure_new_topic_gives_way_to_the_talk(knowledge, context, text, key, in_talk, stays):
    assert stays_with_topic(knowledge, text, key, replace(context, topic="depositum", in_talk=in_talk)) is stays
