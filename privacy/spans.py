"""What masking finds: places in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

# In place of what is found already, as long as it, so that places stay; no letter, no digit, no space.
FILLED = "\u25a0"


@dataclass(frozen=True)
class Span:
    """A place in a text.

    Attributes:
        start: first character.
        end: one past the last.
        kind: `number`, `phone`, `email`, `address` or `name`; "" for what is looked at and stays.
    """

    start: int
    end: int
    kind: str


Finder = Callable[[str], Iterable[Span]]


def all_found(text: str, finders: Iterable[Finder]) -> list[Span]:
    """Return what the finders find, in the order of the text; a later one never sees what an earlier one found."""
    found: list[Span] = []
    for find in finders:
        for span in find(text):
            if FILLED in text[span.start : span.end] or span.end <= span.start:
                continue
            found.append(span)
            text = text[: span.start] + FILLED * (span.end - span.start) + text[span.end :]
    return sorted((span for span in found if span.kind), key=lambda span: span.start)
