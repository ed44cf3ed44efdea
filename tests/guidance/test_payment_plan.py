from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.payment_plan import make_plan, month_after, next_month

AMOUNTS = st.integers(min_value=1, max_value=10**10)
DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2040, 12, 31))


def _amounts():
    """Pairs of debt and monthly payment whose plan stays within the calendar."""
    return AMOUNTS.flatmap(lambda total: st.tuples(st.just(total), st.integers(min_value=max(1, total // 600), max_value=2 * total)))


@given(_amounts(), DAYS)
def test_a_plan_pays_the_debt_to_the_ore(amounts, first):
    total, monthly = amounts
    plan = make_plan(total, monthly, first)
    paid = plan.amounts()
    assert sum(paid) == total
    assert len(paid) == plan.instalments
    assert min(paid) > 0
    assert max(paid) <= monthly
    assert plan.last_ore <= plan.monthly_ore


@given(_amounts(), DAYS)
def test_the_last_payment_comes_so_many_months_after_the_first(amounts, first):
    plan = make_plan(*amounts, first)
    months = (plan.last.year - first.year) * 12 + plan.last.month - first.month
    assert months == plan.instalments - 1
    assert plan.last.day == first.day or (plan.last.day < first.day and (plan.last + dt.timedelta(days=1)).day == 1)


@given(DAYS, st.integers(min_value=0, max_value=600))
def test_months_are_counted_from_the_first_day_and_never_drift(first, months):
    assert month_after(first, months + 1) > month_after(first, months)
    assert month_after(first, 12 * (months // 12)).month == first.month


def test_the_contract_is_whole_ore_and_iso_days():
    plan = make_plan(24_000_00, 1_500_00, dt.date(2026, 12, 20))
    assert plan.contract() == {"total_ore": 2400000, "instalments": 16, "monthly_ore": 150000, "first": "2026-12-20", "last": "2028-03-20"}


def test_a_payment_above_the_debt_is_the_debt():
    plan = make_plan(500_00, 900_00, dt.date(2026, 12, 31))
    assert (plan.instalments, plan.monthly_ore, plan.last) == (1, 500_00, dt.date(2026, 12, 31))


def test_a_payment_on_the_31st_comes_on_a_shorter_months_last_day():
    assert make_plan(300_00, 100_00, dt.date(2026, 12, 31)).last == dt.date(2027, 2, 28)


@pytest.mark.parametrize(("total", "monthly"), [(0, 100), (100, 0), (-1, 100)])
def test_nothing_to_pay_or_to_pay_with_is_refused(total, monthly):
    with pytest.raises(ValueError, match="above zero"):
        make_plan(total, monthly, dt.date(2026, 12, 1))


def test_without_a_day_the_first_of_the_next_month_is_taken():
    assert next_month(dt.date(2026, 12, 31)) == dt.date(2027, 1, 1)
