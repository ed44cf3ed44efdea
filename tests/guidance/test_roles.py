from __future__ import annotations

import pytest

from guidance.grounds import ground_in
from guidance.roles import declared_role, role_after


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("jeg jobber i NAV Bærum", "ansatt"),
        ("eg jobbar på nav", "ansatt"),
        ("jeg er saksbehandler", "ansatt"),
        ("jeg leier ut en hybel", "utleier"),
        ("eg leiger ut", "utleier"),
        ("jeg er leietaker", "leieboer"),
        ("hva er et varsel", None),
        ("", None),
    ],
)
def test_what_people_say_of_themselves_gives_the_role(knowledge, text, role):
    assert declared_role(knowledge, text) == role


def test_a_declared_role_beats_the_one_before_and_an_implied_one_does_not(knowledge):
    assert role_after(knowledge, "jeg leier ut", "ansatt", None) == "utleier"
    assert role_after(knowledge, "leietakeren min betaler ikke", "ansatt", None) == "ansatt"
    assert role_after(knowledge, "leietakeren min betaler ikke", "ukjent", None) == "utleier"


def test_who_asks_the_landlords_topic_without_saying_more_is_a_landlord(knowledge):
    assert role_after(knowledge, "hvordan går jeg fram", "ukjent", "utleier") == "utleier"
    assert role_after(knowledge, "hvordan går jeg fram", "leieboer", "utleier") == "leieboer"


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("det står heving", "heving"),
        ("bokstav c", "oppsigelse"),
        ("TL § 13-2 tredje ledd a", "klausul_leie"),
        ("ubetalt leie, men vi har bare muntlig avtale", "leie_uten_klausul"),
        ("kontrakten er gått ut", "klausul_utlopt"),
        ("aner ikke", "vet_ikke"),
        ("hva er klokka", None),
    ],
)
def test_the_ground_is_read_from_the_letter(knowledge, text, ground):
    assert ground_in(knowledge, text) == ground
