"""Domain, rules, training data, actions and knowledge agree; `rasa data validate` lets most of this pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from guidance.loader import load_knowledge

YAML_ = YAML(typ="safe")
# Replies that are no answer to an intent: the channel, the fallback or a setting says them.
NOT_INTENTS = {"annet_sprak", "teknisk_feil", "for_langt", "utlopt"}
PIPELINE_INTENTS = {"emergency", "nlu_fallback", "other_language"}


def _load(path: str) -> dict:
    return YAML_.load(Path(path).read_text(encoding="utf-8"))


def _domain_intents() -> set[str]:
    return {next(iter(row)) if isinstance(row, dict) else row for row in _load("domain.yml")["intents"]}


def _rules() -> list[dict]:
    return [rule for path in sorted(Path("data/rules").glob("*.yml")) for rule in _load(str(path))["rules"]]


def _rule_intents() -> dict[str, str]:
    """Return {intent: action} of the rules that hold everywhere; those with a condition say what else holds inside the form."""
    found: dict[str, str] = {}
    for rule in (rule for rule in _rules() if "condition" not in rule):
        first, second = rule["steps"][0], rule["steps"][1]
        for intent in [row["intent"] for row in first["or"]] if "or" in first else [first["intent"]]:
            assert intent not in found, f"{intent} stands in two rules"
            found[intent] = second["action"]
    return found


def _trained() -> dict[str, int]:
    counts: dict[str, int] = {}
    for path in sorted(Path("data/nlu").glob("*.yml")):
        for block in _load(str(path))["nlu"]:
            counts[block["intent"]] = counts.get(block["intent"], 0) + len(block["examples"].splitlines())
            assert block["intent"] == path.stem, f"{path}: holds {block['intent']}; one topic, one file"
    return counts


def test_every_intent_has_one_rule_and_every_rule_an_intent():
    assert set(_rule_intents()) == _domain_intents()


def test_every_intent_has_examples_except_those_that_the_pipeline_sets():
    assert set(_trained()) == _domain_intents() - PIPELINE_INTENTS


def test_central_intents_have_forty_examples_and_others_twenty_five():
    counts = _trained()
    central = ["varsel", "begjaering", "husleierestanse", "stoppe_utkastelse", "gjeldsordning", "nedbetalingsavtale", "krise", "explain_term", "find_practice"]
    assert {intent: counts[intent] for intent in central if counts[intent] < 40} == {}
    assert {intent: count for intent, count in counts.items() if count < 25} == {}
    assert counts["utenfor_tema"] >= 300


def test_every_topic_is_reached_by_an_intent_and_every_topic_intent_has_a_file():
    topics = set(load_knowledge().topics)
    answered = {intent for intent, action in _rule_intents().items() if action == "action_answer_topic"}
    assert answered <= topics
    assert topics - answered - NOT_INTENTS == {"bekreft", "avkreft", "start_pa_nytt"}


def test_every_action_of_a_rule_is_in_the_domain_and_every_one_is_used():
    said = {step["action"] for rule in _rules() for step in rule["steps"] if "action" in step}
    forms = _load("domain.yml")["forms"]
    of_forms = {f"validate_{form}" for form in forms} | {f"action_ask_{form}_{slot}" for form, given in forms.items() for slot in given["required_slots"]}
    assert said - set(forms) - {"action_deactivate_loop"} | of_forms == set(_load("domain.yml")["actions"])


def test_inside_the_form_an_emergency_goes_first_and_ends_it():
    ends = [rule for rule in _rules() if rule.get("condition") == [{"active_loop": "walkthrough_form"}] and "or" in rule["steps"][0]]
    assert len(ends) == 1
    intents = {row["intent"] for row in ends[0]["steps"][0]["or"]}
    assert intents == {"krise", "emergency"}
    assert ends[0]["steps"][1:] == [{"action": "action_emergency"}, {"action": "action_deactivate_loop"}, {"active_loop": None}]


def test_every_intent_that_the_form_can_give_way_to_has_a_rule():
    from guidance.walkthrough import ELSEWHERE_INTENTS

    asked_elsewhere = set(load_knowledge().topics) - NOT_INTENTS
    assert (asked_elsewhere | set(ELSEWHERE_INTENTS)) <= set(_rule_intents())
    # What is neither another matter nor urgent is about the walk-through itself, a short answer, or not understood.
    rest = _domain_intents() - asked_elsewhere - set(ELSEWHERE_INTENTS) - {"krise", "emergency"}
    assert rest == {"start_walkthrough", "stop_walkthrough", "correct_answer", "vet_ikke", "nlu_fallback", "uklart"}


def test_every_slot_is_free_of_influence_and_set_by_actions_only():
    for name, slot in _load("domain.yml")["slots"].items():
        assert slot["influence_conversation"] is False, name
        assert slot["mappings"] == [{"type": "custom"}], name


def test_no_phrase_is_dead_and_none_is_missing():
    import re

    source = "\n".join(path.read_text(encoding="utf-8") for folder in ("guidance", "channel", "actions") for path in Path(folder).rglob("*.py"))
    asked = set(re.findall(r"""phrases\.get\(\s*["']([a-z0-9_]+)["']""", source)) | set(
        re.findall(r'"((?:not_understood|practice|cited|opens|unit|removed|language|role|button|walkthrough|deadline)_[a-z0-9_]*)"', source)
    )
    prefixes = tuple(re.findall(r'phrases\.get\(f"([a-z_]+)\{', source)) + (
        "walkthrough_again_",
        "walkthrough_low",
        "walkthrough_high",
        "opens_",
        "unit_",
        "practice_no",
        "not_understood",
    )
    known = set(load_knowledge().phrases.texts)
    dead = {key for key in known - asked if not key.startswith(prefixes)}
    assert dead == set()
    assert set(re.findall(r"""phrases\.get\(\s*["']([a-z0-9_]+)["']""", source)) <= known


@pytest.mark.parametrize("folder", ["guidance", "privacy", "actions", "channel", "components", "launch"])
def test_no_python_file_is_longer_than_350_lines(folder):
    assert {str(path): count for path in Path(folder).rglob("*.py") if (count := len(path.read_text(encoding="utf-8").splitlines())) > 350} == {}


def test_channels_all_go_through_the_one_wrapper():
    """Only channel/turn.py hands anything to Rasa, so no channel of ours passes by masking, length and deadline."""
    assert all(name.startswith("channel.") for name in _load("credentials.yml"))
    for path in Path("channel").rglob("*.py"):
        if path.name != "turn.py":
            source = path.read_text(encoding="utf-8")
            assert "UserMessage(" not in source, f"{path} makes messages by itself"
            assert "on_new_message(" not in source, f"{path} calls Rasa by itself"
