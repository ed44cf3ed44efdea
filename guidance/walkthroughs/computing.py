"""What is reckoned from the answers: a payment plan, a deadline, what a household owns, the days that are left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidance.deadline_reply import day_in_words
from guidance.deadlines import Computed as ReckonedDeadline
from guidance.deadlines import Refused, deadline
from guidance.figures import amount
from guidance.grounds import payment_stops
from guidance.loader import Knowledge
from guidance.payment_plan import FIVE_YEARS, PaymentPlan, make_plan, next_month
from guidance.records import Walkthrough
from guidance.render import render_text
from guidance.reply import Context
from guidance.walkthroughs.state import UNSURE, Value

# Longer than this, and the plan says that the landlord may find it long. Our own measure, no rule.
LONG_PLAN_MONTHS = 24
# Longer than this is no plan: the debt would outlive the lease.
MOST_PLAN_MONTHS = 240


@dataclass(frozen=True)
class Computed:
    """What was reckoned.

    Attributes:
        tests: values that outcomes may ask for in `when`.
        texts: values that a text may name as `{computed:…}`.
        result: `result` of the reply contract, or None.
        facts: the facts it rests on.
        deadline: the deadline that was reckoned, or None.
    """

    tests: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    result: dict[str, Any] | None = None
    facts: tuple[str, ...] = ()
    deadline: ReckonedDeadline | None = None


def kroner(k: Knowledge, ore: int, language: str) -> str:
    """Return øre as «13 000 kr» or «1 250,50 kr»."""
    whole, rest = divmod(ore, 100)
    cents = ("." if language == "en" else ",") + f"{rest:02d}" if rest else ""
    return f"{amount(whole, language)}{cents}\u00a0{k.phrases.get('unit_nok', language)}"


def _known(values: Mapping[str, Value], name: str) -> int | None:
    value = values.get(name)
    return value if isinstance(value, int) else None


def _date(values: Mapping[str, Value], name: str) -> dt.date | None:
    value = values.get(name)
    return dt.date.fromisoformat(value) if isinstance(value, str) and value != UNSURE else None


def monthly_within(values: Mapping[str, Value]) -> tuple[int | None, str]:
    """Return (what can be paid each month in øre, how it stands to what is left when the rent is paid).

    Never more than the person says is left: `lowered` then; `unchecked` where it is not known what is left.
    """
    monthly, left = _known(values, "monthly"), _known(values, "left")
    if monthly is None:
        return left, "from_left" if left else "unknown"
    if left is None:
        return monthly, "unchecked"
    return (left, "lowered") if monthly > left else (monthly, "within")


def _ground(k: Knowledge, values: Mapping[str, Value], context: Context) -> tuple[dict[str, str], dict[str, str], tuple[str, ...]]:
    """Return (tests, texts, facts) of the ground: what grounds.yml says of paying."""
    ground = str(values.get("ground", UNSURE))
    row = k.grounds.get(ground) or k.grounds[UNSURE]
    language = context.language
    texts = {
        "ground_name": k.phrases.get("ground_not_known_yet", language) if ground == UNSURE else row.name.get(language)[0],
        "ground_payment": render_text(k, row.payment_text.get(language)[0], language, context.today),
        "ground_where": row.where_to.get(language)[0],
    }
    stops = "yes" if payment_stops(k, ground) else "no"
    return {"ground_known": "no" if ground == UNSURE else "yes", "payment_stops": stops}, texts, row.facts


def _against_notice(k: Knowledge, plan: PaymentPlan, values: Mapping[str, Value], context: Context) -> tuple[dict[str, str], dict[str, str]]:
    """Compare the first payment with the first day that a petition can be sent (FRI-01)."""
    limit = deadline(k, "FRI-01", _date(values, "letter_date"), context.today)
    if isinstance(limit, Refused) or limit.date is None:
        return {"notice": "none"}, {}
    when = "passed" if limit.passed else "before" if plan.first < limit.date else "after"
    return {"notice": when}, {"limit": day_in_words(k, limit.date, context.language)}


def _length(plan: PaymentPlan) -> str:
    if plan.instalments == 1:
        return "one"
    return "years" if plan.instalments > FIVE_YEARS else "long" if plan.instalments > LONG_PLAN_MONTHS else "short"


def _years(months: int) -> str:
    return str(round(months / 12))


def so_far(walk: Walkthrough, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what a question may name as `{computed:…}` while the answers come: how many payments, and how many years they take."""
    debt, monthly = _known(values, "debt"), _known(values, "monthly")
    if walk.computes != "payment_plan" or not debt or not monthly:
        return {}
    instalments = -(-debt // monthly)
    return {"instalments": str(instalments), "years": _years(instalments)}


def _payment_plan(k: Knowledge, values: Mapping[str, Value], context: Context) -> Computed:
    tests, texts, facts = _ground(k, values, context)
    debt = _known(values, "debt")
    monthly, capacity = monthly_within(values)
    if not debt or not monthly or debt > monthly * MOST_PLAN_MONTHS:
        missing = "debt" if not debt else "monthly" if monthly is None else "none" if monthly == 0 else "too_long"
        return Computed({**tests, "plan": "no", "missing": missing, "notice": "none"}, texts, None, facts)
    named = _date(values, "first")
    plan = make_plan(debt, monthly, named or next_month(context.today))
    language = context.language
    notice, notice_texts = _against_notice(k, plan, values, context)
    tests |= {
        "plan": "yes",
        "capacity": capacity,
        "length": _length(plan),
        "even": "yes" if plan.last_ore == plan.monthly_ore else "no",
        "first_day": "named" if named else "assumed",
        **notice,
    }
    left = _known(values, "left")
    texts |= {
        "years": _years(plan.instalments),
        "total": kroner(k, plan.total_ore, language),
        "monthly": kroner(k, plan.monthly_ore, language),
        "instalments": str(plan.instalments),
        "last_amount": kroner(k, plan.last_ore, language),
        "first": day_in_words(k, plan.first, language),
        "last": day_in_words(k, plan.last, language),
        "left": kroner(k, left or 0, language),
        "rest": kroner(k, max(0, (left or 0) - plan.monthly_ore), language),
        **notice_texts,
    }
    return Computed(tests, texts, {"plan": plan.contract()}, facts)


def _assets(k: Knowledge, values: Mapping[str, Value], context: Context) -> Computed:
    tests, texts, facts = _ground(k, values, context)
    amounts = [value for name in ("bank", "things_value", "owed") if (value := _known(values, name)) is not None]
    debt = _known(values, "debt")
    total = sum(amounts)
    covers = "unknown" if debt is None or not amounts else "yes" if total >= debt else "no"
    texts |= {"sum": kroner(k, total, context.language), "debt": kroner(k, debt or 0, context.language)}
    found_any = "yes" if total or "ja" in (values.get("property"), values.get("things")) else "no"
    return Computed({**tests, "covers": covers, "sum_known": "yes" if amounts else "no", "owns": found_any}, texts, None, facts)


# Which rule a letter's deadline follows, and the question whose answer it runs from.
_RULES = {"varsel": ("FRI-01", "sent"), "oppsigelse": ("FRI-04", "received"), "answer": ("FRI-03", "answer_by")}


def _letter_deadline(k: Knowledge, values: Mapping[str, Value], context: Context) -> Computed:
    tests, texts, facts = _ground(k, values, context)
    rule, question = _RULES.get(str(values.get("letter")), ("", ""))
    day = _date(values, question)
    if not rule or day is None:
        return Computed({**tests, "deadline": "unknown"}, texts, None, facts)
    found = deadline(k, rule, None, context.today, stated=day) if rule == "FRI-03" else deadline(k, rule, day, context.today)
    if isinstance(found, Refused) or found.date is None:
        old = isinstance(found, Refused) and found.reason == "notice_too_old"
        return Computed({**tests, "deadline": "old" if old else "unknown"}, texts, None, facts)
    texts["deadline"] = day_in_words(k, found.date, context.language)
    return Computed({**tests, "deadline": "passed" if found.passed else "coming"}, texts, found.result(), (*facts, rule), found)


def _only_ground(k: Knowledge, values: Mapping[str, Value], context: Context) -> Computed:
    tests, texts, facts = _ground(k, values, context)
    return Computed(tests, texts, None, facts)


def _days_before(k: Knowledge, values: Mapping[str, Value], context: Context) -> Computed:
    tests, texts, facts = _ground(k, values, context)
    day = _date(values, "day")
    if day is None:
        return Computed({**tests, "days": "unknown"}, texts, None, facts)
    left = (day - context.today).days
    texts |= {"day": day_in_words(k, day, context.language), "days_left": str(left)}
    return Computed({**tests, "days": "today" if left == 0 else "soon" if left <= 2 else "some"}, texts, None, facts)


_BY_NAME: dict[str, Callable[[Knowledge, Mapping[str, Value], Context], Computed]] = {
    "payment_plan": _payment_plan,
    "letter_deadline": _letter_deadline,
    "assets": _assets,
    "days_before": _days_before,
    "none": _only_ground,
}
# What each can give: the loader refuses a file that asks for more.
TESTS: dict[str, tuple[str, ...]] = {
    "payment_plan": ("plan", "missing", "capacity", "length", "even", "first_day", "notice"),
    "letter_deadline": ("deadline",),
    "assets": ("covers", "sum_known", "owns"),
    "days_before": ("days",),
    "none": (),
}
TEXTS: dict[str, tuple[str, ...]] = {
    "payment_plan": ("total", "monthly", "instalments", "years", "last_amount", "first", "last", "left", "rest", "limit"),
    "letter_deadline": ("deadline",),
    "assets": ("sum", "debt"),
    "days_before": ("day", "days_left"),
    "none": (),
}
# What a question may depend on and name before all is answered; see state.reckoned and so_far.
QUESTION_TESTS: dict[str, dict[str, tuple[str, ...]]] = {"payment_plan": {"payments": ("one", "some", "years")}}
QUESTION_TEXTS: dict[str, tuple[str, ...]] = {"payment_plan": ("instalments", "years")}
COMMON_TESTS = ("ground_known", "payment_stops")
COMMON_TEXTS = ("ground_name", "ground_payment", "ground_where")


def compute(k: Knowledge, walk: Walkthrough, values: Mapping[str, Value], context: Context) -> Computed:
    """Return what a walk-through reckons from its answers."""
    return _BY_NAME[walk.computes](k, values, context)
