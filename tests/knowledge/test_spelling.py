"""Every text shown to people is spelt right, by Debian's hunspell and our own knowledge/words.txt; English is not checked."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import fields

import pytest

from guidance.checks import texts_of
from guidance.loader import ROOT, load_knowledge
from guidance.records import Record

DICTIONARIES = {"nb": "nb_NO", "nn": "nn_NO"}
MISSING = "hunspell is missing: apt-get install hunspell hunspell-no"
WORDS = ROOT / "words.txt"

K = load_knowledge()
# What is no word: placeholders and blanks, a word quoted from bokmål, addresses, abbreviations with a full stop.
_NO_WORD = re.compile(r"\{+[^{}]*\}+|\(på bokmål [^)]*\)|\S+@\S+|\b(?:[\w-]+\.)+(?:no|com|net|org)\b\S*|\b(?:nr|kl|kap|ca|Meld\. St)\.")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(r"«[^»]*»")
# The nynorsk dictionary lets some bokmål endings through («vanskelig»); «frivillig» and «helse» are nynorsk.
_BOKMAL = re.compile(r"(?:(?<!il)lige?|ligt|\whet(?:en|er)?|(?<![Hh])else|elsen|elser)$")
# Wrong words that each run must find, so that a dictionary that finds nothing is seen.
_WRONG = {"nb": {"hussleie", "ikkje"}, "nn": {"husslege", "ikke", "vanskelig"}}


def _records() -> Iterator[tuple[str, Record]]:
    """Yield (file, record) of all that knowledge/ holds; a new kind of file is checked at birth."""
    for part in fields(K):
        held = getattr(K, part.name)
        if isinstance(held, Record):
            yield f"knowledge/{part.name}.yml", held
        elif isinstance(held, Mapping):
            for key, record in held.items():
                if isinstance(record, Record):
                    own_file = (ROOT / part.name / f"{key}.yml").is_file()
                    yield f"knowledge/{part.name}/{key}.yml" if own_file else f"knowledge/{part.name} ({key})", record


def _shown(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield (file, field, text) of every text in a language.

    Left out are English sentences and, in nynorsk, names: titles and «quotes» that are the same in bokmål.
    """
    for file, record in _records():
        texts = dict(texts_of(record))
        for field, text in texts.items():
            parts = field.split(".")
            if language not in parts or parts[-1] == "figure":
                continue
            beside = {other: texts.get(".".join(other if part == language else part for part in parts), "") for other in ("nb", "en")}
            if beside["en"].startswith(text) or (field == "title.nn" and beside["nb"] == text):
                continue
            if language == "nn":
                text = _QUOTED.sub(lambda quote, nb=beside["nb"]: " " if quote.group(0) in nb else quote.group(0), text)
            yield file, field, text


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text; the parts of a word with hyphens are words of their own. «NAV», «NAVs» and «a» are none."""
    for word in _WORD.findall(_NO_WORD.sub(" ", text)):
        if len(word) > 1 and not word.removesuffix("s").isupper():
            yield word


def _own_words() -> dict[str, set[str]]:
    """Return {language: words} of words.txt; a word that is right in one language only is followed by nb or nn."""
    own: dict[str, set[str]] = {language: set() for language in DICTIONARIES}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, *only = line.split()
            for language in only or own:
                own[language].add(word)
    return own


def _unknown(words: set[str], language: str) -> set[str]:
    """Return the words that the dictionary of a language does not hold, in one run of hunspell."""
    if shutil.which("hunspell") is None:
        pytest.fail(MISSING, pytrace=False)
    run = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(sorted(words)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode or "Can't open" in run.stderr:
        pytest.fail(MISSING, pytrace=False)
    bokmal = {word for word in words if language == "nn" and _BOKMAL.search(word)}
    return words & set(run.stdout.split()) | bokmal


@pytest.mark.parametrize("language", DICTIONARIES)
def test_texts_are_spelt_right(language):
    shown = list(_shown(language))
    assert len(shown) > 500
    own = _own_words()[language]
    unknown = _unknown({word for _, _, text in shown for word in _words(text)} | _WRONG[language], language)
    assert unknown >= _WRONG[language]
    wrong = {word for word in unknown if word not in own and word[0].lower() + word[1:] not in own}
    lines = [f"{file}: {field}: «{word}»" for file, field, text in shown for word in dict.fromkeys(_words(text)) if word in wrong]
    assert not lines, "correct these words; where a word is right, add it to knowledge/words.txt:\n" + "\n".join(lines)


def test_a_missing_hunspell_is_told_and_not_skipped(monkeypatch):
    monkeypatch.setitem(DICTIONARIES, "nb", "no_dictionary")
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        _unknown({"husleie"}, "nb")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        _unknown({"husleie"}, "nn")


def test_what_is_no_word_is_left_out():
    text = "Ring {contact:nav} etter § 13-2 a (på bokmål namsfogden), kl. 9 hos NAVs HTU-klage på htu.no/klage: {opens}"
    assert list(_words(text)) == ["Ring", "etter", "hos", "klage", "på"]


def test_our_words_are_sorted_and_say_how_to_add_one():
    first, *lines = WORDS.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert lines == sorted(set(lines), key=lambda line: (line.split()[0].lower(), line))
    assert all(re.fullmatch(r"[^\W\d_]+(?: n[bn])?", line) for line in lines)
