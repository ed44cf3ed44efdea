"""Delete what has been kept long enough: `make retention`, a timer (deploy/), and once a day while `make run` runs. Says counts, never content."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timezone
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from channel.stores import EVENTS, StoreError, conversations, has_table, keep_days, opened, web_file
from guidance.clock import OSLO

DAY_SECONDS = 24 * 3600
# A statement deletes this many talks at most, so that the bot never waits long for the database.
_TALKS_AT_ONCE = 200


def delete_talks(engine: Engine, before: float) -> tuple[int, int]:
    """Delete every talk whose last event is older than `before`, and return (talks, rows).

    Args:
        engine: Rasa's database.
        before: seconds since 1970; a talk whose last event is at this very moment stays.

    Raises:
        StoreError: the database refuses.
    """
    sender, last = EVENTS.c.sender_id, sa.func.max(sa.func.coalesce(EVENTS.c.timestamp, 0.0))
    old = sa.select(sender).group_by(sender).having(last < before)
    talks = rows = 0
    try:
        while True:
            with engine.begin() as connection:
                # A subquery with LIMIT inside the DELETE: a talk that goes on meanwhile is no longer old when its rows are looked at.
                senders = list(connection.execute(old.limit(_TALKS_AT_ONCE)).scalars())
                if not senders:
                    break
                rows += connection.execute(sa.delete(EVENTS).where(sender.in_(senders), sender.in_(old))).rowcount
                talks += len(senders)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # Free pages and dead rows still hold what was written.
            connection.execute(sa.text("VACUUM" if engine.dialect.name == "sqlite" else f"VACUUM {EVENTS.name}"))
    except SQLAlchemyError as error:
        raise StoreError(
            f"{engine.url.render_as_string(hide_password=True)} refused to delete: {type(error).__name__}; {talks} talks are deleted, run again"
        ) from None
    return talks, rows


def delete_web(path: Path, before: float) -> dict[str, int]:
    """Delete choices, answers, documents and verdicts older than `before` (seconds since 1970), and return {what: rows}."""
    first_day: date = datetime.fromtimestamp(before, timezone.utc).astimezone(OSLO).date()
    borders: dict[str, tuple[str, object]] = {
        "choices": ("at < ?", before),
        "replies": ("at < ?", before),
        "documents": ("at < ?", before),
        "feedback": ("day < ?", first_day.isoformat()),
    }
    with opened(path) as base:
        counts = {name: base.execute(f"DELETE FROM {name} WHERE {rule}", (value,)).rowcount for name, (rule, value) in borders.items() if has_table(base, name)}
        base.execute("VACUUM")
    return counts


def run(days: int, endpoints: str | Path, credentials: str | Path, say: Callable[[str], None], now: float | None = None) -> bool:
    """Delete in both stores, say counts or what is wrong, and return whether both were cleaned; one that fails never spares the other."""
    before = (time.time() if now is None else now) - days * DAY_SECONDS
    clean = True
    try:
        talks, rows = delete_talks(conversations(endpoints), before)
        say(f"retention: {talks} talks ({rows} rows) without a message for {days} days are deleted")
    except StoreError as error:
        say(f"retention: {error}")
        clean = False
    try:
        counts = delete_web(web_file(credentials), before)
        say(f"retention: {', '.join(f'{count} {name}' for name, count in counts.items())} older than {days} days are deleted")
    except StoreError as error:
        say(f"retention: {error}")
        clean = False
    return clean


def every_day(endpoints: str, credentials: str, say: Callable[[str], None], first_after: float = 600.0, wait: Callable[[float], object] = time.sleep) -> None:
    """Run soon after the start and then once a day, until the process ends; a thread of the launcher.

    Raises:
        StoreError: KEEP_DAYS is wrong; the launcher asks before it starts the thread.
    """
    days, pause = keep_days(), first_after
    while True:
        wait(pause)
        run(days, endpoints, credentials, say)
        pause = DAY_SECONDS


def main(arguments: list[str] | None = None) -> int:
    """Delete once; return 0, or 1 when a store could not be cleaned."""
    parser = argparse.ArgumentParser(prog="make retention", description=__doc__)
    parser.add_argument("--days", type=int, help="instead of KEEP_DAYS")
    parser.add_argument("--endpoints", default="endpoints.yml")
    parser.add_argument("--credentials", default="credentials.yml")
    given = parser.parse_args(arguments)
    try:
        days = keep_days() if given.days is None else given.days
    except StoreError as error:
        print(f"retention: {error}", file=sys.stderr)
        return 1
    if days < 1:
        parser.error("--days: at least one day")
    return 0 if run(days, given.endpoints, given.credentials, print) else 1


if __name__ == "__main__":
    sys.exit(main())
