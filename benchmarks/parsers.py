"""`make bench-parsers`: amounts and dates as people write them, on held-out expressions by another author."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import sys
from pathlib import Path

from guidance.amounts import amounts_in
from guidance.loader import Knowledge, load_knowledge
from guidance.stated_days import stated_days
from launch.training import ROOT

HELD_OUT = ROOT / "tests" / "guidance" / "heldout"


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file after checking its recorded checksum.

    Raises:
        SystemExit: the file differs from what was committed before it was scored on.
    """
    sums = dict(line.split()[::-1] for line in (path.parent / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    if hashlib.sha256(path.read_bytes()).hexdigest() != sums[path.name]:
        raise SystemExit(f"{path}: the checksum differs; held-out files change only by added rows with a reason")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def amounts_read(k: Knowledge) -> list[tuple[dict[str, str], str]]:
    """Return (row, what was read as «low high» in øre) of every amount, as an answer to «how much»; empty where none was read."""
    found = []
    for row in rows(HELD_OUT / "amounts_d.tsv"):
        read = amounts_in(k, row["text"], asked=True)
        found.append((row, f"{read[0].readings[0].low_ore} {read[0].readings[0].high_ore}" if read else ""))
    return found


def dates_read(k: Knowledge) -> list[tuple[dict[str, str], str]]:
    """Return (row, the first reading as an ISO date) of every date, as an answer to «when»; empty where none was read."""
    found = []
    for row in rows(HELD_OUT / "dates_d.tsv"):
        read = [day for day in stated_days(row["text"], dt.date.fromisoformat(row["today"]), "past" if row["prefer"] == "past" else "coming") if day.dates]
        found.append((row, read[0].dates[0].isoformat() if read else ""))
    return found


def right_amount(row: dict[str, str], read: str) -> bool:
    """Return whether an amount was read as the author meant it."""
    return read == f"{row['low_ore']} {row['high_ore']}".strip()


def main() -> int:
    """Print the shares and what was misread; exit 1 below the bars."""
    k = load_knowledge()
    amounts, dates = amounts_read(k), dates_read(k)
    wrong_amounts = [(row["text"], f"{row['low_ore']} {row['high_ore']}", read) for row, read in amounts if not right_amount(row, read)]
    wrong_dates = [(row["text"], row["date"], read) for row, read in dates if read != row["date"]]
    invented = sum(not row["low_ore"] and bool(read) for row, read in amounts)
    shares = {"amounts": 1 - len(wrong_amounts) / len(amounts), "dates": 1 - len(wrong_dates) / len(dates)}
    print(f"amounts: {shares['amounts']:.3f} of {len(amounts)} right, {invented} read where none was said; dates: {shares['dates']:.3f} of {len(dates)} right")
    details = ROOT / ".run" / "parsers-details.tsv"
    details.parent.mkdir(exist_ok=True)
    details.write_text("".join("\t".join(line) + "\n" for line in (*wrong_amounts, *wrong_dates)), encoding="utf-8")
    return 0 if shares["amounts"] >= 0.98 and shares["dates"] >= 0.97 else 1


if __name__ == "__main__":
    sys.exit(main())
