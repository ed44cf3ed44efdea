from __future__ import annotations

import pytest

from guidance.practice import PAGE, Query, read_query, search
from guidance.practice_reply import find_practice, query_from_slot, query_to_slot


@pytest.mark.parametrize(
    ("text", "topic", "first"),
    [
        ("hvordan gjør Bærum det med trekk i trygd", "praksis:baerum", "PRA-01"),
        ("praksis trekk berum", "praksis:baerum", "PRA-01"),
        ("miljøvaktmester i Halden", "praksis:halden", "PRA-02"),
        ("boligskolen på Hamar", "praksis:hamar", "PRA-06"),
        ("Tynset boligutvalg", "praksis:tynset", "PRA-05"),
        ("fra leie til eie i Trondheim", "praksis:trondheim", "PRA-32"),
        ("hva har kommuner gjort for løslatte fra fengsel", "praksis:tema", None),
        ("eksempler for barnefamilier", "praksis:tema", None),
    ],
)
def test_the_right_example_comes_first_and_says_why(knowledge, context, text, topic, first):
    reply = find_practice(knowledge, text, context)
    hits = reply.custom["hits"]
    assert reply.custom["topic"] == topic
    assert hits
    assert all(hit["why"] for hit in hits)
    assert reply.custom["sources"]
    if first:
        assert hits[0]["id"] == first


def test_every_example_is_found_by_its_own_title_and_place(knowledge):
    lost = []
    for key, example in knowledge.practice.items():
        found = [hit.example.id for hit in search(knowledge, read_query(knowledge, f"{example.title.nb} {example.place}"))]
        if key not in found[:5]:
            lost.append(key)
    assert lost == []


def test_a_municipality_without_an_example_is_said_and_the_nearest_are_told(knowledge, context):
    reply = find_practice(knowledge, "har Lyngdal noe på barnefamilier", context)
    assert reply.custom["topic"] == "praksis:ukjent_kommune"
    assert "Lyngdal" in reply.messages[0]
    assert reply.custom["hits"]
    assert all("Lyngdal" not in hit["municipality"] for hit in reply.custom["hits"])


def test_a_shared_name_is_asked_back_with_the_counties(knowledge, context):
    reply = find_practice(knowledge, "hva gjør Herøy", context)
    assert reply.custom["topic"] == "tvil"
    assert {button.title for button in reply.buttons} == {"Herøy (Møre og Romsdal)", "Herøy (Nordland)"}


def _next(knowledge, context, text, reply):
    return find_practice(knowledge, text, context, before=query_from_slot(reply.slots["practice_query"]))


def test_more_shows_others_until_there_are_none(knowledge, context):
    reply = find_practice(knowledge, "eksempler for barnefamilier", context)
    seen = [hit["id"] for hit in reply.custom["hits"]]
    assert len(seen) == PAGE
    for _ in range(30):
        reply = _next(knowledge, context, "flere", reply) if reply.slots.get("practice_query") else reply
        new = [hit["id"] for hit in reply.custom["hits"]]
        if not new:
            break
        assert not set(new) & set(seen)
        seen += new
    assert len(seen) >= 8
    assert reply.messages[0] == knowledge.phrases.get("practice_no_more", "nb")


def test_another_place_keeps_the_theme_and_another_group_changes_it(knowledge, context):
    first = find_practice(knowledge, "boligskole i Hamar", context)
    second = _next(knowledge, context, "hva med Kragerø?", first)
    assert second.custom["topic"] == "praksis:kragero"
    third = _next(knowledge, context, "noe for ungdom?", find_practice(knowledge, "flyktninger", context))
    assert all("ungdom" in knowledge.practice[hit["id"]].themes or "ungdom" in hit["why"] for hit in third.custom["hits"])


def test_the_slot_holds_no_words_of_the_person(knowledge):
    slot = query_to_slot(Query("hemmelig tekst", ("3201",), ("varsling",), (), "2", ("PRA-01",)))
    assert "hemmelig" not in str(slot)
    assert query_from_slot(slot) == Query("", ("3201",), ("varsling",), (), "2", ("PRA-01",))


@pytest.mark.parametrize("value", [None, "x", 3, [], {"rart": 1}, {"numbers": "x"}])
def test_a_slot_of_another_shape_is_no_query_or_an_empty_one(value):
    assert query_from_slot(value) in (None, Query())


@pytest.mark.parametrize("text", ["", "😀", "x" * 5000, "qwerty uiop"])
def test_nonsense_finds_nothing_and_says_so(knowledge, context, text):
    reply = find_practice(knowledge, text, context)
    assert reply.custom["topic"] == "praksis:tema"
    assert reply.messages


def test_an_open_question_gets_an_overview_of_what_prevents_evictions(knowledge, context):
    first = find_practice(knowledge, "hva gjør andre kommuner for å hindre utkastelse", context)
    places = [hit["municipality"] for hit in first.custom["hits"]]
    assert len(set(places)) == 3
    assert all(
        set(knowledge.practice[hit["id"]].themes) & {key for key, theme in knowledge.practice_themes.items() if theme.core} for hit in first.custom["hits"]
    )
    more = find_practice(knowledge, "flere", context, before=query_from_slot(first.slots["practice_query"]))
    assert more.custom["hits"]
    assert not {hit["id"] for hit in first.custom["hits"]} & {hit["id"] for hit in more.custom["hits"]}


@pytest.mark.parametrize(
    ("text", "counties"),
    [("eksempler fra nord-norge", {"Nordland", "Troms", "Finnmark"}), ("noe for barnefamilier i trøndelag?", {"Trøndelag"})],
)
def test_a_part_of_the_country_narrows_the_search(knowledge, context, text, counties):
    hits = find_practice(knowledge, text, context).custom["hits"]
    assert hits
    for hit in hits:
        example = knowledge.practice[hit["id"]]
        assert {knowledge.municipalities[number].county for number in example.municipalities} | set(example.counties) <= counties


def test_sizes_of_municipality_narrow_the_search(knowledge, context):
    for text, fits in (("små kommuner, har dere eksempler derfra", lambda size: size <= 15000), ("hva gjør store byer", lambda size: size >= 50000)):
        hits = find_practice(knowledge, text, context).custom["hits"]
        assert hits
        for hit in hits:
            assert any(fits(knowledge.municipalities[number].population) for number in knowledge.practice[hit["id"]].municipalities)


def test_where_a_part_of_the_country_has_none_it_is_said_and_others_are_told(knowledge, context):
    reply = find_practice(knowledge, "rutine for varsel fra namsmannen i en liten kommune i Finnmark", context)
    assert "Finnmark" in reply.messages[0]
    assert "Løten" not in reply.messages[0]
    assert reply.custom["hits"]
