"""Join the two trained parts to one pipeline and add the attribute ruler."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import spacy
import typer
from spacy.language import Language

# what decides the output: weights, edit trees, rules, and the order of the components
MODEL_FILES = ("config.cfg", "model", "patterns", "trees")
# the coarse tags of Universal Dependencies; TAG repeats POS, as in the treebank
UPOS = ["ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"]


def assemble(tagger: Path, ner: Path) -> Language:
    """Return the pipeline ner, tok2vec, morphologizer, lemmatizer, senter, attribute_ruler."""
    nlp = spacy.load(tagger)
    ruler = nlp.add_pipe("attribute_ruler")
    for upos in UPOS:
        ruler.add(patterns=[[{"POS": upos}]], attrs={"TAG": upos})  # type: ignore[attr-defined]
    ruler.add(  # type: ignore[attr-defined]
        patterns=[[{"IS_SPACE": True}]], attrs={"TAG": "_SP", "POS": "SPACE", "MORPH": "_"}
    )
    # before senter, because ner keeps entities within sentences and was trained without them
    nlp.add_pipe("ner", source=spacy.load(ner), first=True)
    # where the training files lay is nobody's concern who loads the pipeline
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    return nlp


def fingerprint(model: Path) -> str:
    """Return a hash of weights and configuration; scores are only quoted for the model they are of."""
    total = hashlib.sha256()
    for path in sorted(p for p in model.rglob("*") if p.name in MODEL_FILES):
        total.update(path.relative_to(model).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def main(tagger: Path, ner: Path, output: Path) -> None:
    """Write the joined pipeline to OUTPUT, which is replaced."""
    for path in (tagger, ner):
        if not (path / "meta.json").is_file():
            raise typer.BadParameter(f"{path} is no trained pipeline; run the train commands")
    nlp = assemble(tagger, ner)
    if output.exists():
        shutil.rmtree(output)
    nlp.to_disk(output)
    print(f"{output}: {', '.join(nlp.pipe_names)}; weights {fingerprint(output)}")


if __name__ == "__main__":
    typer.run(main)
