"""How a walk-through starts: what is known already is not asked for, and nothing starts unasked."""

from __future__ import annotations

from guidance.walkthrough import begin, wanted
from guidance.walkthroughs.state import State


def test_a_ground_in_the_first_message_is_not_asked_for_again_where_paying_does_not_stop_the_case(knowledge, context):
    told = begin(knowledge, "nedbetalingsavtale", State(None), context, "Jeg har fått oppsigelse, hjelp meg å lage en nedbetalingsplan")
    assert told.state.answers.get("ground") == "oppsigelse"
    unsure = begin(knowledge, "nedbetalingsavtale", State(None), context, "Jeg skylder husleie, hjelp meg å lage en nedbetalingsplan")
    assert "ground" not in unsure.state.answers


def test_going_on_where_nothing_was_left_open_starts_nothing(knowledge):
    assert wanted(knowledge, None, "kan vi fortsette", State(None), "utkastelse_dato") is None
    assert wanted(knowledge, None, "fortsett", State(None), "utkastelse_dato") is None
