"""Amounts in kroner as people write them: «24 tusen», «24.500,-», «ca 1500»."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)(?:,(\d{1,2}))?( ?(?:tusen|k\b))?", re.IGNORECASE)


def read_amount(text: str) -> int | None:
    """Return the first amount in a text in whole øre, or None."""
    match = _NUMBER.search(text)
    if match is None:
        return None
    kroner = int(re.sub(r"\D", "", match.group(1))) * (1000 if match.group(3) else 1)
    return kroner * 100 + int((match.group(2) or "0").ljust(2, "0"))
