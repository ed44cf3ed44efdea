"""Scripted talks through the running bot: topic, open question, role, language, urgency, wanted and forbidden words, turn by turn."""

from __future__ import annotations

import json
import urllib.request
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.evaluation import fits
from launch.servers import HOST


@dataclass(frozen=True)
class Turn:
    """One requirement of one turn, and whether it was met."""

    talk: str
    kind: str
    number: int
    wanted: str
    met: bool
    got: str


def load(path: Path) -> list[dict[str, Any]]:
    """Return the talks of a file."""
    return list(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def say(port: int, sender: str, text: str) -> list[dict[str, Any]]:
    """Send one message of a talk and return the reply's messages."""
    body = json.dumps({"sender": sender, "message": text}).encode()
    request = urllib.request.Request(f"http://{HOST}:{port}/webhooks/rest/webhook", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return list(json.load(reply))


def requirements(turn: dict[str, Any], messages: list[dict[str, Any]]) -> list[tuple[str, bool, str]]:
    """Return (what is wanted, met, what came) for each requirement of a turn."""
    custom = messages[-1]["custom"]
    text = "\n".join(message.get("text", "") for message in messages).replace("\u00a0", " ")
    found = []
    if turn.get("topic"):
        found.append((f"topic {'|'.join(turn['topic'])}", any(fits(custom["topic"], key) for key in turn["topic"]), str(custom["topic"])))
    if "step" in turn:
        step = (custom.get("step") or {}).get("name")
        found.append((f"step {turn['step']}", step == turn["step"], str(step)))
    for name in ("urgent", "role", "language"):
        if name in turn:
            found.append((f"{name} {turn[name]}", custom[name] == turn[name], str(custom[name])))
    found += [(f"contains «{words}»", words.lower() in text.lower(), "") for words in map(str, turn.get("contains", []))]
    found += [(f"never «{words}»", words.lower() not in text.lower(), "") for words in map(str, turn.get("forbidden", []))]
    return found


def run(port: int, talks: list[dict[str, Any]]) -> list[Turn]:
    """Hold every talk and return its requirements."""
    told = []
    for talk in talks:
        sender = uuid.uuid4().hex
        for number, turn in enumerate(talk["turns"], 1):
            for wanted, met, got in requirements(turn, say(port, sender, turn["user"])):
                told.append(Turn(str(talk["id"]), str(talk["kind"]), number, wanted, met, got))
    return told
