"""`make bench-latency`: our bot, the `rasa init` pipeline on the same data, and a bare rule bot, in one run.

Each makes one action call a turn and keeps conversations in SQLite. Rivals run stock Rasa, once as it is and once with the
same repair of the action schema check. Requests go round-robin, so that the machine's noise meets all alike; what counts
are ratios. Writes reports/latency.md.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.evaluation import free_port
from launch.servers import HOST, answers
from launch.training import ROOT

RIVALS = ROOT / "benchmarks" / "rivals"
PYTHON = [sys.executable, "-W", "ignore", "-m"]
TURNS = 120
# The rival's epochs. On thousands of examples its default of 100 takes hours; fewer give the same speed of answering, and
# the report then says what one epoch took and claims nothing of accuracy.
EPOCHS = int(os.environ.get("RIVAL_EPOCHS", "100"))
TEXT = "jeg har fått varsel om utkastelse, hei"


@dataclass
class Running:
    """One bot under test."""

    name: str
    port: int
    processes: list[subprocess.Popen[bytes]]
    cold_start: float
    milliseconds: list[float] = field(default_factory=list)

    def resident_mb(self) -> float:
        """Return the resident memory of Rasa and the action server together, in MB."""
        total = 0
        for process in self.processes:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            total += int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
        return total / 1024


def train(name: str, config: Path, domain: Path, data: Path, out: Path) -> float:
    """Train from nothing (no cache) and return the seconds."""
    print(f"latency: training {name}", flush=True)
    cache = out / f"cache-{name}"
    command = [
        *PYTHON,
        "launch.server",
        "train",
        "--config",
        str(config),
        "--domain",
        str(domain),
        "--data",
        str(data),
        "--out",
        str(out),
        "--fixed-model-name",
        name,
        "--force",
    ]
    began = time.monotonic()
    with (out / f"{name}.log").open("wb") as log:
        subprocess.run(command, cwd=ROOT, check=True, stdout=log, stderr=log, env={**os.environ, "RASA_CACHE_DIRECTORY": str(cache)})
    return time.monotonic() - began


def start(name: str, model: Path, actions: str, credentials: str, repaired: bool, out: Path) -> Running:
    """Start a bot's two servers and wait until both answer."""
    port, action_port = free_port(), free_port()
    endpoints = out / f"endpoints-{name}.yml"
    database = out / f"{name}.db"
    endpoints.write_text(
        f'action_endpoint:\n  url: "http://{HOST}:{action_port}/webhook"\n  enable_selective_domain: true\ntracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {database}\n',
        encoding="utf-8",
    )
    environment = {**os.environ, "SANIC_HOST": HOST, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    module = "launch.server" if repaired else "rasa"
    began = time.monotonic()
    with (out / f"{name}-run.log").open("wb") as log:
        commands = [
            [*PYTHON, "rasa_sdk", "--actions", actions, "--port", str(action_port)],
            [*PYTHON, module, "run", "-i", HOST, "--port", str(port), "--model", str(model), "--endpoints", str(endpoints), "--credentials", credentials],
        ]
        processes = [subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True) for command in commands]
    while not (answers(f"http://{HOST}:{port}/webhooks/rest/") and answers(f"http://{HOST}:{action_port}/health")):
        if any(process.poll() is not None for process in processes) or time.monotonic() - began > 180:
            raise SystemExit(f"latency: {name} did not start; see {out / f'{name}-run.log'}")
        time.sleep(0.25)
    return Running(name, port, processes, time.monotonic() - began)


def turn(bot: Running, sender: str) -> float:
    """Send one message and return the milliseconds until the reply."""
    body = json.dumps({"sender": sender, "message": TEXT}).encode()
    request = urllib.request.Request(f"http://{HOST}:{bot.port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as reply:
        told = json.load(reply)
    if not told:
        raise SystemExit(f"latency: {bot.name} answered nothing")
    return (time.perf_counter() - began) * 1e3


def parse(model: Path, classifier: str) -> dict[str, Any]:
    """Return the in-process figures of benchmarks/parse.py for a model."""
    done = subprocess.run([*PYTHON, "benchmarks.parse", str(model), classifier], cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def accuracy(intents: list[str]) -> float:
    """Return the share of held-out phrases whose intent is an accepted label."""
    from benchmarks.evaluation import HELD_OUT, rows

    listed = rows(sorted(HELD_OUT.glob("phrases_*.tsv"))[0])[: len(intents) * 3 : 3]
    same = {"begrep": "explain_term", "praksis": "find_practice"}
    labels = [{same.get(label.split(":")[0], label) for label in row["accepted"].split("|")} for row in listed]
    return sum(intent in accepted for intent, accepted in zip(intents, labels, strict=True)) / len(intents)


def main() -> int:
    """Train, run and measure all; write the report."""
    out = Path(tempfile.mkdtemp(prefix="latency-"))
    ours = out / "ours.tar.gz"
    rival = out / "default-config.yml"
    rival.write_text((RIVALS / "default-config.yml").read_text(encoding="utf-8").replace("epochs: 100", f"epochs: {EPOCHS}"), encoding="utf-8")
    seconds = {
        "ours": train("ours", ROOT / "config.yml", ROOT / "domain.yml", ROOT / "data", out),
        "default": train("default", rival, ROOT / "domain.yml", ROOT / "data", out),
        "bare": train("bare", RIVALS / "bare" / "config.yml", RIVALS / "bare" / "domain.yml", RIVALS / "bare" / "data", out),
    }
    figures = {"ours": parse(ours, "TopicClassifier"), "default": parse(out / "default.tar.gz", "DIETClassifier")}
    stock, own = str(RIVALS / "stock-credentials.yml"), "credentials.yml"
    bots: list[Running] = []
    try:
        bots.append(start("ours", ours, "actions", own, True, out))
        bots.append(start("bare-repaired", out / "bare.tar.gz", "benchmarks.rivals.bare.actions", stock, True, out))
        bots.append(start("bare-as-is", out / "bare.tar.gz", "benchmarks.rivals.bare.actions", stock, False, out))
        bots.append(start("default-repaired", out / "default.tar.gz", "actions", stock, True, out))
        bots.append(start("default-as-is", out / "default.tar.gz", "actions", stock, False, out))
        for number in range(TURNS + 10):
            for bot in bots:
                spent = turn(bot, f"talk-{number // 10}")
                if number >= 10:
                    bot.milliseconds.append(spent)
        text = report(bots, seconds, figures)
    finally:
        for bot in bots:
            for process in bot.processes:
                os.killpg(process.pid, signal.SIGTERM)
        shutil.rmtree(out, ignore_errors=True)
    (ROOT / "reports").mkdir(exist_ok=True)
    (ROOT / "reports" / "latency.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def training_lines(seconds: dict[str, float], figures: dict[str, dict[str, Any]]) -> list[str]:
    """Return the rows on training and accuracy; with fewer epochs than the default only what one epoch costs."""
    if EPOCHS < 100:
        each = seconds["default"] / EPOCHS
        return [
            f"| training, s | {seconds['ours']:.0f} | {seconds['default']:.0f} with {EPOCHS} of 100 epochs, {each:.0f} an epoch | at least {each * 100 / seconds['ours']:.0f} at 100 |"
        ]
    return [
        f"| training, s | {seconds['ours']:.0f} | {seconds['default']:.0f} | {seconds['default'] / seconds['ours']:.1f} |",
        f"| right intent on held-out phrases | {accuracy(figures['ours']['intents']):.3f} | {accuracy(figures['default']['intents']):.3f} | |",
    ]


def report(bots: list[Running], seconds: dict[str, float], figures: dict[str, dict[str, Any]]) -> str:
    """Return the report as Markdown."""
    middle = {bot.name: statistics.median(bot.milliseconds) for bot in bots}
    slow = {bot.name: statistics.quantiles(bot.milliseconds, n=20)[18] for bot in bots}
    lines = [
        "# Latency",
        "",
        f"One run, one machine, {TURNS} turns each, round-robin; every turn is one message, one action call, SQLite. «repaired»: the action schema is",
        "checked once and not at each call. Absolute times are this machine's; the ratios are what holds.",
        "",
        "| Bot | reply p50 ms | p95 ms | p50 / ours | start to ready s | resident MB |",
        "|---|---|---|---|---|---|",
        *[
            f"| {bot.name} | {middle[bot.name]:.1f} | {slow[bot.name]:.1f} | {middle[bot.name] / middle['ours']:.2f} | {bot.cold_start:.0f} | {bot.resident_mb():.0f} |"
            for bot in bots
        ],
        "",
        f"ours / bare-repaired: {middle['ours'] / middle['bare-repaired']:.2f} (bar ≤ 1.5). default-as-is / ours: {middle['default-as-is'] / middle['ours']:.2f} (bar ≥ 3).",
        "",
        "| | ours | rasa init default | default / ours |",
        "|---|---|---|---|",
        *[
            f"| {label} | {figures['ours'][key]:.2f} | {figures['default'][key]:.2f} | {figures['default'][key] / figures['ours'][key]:.1f} |"
            for label, key in (("whole parse, median ms", "parse_ms"), ("classifier alone, median ms", "classifier_ms"))
        ],
        *training_lines(seconds, figures),
        "",
        f"The bare rule bot trains in {seconds['bare']:.0f} s.",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
