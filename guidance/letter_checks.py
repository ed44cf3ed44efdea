"""How the files of knowledge/letters/ must fit together: blanks, facts, both languages, and the ground gate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from guidance.grounds import payment_stops
from guidance.letter_values import blanks_of
from guidance.loader import Knowledge
from guidance.records import BLANK, Blank, LetterForm, Localised, Part

_FIGURE = re.compile(r"\{(?:figure|contact):[a-z0-9_]+\}")
_SECTION = re.compile(r"§§? ?[\d-]+(?: [a-e]\b)?")
_PAYING = re.compile(r"(?:betal\w*|pay\w*)[^.?!]*\b(?:stopper|stanser|stoppar|stansar|stops)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:ikke|ikkje|not|normalt|normally|ingen|inga|bare når|berre når|only where)\b", re.IGNORECASE)
# Which kinds of answers can fill which kinds of blanks.
_ANSWERS = {"amount": ("amount",), "date": ("date",), "number": ("number",), "yes_no": ("yes_no",), "choice": ("choice",), "ground": ("choice",), "topic": ()}
_PLAN = {"total_ore": "amount", "monthly_ore": "amount", "instalments": "number", "first": "date", "last": "date"}
_RESULT = {"deadline": "date"}


def shown_texts(form: LetterForm) -> Iterator[tuple[str, str, str]]:
    """Yield (field path, language, text) of all that a letter says, without the blanks that values fill."""
    for path, localised in form.texts():
        for language in ("nb", "nn", "en"):
            text = getattr(localised, language)
            if text:
                yield path, language, BLANK.sub("", text)


def claims_that_paying_stops(text: str) -> list[str]:
    """Return the sentences that say, without a «not», that paying stops a case."""
    return [sentence for sentence in re.split(r"(?<=[.?!])\s", text) if _PAYING.search(sentence) and not _NEGATED.search(sentence)]


def _named(part: Part) -> list[str]:
    """Return the blanks that a part places, as often as it does; a plan only reckons with them."""
    texts = [text.nb for text in (part.text, *part.items) if text]
    return [*(part.blanks if part.kind == "fields" else ()), *(key for text in texts for key in BLANK.findall(text))]


def _blanks(k: Knowledge, form: LetterForm, file: str) -> Iterator[str]:
    known = blanks_of(k, form)
    own = Counter(blank.id for blank in form.blanks)
    placed: Counter[str] = Counter()
    for number, part in enumerate(form.parts):
        for key in (*_named(part), *part.blanks):
            if key not in known:
                yield f"{file}: parts.{number}: «{key}» is no blank of this letter or of letter_blanks.yml; correct the id"
            elif part.grounds and key in own:
                yield f"{file}: parts.{number}: «{key}» stands in a part for some grounds only; place it where it is always shown"
        placed.update(_named(part))
    for key, times in own.items():
        if times > 1 or key in k.letter_blanks:
            yield f"{file}: blanks: «{key}» stands twice, here or in letter_blanks.yml; keep one"
        if placed[key] != 1:
            yield f"{file}: blanks: «{key}» is placed {placed[key]} times; a value stands in a letter once"
    for key, times in placed.items():
        if key not in own and times > 1:
            yield f"{file}: parts: «{key}» is placed {times} times; once is enough"


def _origin_kind(k: Knowledge, walkthrough: str, origin: str) -> str | None:
    """Return the kind of what an origin gives, or None when there is no such thing."""
    walk = k.walkthroughs[walkthrough]
    place, _, name = origin.partition(".")
    if place == "answer":
        step = walk.step(name)
        return step.kind if step else None
    if place == "plan":
        return _PLAN.get(name) if walk.computes == "payment_plan" else None
    return _RESULT.get(name) if walk.computes == "letter_deadline" else None


def _fills(k: Knowledge, blank: Blank, file: str) -> Iterator[str]:
    for key, origin in blank.fills.items():
        where = f"{file}: blanks.{blank.id}.fills.{key}"
        if key not in k.walkthroughs:
            yield f"{where}: no such walk-through in knowledge/walkthroughs/; correct the key"
            continue
        kind = _origin_kind(k, key, origin)
        if kind not in _ANSWERS[blank.kind]:
            yield f"{where}: «{origin}» gives {kind or 'nothing'}, the blank holds {blank.kind}; correct the origin"
        step = k.walkthroughs[key].step(origin.partition(".")[2]) if kind == "choice" and blank.kind == "choice" else None
        for choice in step.choices if step else ():
            if choice.id not in blank.options:
                yield f"{file}: blanks.{blank.id}.options: «{choice.id}» is an answer of {key} and has no wording here; add it"


def _marks(text: str) -> tuple[Counter[str], Counter[str], list[str]]:
    return Counter(BLANK.findall(text)), Counter(_FIGURE.findall(text)), _SECTION.findall(text)


def _languages(form: LetterForm, file: str) -> Iterator[str]:
    texts = dict(form.texts())
    for path, text in texts.items():
        if text.nn is None:
            yield f"{file}: {path}: nn is missing; both languages stand side by side"
        elif _marks(text.nb) != _marks(text.nn):
            yield f"{file}: {path}: nb and nn differ in blanks, figures or sections of law; make them equal"
        if path.split(".")[0] in ("title", "use", "does_not") and text.en is None:
            yield f"{file}: {path}: en is missing; the writer must know what the letter is and does not do"
        for language in ("nb", "nn", "en"):
            if re.search(r"\{(?!(?:blank|figure|contact):[a-z0-9_]+\})", getattr(text, language) or ""):
                yield f"{file}: {path}.{language}: a brace that is no placeholder; write {{blank:name}} or {{figure:name}}"


def _gate(k: Knowledge, form: LetterForm, file: str) -> Iterator[str]:
    def claims(texts: list[Localised]) -> list[str]:
        return [claim for text in texts for language in ("nb", "nn", "en") for claim in claims_that_paying_stops(getattr(text, language) or "")]

    for number, part in enumerate(form.parts):
        wrong = [ground for ground in part.grounds if not payment_stops(k, ground)] if part.stops_case else []
        if wrong:
            yield f"{file}: parts.{number}.grounds: paying does not surely stop the case on {', '.join(wrong)} (grounds.yml); take them out"
        said = claims([text for text in (part.text, *part.items) if text])
        if said and not part.stops_case:
            yield f"{file}: parts.{number}: «{said[0]}» says that paying stops the case; set stops_case and the grounds where it does"
        if not part.facts and any("§" in text.nb for text in (part.text, *part.items) if text):
            yield f"{file}: parts.{number}: names a section of law and cites no fact; add facts"
    for claim in claims([form.use, *form.does_not]):
        yield f"{file}: «{claim}» says that paying stops the case; what depends on the ground comes from grounds.yml"


def check_letters(k: Knowledge) -> Iterator[str]:
    """Yield every fault: blanks lost or doubled, values that cannot come, languages apart, a stop offered where there is none."""
    for blank in k.letter_blanks.values():
        if blank.kind != "line" or blank.label.nn is None:
            yield f"knowledge/letter_blanks.yml: {blank.id}: shared blanks are lines with a label in nb and nn"
    for key, form in k.letters.items():
        file = f"knowledge/letters/{key}.yml"
        for fact in form.facts:
            if fact not in k.facts:
                yield f"{file}: facts: «{fact}» does not exist in knowledge/facts/; correct the id or add the fact"
        for topic in form.topics:
            if topic not in k.topics:
                yield f"{file}: topics: «{topic}» does not exist in knowledge/topics/; correct the key"
        yield from _blanks(k, form, file)
        for blank in form.blanks:
            yield from _fills(k, blank, file)
        yield from _languages(form, file)
        yield from _gate(k, form, file)
    for key, walk in k.walkthroughs.items():
        for number, outcome in enumerate(walk.outcomes):
            if outcome.letter and outcome.letter not in k.letters:
                yield f"knowledge/walkthroughs/{key}.yml: outcomes.{number}.letter: «{outcome.letter}» does not exist in knowledge/letters/; correct the id"
