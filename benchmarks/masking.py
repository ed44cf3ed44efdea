"""`make bench-masking`: what is masked of made messages by another author, and what is left alone; writes reports/masking.md. Prints counts, never a message."""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.evaluation import interval
from channel.turn import masker_of
from guidance.loader import load_knowledge
from launch.training import ROOT
from privacy.masking import Masker

HELD_OUT = ROOT / "tests" / "privacy" / "heldout"
REPORT = ROOT / "reports" / "masking.md"
# kind in the files → kind of the masking
KINDS = {"fnr": "number", "account": "number", "card": "number", "phone": "phone", "email": "email", "name": "name", "address": "address"}
RECALL = {"fnr": 1.0, "account": 1.0, "card": 1.0, "phone": 0.99, "email": 0.99, "name": 0.92, "address": 0.90}
PRECISION = 0.98


@dataclass
class Score:
    """What was counted.

    Attributes:
        spans: {kind in the files: how many are there}.
        covered: {kind in the files: how many of them are masked whole}.
        touched: {kind in the files: how many are masked at least in part}.
        masked: {kind of the masking: how many masks}.
        right: {kind of the masking: how many of the masks lie on something that identifies}.
        clean: messages with nothing to mask.
        untouched: how many of them stay as they are.
        milliseconds: of each message.
    """

    spans: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    masked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    untouched: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Return the share of a kind that is masked whole; 1.0 when there is none."""
        return self.covered[kind] / self.spans[kind] if self.spans[kind] else 1.0

    def failed(self) -> list[str]:
        """Return the bars that are not held, in words."""
        low = [f"recall of {kind} {self.recall(kind):.3f} < {bar}" for kind, bar in RECALL.items() if self.recall(kind) < bar]
        share = self.untouched / self.clean if self.clean else 1.0
        return low + ([f"clean messages untouched {share:.3f} < {PRECISION}"] if share < PRECISION else [])


def labelled(line: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return (message, [(kind, start, end)]) of `message<TAB>kind:exact text;;kind:exact text`; the same text twice is found twice.

    Raises:
        ValueError: a span is not in its message, or its kind is unknown.
    """
    text, _, told = line.partition("\t")
    found, after = [], Counter[str]()
    for part in told.split(";;"):
        kind, _, exact = part.strip().partition(":")
        start = text.find(exact, after[exact])
        if kind not in KINDS or start < 0 or not exact:
            raise ValueError(f"a span of kind «{kind}» is not in its message")
        after[exact] = start + len(exact)
        found.append((kind, start, start + len(exact)))
    return text, found


def score(masker: Masker, messages: Sequence[str], clean: Sequence[str]) -> Score:
    """Return the counts over labelled lines and lines with nothing to mask."""
    told = Score()
    for line in messages:
        text, spans = labelled(line)
        began = time.perf_counter()
        found = masker.find(text)
        told.milliseconds.append((time.perf_counter() - began) * 1000)
        gone = {place for span in found for place in range(span.start, span.end)}
        for kind, start, end in spans:
            told.spans[kind] += 1
            # A sign or a space between two masks, or at an end, tells nobody anything.
            told.covered[kind] += all(place in gone or not text[place].isalnum() for place in range(start, end))
            told.touched[kind] += any(place in gone for place in range(start, end))
        for span in found:
            told.masked[span.kind] += 1
            told.right[span.kind] += any(start < span.end and span.start < end for _, start, end in spans)
    for text in clean:
        found = masker.find(text)
        told.clean += 1
        told.untouched += not found
        told.masked.update(span.kind for span in found)
    return told


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file, empty ones left out."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _share(hits: int, total: int) -> str:
    low, high = interval(hits, total)
    return f"{hits / total:.3f} ({low:.3f}–{high:.3f})" if total else "–"  # noqa: RUF001


def report(told: Score) -> str:
    """Return the report as Markdown."""
    lines = [
        "# Masking", "",
        f"{sum(told.spans.values())} things to mask in {len(told.milliseconds)} made messages, and {told.clean} messages with nothing to mask, by an author who has not seen the masking. "
        "No real person's words or numbers are in them. Shares with 95 % intervals (Wilson).", "",
        "| Kind | n | masked whole | at least in part | bar |", "|---|---|---|---|---|",
        *(f"| {kind} | {told.spans[kind]} | {_share(told.covered[kind], told.spans[kind])} | {_share(told.touched[kind], told.spans[kind])} | {bar:.2f} |" for kind, bar in RECALL.items()), "",
        "| Masks of kind | n | on something that identifies |", "|---|---|---|",
        *(f"| {kind} | {told.masked[kind]} | {_share(told.right[kind], told.masked[kind])} |" for kind in dict.fromkeys(KINDS.values())), "",
        f"Clean messages left untouched (amounts, dates, sections, case numbers, KID): {_share(told.untouched, told.clean)}, bar {PRECISION:.2f}.", "",
        f"Time a message: median {statistics.median(told.milliseconds):.1f} ms, slowest of a hundred {sorted(told.milliseconds)[int(len(told.milliseconds) * 0.99)]:.1f} ms.", "",
    ]  # fmt: skip
    return "\n".join(lines)


def main() -> int:
    """Measure, write the report, and return 1 when a bar is not held."""
    masker = masker_of(load_knowledge())
    masker.mask("Første melding laster Kari Nordmann og modellen.")
    told = score(masker, read_lines(HELD_OUT / "messages_e.tsv"), read_lines(HELD_OUT / "clean_e.tsv"))
    REPORT.write_text(report(told), encoding="utf-8")
    print(report(told))
    for line in told.failed():
        print(f"bench-masking: {line}", file=sys.stderr)
    return 1 if told.failed() else 0


if __name__ == "__main__":
    sys.exit(main())
