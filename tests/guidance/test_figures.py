from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from guidance.figures import amount, fill, show
from guidance.records import Figure

DAY = dt.date(2026, 11, 24)


def test_thousands_are_grouped_and_decimals_follow_the_language():
    assert amount(3496.0, "nb") == "3\u00a0496"
    assert amount(73.7, "nb") == "73,7"
    assert amount(73.7, "en") == "73.7"


def test_a_deadline_has_its_unit_in_the_readers_language(knowledge):
    figure = knowledge.figures["varsel_frist"]
    assert show(figure, "nb", DAY, knowledge.phrases) == "2\u00a0uker"
    assert show(figure, "nn", DAY, knowledge.phrases) == "2\u00a0veker"
    assert show(figure, "en", DAY, knowledge.phrases) == "2\u00a0weeks"


def test_one_month_is_singular(knowledge):
    assert show(knowledge.figures["protest_frist"], "nb", DAY, knowledge.phrases) == "1\u00a0måned"


def test_an_amount_past_its_review_is_withheld_and_a_statutory_deadline_is_not(knowledge):
    later = dt.date(2031, 1, 1)
    assert show(knowledge.figures["rettsgebyr"], "nb", later, knowledge.phrases) is None
    assert show(knowledge.figures["varsel_frist"], "nb", later, knowledge.phrases) == "2\u00a0uker"
    text = fill("{figure:rettsgebyr}", knowledge.figures, "nb", later, knowledge.phrases)
    assert text == knowledge.phrases.get("figure_withheld", "nb")


def test_a_figure_before_its_first_value_is_not_shown(knowledge):
    assert show(knowledge.figures["rettsgebyr"], "nb", dt.date(2020, 1, 1), knowledge.phrases) is None


def _figure(**changes):
    base = {
        "id": "x",
        "name": {"nb": "x"},
        "unit": "weeks",
        "values": [{"since": "2026-01-01", "value": 2}],
        "law": "x",
        "facts": ["PRO-06"],
        "checked": "2026-01-01",
        "review_by": "2027-01-01",
    }
    return Figure.model_validate({**base, **changes})


def test_values_out_of_order_are_refused():
    with pytest.raises(ValidationError, match="in order"):
        _figure(values=[{"since": "2026-02-01", "value": 2}, {"since": "2026-01-01", "value": 3}])


def test_a_kind_without_what_it_counts_from_is_refused():
    with pytest.raises(ValidationError, match="go together"):
        _figure(kind="act_by")


def test_only_an_open_ended_deadline_has_no_value():
    with pytest.raises(ValidationError, match="open_ended"):
        _figure(values=[])
