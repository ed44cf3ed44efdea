"""The fenced blocks of the guides: «```language name»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GUIDES = sorted(Path("docs").glob("*.md"))
_BLOCK = re.compile(r"^```(?P<language>[a-z]+)(?: (?P<name>[a-z_]+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block, and the file it stands in."""

    file: str
    language: str
    name: str
    text: str


def blocks(path: Path) -> list[Block]:
    """Return all blocks of a guide."""
    return [Block(path.name, row["language"], row["name"] or "", row["text"]) for row in _BLOCK.finditer(path.read_text(encoding="utf-8"))]


def block(guide: str, language: str, name: str) -> str:
    """Return the text of the one block with this name."""
    found = [row.text for row in blocks(Path("docs") / guide) if (row.language, row.name) == (language, name)]
    assert len(found) == 1, f"docs/{guide}: «{language} {name}» stands {len(found)} times"
    return found[0]
