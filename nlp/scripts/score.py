"""Score a pipeline with its own tokenizer on documents of ten sentences.

The treebank is UD (`--ud FOLDER`, the figures to compare with the official model) or, without
it, the NDT files of the dev and test parts, whose tags come from the mapping table.
"""

from __future__ import annotations

import json
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import spacy
import typer
from assemble import fingerprint
from convert import read_part
from corpus import Sentence
from documents import make_doc, scored_groups
from spacy.language import Language
from spacy.training import Example
from text import lowered, without_letters
from ud import read_ud

CORPORA = (("nob", "dev"), ("nob", "test"), ("nno", "dev"), ("nno", "test"))
# each message is scored alone, as the bot meets it
MESSAGE = "hva gjør jeg når husleien ikke er betalt i tide"
MESSAGES = 300


def evaluate(nlp: Language, sentences: list[Sentence]) -> dict[str, Any]:
    """Return `{pos, morph, lemma, sents, ents: {p, r, f}, per_type: {label: {p, r, f}}, words}`.

    Lemmas are compared as they stand: in lower-case text the gold lemma is in lower case too.
    """
    examples = []
    for group in scored_groups(sentences):
        gold = make_doc(nlp.vocab, group)
        examples.append(Example(nlp.make_doc(gold.text), gold))
    scores = nlp.evaluate(examples)
    types = scores.get("ents_per_type") or {}
    return {
        "pos": _rounded(scores.get("pos_acc")),
        "morph": _rounded(scores.get("morph_acc")),
        "lemma": _rounded(scores.get("lemma_acc")),
        "sents": _rounded(scores.get("sents_f")),
        "ents": {side: _rounded(scores.get(f"ents_{side}")) for side in "prf"},
        "per_type": {label: {side: _rounded(values[side]) for side in "prf"} for label, values in sorted(types.items())},
        "words": sum(len(sentence) for sentence in sentences),
    }


def _rounded(value: float | None) -> float:
    return round(value or 0.0, 4)


def variants(sentences: list[Sentence]) -> dict[str, list[Sentence]]:
    """Return the sentences as they stand, in lower case, and in lower case without æ, ø, å."""
    lower = [lowered(sentence) for sentence in sentences]
    return {
        "cased": sentences,
        "lower": lower,
        "ascii": [without_letters(sentence) for sentence in lower],
    }


def seconds_per_message(nlp: Language) -> float:
    """Return the median time of one ten-word message, in seconds."""
    times = []
    for _ in range(MESSAGES):
        start = time.perf_counter()
        nlp(MESSAGE)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def table(report: dict[str, Any]) -> str:
    """Return the figures of a report as a Markdown table."""
    lines = [
        "| | POS | morph | lemma | sentences F | entities F | PER F | ORG F | GPE_LOC F | LOC F |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in report["scores"].items():
        values = [row["pos"], row["morph"], row["lemma"], row["sents"], row["ents"]["f"]]
        values += [row["per_type"].get(label, {"f": 0.0})["f"] for label in ("PER", "ORG", "GPE_LOC", "LOC")]
        lines.append(f"| {name} | " + " | ".join(f"{value:.3f}" for value in values) + " |")
    return "\n".join(lines)


def main(
    model: Path,
    output: Path,
    assets: Path = Path("assets"),
    ud: Path | None = None,
    only: str = typer.Option("", help="score only rows whose name contains this text"),
) -> None:
    """Write the figures of MODEL to OUTPUT (JSON) and print them."""
    nlp = spacy.load(model)
    report: dict[str, Any] = {
        "treebank": "UD" if ud else "NDT, tags by mapping table",
        "weights": fingerprint(model),
        "spacy": version("spacy"),
        "scores": {},
    }
    for language, part in CORPORA:
        read = read_ud(ud, language, part) if ud else read_part(assets, language, part)
        for variant, sentences in variants(read).items():
            name = f"{language} {part} {variant}"
            if only in name:
                report["scores"][name] = evaluate(nlp, sentences)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(report))
    print(f"one message of ten words: {1000 * seconds_per_message(nlp):.1f} ms")


if __name__ == "__main__":
    typer.run(main)
