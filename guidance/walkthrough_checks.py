"""How the files of knowledge/walkthroughs/ must fit together: conditions that can hold, texts that can be filled, both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.figures import PLACEHOLDER
from guidance.loader import Knowledge
from guidance.records import Condition, Spoken, Step, Walkthrough
from guidance.walkthroughs.computing import COMMON_TESTS, COMMON_TEXTS, QUESTION_TESTS, QUESTION_TEXTS, TESTS, TEXTS
from guidance.walkthroughs.reading import choices_of
from guidance.walkthroughs.state import UNSURE

# A way through longer than this is left half-way.
MOST_STEPS = 10
_OWN = re.compile(r"\{(?:answer|computed):[a-z_]+\}")


def spoken_texts(walk: Walkthrough) -> Iterator[tuple[str, Spoken]]:
    """Yield (field path, text) of all that a walk-through says."""
    yield "begin", walk.begin
    for step in walk.steps:
        for field in ("ask", "why", "help"):
            yield f"steps.{step.name}.{field}", getattr(step, field)
    for number, outcome in enumerate(walk.outcomes):
        yield f"outcomes.{number}.say", outcome.say


def shown_texts(walk: Walkthrough) -> Iterator[tuple[str, str, str, str]]:
    """Yield (field path, audience, language, text) of all that is said, without the blanks that the answers fill."""
    for path, spoken in spoken_texts(walk):
        for audience in ("tenant", "staff"):
            localised = getattr(spoken, audience)
            for language in ("nb", "nn"):
                text = getattr(localised, language) if localised else None
                if text:
                    yield path, audience, language, _OWN.sub("", text)


def _values(k: Knowledge, step: Step) -> set[str] | None:
    """Return what a step's answer can be in a condition; None where it is a free amount, day or number."""
    if step.kind == "choice":
        return {choice.id for choice in choices_of(k, step)} | {UNSURE}
    return {"ja", "nei", UNSURE} if step.kind == "yes_no" else None


def _conditions(k: Knowledge, walk: Walkthrough, file: str, path: str, conditions: tuple[Condition, ...], known: set[str]) -> Iterator[str]:
    reckoned = QUESTION_TESTS.get(walk.computes, {})
    for row in conditions:
        for name, values in row.items():
            if name not in known and name not in reckoned:
                yield f"{file}: {path}.when: «{name}» is no earlier question and nothing that «{walk.computes}» reckons; correct the name"
                continue
            step = walk.step(name)
            allowed = _values(k, step) if step else set(reckoned[name]) if name in reckoned else None
            for value in values if allowed is not None else ():
                if value not in allowed:  # type: ignore[operator]
                    yield f"{file}: {path}.when.{name}: «{value}» is no answer to that question; use one of {', '.join(sorted(allowed or ()))}"


def _placeholders(k: Knowledge, walk: Walkthrough, file: str) -> Iterator[str]:
    texts = {*COMMON_TEXTS, *TEXTS[walk.computes]}
    names, early = {step.name for step in walk.steps}, QUESTION_TEXTS.get(walk.computes, ())
    for path, spoken in spoken_texts(walk):
        outcome, question = path.startswith("outcomes"), path.endswith(".ask")
        own = {"answer": names, "computed": texts} if outcome else {"answer": names, "computed": early} if question else {}
        for localised in (spoken.tenant, spoken.staff):
            for text in (localised.nb, localised.nn or "") if localised else ():
                for kind, key in PLACEHOLDER.findall(text):
                    places = {"figure": k.figures, "contact": k.contacts, **own}
                    if key not in places.get(kind, ()):
                        yield f"{file}: {path}: {{{kind}:{key}}} cannot be filled here; use a figure, a contact, or in a question or outcome an answer or a reckoned value"


def _languages(walk: Walkthrough, file: str) -> Iterator[str]:
    for path, spoken in spoken_texts(walk):
        for audience in ("tenant", "staff"):
            localised = getattr(spoken, audience)
            if localised is not None and localised.nn is None:
                yield f"{file}: {path}.{audience}: nn is missing; both languages stand side by side"
            for language in ("nb", "nn"):
                text = getattr(localised, language, None) if localised else None
                if text and re.search(r"\{(?![a-z]+:[a-z0-9_]+\})", text):
                    yield f"{file}: {path}.{audience}.{language}: a brace that is no placeholder; write {{kind:name}}"


def check_walkthroughs(k: Knowledge) -> Iterator[str]:
    """Yield every fault: what cannot be asked, cannot hold or cannot be filled; facts and topics that do not exist."""
    for key, walk in k.walkthroughs.items():
        file = f"knowledge/walkthroughs/{key}.yml"
        facts = [*walk.facts, *(fact for step in walk.steps for fact in step.facts), *(fact for outcome in walk.outcomes for fact in outcome.facts)]
        for fact in dict.fromkeys(facts):
            if fact not in k.facts:
                yield f"{file}: facts: «{fact}» does not exist in knowledge/facts/; correct the id or add the fact"
        for topic in (key, *walk.follow_ups):
            if topic not in k.topics:
                yield f"{file}: «{topic}» is no topic of knowledge/topics/; a walk-through has its topic's name and goes on to topics"
        if len([step for step in walk.steps if not step.when]) > MOST_STEPS:
            yield f"{file}: steps: more than {MOST_STEPS} questions for everybody; leave out what changes no outcome"
        before: set[str] = set()
        for step in walk.steps:
            yield from _conditions(k, walk, file, f"steps.{step.name}", step.when, before)
            if step.asks_again is not None and step.asks_again not in before:
                yield f"{file}: steps.{step.name}.asks_again: «{step.asks_again}» is no earlier question; correct the name"
            before.add(step.name)
        known = before | {*COMMON_TESTS, *TESTS[walk.computes]}
        for number, outcome in enumerate(walk.outcomes):
            yield from _conditions(k, walk, file, f"outcomes.{number}", outcome.when, known)
        yield from _placeholders(k, walk, file)
        yield from _languages(walk, file)
