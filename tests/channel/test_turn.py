from __future__ import annotations

import asyncio

import pytest

from channel.choices import Choices
from channel.turn import MOST_CHARACTERS, TalkTurn, TurnOutput


@pytest.fixture(scope="module")
def turn():
    return TalkTurn(deadline=0.2)


async def _silent(message):
    return None


async def _answers(message):
    output = message.output_channel
    await output.send_response(message.sender_id, {"text": "en"})
    await output.send_response(
        message.sender_id, {"text": "to", "buttons": [{"title": "x", "payload": "/varsel"}], "custom": {"topic": "varsel", "language": "nb"}}
    )


@pytest.mark.parametrize("raw", ["/krise", " /krise", "//krise", "\u00a0/krise", "\u200b/krise", "\n/krise", "/ /krise"])
def test_nobody_types_commands(turn, raw):
    assert turn.receive(raw).text == "krise"


def test_a_buttons_own_payload_keeps_its_slash(turn):
    assert turn.receive("/varsel", payload=True).text == "/varsel"


@pytest.mark.parametrize("raw", [None, 3, ["a"], {"a": 1}, b"x", "", "   "])
def test_anything_but_text_counts_as_empty(turn, raw):
    assert turn.receive(raw).text.strip() == ""


def test_control_and_turning_characters_go(turn):
    assert turn.receive("a\x00b\u202ec\u2066d\x1b[2J").text == "abcd[2J"


def test_what_identifies_is_gone_before_rasa_sees_it(turn):
    incoming = turn.receive("jeg heter Kari Nordmann 01017012345")
    assert "Kari" not in incoming.text
    assert "01017012345" not in incoming.text
    assert set(incoming.removed) == {"name", "number"}


def test_a_long_message_is_cut_and_an_emergency_at_its_end_is_kept(turn):
    plain = turn.receive("husleie " * 2000)
    assert plain.cut
    assert len(plain.text) <= MOST_CHARACTERS
    for after in ("", " husleie" * 400):
        urgent = turn.receive("husleie " * 800 + "jeg orker ikke leve lenger" + after)
        assert "orker ikke leve" in urgent.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"role": "ansatt", "language": "nn", "portal": "baerum"}, {"role": "ansatt", "language": "nn", "portal": "baerum"}),
        ({"role": "admin", "language": "xx", "portal": "../x", "extra": 1}, {}),
        ("ansatt", {}),
        (None, {}),
    ],
)
def test_only_known_metadata_passes(turn, given, kept):
    assert turn.receive("x", given).metadata == kept


async def test_text_buttons_and_contract_stay_in_one_message(turn):
    messages = await turn.run(turn.receive("x"), "s", "rest", _answers)
    assert [message["text"] for message in messages] == ["en", "to"]
    assert messages[-1]["custom"]["topic"] == "varsel"
    assert messages[-1]["buttons"]


async def test_silence_becomes_an_answer_with_a_number(turn):
    messages = await turn.run(turn.receive("hei"), "s", "rest", _silent)
    assert messages[-1]["custom"]["topic"] == "teknisk_feil"
    assert "55\u00a055\u00a033\u00a033" in messages[-1]["text"]


async def test_a_failure_becomes_an_answer_and_its_text_is_not_logged(turn, caplog):
    async def fails(message):
        raise RuntimeError(message.text)

    messages = await turn.run(turn.receive("hemmelig ting"), "s", "rest", fails)
    assert messages[-1]["custom"]["topic"] == "teknisk_feil"
    assert "hemmelig" not in caplog.text


async def test_the_deadline_holds(turn):
    async def slow(message):
        await asyncio.sleep(5)

    began = asyncio.get_event_loop().time()
    messages = await turn.run(turn.receive("hei"), "s", "rest", slow)
    assert asyncio.get_event_loop().time() - began < 2
    assert messages[-1]["custom"]["topic"] == "teknisk_feil"


async def test_an_emergency_gets_its_number_even_when_rasa_is_silent(turn):
    messages = await turn.run(turn.receive("jeg orker ikke leve lenger"), "s", "rest", _silent)
    assert messages[-1]["custom"]["topic"] == "krise"
    assert "113" in messages[0]["text"]


async def test_the_person_is_told_what_was_removed(turn):
    messages = await turn.run(turn.receive("ring 91234567"), "s", "rest", _answers)
    assert any("telefonnummer" in message["text"] for message in messages[:-1])
    assert messages[-1]["custom"]["removed"] == ["phone"]


async def test_a_long_message_that_was_not_understood_is_said_to_be_too_long(turn):
    async def lost(message):
        await message.output_channel.send_response("s", {"text": "?", "custom": {"topic": "uforstatt", "language": "nb"}})

    messages = await turn.run(turn.receive("bla " * 2000), "s", "rest", lost)
    assert messages[-1]["custom"]["topic"] == "for_langt"


def test_choices_are_remembered_per_talk_and_forgotten():
    choices = Choices(most_talks=2)
    offered = [{"buttons": [{"title": "x", "payload": "/varsel"}]}]
    choices.keep("a", offered)
    assert choices.holds("a", "/varsel")
    assert not choices.holds("b", "/varsel")
    choices.keep("b", offered)
    choices.keep("c", offered)
    assert not choices.holds("a", "/varsel")
    choices.forget("c")
    assert not choices.holds("c", "/varsel")


async def test_an_empty_utterance_is_dropped():
    output = TurnOutput()
    await output.send_response("s", {"text": None})
    assert output.messages == []


async def test_a_letter_leaves_as_addresses_that_work_and_never_as_values(turn):
    draft = {"title": "x", "letter": "protest_oppsigelse", "language": "nb", "values": {"received": "2026-11-10"}, "ground": None}
    kept = {"topic": "varsel", "language": "nb", "attachments": [draft]}

    async def offers(message):
        await message.output_channel.send_response(message.sender_id, {"text": "svar", "custom": kept})

    messages = await turn.run(turn.receive("hei"), "talk", "rest", offers)
    told = messages[-1]["custom"]["attachments"]
    assert {tuple(sorted(row)) for row in told} == {("media_type", "title", "url")}
    assert "2026-11-10" not in str(messages)
    wanted = turn.documents.take(told[0]["url"].rsplit("/", 1)[1])
    assert wanted is not None
    assert wanted.draft.values == {"received": "2026-11-10"}
    assert kept["attachments"] == [draft]  # what Rasa keeps is not touched
