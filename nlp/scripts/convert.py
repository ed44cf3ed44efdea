"""Write the training and development files (.spacy) from the archives in assets/."""

from __future__ import annotations

import random
from pathlib import Path

import typer
from corpus import LANGUAGES, CorpusError, Sentence, check_sums, read_ndt, read_split
from documents import scored_groups, train_groups, write_docs
from tagmap import TagMap
from text import ChatStyle, chat_copies, lowered, sample, spaces


def read_part(assets: Path, language: str, part: str) -> list[Sentence]:
    """Return the sentences of one part (`train`, `dev` or `test`) with UD tags and features."""
    names = read_split(assets / "split.tsv").get((language, part))
    if not names:
        raise CorpusError(f"{assets / 'split.tsv'} names no file for {language} {part}")
    table = TagMap(assets / "tagmap.tsv", language)
    sentences = []
    for words in read_ndt(assets / f"ndt-{language}.tar.xz", language, names):
        tags = table.sentence(words)
        forms = [word.form for word in words]
        sentences.append(
            Sentence(
                words=tuple(forms),
                spaces=tuple(spaces(forms)),
                pos=tuple(upos for upos, _ in tags),
                morphs=tuple(feats for _, feats in tags),
                lemmas=tuple(word.lemma for word in words),
                entities=tuple(word.entity for word in words),
            )
        )
    return sentences


def training_groups(train: dict[str, list[Sentence]], copies: dict[str, float], seed: int) -> list[list[Sentence]]:
    """Return the documents of all languages: every sentence once, then the chat copies.

    Args:
        train: the sentences of each language.
        copies: the share of the sentences of each language that is copied once more.
        seed: decides sizes, choice and changes.
    """
    rng = random.Random(seed)
    groups: list[list[Sentence]] = []
    for language, sentences in train.items():
        groups += train_groups(sentences, rng)
        groups += train_groups(chat_copies(sentences, copies[language], ChatStyle(), rng), rng)
    return groups


def main(
    assets: Path,
    output: Path,
    nynorsk: float = typer.Option(1.0, help="share of Nynorsk the tagger is trained on"),
    tagger_nob: float = typer.Option(0.5, help="share of Bokmål copied for the tagger"),
    tagger_nno: float = typer.Option(0.5, help="share of Nynorsk copied for the tagger"),
    ner_nob: float = typer.Option(0.5, help="share of Bokmål copied for the entities"),
    ner_nno: float = typer.Option(0.5, help="share of Nynorsk copied for the entities"),
    seed: int = 0,
) -> None:
    """Write the training files, and the development files that choose the checkpoint."""
    check_sums(assets)
    train = {language: read_part(assets, language, "train") for language in LANGUAGES}
    tagger_train = {**train, "nno": sample(train["nno"], nynorsk, random.Random(seed))}
    files = {
        "tagger-train": training_groups(tagger_train, {"nob": tagger_nob, "nno": tagger_nno}, seed),
        "ner-train": training_groups(train, {"nob": ner_nob, "nno": ner_nno}, seed),
    }
    for language in LANGUAGES:
        for part in ("dev", "test"):
            groups = scored_groups(read_part(assets, language, part))
            files[f"{part}-{language}"] = groups
    lower = [[lowered(sentence) for sentence in group] for group in files["dev-nob"]]
    files["tagger-dev"] = [*files["dev-nob"], *files["dev-nno"]]
    files["ner-dev"] = [*files["dev-nob"], *lower]
    for name, groups in files.items():
        words = write_docs(output / f"{name}.spacy", groups)
        print(f"{name}: {len(groups)} documents, {words} words")


if __name__ == "__main__":
    typer.run(main)
