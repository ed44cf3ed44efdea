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


class _Index:
    """Phrases by the word they begin with: a message is tried only against those whose first word it holds."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self.words: dict[str, list[int]] = {}
        self.stems: dict[str, list[int]] = {}
        self.always: list[int] = []
        for number, phrase in enumerate(phrases):
            begin = phrase.split(maxsplit=1)[0] if phrase.split() else "…"
            if begin in ("…", "..."):
                self.always.append(number)
                continue
            for option in begin.split("/"):
                first = _fold(option.rstrip("*").replace("_", " ")).split(" ")[0]
                table = self.stems if option.endswith("*") and "_" not in option else self.words
                table.setdefault(first, []).append(number)

    def candidates(self, plain_text: str) -> list[int]:
        """Return the numbers of the phrases that may stand in the text, in their order."""
        numbers = set(self.always)
        for word in set(plain_text.split()):
            numbers.update(self.words.get(word, ()))
            for length in range(1, len(word) + 1):
                numbers.update(self.stems.get(word[:length], ()))
        return sorted(numbers)


@lru_cache(maxsize=256)
def _index(phrases: tuple[str, ...]) -> _Index:
    return _Index(phrases)


def found(phrases: Iterable[str], plain_text: str) -> str | None:
    """Return the first phrase that stands in the text, or None."""
    listed = tuple(phrases)
    if not listed:
        return None
    for number in _index(listed).candidates(plain_text):
        if pattern(listed[number]).search(plain_text):
            return listed[number]
    return None


def begins(phrases: Iterable[str], plain_text: str) -> bool:
    """Return whether a message begins with one of the phrases."""
    return any(pattern(phrase).match(plain_text) for phrase in phrases)
