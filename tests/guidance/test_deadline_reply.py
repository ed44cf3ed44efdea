"""What is said of a deadline: filled in every language, the day, the move, the refusal."""

from __future__ import annotations

import datetime as dt

import pytest

from guidance.deadline_reply import day_in_words, deadline_reply, wording
from guidance.deadlines import Refused
from tests.guidance.test_deadlines import FOR_OTHERS, RULES, TODAY, K, computed


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("start", [dt.date(2026, 11, 20), dt.date(2026, 2, 2)])
def test_every_text_is_filled_in_every_language(rule, language, start):
    found = computed(rule, start)
    for line in wording(K, found, language, TODAY).lines():
        assert "{" not in line
        assert not line.startswith(" ")
    row = K.deadlines[rule]
    for field in ("name", "ask", "says", "passed", "possible", "check"):
        assert getattr(row, field).get(language)[1] == language, field


@pytest.mark.parametrize("rule", sorted(FOR_OTHERS))
def test_what_another_may_do_is_said_as_the_earliest(rule):
    assert "tidligst" in K.deadlines[rule].says.nb
    assert "tidlegast" in (K.deadlines[rule].says.nn or "")
    assert "at the earliest" in (K.deadlines[rule].says.en or "")


def test_days_are_named_in_each_language():
    assert day_in_words(K, dt.date(2026, 12, 8), "nb") == "tirsdag 8. desember 2026"
    assert day_in_words(K, dt.date(2026, 12, 8), "nn") == "tysdag 8. desember 2026"
    assert day_in_words(K, dt.date(2026, 12, 8), "en") == "Tuesday 8 December 2026"


def test_a_moved_deadline_says_where_it_ended(context):
    found = computed("FRI-04", "2026-11-20")
    assert found.unmoved == dt.date(2026, 12, 20)
    reply = deadline_reply(K, found, context)
    assert "søndag 20. desember" in reply.messages[0]
    assert "mandag 21. desember" in reply.messages[0]
    assert reply.custom["result"] == {"deadline": "2026-12-21", "rule": "FRI-04", "kind": "act_by"}
    assert reply.custom["topic"] == "oppsigelse_heving"
    assert {"FRI-04", "PRO-21"} <= set(reply.custom["facts"])
    assert reply.custom["sources"]


def test_a_refusal_asks_again_and_carries_no_result(context):
    reply = deadline_reply(K, Refused("FRI-01", "future_date"), context)
    assert "Hvilken dato ble varselet sendt?" in reply.messages[0]
    assert "result" not in reply.custom
