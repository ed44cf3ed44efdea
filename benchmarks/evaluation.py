"""`make eval`: every held-out set through the running bot over HTTP; writes reports/evaluation.md and .json.

Counting follows the definitions at the head of the report. Each phrase is a talk of its own.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import math
import socket
import sys
import tempfile
import urllib.request
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidance.emergency import ORDER
from guidance.loader import load_knowledge
from guidance.practice import read_query, search
from guidance.texts import fold
from launch.servers import HOST, Servers
from launch.training import ROOT

HELD_OUT = ROOT / "tests" / "nlu" / "heldout"
REPORTS = ROOT / "reports"
OUTSIDE = ("utenfor_tema", "ondsinnet")
CAUGHT = ("utenfor_tema", "uforstatt", "ondsinnet")
REFUSED = ("uforstatt", "utenfor_tema", "for_langt")
# What a control message is answered with when it opens a talk: there is nothing to go on from.
CONTROL: dict[str, tuple[str, ...]] = {
    "show_more": ("hjelp",),
    "say_shorter": ("hjelp",),
    "say_simpler": ("hjelp",),
    "cite_law": ("hjelp",),
    "ask_deadline": ("tvil",),
    "switch_language": ("hjelp", "annet_sprak"),
    "set_role": ("hjelp",),
    "give_ground": ("stoppe_utkastelse", "arsaker"),
    "give_municipality": ("kontakt",),
    "vet_ikke": ("bekreft",),
}
TALK = {"hilsen", "takk", "farvel", "bekreft", "avkreft", "bot_utfordring", "hjelp", "start_pa_nytt", *CONTROL}
BARS = {"right": 0.94, "wrong": 0.025, "caught": 0.92, "refused": 0.04, "emergency_recall": 0.99, "false_alarms": 0.015, "practice": 0.95, "talks": 0.95}
_AT_LEAST = {"right", "caught", "emergency_recall", "practice", "talks"}


@dataclass(frozen=True)
class Outcome:
    """One phrase and what the bot made of it."""

    text: str
    accepted: tuple[str, ...]
    variety: str
    author: str
    topic: str
    confidence: float
    urgent: bool
    candidates: tuple[str, ...]

    @property
    def outside(self) -> bool:
        """Whether the phrase is out of scope."""
        return self.accepted[0] in OUTSIDE

    @property
    def right(self) -> bool:
        """Whether the topic answered is one that a fair judge accepts."""
        return any(fits(self.topic, key) for key in self.accepted)

    @property
    def asked(self) -> bool:
        """Whether the bot asked back with an accepted candidate among its suggestions."""
        return self.topic == "tvil" and not self.right and any(fits(candidate, key) for candidate in self.candidates for key in self.accepted)

    @property
    def wrong_advice(self) -> bool:
        """Whether a content answer was given that no judge accepts."""
        return not self.right and self.topic not in (*CAUGHT, "tvil", "teknisk_feil", "for_langt", "begrep:ukjent") and self.topic not in TALK


def fits(topic: str, accepted: str) -> bool:
    """Return whether an answered topic meets an accepted label."""
    if accepted == "explain_term":
        return topic.startswith("begrep:")
    if accepted in CONTROL:
        return topic in CONTROL[accepted]
    if accepted.startswith("praksis") and topic.startswith("praksis"):
        return accepted in (topic, "praksis")
    return topic == accepted or (topic.startswith("begrep:") and fold(topic) == fold(accepted))  # «saerlig» and «sarlig» are one key


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def check_sums(folder: Path = HELD_OUT) -> None:
    """Raise SystemExit when a held-out file differs from its recorded checksum."""
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split()
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != wanted:
            raise SystemExit(f"{folder / name}: the checksum differs; held-out files change only by added rows with a reason")


def ask(port: int, text: str) -> dict[str, Any]:
    """Return the contract of the bot's answer to a text in a new talk."""
    body = json.dumps({"sender": uuid.uuid4().hex, "message": text}).encode()
    request = urllib.request.Request(f"http://{HOST}:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return dict(json.load(reply)[-1]["custom"])


def outcome(port: int, text: str, accepted: str, variety: str, author: str) -> Outcome:
    """Ask one phrase."""
    custom = ask(port, text)
    return Outcome(
        text, tuple(accepted.split("|")), variety, author, custom["topic"], float(custom["confidence"]), bool(custom["urgent"]), tuple(custom["candidates"])
    )


def interval(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share."""
    if total == 0:
        return (0.0, 1.0)
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return (middle - half, middle + half)


def share(flags: Iterable[bool]) -> dict[str, float]:
    """Return {share, n, low, high} of yes among flags."""
    listed = list(flags)
    hits = sum(listed)
    low, high = interval(hits, len(listed))
    return {"share": hits / len(listed) if listed else 0.0, "n": len(listed), "low": low, "high": high}


def calibration_error(found: list[Outcome], bins: int = 10) -> float:
    """Return the expected calibration error of the confidence over in-scope phrases."""
    groups: dict[int, list[Outcome]] = defaultdict(list)
    for row in found:
        groups[min(bins - 1, int(row.confidence * bins))].append(row)
    total = sum(len(group) for group in groups.values())
    return sum(abs(sum(r.right for r in g) / len(g) - sum(r.confidence for r in g) / len(g)) * len(g) for g in groups.values()) / max(1, total)


def phrases_summary(found: list[Outcome]) -> dict[str, Any]:
    """Return the figures over phrases, all, by variety and by author."""
    inside = [row for row in found if not row.outside]
    outside = [row for row in found if row.outside]
    return {
        "right": share(row.right for row in inside),
        "asked": share(row.asked for row in inside),
        "wrong": share(row.wrong_advice for row in inside),
        "refused": share(row.topic in REFUSED for row in inside),
        "caught": share(row.topic in CAUGHT for row in outside),
        "calibration_error": calibration_error([row for row in inside if row.accepted[0] not in TALK]),
        "by_variety": {v: share(r.right for r in inside if r.variety == v) for v in sorted({r.variety for r in inside})},
        "by_author": {a: share(r.right for r in inside if r.author == a) for a in sorted({r.author for r in inside})},
        "confused": Counter((row.accepted[0], row.topic) for row in found if not row.right and not row.asked).most_common(25),
    }


def practice_recall(path: Path) -> tuple[list[bool], list[str]]:
    """Return (whether each query has a right example among the first three, the queries that missed); `-` means that nothing may be claimed for the place."""
    k = load_knowledge()
    flags, missed = [], []
    for row in rows(path):
        query = read_query(k, row["query"])
        found = [hit.example.id for hit in search(k, query)][:3]
        good = (
            (not found or not query.numbers) and not any(hit.municipality for hit in search(k, query)[:3])
            if row["ids"] == "-"
            else bool(set(found) & set(row["ids"].split("|")))
        )
        flags.append(good)
        if not good:
            missed.append(row["query"])
    return flags, missed


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def measure() -> tuple[dict[str, Any], list[Outcome], list[tuple[str, str, str]]]:
    """Return (summary, phrase outcomes, emergency misses) over all held-out files."""
    from benchmarks import talks

    check_sums()
    with tempfile.TemporaryDirectory() as folder, Servers(free_port(), free_port(), database=f"{folder}/talks.db") as servers:
        servers.wait()
        found: list[Outcome] = []
        for path in sorted(HELD_OUT.glob("phrases_*.tsv")):
            listed = rows(path)
            for number, row in enumerate(listed, 1):
                found.append(outcome(servers.port, row["text"], row["accepted"], row["variety"], row["author"]))
                if number % 100 == 0:
                    print(f"eval: {path.name} {number}/{len(listed)}", flush=True)
        terms = [outcome(servers.port, row["text"], row["accepted"], "", row["author"]) for path in sorted(HELD_OUT.glob("terms_*.tsv")) for row in rows(path)]
        caught, alarms, misses = [], [], []
        for path in sorted(HELD_OUT.glob("emergency_*.tsv")):
            print(f"eval: {path.name}", flush=True)
            for row in rows(path):
                custom = ask(servers.port, row["text"])
                if row["urgent"] == "1" and not set(row["accepted"].split("|")) & set(ORDER):
                    continue  # an author counted «no food» as an emergency; the lane's kinds are those of guidance/emergency.py
                if row["urgent"] == "1":
                    good = bool(custom["urgent"]) and custom["topic"] in row["accepted"].split("|")
                    caught.append(good)
                    if not good:
                        misses.append((row["text"], row["accepted"], f"{custom['topic']}{' urgent' if custom['urgent'] else ''}"))
                else:
                    alarms.append(bool(custom["urgent"]))
                    if custom["urgent"]:
                        misses.append((row["text"], "no emergency", custom["topic"]))
        turns = [turn for path in sorted(HELD_OUT.glob("talks_*.yml")) for turn in talks.run(servers.port, talks.load(path))]
    summary = phrases_summary(found)
    summary["talks"] = share(turn.met for turn in turns)
    summary["talks_by_kind"] = {kind: share(turn.met for turn in turns if turn.kind == kind) for kind in sorted({turn.kind for turn in turns})}
    summary["talks_missed"] = [f"{turn.talk} {turn.number}: wanted {turn.wanted}, got {turn.got}" for turn in turns if not turn.met]
    summary["terms"] = share(row.right for row in terms)
    summary["emergency_recall"], summary["false_alarms"] = share(caught), share(alarms)
    recalls = [practice_recall(path) for path in sorted(HELD_OUT.glob("practice_*.tsv"))]
    summary["practice"] = share(flag for recall in recalls for flag in recall[0])
    summary["practice_missed"] = [query for recall in recalls for query in recall[1]]
    return summary, found, misses


def percent(figure: dict[str, float]) -> str:
    """Return «93.1 % (n 310, 95 % 90–96)»."""
    return f"{figure['share'] * 100:.1f} % (n {figure['n']}, 95 % {figure['low'] * 100:.0f}–{figure['high'] * 100:.0f})"


def report(summary: dict[str, Any]) -> str:
    """Return the report as Markdown; it holds no phrase of the held-out files."""
    lines = [
        "# Evaluation",
        "",
        "Held-out phrases, emergencies and practice queries through the running bot over HTTP, one setting of all thresholds. The held-out files were",
        "written by others than the training examples and committed with checksums before anything was scored on them.",
        "*right*: the topic answered is accepted. *asked*: asked back with an accepted candidate (not counted as right). *wrong advice*: a content answer",
        "that is not accepted. *refused*: in scope and not understood or called out of scope. *caught*: out of scope and not answered.",
        "",
        "| Figure | Result | Bar |",
        "|---|---|---|",
        f"| right (in scope) | {percent(summary['right'])} | {_bar('right')} |",
        f"| asked | {percent(summary['asked'])} | ≤ 8 % |",
        f"| wrong advice | {percent(summary['wrong'])} | {_bar('wrong')} |",
        f"| refused (in scope) | {percent(summary['refused'])} | {_bar('refused')} |",
        f"| caught (out of scope) | {percent(summary['caught'])} | {_bar('caught')} |",
        f"| emergency recall | {percent(summary['emergency_recall'])} | {_bar('emergency_recall')} |",
        f"| emergency false alarms | {percent(summary['false_alarms'])} | {_bar('false_alarms')} |",
        f"| practice, right example among the first three | {percent(summary['practice'])} | {_bar('practice')} |",
        f"| terms, misspelt or inflected | {percent(summary['terms'])} | – |",
        f"| requirements met in scripted talks | {percent(summary['talks'])} | {_bar('talks')} |",
        f"| expected calibration error | {summary['calibration_error']:.3f} | ≤ 0.05 |",
        "",
        "| Variety | right |",
        "|---|---|",
        *[f"| {name} | {percent(figure)} |" for name, figure in summary["by_variety"].items()],
        "",
        "| Author | right |",
        "|---|---|",
        *[f"| {name} | {percent(figure)} |" for name, figure in summary["by_author"].items()],
        "",
        "| Kind of talk | requirements met |",
        "|---|---|",
        *[f"| {name} | {percent(figure)} |" for name, figure in summary["talks_by_kind"].items()],
        "",
        "![Right by variety](varieties.png) ![Reliability](reliability.png) ![Most confused topics](confusion.png) ![Learning curve](learning.png)",
        "",
        "Most frequent confusions (accepted → answered): " + "; ".join(f"{a} → {b} ({n})" for (a, b), n in summary["confused"][:15]) + ".",
        "",
    ]
    return "\n".join(lines)


def _bar(name: str) -> str:
    return f"{'≥' if name in _AT_LEAST else '≤'} {BARS[name] * 100:g} %"


def draw(summary: dict[str, Any], found: list[Outcome]) -> None:
    """Write the pictures beside the report; the learning curve trains the classifier on parts of the examples."""
    from benchmarks import learning, plots

    inside = [row for row in found if not row.outside]
    summary["learning_curve"] = learning.curve()
    plots.confusion(found, REPORTS / "confusion.png")
    plots.reliability([row for row in inside if row.accepted[0] not in TALK], REPORTS / "reliability.png")
    plots.varieties(summary["by_variety"], REPORTS / "varieties.png")
    plots.learning_curve(summary["learning_curve"], REPORTS / "learning.png")


def main() -> int:
    """Measure, write the reports, print them; exit 1 when a bar is not reached."""
    summary, found, misses = measure()
    REPORTS.mkdir(exist_ok=True)
    text = report(summary)
    (REPORTS / "evaluation.md").write_text(text, encoding="utf-8")
    details = ROOT / ".run" / "evaluation-details.tsv"
    details.parent.mkdir(exist_ok=True)
    with details.open("w", encoding="utf-8") as file:
        for row in found:
            if not row.right:
                file.write(f"{'|'.join(row.accepted)}\t{row.topic}\t{row.confidence:.2f}\t{'|'.join(row.candidates)}\t{row.variety}\t{row.text}\n")
        for miss in misses:
            file.write("EMERGENCY\t" + "\t".join(miss) + "\n")
        for line in summary.pop("talks_missed"):
            file.write(f"TALK\t{line}\n")
        for query in summary["practice_missed"]:
            file.write(f"PRACTICE\t{query}\n")
    draw(summary, found)
    (REPORTS / "evaluation.json").write_text(json.dumps({"date": dt.date.today().isoformat(), **summary}, indent=1, ensure_ascii=False), encoding="utf-8")
    print(text)
    failed = [name for name, bar in BARS.items() if (summary[name]["share"] < bar if name in _AT_LEAST else summary[name]["share"] > bar)]
    if failed:
        print(f"eval: below the bar: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
