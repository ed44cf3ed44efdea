"""Write into meta.json what the pipeline is, where it comes from and what was measured."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import typer
from assemble import fingerprint

DESCRIPTION = (
    "Norwegian pipeline retrained from the Norwegian Dependency Treebank with NorNE entities "
    "(Bokmål and Nynorsk). It has the name and the labels of nb_core_news_sm, but it is not "
    "Explosion's model and has no parser. Components: ner, tok2vec, morphologizer, "
    "lemmatizer (trainable_lemmatizer), senter, attribute_ruler."
)
LICENCE = "CC0 1.0 (annotations); see LICENSE for the underlying texts"
TEXTS = (
    "The annotations of NDT and NorNE are CC0 1.0. The underlying texts (newspapers, blogs, "
    "reports, parliament) are not: they may be part of the treebank, but may not be republished "
    "as stand-alone texts. The package holds weights and a list of word forms, no texts."
)
SOURCES = (
    {
        "name": "Norwegian Dependency Treebank (NDT)",
        "author": "National Library of Norway (Språkbanken), 2014",
        "license": "CC0 1.0 (annotations)",
    },
    {
        "name": "NorNE, repository ltgoslo/norne, commit bd311de55b5a7fc1255aee7b088364f8271c2330",
        "author": "Jørgensen, Aasmoe, Husevåg, Øvrelid and Velldal, LREC 2020",
        "license": "CC0 1.0 (annotations)",
    },
)
HEADLINE = "nob dev cased"


def chosen_report(reports: list[Path], weights: str) -> dict[str, Any] | None:
    """Return the first report that was measured on exactly these weights, or None."""
    for path in reports:
        if path.is_file():
            report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            if report["weights"] == weights and HEADLINE in report["scores"]:
                return report
    return None


def performance(report: dict[str, Any]) -> dict[str, Any]:
    """Return the figures under the names spaCy gives them, and all rows under `all`."""
    row = report["scores"][HEADLINE]
    return {
        "pos_acc": row["pos"],
        "morph_acc": row["morph"],
        "lemma_acc": row["lemma"],
        "sents_f": row["sents"],
        "ents_f": row["ents"]["f"],
        "ents_p": row["ents"]["p"],
        "ents_r": row["ents"]["r"],
        "ents_per_type": row["per_type"],
        "treebank": f"{report['treebank']}, {HEADLINE}",
        "all": report["scores"],
    }


def main(
    model: Path,
    output: Path,
    version: str,
    reports: list[Path],
    licence: Path = Path("assets/LICENSE_NDT.txt"),
) -> None:
    """Copy MODEL to OUTPUT and describe it with the first of REPORTS that fits its weights."""
    report = chosen_report(reports, fingerprint(model))
    if report is None:
        raise typer.BadParameter(f"none of {', '.join(map(str, reports))} was measured on {model}; score it first")
    if output.exists():
        shutil.rmtree(output)
    shutil.copytree(model, output)
    path = output / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta |= {
        "name": "core_news_sm",
        "version": version,
        "description": DESCRIPTION,
        "author": "The team of this bot; treebank by the National Library of Norway and NorNE",
        "email": "",
        "url": "",
        "license": LICENCE,
        "sources": list(SOURCES),
        "notes": f"{TEXTS} Figures: {report['treebank']}, own tokenizer, ten sentences each.",
        "performance": performance(report),
        "spacy_version": ">=3.8.0,<3.9.0",
        "requirements": [],
    }
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copy(licence, output / "LICENSE")
    print(f"{path}: {version}, figures from {report['treebank']}, weights {report['weights']}")


if __name__ == "__main__":
    typer.run(main)
