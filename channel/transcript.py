"""A talk as plain text, to take away; and a message's text as paragraphs and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_ITEM = re.compile(r"^(?:(?P<bullet>•)|(?P<number>\d{1,2})\.) +(?P<text>.+)$")


def blocks(text: str) -> list[tuple[str, list[str], int]]:
    """Return a message as [(kind, lines, start)]: `p` with one line, `ul` and `ol` with one line per item; `start` is the first item's number."""
    found: list[tuple[str, list[str], int]] = []
    for line in text.splitlines():
        item = _ITEM.match(line.strip())
        if item is None:
            if line.strip():
                found.append(("p", [line.strip()], 1))
            continue
        kind = "ul" if item["bullet"] else "ol"
        if found and found[-1][0] == kind and not (kind == "ol" and item["number"] == "1"):
            found[-1][1].append(item["text"])
        else:
            found.append((kind, [item["text"]], int(item["number"] or 1)))
    return found


def day_of(checked: str | None) -> str:
    """Return 2026-11-24 as 24.11.2026; anything else as it is."""
    parts = (checked or "").split("-")
    return ".".join(reversed(parts)) if len(parts) == 3 else checked or ""


def plan_rows(result: Mapping[str, Any], texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return [(name, value)] of a computed payment plan, or [] when there is none."""
    plan = result.get("plan")
    if not isinstance(plan, dict):
        return []
    rows = []
    for key, name in (
        ("total_ore", "plan_total"),
        ("instalments", "plan_instalments"),
        ("monthly_ore", "plan_monthly"),
        ("first", "plan_first"),
        ("last", "plan_last"),
    ):
        if key in plan:
            value = kroner(plan[key]) if key.endswith("_ore") else day_of(plan[key]) if isinstance(plan[key], str) else str(plan[key])
            rows.append((texts[name], value))
    return rows


def kroner(ore: int) -> str:
    """Return an amount in øre as Norwegians write it: 150000 is «1 500 kr»; øre only when there are any."""
    whole, rest = divmod(ore, 100)
    return f"{whole:,}".replace(",", "\u00a0") + (f",{rest:02d}" if rest else "") + "\u00a0kr"


def as_text(entries: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> str:
    """Return a talk as text.

    Args:
        entries: of `told_so_far`.
        texts: of the interface, in the reader's language.
    """
    lines = [texts["title"], texts["about"], ""]
    for entry in entries:
        lines += [f"{texts['you'] if entry['who'] == 'user' else texts['bot']} {entry.get('text', '')}", ""]
        custom = entry.get("custom", {})
        lines += [f"  {name}: {value}" for name, value in plan_rows(custom.get("result") or {}, texts)]
        sources = custom.get("sources") or []
        if sources:
            lines.append(texts["sources"].format(count=len(sources)))
            lines += [f"  - {row['title']}, {texts['checked'].format(day=day_of(row['checked']))} {row['url'] or ''}".rstrip() for row in sources]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"
