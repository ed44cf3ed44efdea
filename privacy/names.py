"""Personal names by the language model; the patterns of masking.py see only names that are introduced."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import spacy
from spacy.language import Language

MODEL = "nb_core_news_sm"
# A capital letter inside a sentence is the only sign worth 2 ms; most messages have none.
_INNER_CAPITAL = re.compile(r"(?<=[\wæøå,] )[A-ZÆØÅ][a-zæøå]+")


@lru_cache(maxsize=1)
def _model() -> Language:
    """Return the model with only what names need.

    Raises:
        OSError: the model's wheel is not installed; `make setup` installs it from nlp/dist/.
    """
    return spacy.load(MODEL, exclude=["morphologizer", "lemmatizer", "senter", "attribute_ruler", "parser", "tagger"])


def name_finder(known_words: frozenset[str]) -> Callable[[str], list[tuple[int, int]]]:
    """Return a function from a text to the (start, end) of personal names.

    Args:
        known_words: lower-case words that are no persons here (municipalities, institutions, terms).
    """

    def find(text: str) -> list[tuple[int, int]]:
        if not _INNER_CAPITAL.search(text):
            return []
        found = []
        for entity in _model()(text[:2000]).ents:
            words = [word.strip('.,:;!?()«»"').lower() for word in entity.text.split()]
            if entity.label_ == "PER" and not any(word in known_words or word.startswith("[") for word in words) and entity.text[:1].isupper():
                found.append((entity.start_char, entity.end_char))
        return found

    return find
