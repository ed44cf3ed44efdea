"""`python -m guidance check` explains all faults in knowledge/; `due` lists what must be checked again."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from guidance.checks import check_knowledge
from guidance.loader import Knowledge, read_knowledge


def due_lines(k: Knowledge, today: dt.date, within_days: int) -> list[str]:
    """Return one line for each record whose `review_by` is past or at most `within_days` away, soonest first."""
    limit = today + dt.timedelta(days=within_days)
    rows: list[tuple[dt.date, str]] = []
    for folder in ("sources", "figures", "contacts", "topics", "glossary", "practice", "emergency"):
        for key, record in getattr(k, folder).items():
            if record.review_by <= limit:
                rows.append((record.review_by, f"knowledge/{folder}/{key}.yml"))
    return [f"{day} {'PAST' if day < today else 'due '} {file}" for day, file in sorted(rows)]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status (1: faults, or something is due)."""
    parser = argparse.ArgumentParser(prog="python -m guidance", description=__doc__)
    parser.add_argument("command", choices=["check", "due"])
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())
    parser.add_argument("--days", type=int, default=60)
    given = parser.parse_args(arguments)
    knowledge, faults = read_knowledge()
    faults += check_knowledge(knowledge)
    if faults:
        print("\n".join(faults))
        print(f"\n{len(faults)} fault(s) in knowledge/. Each line: file, field, what to do.")
        return 1
    if given.command == "due":
        lines = due_lines(knowledge, given.today, given.days)
        print("\n".join(lines) or f"Nothing is due within {given.days} days of {given.today}.")
        return 1 if lines else 0
    print(
        f"knowledge/ is whole: {len(knowledge.facts)} facts, {len(knowledge.topics)} topics, {len(knowledge.glossary)} terms, "
        f"{len(knowledge.practice)} practice examples, {len(knowledge.figures)} figures, {len(knowledge.municipalities)} municipalities."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
