"""Take identity numbers, accounts, phones, e-mail, addresses and names out of a message.

Amounts, dates, sections of law, case numbers, KID and our own phone numbers stay. Plain patterns were chosen over an
analyser framework: the recognisers would be these same patterns, at a tenth of the time for each message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from privacy.addresses import address_finder
from privacy.listed_names import listed_finder
from privacy.numbers import find_emails, find_numbers, phone_finders
from privacy.spans import Span, all_found

MARKS = {"number": "[nummer]", "phone": "[telefon]", "email": "[e-post]", "address": "[adresse]", "name": "[navn]"}


@dataclass(frozen=True)
class Masked:
    """A message with its marks, and the kinds of what was removed, in order of first appearance."""

    text: str
    removed: tuple[str, ...]


class Masker:
    """Masks messages.

    Args:
        own_phones: numbers that the bot itself gives; they stay.
        find_names: a function that yields (start, end) of personal names in a text, or None to use phrases and lists only.
        known_words: lower-case words that are no persons (municipalities, institutions, terms).
        places: lower-case names of places; four digits before one are a postcode.
    """

    def __init__(
        self,
        own_phones: Iterable[str] = (),
        find_names: Callable[[str], list[tuple[int, int]]] | None = None,
        known_words: frozenset[str] = frozenset(),
        places: frozenset[str] = frozenset(),
    ) -> None:
        own, abroad, phones = phone_finders(own_phones)
        self._finders = [find_emails, own, abroad, find_numbers, phones, address_finder(places), listed_finder(known_words)]
        if find_names is not None:
            self._finders.append(lambda text: _spans(find_names(text)))

    def find(self, text: str) -> list[Span]:
        """Return what identifies a person, in the order of the text."""
        return all_found(text, self._finders)

    def mask(self, text: str) -> Masked:
        """Return the text with marks in place of what identifies a person."""
        found = self.find(text)
        parts, at = [], 0
        for span in found:
            parts += [text[at : span.start], MARKS[span.kind]]
            at = span.end
        return Masked("".join([*parts, text[at:]]), tuple(dict.fromkeys(span.kind for span in found)))


def _spans(found: list[tuple[int, int]]) -> Iterator[Span]:
    return (Span(start, end, "name") for start, end in found)
