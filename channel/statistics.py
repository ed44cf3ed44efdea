"""`make statistics`: what a municipality may see of finished weeks. Counts of at least five, no text, no ids, no totals.

Counted are talks, so that one person who asks often is one; of verdicts, answers. Fewer than five, none among them, is shown as «<5»: a cell never
says that there was somebody, and no sum stands beside it from which it could be reckoned. Only weeks that are over are shown, so that two tables
cannot be subtracted day by day. Emergencies and what was not understood are told as a whole and not by topic, for the same reason.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from channel.stores import EVENTS, StoreError, conversations, has_table, opened, web_file
from guidance.clock import OSLO, now_in_oslo

LEAST = 5
EMERGENCY, NOT_UNDERSTOOD = "(emergencies)", "(not understood)"
_NOT_UNDERSTOOD = frozenset(["uforstatt", "utenfor_tema", "tvil", "teknisk_feil", "for_langt"])


def week_of(day: date) -> str:
    """Return a day's week as «2026-W48»."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def shown(count: int) -> str:
    """Return a count as it may be seen: «<5» for less than five, none included."""
    return str(count) if count >= LEAST else f"<{LEAST}"


def topics_by_week(events: Iterable[tuple[str, str, float, str]], portal: str | None, today: date) -> dict[str, dict[str, int]]:
    """Return {week: {topic: talks that were answered so}} of weeks that are over.

    Args:
        events: (talk, `user` or `bot`, seconds since 1970, Rasa's JSON), of a talk in their order.
        portal: only talks that were opened at this portal; None for all.
        today: its week is not over.
    """
    talks: dict[tuple[str, str], set[str]] = defaultdict(set)
    here: dict[str, str | None] = {}
    for talk, kind, at, data in events:
        event: dict[str, Any] = json.loads(data)
        if kind == "user":
            here[talk] = (event.get("metadata") or {}).get("portal")
            continue
        custom = (event.get("data") or {}).get("custom") or {}
        week = week_of(datetime.fromtimestamp(at, timezone.utc).astimezone(OSLO).date())
        if custom.get("topic") and week != week_of(today) and portal in (None, here.get(talk)):
            talks[week, _told_as(custom)].add(talk)
    weeks: dict[str, dict[str, int]] = defaultdict(dict)
    for (week, topic), senders in talks.items():
        weeks[week][topic] = len(senders)
    return dict(weeks)


def _told_as(custom: dict[str, Any]) -> str:
    if custom.get("urgent"):
        return EMERGENCY
    topic = str(custom["topic"])
    return NOT_UNDERSTOOD if topic in _NOT_UNDERSTOOD else topic.partition(":")[0]


def verdicts(base: sqlite3.Connection, portal: str | None, today: date) -> dict[str, dict[str, int]]:
    """Return {topic: {"up": answers, "down": answers}} of weeks that are over."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: {"up": 0, "down": 0})
    if not has_table(base, "feedback"):
        return {}
    monday = today - timedelta(days=today.weekday())
    rule, values = ("day < ?", [monday.isoformat()]) if portal is None else ("day < ? AND portal = ?", [monday.isoformat(), portal])
    for topic, verdict, count in base.execute(f"SELECT topic, verdict, count(*) FROM feedback WHERE {rule} GROUP BY topic, verdict", values):
        found[topic.partition(":")[0]][verdict] += count
    return dict(found)


def table(weeks: dict[str, dict[str, int]], judged: dict[str, dict[str, int]]) -> str:
    """Return the counts as tab-separated text; a row none of whose counts may be seen is left out."""
    order = sorted(weeks)
    lines = ["\t".join(["talks in a week", *order])]
    for topic in sorted({topic for week in weeks.values() for topic in week}):
        counts = [weeks[week].get(topic, 0) for week in order]
        if max(counts) >= LEAST:
            lines.append("\t".join([topic, *map(shown, counts)]))
    lines += ["", "answers judged\tup\tdown"]
    lines += ["\t".join([topic, shown(told["up"]), shown(told["down"])]) for topic, told in sorted(judged.items()) if max(told.values()) >= LEAST]
    return "\n".join(lines) + "\n"


def _events(engine: Engine) -> Iterator[tuple[str, str, float, str]]:
    kinds = EVENTS.c.type_name.in_(["user", "bot"])
    wanted = sa.select(EVENTS.c.sender_id, EVENTS.c.type_name, EVENTS.c.timestamp, EVENTS.c.data).where(kinds).order_by(EVENTS.c.id)
    try:
        with engine.connect().execution_options(stream_results=True) as connection:
            yield from (tuple(row) for row in connection.execute(wanted))  # type: ignore[misc]
    except SQLAlchemyError as error:
        raise StoreError(f"{engine.url.render_as_string(hide_password=True)} does not answer: {type(error).__name__}") from None


def main(arguments: list[str] | None = None, today: date | None = None) -> int:
    """Print the table; return 1 when a store cannot be read."""
    parser = argparse.ArgumentParser(prog="make statistics", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--portal", help="only talks opened at this portal; give a municipality its own table and no other")
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--credentials", default="credentials.yml")
    given = parser.parse_args(arguments)
    day = today or now_in_oslo().date()
    try:
        weeks = topics_by_week(_events(conversations(given.endpoints)), given.portal, day)
        with opened(web_file(given.credentials)) as base:
            judged = verdicts(base, given.portal, day)
    except StoreError as error:
        print(f"statistics: {error}", file=sys.stderr)
        return 1
    print(table(weeks, judged), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
