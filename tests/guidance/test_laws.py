from __future__ import annotations

import pytest

from guidance.laws import section_in, told
from guidance.loader import load_knowledge


@pytest.mark.parametrize("key", sorted(load_knowledge().laws))
def test_every_section_is_found_by_its_law_and_told_with_its_topic(knowledge, context, key):
    row = knowledge.laws[key]
    assert section_in(knowledge, f"{row.law} § {row.section}") is row
    assert row.topic in knowledge.topics
    assert "{" not in told(knowledge, row, context)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("stl § 27 vedtak", "stl_27"),
        ("9-11 frist", "hl_9_11"),
        ("TL 13-2 c betaling?", "tl_13_2"),
        ("bsl 6", "bsl_6"),
        ("gl 1-3", "gl_1_3"),
        ("§ 4-18 frist?", "tl_4_18"),
        ("stl 18/19", "stl_18"),
    ],
)
def test_shorthand_is_read(knowledge, text, key):
    assert section_in(knowledge, text).id == key


@pytest.mark.parametrize("text", ["", "27 personer", "jeg skylder 18 000", "kl 13-15", "3 mnd", "14 dager"])
def test_other_numbers_are_no_sections(knowledge, text):
    assert section_in(knowledge, text) is None
