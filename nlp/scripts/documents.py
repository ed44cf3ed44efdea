"""Sentences joined to spaCy documents."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from corpus import Sentence
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

# short documents teach the pipeline single messages, long ones where sentences end
TRAIN_SIZES = (1, 1, 2, 3, 5, 8, 10)
MAX_WORDS = 400
SCORED_SIZE = 10


def make_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Return one document with tags, features, lemmas, entities and sentence starts."""
    pos = [value for sentence in sentences for value in sentence.pos]
    return Doc(
        vocab,
        words=[word for sentence in sentences for word in sentence.words],
        spaces=[space for sentence in sentences for space in sentence.spaces],
        pos=pos,
        tags=pos,
        morphs=[morph for sentence in sentences for morph in sentence.morphs],
        lemmas=[lemma for sentence in sentences for lemma in sentence.lemmas],
        ents=[entity for sentence in sentences for entity in sentence.entities],
        sent_starts=[place == 0 for sentence in sentences for place in range(len(sentence))],
    )


def train_groups(sentences: list[Sentence], rng: random.Random) -> list[list[Sentence]]:
    """Group neighbours by sizes drawn from TRAIN_SIZES, at most MAX_WORDS words each."""
    groups: list[list[Sentence]] = []
    group: list[Sentence] = []
    size, words = rng.choice(TRAIN_SIZES), 0
    for sentence in sentences:
        if group and (len(group) == size or words + len(sentence) > MAX_WORDS):
            groups.append(group)
            group, size, words = [], rng.choice(TRAIN_SIZES), 0
        group.append(sentence)
        words += len(sentence)
    return [*groups, group] if group else groups


def scored_groups(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Group neighbouring sentences by SCORED_SIZE."""
    return [sentences[i : i + SCORED_SIZE] for i in range(0, len(sentences), SCORED_SIZE)]


def write_docs(path: Path, groups: Iterable[list[Sentence]]) -> int:
    """Write one document per group to `path` (.spacy) and return how many words there are."""
    vocab = Vocab()
    docs = [make_doc(vocab, group) for group in groups]
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    return sum(len(doc) for doc in docs)
