"""`make bench-attack`: how long a bystander waits while others attack, as a ratio to the same run without them; writes reports/attacks.md."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from launch.chat import ask
from launch.servers import HOST, Servers
from launch.training import ROOT

REPORT = ROOT / "reports" / "attacks.md"
BAR = 2.0
_TALKS = 150
_PAUSE = 0.05  # seconds between two messages of the bystander
_SLOW = 40  # connections that send a byte now and then


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _post(port: int, path: str, body: bytes, token: str = "") -> int:
    """Return the status of a POST; 0 when the server closes the connection."""
    line = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        line.request("POST", path, body, {"Content-Type": "application/json", "Authorization": f"Bearer {token}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def waits(port: int) -> list[float]:
    """Return the milliseconds of each reply to a bystander, who writes an ordinary question again and again."""
    found = []
    for number in range(_TALKS):
        began = time.perf_counter()
        messages = ask(port, f"bystander-{number}", "jeg har fått varsel om utkastelse")
        found.append((time.perf_counter() - began) * 1000)
        if messages[-1]["custom"]["topic"] != "varsel":
            raise SystemExit("the bystander got another answer")
        time.sleep(_PAUSE)
    return found


class Attack:
    """Threads that attack until it is left.

    Args:
        port: of the bot.
        answers: statuses are counted here.
    """

    def __init__(self, port: int, answers: Counter[str]) -> None:
        self._port, self._answers, self._over = port, answers, threading.Event()
        body = json.dumps({"portal": "demo"}).encode()
        line = http.client.HTTPConnection(HOST, port, timeout=20)
        line.request("POST", "/webhooks/web/session", body, {"Content-Type": "application/json"})
        self._token = str(json.load(line.getresponse())["token"])
        text = json.dumps({"text": "husleie " * 1250}).encode()
        short = json.dumps({"text": "hei"}).encode()
        # 20 a second of each are more than 1,000 a minute
        self._threads = [
            self._thread("messages of one talk", 0.05, lambda: _post(port, "/webhooks/web/message", short, self._token)),
            self._thread("10,000 characters", 0.05, lambda: _post(port, "/webhooks/web/message", text, self._token)),
            self._thread("forged tokens", 0.05, lambda: _post(port, "/webhooks/web/message", short, "x.y.z")),
            self._thread("1 MB bodies", 0.2, lambda: _post(port, "/webhooks/web/message", b"x" * 1_000_000, self._token)),
            *(threading.Thread(target=self._drip, daemon=True) for _ in range(_SLOW)),
        ]

    def _thread(self, name: str, pause: float, act: Callable[[], int]) -> threading.Thread:
        def go() -> None:
            while not self._over.wait(pause):
                self._answers[f"{name}: {act() or 'closed'}"] += 1

        return threading.Thread(target=go, daemon=True)

    def _drip(self) -> None:
        """Send a header, and then a byte each half second, until the server has enough."""
        head = f"POST /webhooks/web/message HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer {self._token}\r\nContent-Length: 60000\r\n\r\n"
        with contextlib.suppress(OSError), socket.create_connection((HOST, self._port), timeout=20) as line:
            self._answers["slow bodies: begun"] += 1
            line.sendall(head.encode())
            while not self._over.wait(0.5):
                line.sendall(b"x")
            return
        self._answers["slow bodies: closed by the server"] += 1

    def __enter__(self) -> Attack:
        for thread in self._threads:
            thread.start()
        time.sleep(2)
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        for thread in self._threads[:4]:
            thread.join(30)


def p95(found: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(found, n=20)[18]


def main() -> int:
    """Measure, write the report, and return 1 when the bar is not held."""
    answers: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, Servers(_free_port(), _free_port(), database=str(Path(folder) / "conversations.db")) as servers:
        servers.wait()
        waits(servers.port)  # warm
        idle = waits(servers.port)
        with Attack(servers.port, answers):
            attacked = waits(servers.port)
        after = waits(servers.port)
    ratio = p95(attacked) / p95(idle)
    lines = [
        "# A bystander while others attack", "",
        f"One run on one machine, bot and attackers on the same two cores: {_TALKS} questions of a bystander before, during and after; meanwhile 20 messages a second of one talk, 20 of 10,000 "
        f"characters, 20 with forged tokens, five bodies of 1 MB, and {_SLOW} connections that send a byte each half second.", "",
        "| | p50 | p95 | p95 / idle |", "|---|---|---|---|",
        *(f"| {name} | {statistics.median(found):.0f} ms | {p95(found):.0f} ms | {p95(found) / p95(idle):.2f} |" for name, found in (("idle", idle), ("attacked", attacked), ("after", after))), "",
        f"Bar: {BAR:.1f}. Every question was answered rightly.", "", "| What the attackers got | times |", "|---|---|",
        *(f"| {name} | {count} |" for name, count in sorted(answers.items())), "",
    ]  # fmt: skip
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    print("\n".join(lines))
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
