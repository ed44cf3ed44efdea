from __future__ import annotations

from dataclasses import replace

import pytest

from guidance.matters import asked_again, is_same_question, other_matters, with_other_matters
from guidance.topics import answer_topic

LONG = (
    "Hei, jeg har fått et varsel fra utleier fordi jeg ligger etter med husleia, jeg har to barn på seks og åtte og vi har "
    "snart ikke penger til mat heller, og i forrige uke fikk jeg avslag fra NAV. Hva gjør jeg med varselet?"
)


def test_a_long_message_has_its_other_matters_named_the_most_pressing_first(knowledge, context):
    reply = with_other_matters(knowledge, answer_topic(knowledge, "varsel", context), LONG)
    assert other_matters(knowledge, LONG, "varsel") == ["children", "food", "refused"]
    assert [button.payload for button in reply.buttons[:3]] == ["/barn", "/sosialhjelp", "/klage_nav"]
    assert "barna" in reply.messages[-1]
    assert "avslaget" in reply.messages[-1]
    assert reply.custom["follow_ups"][:3] == ["barn", "sosialhjelp", "klage_nav"]
    assert reply.custom["topic"] == "varsel"


@pytest.mark.parametrize("text", ["har barn", "jeg har barn, kan de kaste meg ut", ""])
def test_a_short_message_has_one_matter(knowledge, text):
    assert other_matters(knowledge, text, "varsel") == []


def test_a_lock_change_comes_before_the_rest(knowledge):
    text = "vi har bodd her i ti år og har tre barn, og så bytta han låsen mens jeg var på jobb og nå sier han at jeg skylder for strøm og leie"
    assert other_matters(knowledge, text, "husleierestanse")[0] == "lock"


def test_staff_are_not_told_of_their_own_lock(knowledge, context):
    staff = replace(context, role="ansatt")
    reply = answer_topic(knowledge, "varsel", staff)
    assert with_other_matters(knowledge, reply, LONG) == reply


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("hva gjør jeg med varselet", "hva gjør jeg med varselet?", True),
        ("hva gjør jeg med varselet", "Hva gjor jeg me varselet", True),
        ("hva gjør jeg med varselet", "må varselet være skriftlig", False),
        ("", "", False),
    ],
)
def test_the_same_question_is_told_from_another(before, now, same):
    assert is_same_question(before, now) is same


@pytest.mark.parametrize("same_words", [True, False])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("role", ["ukjent", "ansatt", "utleier"])
def test_what_is_asked_again_is_never_the_same_text(knowledge, context, same_words, language, role):
    talk = replace(context, language=language, role=role)
    for key, topic in knowledge.topics.items():
        if topic.kind != "content":
            continue
        first = answer_topic(knowledge, key, talk)
        again = asked_again(knowledge, key, talk, same_words)
        assert again.messages != first.messages, key
        assert again.custom["topic"] == key
        assert again.custom["sources"], key
        assert again.buttons, key
        assert all(message.strip() for message in again.messages), key
