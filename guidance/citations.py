"""The sections of law behind an answer, law by law: staff read these first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from guidance.loader import Knowledge
from guidance.records import Fact

# «TL § 13-2 d», «§§ 9-5 til 9-9», «forvaltningsloven § 11 a», and what follows a comma: «, 4-18»
_NAMED = re.compile(r"^(?P<name>[A-Za-zÆØÅæøå]+) (?=§)")
_SECTION = re.compile(r"^(?:§§? ?)?(?P<section>\d{1,2}-\d{1,2}(?: til \d{1,2}-\d{1,2})?|\d{1,3}(?: [a-z]\b)?)")


@dataclass(frozen=True)
class CitedLaw:
    """A law and its sections in the order that the facts name them.

    Attributes:
        title: the law's name, date and number.
        url: where it can be read, or None.
        sections: «4-18», «9-5 til 9-9»; empty when the facts lean on the law as a whole. Which part of a section is said in the answer.
        checked: the oldest check among the facts that lean on it: the honest date.
    """

    title: str
    url: str | None
    sections: tuple[str, ...]
    checked: dt.date

    @property
    def cited(self) -> str:
        """The law with its sections: «Husleieloven §§ 9-7, 9-8 (26.3.1999 nr. 17)»."""
        if not self.sections:
            return self.title
        name, bracket, rest = self.title.partition(" (")
        mark = "§§" if len(self.sections) > 1 or " til " in self.sections[0] else "§"
        return f"{name} {mark} {', '.join(self.sections)}{bracket}{rest}"


def _named(k: Knowledge) -> dict[str, str]:
    """Return {name: id of the source} of the laws: their abbreviation and the first word of their title."""
    laws = [source for source in k.sources.values() if source.kind == "law"]
    return {source.title.split()[0].lower(): source.id for source in laws} | {source.id.lower(): source.id for source in laws}


def _sections(names: dict[str, str], fact: Fact, own: str) -> Iterator[tuple[str, str | None]]:
    """Yield (id of a law, section or None) for all that a fact names; a section without a name is of `own`."""
    law: str | None = own
    yield own, None
    for piece in re.split(r"[;,] ?", fact.law or ""):
        named = _NAMED.match(piece)
        if named:
            law = names.get(named["name"].lower())
        section = _SECTION.match(piece[named.end() :] if named else piece)
        if law and section:
            yield law, section["section"]


def laws_behind(k: Knowledge, fact_ids: Iterable[str]) -> tuple[CitedLaw, ...]:
    """Return the laws that facts rest on, in the order of the facts; ids that are no facts are left out."""
    names = _named(k)
    sections: dict[str, dict[str, None]] = {}
    checked: dict[str, dt.date] = {}
    for fact in (k.facts[key] for key in dict.fromkeys(fact_ids) if key in k.facts):
        own = next((key for key in fact.sources if k.sources[key].kind == "law"), None)
        if own is None:
            continue
        for law, section in _sections(names, fact, own):
            sections.setdefault(law, {}).update({section: None} if section else {})
            checked[law] = min(checked.get(law, fact.checked), fact.checked)
    return tuple(CitedLaw(k.sources[law].title, k.sources[law].url, tuple(own), checked[law]) for law, own in sections.items())


def as_told(laws: Iterable[CitedLaw], text: str) -> tuple[CitedLaw, ...]:
    """Return the laws with what the text names first in front, laws and sections alike; the rest keeps its order."""

    def at(section: str) -> int:
        # «17» alone may be a day or an amount: only after a section mark, also in «§§ 16, 17 og 18»
        before = "" if "-" in section else r"§§?[ \u00a0](?:[\d-]+(?:, | og ))*"
        found = re.search(rf"{before}(?<![\d-]){re.escape(section)}(?![\d-])", text)
        return found.start() if found else len(text)

    sorted_sections = [replace(law, sections=tuple(sorted(law.sections, key=at))) for law in laws]
    return tuple(sorted(sorted_sections, key=lambda law: min(map(at, law.sections), default=len(text))))
