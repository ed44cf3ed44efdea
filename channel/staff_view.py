"""An answer as the staff tool shows it: law and sources first, then the text, then what goes on from it; and all of it as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from channel.transcript import blocks, day_of, plan_rows
from guidance.citations import CitedLaw, as_told, laws_behind
from guidance.clock import now_in_oslo
from guidance.loader import Knowledge
from guidance.practice_filter import card
from guidance.records import Example

Row = dict[str, Any]


def answer_view(k: Knowledge, messages: Sequence[Mapping[str, Any]], language: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return a reply as the page shows it.

    Args:
        k: the knowledge at the portal.
        messages: of the reply, as the channel keeps them.
        language: of the page's own words, `nb` or `nn`.
        texts: of the interface, in that language.

    Returns:
        `heading`, `urgent`, `language` of the answer, `note`, `laws` and `sources` as rows `{title, url, day}`, `parts` as [(kind, lines, start)], `step`,
        `plan`, `attachments`, `follow_ups`, `hits` as cards, and `plain`.
    """
    words = k.interface.staff_in(language)
    told = [message["custom"] for message in messages if message.get("custom")]
    custom: Mapping[str, Any] = told[-1] if told else {}
    text = "\n\n".join(message["text"] for message in messages if message.get("text"))
    laws = as_told(laws_behind(k, (fact for one in told for fact in one.get("facts") or [])), text)
    title = _title(k, str(custom.get("topic", "")), language)
    step = custom.get("step")
    view: dict[str, Any] = {
        "heading": words["answer_on"].format(title=title) if title else words["answer"],
        "urgent": any(one.get("urgent") for one in told),
        "language": custom.get("language", language),
        "note": words.get(f"as_{custom.get('role')}"),
        "laws": [_law_row(law) for law in laws],
        "sources": _source_rows((row for one in told for row in one.get("sources") or []), {law.title for law in laws}),
        "parts": blocks(text),
        "step": texts["step"].format(number=step["number"], of=step["of"]) if step else None,
        "plan": plan_rows(custom.get("result") or {}, texts),
        "attachments": custom.get("attachments") or [],
        "follow_ups": [button for message in messages for button in message.get("buttons", [])],
        "hits": [card(k, k.practice[hit["id"]], language) for hit in custom.get("hits") or [] if hit["id"] in k.practice],
    }
    view["plain"] = _plain(view, text, words, texts)
    return view


def comparison(k: Knowledge, pair: tuple[Example, Example], language: str) -> dict[str, Any]:
    """Return two examples side by side: `heads`, and `rows` of `{name, cells}` with a cell `{text, url}` for each; what neither tells is left out."""
    words = k.interface.staff_in(language)
    cards = [card(k, example, language) for example in pair]
    rows: list[Row] = []

    def row(name: str, cells: Iterable[str | None], urls: Sequence[str | None] = (None, None)) -> None:
        told = list(cells)
        if any(told):
            rows.append({"name": words[name], "cells": [{"text": text or words["not_told"], "url": url} for text, url in zip(told, urls, strict=True)]})

    for key in ("title", "summary", "details", "result", "limits"):
        row(f"row_{key}", (one[key] for one in cards))
    for name, key in (("phase", "phases"), ("theme", "themes"), ("target_group", "groups")):
        row(name, (", ".join(one[key]) for one in cards))
    row("row_source", (_sourced(k, one, language) for one in cards), [one["source"]["url"] for one in cards])
    row("row_age", (one["source"]["age"] for one in cards))
    row("row_confidence", (words[f"confidence_{one['confidence']}"] for one in cards))
    return {"heads": [one["place"] for one in cards], "rows": rows}


def _sourced(k: Knowledge, told: Row, language: str) -> str:
    return f"{told['source']['title']}, {k.interface.all_in(language)['checked'].format(day=day_of(told['source']['checked']))}"


def _title(k: Knowledge, topic: str, language: str) -> str | None:
    kind, _, key = topic.partition(":")
    if kind == "begrep" and key in k.glossary:
        return k.glossary[key].term
    if kind == "praksis":
        return k.interface.staff_in(language)["practice"]
    return k.topics[topic].title.get(language)[0] if topic in k.topics and k.topics[topic].kind == "content" else None


def _law_row(law: CitedLaw) -> Row:
    return {"title": law.cited, "url": law.url, "day": day_of(law.checked.isoformat())}


def _source_rows(rows: Iterable[Mapping[str, Any]], laws: set[str]) -> list[Row]:
    """Return the sources that are no law shown already, each once."""
    kept = {row["title"]: {"title": row["title"], "url": row["url"], "day": day_of(row["checked"])} for row in rows if row["title"] not in laws}
    return list(kept.values())


def _plain(view: Mapping[str, Any], text: str, words: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """Return the answer as text to paste into a case: law, sources with the day checked, the answer, and where it came from."""
    lines = [view["heading"], ""]
    for name in ("laws", "sources"):
        if view[name]:
            rows = [f"- {row['title']}, {texts['checked'].format(day=row['day'])}" + (f", {row['url']}" if row["url"] else "") for row in view[name]]
            lines += [f"{words[name]}:", *rows, ""]
    lines += [text, ""]
    if view["plan"]:
        lines += [*(f"{name}: {value}" for name, value in view["plan"]), ""]
    return "\n".join([*lines, words["fetched"].format(day=day_of(now_in_oslo().date().isoformat()))])
