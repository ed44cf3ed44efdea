"""The action server is dead: a clear message with a number, never silence."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Bot


@pytest.mark.parametrize("text", ["jeg har fått varsel om utkastelse", "hva er gjeldsordning", "hei", "", "asdf"])
def test_the_person_gets_a_message_with_a_number(lame_port, text):
    messages = Bot(lame_port).say(text)
    assert messages[-1]["custom"]["topic"] == "teknisk_feil"
    assert "55\u00a055\u00a033\u00a033" in messages[-1]["text"]


def test_an_emergency_still_gets_its_number(lame_port):
    messages = Bot(lame_port).say("jeg orker ikke leve lenger")
    assert messages[-1]["custom"]["topic"] == "krise"
    assert "113" in messages[0]["text"]
