"""Practice examples by filters that all must hold, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from guidance.loader import Knowledge
from guidance.practice import Hit, nearest, read_query, search
from guidance.practice_reply import why
from guidance.records import Example

PHASES = ("1", "2", "3")
MOST_TEXT = 200


@dataclass(frozen=True)
class Filters:
    """What is looked for; an empty field asks for nothing.

    Attributes:
        text: free words; a municipality in them is a filter too.
        municipality: number.
        phase: `1`, `2` or `3`.
        theme: id of practice_themes.yml, a theme or a target group.
    """

    text: str = ""
    municipality: str = ""
    phase: str = ""
    theme: str = ""


@dataclass(frozen=True)
class Found:
    """Hits, best first; `nowhere` names the municipality in the words that has no example, so that the hits are the nearest."""

    hits: tuple[Hit, ...]
    nowhere: str | None = None


def read_filters(k: Knowledge, given: dict[str, Any]) -> Filters:
    """Return the filters of a form or a JSON body; values that are not ours are dropped."""
    told = {name: value if isinstance(value := given.get(name), str) else "" for name in ("text", "municipality", "phase", "theme")}
    return Filters(
        text=told["text"].strip()[:MOST_TEXT],
        municipality=told["municipality"] if told["municipality"] in k.municipalities else "",
        phase=told["phase"] if told["phase"] in PHASES else "",
        theme=told["theme"] if told["theme"] in k.practice_themes else "",
    )


def _holds(example: Example, filters: Filters) -> bool:
    return (
        (not filters.municipality or filters.municipality in example.municipalities)
        and (not filters.phase or filters.phase in example.phases)
        and (not filters.theme or filters.theme in (*example.themes, *example.target_groups))
    )


def filtered(k: Knowledge, filters: Filters) -> Found:
    """Return the examples that every filter holds for; free words rank them, and without words the best sourced come first."""
    nowhere = None
    if filters.text:
        query = read_query(k, filters.text)
        hits = search(k, query, most=len(k.practice))
        if query.numbers and not hits:
            nowhere = " / ".join(dict.fromkeys(k.municipalities[number].name for number in query.numbers))
            hits = nearest(k, query)
    else:
        ranked = sorted(k.practice.values(), key=lambda example: ("HML".index(example.confidence), example.place, example.id))
        hits = [Hit(example, 0.0, False, (), (), None, ()) for example in ranked]
    return Found(tuple(hit for hit in hits if _holds(hit.example, filters)), nowhere)


def places(k: Knowledge) -> list[tuple[str, str]]:
    """Return [(number, name)] of the municipalities that have examples, by name."""
    numbers = {number for example in k.practice.values() for number in example.municipalities}
    return sorted(((number, k.municipalities[number].name) for number in numbers), key=lambda place: place[1])


def _names(k: Knowledge, keys: tuple[str, ...], language: str) -> list[str]:
    return [k.practice_themes[key].name.get(language)[0] if key in k.practice_themes else key for key in keys]


def card(k: Knowledge, example: Example, language: str, hit: Hit | None = None) -> dict[str, Any]:
    """Return an example as a page shows it, in a language; `why` is None where nothing was searched for in words.

    Keys: id, place, title, summary, details, result, limits, phases, themes, groups, confidence (`H`, `M`, `L`), source, why.
    """
    local = {name: text.get(language)[0] if (text := getattr(example, name)) else None for name in ("title", "summary", "details", "result", "limits")}
    source = example.source
    return {
        "id": example.id,
        "place": example.place,
        **local,
        "phases": [phase for phase in example.phases if phase in PHASES],
        "themes": _names(k, example.themes, language),
        "groups": _names(k, example.target_groups, language),
        "confidence": example.confidence,
        "source": {"title": source.title, "url": source.url, "age": source.age, "checked": source.checked.isoformat()},
        "why": why(k, hit, language) if hit and (hit.municipality or hit.themes or hit.groups or hit.phase or hit.words) else None,
    }


def pair(k: Knowledge, ids: Sequence[str]) -> tuple[Example, Example] | None:
    """Return the two examples that ids name, or None unless they are two different ones of ours."""
    if len(ids) != 2 or ids[0] == ids[1] or not all(key in k.practice for key in ids):
        return None
    return k.practice[ids[0]], k.practice[ids[1]]
