"""Which day in a message is a letter's, and which letter it is."""

from __future__ import annotations

import datetime as dt

import pytest

from guidance.letter_days import asks_for_deadline, letter_day, letter_rule, only_tells_letter_day

TODAY = dt.date(2026, 11, 24)
RECEIVED, SENT = "received", "sent"


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("fikk brevet for 10 dager siden", "2026-11-14", None),
        ("varselet er datert 3. november", "2026-11-03", "FRI-01"),
        ("fekk varselet for tre veker sidan", "2026-11-03", "FRI-01"),
        ("fikk oppsigelse i går", "2026-11-23", "FRI-04"),
        ("eg fekk oppseiing for ein månad sidan", "2026-10-24", "FRI-04"),
        ("jeg fikk avslag fra NAV 10. november", "2026-11-10", "FRI-11"),
        ("vedtaket om bostøtte kom 10. november", "2026-11-10", "FRI-13"),
        ("I got an eviction notice 10 days ago", "2026-11-14", "FRI-01"),
        ("brevet fra namsmannen kom 3/11", "2026-11-03", "FRI-03"),
        ("fikk brevet på torsdag", "2026-11-19", None),
        ("jeg har fått varsel datert 3. november fordi jeg skylder leie", "2026-11-03", "FRI-01"),
        ("det ble sendt 3. november", "2026-11-03", None),
        ("det var 3. november", "2026-11-03", None),
        ("3. november", "2026-11-03", None),
        ("jeg fikk varsel, det var 3. november", "2026-11-03", "FRI-01"),
    ],
)
def test_the_day_of_a_letter(knowledge, text, day, rule):
    assert letter_day(knowledge, text, TODAY).first == dt.date.fromisoformat(day)
    assert letter_rule(knowledge, text, None, None) == rule


@pytest.mark.parametrize(
    "text",
    [
        "namsmannen kommer på torsdag", "brevet sier at jeg må ut på torsdag", "leien skulle vært betalt 1. november", "jeg flyttet inn 1. november", "på torsdag", "den 20.",
        "jeg fikk ikke betalt leien for 10 dager siden", "jeg mistet jobben for 2 måneder siden og har fått varsel", "kan jeg få hjelp", "utkastelsen er satt til 3. desember",
        "jeg signerte leiekontrakten 1. mai", "fikk penger 20. november", "varsel 31. februar",
    ],
)  # fmt: skip
def test_other_days_are_no_letters(knowledge, text):
    assert letter_day(knowledge, text, TODAY) is None


def test_a_span_keeps_both_ends(knowledge):
    seen = letter_day(knowledge, "namsmannen sendte brev i forrige uke", TODAY)
    assert (seen.first, seen.last) == (dt.date(2026, 11, 16), dt.date(2026, 11, 22))
    this_week = letter_day(knowledge, "brevet kom denne uken", TODAY)
    assert this_week is None or this_week.last <= TODAY


def test_the_last_day_that_the_letter_gives_is_told_apart(knowledge):
    seen = letter_day(knowledge, "fristen i brevet fra tingretten er 8. desember", TODAY)
    assert (seen.first, seen.stated) == (None, dt.date(2026, 12, 8))


def test_how_it_was_told(knowledge):
    came, dated = (letter_day(knowledge, text, TODAY) for text in ("fikk varselet 3. november", "varselet er datert 3. november"))
    assert (came.received, came.sent) == (True, False)
    assert (dated.received, dated.sent) == (False, True)


def test_a_day_to_come_that_was_hardly_last_years(knowledge):
    assert letter_day(knowledge, "brevet er datert 8. desember", TODAY).first == dt.date(2026, 12, 8)


@pytest.mark.parametrize(
    ("text", "topic", "ground", "rule"),
    [
        ("fikk brevet i går", "varsel", None, "FRI-01"),
        ("fikk brevet i går", "begjaering", None, "FRI-03"),
        ("fikk brevet i går", "klage_nav", None, "FRI-11"),
        ("fikk brevet i går", "oppsigelse_heving", None, None),
        ("fikk brevet i går", "oppsigelse_heving", "oppsigelse", "FRI-04"),
        ("fikk brevet i går", "oppsigelse_heving", "heving", None),
        ("fikk brevet i går", "bostotte", None, None),
        ("heving kom i går", "varsel", None, None),
        ("varselet kom fra namsmannen i går", None, None, None),
        ("varselet kom fra namsmannen i går", "begjaering", None, "FRI-03"),
        ("oppsigelsen kom i går", "varsel", None, "FRI-04"),
        ("avslag på uføretrygd kom i går", "klage_nav", None, None),
        ("jeg ble sagt opp fra jobben i går", None, None, None),
    ],
)
def test_which_letter_is_certain(knowledge, text, topic, ground, rule):
    assert letter_rule(knowledge, text, topic, ground) == rule


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("fikk brevet for 10 dager siden", True),
        ("namsmannen sendte brev i forrige uke, hvor lang tid har jeg", True),
        ("3. november", True),
        ("feil, varselet ble sendt 3. november", False),
        ("heving kom i går", False),
        ("jeg har fått varsel datert 3. november fordi jeg skylder leie. hva gjør jeg nå", False),
        ("hvor lang tid har jeg", False),
    ],
)
def test_what_tells_nothing_else(knowledge, text, only):
    assert only_tells_letter_day(knowledge, text, TODAY) is only


@pytest.mark.parametrize("text", ["hvor lang tid har jeg da", "kor lenge kan eg vente", "er det for sent?", "how long do I have", "når er fristen"])
def test_asking_for_the_deadline_is_heard(knowledge, text):
    assert asks_for_deadline(knowledge, text)
