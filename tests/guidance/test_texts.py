from __future__ import annotations

import pytest

from guidance.texts import ascii_key, fold, passages, words


@pytest.mark.parametrize("written", ["Lås", "las", "LAAS", "lås "])
def test_a_word_without_its_letters_meets_the_word_with_them(written):
    assert fold(written) == "las"


def test_doubled_letters_become_one_and_digits_stay():
    assert fold("Namsmannen 2200 kr") == "namsmanen 2200 kr"


def test_section_and_amount_are_one_word_each():
    assert words(fold("§ 4-18 og 24.500")) == ["§", "4-18", "og", "24.500"]


@pytest.mark.parametrize(("term", "key"), [("løsøre", "losore"), ("bo-oppfølging", "bo_oppfolging"), ("Særlig tvangsgrunnlag", "saerlig_tvangsgrunnlag")])
def test_the_key_of_a_term_is_ascii(term, key):
    assert ascii_key(term) == key


def test_empty_text_folds_to_nothing():
    assert fold(" \t ") == ""
    assert words("") == []


def test_passages_are_sentences_and_neighbours():
    assert passages("Jeg skylder. Hva nå? Takk!") == ["Jeg skylder.", "Hva nå?", "Takk!", "Jeg skylder. Hva nå?", "Hva nå? Takk!"]
    assert passages("bare én setning") == []
    assert passages("") == []
    assert len(passages("Hei. " * 2000)) == 79
