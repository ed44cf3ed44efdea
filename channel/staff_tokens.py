"""Who may use the staff tool: whoever holds a token that a portal's own server has minted with its key."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channel.api import client_of, failed, json_body, opening, refused
from channel.keys import PORTAL_KEYS
from channel.rates import Rates
from channel.tokens import Talk, Tokens
from guidance.loader import Knowledge

logger = logging.getLogger(__name__)

STAFF_SECONDS = 8 * 3600  # a working day
LANGUAGES = ("nb", "nn")


class StaffTokens:
    """Mints and reads tokens of the tool. A talk's token opens no tool, and the tool's token no other talk.

    Args:
        keys: signing keys, newest first.
        knowledge: the portals come from it.
        portal_keys: the folder of the portals' own keys.
    """

    def __init__(self, keys: Sequence[bytes], knowledge: Knowledge, portal_keys: Path = PORTAL_KEYS) -> None:
        self._tokens = Tokens(keys, salt="staff", seconds=STAFF_SECONDS)
        self._k = knowledge
        self._portal_keys = portal_keys

    def mint(self, asked: dict[str, Any], portal_key: str) -> str | None:
        """Return a token, or None when the portal is not one with `staff_key` or the key is not its own.

        Args:
            asked: `portal`, and `language` if another than the portal's; anything else is dropped.
            portal_key: the key that the portal holds.
        """
        metadata = opening(self._k, {**asked, "role": "ansatt"}, portal_key, self._portal_keys)
        if metadata is None:
            return None
        if metadata["language"] not in LANGUAGES:
            metadata["language"] = "nb"
        return self._tokens.new(metadata)

    def read(self, token: object) -> Talk | None:
        """Return the talk of a token, or None: missing, forged, too old, or its portal has no staff any more."""
        talk = self._tokens.read(token)
        portal = self._k.portals.get(talk.metadata.get("portal", "")) if talk else None
        return talk if talk and portal and portal.staff_key and talk.metadata.get("role") == "ansatt" else None


def add_staff_tokens(routes: Blueprint, tokens: StaffTokens, rates: Rates) -> None:
    """Add POST /webhooks/web/staff/token, for the servers of portals."""

    @routes.post("/webhooks/web/staff/token", name="staff_token")
    async def mint(request: Request) -> HTTPResponse:
        refusal = refused(request, rates)
        if refusal:
            return refusal
        asked = json_body(request)
        token = tokens.mint(asked, request.headers.get("x-portal-key", ""))
        if token is None:
            # only wrong keys are counted: a portal's server mints for all its staff from one address
            wait = rates.new_talk(client_of(request, rates))
            logger.warning("a staff token was refused")
            return failed(429, "too many wrong keys from this address", wait) if wait else failed(403, "no staff portal, or the key is not its own")
        return response.json({"token": token, "expires_in": STAFF_SECONDS})
