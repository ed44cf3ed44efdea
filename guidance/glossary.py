"""Terms: found in a message through inflection and misspelling, and explained for the one who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.records import Abbreviation, Topic
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import ascii_key, fold, words
from guidance.topics import follow_up_buttons, more, rendering_for

# Measured on folded names: lower lets «utleie» be «utlegg», higher loses «beggjæring».
CUT_OFF = 86.0
EAGER_CUT_OFF = 80.0
_MOST_ASKING = 14  # words; in a longer message single words are not guessed at as long as one is spelt right
_MIN_FUZZY = 6  # a shorter word has too many neighbours to be guessed at


@dataclass(frozen=True)
class FoundTerm:
    """A glossary term that stands in a text."""

    key: str
    form: str
    score: float


@lru_cache(maxsize=32)  # one for each portal with its own contacts
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


def _guessed_group(k: Knowledge, gram: str, size: int) -> tuple[str | None, float]:
    """Return (term key, score) of the term of as many words that a misspelt group is, else (None, 0).

    Without this «særlige tvangsgrunnlaget» would be taken for the shorter «tvangsgrunnlag».
    """
    forms = _forms(k)
    guess = process.extractOne(gram, [form for form in forms if len(form.split()) == size], scorer=fuzz.ratio, score_cutoff=CUT_OFF)
    return (forms[guess[0]], guess[1]) if guess else (None, 0.0)


def _guessable(heard: list[str], used: set[int], eager: bool) -> list[tuple[str, ...]]:
    """Return the words that may be a misspelt term, and for an eager search pairs that may be one word written apart."""
    free = [position for position in range(len(heard)) if position not in used]
    found: list[tuple[str, ...]] = [(heard[position],) for position in free if len(heard[position]) >= _MIN_FUZZY]
    if eager:
        pairs = [(heard[position], heard[position + 1]) for position in free if position + 1 in free]
        found += [pair for pair in pairs if len("".join(pair)) > _MIN_FUZZY and min(len(word) for word in pair) > 1]
    return found


def find_terms(k: Knowledge, text: str, eager: bool = False) -> list[FoundTerm]:
    """Return the terms in a text, longest form first; each term once. Exact forms beat guesses.

    `eager` is for messages known to ask for a word: worse misspellings and words written apart are guessed at too.
    """
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
            key, score = forms.get(gram), 100.0
            if key is None and eager and size > 1:
                key, score = _guessed_group(k, gram, size)
            if key:
                used.update(span)
                hits.setdefault(key, FoundTerm(key, gram, score))
    for words_said in _guessable(heard, used, eager):
        word = "".join(words_said)
        guess = process.extractOne(word, forms.keys(), scorer=fuzz.ratio, score_cutoff=EAGER_CUT_OFF if eager else CUT_OFF)
        if guess and not (eager and hits and guess[1] < CUT_OFF):
            hits.setdefault(forms[guess[0]], FoundTerm(forms[guess[0]], " ".join(words_said), guess[1]))
    return sorted(hits.values(), key=lambda hit: (-len(hit.form.split()), -hit.score, -len(hit.form)))


def explain_term(k: Knowledge, heard: str | None, context: Context) -> Reply:
    """Explain the term that stands in `heard`, or say plainly that it is not known.

    `custom.topic` is `begrep:<key>`, or `begrep:ukjent`.
    """
    hits = find_terms(k, heard or "", eager=len(words(heard or "")) <= _MOST_ASKING) or find_terms(k, heard or "", eager=True)
    if not hits and heard and ascii_key(heard) in k.glossary:
        hits = [FoundTerm(ascii_key(heard), heard, 100.0)]
    language = context.language
    if not hits:
        short = abbreviation_in(k, heard or "")
        if short is not None:
            return explain_abbreviation(k, short, context)
        said_before = k.topics.get(context.topic or "")
        if said_before is not None and said_before.kind == "content":
            if _asks_about_last_answer(k, heard or ""):
                return explain_words_of(k, said_before, context)
            if found(k.markers.asks_difference, plain(heard or "")):
                return more(k, said_before.id, context)
        return Reply(
            messages=(render_text(k, k.phrases.get("term_unknown", language), language, context.today),),
            buttons=(Button(k.phrases.get("button_human", language), "/snakke_med_menneske"),),
            custom=contract(k, context, "begrep:ukjent"),
        )
    if len(hits) > 1 and found(k.markers.asks_difference, plain(heard or "")):
        return _difference(k, hits[0].key, hits[1].key, context)
    term = k.glossary[hits[0].key]
    text, said_in = (term.staff if context.role == "ansatt" else term.plain).get(language)
    explained = render_text(k, text, said_in, context.today)
    begins = explained.lower().lstrip("«").startswith(term.term.lower())
    lines = [explained if begins else f"{term.term[0].upper()}{term.term[1:]}: {explained}"]
    if term.law and context.role == "ansatt":
        lines.append(k.phrases.get("law", said_in, law=term.law))
    if term.outdated:
        lines.append(render_text(k, term.outdated.get(said_in)[0], said_in, context.today))
    follow_ups = (term.topic,) if term.topic else ()
    others = tuple(Button(k.glossary[hit.key].term, f'/explain_term{{"term": "{hit.key}"}}') for hit in hits[1:3])
    return Reply(
        messages=("\n\n".join(lines),),
        buttons=(*follow_up_buttons(k, follow_ups, said_in, context.audience), *others),
        custom=contract(k, context, f"begrep:{term.id}", language=said_in, facts=term.facts, follow_ups=follow_ups),
        slots={"topic": term.topic} if term.topic else {},
    )


def _difference(k: Knowledge, first: str, second: str, context: Context) -> Reply:
    """Explain two terms side by side for «hva er forskjellen på A og B»; a topic that both lead to goes on from there."""
    replies = [explain_term(k, key, context) for key in (first, second)]
    custom = {
        **replies[0].custom,
        "facts": list(dict.fromkeys(fact for reply in replies for fact in reply.custom["facts"])),
        "follow_ups": list(dict.fromkeys(key for reply in replies for key in reply.custom["follow_ups"])),
    }
    sources = {(row["title"], row["url"]): row for reply in replies for row in reply.custom["sources"]}
    return Reply(
        messages=("\n\n".join(reply.messages[0] for reply in replies),),
        buttons=tuple({button.payload: button for reply in replies for button in reply.buttons}.values()),
        custom={**custom, "sources": list(sources.values())},
        slots=replies[0].slots or replies[1].slots,
    )


def asks_difference(k: Knowledge, text: str) -> bool:
    """Return whether a message asks how two terms of the glossary differ («forskjellen på oppsigelse og heving»)."""
    return bool(found(k.markers.asks_difference, plain(text))) and len(find_terms(k, text)) > 1


def _asks_about_last_answer(k: Knowledge, text: str) -> bool:
    """Return whether a message asks what something means and names no word of its own («hva betyr det?»)."""
    fillers = {fold(word) for word in k.markers.meaning_fillers} | {fold(part) for cue in k.markers.asks_meaning for part in cue.split()}
    heard = words(fold(text))
    return bool(heard) and bool(found(k.markers.asks_meaning, plain(text))) and all(word in fillers for word in heard)


def abbreviation_in(k: Knowledge, text: str) -> Abbreviation | None:
    """Return the staff shorthand that stands in a text, or None."""
    heard = set(words(fold(text)))
    return next((short for short in k.abbreviations.values() if any(fold(form) in heard for form in short.forms)), None)


def explain_abbreviation(k: Knowledge, short: Abbreviation, context: Context) -> Reply:
    """Say what a shorthand stands for; one that stands for a term explains the term too."""
    means, language = short.means.get(context.language)
    said = k.phrases.get("abbreviation", language, short=short.forms[0], means=means)
    if short.term:
        explained = explain_term(k, short.term, context)
        return replace(explained, messages=(said, *explained.messages))
    follow_ups = (short.topic,) if short.topic else ()
    facts = k.topics[short.topic].tenant.facts[:3] if short.topic else ()
    return Reply(
        messages=(said,),
        buttons=follow_up_buttons(k, follow_ups, language, context.audience),
        custom=contract(k, context, f"begrep:{short.id}", language=language, facts=facts, follow_ups=follow_ups),
    )


def abbreviation_list(k: Knowledge, language: str) -> str:
    """Return all shorthand as one text, for staff who ask what the bot can do."""
    rows = [f"{short.forms[0]}: {short.means.get(language)[0]}" for short in k.abbreviations.values()]
    return "\n".join([k.phrases.get("abbreviations_head", language), *(f"• {row}" for row in rows)])


def words_of(k: Knowledge, text: str, most: int = 3) -> list[str]:
    """Return the keys of the first terms a text of ours uses, to be explained to who asks what it means."""
    return [hit.key for hit in find_terms(k, text) if hit.score == 100.0][:most]


def explained_words(k: Knowledge, text: str, context: Context) -> str | None:
    """Return «Ordene betyr:» with the terms of a text in plain words, or None when it holds none."""
    language = context.language
    lines = [f"• {k.glossary[key].term}: {render_text(k, *k.glossary[key].plain.get(language), context.today)}" for key in words_of(k, text)]
    return "\n".join([k.phrases.get("words_head", language), *lines]) if lines else None


def explain_words_of(k: Knowledge, topic: Topic, context: Context) -> Reply:
    """Explain the words of the answer just given («hva betyr det?»)."""
    answer, language = rendering_for(topic, context).get(context.language)
    text = " ".join((answer.lead, *answer.steps))
    keys = words_of(k, text)
    said = explained_words(k, text, context) or render_text(k, answer.shorter or answer.lead, language, context.today)
    facts = [fact for key in keys for fact in k.glossary[key].facts] or list(rendering_for(topic, context).facts)
    key = f"begrep:{keys[0]}" if keys else topic.id
    return Reply(
        messages=(said,),
        buttons=follow_up_buttons(k, (topic.id, *topic.follow_ups[:2]), language, context.audience),
        custom=contract(k, context, key, language=language, facts=facts, follow_ups=(topic.id,)),
    )
