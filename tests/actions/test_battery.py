"""What every action must pass; a new action is tested at birth."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest
import ruamel.yaml

import actions
from actions.base import GuidedAction

KINDS = sorted(
    {
        member
        for module in pkgutil.iter_modules(actions.__path__)
        for member in vars(importlib.import_module(f"actions.{module.name}")).values()
        if inspect.isclass(member) and issubclass(member, GuidedAction) and member is not GuidedAction
    },
    key=lambda kind: kind.__name__,
)
INTENTS = {"ActionFollowUp": "show_more", "ActionAnswerTopic": "varsel", "ActionAnswerYesNo": "bekreft"}
# Their words come before the form's question in the same turn; the question carries the contract.
BEFORE_A_QUESTION = {"ActionStartWalkthrough", "ValidateWalkthroughForm"}
TEXTS = ["", "😀", "hva er dette", "<script>alert(1)</script>", '{"a": [1]}', "\u202eabc", "x" * 2000, "i Langtbortistan kommune"]
STRANGE_SLOTS = [
    {},
    {"topic": "finnes_ikke", "ground": "finnes_ikke", "role": "sjef", "language": "xx"},
    {"topic": "praksis", "practice_query": {"rart": 1}},
    {"topic": "praksis", "practice_query": "tekst"},
    {"topic": "varsel", "fallback_tries": 7.0, "candidates": ["varsel"]},
    {"candidates": ["begrep:namsmann"], "fallback_tries": 1.0},
    {"wt_key": "finnes_ikke", "wt_step": 3, "wt_answers": "tekst", "wt_answer": "rart"},
    {"wt_key": "varsel", "wt_step": "done", "wt_answers": {"letter": "finnes_ikke", "sent": "i går"}, "wt_answer": "done"},
]


def test_the_domain_lists_exactly_our_actions():
    with open("domain.yml", encoding="utf-8") as file:
        listed = ruamel.yaml.YAML(typ="safe").load(file)["actions"]
    assert sorted(listed) == sorted(kind().name() for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_name_follows_the_class(kind):
    words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)
    assert kind().name() == words.lstrip("_")


@pytest.mark.parametrize("slots", STRANGE_SLOTS, ids=range(len(STRANGE_SLOTS)))
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_an_action_always_answers_and_never_repeats_what_was_written(run, kind, text, slots):
    messages, _, _ = await run(kind, text=text, intent=INTENTS.get(kind.__name__), slots=slots)
    if kind.__name__ in BEFORE_A_QUESTION:
        assert not any(message.get("custom") for message in messages)
    else:
        assert messages
        assert messages[-1]["custom"]["topic"]
    assert all(message["text"].strip() for message in messages)
    if len(text) > 12:
        assert all(text not in message["text"] for message in messages)
    for message in messages[:-1]:
        assert not message.get("custom")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_slots_set_are_slots_of_the_domain(run, kind):
    with open("domain.yml", encoding="utf-8") as file:
        known = ruamel.yaml.YAML(typ="safe").load(file)["slots"]
    _, slots, _ = await run(kind, text="hva gjør Bærum med trekk i trygd", intent=INTENTS.get(kind.__name__))
    assert set(slots) <= set(known)
