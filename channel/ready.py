"""`/health`: the process lives. `/ready`: it can answer, with the model loaded and the action server there."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

_ASK_AGAIN_SECONDS = 1.0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=1) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False


def lacking(agent: Any, actions_answer: bool) -> list[str]:
    """Return what is not ready: `model`, `actions`."""
    loaded = agent is not None and agent.is_ready()
    return [name for name, there in (("model", loaded), ("actions", actions_answer)) if not there]


def model_of(agent: Any) -> str | None:
    """Return the id of the loaded model, or None."""
    return getattr(getattr(getattr(agent, "processor", None), "model_metadata", None), "model_id", None)


def add_ready(routes: Blueprint, knowledge: str) -> None:
    """Add `/health`, `/webhooks/web/health` and `/ready`.

    Args:
        knowledge: the digest of what this process knows; with the model's id it tells two workers apart that would answer differently.
    """
    asked: dict[str, tuple[float, bool]] = {}

    async def actions_answer(agent: Any) -> bool:
        endpoint = getattr(agent, "action_endpoint", None)
        if endpoint is None:
            return False
        address = str(endpoint.url).removesuffix("/webhook") + "/health"
        at, told = asked.get(address, (0.0, False))
        if time.monotonic() - at > _ASK_AGAIN_SECONDS:
            told = await asyncio.to_thread(_answers, address)
            asked[address] = (time.monotonic(), told)
        return told

    async def health(request: Request) -> HTTPResponse:
        return response.json({"status": "ok"})

    routes.add_route(health, "/health", name="health")
    routes.add_route(health, "/webhooks/web/health", name="web_health")

    @routes.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        agent = getattr(request.app.ctx, "agent", None)
        missing = lacking(agent, await actions_answer(agent))
        told = {"ready": not missing, "missing": missing, "knowledge": knowledge, "model": model_of(agent)}
        return response.json(told, 503 if missing else 200)
