"""Read knowledge/ into frozen records and report every fault at once, with file and field."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from guidance.errors import KnowledgeError
from guidance.faults import field_faults
from guidance.records import (
    Abbreviation,
    Area,
    Blank,
    Conflict,
    Contact,
    DeadlineTexts,
    EmergencyFile,
    Example,
    Fact,
    FactFile,
    FeastDay,
    Figure,
    GroundRow,
    Interface,
    LawName,
    LawSection,
    LetterDayWords,
    LetterForm,
    Markers,
    Matter,
    Municipality,
    NumberWords,
    OtherLanguage,
    Phrases,
    Portal,
    PracticeTheme,
    Record,
    RolePhrases,
    Source,
    Term,
    Topic,
    Walkthrough,
    WalkthroughWords,
)

ROOT = Path(__file__).resolve().parent.parent / "knowledge"
R = TypeVar("R", bound=Record)
_NO_NUMBER_WORDS = NumberWords.model_validate({name: {} if name in ("values", "multipliers") else () for name in NumberWords.model_fields})
_GROUP = re.compile(r"<([a-zæøå]+)>")


@dataclass(frozen=True, eq=False)  # one object, compared and hashed by identity, so that indexes can be cached on it
class Knowledge:
    """Everything the bot knows. Mappings are keyed by id (municipalities by number)."""

    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    figures: Mapping[str, Figure]
    deadlines: Mapping[str, DeadlineTexts]
    letter_days: LetterDayWords
    contacts: Mapping[str, Contact]
    topics: Mapping[str, Topic]
    glossary: Mapping[str, Term]
    practice: Mapping[str, Example]
    grounds: Mapping[str, GroundRow]
    emergency: Mapping[str, EmergencyFile]
    laws: Mapping[str, LawSection]
    law_names: Mapping[str, LawName]
    conflicts: Mapping[str, Conflict]
    municipalities: Mapping[str, Municipality]
    practice_themes: Mapping[str, PracticeTheme]
    areas: Mapping[str, Area]
    practice_stopwords: tuple[str, ...]
    practice_asks: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, RolePhrases]
    markers: Markers
    matters: Mapping[str, Matter]
    abbreviations: Mapping[str, Abbreviation]
    languages: Mapping[str, OtherLanguage]
    decoy_languages: tuple[str, ...]
    number_words: NumberWords
    feast_days: Mapping[str, FeastDay]
    phrases: Phrases
    walkthroughs: Mapping[str, Walkthrough]
    letters: Mapping[str, LetterForm]
    letter_blanks: Mapping[str, Blank]
    letter_asks: Mapping[str, tuple[str, ...]]
    walkthrough_words: WalkthroughWords
    interface: Interface
    portals: Mapping[str, Portal]
    unconfirmed: tuple[str, ...]
    digest: str = field(repr=False, default="")


class _Reader:
    """Reads files and collects faults instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[str] = []
        self._yaml = YAML(typ="safe")
        self._groups: dict[str, list[str]] = {}
        self._groups = (self.document(root / "word_groups.yml") or {}).get("groups", {})

    def document(self, path: Path) -> Any:
        """Return the YAML document, or None with the fault noted (file:line:column)."""
        name = path.relative_to(self.root.parent)
        try:
            with path.open(encoding="utf-8") as file:
                data = self._yaml.load(file)
        except FileNotFoundError:
            self.faults.append(f"{name}: the file is missing; restore it from the repository")
            return None
        except UnicodeDecodeError:
            self.faults.append(f"{name}: not UTF-8; save the file as UTF-8")
            return None
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f":{mark.line + 1}:{mark.column + 1}" if mark else ""
            self.faults.append(f"{name}{where}: {error.problem or error.context}; check quotes, colons and indentation")
            return None
        if data is None:
            self.faults.append(f"{name}: the file is empty; write the record or delete the file")
        return self._expanded(data) if self._groups else data

    def _expanded(self, data: Any) -> Any:
        """Return the data with `<ikke>` in its phrases replaced by the words of that group, `ikke/ikkje/itj`."""
        if isinstance(data, dict):
            return {key: self._expanded(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self._expanded(value) for value in data]
        if isinstance(data, str) and "<" in data:
            return _GROUP.sub(lambda found: "/".join(self._groups.get(found.group(1), [found.group()])).replace(" ", "_"), data)
        return data

    def record(self, kind: type[R], data: Any, name: Path | str) -> R | None:
        """Return one record, or None with each wrong field noted."""
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            self.faults += field_faults(name, kind, error)
            return None

    def folder(self, folder: str, kind: type[R]) -> dict[str, R]:
        """Return {id: record} of every *.yml in a folder; the file name is the id."""
        found: dict[str, R] = {}
        if not (self.root / folder).is_dir():
            self.faults.append(f"knowledge/{folder}: the folder is missing; restore it from the repository")
        for path in sorted((self.root / folder).glob("*.*")):
            name = path.relative_to(self.root.parent)
            if path.suffix != ".yml":
                if not path.name.startswith("."):
                    self.faults.append(f"{name}: is not read; only files that end in .yml are")
                continue
            data = self.document(path)
            if data is None:
                continue
            record = self.record(kind, data, name)
            if record is None:
                continue
            if record.id != path.stem:  # type: ignore[attr-defined]
                self.faults.append(f"{name}: id: is «{record.id}» but the file is «{path.stem}»; make them equal")  # type: ignore[attr-defined]
            found[record.id] = record  # type: ignore[attr-defined]
        return found

    def rows(self, path: str, key: str, kind: type[R]) -> dict[str, R]:
        """Return {id: record} of a list under `key` in one file."""
        data = self.document(self.root / path)
        found: dict[str, R] = {}
        if data is None:
            return found
        if not isinstance(data, dict) or not isinstance(data.get(key), list):
            self.faults.append(f"knowledge/{path}: {key}: must be a list of rows")
            return found
        for row in data[key]:
            label = row.get("id", "a row without id") if isinstance(row, dict) else "a row that is no mapping"
            record = self.record(kind, row, f"knowledge/{path}: {label}")
            if record is not None:
                if record.id in found:  # type: ignore[attr-defined]
                    self.faults.append(f"knowledge/{path}: {label}: stands twice; keep one")
                found[record.id] = record  # type: ignore[attr-defined]
        return found

    def facts(self) -> dict[str, Fact]:
        """Return {id: fact} over all fact files; an id that stands twice is a fault."""
        found: dict[str, Fact] = {}
        for path in sorted((self.root / "facts").glob("*.yml")):
            name = path.relative_to(self.root.parent)
            file = self.record(FactFile, self.document(path), name)
            for fact in file.rows if file else ():
                if fact.id in found:
                    self.faults.append(f"{name}: {fact.id}: stands twice; keep one")
                found[fact.id] = fact
        return found

    def municipalities(self) -> dict[str, Municipality]:
        """Return {number: municipality} of municipalities.csv."""
        path = self.root / "municipalities.csv"
        found: dict[str, Municipality] = {}
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        except (FileNotFoundError, UnicodeDecodeError) as error:
            self.faults.append(f"knowledge/{path.name}: {error}; restore it from the repository")
            return found
        lists = ("names_other", "neighbours", "former", "largest_places")
        for row in rows:
            data: dict[str, Any] = {k: v for k, v in row.items() if k in Municipality.model_fields}
            for name in lists:
                data[name] = tuple(part for part in (data.get(name) or "").split("|") if part)
            record = self.record(Municipality, data, f"knowledge/{path.name}: {row.get('name')}")
            if record is not None:
                found[record.number] = record
        return found


def _digest(root: Path) -> str:
    """Return a hash over all of knowledge/, to tell whether two processes hold the same."""
    sha = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file():
            sha.update(str(path.relative_to(root)).encode())
            sha.update(path.read_bytes())
    return sha.hexdigest()[:16]


def read_knowledge(root: Path = ROOT) -> tuple[Knowledge, list[str]]:
    """Return (knowledge, faults): the faults of the single files, not yet of how they fit together."""
    reader = _Reader(root)
    phrases = reader.document(root / "phrases.yml")
    themes = reader.document(root / "practice_themes.yml") or {}
    languages = reader.document(root / "languages.yml") or {}
    letters = reader.document(root / "letter_blanks.yml") or {}
    unconfirmed = reader.document(root / "unconfirmed.yml") or {}
    words = reader.record(WalkthroughWords, reader.document(root / "walkthrough_words.yml"), "knowledge/walkthrough_words.yml")
    day_words = reader.record(LetterDayWords, reader.document(root / "letter_days.yml"), "knowledge/letter_days.yml")
    knowledge = Knowledge(
        facts=reader.facts(),
        sources=reader.folder("sources", Source),
        figures=reader.folder("figures", Figure),
        deadlines=reader.rows("deadlines.yml", "deadlines", DeadlineTexts),
        letter_days=day_words or LetterDayWords(**dict.fromkeys(LetterDayWords.model_fields, ())),
        contacts=reader.folder("contacts", Contact),
        topics=reader.folder("topics", Topic),
        glossary=reader.folder("glossary", Term),
        practice=reader.folder("practice", Example),
        grounds=reader.rows("grounds.yml", "grounds", GroundRow),
        emergency=reader.folder("emergency", EmergencyFile),
        laws=reader.rows("laws/sections.yml", "sections", LawSection),
        law_names=reader.rows("laws/sections.yml", "laws", LawName),
        conflicts=reader.rows("conflicts.yml", "conflicts", Conflict),
        municipalities=reader.municipalities(),
        practice_themes=reader.rows("practice_themes.yml", "themes", PracticeTheme),
        areas=reader.rows("areas.yml", "areas", Area),
        practice_stopwords=tuple(themes.get("stopwords", ())),
        practice_asks={name: tuple(phrases) for name, phrases in themes.get("asks", {}).items()},
        roles=reader.rows("roles.yml", "roles", RolePhrases),
        markers=reader.record(Markers, reader.document(root / "markers.yml"), "knowledge/markers.yml") or Markers(languages_written={}, languages={}),
        matters=reader.rows("matters.yml", "matters", Matter),
        abbreviations=reader.rows("abbreviations.yml", "abbreviations", Abbreviation),
        languages=reader.rows("languages.yml", "languages", OtherLanguage),
        decoy_languages=tuple(languages.get("decoys", ())),
        number_words=reader.record(NumberWords, reader.document(root / "number_words.yml"), "knowledge/number_words.yml") or _NO_NUMBER_WORDS,
        feast_days=reader.rows("feast_days.yml", "feasts", FeastDay),
        phrases=reader.record(Phrases, phrases, "knowledge/phrases.yml") or Phrases(texts={}),
        walkthroughs=reader.folder("walkthroughs", Walkthrough),
        letters=reader.folder("letters", LetterForm),
        letter_blanks=reader.rows("letter_blanks.yml", "blanks", Blank),
        letter_asks={name: tuple(asked) for name, asked in letters.get("asks", {}).items()},
        walkthrough_words=words or WalkthroughWords(**dict.fromkeys(WalkthroughWords.model_fields, ())),
        interface=reader.record(Interface, reader.document(root / "interface.yml"), "knowledge/interface.yml") or Interface(texts={}, quick_start=()),
        portals=reader.folder("portals", Portal),
        unconfirmed=tuple(str(row) for row in unconfirmed.get("refused_strings", ())),
        digest=_digest(root),
    )
    return knowledge, reader.faults


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Return the checked knowledge of this process; read once.

    Raises:
        KnowledgeError: with every fault in every file.
    """
    from guidance.checks import check_knowledge

    knowledge, faults = read_knowledge()
    faults = [*faults, *check_knowledge(knowledge)]
    if faults:
        raise KnowledgeError(faults)
    return knowledge
