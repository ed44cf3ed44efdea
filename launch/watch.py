"""`make watch`: do fallbacks, emergencies or failures jump? Counts actions in Rasa's database; never reads what was written."""

from __future__ import annotations

import argparse
import math
import sqlite3
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOUR = 3600.0
_ANY = "action_listen"  # ends each turn
WATCHED = {"emergencies": "action_emergency", "not understood": "action_ask_again"}
# Fewer than these in an hour are no jump, however quiet it was before.
_LEAST = {"emergencies": 3, "not understood": 8}


@dataclass(frozen=True)
class Count:
    """How often something happened in the last hour, and how often in a usual hour before."""

    last: int
    turns: int
    usual: float
    usual_turns: float


def counts(database: Path, now: float, days: int = 7) -> dict[str, Count]:
    """Return {name: count} of what is watched.

    Args:
        database: Rasa's SQLite file.
        now: seconds since 1970.
        days: how far back a usual hour is reckoned from.

    Raises:
        FileNotFoundError: there is no such file.
        sqlite3.Error: it is no database of Rasa's.
    """
    if not database.is_file():
        raise FileNotFoundError(database)
    began, last = now - days * 24 * HOUR, now - HOUR
    base = sqlite3.connect(database.resolve().as_uri() + "?mode=ro", uri=True, timeout=5)
    try:
        rows = base.execute(
            "SELECT action_name, timestamp >= ?, count(*), min(timestamp) FROM events WHERE type_name = 'action' AND timestamp >= ? GROUP BY 1, 2",
            (last, began),
        ).fetchall()
    finally:
        base.close()
    told = {(name, bool(recent)): number for name, recent, number, _ in rows}
    hours = max(1.0, (last - min((first for *_, first in rows), default=last)) / HOUR)
    return {
        name: Count(told.get((action, True), 0), told.get((_ANY, True), 0), told.get((action, False), 0) / hours, told.get((_ANY, False), 0) / hours)
        for name, action in WATCHED.items()
    }


def jumps(found: Mapping[str, Count], times: float = 3.0) -> list[str]:
    """Return a line for each that came more than `times` as often as usual, measured for each turn, and more than chance explains."""
    lines = []
    for name, count in found.items():
        expected = count.turns * count.usual / count.usual_turns if count.usual_turns else 0.0
        # three standard deviations of a Poisson count
        border = max(_LEAST[name], times * expected, expected + 3 * math.sqrt(expected))
        if count.last > border or (expected == 0 and count.last >= _LEAST[name]):
            lines.append(f"{name}: {count.last} in the last hour of {count.turns} turns; usual would be {expected:.1f}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Say the counts; return 0, 1 when something jumps, 2 when nothing could be counted."""
    parser = argparse.ArgumentParser(prog="make watch", description=__doc__)
    parser.add_argument("--database", type=Path, default=Path("conversations.db"))
    parser.add_argument("--times", type=float, default=3.0, help="how many times the usual is a jump")
    given = parser.parse_args(arguments)
    try:
        found = counts(given.database, time.time())
    except (FileNotFoundError, sqlite3.Error) as error:
        print(f"watch: {given.database} cannot be counted: {type(error).__name__}; give the database of endpoints.yml: --database …", file=sys.stderr)
        return 2
    for name, count in found.items():
        print(f"watch: {name}: {count.last} in the last hour ({count.turns} turns), {count.usual:.2f} in a usual hour ({count.usual_turns:.1f} turns)")
    jumped = jumps(found, given.times)
    for line in jumped:
        print(f"JUMP {line}")
    return 1 if jumped else 0


if __name__ == "__main__":
    sys.exit(main())
