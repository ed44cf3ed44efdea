"""The commands that the README names, as a person runs them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.e2e.conftest import free_port

README = Path("README.md").read_text(encoding="utf-8")
TARGETS = sorted(set(re.findall(r"`?make ([a-z][a-z-]+)", README)))


@pytest.mark.parametrize("target", TARGETS)
def test_every_make_command_of_the_readme_exists_and_is_explained(target):
    told = subprocess.run(["make", "help"], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^{target}\b", told, re.MULTILINE), target


@pytest.mark.parametrize("target", ["help", "knowledge", "train"])
def test_quick_commands_pass(target):
    done = subprocess.run(["make", target], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_due_says_what_is_due_and_its_status_follows():
    done = subprocess.run(["make", "due"], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == done.stdout.startswith("Nothing is due")


def _run(port: int, action_port: int) -> subprocess.Popen[str]:
    command = ["make", "run", f"PORT={port}", f"ACTION_PORT={action_port}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_run_starts_says_where_to_talk_and_stops_both(stop):
    port, action_port = free_port(), free_port()
    process = _run(port, action_port)
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if "The bot answers" in line:
                break
        else:
            pytest.fail("make run ended without answering")
        chat = subprocess.run(
            ["make", "chat", f"PORT={port}"], input="jeg har fått varsel om utkastelse\n1\n", capture_output=True, text=True, timeout=60, check=False
        )
        assert chat.returncode == 0
        assert "Varselet betyr" in chat.stdout
        assert "kilde:" in chat.stdout
    finally:
        os.killpg(process.pid, stop)
        process.wait(30)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) and probe.connect_ex(("127.0.0.1", action_port)):
                return
        time.sleep(0.5)
    pytest.fail(f"a server is still up after {stop.name}")


def test_a_taken_port_is_said_in_one_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = _run(port, free_port())
        told, _ = process.communicate(timeout=60)
    assert process.returncode != 0
    assert f"port {port} is taken" in told
    assert "Traceback" not in told


def test_preview_prints_every_rendering_of_a_topic():
    done = subprocess.run(["make", "-s", "preview", "TOPIC=varsel"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for rendering in ("tenant · nb", "tenant · nn", "tenant · en", "staff · nn", "landlord · nb"):
        assert f"varsel · {rendering}" in done.stdout
    unknown = subprocess.run(["make", "-s", "preview", "TOPIC=finnesikke"], capture_output=True, text=True, check=False)
    assert unknown.returncode != 0
    assert "«finnesikke» is no topic" in unknown.stdout
