"""Errors of the guidance code. Each message names the file or value and says what to do."""

from __future__ import annotations


class GuidanceError(Exception):
    """Base of all errors raised here."""


class KnowledgeError(GuidanceError):
    """knowledge/ has faults. `faults` holds one line per fault: file, field, what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} fault(s) in knowledge/:\n" + "\n".join(faults))


class UnknownKey(GuidanceError):
    """A key that does not exist in knowledge/ was asked for."""
