"""What `make chat` shows of a reply."""

from __future__ import annotations

import pytest

from launch.chat import shown


@pytest.mark.parametrize(("language", "place"), [("nb", "Spørsmål 2 av 7"), ("nn", "Spørsmål 2 av 7"), ("en", "Question 2 of 7")])
def test_the_place_in_a_walk_through_stands_above_the_question(language, place):
    custom = {"language": language, "step": {"name": "monthly", "number": 2, "of": 7}, "sources": [{"title": "Loven", "checked": "2026-11-24"}]}
    choices: list[str] = []
    text = shown([{"text": "Hvor mye?", "buttons": [{"title": "Vet ikke", "payload": "Vet ikke"}], "custom": custom}], choices)
    assert text.splitlines() == [place, "Hvor mye?", "  [1] Vet ikke", "  kilde: Loven (2026-11-24)"]
    assert choices == ["Vet ikke"]


def test_an_answer_outside_a_walk_through_has_no_place():
    assert shown([{"text": "Hei", "custom": {"topic": "hilsen", "language": "nb"}}], []) == "Hei"
