from __future__ import annotations

import pytest

from guidance.practice_filter import PHASES, Filters, card, filtered, pair, places, read_filters


def _ids(knowledge, **filters):
    return [hit.example.id for hit in filtered(knowledge, Filters(**filters)).hits]


def test_without_filters_every_example_is_there_the_best_sourced_first(knowledge):
    hits = filtered(knowledge, Filters()).hits
    assert len(hits) == len(knowledge.practice)
    assert [hit.example.confidence for hit in hits] == sorted((hit.example.confidence for hit in hits), key="HML".index)


@pytest.mark.parametrize("phase", PHASES)
def test_the_phase_holds(knowledge, phase):
    found = _ids(knowledge, phase=phase)
    assert found
    assert set(found) == {key for key, example in knowledge.practice.items() if phase in example.phases}


def test_every_theme_that_an_example_has_finds_it(knowledge):
    for example in knowledge.practice.values():
        for theme in example.themes:
            assert example.id in _ids(knowledge, theme=theme)


def test_all_filters_hold_together(knowledge):
    assert _ids(knowledge, municipality="3201", theme="trekk_i_trygd", phase="2") == ["PRA-01"]
    assert _ids(knowledge, municipality="3301", theme="trekk_i_trygd", phase="3") == []


def test_words_rank_and_filters_still_hold(knowledge):
    assert _ids(knowledge, text="trekk i trygd")[0] == "PRA-01"
    assert _ids(knowledge, text="trekk bærum", phase="2") == ["PRA-01"]
    assert _ids(knowledge, text="trekk", municipality="3301", phase="3") == []


def test_a_place_without_examples_gets_the_nearest_and_says_so(knowledge):
    found = filtered(knowledge, Filters(text="praksis i hå"))
    assert found.nowhere == "Hå"
    assert found.hits
    assert filtered(knowledge, Filters(text="praksis i bærum")).nowhere is None


def test_words_without_meaning_find_nothing(knowledge):
    assert _ids(knowledge, text="xyzzy qwrt") == []


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"text": " trekk ", "phase": "2"}, Filters(text="trekk", phase="2")),
        ({"phase": "4", "municipality": "9999", "theme": "x"}, Filters()),
        ({"phase": 2, "text": ["a"], "municipality": None}, Filters()),
        ({"text": "a" * 300}, Filters(text="a" * 200)),
        ({}, Filters()),
    ],
)
def test_filters_of_others_are_read_safely(knowledge, given, read):
    assert read_filters(knowledge, given) == read


def test_the_municipalities_offered_are_those_with_examples(knowledge):
    offered = places(knowledge)
    assert ("3201", "Bærum") in offered
    for number, _ in offered:
        assert _ids(knowledge, municipality=number)
    assert [name for _, name in offered] == sorted(name for _, name in offered)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_example_has_a_card_with_source_day_and_confidence(knowledge, language):
    for example in knowledge.practice.values():
        told = card(knowledge, example, language)
        assert told["title"]
        assert told["source"]["checked"] == example.source.checked.isoformat()
        assert told["confidence"] in "HML"
        assert told["why"] is None


def test_a_card_says_why_it_was_found(knowledge):
    hit = filtered(knowledge, Filters(text="trekk bærum")).hits[0]
    assert "Bærum" in card(knowledge, hit.example, "nb", hit)["why"]


@pytest.mark.parametrize("ids", [[], ["PRA-01"], ["PRA-01", "PRA-01"], ["PRA-01", "x"], ["PRA-01", "PRA-02", "PRA-03"]])
def test_a_pair_is_two_different_examples(knowledge, ids):
    assert pair(knowledge, ids) is None
    assert [example.id for example in pair(knowledge, ["PRA-30", "PRA-01"])] == ["PRA-30", "PRA-01"]
