"""Read the dev and test parts of the UD treebanks (CoNLL-U); they are no part of this folder."""

from __future__ import annotations

from pathlib import Path

from corpus import CorpusError, Sentence, clean_entity

FILES = {"nob": "no_bokmaal-ud-{part}.conllu", "nno": "no_nynorsk-ud-{part}.conllu"}
COLUMNS = 10


def read_ud(folder: Path, language: str, part: str) -> list[Sentence]:
    """Return the sentences of `folder/<language>/no_…-ud-<part>.conllu`.

    Raises:
        CorpusError: the file is missing, or a row has another number of columns.
    """
    path = folder / language / FILES[language].format(part=part)
    if not path.is_file():
        raise CorpusError(f"{path} is missing; UD=<folder> needs nob/*.conllu and nno/*.conllu")
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        for row in rows:
            if len(row) != COLUMNS:
                raise CorpusError(f"{path}: {len(row)} columns, expected {COLUMNS}: {row}")
        if rows:
            sentences.append(_sentence(rows))
    return sentences


def _sentence(rows: list[list[str]]) -> Sentence:
    misc = [dict(part.partition("=")[::2] for part in row[9].split("|")) for row in rows]
    return Sentence(
        words=tuple(row[1] for row in rows),
        spaces=tuple(values.get("SpaceAfter") != "No" for values in misc),
        pos=tuple(row[3] for row in rows),
        morphs=tuple("" if row[5] == "_" else row[5] for row in rows),
        lemmas=tuple(row[2] for row in rows),
        entities=tuple(clean_entity(values.get("name", "O")) for values in misc),
    )
