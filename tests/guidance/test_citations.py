from __future__ import annotations

import datetime as dt

import pytest

from guidance.citations import CitedLaw, as_told, laws_behind


def _fact(knowledge, law, *sources):
    return next(fact for fact in knowledge.facts.values() if fact.law == law and (not sources or fact.sources == sources))


def test_the_sections_of_several_facts_stand_by_their_law(knowledge):
    (law,) = laws_behind(knowledge, ["PRO-05", "PRO-06"])
    assert law.cited == "Tvangsfullbyrdelsesloven § 4-18 (26.6.1992 nr. 86)"
    assert law.url == "https://lovdata.no/dokument/NL/lov/1992-06-26-86"


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("TL § 4-18, HL § 9-11", {"Tvangsfullbyrdelsesloven": ("4-18",), "Husleieloven": ("9-11",)}),
        ("STL §§ 17, 41, 47", {"Sosialtjenesteloven": ("17", "41", "47")}),
        ("§§ 9-5 til 9-9", {"Husleieloven": ("9-5 til 9-9",)}),
        ("§ 13-6, 4-2", {"Tvangsfullbyrdelsesloven": ("13-6", "4-2")}),
        ("STL § 47; forvaltningsloven § 29", {"Sosialtjenesteloven": ("47",), "Forvaltningsloven": ("29",)}),
        ("forvaltningsloven § 11 a", {"Forvaltningsloven": ("11 a",)}),
        ("§ 13-2 tredje ledd a", {"Tvangsfullbyrdelsesloven": ("13-2",)}),
        ("§ 1-6; domstolloven §§ 146, 148, 149", {"Husleieloven": ("1-6",)}),  # no source of ours is domstolloven
        ("INL", {"Innkrevingsloven": ()}),
    ],
)
def test_each_way_of_naming_sections_is_read(knowledge, law, told):
    assert {row.title.split()[0]: row.sections for row in laws_behind(knowledge, [_fact(knowledge, law).id])} == told


def test_the_date_is_the_oldest_check_and_facts_without_a_law_add_none(knowledge):
    found = laws_behind(knowledge, knowledge.topics["varsel"].staff.facts)
    assert min(law.checked for law in found) == dt.date(2026, 7, 2)
    page = next(fact for fact in knowledge.facts.values() if all(knowledge.sources[key].kind == "page" for key in fact.sources))
    assert laws_behind(knowledge, [page.id, "XXX-99"]) == ()


def test_no_fact_of_ours_loses_its_law(knowledge):
    for fact in knowledge.facts.values():
        laws = [knowledge.sources[key].title for key in fact.sources if knowledge.sources[key].kind == "law"]
        told = laws_behind(knowledge, [fact.id])
        assert bool(told) == bool(laws)
        if laws and fact.law and "§" in fact.law:
            assert any(law.sections for law in told), fact.law


@pytest.mark.parametrize(
    ("sections", "text"),
    [((), "Loven (nr. 1)"), (("1",), "Loven § 1 (nr. 1)"), (("1", "2-3"), "Loven §§ 1, 2-3 (nr. 1)"), (("9-5 til 9-9",), "Loven §§ 9-5 til 9-9 (nr. 1)")],
)
def test_sections_are_written_as_lawyers_do(sections, text):
    assert CitedLaw("Loven (nr. 1)", None, sections, dt.date(2026, 1, 1)).cited == text


def test_what_the_text_names_first_stands_first():
    def law(name, *sections):
        return CitedLaw(name, None, sections, dt.date(2026, 1, 1))

    laws = [law("A", "9-7", "9-8"), law("B"), law("C", "17", "18", "1"), law("D", "4-18", "13-2")]
    told = as_told(laws, "Begjæring etter 17 dager, § 13-2, ikke 113-2 eller 4-181. Se §§ 16, 18 og 17.")
    assert [one.title for one in told] == ["D", "C", "A", "B"]
    assert told[0].sections == ("13-2", "4-18")
    assert set(told[1].sections[:2]) == {"17", "18"}
    assert told[1].sections[2] == "1"
    assert told[2].sections == ("9-7", "9-8")
