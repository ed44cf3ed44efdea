"""Find municipal practice examples: by municipality, theme, phase, target group and free text, and say why each fits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from guidance.loader import Knowledge
from guidance.municipalities import find_municipalities, near
from guidance.phrasebook import found, plain
from guidance.records import Area, Example
from guidance.texts import ascii_key, fold, words

PAGE = 3
# A theme or group that is named weighs more than likeness of letters; set by the gold queries' training half.
_THEME_WEIGHT, _GROUP_WEIGHT, _PHASE_WEIGHT = 0.6, 0.4, 0.3
_TOLD_RESULT = 0.03
# Where nothing is asked for, what prevents evictions themselves comes before what only borders on them.
_CORE_WEIGHT, _MOST_CORE = 0.05, 2
_LEAST = 0.12
_TELLING = 4  # letters of a word that says what is looked for


@dataclass(frozen=True)
class Query:
    """What is looked for. `numbers` are municipalities, `areas` keys of areas.yml; `shown` are ids shown already."""

    text: str = ""
    numbers: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    phase: str | None = None
    shown: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing but words narrows the search."""
        return not (self.numbers or self.themes or self.groups or self.phase or self.areas)


@dataclass(frozen=True)
class Hit:
    """An example that fits, how well (0 and up), and the parts of the query it met."""

    example: Example
    score: float
    municipality: bool
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    phase: str | None
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Index:
    ids: tuple[str, ...]
    vectorizer: TfidfVectorizer
    matrix: csr_matrix
    vocabulary: dict[str, dict[str, str]]


def _document(k: Knowledge, example: Example) -> str:
    themes = " ".join((*example.themes, *example.target_groups))
    texts = [example.place, example.title.nb, example.summary.nb, themes, themes]
    texts += [part.nb for part in (example.details, example.result) if part is not None]
    for theme in example.themes:
        if theme in k.practice_themes:
            texts.append(k.practice_themes[theme].name.nb)
    return fold(" ".join(texts))


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _index(k: Knowledge) -> _Index:
    ids = tuple(k.practice)
    documents = [_document(k, k.practice[key]) for key in ids]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents)
    vocabulary = {key: {word: word for word in words(text) if len(word) > 3} for key, text in zip(ids, documents, strict=True)}
    return _Index(ids, vectorizer, matrix, vocabulary)


def key_of(k: Knowledge, example: Example) -> str | None:
    """Return the municipality key of an example («baerum»), or None for examples of several places or none."""
    if len(example.municipalities) != 1:
        return None
    return ascii_key(k.municipalities[example.municipalities[0]].name)


def read_query(k: Knowledge, text: str, before: Query | None = None) -> Query:
    """Return what a message looks for; what it does not say is kept from the query before.

    «hva med Drammen?» changes the municipality and keeps the theme; «noe for barnefamilier?» changes the group.
    """
    heard = plain(text)
    numbers = tuple(dict.fromkeys(n for hit in find_municipalities(k, text, True, _known_words(k)) for n in hit.numbers))
    themes = tuple(key for key, theme in k.practice_themes.items() if theme.kind == "theme" and found(theme.phrases, heard))
    groups = tuple(key for key, theme in k.practice_themes.items() if theme.kind == "group" and found(theme.phrases, heard))
    phase = next((number for number in ("1", "2", "3") if f" fase {number} " in heard or f" f{number} " in heard), None)
    areas = () if numbers else tuple(key for key, area in k.areas.items() if found(area.phrases, heard))
    if before is None:
        return Query(text, numbers, themes, groups, phase, areas=areas)
    if not (numbers or themes or groups or phase or areas):
        return before
    if (numbers or areas) and not (themes or groups or phase):
        return replace(before, numbers=numbers, areas=areas, shown=(), text=text)
    return Query(text, numbers or before.numbers, themes, groups, phase, areas=areas)


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _known_words(k: Knowledge) -> frozenset[str]:
    """Return the folded words of the examples and of queries: none of them is a misspelt place."""
    index = _index(k)
    places = {fold(m.name) for m in k.municipalities.values()}
    spoken = {word for key in index.ids for word in index.vocabulary[key]} | {fold(word) for word in k.practice_stopwords}
    areas = {word for area in k.areas.values() for phrase in area.phrases for word in words(fold(phrase.replace("*", "")))}
    return frozenset((spoken | areas) - places)


def _stripped(k: Knowledge, query: Query) -> str:
    """Return the query's words without place names and words that every query has."""
    stop = {fold(word) for word in k.practice_stopwords} | {
        word for area in query.areas for phrase in k.areas[area].phrases for word in words(fold(phrase.replace("*", "")))
    }
    places = {part for number in query.numbers for part in words(fold(k.municipalities[number].name))}
    return " ".join(word for word in words(fold(query.text)) if word not in stop and word not in places)


def _near_words(index: _Index, key: str, heard: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (query word, nearest word of the document) where they share their first five letters or more."""
    pairs = []
    for word in heard:
        if len(word) < 4:
            continue
        stem = word[: max(4, len(word) - 3)]
        match = next((other for other in index.vocabulary[key] if other.startswith(stem)), None)
        if match:
            pairs.append((word, match))
    return tuple(pairs[:3])


def _hit(k: Knowledge, query: Query, index: _Index, key: str, likeness: float, heard: list[str]) -> Hit:
    example = k.practice[key]
    themes = tuple(theme for theme in query.themes if theme in example.themes)
    groups = tuple(group for group in query.groups if group in example.themes or group in example.target_groups)
    phase = query.phase if query.phase in example.phases else None
    score = likeness + _THEME_WEIGHT * len(themes) + _GROUP_WEIGHT * len(groups) + (_PHASE_WEIGHT if phase else 0.0)
    return Hit(example, score, bool(set(query.numbers) & set(example.municipalities)), themes, groups, phase, _near_words(index, key, heard))


def search(k: Knowledge, query: Query, most: int = 50) -> list[Hit]:
    """Return hits, best first: a municipality or an area in the query is a filter, the rest ranks. Empty when nothing fits.

    A query that says nothing («hva gjør andre kommuner?») gets all, those with a told result and a good source first.
    """
    index = _index(k)
    heard_text = _stripped(k, query)
    heard = words(heard_text)
    likeness = np.zeros(len(index.ids))
    if heard:
        likeness = (index.matrix @ index.vectorizer.transform([heard_text]).T).toarray().ravel()
    hits = [_hit(k, query, index, key, float(score), heard) for key, score in zip(index.ids, likeness, strict=True)]
    if query.numbers:
        hits = [hit for hit in hits if hit.municipality]
    else:
        asked = bool(query.themes or query.groups or query.phase)
        if not query.areas and (asked or any(len(word) >= _TELLING for word in heard)):
            hits = [hit for hit in hits if hit.themes or hit.groups or hit.phase or (hit.score >= _LEAST and (hit.words or not asked))]
        hits = [hit for hit in hits if all(_lies_in(k, hit.example, k.areas[area]) for area in query.areas)]
    hits = [hit for hit in hits if hit.example.id not in query.shown]
    trust = {"H": 0.02, "M": 0.01, "L": 0.0}

    def worth(hit: Hit) -> float:
        """Return the score with what makes an example useful beside it: good sources, and a result that is told."""
        core = sum(k.practice_themes[theme].core for theme in hit.example.themes if theme in k.practice_themes) if query.is_open else 0
        return hit.score + trust[hit.example.confidence] + (_TOLD_RESULT if hit.example.result else 0.0) + _CORE_WEIGHT * min(core, _MOST_CORE)

    ranked = sorted(hits, key=lambda hit: (-worth(hit), hit.example.id))[:most]
    return _one_a_place_first(ranked) if query.is_open or query.areas else ranked


def _lies_in(k: Knowledge, example: Example, area: Area) -> bool:
    """Return whether an example comes from a county of the area and a municipality of its size."""
    places = [k.municipalities[number] for number in example.municipalities]
    if area.counties and not ({place.county for place in places} | set(example.counties)) & set(area.counties):
        return False
    sizes = [place.population for place in places]
    return (area.least is None or any(size >= area.least for size in sizes)) and (area.most is None or any(size <= area.most for size in sizes))


def _one_a_place_first(hits: list[Hit]) -> list[Hit]:
    """Return hits with each place once before any comes twice: an overview of one city is none."""
    seen: set[str] = set()
    first: list[Hit] = []
    later: list[Hit] = []
    for hit in hits:
        (later if hit.example.place in seen else first).append(hit)
        seen.add(hit.example.place)
    return first + later


def nearest(k: Knowledge, query: Query) -> list[Hit]:
    """Return examples for a municipality that has none: its neighbours first, then its county, then the theme."""
    open_query = replace(query, numbers=())
    by_theme = {hit.example.id: hit for hit in search(k, open_query)}
    ranked: list[Hit] = []
    for number in query.numbers:
        neighbours, county = near(k, number)
        for weight, group in ((2.0, neighbours), (1.0, county)):
            numbers = {municipality.number for municipality in group}
            for example in k.practice.values():
                if numbers & set(example.municipalities) and all(hit.example.id != example.id for hit in ranked):
                    base = by_theme.get(example.id) or Hit(example, 0.0, False, (), (), None, ())
                    ranked.append(replace(base, score=base.score + weight))
    wanted = bool(query.themes or query.groups or query.phase)
    if wanted:  # a place near that does something else helps less than the theme further away
        ranked = [hit for hit in ranked if hit.themes or hit.groups or hit.phase] + [hit for hit in by_theme.values() if hit.themes or hit.groups or hit.phase]
    else:
        ranked += list(by_theme.values())
    unique = {hit.example.id: hit for hit in reversed(ranked)}
    return sorted((hit for hit in unique.values() if hit.example.id not in query.shown), key=lambda hit: -hit.score)
