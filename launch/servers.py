"""The action server and Rasa as two child processes that start, answer and stop together."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType

from guidance.loader import load_knowledge
from guidance.portals import embedding_origins
from launch.training import MODEL, ROOT

HOST = "127.0.0.1"
_START_SECONDS = 120
_STOP_SECONDS = 10.0


class StartError(Exception):
    """The bot cannot start. The message is one line that says what to do."""


def check_machine(ports: tuple[int, ...], root: Path = ROOT) -> None:
    """Raise StartError when a port is taken or the disk is full."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                raise StartError(f"port {port} is taken; stop what uses it or choose another: make run PORT=… ACTION_PORT=…") from None
    free = shutil.disk_usage(root).free
    if free < 200_000_000:
        raise StartError(f"the disk is full: {free // 1_000_000} MB free, 200 MB are needed for models and conversations")


def answers(url: str) -> bool:
    """Return whether an address answers with 200 within a second."""
    try:
        with urllib.request.urlopen(url, timeout=1) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


class Servers:
    """Both servers on loopback. Use as a context; leaving it stops both.

    Args:
        port: of Rasa, where the channels are.
        action_port: of the action server.
        log: called with (name, line) for each line either prints, or None to drop them.
        database: the file that keeps conversations.
    """

    def __init__(self, port: int = 5005, action_port: int = 5055, log: object = None, database: str = "conversations.db", with_actions: bool = True) -> None:
        self.port, self.action_port = port, action_port
        self._log = log
        self._database = database
        self._with_actions = with_actions
        self.processes: dict[str, subprocess.Popen[str]] = {}
        self._copies: list[Path] = []

    def __enter__(self) -> Servers:
        check_machine((self.port, self.action_port))
        environment = {**os.environ, "SANIC_HOST": HOST, "RASA_TELEMETRY_ENABLED": "false", "PYTHONUNBUFFERED": "1"}
        python = [sys.executable, "-W", "ignore", "-m"]
        if self._with_actions:
            self._start("actions", [*python, "rasa_sdk", "--actions", "actions", "--port", str(self.action_port)], environment)
        model = str(ROOT / "models" / f"{MODEL}.tar.gz")
        files = ["--model", model, "--endpoints", self._endpoints(), "--credentials", self._credentials()]
        # sanic-cors answers a browser's OPTIONS before any route, so Rasa must know who may embed the chat
        origins = ["--cors", *embedding_origins(load_knowledge())]
        self._start("rasa", [*python, "launch.server", "run", "--interface", HOST, "--port", str(self.port), *files, *origins], environment)
        return self

    def _endpoints(self) -> str:
        """Return endpoints.yml, or a copy of it in .run/ with this run's port and database."""
        return self._own("endpoints", {f"{HOST}:5055": f"{HOST}:{self.action_port}", "conversations.db": self._database})

    def _credentials(self) -> str:
        """Return credentials.yml, or a copy of it in .run/ that keeps the channel's state beside this run's database."""
        return self._own("credentials", {"web.db": str(Path(self._database).with_name("web.db"))})

    def _own(self, name: str, changes: dict[str, str]) -> str:
        own = text = (ROOT / f"{name}.yml").read_text(encoding="utf-8")
        for old, new in changes.items():
            own = own.replace(old, new)
        if own == text:
            return f"{name}.yml"
        path = ROOT / ".run" / f"{name}-{self.port}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(own, encoding="utf-8")
        self._copies.append(path)
        return str(path)

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True
        )
        self.processes[name] = process
        threading.Thread(target=self._stream, args=(name, process), daemon=True).start()

    def _stream(self, name: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if callable(self._log):
                self._log(name, line.rstrip())

    def addresses(self) -> dict[str, str]:
        """Return {name: address that answers when the server is up}."""
        found = {"rasa": f"http://{HOST}:{self.port}/webhooks/rest/"}
        if self._with_actions:
            found["actions"] = f"http://{HOST}:{self.action_port}/health"
        return found

    def wait(self, progress: object = None) -> None:
        """Return when both answer.

        Raises:
            StartError: one died, or the time ran out.
        """
        began = time.monotonic()
        waiting = self.addresses()
        while waiting:
            dead = self.dead()
            if dead:
                raise StartError(f"{dead} stopped while starting; its last lines are above")
            if time.monotonic() - began > _START_SECONDS:
                raise StartError(f"{', '.join(waiting)} did not answer within {_START_SECONDS} s")
            waiting = {name: url for name, url in waiting.items() if not answers(url)}
            if callable(progress) and waiting:
                progress(int(time.monotonic() - began), sorted(waiting))
            time.sleep(0.5)

    def dead(self) -> str | None:
        """Return the name of a server that has stopped, or None."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)

    def stop(self, *names: str) -> None:
        """Stop servers and wait for them; all get the same seconds to end in order."""
        stopping = [process for name in names if (process := self.processes.pop(name, None)) and process.poll() is None]
        for process in stopping:
            os.killpg(process.pid, signal.SIGTERM)
        latest = time.monotonic() + _STOP_SECONDS
        for process in stopping:
            try:
                process.wait(max(0.1, latest - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(5)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop(*self.processes)
        for path in self._copies:
            path.unlink(missing_ok=True)
