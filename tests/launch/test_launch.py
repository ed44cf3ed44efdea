from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.events import Event, SlotSet

from launch.repairs import bound_rule_search, prepare_action_schema, remember_event_types
from launch.servers import HOST, StartError, answers, check_machine
from launch.training import ROOT, is_trained, sources_digest

GOOD = {"events": [{"event": "slot", "timestamp": None, "name": "topic", "value": "varsel"}], "responses": [{"text": "hei"}]}
BAD = [{"events": "x"}, {"responses": {}}, [], {"events": [{"event": 3}]}]


def test_the_prepared_schema_judges_as_rasas_own():
    prepare_action_schema()
    action = RemoteAction("action_answer_topic", None)
    assert action._validate_action_result(GOOD) is True
    for result in BAD:
        with pytest.raises(ValidationError):
            validate(result, RemoteAction.action_response_format_spec())
        with pytest.raises(ValidationError):
            action._validate_action_result(result)


def test_event_types_are_found_once_and_are_rasas_own(monkeypatch):
    stock = Event.resolve_by_type
    monkeypatch.setattr(Event, "resolve_by_type", stock)
    remember_event_types()
    assert Event.resolve_by_type("slot") is stock("slot") is SlotSet
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("no_such_event")
    walks = []
    monkeypatch.setattr("rasa.shared.utils.common.all_subclasses", lambda _: walks.append(1) or [])
    assert Event.resolve_by_type("slot") is SlotSet
    assert not walks, "the class is looked for again"


def test_rules_are_compared_with_as_much_of_a_talk_as_they_are_long(monkeypatch):
    stock = RulePolicy._get_possible_keys
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", stock)
    policy = RulePolicy.__new__(RulePolicy)
    heard = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "varsel"}}
    said = {"prev_action": {"action_name": "action_answer_topic"}, "user": {"intent": "varsel"}}
    other = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "takk"}}
    rules = {json.dumps(rule, sort_keys=True): "action" for rule in ([{}, heard], [heard], [{}, heard, said], [{}, other], [other, said])}
    talks = [[{}, heard], [{}, heard, said], [{}, *([heard, said] * 40), heard], [{}, *([heard, said] * 40)], [{}]]
    whole = [stock(policy, rules, talk) for talk in talks]
    seen = []
    applicable = RulePolicy._is_rule_applicable
    monkeypatch.setattr(RulePolicy, "_is_rule_applicable", lambda self, key, turn, state: seen.append(turn) or applicable(self, key, turn, state))
    stock(policy, rules, talks[2])
    assert max(seen) > 3, "Rasa bounds the search itself: the repair can go"
    seen.clear()
    bound_rule_search()
    assert [policy._get_possible_keys(rules, talk) for talk in talks] == whole
    assert max(seen) < 3


def test_a_taken_port_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StartError, match=f"port {port} is taken"):
            check_machine((port,))


def test_a_full_disk_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("usage", (), {"free": 1_000_000})())
    with pytest.raises(StartError, match="disk is full"):
        check_machine(())


def test_nobody_answers_on_a_free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    assert answers(f"http://{HOST}:{port}/") is False


def test_a_missing_python_is_said_in_one_line(tmp_path):
    setup = ROOT / "launch" / "setup.sh"
    (tmp_path / "launch").mkdir()
    (tmp_path / "nlp" / "dist").mkdir(parents=True)
    (tmp_path / "nlp" / "dist" / "nb_core_news_sm-3.8.100-py3-none-any.whl").write_bytes(b"x")
    for name in ("requirements.txt", ".python-version"):
        (tmp_path / name).write_text("x")
    (tmp_path / "launch" / "setup.sh").write_text(setup.read_text())
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("sh", "dirname", "ls", "tail", "cat", "sha256sum", "cut", "df", "awk", "grep"):
        (tools / tool).symlink_to(subprocess.check_output(["which", tool], text=True).strip())
    done = subprocess.run(["/bin/sh", str(tmp_path / "launch" / "setup.sh")], env={"PATH": str(tools)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Python 3.10 is missing" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_changed_source_makes_the_model_stale(tmp_path):
    for name in ("config.yml", "domain.yml", "requirements.txt"):
        (tmp_path / name).write_text("a")
    before = sources_digest(tmp_path)
    assert is_trained(tmp_path) is False
    (tmp_path / "config.yml").write_text("b")
    assert sources_digest(tmp_path) != before


def test_the_launcher_runs_rasas_own_commands():
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "launch.server", "--version"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "3.6.21" in done.stdout
