"""Signed tokens: which talk a request belongs to, and what is known of it from a trusted place."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from channel.turn import known_metadata

TALK_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Talk:
    """A talk of the web channel.

    Attributes:
        sender: the tracker id, an HMAC of the token's secret: what the database holds opens no talk.
        metadata: role, language, municipality and portal.
    """

    sender: str
    metadata: dict[str, Any]


class Tokens:
    """Makes and reads tokens.

    Args:
        keys: the newest first; it signs, all verify. A talk's tracker id depends on the key that signed it.
        salt: what the tokens are for; one made for something else is a forged one here.
        seconds: how long a token is valid.
    """

    def __init__(self, keys: Sequence[bytes], salt: str = "talk", seconds: int = TALK_SECONDS) -> None:
        self._signers = [(key, URLSafeTimedSerializer(key, salt=salt)) for key in keys]
        self._seconds = seconds

    def new(self, metadata: dict[str, Any]) -> str:
        """Return the token of a new talk; valid for `seconds`."""
        return str(self._signers[0][1].dumps({"s": secrets.token_urlsafe(24), "m": metadata}))

    def read(self, token: object) -> Talk | None:
        """Return the talk of a token, or None when it is missing, forged or too old."""
        if not isinstance(token, str) or not token:
            return None
        for key, signer in self._signers:
            try:
                inside = signer.loads(token, max_age=self._seconds)
                sender = hmac.new(key, inside["s"].encode(), hashlib.sha256).hexdigest()[:40]
                return Talk(sender, known_metadata(inside["m"]))
            except (BadSignature, KeyError, TypeError, AttributeError):
                continue
        return None
