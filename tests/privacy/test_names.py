from __future__ import annotations

import pytest

from privacy.names import name_finder


@pytest.fixture(scope="module")
def find():
    return name_finder(frozenset({"bærum"}))


def test_a_full_name_in_a_sentence_is_found(find):
    text = "Naboen min Kari Hansen klager hele tiden."
    assert any("Kari" in text[start:end] for start, end in find(text))


@pytest.mark.parametrize("text", ["jeg har fått varsel", "hvordan gjør Bærum det", "", "Husleia er 9 000"])
def test_what_is_no_name_stays(find, text):
    assert find(text) == []
