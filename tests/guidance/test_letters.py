from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidance.errors import UnknownKey
from guidance.letter_values import read_values, shown, values_from
from guidance.letters import EMPTY_ROWS, LINE, MOST_ROWS, Bullets, Fields, Heading, Paragraph, Table, WrongGroundError, make_letter, plan_of
from guidance.loader import load_knowledge

K = load_knowledge()
TODAY = dt.date(2026, 11, 24)
PLAN = {"total": 24_500_00, "monthly": 1_500_00, "instalments": 17, "first": "2026-12-20"}
COUNTED = ("amount", "date", "number")


def _table(letter) -> Table:
    return next(block for block in letter.blocks if isinstance(block, Table))


def _said(letter) -> str:
    """Return all of the letter but its table, a line per part."""
    lines = []
    for block in letter.blocks:
        if isinstance(block, Fields):
            lines += [f"{label}: {LINE if value is None else value}" for label, value in block.rows]
        elif isinstance(block, Bullets):
            lines += block.items
        elif isinstance(block, Heading | Paragraph):
            lines.append(block.text)
    return "\n".join(lines)


def _ore(cell: str) -> int:
    whole, _, rest = cell.removesuffix("\u00a0kr").partition(",")
    return int(whole.replace("\u00a0", "")) * 100 + int(rest or 0)


def _value(blank) -> st.SearchStrategy:
    return {
        "amount": st.integers(0, 2_000_000_00),
        "number": st.integers(1, 400),
        "date": st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)).map(dt.date.isoformat),
        "yes_no": st.sampled_from(["ja", "nei"]),
        "choice": st.sampled_from(sorted(blank.options) or ["-"]),
        "ground": st.sampled_from(["klausul_leie", "vet_ikke"]),
        "topic": st.sampled_from(["varsel", "sosialhjelp"]),
        "line": st.just("Kari Nordmann"),
    }[blank.kind]


@st.composite
def _filled(draw):
    form = K.letters[draw(st.sampled_from(sorted(K.letters)))]
    chosen = draw(st.sets(st.sampled_from([blank.id for blank in form.blanks]))) if form.blanks else set()
    return form, {blank.id: draw(_value(blank)) for blank in form.blanks if blank.id in chosen}


@settings(max_examples=300, deadline=None)
@given(_filled(), st.sampled_from(["nb", "nn"]))
def test_no_value_is_lost_or_doubled(given_one, language):
    form, values = given_one
    kept = read_values(K, form, values)
    if form.grounds and kept.get("ground") not in (None, *form.grounds):
        return
    letter = make_letter(K, form.id, language, values, None, TODAY)
    said = _said(letter)
    assert set(letter.filled) == set(kept)
    assert not set(letter.filled) & set(letter.open)
    assert {blank.id for blank in form.blanks} <= set(letter.filled) | set(letter.open)
    assert said.count(LINE) == len(letter.open)
    expected = [letter.filled[blank.id] for blank in form.blanks if blank.kind in COUNTED and blank.id in kept]
    for text in set(expected):
        # «1 500 kr» is no part of «21 500 kr», nor 7 of 17 or § 4-7.
        found = re.findall(rf"(?<![\d\u00a0,-]){re.escape(text)}(?![\d\u00a0-])", said)
        asked_for = [other for other in expected if other == text]
        assert len(found) >= len(asked_for)
        if not text.isdigit():
            assert len(found) == len(asked_for), text
    assert "Kari Nordmann" not in said


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 500_000_00), st.integers(1_00, 50_000_00), st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
def test_the_rows_of_a_plan_sum_to_the_debt(total, monthly, first):
    values = {"total": total, "monthly": monthly, "first": first.isoformat()}
    plan = plan_of(values, ("total", "monthly", "first"))
    rows = _table(make_letter(K, "forslag_nedbetaling", "nb", values, None, TODAY)).rows
    if plan is None:
        assert total // monthly > 1200
        assert len(rows) == EMPTY_ROWS
        return
    if plan.instalments <= MOST_ROWS:
        assert len(rows) == plan.instalments
        assert sum(_ore(row[2]) for row in rows) == total
    else:
        assert len(rows) == 3
        assert _ore(rows[0][2]) + (plan.instalments - 2) * _ore(rows[1][2]) + _ore(rows[2][2]) == total
    assert rows[-1][0] == f"{plan.instalments}."


@pytest.mark.parametrize("missing", ["total", "monthly", "first"])
def test_a_plan_that_lacks_something_has_empty_rows(missing):
    letter = make_letter(K, "forslag_nedbetaling", "nb", {key: value for key, value in PLAN.items() if key != missing}, None, TODAY)
    rows = _table(letter).rows
    assert len(rows) == EMPTY_ROWS
    assert {cell for row in rows for cell in row[1:]} == {LINE}
    assert missing in letter.open


def test_a_plan_reads_as_people_read_it():
    letter = make_letter(K, "forslag_nedbetaling", "nn", PLAN, "klausul_leie", TODAY)
    table = _table(letter)
    assert table.header == ("Nr.", "Dag", "Beløp")
    assert table.rows[0] == ("1.", "søndag 20. desember 2026", "1\u00a0500\u00a0kr")
    assert table.rows[-1] == ("17.", "torsdag 20. april 2028", "500\u00a0kr")
    assert "Eg skuldar 24\u00a0500\u00a0kr i husleige" in _said(letter)


@given(
    st.dictionaries(
        st.sampled_from(["total", "monthly", "first", "name", "ukjent"]),
        st.one_of(st.text(), st.floats(), st.booleans(), st.none(), st.integers(max_value=-1)),
        max_size=5,
    )
)
@settings(max_examples=200, deadline=None)
def test_what_does_not_fit_a_blank_is_left_out(values):
    assert read_values(K, K.letters["forslag_nedbetaling"], values) == {}


@pytest.mark.parametrize("given_one", [None, [], "total", {"total": True}, {"first": "2026-13-01"}, {"first": "20261220"}, {"total": 10**13}])
def test_wrong_types_and_impossible_days_are_left_out(given_one):
    assert read_values(K, K.letters["forslag_nedbetaling"], given_one) == {}


def test_values_come_from_answers_and_from_what_was_reckoned():
    form = K.letters["forslag_nedbetaling"]
    plan = {"total_ore": 100_00, "monthly_ore": 50_00, "instalments": 2, "first": "2026-12-01", "last": "2027-01-01"}
    assert values_from(K, form, "nedbetalingsavtale", {"debt": 1}, {"plan": plan}) == {
        "total": 100_00,
        "monthly": 50_00,
        "instalments": 2,
        "first": "2026-12-01",
    }
    assert values_from(K, form, "varsel", {"debt": 1}, None) == {}
    assert values_from(K, K.letters["protest_oppsigelse"], "varsel", {"received": "2026-11-10", "letter": "oppsigelse"}) == {"received": "2026-11-10"}
    assert values_from(K, K.letters["protest_oppsigelse"], "varsel", {"received": "vet_ikke"}) == {}


def test_each_kind_of_value_is_worded():
    sheet = {blank.id: blank for blank in K.letters["overleveringsark"].blanks}
    assert shown(K, sheet["children"], "ja", "nn") == "ja"
    assert shown(K, sheet["letter"], "oppsigelse", "nn") == "oppseiing"
    assert shown(K, sheet["ground"], "heving", "nb") == K.grounds["heving"].name.nb
    assert shown(K, sheet["asks"], "varsel", "nb") == K.topics["varsel"].title.nb
    assert shown(K, sheet["debt"], 125_050, "nb") == "1\u00a0250,50\u00a0kr"


def test_a_letter_for_another_ground_is_refused_and_says_which_it_is_for():
    with pytest.raises(WrongGroundError, match="«heving»; it is for oppsigelse"):
        make_letter(K, "protest_oppsigelse", "nb", {}, "heving", TODAY)
    with pytest.raises(WrongGroundError):
        make_letter(K, "tilsvar_foreleggelse", "nb", {"ground": "lan"}, None, TODAY)
    with pytest.raises(UnknownKey, match="is no letter"):
        make_letter(K, "kjaerlighetsbrev", "nb", {}, None, TODAY)


def test_a_ground_among_the_values_counts_and_a_known_one_is_filled_in():
    by_value = make_letter(K, "tilsvar_foreleggelse", "nb", {"ground": "heving"}, None, TODAY)
    by_talk = make_letter(K, "tilsvar_foreleggelse", "nb", {}, "heving", TODAY)
    assert by_value == by_talk
    assert by_talk.filled == {"ground": K.grounds["heving"].name.nb}
    assert "Saken gjelder ubetalt leie etter klausul" not in _said(by_talk)
    assert "Saken gjelder ubetalt leie etter klausul" in _said(make_letter(K, "tilsvar_foreleggelse", "nb", {}, None, TODAY))
    assert make_letter(K, "tilsvar_foreleggelse", "nb", {}, "vet_ikke", TODAY).filled == {}


def test_for_english_the_letter_is_norwegian_and_the_page_for_the_writer_english():
    letter = make_letter(K, "klage_nav", "en", {}, None, TODAY)
    assert (letter.language, letter.about_language) == ("nb", "en")
    assert letter.title == "Klage på vedtak"
    assert letter.about_title == "For you (do not send this page)"
    assert isinstance(letter.about[0], Paragraph)
    assert "3\u00a0weeks" in letter.about[0].text
    sheet = make_letter(K, "overleveringsark", "en", {}, None, TODAY)
    assert (sheet.about_title, sheet.about_language) == (None, "nb")


def test_a_figure_past_its_review_is_not_shown():
    letter = make_letter(K, "klage_namsfogd", "nb", {}, None, dt.date(2028, 1, 1))
    assert isinstance(letter.about[0], Paragraph)
    assert "satsen må kontrolleres" in letter.about[0].text
