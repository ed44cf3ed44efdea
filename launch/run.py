"""`make run`: train if needed, start both servers, say where to talk, stop both on Ctrl-C or when one dies."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
from types import FrameType

from channel.keys import signing_keys
from channel.retention import every_day
from channel.stores import StoreError, keep_days
from guidance.errors import KnowledgeError
from guidance.loader import load_knowledge
from launch.servers import HOST, Servers, StartError, check_machine
from launch.training import ensure_trained

_STOPPING = (signal.SIGINT, signal.SIGTERM)


def _progress(seconds: int, waiting: list[str]) -> None:
    if seconds % 5 == 0:
        print(f"run: {seconds} s, waiting for {' and '.join(waiting)}", flush=True)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Stop once, on Ctrl-C or a service manager's SIGTERM.

    make sends its own SIGTERM after the one to the group; a second one must not break off the stopping, or a server stays up.
    """
    for further in _STOPPING:
        signal.signal(further, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(arguments: list[str] | None = None) -> int:
    """Run until Ctrl-C or SIGTERM; return the exit status."""
    for number in _STOPPING:
        signal.signal(number, _interrupt)
    parser = argparse.ArgumentParser(prog="make run", description=__doc__)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--action-port", type=int, default=5055)
    given = parser.parse_args(arguments)
    try:
        check_machine((given.port, given.action_port))
        load_knowledge()
        signing_keys()
        keep_days()
        if ensure_trained() != 0:
            return 1
        with Servers(given.port, given.action_port, log=lambda name, line: print(f"{name:8}| {line}\n", end="", flush=True)) as servers:
            servers.wait(_progress)
            print(f"\nThe bot answers: http://{HOST}:{given.port}/chat\nIn another window: make chat PORT={given.port}", flush=True)
            print(
                f"Web channel: http://{HOST}:{given.port}/webhooks/web/   REST (this machine only): http://{HOST}:{given.port}/webhooks/rest/webhook",
                flush=True,
            )
            print("Stop with Ctrl-C.\n", flush=True)
            threading.Thread(target=every_day, args=("endpoints.yml", "credentials.yml", lambda line: print(line, flush=True)), daemon=True).start()
            while (dead := servers.dead()) is None:
                time.sleep(0.5)
            print(f"run: {dead} stopped by itself, so both are stopped; its last lines are above", file=sys.stderr)
            return 1
    except (StartError, KnowledgeError, StoreError) as error:
        print(f"run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nrun: stopped", flush=True)
        return 0


if __name__ == "__main__":
    sys.exit(main())
