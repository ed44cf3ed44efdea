"""Take identity numbers, accounts, phones, e-mail, addresses and names out of a message.

Amounts, dates, sections of law, case numbers and our own phone numbers stay. Plain patterns were chosen over an
analyser framework: the recognisers would be these same patterns, at a tenth of the time for each message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# Any eleven digits, however they are grouped: control digits change from 2032, and a wrong digit still tells who.
_ELEVEN = re.compile(r"(?<![\d/])\d(?:[ .\u00a0-]?\d){10}(?![\d/]|[ .,]\d{3}(?!\d))")
_CARD = re.compile(r"(?<!\d)\d{4}(?:[ \u00a0-]?\d{4}){3}(?!\d)")
_KID_BEFORE = re.compile(r"\bkid(?:-?n(?:umme)?r\.?)?\s*:?\s*(?:er\s*)?$", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\d.,§/-])(?:(?:\+|00)\d{1,3}[ \u00a0-]?)?(?:[2-9]\d(?:[ \u00a0]?\d{2}){3}|[2-9]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}|[2-9]\d{7})(?![\d]|,-|[.,]\d|[ \u00a0]?(?:kr\b|kroner))"
    r"|(?<![\d.])\+\d{1,3}(?:[ \u00a0-]?\d){7,12}(?!\d)"
)
_STREET = re.compile(
    r"\b(?:[A-ZÆØÅ][\wæøåÆØÅ.]*\s+){0,2}[\wæøåÆØÅ]*(?:gata|gaten|gate|gt\.?|veien|vegen|vei|veg|vn\.|allé|alle|alleen|plass|plassen|bakken|svingen|stien|kroken|lia|lien|haugen|tunet|ringen|"
    r"berget|jordet|løkka|terrasse|brygge|torget|torg|smuget|toppen|åsen|moen|myra|marka|skogen|grenda)\s+\d{1,3}(?:\s?[A-Za-z])?\b(?!\s*(?:kr|kroner|uker|dager|mnd|år|prosent|%))",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{4}\s+[A-ZÆØÅ][a-zæøåA-ZÆØÅ]{2,}\b(?!\s*(?:kr|kroner))")
_INTRODUCED = re.compile(
    r"(?P<before>\b(?:(?:jeg|eg|æ|e|je|han|hun|ho|hu|som)\s+(?:heter|heiter|hete|het|hetter|hete)|(?:mitt\s+)?(?:fulle\s+)?navn(?:et)?(?:\s+mitt)?\s*(?:er|:)|nam?net\s+mitt\s+er|my\s+name\s+is|"
    r"(?:med\s+)?(?:vennlig\s+)?hilsen(?:\s+fra)?|mvh\.?|vh\.?|helsing|beste\s+hilsen|navn\s*:)\s*[,:]?\s+)"
    r"(?P<name>[A-ZÆØÅ][\wæøåé-]+(?:\s+[A-ZÆØÅ][\wæøåé.-]*){0,3}|[a-zæøåé]{3,}(?:\s+[a-zæøåé]{3,})?)",
    re.IGNORECASE,
)
# Words that follow «jeg heter», «hilsen» and the like without being a name.
_NO_NAMES = frozenset(
    [
        "fra",
        "meg",
        "deg",
        "oss",
        "ikke",
        "det",
        "den",
        "en",
        "et",
        "ei",
        "som",
        "og",
        "men",
        "jeg",
        "eg",
        "hva",
        "takk",
        "mor",
        "far",
        "mamma",
        "pappa",
        "fortvilet",
        "bekymret",
        "hjelp",
        "leietaker",
        "leieboer",
        "namsmannen",
        "namsfogden",
        "nav",
        "kommunen",
        "utleier",
        "huseier",
        "en",
        "frå",
        "på",
        "i",
        "til",
        "med",
        "er",
        "var",
        "har",
        "vil",
        "kan",
        "noen",
        "nokon",
        "boligkontoret",
        "saksbehandler",
        "veileder",
        "ansatt",
        "bruker",
        "beboer",
        "naboen",
    ]
)


@dataclass(frozen=True)
class Masked:
    """A message with its marks, and the kinds of what was removed, in order of first appearance."""

    text: str
    removed: tuple[str, ...]


MARKS = {"number": "[nummer]", "phone": "[telefon]", "email": "[e-post]", "address": "[adresse]", "name": "[navn]"}


def _own_digits(own_phones: Iterable[str]) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", phone) for phone in own_phones)


class Masker:
    """Masks messages.

    Args:
        own_phones: numbers that the bot itself gives; they stay.
        find_names: a function that yields (start, end) of personal names in a text, or None to use the phrases only.
    """

    def __init__(self, own_phones: Iterable[str] = (), find_names: Callable[[str], list[tuple[int, int]]] | None = None) -> None:
        self._own = _own_digits(own_phones)
        self._find_names = find_names

    def mask(self, text: str) -> Masked:
        """Return the text with marks in place of what identifies a person."""
        removed: list[str] = []

        def put(kind: str) -> str:
            if kind not in removed:
                removed.append(kind)
            return MARKS[kind]

        def number(match: re.Match[str]) -> str:
            if _KID_BEFORE.search(match.string[: match.start()]) and not _is_birth_number(match.group()):
                return match.group()
            return put("number")

        def phone(match: re.Match[str]) -> str:
            return match.group() if re.sub(r"\D", "", match.group())[-8:] in self._own else put("phone")

        text = _EMAIL.sub(lambda _: put("email"), text)
        text = _CARD.sub(number, text)
        text = _ELEVEN.sub(number, text)
        text = _PHONE.sub(phone, text)
        text = _STREET.sub(lambda _: put("address"), text)
        text = _POSTCODE.sub(lambda _: put("address"), text)
        text = _INTRODUCED.sub(lambda found: found.group() if _no_name(found.group("name")) else found.group("before") + put("name"), text)
        if self._find_names is not None:
            for start, end in sorted(self._find_names(text), reverse=True):
                text = text[:start] + put("name") + text[end:]
        return Masked(text, tuple(removed))


def _no_name(words: str) -> bool:
    return words.split()[0].lower() in _NO_NAMES


def _is_birth_number(digits: str) -> bool:
    """Return whether eleven digits begin with a day and month, as identity numbers do (D-numbers and test numbers too)."""
    plain = re.sub(r"\D", "", digits)
    day, month = int(plain[:2]) % 40, int(plain[2:4]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12
