"""What a message takes back: «20 000, nei, 25 000», «først trodde jeg 5. mai, men det var 6. mai»."""

from __future__ import annotations

import re
from functools import lru_cache

from guidance.loader import Knowledge
from guidance.phrasebook import plain


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _patterns(k: Knowledge) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = k.number_words
    corrected, denied, instead = (
        "(?:" + "|".join(sorted((plain(phrase).strip() for phrase in phrases), key=len, reverse=True)) + ")"
        for phrases in (words.corrected, words.denied, words.instead)
    )
    return re.compile(f" {corrected} "), re.compile(f" {denied} $"), re.compile(f"^ {instead} ")


def takes_back(k: Knowledge, before: str, between: str) -> bool:
    """Return whether a first statement is taken back by the second.

    Args:
        before: the words before the first («ikke»); any text.
        between: the words between the two («nei», «men det er»).
    """
    corrected, denied, instead = _patterns(k)
    words = plain(between)
    return corrected.search(words) is not None or (instead.match(words) is not None and denied.search(plain(before)) is not None)
