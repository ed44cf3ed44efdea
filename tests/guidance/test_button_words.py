"""Buttons that speak as a tenant are reworded for staff and landlords."""

from __future__ import annotations

import dataclasses

import pytest

from guidance.topics import answer_topic, more


@pytest.mark.parametrize("role", ["ansatt", "utleier"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_button_speaks_as_a_tenant_to_others(knowledge, context, role, language):
    asking = dataclasses.replace(context, role=role, language=language)
    own = {"jeg", "eg", "meg", "vi", "we", "my", "me"}
    for key, topic in knowledge.topics.items():
        if topic.kind == "content":
            for button in answer_topic(knowledge, key, asking).buttons:
                if button.payload.lstrip("/") in knowledge.topics:
                    assert not own & set(button.title.lower().split()), (key, button.title)
                    assert not button.title.startswith("I "), key


def test_what_older_texts_say_is_told_to_staff_at_once_and_to_tenants_who_want_more(knowledge, context):
    said = knowledge.topics["varsel"].difference
    assert said is not None
    staff = dataclasses.replace(context, role="ansatt")
    assert said.nb[:40] in "\n".join(answer_topic(knowledge, "varsel", staff).messages)
    assert said.nb[:40] not in "\n".join(answer_topic(knowledge, "varsel", context).messages)
    assert said.nb[:40] in "\n".join(more(knowledge, "varsel", context).messages)
