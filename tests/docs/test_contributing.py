"""CONTRIBUTING.md, «Five things»: its steps are done as they are written, on a copy of the project."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from guidance.checks import check_knowledge
from guidance.clock import OSLO
from guidance.figures import value_on
from guidance.glossary import explain_term
from guidance.loader import read_knowledge
from guidance.portals import embedding_origins
from guidance.practice import read_query, search
from guidance.reply import Context
from guidance.topics import answer_topic

GUIDE = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
STEPS = dict(re.findall(r"^```yaml (\S+/\S+|domain\.yml)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
# What is added to a file that is there, and the line it goes after.
ADDED = {
    "domain.yml": r"  # topics: the intent is the topic key\n",
    "data/rules/topics.yml": r"      - or:\n(?:          - intent: \w+\n)+",
    "knowledge/figures/gebyr_utlegg.yml": r"values:\n(?:  .*\n)+",
}
COPIED = ("knowledge", "data", "guidance", "actions", "channel", "components", "launch", "privacy", "tests", "domain.yml", "config.yml", "credentials.yml",
    "credentials.portals.yml", "pyproject.toml")  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project with all five things added."""
    root = tmp_path_factory.mktemp("project")
    for name in COPIED:
        source = Path(name)
        shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__")) if source.is_dir() else shutil.copy(source, root / name)
    for file, text in STEPS.items():
        path = root / file
        if file in ADDED:
            before = path.read_text(encoding="utf-8")
            place = re.search(ADDED[file], before)
            assert place, file
            path.write_text(before[: place.end()] + text + before[place.end() :], encoding="utf-8")
        else:
            assert not path.exists(), f"{file} is there already; the guide needs another example"
            path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def knowledge(project):
    knowledge, faults = read_knowledge(project / "knowledge")
    assert faults + check_knowledge(knowledge) == []
    return knowledge


CONTEXT = Context(now=dt.datetime(2026, 11, 24, 12, tzinfo=OSLO))


def test_the_five_things_are_all_there():
    folders = [Path(file).parts[1] for file in STEPS if file.startswith("knowledge/")]
    assert folders == ["glossary", "topics", "practice", "portals", "figures"]


def test_a_term_is_explained(knowledge):
    assert explain_term(knowledge, "tolken", CONTEXT).custom["topic"] == "begrep:tolk"


def test_a_topic_is_answered_with_its_source_and_its_preview_is_printed(knowledge, project):
    reply = answer_topic(knowledge, "rett_til_tolk", CONTEXT)
    assert reply.custom["sources"]
    done = _in(project, "-m", "guidance", "preview", "rett_til_tolk")
    assert "rett_til_tolk · tenant · nn" in done.stdout


def test_a_practice_example_is_found(knowledge):
    assert search(knowledge, read_query(knowledge, "husleiekafé på biblioteket"))[0].example.id == "PRA-55"


def test_a_portal_may_embed(knowledge):
    assert embedding_origins(knowledge, "fjellvik") == ("https://www.fjellvik.example",)


def test_a_figure_has_its_new_value_from_its_day_and_keeps_the_old(knowledge):
    figure = knowledge.figures["gebyr_utlegg"]
    before, after = (value_on(figure, dt.date(year, month, day)) for year, month, day in ((2026, 12, 31), (2027, 1, 1)))
    assert before is not None
    assert after is not None
    assert (after.value, before.value == after.value) == (943, False)


def _in(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([sys.executable, "-W", "ignore", *command], cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_make_check_says_that_a_topic_with_few_examples_needs_more_and_is_content_when_it_has_them(project):
    runner = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
    contract = (*runner, "tests/bot/test_contract.py", "tests/knowledge/test_files.py::test_all_practice_examples_are_there_with_source_and_confidence")
    told = _in(project, *contract).stdout
    failed = set(re.findall(r"^FAILED \S+::(\w+)", told, re.MULTILINE))
    assert failed == {"test_central_intents_have_forty_examples_and_others_twenty_five"}, told[-3000:]
    assert "'rett_til_tolk': 3" in told
    path = project / "data/nlu/rett_til_tolk.yml"
    more = "".join(f"      - trenger jeg tolk hos kontor nummer {number}\n" for number in range(22))
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    done = _in(project, *contract)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_schedules_run_the_command_that_is_there():
    told = re.search(r"^```yaml ci\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert told
    job = YAML(typ="safe").load(told[1])
    assert job["jobs"]["due"]["steps"][-1] == {"run": "make -s due"}
    assert job["on"]["schedule"][0]["cron"].split()[-1] == "1"
    assert "make -C /srv/veileder -s due" in GUIDE
