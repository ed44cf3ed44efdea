"""`make chat`: talk in the terminal, with a bot that runs or with one started for the talk."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import urllib.request
import uuid
from typing import Any

from guidance.loader import load_knowledge
from launch.servers import HOST, Servers, StartError, answers
from launch.training import ensure_trained


def ask(port: int, sender: str, text: str) -> list[dict[str, Any]]:
    """Return the bot's messages to one text.

    Raises:
        OSError: nobody answers on the port.
    """
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(f"http://{HOST}:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return list(json.load(reply))


def place(custom: dict[str, Any]) -> str:
    """Return which question of a walk-through this is, in the words of the chat («Spørsmål 2 av 7»)."""
    words = load_knowledge().interface.texts["step"]
    return words.get(str(custom.get("language")))[0].format(number=custom["step"]["number"], of=custom["step"]["of"])


def shown(messages: list[dict[str, Any]], choices: list[str]) -> str:
    """Return a reply as terminal text; `choices` is filled with the payloads of its numbered buttons."""
    parts = []
    for message in messages:
        custom = message.get("custom", {})
        if custom.get("step"):
            parts.append(place(custom))
        if message.get("text"):
            parts.append(message["text"])
        for button in message.get("buttons", []):
            choices.append(button["payload"])
            parts.append(f"  [{len(choices)}] {button['title']}")
        for source in custom.get("sources", []):
            parts.append(f"  kilde: {source['title']} ({source['checked']})")
    return "\n".join(parts)


def talk(port: int) -> None:
    """Read lines and print replies until the input ends; a number chooses a button."""
    sender, choices = f"terminal-{uuid.uuid4().hex}", list[str]()
    print("Skriv en melding, eller tallet foran et valg. Ctrl-D avslutter.\n", flush=True)
    for line in sys.stdin:
        text = line.strip()
        if text.isdigit() and 1 <= int(text) <= len(choices):
            text = choices[int(text) - 1]
        choices.clear()
        print(f"\n{shown(ask(port, sender, text), choices)}\n", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Talk; return the exit status."""
    parser = argparse.ArgumentParser(prog="make chat", description=__doc__)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--action-port", type=int, default=5055)
    given = parser.parse_args(arguments)
    with contextlib.suppress(KeyboardInterrupt):
        if answers(f"http://{HOST}:{given.port}/webhooks/rest/"):
            talk(given.port)
            return 0
        try:
            if ensure_trained() != 0:
                return 1
            print("chat: starting both servers (about 20 s)", flush=True)
            with Servers(given.port, given.action_port) as servers:
                servers.wait()
                talk(given.port)
        except StartError as error:
            print(f"chat: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
