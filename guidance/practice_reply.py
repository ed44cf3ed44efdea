"""Say what the practice search found: each hit with why it matched, and plainly when a municipality has none."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from guidance.loader import Knowledge
from guidance.practice import PAGE, Hit, Query, key_of, nearest, read_query, search
from guidance.records import Example
from guidance.reply import Button, Context, Reply, contract

_LIKE = 0.05  # below this nothing in the text led to the example


def query_from_slot(value: dict[str, Any] | None) -> Query | None:
    """Return the query a slot holds, or None; a slot of another shape counts as none."""
    if not isinstance(value, dict):
        return None

    def texts(name: str) -> tuple[str, ...]:
        part = value.get(name)
        return tuple(str(item) for item in part) if isinstance(part, list) else ()

    phase = value.get("phase")
    return Query("", texts("numbers"), texts("themes"), texts("groups"), str(phase) if phase else None, texts("shown"), texts("areas"))


def query_to_slot(query: Query) -> dict[str, Any]:
    """Return the query as plain lists and texts, without what the person wrote."""
    return {name: list(part) if isinstance(part, tuple) else part for name, part in asdict(query).items() if name != "text"}


def why(k: Knowledge, hit: Hit, language: str, areas: tuple[str, ...] = ()) -> str:
    """Return why a hit matched («gjelder Bærum; tema trekk i trygd; ordet purring»); `areas` are those it was looked for in."""
    reasons = []
    if hit.municipality:
        reasons.append(k.phrases.get("why_place", language, place=hit.example.place))
    reasons += [k.phrases.get("why_theme", language, theme=k.practice_themes[t].name.get(language)[0]) for t in hit.themes]
    reasons += [k.phrases.get("why_group", language, group=k.practice_themes[g].name.get(language)[0]) for g in hit.groups]
    if hit.phase:
        reasons.append(k.phrases.get("why_phase", language, phase=hit.phase))
    if areas:
        reasons.append(k.phrases.get("why_area", language, area=", ".join(k.areas[key].name.get(language)[0] for key in areas)))
    if hit.words and not (hit.themes or hit.groups):
        reasons.append(k.phrases.get("why_words", language, words=", ".join(dict.fromkeys(match for _, match in hit.words))))
    if not reasons and hit.score < _LIKE and (hit.example.result or hit.example.confidence == "H"):
        return k.phrases.get("why_told_well", language)
    return "; ".join(reasons) or k.phrases.get("why_near", language)


def _source(example: Example) -> dict[str, str | None]:
    return {"title": example.source.title, "url": example.source.url, "checked": example.source.checked.isoformat()}


def _told(k: Knowledge, hit: Hit, language: str, number: int, areas: tuple[str, ...] = ()) -> str:
    """Return one example as text: place and title, what they do, the result, doubts, and why it is shown.

    The background is told where the municipality was asked for; in a list by theme it would bury the rest.
    """
    example = hit.example
    parts = [f"{number}. {example.place}: {example.title.get(language)[0]}", example.summary.get(language)[0]]
    if example.details and hit.municipality:
        parts.append(example.details.get(language)[0])
    if example.result:
        parts.append(k.phrases.get("example_result", language, result=example.result.get(language)[0]))
    if example.limits:
        parts.append(k.phrases.get("example_limits", language, limits=example.limits.get(language)[0]))
    parts.append(k.phrases.get("example_age", language, age=example.source.age))
    if example.confidence == "L":
        parts.append(k.phrases.get("example_weak", language))
    parts.append(k.phrases.get("example_why", language, why=why(k, hit, language, areas)))
    return "\n".join(parts)


def _buttons(k: Knowledge, hits: list[Hit], rest: int, language: str) -> tuple[Button, ...]:
    buttons = []
    if rest > 0:
        buttons.append(Button(k.phrases.get("button_more_examples", language), "/show_more"))
    themes = [theme for hit in hits for theme in hit.example.themes]
    for theme in list(dict.fromkeys(themes))[:3]:
        buttons.append(Button(k.practice_themes[theme].name.get(language)[0], f'/find_practice{{"practice_theme": "{theme}"}}'))
    return tuple(buttons[:4])


def _topic_key(k: Knowledge, query: Query, hits: list[Hit]) -> str:
    if not query.numbers:
        return "praksis:tema"
    key = key_of(k, hits[0].example) if hits else None
    return f"praksis:{key}" if key else "praksis:tema"


def _slots(query: Query, shown: list[Hit]) -> dict[str, Any]:
    after = replace(query, shown=(*query.shown, *(hit.example.id for hit in shown)))
    return {"practice_query": query_to_slot(after), "topic": "praksis"}


def find_practice(k: Knowledge, text: str, context: Context, before: Query | None = None, theme: str | None = None, shared: str | None = None) -> Reply:
    """Search and tell the best hits; `before` continues an earlier search, `theme` is a button's choice.

    Args:
        text: the message.
        before: the query so far, or None for a new search.
        theme: id of practice_themes.yml, or None.
        shared: number chosen for a name that several municipalities share, or None.

    Returns:
        A reply whose `custom` holds `hits`, and `topic` `praksis:<key>`, `praksis:tema` or `praksis:ukjent_kommune`.
    """
    language = context.language
    query = Query(themes=(theme,)) if theme is not None and theme in k.practice_themes else read_query(k, text, before)
    if shared:
        query = Query(text, (shared,), query.themes, query.groups, query.phase)
    elif len(query.numbers) > 1 and _is_shared_name(k, query):
        return _which(k, query, context)
    hits = search(k, query)
    if query.numbers and not hits and not query.shown:
        return _none_here(k, query, context)
    page = hits[:PAGE]
    if not page and query.areas and not query.shown:
        return _none_in_area(k, query, context)
    if not page:
        again = bool(query.shown)
        message = k.phrases.get("practice_no_more" if again else "practice_none", language)
        return Reply(
            messages=(message,),
            buttons=_buttons(k, search(k, Query(themes=("samarbeid",)))[:3], 0, language),
            custom=contract(k, context, "praksis:tema", sources=[], hits=[]),
            slots={} if again else {"practice_query": None, "topic": "praksis"},
        )
    first = len(query.shown) + 1
    told = "\n\n".join(_told(k, hit, language, number, query.areas) for number, hit in enumerate(page, first))
    return Reply(
        messages=(told,),
        buttons=_buttons(k, page, len(hits) - len(page), language),
        custom=_contract(k, context, _topic_key(k, query, page), page, language, query.areas),
        slots=_slots(query, page),
    )


def _none_in_area(k: Knowledge, query: Query, context: Context) -> Reply:
    """Say that no example comes from the part of the country asked for, and tell the best from elsewhere."""
    language = context.language
    elsewhere = replace(query, areas=())
    page = search(k, elsewhere)[:PAGE]
    area = " / ".join(k.areas[key].name.get(language)[0] for key in query.areas)
    told = "\n\n".join(_told(k, hit, language, number) for number, hit in enumerate(page, 1))
    head = k.phrases.get("practice_none_in_area", language, area=area)
    return Reply(
        messages=(head, told) if page else (head,),
        buttons=_buttons(k, page, len(search(k, elsewhere)) - len(page), language),
        custom=_contract(k, context, "praksis:tema", page, language),
        slots=_slots(elsewhere, page),
    )


def _contract(k: Knowledge, context: Context, topic: str, hits: list[Hit], language: str, areas: tuple[str, ...] = ()) -> dict[str, Any]:
    told = [
        {"id": hit.example.id, "municipality": hit.example.place, "title": hit.example.title.get(language)[0], "why": why(k, hit, language, areas)}
        for hit in hits
    ]
    sources = list({hit.example.source.title: _source(hit.example) for hit in hits}.values())
    return contract(k, context, topic, sources=sources, hits=told)


def _is_shared_name(k: Knowledge, query: Query) -> bool:
    """Whether the numbers are one name with several bearers («Herøy»), not two places named."""
    from guidance.municipalities import find_municipalities

    return any(len(hit.numbers) > 1 and not query.themes for hit in find_municipalities(k, query.text))


def _which(k: Knowledge, query: Query, context: Context) -> Reply:
    """Ask which municipality of that name is meant."""
    places = [k.municipalities[number] for number in query.numbers]
    buttons = tuple(Button(f"{place.name} ({place.county})", f'/give_municipality{{"municipality": "{place.number}"}}') for place in places)
    return Reply(
        messages=(k.phrases.get("which_municipality", context.language),),
        buttons=buttons,
        custom=contract(k, context, "tvil", sources=[], candidates=["praksis:tema"]),
        slots={"practice_query": query_to_slot(query), "topic": "praksis"},
    )


def _none_here(k: Knowledge, query: Query, context: Context) -> Reply:
    """Say that the municipality has no example, and tell the nearest by theme, neighbour or county."""
    language = context.language
    place = " / ".join(dict.fromkeys(k.municipalities[number].name for number in query.numbers))
    page = nearest(k, query)[:PAGE]
    told = "\n\n".join(_told(k, hit, language, number) for number, hit in enumerate(page, 1))
    head = k.phrases.get("practice_unknown_place", language, place=place)
    return Reply(
        messages=(head, told) if page else (head,),
        buttons=_buttons(k, page, 0, language),
        custom=_contract(k, context, "praksis:ukjent_kommune", page, language),
        slots={**_slots(replace(query, text="", numbers=(), shown=()), page), "municipality": query.numbers[0] if len(query.numbers) == 1 else None},
    )


def sources_told(k: Knowledge, query: Query, context: Context) -> Reply:
    """Say where the examples shown last were read, with addresses."""
    shown = [k.practice[key] for key in query.shown[-PAGE:] if key in k.practice]
    lines = [f"• {example.place}: {example.source.title}" + (f", {example.source.url}" if example.source.url else "") for example in shown]
    sources = list({example.source.title: _source(example) for example in shown}.values())
    return Reply(
        messages=("\n".join([k.phrases.get("practice_sources", context.language), *lines]),),
        buttons=(Button(k.phrases.get("button_more_examples", context.language), "/show_more"),),
        custom=contract(k, context, "praksis:tema", sources=sources, hits=[]),
    )
