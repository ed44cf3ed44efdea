"""Which language a message is written in, by words that only one of ours has."""

from __future__ import annotations

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain

_LEAST = 2
_SHORT = 3


def written_language(k: Knowledge, text: str) -> str | None:
    """Return `nn` or `en` when a message is clearly written in it, else None.

    Two marker words decide in a message of four words or more; a shorter one needs half its words.
    """
    heard = plain(text)
    words = len(heard.split())
    counts = {language: sum(found((marker,), heard) is not None for marker in markers) for language, markers in k.markers.languages_written.items()}
    if not counts or not words:
        return None
    best = max(counts, key=lambda language: counts[language])
    others = max((count for language, count in counts.items() if language != best), default=0)
    least = _LEAST if words > _SHORT else max(1, (words + 1) // 2)
    if best == "en" and counts[best] * 3 < words:
        return None
    return best if counts[best] >= least and counts[best] > others else None


def goes_on(k: Knowledge, text: str) -> bool:
    """Return whether a message begins as one that goes on from the answer before («og hvis jeg ikke betaler»)."""
    heard = plain(text)
    return any(heard.startswith(f" {plain(beginning).strip()} ") for beginning in k.markers.continues)
