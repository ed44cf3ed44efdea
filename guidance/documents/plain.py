"""A letter as plain text: for an e-mail, a portal's text field, or a screen reader."""

from __future__ import annotations

from guidance.letters import LINE, Block, Bullets, Fields, Heading, Letter, Lines, Paragraph, Table

_WRITING_LINE = "_" * 60


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text, "-" * len(block.text)]
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Bullets):
        return [f"{'[ ]' if block.boxes else '-'} {item}" for item in block.items]
    if isinstance(block, Fields):
        return [f"{label}: {LINE if value is None else value}" for label, value in block.rows]
    if isinstance(block, Lines):
        return [_WRITING_LINE] * block.count
    assert isinstance(block, Table)
    return [block.caption, *(" | ".join(row) for row in (block.header, *block.rows))]


def as_text(letter: Letter) -> bytes:
    """Return the letter as UTF-8 text, parts apart by an empty line."""
    parts = [[letter.title.upper()], *map(_lines, letter.blocks)]
    if letter.about_title:
        parts.append([letter.about_title, "=" * len(letter.about_title)])
    parts += map(_lines, letter.about)
    return ("\n\n".join("\n".join(part) for part in parts) + "\n").encode()
