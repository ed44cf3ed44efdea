"""`python -m benchmarks.parse MODEL CLASSIFIER`: milliseconds of a whole parse and of the classifier alone, as JSON."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from typing import Any

from launch.server import quiet

MESSAGES = 150


def held_out_texts(most: int = MESSAGES) -> list[str]:
    """Return phrases that no model was trained on, every third of the first file."""
    from benchmarks.evaluation import HELD_OUT, rows

    return [row["text"] for row in rows(sorted(HELD_OUT.glob("phrases_*.tsv"))[0])][: most * 3 : 3]


def main() -> None:
    """Load a model, parse each phrase once to warm up and once to measure, and print the medians and the intents found."""
    quiet()
    model, classifier = sys.argv[1:3]
    from rasa.core.agent import Agent
    from rasa.engine.graph import GraphNode

    spent: list[float] = []
    call = GraphNode.__call__

    def timed(self: GraphNode, *inputs: Any, **given: Any) -> Any:
        began = time.perf_counter()
        try:
            return call(self, *inputs, **given)
        finally:
            if classifier in self._node_name:
                spent.append((time.perf_counter() - began) * 1e3)

    GraphNode.__call__ = timed  # type: ignore[method-assign]
    agent = Agent.load(model)
    texts = held_out_texts()

    async def measure() -> tuple[list[float], list[str]]:
        whole, found = [], []
        for text in texts:
            await agent.parse_message(text)
        spent.clear()
        for text in texts:
            began = time.perf_counter()
            parsed = await agent.parse_message(text)
            whole.append((time.perf_counter() - began) * 1e3)
            found.append(str((parsed.get("intent") or {}).get("name")))
        return whole, found

    whole, found = asyncio.run(measure())
    print(json.dumps({"parse_ms": statistics.median(whole), "classifier_ms": statistics.median(spent) if spent else None, "intents": found}))


if __name__ == "__main__":
    main()
