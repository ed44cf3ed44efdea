"""The topic model: character and word n-grams, two linear classifiers, one honest probability.

Measured against the alternatives in benchmarks/; character n-grams on folded text carry dialect, nynorsk and
misspelling, words carry the rest, and the average of both ranks sure and unsure better than either.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
class TopicModel:
    """A trained model. `weights` is (features, 2 × classes): the classifier on characters, then the one on both."""

    classes: Matrix
    chars: TfidfVectorizer
    word: TfidfVectorizer
    weights: Matrix
    bias: Matrix
    temperature: float

    def scores(self, texts: Sequence[str]) -> Matrix:
        """Return the summed margins of both classifiers, shape (texts, classes)."""
        half = len(self.classes)
        rows = [self._margins(fold(text)) for text in texts]
        return np.vstack([row[:half] + row[half:] for row in rows])

    def _margins(self, folded: str) -> Matrix:
        """Return the margins of one text, shape (2 × classes,).

        The same numbers as `transform` and a sparse product, a test holds them equal; without their checks and copies
        one message takes a fifth of the time.
        """
        columns, values = _row(self.chars, self._analyzers[0], folded, 0)
        more_columns, more_values = _row(self.word, self._analyzers[1], folded, len(self.chars.vocabulary_))
        found = np.asarray(values + more_values, dtype=np.float32)
        return np.asarray(found @ self.weights[columns + more_columns] + self.bias) if len(found) else self.bias.copy()

    @cached_property
    def _analyzers(self) -> tuple[Callable[[str], list[str]], Callable[[str], list[str]]]:
        return self.chars.build_analyzer(), self.word.build_analyzer()

    def probabilities(self, texts: Sequence[str]) -> Matrix:
        """Return calibrated probabilities, shape (texts, classes); a text without a known feature gets zeros."""
        found = softmax(self.scores(texts), self.temperature)
        found[[not self.knows(text) for text in texts]] = 0.0
        return found

    def knows(self, text: str) -> bool:
        """Return whether a text holds at least one word that is near a word of the examples; gibberish does not."""
        heard = [word for word in words(fold(text)) if word.isalpha()]
        if not heard:
            return bool(words(fold(text))) and any(word in self.word.vocabulary_ for word in fold(text).split())
        if any(word in self.word.vocabulary_ for word in heard):
            return True
        vocabulary = self._long_words
        return any(len(word) > 3 and process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_WORD) for word in heard[:20])

    @cached_property
    def _long_words(self) -> list[str]:
        return [word for word in self.word.vocabulary_ if len(word) > 3 and " " not in word]


def _row(vectorizer: TfidfVectorizer, analyze: Callable[[str], list[str]], folded: str, offset: int) -> tuple[list[int], list[float]]:
    """Return (columns, TF-IDF values of length one) of a text; columns are moved by `offset`."""
    vocabulary, idf = vectorizer.vocabulary_, vectorizer.idf_
    counts = Counter(vocabulary[gram] for gram in analyze(folded) if gram in vocabulary)
    values = [(1.0 + math.log(count)) * float(idf[column]) for column, count in counts.items()]
    length = math.sqrt(sum(value * value for value in values)) or 1.0
    return [column + offset for column in counts], [value / length for value in values]


def softmax(scores: Matrix, temperature: float) -> Matrix:
    """Return the softmax of scores × temperature, row by row."""
    shifted = (scores - scores.max(axis=1, keepdims=True)) * temperature
    powers = np.exp(shifted)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _fit(folded: Sequence[str], labels: Matrix, penalty: float) -> TopicModel:
    chars = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, dtype=np.float32)
    word = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=_WORDS, dtype=np.float32)
    char_features, word_features = chars.fit_transform(folded), word.fit_transform(folded)
    on_chars = LinearSVC(C=penalty, random_state=0).fit(char_features, labels)
    on_both = LinearSVC(C=penalty, random_state=0).fit(hstack([char_features, word_features]).tocsr(), labels)
    classes = np.array([str(name) for name in on_both.classes_])
    char_weights, both_weights = _two_sided(on_chars.coef_), _two_sided(on_both.coef_)
    padded = np.zeros_like(both_weights)
    padded[:, : char_weights.shape[1]] = char_weights
    weights = np.ascontiguousarray(np.vstack([padded, both_weights]).T.astype(np.float32))
    bias = np.concatenate([_two_sided(on_chars.intercept_[:, None])[:, 0], _two_sided(on_both.intercept_[:, None])[:, 0]])
    return TopicModel(classes, chars, word, weights, bias.astype(np.float32), temperature=1.0)


def _two_sided(coefficients: Matrix) -> Matrix:
    """Return one row per class; scikit-learn keeps a single row when there are two classes."""
    return np.vstack([-coefficients, coefficients]) if coefficients.shape[0] == 1 else coefficients


def best_temperature(scores: Matrix, truth: Matrix) -> float:
    """Return the temperature with the least negative log-likelihood of the true classes (column numbers)."""

    def loss(log_temperature: float) -> float:
        found = softmax(scores, float(np.exp(log_temperature)))
        return float(-np.log(np.maximum(found[np.arange(len(truth)), truth], 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def train(texts: Sequence[str], labels: Sequence[str], voices: Sequence[str], penalty: float = 1.0, folds: int = 4) -> TopicModel:
    """Return a calibrated model.

    Args:
        texts: the examples as people wrote them; folding happens here.
        labels: the intent of each.
        voices: who wrote each. With two voices or more the temperature comes from voices the model has not seen, the
            nearest thing to strangers; with one it comes from ordinary folds.
        penalty: LinearSVC's C.
        folds: how many folds give the scores for the temperature.

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
    smallest = min(int((truth == label).sum()) for label in set(labels))
    if kinds < 2 and smallest < 2:
        return model
    splitter = GroupKFold(min(folds, kinds)) if kinds > 1 else StratifiedKFold(min(folds, smallest), shuffle=True, random_state=0)
    held_scores, held_truth = [], []
    column = {name: number for number, name in enumerate(model.classes)}
    for seen, unseen in splitter.split(folded, truth, groups):
        part = _fit([folded[i] for i in seen], truth[seen], penalty)
        known = [i for i in unseen if truth[i] in set(part.classes)]
        scores = np.full((len(known), len(model.classes)), -10.0)
        scores[:, [column[name] for name in part.classes]] = part.scores([texts[i] for i in known])
        held_scores.append(scores)
        held_truth += [column[truth[i]] for i in known]
    temperature = best_temperature(np.vstack(held_scores), np.array(held_truth))
    return TopicModel(model.classes, model.chars, model.word, model.weights, model.bias, temperature)
