"""Sections of law: «stl 27», «§ 9-11», «TL 13-2 c» → what the section says in our words, and its topic."""

from __future__ import annotations

import re
from functools import lru_cache

from guidance.loader import Knowledge
from guidance.phrasebook import plain
from guidance.records import LawSection
from guidance.render import render_text
from guidance.reply import Context, Reply, contract
from guidance.texts import fold
from guidance.topics import follow_up_buttons

_MOST_WORDS = 6


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _index(k: Knowledge) -> tuple[dict[str, str], dict[tuple[str, str], LawSection], dict[str, LawSection]]:
    """Return ({law word: law}, {(law, section): row}, {section with a hyphen: row} where only one law has it)."""
    names = {fold(word): law.name for law in k.law_names.values() for word in (law.name, *law.also)}
    rows = {(row.law, row.section): row for row in k.laws.values()}
    by_number: dict[str, list[LawSection]] = {}
    for row in k.laws.values():
        if "-" in row.section:
            by_number.setdefault(row.section, []).append(row)
    return names, rows, {number: found[0] for number, found in by_number.items() if len(found) == 1}


def section_in(k: Knowledge, text: str) -> LawSection | None:
    """Return the first section a text names: by law and number, or by a number that only one of our laws has."""
    names, rows, alone = _index(k)
    heard = plain(text).replace("§", " § ").split()
    law: str | None = None
    for word in heard:
        if word in names:
            law = names[word]
            continue
        number = re.match(r"^\d{1,2}(?:-\d{1,2})?", word)
        if not number:
            continue
        if law and (law, number.group()) in rows:
            return rows[(law, number.group())]
        if number.group() in alone:
            return alone[number.group()]
    return None


def short_question(text: str) -> bool:
    """Return whether a message is so short that the section is what it is about."""
    return len(plain(text).split()) <= _MOST_WORDS


def told(k: Knowledge, row: LawSection, context: Context) -> str:
    """Return the section as a line: «Husleieloven § 9-11: …»."""
    text, language = row.says.get(context.language)
    return f"{row.law[0].upper()}{row.law[1:]} § {row.section}: {render_text(k, text, language, context.today)}"


def explain_section(k: Knowledge, row: LawSection, context: Context) -> Reply:
    """Say what a section says, with the topic that goes on from it."""
    follow_ups = (row.topic, *k.topics[row.topic].follow_ups[:2])
    return Reply(
        messages=(told(k, row, context),),
        buttons=follow_up_buttons(k, follow_ups, context.language, context.audience),
        custom=contract(k, context, row.topic, facts=row.facts, follow_ups=follow_ups),
        slots={"topic": row.topic},
    )
