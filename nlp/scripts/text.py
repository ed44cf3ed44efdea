"""How words become running text: spaces by rule, and copies written the way people chat."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus import Sentence

# NDT does not say where spaces are. Against SpaceAfter in UD dev and test 0.9974 of the places
# come out right.
NO_SPACE_BEFORE = frozenset({",", ".", ":", ";", "?", "!", ")", "]", "}", "»", "”", "…", "%", "..."})
NO_SPACE_AFTER = frozenset({"(", "[", "{", "«", "“"})
LETTERS = (("æ", "ae"), ("ø", "o"), ("å", "a"), ("Æ", "Ae"), ("Ø", "O"), ("Å", "A"))
DOUBLE_LETTERS = (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("Æ", "Ae"), ("Ø", "Oe"), ("Å", "Aa"))


def spaces(words: list[str]) -> list[bool]:
    """Return for each word whether a space follows it; the last one is followed by a space."""
    after = [True] * len(words)
    inside_quote = False
    for place, word in enumerate(words):
        before = place - 1
        if word == '"':
            if inside_quote and before >= 0:
                after[before] = False
            elif not inside_quote:
                after[place] = False
            inside_quote = not inside_quote
        elif word == "/":
            after[place] = False
            if before >= 0:
                after[before] = False
        elif word in NO_SPACE_BEFORE and before >= 0:
            after[before] = False
        elif word in NO_SPACE_AFTER:
            after[place] = False
    if after:
        after[-1] = True
    return after


@dataclass(frozen=True)
class ChatStyle:
    """How often each change is made to a copy (0.0 to 1.0)."""

    lower: float = 0.85
    ascii: float = 0.20
    no_stop: float = 0.50


def lowered(sentence: Sentence) -> Sentence:
    """Return the sentence in lower case, lemmas included: the lemma of `oslo` is `oslo`."""
    return replace(
        sentence,
        words=tuple(word.lower() for word in sentence.words),
        lemmas=tuple(lemma.lower() for lemma in sentence.lemmas),
    )


def without_letters(sentence: Sentence, table: tuple[tuple[str, str], ...] = LETTERS) -> Sentence:
    """Return the sentence with æ, ø and å written in other letters, lemmas included."""
    return replace(
        sentence,
        words=tuple(_replaced(word, table) for word in sentence.words),
        lemmas=tuple(_replaced(lemma, table) for lemma in sentence.lemmas),
    )


def _replaced(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for old, new in table:
        text = text.replace(old, new)
    return text


def without_stop(sentence: Sentence) -> Sentence:
    """Return the sentence without a punctuation mark at its end, if it has more than that."""
    if len(sentence) < 2 or sentence.pos[-1] != "PUNCT":
        return sentence
    cut = Sentence(
        words=sentence.words[:-1],
        spaces=(*sentence.spaces[:-2], True),
        pos=sentence.pos[:-1],
        morphs=sentence.morphs[:-1],
        lemmas=sentence.lemmas[:-1],
        entities=sentence.entities[:-1],
    )
    return cut


def sample(sentences: list[Sentence], share: float, rng: random.Random) -> list[Sentence]:
    """Return a random `share` (0.0 to 1.0) of `sentences`, in order."""
    chosen = sorted(rng.sample(range(len(sentences)), round(share * len(sentences))))
    return [sentences[place] for place in chosen]


def chat_copies(sentences: list[Sentence], share: float, style: ChatStyle, rng: random.Random) -> list[Sentence]:
    """Return copies of a random `share` of `sentences`, in order, changed as `style` says."""
    return [_chat(sentence, style, rng) for sentence in sample(sentences, share, rng)]


def _chat(sentence: Sentence, style: ChatStyle, rng: random.Random) -> Sentence:
    if rng.random() < style.lower:
        sentence = lowered(sentence)
    if rng.random() < style.ascii:
        sentence = without_letters(sentence, rng.choice((LETTERS, DOUBLE_LETTERS)))
    if rng.random() < style.no_stop:
        sentence = without_stop(sentence)
    return sentence
