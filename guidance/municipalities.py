"""Municipalities: found by every name they have, through misspelling, inflection and missing æøå."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from guidance.loader import Knowledge
from guidance.records import Municipality
from guidance.texts import fold, words

CUT_OFF = 86.0
_BEFORE = {"i", "pa", "fra", "ved", "til", "for", "hos", "nav", "bor", "enn", "med", "in", "from"}
_AFTER = {"komune", "komuna", "komunen", "herad"}
_MIN_FUZZY = 6
_EAGER_LENGTH, _EAGER_CUT_OFF = 5, 80.0


@dataclass(frozen=True)
class FoundMunicipality:
    """A municipality named in a text; several when the name is shared and nothing tells them apart."""

    numbers: tuple[str, ...]
    heard: str
    score: float


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _names(k: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return {folded name: numbers}. A municipality's own name wins over a former name or a place."""
    own: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for number, municipality in k.municipalities.items():
        for name in (municipality.name, *municipality.names_other):
            for part in re.split(r"\s+[–-]\s+|/", name):
                own.setdefault(fold(part), []).append(number)
        for name in (*municipality.former, *municipality.largest_places):
            other.setdefault(" ".join(words(fold(name))), []).append(number)  # «St. Hanshaugen» is heard without its point
    for name, numbers in other.items():
        if name not in own:
            own[name] = list(dict.fromkeys(numbers))
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in own.items()}


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _common(k: Knowledge) -> frozenset[str]:
    """Return the folded names that count only beside «i», «kommune» and the like: common words, and three letters or fewer."""
    own = (name for m in k.municipalities.values() for name in (m.name, *m.names_other, *m.former, *m.largest_places))
    return frozenset(fold(name) for name in (*k.markers.place_names_that_are_words, *(name for name in own if len(name) <= 3)))


def _anchored(heard: list[str], start: int, size: int) -> bool:
    before = heard[start - 1] if start else ""
    after = heard[start + size] if start + size < len(heard) else ""
    return before in _BEFORE or after in _AFTER or len(heard) == size


def _by_county(k: Knowledge, numbers: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Narrow a shared name by a county named in the text."""
    told = [number for number in numbers if fold(k.municipalities[number].county) in text]
    return tuple(told) or numbers


def find_municipalities(k: Knowledge, text: str, eager: bool = False, known_words: frozenset[str] = frozenset()) -> list[FoundMunicipality]:
    """Return the municipalities a text names, in order of appearance.

    `eager` is for messages known to be about a place («hva gjør berum»): short misspelt names are guessed too, but
    never from `known_words` (folded).
    """
    names, common = _names(k), _common(k)
    folded = fold(text)
    heard = words(folded)[:400]
    found: list[FoundMunicipality] = []
    used: set[int] = set()
    for size in (3, 2, 1):
        for start in range(len(heard) - size + 1):
            span = range(start, start + size)
            if used.intersection(span):
                continue
            gram = " ".join(heard[start : start + size])
            numbers = names.get(gram) or (names.get(gram[:-1]) if gram.endswith("s") and len(gram) > 5 else None)
            if not numbers:
                continue
            short = gram in common or (gram not in names and gram.rstrip("s") in common)
            if short and not _anchored(heard, start, size):
                continue
            used.update(span)
            found.append(FoundMunicipality(_by_county(k, numbers, folded), gram, 100.0))
    for position, word in enumerate(heard):
        if position in used or len(word) < _MIN_FUZZY or word in common or not _anchored(heard, position, 1):
            continue
        guess = process.extractOne(word, names.keys(), scorer=fuzz.ratio, score_cutoff=CUT_OFF)
        if guess and len(guess[0]) >= _MIN_FUZZY - 1 and guess[0] not in common:
            found.append(FoundMunicipality(names[guess[0]], word, guess[1]))
            used.add(position)
    if eager and not found:
        found = _guess(k, [word for position, word in enumerate(heard) if position not in used and word not in known_words])
    return found


def _guess(k: Knowledge, heard: list[str]) -> list[FoundMunicipality]:
    """Return the municipality nearest to a word of five letters or more, by its own name only."""
    names = {fold(m.name): number for number, m in k.municipalities.items() if len(m.name) >= _EAGER_LENGTH}
    best: FoundMunicipality | None = None
    for word in heard:
        if len(word) < _EAGER_LENGTH:
            continue
        guess = process.extractOne(
            word, [name for name in names if name[0] == word[0] and abs(len(name) - len(word)) <= 1], scorer=fuzz.ratio, score_cutoff=_EAGER_CUT_OFF
        )
        if guess and (best is None or guess[1] > best.score):
            best = FoundMunicipality((names[guess[0]],), word, guess[1])
    return [best] if best else []


def near(k: Knowledge, number: str) -> tuple[list[Municipality], list[Municipality]]:
    """Return (neighbours, others in the county) of a municipality."""
    home = k.municipalities[number]
    neighbours = [k.municipalities[key] for key in home.neighbours]
    county = [m for m in k.municipalities.values() if m.county_number == home.county_number and m.number != number and m.number not in home.neighbours]
    return neighbours, county
