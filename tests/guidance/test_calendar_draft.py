"""A deadline's calendar file as an attachment: drafted, read back, built."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from guidance.attachments import read_draft
from guidance.calendar_draft import CalendarDraft, calendar_draft
from guidance.deadlines import deadline
from guidance.walkthroughs.saying import outcome
from guidance.walkthroughs.state import State
from tests.conftest import NOON

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Legg fristen i kalenderen: Protester mot oppsigelsen"),
        ("nn", "Legg fristen i kalenderen: Protester mot oppseiinga"),
        ("en", "Put the deadline in your calendar: Protest against the notice to quit"),
    ],
)
def test_it_goes_through_json_and_becomes_a_file(knowledge, language, title):
    draft = CalendarDraft("FRI-04", DAY, False, NOON.date(), language)
    given = json.loads(json.dumps(draft.contract(knowledge)))
    assert given["title"] == title
    assert read_draft(knowledge, given) == draft
    assert draft.offers(knowledge) == (("ics", title, "text/calendar"),)
    file = draft.file(knowledge, "ics", NOON)
    assert file.name == "frist.ics"
    assert b"DTSTART;VALUE=DATE:20261221" in file.body
    assert not file.inline


def test_the_last_day_that_the_letter_gives_is_kept(knowledge):
    draft = CalendarDraft("FRI-03", dt.date(2026, 12, 8), True, NOON.date(), "nb")
    assert b"DTSTART;VALUE=DATE:20261208" in draft.file(knowledge, "ics", NOON).body


@pytest.mark.parametrize(
    "change",
    [{"deadline": "FRI-99"}, {"start": "2026-02-31"}, {"start": None}, {"reckoned": "x"}, {"start": "2099-01-01"}, {"deadline": "FRI-08"}],
)
def test_what_gives_no_day_is_dropped(knowledge, change):
    given = CalendarDraft("FRI-04", DAY, False, NOON.date(), "nb").contract(knowledge)
    assert read_draft(knowledge, {**given, **change}) is None


def test_only_a_deadline_to_come_is_offered(knowledge, context):
    assert calendar_draft(knowledge, deadline(knowledge, "FRI-04", DAY, context.today), context)
    assert calendar_draft(knowledge, deadline(knowledge, "FRI-04", dt.date(2026, 9, 1), context.today), context) == ()
    assert calendar_draft(knowledge, deadline(knowledge, "FRI-04", None, context.today), context) == ()
    assert calendar_draft(knowledge, deadline(knowledge, "FRI-08", None, context.today), context) == ()


def test_a_walk_through_that_reckons_a_deadline_offers_it_too(knowledge, context):
    answers = {"letter": "oppsigelse", "received": "2026-11-20", "protested": "nei"}
    first = outcome(knowledge, State("varsel", answers, status="done"), context).custom["attachments"][0]
    assert (first["deadline"], first["start"]) == ("FRI-04", "2026-11-20")
