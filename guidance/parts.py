"""A message in parts: at signs that end a sentence, at commas, and at «og», «men». A date («12. november») stays whole."""

from __future__ import annotations

import re

from guidance.date_words import MONTHS

_PARTS = re.compile(r"(?<!\d)[.!?;\n]+\s|(?<=\d)[.!?;\n]+\s(?!(?:" + "|".join(MONTHS) + r")\b)|,\s+|\s(?:og|men|and|but)\s", re.IGNORECASE)


def parts_of(text: str) -> list[str]:
    """Return the parts of a message in order, none of them blank."""
    return [part for part in _PARTS.split(text) if part and part.strip()]
