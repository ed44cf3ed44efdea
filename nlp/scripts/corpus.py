"""The sentence that every script passes on, and the archives it is read from."""

from __future__ import annotations

import csv
import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("nob", "nno")
PARTS = ("train", "dev", "test")
ENTITY_LABELS = frozenset({"PER", "ORG", "GPE_LOC", "GPE_ORG", "LOC", "PROD", "EVT", "DRV"})
# a headline ends in a row of this form; it is no word of the text
HEADLINE_END = "|"
NDT_COLUMNS = 10


class CorpusError(ValueError):
    """A file of the corpus is missing or does not have the expected form."""


@dataclass(frozen=True)
class Word:
    """One row in NDT format; `head` is 0 for the root, `entity` is `O`, `B-…` or `I-…`."""

    number: int
    form: str
    lemma: str
    tag: str
    feats: tuple[str, ...]
    head: int
    function: str
    entity: str


@dataclass(frozen=True)
class Sentence:
    """One sentence as parallel lists of equal length.

    `spaces` says whether a space follows the word, `morphs` is UD FEATS or "" for none.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...]
    morphs: tuple[str, ...]
    lemmas: tuple[str, ...]
    entities: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.words)


def clean_entity(value: str) -> str:
    """Return `value` (`B-PER`), or `O` for a label that is not trained (MISC)."""
    return value if value.partition("-")[2] in ENTITY_LABELS else "O"


def check_sums(folder: Path) -> list[str]:
    """Compare every file named in `folder/SHA256SUMS`; return the names checked.

    Raises:
        CorpusError: a file is missing or differs.
    """
    names = []
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split(maxsplit=1)
        path = folder / name
        if not path.is_file():
            raise CorpusError(f"{path} is missing; it is named in {folder / 'SHA256SUMS'}")
        if hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise CorpusError(f"{path} differs from SHA256SUMS; fetch the file again")
        names.append(name)
    return names


def read_split(path: Path) -> dict[tuple[str, str], list[str]]:
    """Return `{(language, part): [file name, …]}` in the order of `split.tsv`."""
    split: dict[tuple[str, str], list[str]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["lang"] not in LANGUAGES or row["part"] not in PARTS:
                raise CorpusError(f"{path}: unknown language or part in {row}")
            split.setdefault((row["lang"], row["part"]), []).append(row["file"])
    return split


def read_ndt(archive: Path, language: str, names: list[str]) -> list[list[Word]]:
    """Return the sentences of the files `names` in `archive`, without headline marks.

    Raises:
        CorpusError: a file is not in the archive, or a row has another number of columns.
    """
    sentences: list[list[Word]] = []
    with tarfile.open(archive, mode="r:xz") as tar:
        texts = {member.name: handle.read().decode("utf-8") for member in tar if (handle := tar.extractfile(member)) is not None}
    for name in names:
        key = f"{language}/{name}"
        if key not in texts:
            raise CorpusError(f"{archive} has no file {key}, which split.tsv names")
        sentences.extend(_sentences(texts[key], f"{archive}:{key}"))
    return sentences


def _sentences(text: str, where: str) -> Iterator[list[Word]]:
    words: list[Word] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            columns = line.split("\t")
            if len(columns) != NDT_COLUMNS:
                raise CorpusError(f"{where}, line {number}: {len(columns)} columns, expected {NDT_COLUMNS}")
            if columns[1] != HEADLINE_END:
                words.append(_word(columns))
        elif words:
            yield words
            words = []


def _word(columns: list[str]) -> Word:
    feats = () if columns[5] == "_" else tuple(sorted(columns[5].split("|")))
    return Word(
        number=int(columns[0]),
        form=columns[1],
        lemma=columns[2],
        tag=columns[3],
        feats=feats,
        head=int(columns[6]),
        function=columns[7],
        entity=clean_entity(columns[9].removeprefix("name=")),
    )
