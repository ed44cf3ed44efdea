from __future__ import annotations

import datetime as dt
import re

import pytest
from icalendar import Calendar

from guidance.calendar_file import NoDay, calendar_file
from guidance.deadlines import Computed, deadline
from tests.conftest import NOON


def _file(knowledge, rule="FRI-04", start="2026-11-20", language="nb") -> bytes:
    found = deadline(knowledge, rule, start, NOON.date())
    assert isinstance(found, Computed)
    return calendar_file(knowledge, found, language, NOON)


def test_a_calendar_reads_it_back(knowledge):
    calendar = Calendar.from_ical(_file(knowledge))
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == dt.date(2026, 12, 21)
    assert event.decoded("dtend") == dt.date(2026, 12, 22)
    assert event.decoded("dtstamp") == NOON.astimezone(dt.timezone.utc)
    assert str(event["summary"]) == "Protester mot oppsigelsen"
    assert "21. desember" in str(event["description"])
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [dt.timedelta(days=-3, hours=9), dt.timedelta(days=-1, hours=9)]


def test_nothing_about_a_person_is_in_it(knowledge):
    text = _file(knowledge).decode()
    names = {line.split(":")[0].split(";")[0] for line in text.splitlines() if re.match(r"[A-Z-]+[;:]", line)}
    assert not names & {"ORGANIZER", "ATTENDEE", "CONTACT", "LOCATION", "GEO", "URL", "COMMENT"}
    assert "CLASS:PRIVATE" in text


def test_two_files_share_no_id(knowledge):
    ids = {str(Calendar.from_ical(_file(knowledge)).walk("VEVENT")[0]["uid"]) for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("rule", ["FRI-01", "FRI-03", "FRI-06", "FRI-12", "FRI-16"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_lines_are_short_and_end_as_the_format_wants(knowledge, rule, language):
    content = _file(knowledge, rule=rule, language=language)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_an_open_ended_deadline_has_no_calendar_file(knowledge):
    found = deadline(knowledge, "FRI-08", None, NOON.date())
    assert isinstance(found, Computed)
    with pytest.raises(NoDay, match="FRI-08"):
        calendar_file(knowledge, found, "nb", NOON)
