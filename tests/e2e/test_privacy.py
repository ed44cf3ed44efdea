"""Planted numbers and words: said in every way that people have, then looked for in everything that the bot wrote.

The embedded default is tested: SQLite and locks in memory. Redis and an event broker are no part of it.
"""

from __future__ import annotations

import json
import re
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from channel.retention import DAY_SECONDS, run
from launch.servers import HOST, Servers
from launch.training import ROOT
from tests.e2e.conftest import Bot, free_port
from tests.e2e.test_web import Web

IDENTITY = ["13097248022", "130972 48022", "13.09.72-48022", "53097248016"]
ACCOUNT = ["86011117947", "8601.11.17947", "8601 11 17947"]
NUMBERS = re.compile(rb"13[ .]?09[ .]?72[ -]{0,3}48022|53097248016|8601[ .]?11[ .]?17947")
WORDS = ("svar", "gang", "krise", "lang", "hale", "rest", "enkel", "dod", "ros", "feil")


def _marker(name: str) -> str:
    return f"zebrafink{name}qx"


def _planted(name: str, text: str = "jeg har fått varsel om utkastelse") -> str:
    return f"{text} {_marker(name)} fnr {IDENTITY[0]}, {IDENTITY[1]} og {IDENTITY[2]}, D-nummer {IDENTITY[3]}, konto {', '.join(ACCOUNT)}"


class Run:
    """A bot of its own, everything it wrote, and what its pages of errors said."""

    def __init__(self, servers: Servers, folder: Path, lines: list[str]) -> None:
        self.servers, self.folder, self.lines = servers, folder, lines
        self.began = time.time() - 1
        self.errors: list[bytes] = []
        self.web = Web(servers.port)
        self.crisis = Web(servers.port)
        self.rest = Bot(servers.port)
        self.fields: dict[str, str] = {}

    def plain(self, **given: str) -> str:
        """Send the form of the page without JavaScript and return the page."""
        data = urllib.parse.urlencode({**self.fields, **given}).encode() if given else None
        request = urllib.request.Request(f"http://{HOST}:{self.servers.port}/chat/enkel", data)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as reply:
                    page = reply.read().decode()
                break
            except urllib.error.HTTPError as told:
                if told.code != 429:
                    raise
                time.sleep(float(told.headers["Retry-After"]))
        self.fields = {name: unescape(value) for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)}
        return page

    def provoke(self, path: str, data: bytes | None = None, **headers: str) -> int:
        """Send what must fail, keep the answer, and return its status."""
        sent = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
        request = urllib.request.Request(f"http://{HOST}:{self.servers.port}{path}", data, sent)
        while True:
            try:
                with urllib.request.urlopen(request, timeout=30) as reply:
                    self.errors.append(reply.read())
                    return int(reply.status)
            except urllib.error.HTTPError as told:
                if told.code == 429:
                    time.sleep(float(told.headers["Retry-After"]))
                    continue
                self.errors.append(str(told.headers).encode() + told.read())
                return int(told.code)

    def files(self) -> list[Path]:
        """Return every file written since the start: the run's folder with its temporary files, and the project."""
        skipped = {".git", ".venv", "models", "node_modules", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache"}
        here = [path for path in ROOT.rglob("*") if not skipped & set(path.relative_to(ROOT).parts)]
        return [path for path in (*self.folder.rglob("*"), *here) if path.is_file() and path.stat().st_mtime >= self.began]

    def holding(self, sought: re.Pattern[bytes]) -> list[str]:
        """Return where something is found: names of files, `log`, `error page`."""
        found = [path.name for path in self.files() if sought.search(path.read_bytes())]
        found += ["log"] * bool(sought.search("\n".join(self.lines).encode()))
        return found + ["error page"] * any(bool(sought.search(told)) for told in self.errors)


def _talked(told: Run) -> None:
    """Plant in every way of talking."""
    answer = told.web.say(_planted("svar"), number="a1")
    told.web.say("hjelp meg å lage en nedbetalingsplan")
    told.web.say(f"24 tusen {_planted('gang', '')}")
    identity = {"message_id": answer[-1]["custom"]["message_id"], "verdict": "down"}
    feedback = json.dumps({**identity, "reason": _planted("ros")}).encode()
    assert told.provoke("/webhooks/web/feedback", feedback, Authorization=f"Bearer {told.web.token}") == 400
    assert told.web.ask("/webhooks/web/feedback", {**identity, "reason": "unclear", "text": _planted("ros")}) == {"kept": True}
    urgent = told.crisis.say(_planted("krise", "jeg orker ikke leve lenger"))
    assert urgent[-1]["custom"]["topic"] == "krise"
    long = told.crisis.say(f"{_planted('lang')} {'husleie ' * 1200}{_planted('hale', 'jeg orker ikke leve lenger')}"[:10_000])
    assert long
    assert told.rest.say(_planted("rest"))[-1]["custom"]["topic"]
    told.plain()
    assert _marker("enkel") in told.plain(text=_planted("enkel"), do="say")


def _provoked(told: Run) -> None:
    """Provoke errors whose pages or log lines could repeat what was sent."""
    planted = _planted("feil")
    quoted, body = urllib.parse.quote(planted), json.dumps({"text": planted}).encode()
    assert told.provoke(f"/{quoted}") == 404
    assert told.provoke(f"/webhooks/web/{quoted}", body) == 404
    assert told.provoke(f"/webhooks/web/document/{quoted}") == 410
    assert told.provoke(f"/widget/v1/{quoted}") == 404
    assert told.provoke(f"/chat?topic={quoted}&portal={quoted}&language={quoted}") == 200
    assert told.provoke(f"/chat/enkel?topic={quoted}&portal={quoted}") == 200
    assert told.provoke(f"/webhooks/web/interface?portal={quoted}&language={quoted}") == 200
    assert told.provoke("/ready", body) == 405
    assert told.provoke("/webhooks/web/message", body, Authorization=f"Bearer {urllib.parse.quote(planted)}") == 401
    assert told.provoke("/webhooks/web/message", body, Content_Type="text/plain") == 415
    assert told.provoke("/webhooks/web/session", planted.encode()) == 200
    assert told.provoke("/webhooks/web/choice", json.dumps({"id": planted}).encode(), Authorization=f"Bearer {told.web.token}") == 409
    assert told.provoke("/webhooks/web/message", body * 1000, Authorization=f"Bearer {told.web.token}") == 413
    assert told.provoke("/webhooks/web/session", json.dumps({"portal": planted}).encode(), X_Portal_Key=quoted) == 403
    for strange in (b"{" + planted.encode(), b"[" + body + b"]", json.dumps({"sender": ["x"], "message": [planted]}).encode(), b"\xff" + planted.encode()):
        assert told.provoke("/webhooks/rest/webhook", strange) == 200
    for path in ("/conversations/x/tracker", "/model/parse", "/webhooks/slack/webhook"):
        assert told.provoke(path, body) == 404


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[Run]:
    """Yield a bot after all talks, still running, its action server dead at the end."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "tmp").mkdir()
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder / "tmp"))
        servers = Servers(free_port(), free_port(), log=lambda name, line: lines.append(f"{name}| {line}"), database=str(folder / "conversations.db"))
        with servers as running:
            running.wait()
            made = Run(running, folder, lines)
            _talked(made)
            _provoked(made)
            running.stop("actions")
            assert made.web.say(_planted("dod", "hva er gjeldsordning"))[-1]["custom"]["topic"] == "teknisk_feil"
            made.rest.say(_planted("dod", "hei"))
            yield made


def test_identity_and_account_numbers_are_nowhere(told):
    assert told.holding(NUMBERS) == []


def test_what_was_written_is_in_the_rows_of_its_own_talk_and_nowhere_else(told):
    assert set(told.holding(re.compile(rb"zebrafink\w+qx"))) == {"conversations.db"}
    with sqlite3.connect(told.folder / "conversations.db") as base:
        rows = {name: {row[0] for row in base.execute("SELECT sender_id FROM events WHERE data LIKE ?", (f"%{_marker(name)}%",))} for name in WORDS}
    assert {name: len(rows[name]) for name in ("svar", "gang", "krise", "rest", "enkel", "dod", "ros", "feil")} == {
        "svar": 1, "gang": 1, "krise": 1, "rest": 1, "enkel": 1, "dod": 2, "ros": 0, "feil": 0,
    }  # fmt: skip
    assert rows["svar"] == rows["gang"] != rows["krise"]
    assert rows["lang"] | rows["hale"] == rows["krise"]
    assert rows["rest"] == {told.rest.sender}


def test_the_log_is_not_empty_and_says_that_the_action_server_is_gone(told):
    assert any("rasa|" in line for line in told.lines)
    assert any("action" in line.lower() for line in told.lines)


def test_no_document_is_written(told):
    assert [path for path in told.files() if path.suffix in (".docx", ".pdf", ".ics")] == []
    assert [path for path in (told.folder / "tmp").rglob("*") if path.is_file() and path.stat().st_size > 0] == []


def test_a_deleted_talk_is_nowhere_and_the_retention_takes_the_rest(told):
    assert told.web.ask("/webhooks/web/forget", {}) == {"forgotten": True}
    assert told.crisis.ask("/webhooks/web/forget", {}) == {"forgotten": True}
    told.plain(do="forget")
    deleted = re.compile("|".join(_marker(name) for name in ("svar", "gang", "krise", "lang", "hale", "enkel")).encode())
    assert told.holding(deleted) == []
    assert told.holding(re.compile(_marker("rest").encode())) == ["conversations.db"]
    endpoints, credentials = (ROOT / ".run" / f"{name}-{told.servers.port}.yml" for name in ("endpoints", "credentials"))
    said: list[str] = []
    assert run(21, endpoints, credentials, said.append, time.time() + 22 * DAY_SECONDS)
    assert "zebrafink" not in str(said)
    assert told.holding(re.compile(rb"zebrafink")) == []
    assert told.rest.say("hei")[-1]["custom"]["topic"] == "teknisk_feil"  # the bot goes on with the cleaned files
