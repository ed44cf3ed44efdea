"""A payment plan in whole øre: equal instalments, the last one takes what is left."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

# A plan of more payments than these is said to be longer than a landlord waits. Our own measure, no rule.
FIVE_YEARS = 60


@dataclass(frozen=True)
class PaymentPlan:
    """A plan that pays a debt off.

    Attributes:
        total_ore: the whole debt in øre.
        monthly_ore: each instalment but the last, in øre.
        instalments: how many there are.
        last_ore: the last instalment in øre, at most `monthly_ore`.
        first: the day of the first instalment; the others come on that day of each month, or the month's last.
        last: the day of the last instalment.
    """

    total_ore: int
    monthly_ore: int
    instalments: int
    last_ore: int
    first: dt.date
    last: dt.date

    def amounts(self) -> list[int]:
        """Return every instalment in øre, in order; they sum to the debt."""
        return [self.monthly_ore] * (self.instalments - 1) + [self.last_ore]

    def contract(self) -> dict[str, int | str]:
        """Return `result.plan` of the reply contract."""
        return {
            "total_ore": self.total_ore,
            "instalments": self.instalments,
            "monthly_ore": self.monthly_ore,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
        }


def month_after(first: dt.date, months: int) -> dt.date:
    """Return the same day `months` months later, or that month's last day where it has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return dt.date(year, month + 1, min(first.day, calendar.monthrange(year, month + 1)[1]))


def next_month(today: dt.date) -> dt.date:
    """Return the first day of the next month, the first payment where none was named."""
    return month_after(today.replace(day=1), 1)


def payments_needed(total_ore: int, monthly_ore: int) -> Literal["one", "some", "years"]:
    """Return whether an amount is more than the whole debt (`one`), or pays it off within five years (`some`) or later (`years`).

    An amount that is just the debt is `some`: who names it knows the debt.
    """
    if monthly_ore > total_ore:
        return "one"
    return "years" if monthly_ore <= 0 or total_ore > monthly_ore * FIVE_YEARS else "some"


def make_plan(total_ore: int, monthly_ore: int, first: dt.date) -> PaymentPlan:
    """Return the plan.

    Args:
        total_ore: the debt in øre, above zero.
        monthly_ore: what is paid each month in øre, above zero; one payment when it covers the debt.
        first: the day of the first payment.

    Raises:
        ValueError: an amount is not above zero.
    """
    if total_ore <= 0 or monthly_ore <= 0:
        raise ValueError(f"a plan needs amounts above zero, got {total_ore} and {monthly_ore} øre")
    monthly = min(monthly_ore, total_ore)
    instalments = -(-total_ore // monthly)
    last_ore = total_ore - monthly * (instalments - 1)
    return PaymentPlan(total_ore, monthly, instalments, last_ore, first, month_after(first, instalments - 1))
