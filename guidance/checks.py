"""How the files of knowledge/ must fit together. Each check returns lines: file, field, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.figures import PLACEHOLDER
from guidance.letter_checks import check_letters
from guidance.letter_checks import shown_texts as letter_texts
from guidance.loader import Knowledge
from guidance.records import Answer, Localised, Record, Rendering, Topic
from guidance.walkthrough_checks import check_walkthroughs, shown_texts

# A number with a unit belongs in figures/, dated and sourced; the text names it as {figure:id}.
_BARE_FIGURE = re.compile(
    r"(?<![\w:§.-])(?:\d[\d\s\u00a0.,]*|en|én|ei|ett|eitt|to|tre|fire|fem|seks|ti|fjorten)[\s\u00a0]+"
    r"(?:kr\b|kroner|prosent|dag(?:er|ar)\b|uker?\b|uka\b|veker?\b|måned(?:er)?\b|månad(?:er)?\b|år\b(?! gammel))",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<!\d)(?:\d{2}[\s\u00a0]){3}\d{2}(?!\d)|(?<!\d)116[\s\u00a0]?\d{3}(?!\d)")
_MAX_WORDS = {"tenant": 120}
_LIX_OF_A_LINE = 12
_MAX_LIX = {"tenant": 40, "staff": 55, "landlord": 50}


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (field path, text) of every text in a record that is shown to people."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Record):
            for path, text in texts_of(value):
                yield f"{name}.{path}", text
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, str):
                    yield f"{name}.{number}", item
                elif isinstance(item, Record):
                    for path, text in texts_of(item):
                        yield f"{name}.{number}.{path}", text
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, str):
                    yield f"{name}.{key}", item
                elif isinstance(item, Record):
                    for path, text in texts_of(item):
                        yield f"{name}.{key}.{path}", text


def renderings(topic: Topic) -> Iterator[tuple[str, Rendering]]:
    """Yield (audience, rendering) of a topic."""
    for audience in ("tenant", "staff", "landlord"):
        rendering = getattr(topic, audience)
        if rendering is not None:
            yield audience, rendering


def answers(topic: Topic) -> Iterator[tuple[str, str, Answer]]:
    """Yield (audience, language, answer) of a topic."""
    for audience, rendering in renderings(topic):
        for language in ("nb", "nn", "en"):
            answer = getattr(rendering, language)
            if answer is not None:
                yield audience, language, answer


def counted_words(answer: Answer) -> int:
    """Return the words of lead and steps, the part that must be short."""
    return sum(len(text.split()) for text in (answer.lead, *answer.steps))


def lix(text: str) -> float:
    """Return the LIX reading level: words per sentence plus the share of words over six letters, in per cent.

    Under 30 is very easy, 40 is ordinary, over 50 is hard. Placeholders count as one short word.
    """
    plain = PLACEHOLDER.sub("tall", text)
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain)
    sentences = max(1, len([part for part in re.split(r"[.!?:]+(?:\s|$)", plain) if part.strip()]))
    long = sum(len(word) > 6 for word in found)
    return len(found) / sentences + 100 * long / max(1, len(found))


def read_aloud(answer: Answer) -> str:
    """Return all prose of an answer as one text, each part a sentence of its own."""
    parts = [answer.lead, *answer.steps, answer.deadline.text if answer.deadline else "", *answer.by_ground.values(), answer.more or ""]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts if part)


def _missing(file: str, field: str, wanted: tuple[str, ...], known: object, folder: str) -> Iterator[str]:
    for key in wanted:
        if key not in known:  # type: ignore[operator]
            yield f"{file}: {field}: «{key}» does not exist in knowledge/{folder}; correct the id or add the file"


def _fact_sources(k: Knowledge) -> Iterator[str]:
    for fact in k.facts.values():
        yield from _missing(f"knowledge/facts ({fact.id})", "sources", fact.sources, k.sources, "sources/")
    for row in k.conflicts.values():
        yield from _missing(f"knowledge/conflicts.yml ({row.id})", "sources", row.sources, k.sources, "sources/")


def _fact_ids(k: Knowledge) -> Iterator[str]:
    for folder in ("figures", "contacts", "glossary", "emergency"):
        for key, record in getattr(k, folder).items():
            yield from _missing(f"knowledge/{folder}/{key}.yml", "facts", record.facts, k.facts, "facts/")
    for row in k.grounds.values():
        yield from _missing(f"knowledge/grounds.yml ({row.id})", "facts", row.facts, k.facts, "facts/")
    for deadline in k.deadlines.values():
        yield from _missing(f"knowledge/deadlines.yml ({deadline.id})", "facts", deadline.facts, k.facts, "facts/")
    for section in k.laws.values():
        yield from _missing(f"knowledge/laws/sections.yml ({section.id})", "facts", section.facts, k.facts, "facts/")
        yield from _missing(f"knowledge/laws/sections.yml ({section.id})", "topic", (section.topic,), k.topics, "topics/")


def _topics(k: Knowledge) -> Iterator[str]:
    for key, topic in k.topics.items():
        file = f"knowledge/topics/{key}.yml"
        yield from _missing(file, "follow_ups", topic.follow_ups, k.topics, "topics/")
        yield from _missing(file, "conflicts", topic.conflicts, k.conflicts, "conflicts.yml")
        for audience, rendering in renderings(topic):
            yield from _missing(file, f"{audience}.facts", rendering.facts, k.facts, "facts/")
            yield from _missing(file, f"{audience}.contacts", rendering.contacts, k.contacts, "contacts/")
        for audience, language, answer in answers(topic):
            limit = _MAX_WORDS.get(audience)
            if limit and counted_words(answer) > limit:
                yield f"{file}: {audience}.{language}: lead and steps are {counted_words(answer)} words; at most {limit}"
            level = lix(read_aloud(answer))
            if level > _MAX_LIX[audience]:
                yield f"{file}: {audience}.{language}: reading level LIX {level:.0f}; at most {_MAX_LIX[audience]}: shorter sentences, shorter words"
            for ground, text in answer.by_ground.items():
                if len(text.split()) > 35:
                    yield f"{file}: {audience}.{language}.by_ground.{ground}: {len(text.split())} words; at most 35"
            if answer.deadline and answer.deadline.figure not in k.figures:
                yield f"{file}: {audience}.{language}.deadline.figure: «{answer.deadline.figure}» is not in knowledge/figures/"


def _others(k: Knowledge) -> Iterator[str]:
    for key, term in k.glossary.items():
        if term.topic:
            yield from _missing(f"knowledge/glossary/{key}.yml", "topic", (term.topic,), k.topics, "topics/")
        if term.letter_topic:
            yield from _missing(f"knowledge/glossary/{key}.yml", "letter_topic", (term.letter_topic,), k.topics, "topics/")
    for matter in k.matters.values():
        yield from _missing(f"knowledge/matters.yml ({matter.id})", "topic", (matter.topic,), k.topics, "topics/")
    for short in k.abbreviations.values():
        yield from _missing(f"knowledge/abbreviations.yml ({short.id})", "topic", (short.topic,) if short.topic else (), k.topics, "topics/")
        yield from _missing(f"knowledge/abbreviations.yml ({short.id})", "term", (short.term,) if short.term else (), k.glossary, "glossary/")
    for row in k.grounds.values():
        yield from _missing(f"knowledge/grounds.yml ({row.id})", "offers", row.offers, k.topics, "topics/")
        if row.deadline_figure:
            yield from _missing(f"knowledge/grounds.yml ({row.id})", "deadline_figure", (row.deadline_figure,), k.figures, "figures/")
    for key, file in k.emergency.items():
        yield from _missing(f"knowledge/emergency/{key}.yml", "contacts", file.contacts, k.contacts, "contacts/")
        yield from _missing(f"knowledge/emergency/{key}.yml", "follow_ups", file.follow_ups, k.topics, "topics/")
    for municipality in k.municipalities.values():
        yield from _missing(
            f"knowledge/municipalities.csv ({municipality.name})", "neighbours", municipality.neighbours, k.municipalities, "municipalities.csv"
        )


def _deadlines(k: Knowledge) -> Iterator[str]:
    for figure in k.figures.values():
        if figure.rule and figure.rule not in k.deadlines:
            yield f"knowledge/deadlines.yml: {figure.rule}: the figure «{figure.id}» has no texts; add a row"
    for row in k.deadlines.values():
        file = f"knowledge/deadlines.yml ({row.id})"
        yield from _missing(file, "topic", (row.topic,), k.topics, "topics/")
        yield from _missing(file, "figure", (row.figure,), k.figures, "figures/")
        runs = k.figures.get(row.figure)
        if runs and runs.rule != row.id:
            yield f"{file}: figure: «{row.figure}» names the rule «{runs.rule}»; make them equal"
        if runs and runs.kind is None:
            yield f"knowledge/figures/{runs.id}.yml: kind: the deadline of «{row.id}» must say how it runs; give kind and counted_from"


def _portals(k: Knowledge) -> Iterator[str]:
    for key, portal in k.portals.items():
        file = f"knowledge/portals/{key}.yml"
        yield from _missing(file, "contacts", tuple(portal.contacts), k.contacts, "contacts/")
        if portal.municipality:
            yield from _missing(file, "municipality", (portal.municipality,), k.municipalities, "municipalities.csv")
    for row in k.interface.quick_start:
        if row.topic:
            yield from _missing(f"knowledge/interface.yml (quick_start {row.id})", "topic", (row.topic,), k.topics, "topics/")


def _shown_texts(k: Knowledge) -> Iterator[tuple[str, str, str]]:
    for path, text in texts_of(k.interface):
        yield "knowledge/interface.yml", path, text
    for folder in ("topics", "glossary", "emergency"):
        for key, record in getattr(k, folder).items():
            for path, text in texts_of(record):
                yield f"knowledge/{folder}/{key}.yml", path, text
    for row in k.grounds.values():
        for path, text in texts_of(row):
            yield f"knowledge/grounds.yml ({row.id})", path, text
    for deadline in k.deadlines.values():
        for path, text in texts_of(deadline):
            yield f"knowledge/deadlines.yml ({deadline.id})", path, text
    for key, walk in k.walkthroughs.items():
        for path, audience, language, text in shown_texts(walk):
            yield f"knowledge/walkthroughs/{key}.yml", f"{path}.{audience}.{language}", text
    for key, form in k.letters.items():
        for path, language, text in letter_texts(form):
            yield f"knowledge/letters/{key}.yml", f"{path}.{language}", text
    for section in k.laws.values():
        for path, text in texts_of(section.says):
            yield f"knowledge/laws/sections.yml ({section.id})", f"says.{path}", text


def _letters(k: Knowledge) -> Iterator[str]:
    yield from check_letters(k)
    for key, form in k.letters.items():
        for language in ("nb", "nn"):
            said = [text for _, of, text in letter_texts(form) if of == language]
            level = lix(" ".join(text if text.endswith((".", "!", "?", ":")) else f"{text}." for text in said))
            if level > _MAX_LIX[form.writer]:
                yield f"knowledge/letters/{key}.yml: {language}: reading level LIX {level:.0f}; at most {_MAX_LIX[form.writer]}: shorter sentences, shorter words"


def _walkthroughs(k: Knowledge) -> Iterator[str]:
    yield from check_walkthroughs(k)
    for key, walk in k.walkthroughs.items():
        for path, audience, language, text in shown_texts(walk):
            level = lix(text)
            # One sentence alone swings more than an answer of several.
            if level > _MAX_LIX[audience] + _LIX_OF_A_LINE:
                yield f"knowledge/walkthroughs/{key}.yml: {path}.{audience}.{language}: reading level LIX {level:.0f}; shorter sentences, shorter words"


def _placeholders(k: Knowledge) -> Iterator[str]:
    places = {"figure": k.figures, "contact": k.contacts}
    for file, path, text in _shown_texts(k):
        for kind, key in PLACEHOLDER.findall(text):
            if kind not in places or key not in places[kind]:
                yield f"{file}: {path}: {{{kind}:{key}}} does not exist; use a figure of knowledge/figures/ or a contact of knowledge/contacts/"
        if path.split(".")[0] in ("law", "also", "term", "phrases", "unless", "id", "facts", "figure"):
            continue
        bare = _BARE_FIGURE.search(text)
        if bare:
            yield f"{file}: {path}: «{bare.group(0)}» is a bare figure; write {{figure:<id>}} and keep the value in knowledge/figures/"
        phone = _PHONE.search(text)
        if phone:
            yield f"{file}: {path}: «{phone.group(0)}» is a bare phone number; write {{contact:<id>}} and keep it in knowledge/contacts/"


def _unconfirmed(k: Knowledge) -> Iterator[str]:
    for file, path, text in _shown_texts(k):
        for refused in k.unconfirmed:
            if refused in text.replace("\u00a0", " "):
                yield f"{file}: {path}: «{refused}» is not confirmed by any good source; take it out"
    for key, contact in k.contacts.items():
        if contact.phone and not contact.phone_confirmed:
            yield f"knowledge/contacts/{key}.yml: phone: an unconfirmed number is never kept here; confirm it or delete it"


def _practice(k: Knowledge) -> Iterator[str]:
    for key, example in k.practice.items():
        file = f"knowledge/practice/{key}.yml"
        for theme in example.themes:
            if theme not in k.practice_themes:
                yield f"{file}: themes: «{theme}» is no row of knowledge/practice_themes.yml; take one of its ids or add a row"
        yield from _missing(file, "municipalities", example.municipalities, k.municipalities, "municipalities.csv")


def _nynorsk(k: Knowledge) -> Iterator[str]:
    for folder in ("topics", "glossary", "practice", "figures", "contacts", "portals"):
        for key, record in getattr(k, folder).items():
            lacking = [text for text in localised(record) if text.nn is None]
            for text in lacking:
                yield f"knowledge/{folder}/{key}.yml: nn: is missing beside «{text.nb[:40]}»; write the same in nynorsk"


def _terms(k: Knowledge) -> Iterator[str]:
    owner: dict[str, str] = {}
    for key, term in k.glossary.items():
        for form in {form.casefold() for form in (term.term, *term.also)}:
            if owner.setdefault(form, key) != key:
                yield f"knowledge/glossary/{key}.yml: also: «{form}» is a word of {owner[form]}.yml already; keep it in one"


def check_knowledge(k: Knowledge) -> list[str]:
    """Return every fault in how the files fit together; empty when all is well."""
    checks = (
        _fact_sources,
        _fact_ids,
        _topics,
        _deadlines,
        _others,
        _walkthroughs,
        _letters,
        _portals,
        _placeholders,
        _unconfirmed,
        _nynorsk,
        _terms,
        _practice,
    )
    return [fault for check in checks for fault in check(k)]


def localised(record: Record) -> Iterator[Localised]:
    """Yield every Localised in a record, for the parity tests."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Localised):
            yield value
        elif isinstance(value, Record):
            yield from localised(value)
