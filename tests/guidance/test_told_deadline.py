"""The deadline of a letter whose day somebody tells, in an answer and after one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.follow_ups import ask_deadline
from guidance.told_deadline import told_deadline, with_told_deadline
from guidance.topics import answer_topic

# (message, what it is about, rule, day, kind); NOON is 24 November 2026.
TOLD = [
    ("varselet er datert 20. november", "varsel", "FRI-01", "2026-12-04", "earliest_for_other"),
    ("fikk oppsigelse for 10 dager siden", "oppsigelse_heving", "FRI-04", "2026-12-14", "act_by"),
    ("namsmannen sendte brev i forrige uke, hvor lang tid har jeg", "begjaering", "FRI-03", "2026-11-30", "act_by"),
    ("jeg fikk avslag fra NAV 10. november", "klage_nav", "FRI-11", "2026-12-01", "act_by"),
    ("fristen i brevet fra tingretten er 8. desember", "begjaering", "FRI-03", "2026-12-08", "act_by"),
]


@pytest.mark.parametrize(("text", "topic", "rule", "day", "kind"), TOLD)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_day_comes_with_its_rule_its_source_and_a_calendar_file(knowledge, context, text, topic, rule, day, kind, language):
    reply = ask_deadline(knowledge, replace(context, language=language), text)
    custom = reply.custom
    assert custom["result"] == {"deadline": day, "rule": rule, "kind": kind}
    assert (custom["topic"], reply.slots) == (topic, {"topic": topic})
    assert rule in custom["facts"]
    assert custom["sources"]
    assert knowledge.figures[knowledge.deadlines[rule].figure].law in reply.messages[0]
    assert "{" not in reply.messages[0]
    (calendar,) = custom["attachments"]
    assert (calendar["deadline"], calendar["language"]) == (rule, language)


def test_the_weekday_and_what_it_was_counted_from_are_said(knowledge, context):
    said = ask_deadline(knowledge, context, "varselet er datert 20. november").messages[0]
    assert "fredag 4. desember 2026" in said
    assert "Regnet fra fredag 20. november 2026." in said
    assert "Se når varselet ble sendt" in said


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fikk varselet 20. november", "Tiden går fra dagen brevet ble sendt"),
        ("fikk brev fra namsmannen 20. november", "Fristen følger brevet"),
        ("oppsigelsen er datert 20. november", "Fristen går fra dagen du fikk brevet"),
        ("namsmannen sendte brev i forrige uke", "Det kan være fra mandag 16. november 2026 til søndag 22. november 2026"),
        ("varselet er datert 8. desember", "har ikke vært ennå"),
    ],
)
def test_where_the_day_is_not_the_one_that_counts_it_is_said(knowledge, context, text, words):
    assert words in ask_deadline(knowledge, context, text).messages[0]


def test_a_deadline_that_is_over_is_said_to_be_so_with_what_is_still_possible(knowledge, context):
    reply = ask_deadline(knowledge, context, "jeg fikk avslag på sosialhjelp for 5 uker siden, er det for sent?")
    assert "gikk ut" in reply.messages[0]
    assert "Klag likevel" in reply.messages[0]
    assert reply.custom["result"]["deadline"] == "2026-11-10"
    assert reply.custom["attachments"] == []


def test_asking_later_finds_the_day_that_was_told(knowledge, context):
    here = replace(context, topic="varsel")
    before = ("jeg har to barn", "varselet er datert 20. november")
    assert ask_deadline(knowledge, here, "hvor lang tid har jeg da", before).custom["result"]["deadline"] == "2026-12-04"


def test_the_newest_day_counts(knowledge, context):
    before = ("nei, det ble sendt 18. november", "varselet er datert 20. november")
    assert ask_deadline(knowledge, replace(context, topic="varsel"), "hvor lang tid har jeg da", before).custom["result"]["deadline"] == "2026-12-02"


def test_a_day_of_another_letter_is_not_this_ones(knowledge, context):
    reply = ask_deadline(knowledge, replace(context, topic="klage_nav"), "hvor lang tid har jeg", ("varselet er datert 20. november",))
    assert "result" not in reply.custom
    assert reply.custom["topic"] == "klage_nav"
    assert "result" not in ask_deadline(knowledge, replace(context, topic="kostnader"), "hvor lang tid har jeg", ("fikk brevet i går",)).custom


def test_without_a_day_the_topics_deadline_comes_with_the_question_for_it(knowledge, context):
    reply = ask_deadline(knowledge, replace(context, topic="varsel"), "hvor lang tid har jeg")
    assert reply.messages[0].endswith(knowledge.deadlines["FRI-01"].ask.nb)
    assert ask_deadline(knowledge, replace(context, topic="varsel"), "3. november").custom["result"]["rule"] == "FRI-01"


def test_a_letter_of_no_known_kind_is_asked_about(knowledge, context):
    reply = ask_deadline(knowledge, context, "fikk brevet for 10 dager siden")
    assert reply.custom["topic"] == "tvil"
    assert "result" not in reply.custom
    assert [button.payload for button in reply.buttons] == ["/varsel", "/begjaering", "/oppsigelse_heving", "/klage_nav"]


def test_the_button_pressed_then_gives_the_day(knowledge, context):
    topic = answer_topic(knowledge, "begjaering", context)
    reply = with_told_deadline(knowledge, topic, "/begjaering", ("fikk brevet for 10 dager siden",), context)
    assert reply.custom["result"] == {"deadline": "2026-11-30", "rule": "FRI-03", "kind": "act_by"}
    assert reply.messages[1:] == topic.messages
    other = with_told_deadline(knowledge, topic, "/begjaering", ("varselet kom for 10 dager siden",), context)
    assert "result" not in other.custom


def test_in_a_topics_answer_the_day_comes_first(knowledge, context):
    topic = answer_topic(knowledge, "varsel", context)
    reply = with_told_deadline(knowledge, topic, "jeg har fått varsel datert 20. november fordi jeg skylder leie, hva gjør jeg", (), context)
    assert reply.custom["result"]["deadline"] == "2026-12-04"
    assert reply.messages[1:] == topic.messages
    assert "FRI-01" in reply.custom["facts"]


def test_beside_another_matter_the_day_comes_last(knowledge, context):
    topic = answer_topic(knowledge, "bostotte", context)
    reply = with_told_deadline(knowledge, topic, "jeg fikk varsel 20. november, kan jeg søke bostøtte", (), context)
    assert reply.custom["topic"] == "bostotte"
    assert reply.messages[:-1] == topic.messages
    assert reply.custom["result"]["rule"] == "FRI-01"


@pytest.mark.parametrize("text", ["jeg har fått varsel om utkastelse", "heving kom i går", "leien skulle vært betalt 1. november, nå har jeg fått varsel"])
def test_without_a_certain_day_and_letter_the_answer_stands(knowledge, context, text):
    topic = answer_topic(knowledge, "oppsigelse_heving", context)
    assert with_told_deadline(knowledge, topic, text, (), context) == topic


def test_a_landlord_is_not_told_what_the_tenant_must_do(knowledge, context):
    landlord = replace(context, role="utleier")
    assert told_deadline(knowledge, "oppsigelsen ble sendt 10. november", (), None, landlord) is None
    assert told_deadline(knowledge, "varselet ble sendt 20. november", (), None, landlord).custom["result"]["deadline"] == "2026-12-04"
