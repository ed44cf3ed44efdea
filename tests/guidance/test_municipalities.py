from __future__ import annotations

import pytest

from guidance.municipalities import find_municipalities, near
from guidance.precedence import only_a_place
from guidance.texts import fold


def _names(knowledge, text, eager=False):
    return [tuple(knowledge.municipalities[number].name for number in hit.numbers) for hit in find_municipalities(knowledge, text, eager)]


def test_all_357_are_found_by_their_own_name(knowledge):
    assert len(knowledge.municipalities) == 357
    lost = [
        m.name
        for number, m in knowledge.municipalities.items()
        if not any(number in hit.numbers for hit in find_municipalities(knowledge, f"i {m.name} kommune"))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("jeg bor i Tromso", "Tromsø"),
        ("Guovdageaidnu", "Kautokeino"),
        ("bur på Ås", "Ås"),
        ("hva med Drammens", "Drammen"),
        ("Kristiansun kommune", "Kristiansund"),
        ("NAV Trondhjem", "Trondheim"),
        ("vi er i Egersund", "Eigersund"),
        ("ÅLESUND", "Ålesund"),
        ("praksis moss", "Moss"),
    ],
)
def test_a_municipality_is_found_through_inflection_and_misspelling(knowledge, text, name):
    assert (name,) in _names(knowledge, text)


@pytest.mark.parametrize("text", ["er det time til det", "sand i øyet", "jeg er redd", "et eid hus", "nå", "utleie", "bergene", ""])
def test_common_words_are_no_municipalities(knowledge, text):
    assert _names(knowledge, text) == []


def test_a_shared_name_gives_all_its_bearers_unless_the_county_is_told(knowledge):
    assert len(find_municipalities(knowledge, "i Herøy")[0].numbers) == 2
    assert find_municipalities(knowledge, "i Herøy i Nordland")[0].numbers == ("1818",)


def test_a_short_misspelt_name_is_guessed_only_when_a_place_is_expected(knowledge):
    assert ("Bærum",) not in _names(knowledge, "hvordan gjør berum det")
    assert ("Bærum",) in _names(knowledge, "hvordan gjør berum det", eager=True)


def test_neighbours_and_county_do_not_overlap(knowledge):
    neighbours, county = near(knowledge, "3201")
    assert "Oslo" in [place.name for place in neighbours]
    assert not {place.number for place in neighbours} & {place.number for place in county}
    assert all(fold(place.county) == fold("Akershus") for place in county)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("og Tromsø?", True),
        ("jeg bor i Bø", True),
        ("nordre follo", True),
        ("praksis bærum", False),
        ("jeg skylder leie i bergen", False),
        ("hva", False),
        ("", False),
    ],
)
def test_a_place_alone_is_told(knowledge, text, alone):
    assert only_a_place(knowledge, text) is alone


@pytest.mark.parametrize("kind", ["names_other", "former", "largest_places"])
def test_all_are_found_by_their_other_names_former_names_and_big_places(knowledge, kind):
    lost = []
    own = {fold(row.name) for row in knowledge.municipalities.values()}
    for number, municipality in knowledge.municipalities.items():
        for name in getattr(municipality, kind):
            if kind != "names_other" and fold(name) in own:
                continue  # that name is another municipality's own today
            if not any(number in hit.numbers for hit in find_municipalities(knowledge, f"i {name} kommune")):
                lost.append(f"{name} ({municipality.name})")
    assert lost == []
