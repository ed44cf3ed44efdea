"""Phrases an adviser can write, compiled to patterns over folded text.

In a phrase `*` stands for any ending of a word, `…` for up to four words in between, and `a/b` for either word.
`i_natt` is two words that count as one option. A group of word_groups.yml is written `<ikke>`; the loader puts its
words in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from guidance.texts import fold

_GAP = r"(?:\S+ ){0,4}?"
_SIGNS = re.compile(r"[^0-9a-z§.,:/+-]+")
_END_SIGNS = re.compile(r"(?<=\S)[.,:/+-]+(?=\s|$)|(?<=\s)[.,:/+-]+|^[.,:/+-]+")


# Folding would make «dø» the English «do» and «noe» the nynorsk «no» (now): these two are kept apart by their sister forms.
_KEPT_APART = ((re.compile(r"\bdø\b"), "døy"), (re.compile(r"\bnoe\b"), "noko"))


def _fold(text: str) -> str:
    lowered = text.lower()
    for word, sister in _KEPT_APART:
        lowered = word.sub(sister, lowered)
    return fold(lowered)


def plain(text: str) -> str:
    """Return the folded text with single spaces, no signs around words, and one space at each end."""
    folded = _SIGNS.sub(" ", _fold(text))
    return f" {' '.join(_END_SIGNS.sub(' ', folded).split())} "


def _word(word: str) -> str:
    options = []
    for option in word.split("/"):
        stem = option.endswith("*")
        options.append(re.escape(_fold(option.rstrip("*").replace("_", " "))) + (r"\S*" if stem else ""))
    return "(?:" + "|".join(options) + ")"


@lru_cache(maxsize=4096)
def pattern(phrase: str) -> re.Pattern[str]:
    """Return the compiled phrase; it matches on `plain()` text at word borders."""
    parts: list[str] = []
    for word in phrase.split():
        parts.append(_GAP if word in ("…", "...") else _word(word) + " ")
    return re.compile(" " + "".join(parts))


def found(phrases: Iterable[str], plain_text: str) -> str | None:
    """Return the first phrase that stands in the text, or None."""
    for phrase in phrases:
        if pattern(phrase).search(plain_text):
            return phrase
    return None
