from __future__ import annotations

import pytest

from privacy.masking import MARKS, Masker

OWN = ["55 55 33 33", "116 117"]


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker(OWN)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("01017012345", "number"),
        ("010170 12345 er nummeret mitt", "number"),
        ("010170-12345", "number"),
        ("konto 1234.56.78901", "number"),
        ("kort 4925 1234 5678 9012", "number"),
        ("kid 01017012345", "number"),
        ("ring 912 34 567", "phone"),
        ("ring 91 23 45 67", "phone"),
        ("+47 91234567", "phone"),
        ("mail kari.n@example.no", "email"),
        ("bor i Storgata 12B", "address"),
        ("karl johans gate 5", "address"),
        ("0155 Oslo", "address"),
        ("jeg heter Kari Nordmann", "name"),
        ("hilsen ola", "name"),
        ("mitt navn er Per Hansen", "name"),
    ],
)
def test_what_identifies_a_person_is_removed(masker, text, kind):
    masked = masker.mask(text)
    assert MARKS[kind] in masked.text
    assert kind in masked.removed
    for part in ("12345", "Nordmann", "Hansen", "Storgata", "91234567", "34 567", "kari.n"):
        assert part not in masked.text


@pytest.mark.parametrize(
    "text",
    [
        "jeg skylder 25 500 kr",
        "150 000 i gjeld",
        "24.11.2026",
        "§ 4-18 og § 13-2",
        "ring 55 55 33 33",
        "saksnummer 26-123456TVI-TOSL/08",
        "i 2026 Bergen",
        "KID 99887766554433",
        "1 500 000 kroner",
        "den 1. februar 2026 12 000",
        "hilsen fra oss",
        "",
    ],
)
def test_amounts_dates_sections_and_our_own_numbers_stay(masker, text):
    assert masker.mask(text).text == text


def test_names_that_the_model_finds_are_removed():
    masker = Masker(find_names=lambda text: [(text.index("Per"), text.index("Per") + 3)] if "Per" in text else [])
    assert masker.mask("naboen Per bråker").text == "naboen [navn] bråker"


def test_the_kinds_are_told_once_each(masker):
    assert masker.mask("91234567 og 92345678").removed == ("phone",)
