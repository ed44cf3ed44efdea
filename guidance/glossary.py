"""Terms: found in a message through inflection and misspelling, and explained for the one who asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from guidance.loader import Knowledge
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import ascii_key, fold, words
from guidance.topics import follow_up_buttons

# Measured on folded names: lower lets «utleie» be «utlegg», higher loses «beggjæring».
CUT_OFF = 86.0
_MIN_FUZZY = 6  # a shorter word has too many neighbours to be guessed at


@dataclass(frozen=True)
class FoundTerm:
    """A glossary term that stands in a text."""

    key: str
    form: str
    score: float


@lru_cache(maxsize=4)
def _forms(k: Knowledge) -> dict[str, str]:
    """Return {folded form: term key}; a term's own word beats another term's alias."""
    forms: dict[str, str] = {}
    for key, term in k.glossary.items():
        for form in term.also:
            forms.setdefault(fold(form), key)
    for key, term in k.glossary.items():
        for part in term.term.split("/"):
            forms[fold(part)] = key
        forms.setdefault(fold(key.replace("_", " ")), key)
    return forms


def find_terms(k: Knowledge, text: str) -> list[FoundTerm]:
    """Return the terms in a text, longest form first; each term once. Exact forms beat guesses."""
    forms = _forms(k)
    heard = words(fold(text))[:400]
    hits: dict[str, FoundTerm] = {}
    used: set[int] = set()
    for size in (4, 3, 2, 1):
        for start in range(len(heard) - size + 1):
            span = range(start, start + size)
            if used.intersection(span):
                continue
            gram = " ".join(heard[start : start + size])
            key = forms.get(gram)
            if key:
                used.update(span)
                hits.setdefault(key, FoundTerm(key, gram, 100.0))
    for position, word in enumerate(heard):
        if position in used or len(word) < _MIN_FUZZY:
            continue
        guess = process.extractOne(word, forms.keys(), scorer=fuzz.ratio, score_cutoff=CUT_OFF)
        if guess:
            hits.setdefault(forms[guess[0]], FoundTerm(forms[guess[0]], word, guess[1]))
    return sorted(hits.values(), key=lambda hit: (-len(hit.form.split()), -hit.score, -len(hit.form)))


def explain_term(k: Knowledge, heard: str | None, context: Context) -> Reply:
    """Explain the term that stands in `heard`, or say plainly that it is not known.

    `custom.topic` is `begrep:<key>`, or `begrep:ukjent`.
    """
    hits = find_terms(k, heard or "")
    if not hits and heard and ascii_key(heard) in k.glossary:
        hits = [FoundTerm(ascii_key(heard), heard, 100.0)]
    language = context.language
    if not hits:
        return Reply(
            messages=(render_text(k, k.phrases.get("term_unknown", language), language, context.today),),
            buttons=(Button(k.phrases.get("button_human", language), "/snakke_med_menneske"),),
            custom=contract(k, context, "begrep:ukjent"),
        )
    term = k.glossary[hits[0].key]
    text, said_in = (term.staff if context.role == "ansatt" else term.plain).get(language)
    explained = render_text(k, text, said_in, context.today)
    begins = explained.lower().startswith(term.term.lower())
    lines = [explained if begins else f"{term.term[0].upper()}{term.term[1:]}: {explained}"]
    if term.law and context.role == "ansatt":
        lines.append(k.phrases.get("law", said_in, law=term.law))
    if term.outdated:
        lines.append(render_text(k, term.outdated.get(said_in)[0], said_in, context.today))
    follow_ups = (term.topic,) if term.topic else ()
    others = tuple(Button(k.glossary[hit.key].term, f'/explain_term{{"term": "{hit.key}"}}') for hit in hits[1:3])
    return Reply(
        messages=("\n\n".join(lines),),
        buttons=(*follow_up_buttons(k, follow_ups, said_in), *others),
        custom=contract(k, context, f"begrep:{term.id}", language=said_in, facts=term.facts, follow_ups=follow_ups),
        slots={"topic": term.topic} if term.topic else {},
    )
