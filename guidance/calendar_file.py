"""A calendar file (.ics) with one deadline and its reminders; nothing about the person is in it."""

from __future__ import annotations

import datetime as dt
import uuid

from icalendar import Alarm, Calendar, Event

from guidance.deadline_reply import wording
from guidance.deadlines import Computed, Refused, row_of
from guidance.errors import GuidanceError
from guidance.loader import Knowledge

MEDIA_TYPE = "text/calendar; charset=utf-8"
# Nine in the morning, three days and one day before an event that lasts the whole day.
_REMINDERS = (dt.timedelta(days=-3, hours=9), dt.timedelta(days=-1, hours=9))


class NoDay(GuidanceError):
    """There is no day to put in a calendar."""


def calendar_file(k: Knowledge, found: Computed | Refused, language: str, now: dt.datetime) -> bytes:
    """Return a calendar (RFC 5545) with one whole-day event, marked private, and two reminders.

    Args:
        found: a deadline with a day.
        language: `nb`, `nn` or `en`.
        now: with its time zone; becomes the time stamp.

    Raises:
        NoDay: the deadline is open-ended, or could not be reckoned.
    """
    if isinstance(found, Refused) or found.date is None:
        raise NoDay(f"{found.rule} has no day; offer a calendar file only for a deadline with a day")
    name = row_of(k, found.rule).name.get(language)[0]
    event = Event()
    event.add("uid", str(uuid.uuid4()))
    event.add("dtstamp", now.astimezone(dt.timezone.utc))
    event.add("dtstart", found.date)
    event.add("dtend", found.date + dt.timedelta(days=1))
    event.add("summary", name)
    event.add("description", "\n\n".join(wording(k, found, language, now.date()).lines()))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    for before in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", name)
        alarm.add("trigger", before)
        event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//veileder//deadline clock//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()
