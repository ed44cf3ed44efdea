"""The chat's own words: none missing, none left over, in three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guidance.loader import load_knowledge

TEXTS = load_knowledge().interface.texts
_FILES = [*Path("widget/src").glob("*.js"), *Path("widget/pages").glob("*.html"), *Path("channel").glob("*.py")]
_SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in _FILES)


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_is_used(key):
    stem = re.sub(r"^(language|feedback)_.*", r"\1_", key)
    assert re.search(rf"\b{key}\b", _SOURCE) or re.search(rf"\b{stem}(?:\$\{{|' ~|\{{)", _SOURCE)


def test_every_text_that_is_asked_for_is_there():
    asked = set(re.findall(r'(?:#say|#speaker|#note|#error|#button)\("(\w+)"', _SOURCE))
    asked |= {first or second for first, second in re.findall(r'\btexts\.(\w+)|\btexts\["(\w+)"\]', _SOURCE)}
    assert len(asked) > 40
    assert asked - set(TEXTS) - {"map"} == set()


@pytest.mark.parametrize("key", sorted(key for key in TEXTS if not key.startswith("language_")))
def test_every_text_is_in_three_languages_with_the_same_blanks(key):
    text = TEXTS[key]
    assert text.nn
    assert text.en
    blanks = set(re.findall(r"\{[^}]+\}", text.nb))
    assert blanks == set(re.findall(r"\{[^}]+\}", text.nn)) == set(re.findall(r"\{[^}]+\}", text.en))
