"""Lists of words that masking knows: one file each, words parted by white space, lines with # are comments."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the lower-case words of `<name>.txt`."""
    lines = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
