from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from guidance.checks import answers
from guidance.clock import OSLO
from guidance.grounds import payment_stops
from guidance.loader import load_knowledge
from guidance.render import render_text
from guidance.topics import answer_topic, cited, deadline_of, more, shorter

CONTENT = sorted(key for key, topic in load_knowledge().topics.items() if topic.kind == "content")
ALL = sorted(load_knowledge().topics)
GROUNDS = sorted(load_knowledge().grounds)
ROLES = ["ukjent", "leieboer", "ansatt", "utleier"]


def _text(reply) -> str:
    return "\n".join(reply.messages)


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("role", ROLES)
def test_every_topic_answers_every_role_with_the_whole_contract(knowledge, context, key, role):
    reply = answer_topic(knowledge, key, replace(context, role=role))
    custom = reply.custom
    assert custom["topic"] == key
    assert custom["role"] == role
    assert set(custom) >= {"language", "confidence", "urgent", "message_id", "sources", "facts", "attachments", "follow_ups", "candidates"}
    assert all(text.strip() for text in reply.messages)
    assert "{" not in _text(reply)
    if key in CONTENT:
        assert custom["sources"], "a content answer without a source"
        assert all(source["title"] and source["checked"] for source in custom["sources"])


@pytest.mark.parametrize("key", CONTENT)
def test_tenants_and_strangers_never_get_the_staff_text(knowledge, context, key):
    topic = knowledge.topics[key]
    if topic.staff is None:
        return
    tenant = answer_topic(knowledge, key, replace(context, role="leieboer"))
    stranger = answer_topic(knowledge, key, replace(context, role="ukjent"))
    assert tenant.messages == stranger.messages
    assert topic.staff.nb.lead[:40] not in _text(stranger)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("key", CONTENT)
def test_a_known_ground_shows_its_own_line_and_no_other(knowledge, context, key, role, ground):
    reply = answer_topic(knowledge, key, replace(context, role=role, ground=ground))
    for _, _, answer in answers(knowledge.topics[key]):
        for other, text in answer.by_ground.items():
            beginning = text.split("{")[0]
            mine = answer.by_ground.get(ground)
            if mine is not None and other != ground and len(beginning) > 30 and not mine.startswith(beginning):
                assert beginning not in _text(reply)
    assert reply.custom["ground"] == ground


def test_only_unpaid_rent_with_a_clause_is_surely_stopped_by_paying(knowledge):
    assert [ground for ground in GROUNDS if payment_stops(knowledge, ground)] == ["klausul_leie"]
    assert payment_stops(knowledge, None) is False
    assert payment_stops(knowledge, "finnes ikke") is False


def test_an_unwritten_topic_says_so_and_gives_the_ground_table_and_a_contact(knowledge, context):
    reply = answer_topic(knowledge, "finnes_ikke", context)
    assert reply.custom["topic"] == "finnes_ikke"
    assert knowledge.phrases.get("unwritten", "nb") in reply.messages
    assert "55\u00a055\u00a033\u00a033" in _text(reply)


def test_an_answer_past_its_review_says_when_it_was_checked(knowledge, context):
    late = replace(context, now=dt.datetime(2031, 1, 1, 12, tzinfo=OSLO))
    assert "ikke kontrollert siden" in _text(answer_topic(knowledge, "varsel", late))
    assert "ikke kontrollert siden" not in _text(answer_topic(knowledge, "varsel", context))


def test_a_contact_without_a_number_is_shown_below_the_answer(knowledge, context):
    assert "sentralbord" in _text(answer_topic(knowledge, "kontakt", context))


def test_more_shorter_cited_and_deadline_keep_the_topic(knowledge, context):
    for function in (more, shorter, cited, deadline_of):
        reply = function(knowledge, "varsel", context)
        assert reply is not None
        assert reply.custom["topic"] == "varsel"
        assert reply.custom["sources"]
    assert len(_text(shorter(knowledge, "varsel", context))) < len(_text(answer_topic(knowledge, "varsel", context)))
    assert "§" in _text(cited(knowledge, "varsel", context))


def test_the_deadline_of_a_topic_without_one_is_none(knowledge, context):
    assert deadline_of(knowledge, "personvern", context) is None


def test_a_contact_just_named_is_not_named_again(knowledge, context):
    number = knowledge.contacts["nav"].phone.replace(" ", "\u00a0")
    assert render_text(knowledge, "Ring NAV i dag: {contact:nav}.", "nb", context.today).startswith(f"Ring NAV i dag: {number}")
    assert render_text(knowledge, "Ring {contact:nav}.", "nb", context.today).startswith(f"Ring NAV, {number}")
