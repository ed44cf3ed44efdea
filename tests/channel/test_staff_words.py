"""The staff tool's own words: none missing, none left over, in bokmål and nynorsk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidance.loader import load_knowledge

WORDS = load_knowledge().interface.staff
_SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in [*Path("widget/pages").glob("staff*.html"), *Path("channel").glob("staff*.py")])
# «as_{role}», «row_{key}», «confidence_{H}»: the ends come from the knowledge
_COMPOSED = ("as_", "row_", "confidence_")


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_word_is_used(key):
    assert re.search(rf"\b{key}\b", _SOURCE) or any(key.startswith(stem) and re.search(rf"{stem}(?:\{{|' ~)", _SOURCE) for stem in _COMPOSED)


def test_every_word_that_is_asked_for_is_there():
    asked = {first or second for first, second in re.findall(r'\bwords\.(\w+)|\bwords\["(\w+)"\]', _SOURCE)} - {"get"}
    assert len(asked) > 40
    assert asked - set(WORDS) == set()


@pytest.mark.parametrize("key", sorted(WORDS))
def test_every_word_is_in_bokmal_and_nynorsk_with_the_same_blanks(key):
    text = WORDS[key]
    assert text.nn
    assert set(re.findall(r"\{[^}]+\}", text.nb)) == set(re.findall(r"\{[^}]+\}", text.nn))


def test_no_word_hides_behind_a_method_of_a_dictionary():
    assert not set(WORDS) & set(dir(dict))  # a template would show the method
