from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.attachments import draft, read_draft, with_letters
from guidance.emergency import emergency_reply
from guidance.handover import handover
from guidance.loader import load_knowledge
from guidance.reply import Context
from guidance.topics import answer_topic
from guidance.walkthroughs.saying import outcome
from guidance.walkthroughs.state import State
from tests.conftest import NOON

K = load_knowledge()
ANSWERS = {"debt": 24_500_00, "monthly": 1_500_00, "first": "2026-12-20", "left": 3_000_00, "letter": "answer", "ground": "klausul_leie"}


def _letters(reply) -> list[str]:
    return [row["letter"] for row in reply.custom["attachments"]]


def test_the_end_of_a_walk_through_offers_its_letter_and_the_sheet(context):
    reply = outcome(K, State("nedbetalingsavtale", ANSWERS), context)
    assert _letters(reply) == ["forslag_nedbetaling", "overleveringsark"]
    letter, sheet = reply.custom["attachments"]
    assert letter["values"] == {"total": 24_500_00, "monthly": 1_500_00, "instalments": 17, "first": "2026-12-20"}
    assert letter["ground"] == "klausul_leie"
    assert sheet["values"]["asks"] == "nedbetalingsavtale"
    assert sheet["values"]["letter"] == "answer"
    assert sheet["values"]["monthly"] == 1_500_00


def test_what_was_lowered_to_what_is_left_is_what_the_letter_says(context):
    made = draft(K, "forslag_nedbetaling", context, "nedbetalingsavtale", {**ANSWERS, "left": 1_000_00})
    assert made is not None
    assert made.values["monthly"] == 1_000_00
    assert made.values["instalments"] == 25


def test_a_draft_goes_through_json_and_comes_back(context):
    made = draft(K, "forslag_nedbetaling", replace(context, language="nn"), "nedbetalingsavtale", ANSWERS)
    assert made is not None
    given_one = json.loads(json.dumps(made.contract(K)))
    assert given_one["title"] == "Framlegg til nedbetaling av husleige"
    assert read_draft(K, given_one) == made
    assert made.made(K, dt.date(2026, 11, 24)).language == "nn"


def test_an_answer_to_a_question_that_was_not_asked_fills_nothing(context):
    made = draft(K, "protest_oppsigelse", context, "varsel", {"letter": "varsel", "received": "2026-11-10"})
    assert made is not None
    assert made.values == {}


def test_a_letter_for_another_ground_is_not_offered(context):
    assert draft(K, "protest_oppsigelse", replace(context, ground="heving")) is None
    assert draft(K, "protest_oppsigelse", replace(context, ground="vet_ikke")) is not None
    lost = {"letter": "protest_oppsigelse", "language": "nb", "values": {}, "ground": "heving"}
    assert read_draft(K, lost) is None


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=8)),
        lambda inner: st.dictionaries(st.sampled_from(["letter", "language", "values", "ground"]), inner),
    )
)
def test_nothing_but_a_draft_is_read_as_one(given_one):
    assert read_draft(K, given_one) is None


@given(st.text(max_size=40), st.sampled_from(["total", "language", "ground", "first"]))
@settings(max_examples=200, deadline=None)
def test_no_text_of_a_person_stays_in_a_draft(text, place):
    raw = {
        "letter": "forslag_nedbetaling",
        "title": text,
        "values": {"total": text, "name": text, "first": text},
        "language": "nb",
        "ground": None,
        place: text,
    }
    made = read_draft(K, raw)
    assert made is not None
    kept = made.contract(K)
    assert kept["values"] == {}
    assert kept["title"] == K.letters["forslag_nedbetaling"].title.get(kept["language"])[0]
    assert kept["ground"] in (None, *K.grounds)


@pytest.mark.parametrize(
    ("topic", "role", "letters"),
    [
        ("klage_nav", "leieboer", ["klage_nav"]),
        ("klage_nav", "utleier", []),
        ("sosialhjelp", "ukjent", ["soknad_nodhjelp"]),
        ("varslingsregelen", "utleier", ["varsel_nav_9_11"]),
        ("varslingsregelen", "leieboer", []),
        ("gjeldsradgivning", "ansatt", ["sjekkliste_okonomisk_rad"]),
        ("gjeldsradgivning", "leieboer", []),
        ("snakke_med_menneske", "leieboer", ["overleveringsark"]),
        ("stoppe_utkastelse", "leieboer", ["be_om_utsettelse", "klage_namsfogd"]),
        ("depositum", "leieboer", []),
    ],
)
def test_a_topic_offers_the_letters_that_its_reader_writes(topic, role, letters):
    context = Context(now=NOON, role=role)
    assert _letters(with_letters(K, answer_topic(K, topic, context), context, None, None)) == letters


def test_a_topic_fills_its_letter_from_the_talk(context):
    reply = with_letters(K, answer_topic(K, "oppsigelse_heving", context), context, "varsel", {"letter": "oppsigelse", "received": "2026-11-10"})
    assert reply.custom["attachments"][0]["values"] == {"received": "2026-11-10"}


def test_an_urgent_reply_offers_no_letter(context):
    reply = emergency_reply(K, "utkastelse_dato", context)
    assert with_letters(K, reply, context, None, None) is reply


def test_the_sheet_is_the_tenants_or_the_staffs_and_never_the_landlords(context):
    tenant = handover(K, context, "nedbetalingsavtale", ANSWERS)
    staff = handover(K, replace(context, role="ansatt", topic="gjeldsradgivning"), "nedbetalingsavtale", ANSWERS)
    assert tenant is not None
    assert staff is not None
    assert handover(K, replace(context, role="utleier")) is None
    assert tenant.letter == "overleveringsark"
    assert "asks" not in tenant.values
    assert staff.letter == "sjekkliste_okonomisk_rad"
    assert staff.values["asks"] == "gjeldsradgivning"
    assert staff.values["ground"] == "klausul_leie"


def test_small_talk_is_nothing_that_is_asked_for(context):
    sheet = handover(K, replace(context, topic="hilsen"))
    assert sheet is not None
    assert sheet.values == {}


def test_the_staff_sheet_asks_for_the_written_decision_and_the_start():
    facts = K.letters["sjekkliste_okonomisk_rad"].facts
    assert "TIL-06" in facts
    made = handover(K, Context(now=NOON, role="ansatt"))
    assert made is not None
    letter = made.made(K, NOON.date())
    assert {"decided_on", "started_on", "asked_on"} <= set(letter.open)
