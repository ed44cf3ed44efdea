from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.grounds import answer_ground, ask_ground
from guidance.loader import load_knowledge

GROUNDS = sorted(load_knowledge().grounds)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", ["ukjent", "ansatt", "utleier"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_ground_says_whether_paying_stops_it_and_where_it_goes(knowledge, context, ground, role, language):
    reply = answer_ground(knowledge, ground, replace(context, role=role, language=language, topic="stoppe_utkastelse"))
    text = reply.messages[0]
    assert reply.custom["ground"] == ground
    assert reply.slots["ground"] == ground
    assert reply.custom["sources"]
    assert "{" not in text
    row = knowledge.grounds[ground]
    if row.payment_stops in ("no", "normally_no"):
        assert any(word in text for word in ("Nei", "Normalt nei"))
    if row.payment_stops in ("yes", "until_bid_confirmed"):
        assert "namsf" in text  # debt negotiation: ask before paying
        assert "Ja" in text


@pytest.mark.parametrize("ground", GROUNDS)
def test_what_is_offered_exists_and_never_pays_where_paying_does_not_stop(knowledge, ground):
    row = knowledge.grounds[ground]
    assert set(row.offers) <= set(knowledge.topics)
    if row.payment_stops in ("no", "normally_no"):
        assert not set(row.offers) & {"nedbetalingsavtale", "trekk_ytelse"}


def test_the_question_has_a_button_for_not_knowing(knowledge, context):
    reply = ask_ground(knowledge, context)
    assert reply.buttons[-1].payload == '/give_ground{"ground": "vet_ikke"}'
