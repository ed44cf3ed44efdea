"""`python -m guidance check` explains all faults in knowledge/; `due` lists what must be checked again; `preview` prints a topic."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from guidance.checks import answers, check_knowledge
from guidance.clock import now_in_oslo
from guidance.loader import Knowledge, read_knowledge
from guidance.records import Role
from guidance.reply import Context
from guidance.topics import answer_topic, more, shorter

_ROLE_OF: dict[str, Role] = {"tenant": "leieboer", "staff": "ansatt", "landlord": "utleier"}


def due_lines(k: Knowledge, today: dt.date, within_days: int) -> list[str]:
    """Return one line for each record whose `review_by` is past or at most `within_days` away, soonest first."""
    limit = today + dt.timedelta(days=within_days)
    rows: list[tuple[dt.date, str]] = []
    for folder in ("sources", "figures", "contacts", "topics", "glossary", "practice", "emergency", "walkthroughs", "letters", "portals"):
        for key, record in getattr(k, folder).items():
            if record.review_by <= limit:
                rows.append((record.review_by, f"knowledge/{folder}/{key}.yml"))
    return [f"{day} {'PAST' if day < today else 'due '} {file}" for day, file in sorted(rows)]


def preview_lines(k: Knowledge, key: str) -> list[str]:
    """Return every rendering of a topic as people get it: each audience and language, whole, longer and short, with its buttons and sources."""
    lines = []
    for audience, language, _ in answers(k.topics[key]):
        context = Context(now=now_in_oslo(), role=_ROLE_OF[audience], language=language)
        whole = answer_topic(k, key, context)
        lines += [f"═══ {key} · {audience} · {language} ═══", *whole.messages]
        lines.append("[" + "] [".join(button.title for button in whole.buttons) + "]")
        lines += ["── more ──", *more(k, key, context).messages, "── shorter ──", *shorter(k, key, context).messages]
        lines += ["── sources ──", *(f"{source['title']} (checked {source['checked']}) {source['url'] or ''}" for source in whole.custom["sources"]), ""]
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit status (1: faults, or something is due)."""
    parser = argparse.ArgumentParser(prog="python -m guidance", description=__doc__)
    parser.add_argument("command", choices=["check", "due", "preview"])
    parser.add_argument("topic", nargs="?", help="the topic to preview, the name of its file in knowledge/topics/")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())
    parser.add_argument("--days", type=int, default=60)
    given = parser.parse_args(arguments)
    knowledge, faults = read_knowledge()
    faults += check_knowledge(knowledge)
    if faults:
        print("\n".join(faults))
        print(f"\n{len(faults)} fault(s) in knowledge/. Each line: file, field, what to do.")
        return 1
    if given.command == "preview":
        if given.topic not in knowledge.topics:
            print(f"«{given.topic or ''}» is no topic. Topics: {', '.join(sorted(knowledge.topics))}")
            return 1
        print("\n".join(preview_lines(knowledge, given.topic)))
        return 0
    if given.command == "due":
        lines = due_lines(knowledge, given.today, given.days)
        print("\n".join(lines) or f"Nothing is due within {given.days} days of {given.today}.")
        return 1 if lines else 0
    print(
        f"knowledge/ is whole: {len(knowledge.facts)} facts, {len(knowledge.topics)} topics, {len(knowledge.glossary)} terms, "
        f"{len(knowledge.practice)} practice examples, {len(knowledge.letters)} letters, {len(knowledge.figures)} figures, {len(knowledge.municipalities)} municipalities."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
