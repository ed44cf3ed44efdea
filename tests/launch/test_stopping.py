"""Stopping while something is slow to stop, as a service manager and make do it: more than one signal comes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from launch.servers import Servers
from launch.training import ROOT

SLOW = "import signal, time; signal.signal(signal.SIGTERM, lambda *_: (time.sleep(1), exit())); print('up', flush=True); time.sleep(60)"
LAUNCHER = f"""
import os, sys
import launch.run as run

class Slow(run.Servers):
    def __enter__(self):
        for name in ("one", "two"):
            self._start(name, [sys.executable, "-c", {SLOW!r}], dict(os.environ))
        return self

    def wait(self, progress):
        print("servers", *(process.pid for process in self.processes.values()), flush=True)

run.Servers, run.ensure_trained, run.check_machine = Slow, lambda: 0, lambda ports: None
sys.exit(run.main([]))
"""


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_does_not_leave_a_server_up(number):
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    told: list[str] = []
    while sum(line.endswith("| up\n") for line in told) < 2 or not any("Stop with Ctrl-C" in line for line in told):
        told.append(launcher.stdout.readline())
        assert told[-1], "the launcher ended"
    servers = [int(pid) for line in told if line.startswith("servers") for pid in line.split()[1:]]
    launcher.send_signal(number)
    with pytest.raises(subprocess.TimeoutExpired):
        launcher.wait(0.3)
    launcher.send_signal(number)
    assert launcher.wait(20) == 0
    assert len(servers) == 2
    assert [pid for pid in servers if _alive(pid)] == []


def test_servers_stop_at_the_same_time_and_one_that_will_not_is_ended(monkeypatch):
    servers = Servers()
    deaf = SLOW.replace("(time.sleep(1), exit())", "None").replace("time.sleep(60)", "[time.sleep(1) for _ in range(60)]")
    monkeypatch.setattr("launch.servers._STOP_SECONDS", 0.5)
    heard = []
    servers._log = lambda name, line: heard.append(name)
    for name in ("one", "two"):
        servers._start(name, [sys.executable, "-c", deaf], dict(os.environ))
    processes = list(servers.processes.values())
    while len(heard) < 2:
        assert servers.dead() is None
    servers.stop("one", "two", "never started")
    assert [process.returncode for process in processes] == [-signal.SIGKILL] * 2
    assert not servers.processes
