"""The topic model: n-grams of characters and words, two linear classifiers, one honest probability.

One classifier reads characters within words together with words, the other characters across words. Both read folded
text, so that dialect, nynorsk and misspelling meet the examples. Their sum ranks sure and unsure better than either;
see CONTRIBUTING.md for what was tried.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.optimize import minimize_scalar
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.svm import LinearSVC

from guidance.texts import fold, words

Matrix = NDArray[Any]
# «gjelsordnign» is near «gjeldsordning»; «blorp» is near nothing.
_NEAR_WORD = 75.0
_WORDS = r"(?u)[^\s]+"


@dataclass(frozen=True)
class LinearPart:
    """One linear classifier over TF-IDF features. `weights` is (features, classes), in the order of `vectorizers`."""

    vectorizers: tuple[TfidfVectorizer, ...]
    weights: Matrix
    bias: Matrix

    def margins(self, folded: str) -> Matrix:
        """Return the margins of one text, shape (classes,).

        The same numbers as `transform` and a sparse product, a test holds them equal; without their checks and copies
        one message takes a fifth of the time.
        """
        columns: list[int] = []
        values: list[float] = []
        for vectorizer, analyze, offset in self._readers:
            found = _row(vectorizer, analyze, folded)
            columns += [column + offset for column in found[0]]
            values += found[1]
        if not columns:
            return self.bias.copy()
        return np.asarray(np.asarray(values, dtype=np.float32) @ self.weights[columns] + self.bias)

    @cached_property
    def _readers(self) -> list[tuple[TfidfVectorizer, Callable[[str], list[str]], int]]:
        offset, readers = 0, []
        for vectorizer in self.vectorizers:
            readers.append((vectorizer, vectorizer.build_analyzer(), offset))
            offset += len(vectorizer.vocabulary_)
        return readers


@dataclass(frozen=True)
class TopicModel:
    """A trained model: what it knows, and how sure a margin makes it."""

    classes: Matrix
    within: LinearPart
    across: LinearPart
    temperature: float

    def scores(self, texts: Sequence[str]) -> Matrix:
        """Return the summed margins of both classifiers, shape (texts, classes)."""
        return np.vstack([self.within.margins(folded) + self.across.margins(folded) for folded in map(fold, texts)])

    def probabilities(self, texts: Sequence[str]) -> Matrix:
        """Return calibrated probabilities, shape (texts, classes); a text without a known word gets zeros."""
        found = softmax(self.scores(texts), self.temperature)
        found[[not self.knows(text) for text in texts]] = 0.0
        return found

    def knows(self, text: str) -> bool:
        """Return whether a text holds at least one word that is near a word of the examples; gibberish does not."""
        vocabulary = self.within.vectorizers[-1].vocabulary_
        heard = [word for word in words(fold(text)) if word.isalpha()]
        if not heard:
            return any(word in vocabulary for word in fold(text).split())
        if any(word in vocabulary for word in heard):
            return True
        near = self._long_words
        return any(len(word) > 3 and process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD) for word in heard[:20])

    @cached_property
    def _long_words(self) -> list[str]:
        return [word for word in self.within.vectorizers[-1].vocabulary_ if len(word) > 3 and " " not in word]


def _row(vectorizer: TfidfVectorizer, analyze: Callable[[str], list[str]], folded: str) -> tuple[list[int], list[float]]:
    """Return (columns, TF-IDF values of length one) of a text."""
    vocabulary, idf = vectorizer.vocabulary_, vectorizer.idf_
    counts = Counter(vocabulary[gram] for gram in analyze(folded) if gram in vocabulary)
    values = [(1.0 + math.log(count)) * float(idf[column]) for column, count in counts.items()]
    length = math.sqrt(sum(value * value for value in values)) or 1.0
    return list(counts), [value / length for value in values]


def softmax(scores: Matrix, temperature: float) -> Matrix:
    """Return the softmax of scores × temperature, row by row."""
    shifted = (scores - scores.max(axis=1, keepdims=True)) * temperature
    powers = np.exp(shifted)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _vectorizer(analyzer: str, shortest: int, longest: int, **more: Any) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=analyzer, ngram_range=(shortest, longest), sublinear_tf=True, dtype=np.float32, **more)


def _part(vectorizers: tuple[TfidfVectorizer, ...], folded: Sequence[str], labels: Matrix, penalty: float) -> tuple[LinearPart, Matrix]:
    features = hstack([vectorizer.fit_transform(folded) for vectorizer in vectorizers]).tocsr()
    machine = LinearSVC(C=penalty, random_state=0).fit(features, labels)
    weights, bias = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:  # scikit-learn keeps one row for two classes
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    part = LinearPart(vectorizers, np.ascontiguousarray(weights.T.astype(np.float32)), bias.astype(np.float32))
    return part, np.array([str(name) for name in machine.classes_])


def _fit(folded: Sequence[str], labels: Matrix, penalty: float) -> TopicModel:
    word = _vectorizer("word", 1, 2, token_pattern=_WORDS)
    within, classes = _part((_vectorizer("char_wb", 2, 5, min_df=2), word), folded, labels, penalty)
    across, _ = _part((_vectorizer("char", 2, 6, min_df=2),), folded, labels, penalty)
    return TopicModel(classes, within, across, temperature=1.0)


def best_temperature(scores: Matrix, truth: Matrix) -> float:
    """Return the temperature with the least negative log-likelihood of the true classes (column numbers)."""

    def loss(log_temperature: float) -> float:
        found = softmax(scores, float(np.exp(log_temperature)))
        return float(-np.log(np.maximum(found[np.arange(len(truth)), truth], 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def train(texts: Sequence[str], labels: Sequence[str], voices: Sequence[str], penalty: float = 1.0, folds: int = 3) -> TopicModel:
    """Return a calibrated model.

    Args:
        texts: the examples as people wrote them; folding happens here.
        labels: the intent of each.
        voices: who wrote each. With two voices or more the temperature comes from voices the model has not seen, the
            nearest thing to strangers; with one it comes from ordinary folds.
        penalty: LinearSVC's C.
        folds: the temperature is set on one of so many parts, which the rest has not seen; 0 leaves it at 1, where only
            the order matters.

    Raises:
        ValueError: fewer than two labels.
    """
    if len(set(labels)) < 2:
        raise ValueError("the training data has fewer than two intents; add examples under data/nlu/")
    folded = [fold(text) for text in texts]
    truth = np.array(labels)
    model = _fit(folded, truth, penalty)
    groups = np.array(voices)
    kinds = len(set(voices))
    smallest = min(Counter(labels).values())
    if folds == 0 or (kinds < 2 and smallest < 2):
        return model
    splitter = GroupKFold(min(folds, kinds)) if kinds > 1 else StratifiedKFold(min(folds, smallest), shuffle=True, random_state=0)
    # One part held out is enough: over five parts of 23,000 examples the best temperature was 2.9 to 3.3.
    seen, unseen = next(iter(splitter.split(folded, truth, groups)))
    column = {name: number for number, name in enumerate(model.classes)}
    part = _fit([folded[i] for i in seen], truth[seen], penalty)
    known = [i for i in unseen if truth[i] in set(part.classes)]
    scores = np.full((len(known), len(model.classes)), -10.0)
    scores[:, [column[name] for name in part.classes]] = part.scores([texts[i] for i in known])
    return replace(model, temperature=best_temperature(scores, np.array([column[truth[i]] for i in known])))
