"""From NDT tags to UD parts of speech and features, by the table `assets/tagmap.tsv`."""

from __future__ import annotations

import csv
from pathlib import Path

from corpus import CorpusError, Word

ANY = "*"
# features that say how a word was formed or judged, not what it is
SIDE_FEATURES = frozenset({"samset", "unorm", "høflig", "<adv>"})
PREDICATIVE = frozenset({"SPRED", "OPRED", "FOPRED", "FSPRED"})

Key = tuple[str, str, str, str]


class TagMap:
    """Look up UPOS and FEATS of the words of one language."""

    def __init__(self, path: Path, language: str) -> None:
        self._path = path
        self._rows: dict[Key, tuple[str, str]] = {}
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["lang"] == language:
                    key = (row["ndt_tag"], row["ndt_feats"], row["lemma"], row["context"])
                    feats = "" if row["ud_feats"] == "_" else row["ud_feats"]
                    self._rows[key] = (row["upos"], feats)
        if not self._rows:
            raise CorpusError(f"{path} has no row for the language {language!r}")

    def sentence(self, words: list[Word]) -> list[tuple[str, str]]:
        """Return `(UPOS, FEATS)` of each word; FEATS is "" for none.

        Raises:
            CorpusError: the table has no row for the tag of a word.
        """
        children: dict[int, list[Word]] = {}
        for word in words:
            children.setdefault(word.head, []).append(word)
        return [self._word(word, children) for word in words]

    def _word(self, word: Word, children: dict[int, list[Word]]) -> tuple[str, str]:
        for key in _keys(word, children):
            if key in self._rows:
                return self._rows[key]
        raise CorpusError(f"{self._path} has no row for the tag {word.tag!r} of {word.form!r}")


def _keys(word: Word, children: dict[int, list[Word]]) -> list[Key]:
    """Return the keys to try, the most special first."""
    full = _joined(word.feats)
    plain = _joined(tuple(f for f in word.feats if f not in SIDE_FEATURES))
    if word.tag == "verb":
        context = verb_context(word, children)
        tails = [(full, word.lemma, context), (plain, word.lemma, context)]
        tails += [(plain, word.lemma, ANY), (plain, ANY, ANY)]
    elif word.tag == "prep":
        context = preposition_context(word, children)
        tails = [(full, word.lemma, context), (full, ANY, context), (full, word.lemma, ANY)]
    else:
        tails = [(full, word.lemma, ANY), (full, ANY, ANY)]
        tails += [(plain, word.lemma, ANY), (plain, ANY, ANY)]
    tails.append((ANY, ANY, ANY))
    return [(word.tag, *tail) for tail in tails]


def _joined(feats: tuple[str, ...]) -> str:
    return "|".join(feats) or "_"


def verb_context(word: Word, children: dict[int, list[Word]]) -> str:
    """Return what the verb governs: an infinitive, a participle, a predicative, or `-`."""
    below = children.get(word.number, [])
    for child in below:
        if child.function == "INFV":
            if "inf" in child.feats:
                return "INFV:inf"
            if "perf-part" in child.feats:
                return "INFV:part"
            return f"INFV:{child.tag}"
    functions = {child.function for child in below}
    if functions & {"SPRED", "FSPRED"}:
        return "SPRED"
    return "PSUBJ" if "PSUBJ" in functions else "-"


def preposition_context(word: Word, children: dict[int, list[Word]]) -> str:
    """Return the tag of the preposition's complement and what that complement contains."""
    complement = next((c for c in children.get(word.number, []) if c.function == "PUTFYLL"), None)
    if complement is None:
        return f"none:{word.function}"
    below = children.get(complement.number, [])
    functions = {child.function for child in below}
    context = complement.tag
    if "SBU" in functions:
        context += "+SBU"
    elif any(child.tag == "inf-merke" for child in below):
        context += "+INF"
    elif functions & {"FINV", "INFV"}:
        context += "+V"
    elif functions & {"SPRED", "SUBJ"}:
        context += "+CL"
    if word.lemma == "som":
        prefix = "pred" if word.function in PREDICATIVE else "adj"
        context = f"{prefix}:{context}"
    return context
