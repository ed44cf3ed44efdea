from __future__ import annotations

import numpy as np
import pytest

from components.topic_model import softmax, train

TEXTS = ["jeg har fått varsel", "fikk varsel i posten", "varsel om utkastelse", "bostøtte søknad", "søke bostøtte", "få bostøtte nå"] * 3
LABELS = ["varsel"] * 3 + ["bostotte"] * 3
VOICES = ["a", "b", "c"] * 6


@pytest.fixture(scope="module")
def model():
    return train(TEXTS, LABELS * 3, VOICES)


def test_a_like_message_gets_its_label_and_probabilities_sum_to_one(model):
    found = model.probabilities(["har fått eit varsel", "BOSTØTTE?"])
    assert found.shape == (2, 2)
    assert [str(model.classes[i]) for i in found.argmax(axis=1)] == ["varsel", "bostotte"]
    assert np.allclose(found.sum(axis=1), 1.0)


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "blorp", "zzzz qqqq", "!!!"])
def test_what_holds_no_known_word_gets_zeros(model, text):
    assert not model.probabilities([text]).any()


def test_a_misspelt_word_is_known(model):
    assert model.knows("vrasel varsle") or model.knows("bostøte")


def test_one_label_is_refused():
    with pytest.raises(ValueError, match="fewer than two intents"):
        train(["a b", "c d"], ["x", "x"], ["a", "b"])


def test_softmax_is_safe_with_large_margins():
    assert np.isfinite(softmax(np.array([[1e4, -1e4]]), 3.0)).all()


def test_the_short_way_gives_the_same_margins_as_scikit_learn(model):
    from scipy.sparse import hstack

    from guidance.texts import fold

    texts = ["jeg har fått varsel om utkastelse", "søke bostøtte nå", "helt ukjent qqq", "varsel varsel varsel"]
    folded = [fold(text) for text in texts]
    margins = 0
    for part in (model.within, model.across):
        margins = margins + hstack([vectorizer.transform(folded) for vectorizer in part.vectorizers]).tocsr() @ part.weights + part.bias
    assert np.allclose(model.scores(texts), margins, atol=1e-4)
