"""One battery for every file of knowledge/; a new file is tested at birth."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from guidance.__main__ import due_lines, main
from guidance.checks import answers, check_knowledge, lix, read_aloud
from guidance.errors import KnowledgeError
from guidance.loader import ROOT, load_knowledge, read_knowledge

K = load_knowledge()
CONTENT = sorted(key for key, topic in K.topics.items() if topic.kind == "content")
PAYING = re.compile(r"(?:betal\w*|pay\w*)[^.?!]*\b(?:stopper|stanser|stoppar|stansar|avslutter saken|stops)\b", re.IGNORECASE)
NEGATED = re.compile(r"\b(?:ikke|ikkje|not|normalt|ingen|inga)\b", re.IGNORECASE)
PAYING_STOPS_GROUNDS = {"klausul_leie", "lan"}


def test_all_files_are_read_and_fit_together():
    knowledge, faults = read_knowledge()
    assert faults == []
    assert check_knowledge(knowledge) == []


def test_the_fact_sheet_is_whole():
    areas = {key.split("-")[0] for key in K.facts}
    assert areas == {"AVT", "PRO", "VAR", "KOS", "HTU", "ARB", "EKS", "TIL", "KTK", "BRU", "BARN", "BEG", "FRI"}
    assert len(K.facts) == 418
    assert len(K.conflicts) == 20
    assert all(fact.sources or fact.confidence == "L" for fact in K.facts.values())


def test_every_deadline_of_the_fact_sheet_is_a_figure():
    rules = {figure.rule for figure in K.figures.values() if figure.rule}
    assert {key for key in K.facts if key.startswith("FRI-")} == rules


def test_all_practice_examples_are_there_with_source_and_confidence():
    assert len(K.practice) >= 54
    assert sorted(K.practice) == [f"PRA-{number:02d}" for number in range(1, len(K.practice) + 1)], "take the next number"
    for example in K.practice.values():
        assert example.source.title
        for theme in example.themes:
            assert theme in K.practice_themes, (example.id, theme)


def test_every_term_of_the_fact_sheet_is_explained():
    explained = {fact for term in K.glossary.values() for fact in term.facts if fact.startswith("BEG-")}
    assert {key for key in K.facts if key.startswith("BEG-")} == explained


@pytest.mark.parametrize("key", CONTENT)
def test_tenant_answers_are_short_and_easy(key):
    for audience, language, answer in answers(K.topics[key]):
        if audience == "tenant" and language != "en":
            assert lix(read_aloud(answer)) <= 40


@pytest.mark.parametrize("key", CONTENT)
def test_paying_is_offered_as_a_stop_only_where_the_ground_says_so(key):
    for audience, language, answer in answers(K.topics[key]):
        for ground, text in answer.by_ground.items():
            claims = [sentence for sentence in re.split(r"(?<=[.?!])\s", text) if PAYING.search(sentence) and not NEGATED.search(sentence)]
            if ground not in PAYING_STOPS_GROUNDS:
                assert claims == [], (key, audience, language, ground)


@pytest.mark.parametrize("key", CONTENT)
def test_namsfogd_is_introduced_by_its_old_name_once(key):
    for audience, language, answer in answers(K.topics[key]):
        text = " ".join([answer.lead, *answer.steps])
        if language == "nb" and audience == "tenant" and "namsfogden" in text:
            assert "namsfogden (tidligere kalt namsmannen)" in text.lower() or "{contact:namsfogden}" in text, audience


@pytest.mark.parametrize("key", sorted(K.contacts))
def test_a_contact_shows_a_number_only_when_it_is_confirmed(key):
    contact = K.contacts[key]
    assert contact.phone is None or contact.phone_confirmed
    assert contact.phone or contact.how or contact.url


def test_seed_content_is_found_in_the_answers():
    everything = " ".join(path.read_text(encoding="utf-8").lower() for folder in ("topics", "glossary", "practice") for path in (ROOT / folder).glob("*.yml"))
    everything = re.sub(r"\s+", " ", everything)
    for words in (
        "bankinnskudd", "løsøreregisteret", "namsrett", "miljøvaktmester", "boligkoordinator", "universitetssykehus", "september 2012", "boligansvarlig",
        "boligutvalg", "sjekkliste", "boligskole", "introduksjonsordning", "trekk i trygd", "restanse", "treningsutstyr",
    ):  # fmt: skip
        assert words in everything, words


def _copy(tmp_path: Path) -> Path:
    import shutil

    target = tmp_path / "knowledge"
    shutil.copytree(ROOT, target)
    return target


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("topics/varsel.yml", "id: varsel", "id: noe_annet", "make them equal"),
        ("topics/varsel.yml", "checked:", "kontrollert:", "kontrollert"),
        ("topics/varsel.yml", "PRO-05", "PRO-99", "«PRO-99» does not exist"),
        ("topics/varsel.yml", "{figure:varsel_frist}", "to uker", "bare figure"),
        ("topics/varsel.yml", "{figure:varsel_frist}", "{figure:finnes_ikke}", "does not exist"),
        ("topics/varsel.yml", "{contact:nav_gjeld}", "55 55 33 39", "bare phone number"),
        ("topics/varsel.yml", "{contact:nav_gjeld}", "02800", "not confirmed"),
        ("contacts/nav.yml", "phone_confirmed: true", "phone_confirmed: false", "unconfirmed number"),
        ("deadlines.yml", "facts: [FRI-01,", "facts: [FRI-99,", "«FRI-99» does not exist"),
        ("deadlines.yml", "figure: varsel_frist", "figure: protest_frist", "make them equal"),
        ("deadlines.yml", "  - id: FRI-16", "  - id: FRI-15", "stands twice"),
        ("deadlines.yml", "{figure:varsel_frist}", "to uker", "bare figure"),
        ("number_words.yml", "half:", "halves:", "half"),
        ("feast_days.yml", "easter: -3}", "month: 4}", "give month and day, or easter"),
        ("figures/varsel_frist.yml", "unit: weeks", "unit: uker", "unit"),
        ("grounds.yml", 'payment_stops: "yes"', "payment_stops: kanskje", "payment_stops"),
    ],
)
def test_a_fault_is_told_with_file_and_field(tmp_path, file, old, new, told):
    root = _copy(tmp_path)
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, "the test's own text is out of date"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    knowledge, faults = read_knowledge(root)
    faults += check_knowledge(knowledge)
    assert any(told in fault and file.split("/")[-1].split(".")[0] in fault for fault in faults), faults


@pytest.mark.parametrize(("content", "told"), [(b"id: [", ":"), (b"", "empty"), (b"\xff\xfe\x00", "UTF-8")])
def test_a_broken_file_is_told_and_the_rest_is_still_read(tmp_path, content, told):
    root = _copy(tmp_path)
    (root / "topics" / "varsel.yml").write_bytes(content)
    knowledge, faults = read_knowledge(root)
    assert any("varsel.yml" in fault and told in fault for fault in faults)
    assert "begjaering" in knowledge.topics


def test_a_missing_folder_is_told(tmp_path):
    import shutil

    root = _copy(tmp_path)
    shutil.rmtree(root / "contacts")
    assert any("contacts" in fault and "missing" in fault for fault in read_knowledge(root)[1])


def test_all_faults_are_told_at_once():
    error = KnowledgeError(["a", "b"])
    assert "2 fault(s)" in str(error)
    assert error.faults == ["a", "b"]


def test_what_is_due_is_listed_soonest_first():
    lines = due_lines(K, dt.date(2027, 6, 1), 60)
    assert lines == sorted(lines)
    assert any("PAST" in line for line in lines)
    assert due_lines(K, dt.date(2026, 11, 24), 0) == []


def test_the_command_line_explains_and_exits(capsys):
    assert main(["check"]) == 0
    assert "whole" in capsys.readouterr().out
    assert main(["due", "--today", "2028-01-01"]) == 1
    assert main(["due", "--today", "2026-11-24", "--days", "0"]) == 0


def test_no_yaml_file_reads_no_as_false():
    yaml = YAML(typ="safe")
    for path in ROOT.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"^\s*\w+: no$", text, re.MULTILINE):
            assert False not in list(_values(yaml.load(text))), path


def _values(data):
    if isinstance(data, dict):
        for value in data.values():
            yield from _values(value)
    elif isinstance(data, list):
        for value in data:
            yield from _values(value)
    else:
        yield data
