"""Every file of knowledge/letters/: both languages alike, no blank lost or doubled, no stop offered where there is none."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from dataclasses import replace

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from guidance.checks import check_knowledge
from guidance.documents import make_document
from guidance.letter_checks import claims_that_paying_stops
from guidance.letters import Bullets, Fields, is_for, make_letter
from guidance.loader import ROOT, load_knowledge, read_knowledge
from guidance.records import LetterForm
from guidance.walkthroughs.reading import choices_of

K = load_knowledge()
TODAY = dt.date(2026, 11, 24)
LETTERS = sorted(K.letters)
EIGHT = {
    "forslag_nedbetaling", "protest_oppsigelse", "tilsvar_foreleggelse", "be_om_utsettelse",
    "samtykke_trekk", "soknad_nodhjelp", "klage_nav", "varsel_nav_9_11",
}  # fmt: skip
PERSONAL = {
    "name",
    "address",
    "landlord",
    "landlord_address",
    "tenant",
    "home",
    "account",
    "case_number",
    "phone",
    "signature",
    "place_date",
    "office",
    "authority",
}


def _text(letter) -> str:
    return make_document(letter, "txt").decode()


def _shape(letter):
    """Return what no translation may change: kinds and sizes of the parts, blanks, figures, sections of law."""
    sizes = [(type(block).__name__, len(getattr(block, "items", getattr(block, "rows", ())))) for block in (*letter.blocks, *letter.about)]
    text = _text(letter)
    return sizes, letter.open, sorted(letter.filled), letter.facts, re.findall(r"§§? ?[\d-]+", text), re.findall(r"\d+(?=\u00a0)", text)


def _grounds(key):
    return [ground for ground in (None, *K.grounds) if is_for(K.letters[key], ground)]


def test_the_eight_letters_are_there_with_an_english_gloss():
    assert set(LETTERS) >= EIGHT
    for form in K.letters.values():
        assert form.use.en
        assert all(text.en for text in form.does_not)


@pytest.mark.parametrize("key", LETTERS)
def test_bokmal_and_nynorsk_are_alike_on_every_ground(key):
    for ground in _grounds(key):
        nb, nn = (make_letter(K, key, language, {}, ground, TODAY) for language in ("nb", "nn"))
        assert _shape(nb) == _shape(nn), ground
        assert nb.title
        assert _text(nb) != _text(nn)


@pytest.mark.parametrize("key", LETTERS)
def test_paying_is_said_to_stop_the_case_only_where_it_does(key):
    for ground in _grounds(key):
        for language in ("nb", "nn", "en"):
            letter = make_letter(K, key, language, {}, ground, TODAY)
            claims = [
                claim for line in _text(letter).splitlines() for claim in claims_that_paying_stops(line.replace("\u00a0", " ")) if not claim.endswith("?")
            ]
            if ground != "klausul_leie":
                assert claims == [], (ground, language)


def test_the_gate_finds_what_it_must_find():
    assert claims_that_paying_stops("Betaler du alt, stopper saken.") == ["Betaler du alt, stopper saken."]
    assert claims_that_paying_stops("Betaler du alt, stoppar saka.")
    assert claims_that_paying_stops("Å betale stopper ikke saken.") == []
    sure = make_letter(K, "forslag_nedbetaling", "nb", {}, "klausul_leie", TODAY)
    assert "stopper saken. Kravet er leie" in _text(sure)
    assert "stopper saken. Kravet er leie" not in _text(make_letter(K, "forslag_nedbetaling", "nb", {}, None, TODAY))


@pytest.mark.parametrize("key", [key for key in LETTERS if K.letters[key].grounds and K.letters[key].kind == "letter" and K.letters[key].writer == "tenant"])
def test_a_letter_on_a_known_ground_carries_what_grounds_yml_says_of_paying(key):
    for ground in K.letters[key].grounds:
        if ground != "vet_ikke":
            first_words = K.grounds[ground].payment_text.nb.split(".")[0]
            assert first_words in _text(make_letter(K, key, "nb", {}, ground, TODAY))


@pytest.mark.parametrize("key", LETTERS)
def test_a_letter_says_what_it_does_not_do(key):
    letter = make_letter(K, key, "nb", {}, None, TODAY)
    said = " ".join(item for block in letter.about for item in (block.items if isinstance(block, Bullets) else [getattr(block, "text", "")]))
    for text in K.letters[key].does_not:
        assert text.nb.split("{")[0].strip() in said


@pytest.mark.parametrize("key", LETTERS)
def test_every_letter_cites_facts_and_shows_dated_sources(key):
    letter = make_letter(K, key, "nn", {}, None, TODAY)
    assert set(letter.facts) <= set(K.facts)
    assert letter.sources
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row["checked"]) for row in letter.sources)


def test_who_somebody_is_is_written_by_hand():
    assert {blank.id for blank in K.letter_blanks.values()} == PERSONAL
    assert {blank.kind for blank in K.letter_blanks.values()} == {"line"}
    letter = make_letter(K, "forslag_nedbetaling", "nb", {"name": "Kari", "account": "12345678901"}, None, TODAY)
    rows = [row for block in letter.blocks if isinstance(block, Fields) for row in block.rows]
    assert ("Navn", None) in rows
    assert "Navn: ____" in _text(letter)
    assert "Kari" not in _text(letter)
    assert letter.filled == {}


def test_what_a_walk_through_ends_with_can_be_made_on_its_grounds():
    named = 0
    for walk in K.walkthroughs.values():
        for outcome in walk.outcomes:
            for ground in {ground for row in outcome.when for ground in row.get("ground", ())} if outcome.letter else ():
                named += 1
                assert is_for(K.letters[outcome.letter], ground), (walk.id, outcome.letter, ground)
    assert named > 5


def test_every_answer_that_a_choice_can_have_has_a_wording():
    for form in K.letters.values():
        for blank in form.blanks:
            if blank.kind == "choice":
                for key, origin in blank.fills.items():
                    assert {choice.id for choice in choices_of(K, K.walkthroughs[key].step(origin.partition(".")[2]))} <= set(blank.options)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("protest_oppsigelse", "avtalen {blank:received}. Jeg", "avtalen. Jeg", "differ in blanks"),
        ("protest_oppsigelse", "{kind: fields, blanks: [signature]}", "{kind: fields, blanks: [signature, received]}", "placed 2 times"),
        ("protest_oppsigelse", "{kind: fields, blanks: [signature]}", "{kind: fields, blanks: [signature, underskrift]}", "no blank of this letter"),
        ("protest_oppsigelse", "{id: received,", "{id: name,", "stands twice"),
        ("protest_oppsigelse", "varsel: answer.received", "varsel: answer.letter", "gives choice, the blank holds date"),
        ("protest_oppsigelse", "varsel: answer.received", "varsler: answer.received", "no such walk-through"),
        ("protest_oppsigelse", "kind: date, label", "kind: line, label", "written by hand"),
        ("protest_oppsigelse", ", nn: Oppseiinga er ikkje skriftleg.", "", "nn is missing"),
        ("protest_oppsigelse", "facts: [PRO-23, FRI-05]", "facts: [PRO-99]", "«PRO-99» does not exist"),
        ("protest_oppsigelse", "    facts: [PRO-21]\n", "", "cites no fact"),
        ("protest_oppsigelse", "topics: [oppsigelse_heving]", "topics: [finnes_ikke]", "does not exist in knowledge/topics"),
        ("protest_oppsigelse", "Ellers faller oppsigelsen bort.", "Betaler jeg alt, stopper saken.", "says that paying stops the case"),
        ("protest_oppsigelse", "{figure:utleier_sak_frist}", "tre måneder", "bare figure"),
        ("forslag_nedbetaling", "grounds: [klausul_leie]\n", "grounds: [klausul_leie, heving]\n", "does not surely stop the case on heving"),
        ("forslag_nedbetaling", "    grounds: [klausul_leie]\n    stops_case", "    stops_case", "grounds is missing"),
        ("forslag_nedbetaling", "plan.total_ore", "plan.sum_ore", "gives nothing"),
        ("forslag_nedbetaling", "{blank:total}", "{blank total}", "a brace that is no placeholder"),
        ("overleveringsark", "      varsel: {nb: varsel fra utleier, nn: varsel frå utleigaren}\n", "", "has no wording here"),
    ],
)
def test_a_fault_is_told_with_file_and_field(file, old, new, told):
    text = (ROOT / "letters" / f"{file}.yml").read_text(encoding="utf-8")
    assert old in text, "the test's own text is out of date"
    try:
        form = LetterForm.model_validate(YAML(typ="safe").load(text.replace(old, new, 1)))
        faults = check_knowledge(replace(K, letters={**K.letters, file: form}))
    except ValidationError as error:
        faults = [f"{file}: {error}"]
    assert any(told in fault and file in fault for fault in faults), faults


def test_a_letter_that_an_outcome_names_must_exist(tmp_path):
    root = tmp_path / "knowledge"
    shutil.copytree(ROOT, root)
    (root / "letters" / "samtykke_trekk.yml").unlink()
    knowledge, faults = read_knowledge(root)
    assert any("trekk_ytelse.yml" in fault and "samtykke_trekk" in fault for fault in [*faults, *check_knowledge(knowledge)])
