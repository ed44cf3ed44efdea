from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from guidance.clock import OSLO
from guidance.emergency import ORDER, detect, emergency_reply, with_safety_line
from guidance.topics import answer_topic

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jeg orker ikke leve lenger", "krise"),
        ("han truer med å drepe meg", "krise"),
        ("I want to kill myself", "krise"),
        ("jeg har ikke noe sted å sove i natt", "midlertidig_bolig"),
        ("huseier har byttet lås og jeg kommer meg ikke inn", "ulovlig_utkastelse"),
        ("namsmannen kommer i morgen", "utkastelse_dato"),
        ("vi blir kastet ut på torsdag", "utkastelse_dato"),
        ("jeg kan betale 3000 men orker ikke leve lenger", "krise"),
    ],
)
def test_an_emergency_is_heard(knowledge, text, kind):
    assert detect(knowledge, text, TODAY) == kind


@pytest.mark.parametrize(
    "text",
    [
        "hva er gjeldsordning",
        "namsmannen kommer om seks uker",
        "kan huseier bytte lås",
        "jeg fikk varsel i dag",
        "kan jeg betale i morgen",
        "",
        "😀",
        "x" * 10_000,
    ],
)
def test_what_is_no_emergency_is_left_alone(knowledge, text):
    assert detect(knowledge, text, TODAY) is None


def test_danger_to_life_comes_before_everything_else(knowledge):
    assert detect(knowledge, "namsmannen kommer i morgen og jeg vil dø", TODAY) == "krise"


@pytest.mark.parametrize("kind", ORDER)
@pytest.mark.parametrize("role", ["ukjent", "leieboer", "ansatt", "utleier"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("hour", [3, 12, 22])
def test_the_reply_is_urgent_and_gives_a_number_at_every_hour(knowledge, context, kind, role, language, hour):
    now = dt.datetime(2026, 11, 24, hour, 0, tzinfo=OSLO)
    reply = emergency_reply(knowledge, kind, replace(context, role=role, language=language, now=now))
    text = "\n".join(reply.messages)
    assert reply.custom["urgent"] is True
    assert reply.custom["topic"] == kind
    assert reply.custom["language"] == language
    assert any(number in text.replace("\u00a0", " ") for number in ("113", "112", "116 117", "55 55 33 33"))
    assert "{" not in text


def test_danger_to_life_gives_the_number_in_the_first_line(knowledge, context):
    first = emergency_reply(knowledge, "krise", context).messages[0].split("\n")[0]
    assert "113" in first or "112" in first


def test_when_nav_is_closed_the_reply_says_when_it_opens(knowledge, context):
    night = replace(context, now=dt.datetime(2026, 11, 27, 23, 0, tzinfo=OSLO))
    text = "\n".join(emergency_reply(knowledge, "midlertidig_bolig", night).messages)
    assert "mandag kl. 9" in text


def test_a_portals_night_contact_is_shown_only_when_nav_is_closed(knowledge, context):
    night = replace(context, now=dt.datetime(2026, 11, 27, 23, 0, tzinfo=OSLO))
    assert "Vakt: 99" in "\n".join(emergency_reply(knowledge, "midlertidig_bolig", night, "Vakt: 99").messages)
    assert "Vakt: 99" not in "\n".join(emergency_reply(knowledge, "midlertidig_bolig", context, "Vakt: 99").messages)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_suspected_danger_is_said_before_the_answer_and_changes_nothing_else(knowledge, context, language):
    talk = replace(context, language=language, crisis=0.2)
    reply = answer_topic(knowledge, "husleierestanse", talk)
    told = with_safety_line(knowledge, reply, talk)
    assert "112" in told.messages[0]
    assert "116\u00a0123" in told.messages[0]
    assert told.messages[1:] == reply.messages
    assert told.custom == reply.custom
    assert with_safety_line(knowledge, reply, replace(talk, crisis=0.1)) == reply
    urgent = emergency_reply(knowledge, "krise", talk)
    assert with_safety_line(knowledge, urgent, talk) == urgent
