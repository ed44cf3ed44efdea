"""The payloads of the buttons last offered: only they may begin with a slash."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any


class Choices:
    """Remembers offered payloads for each talk, the newest talks only.

    Args:
        most_talks: how many talks are remembered; older ones lose their buttons, and their text is then read as text.
        most_payloads: how many payloads a talk keeps.
    """

    def __init__(self, most_talks: int = 10_000, most_payloads: int = 40) -> None:
        self._talks: OrderedDict[str, list[str]] = OrderedDict()
        self._most_talks = most_talks
        self._most_payloads = most_payloads

    def keep(self, sender: str, messages: list[dict[str, Any]]) -> None:
        """Remember the payloads of a reply."""
        payloads = [button["payload"] for message in messages for button in message.get("buttons", [])]
        if not payloads:
            return
        known = self._talks.pop(sender, [])
        self._talks[sender] = [*known, *payloads][-self._most_payloads :]
        while len(self._talks) > self._most_talks:
            self._talks.popitem(last=False)

    def holds(self, sender: str, payload: str) -> bool:
        """Return whether the talk was offered exactly this payload."""
        return payload in self._talks.get(sender, ())

    def forget(self, sender: str) -> None:
        """Drop a talk's payloads."""
        self._talks.pop(sender, None)
