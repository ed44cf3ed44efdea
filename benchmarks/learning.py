"""How the classifier alone does on held-out phrases with a part of the training examples."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from benchmarks.evaluation import HELD_OUT, OUTSIDE, rows
from components.topic_model import train
from launch.training import ROOT

SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
_SAME = {"begrep": "explain_term", "praksis": "find_practice"}


def examples(folder: Path = ROOT / "data" / "nlu") -> list[tuple[str, str, str]]:
    """Return (text, intent, voice) of every training example."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            voice = str((block.get("metadata") or {}).get("voice", ""))
            found += [(re.sub(r"^- ", "", line), str(block["intent"]), voice) for line in block["examples"].splitlines() if line.startswith("- ")]
    return found


def curve(shares: Sequence[float] = SHARES) -> list[tuple[int, float]]:
    """Return (number of examples, share of in-scope held-out phrases whose first intent is accepted) for each share."""
    listed = [row for path in sorted(HELD_OUT.glob("phrases_*.tsv")) for row in rows(path) if row["accepted"].split("|")[0] not in OUTSIDE]
    texts = [row["text"] for row in listed]
    accepted = [{_SAME.get(label.split(":")[0], label) for label in row["accepted"].split("|")} for row in listed]
    data = examples()
    random.Random(0).shuffle(data)
    points = []
    for share in shares:
        part = data[: round(len(data) * share)]
        print(f"eval: learning curve, {len(part)} examples", flush=True)
        model = train([text for text, _, _ in part], [intent for _, intent, _ in part], ["" for _ in part], folds=0)
        best = model.classes[model.probabilities(texts).argmax(axis=1)]
        points.append((len(part), sum(intent in labels for intent, labels in zip(best, accepted, strict=True)) / len(texts)))
    return points
