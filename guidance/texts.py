"""Folding of Norwegian text, so that «Trygd», «trugd» without æøå and «husleiæ» can meet."""

from __future__ import annotations

import re

# æ→a and not ae: people without Norwegian keys write ae, a or e; one letter is the middle way.
_FOLD = str.maketrans(
    {
        "æ": "a",
        "ø": "o",
        "å": "a",
        "ä": "a",
        "ö": "o",
        "é": "e",
        "è": "e",
        "ê": "e",
        "ó": "o",
        "ò": "o",
        "ô": "o",
        "á": "a",
        "à": "a",
        "đ": "d",
        "š": "s",
        "ž": "z",
        "ŋ": "n",
        "č": "c",
        "ï": "i",
        "ü": "y",
    }
)
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("aa", "a"))
_DOUBLED = re.compile(r"([a-z])\1+")
_WORD = re.compile(r"[0-9a-z§]+(?:[-.][0-9a-z]+)*", re.IGNORECASE)
_CLAUSES = re.compile(r"[.!?;:,()\n]+(?:\s|$)|\n|\s+[-–—]+\s+|\s+(?:men|but)\s+", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")
_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return lower-case text without æøå, accents or doubled letters; digits and signs stay.

    «Lås», «las» and «laas» become «las»; «gjeld» stays «gjeld»; «namsmann» becomes «namsman».
    """
    folded = text.lower().translate(_FOLD)
    for pair, single in _DIGRAPHS:
        folded = folded.replace(pair, single)
    return _SPACE.sub(" ", _DOUBLED.sub(r"\1", folded)).strip()


def clauses(text: str) -> list[str]:
    """Return the clauses of a message as they are written: «det står oppsigelse», «kan jeg bli boende»."""
    return [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]


def passages(text: str, most: int = 40) -> list[str]:
    """Return the sentences of a message and each two that stand together; empty for a message of one sentence.

    What is said in half a sentence in the middle of a long letter is lost when only the whole is weighed.
    """
    said = [sentence.strip() for sentence in _SENTENCES.split(text) if sentence.strip()]
    if len(said) < 2:
        return []
    return [*said[:most], *(f"{first} {second}" for first, second in zip(said[:most], said[1:most], strict=False))]


def words(folded: str) -> list[str]:
    """Return the words of a folded text; «4-18» and «24.500» are one word each."""
    return _WORD.findall(folded)


def ascii_key(term: str) -> str:
    """Return the stable key of a term: lower-case ASCII, æ→ae, ø→o, å→a, other signs to «_»."""
    key = term.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "_", key).strip("_")
