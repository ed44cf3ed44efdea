"""What a message takes back: «20 000, nei, 25 000», «først trodde jeg 5. mai, men det var 6. mai»."""

from __future__ import annotations

import re
from functools import lru_cache

from guidance.loader import Knowledge
from guidance.phrasebook import plain


@lru_cache(maxsize=4)
def _corrected(k: Knowledge) -> re.Pattern[str]:
    return re.compile(" (?:" + "|".join(sorted((plain(phrase).strip() for phrase in k.number_words.corrected), key=len, reverse=True)) + ") ")


def takes_back(k: Knowledge, between: str) -> bool:
    """Return whether the words between two statements take the first one back; any text."""
    return _corrected(k).search(plain(between)) is not None
