"""Personal names that the language model finds, and what it knows of words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import spacy
from spacy.language import Language

from privacy.spans import FILLED
from privacy.words import words_of

MODEL = "nb_core_news_sm"
_MOST_READ = 2000  # characters that the model reads of a message
# A capital letter inside a sentence is the only sign worth 2 ms; most messages have none.
_INNER_CAPITAL = re.compile(r"(?<=[\wæøå,] )[A-ZÆØÅ][a-zæøå]+")
# Two of these and the text is English, of which the model knows nothing: to it every capital letter is a name.
_ENGLISH = re.compile(r"\b(?:the|is|my|and|are|have|was|what|can|we|you|this|from|please|with|how|who|will)\b", re.IGNORECASE)
_NO_PERSON_BEFORE = re.compile(r"\b(?:i|fra|frå|til|på|en|ein|ei|et|ny|gammel|gamal|kommune|av|by|in|at|hunden|katten)\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _model() -> Language:
    """Return the model with only what names need.

    Raises:
        OSError: the model's wheel is not installed; `make setup` installs it from nlp/dist/.
    """
    return spacy.load(MODEL, exclude=["morphologizer", "lemmatizer", "senter", "attribute_ruler", "parser", "tagger"])


def ordinary(word: str) -> bool:
    """Return whether a word in lower case was in the texts that the language model learned from; names are there with a capital letter."""
    return word in _model().vocab.strings


def is_english(text: str) -> bool:
    """Return whether a text is English, of which the model knows nothing."""
    return len(_ENGLISH.findall(text)) > 1


def no_person_after(text: str) -> bool:
    """Return whether a text ends with a word after which a place or a thing stands rather than a person."""
    return bool(_NO_PERSON_BEFORE.search(text))


def name_finder(known_words: frozenset[str]) -> Callable[[str], list[tuple[int, int]]]:
    """Return a function from a text to the (start, end) of personal names by the language model.

    Args:
        known_words: lower-case words that are no persons here (municipalities, institutions, terms).
    """

    def barred(word: str) -> bool:
        return word in known_words or word in words_of("no_names") or word in words_of("relations")

    def find(text: str) -> list[tuple[int, int]]:
        if not _INNER_CAPITAL.search(text) or is_english(text):
            return []
        found = []
        for entity in _model()(text[:_MOST_READ]).ents:
            words = [word.strip('.,:;!?()«»"').lower() for word in entity.text.split()]
            before = text[: entity.start_char]
            if len(words) == 1 and (no_person_after(before) or entity.text.isupper() or (not before.strip() and ordinary(words[0]))):
                continue
            if entity.label_ == "PER" and not any(barred(word) or FILLED in word for word in words) and all(word[:1].isupper() for word in entity.text.split()):
                found.append((entity.start_char, entity.end_char))
        return found

    return find
