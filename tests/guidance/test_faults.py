"""What `make knowledge` says of common slips."""

from __future__ import annotations

import shutil

import pytest

from guidance.checks import check_knowledge
from guidance.loader import ROOT, read_knowledge

RIGHT = """id: testord
term: testord
plain: {nb: Et ord., nn: Eit ord.}
staff: {nb: Et ord., nn: Eit ord.}
facts: [BEG-47]
review_by: 2027-05-24
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("copy") / "knowledge"
    shutil.copytree(ROOT, root)
    return root


def _told(root, text, name="glossary/testord.yml"):
    path = root / name
    path.write_text(text, encoding="utf-8")
    try:
        knowledge, faults = read_knowledge(root)
        return faults + check_knowledge(knowledge)
    finally:
        path.unlink()


def test_a_right_file_has_no_fault(root):
    assert _told(root, RIGHT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("staff: {nb: Et ord., nn: Eit ord.}\n", "", "staff: is missing; write it"),
        ("staff:", "staf:", "staf: is no field here; did you mean «staff»?"),
        ("nn: Eit ord.}\nstaff", "nm: x}\nstaff", "plain.nm: is no field here; delete it"),
        ("BEG-47", "XYZ-9", "facts.0: «XYZ-9» is not written as it must be"),
        ("BEG-47", "BEG-999", "facts: «BEG-999» does not exist in knowledge/facts/"),
        ("[BEG-47]", "[]", "facts: has too few; write at least 1"),
        ("[BEG-47]", "BEG-47", "facts: must be a list: [one, another]"),
        ("2027-05-24", "24.05.2027", "review_by: «24.05.2027» is no date; write it as 2027-05-24"),
        (RIGHT, "- testord\n", "the file: must hold fields"),
        (", nn: Eit ord.}\nstaff", "}\nstaff", "nn: is missing beside «Et ord.»"),
        ("term: testord", "term: Gjeldsordning", "«gjeldsordning» is a word of gjeldsordning.yml already"),
        ("nb: Et ord., nn", "nb: Du har to uker., nn", "«to uker» is a bare figure"),
    ],
)
def test_a_slip_is_told_in_words_that_say_what_to_do(root, right, wrong, told):
    assert right in RIGHT
    faults = _told(root, RIGHT.replace(right, wrong, 1))
    assert any(fault.startswith("knowledge/glossary/testord.yml: ") and told in fault for fault in faults), faults
    assert not any(jargon in fault for fault in faults for jargon in ("Input should", "Field required", "Tuple", "validation"))


def test_a_wrong_item_of_a_list_is_told_once(root):
    assert len(_told(root, RIGHT.replace("BEG-47", "XYZ-9"))) == 1


def test_a_file_that_would_not_be_read_is_told(root):
    assert _told(root, RIGHT, "glossary/testord.yaml") == ["knowledge/glossary/testord.yaml: is not read; only files that end in .yml are"]


def test_a_theme_that_is_none_is_told(root):
    example = (ROOT / "practice/PRA-01.yml").read_text(encoding="utf-8").replace("PRA-01", "PRA-99").replace("restanseoppfolging", "tull")
    assert any("themes: «tull» is no row" in fault for fault in _told(root, example, "practice/PRA-99.yml"))
