"""Ordinal words: «tjueførste», «den femte», «twenty-first»."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from guidance.numerals import spellings

MARK = "ord"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TEN_APART = re.compile(r"\b(tjue|tyve|tjuge|tretti|twenty|thirty) (?=[^\W\d_]+(?:e|en|st|nd|rd|th)\b)")
# Ways of writing them that are in no generator: older, nynorsk, dialect, misspelled.
_OTHER = {
    1: "fyste fyrst fysste", 2: "annen annan", 3: "tredde treje treie", 4: "fjere fjære", 5: "fæmte femmte", 6: "sjætte", 7: "sjuende sjuande",
    8: "åttenne", 11: "ellefte ellvte elvte", 12: "tolfte tålvte", 17: "søttende søttande syttene", 20: "tyvende tjuande tjugande tjuene",
    13: "trettende trettande trettene", 14: "fjortene", 15: "femtene", 16: "sekstene", 18: "attene", 19: "nittene", 30: "tredevte trettiande trettiende",
}  # fmt: skip


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    """Return {«tjueførste»: 21, …} for 1 to 31 in bokmål, nynorsk and English, also written without Norwegian keys."""
    found: dict[str, int] = {}
    for number in range(1, 32):
        norwegian, english = (num2words(number, lang=language, to="ordinal") for language in ("no", "en"))
        words = {norwegian, re.sub("ende$", "ande", norwegian), english, english.replace("-", "")}
        if number > 20 and number % 10:
            ten = number - number % 10
            unit, ordinal = (num2words(number % 10, lang="no", to=form) for form in ("cardinal", "ordinal"))
            stems, tens = (("tjue", "tyve"), ("tyvende", "tjuende", "tjuande")) if ten == 20 else (("tretti",), ("tredevte", "trettiende"))
            words |= {f"{stem}{line}{ordinal}" for stem in stems for line in ("", "-", "-og-")}
            words |= {f"{first}{og}{last}" for first in {unit, unit.replace("syv", "sju")} for og in ("og", "-og-") for last in tens}
        words |= {word.replace(old, new) for word in words for old, new in (("syvende", "sjuende"), ("syvende", "sjuande"), ("første", "fyrste"))}
        words |= {word.replace("andre", "annen") for word in words}
        found.update(dict.fromkeys(words, number))
    for number, others in _OTHER.items():
        found.update(dict.fromkeys(others.split(), number))
    for word, number in list(found.items()):  # what is a word by itself, «attende», is not taken for another without å
        for form in spellings(word):
            found.setdefault(form, number)
    return found


def with_digits(text: str) -> str:
    """Return the text in lower case with each ordinal word as digits and `MARK`: «den femte» is «den 5ord»."""
    table = _ordinals()
    joined = _TEN_APART.sub(r"\1-", text.lower())
    return _WORD.sub(lambda word: f"{table[word.group()]}{MARK}" if word.group() in table else word.group(), joined)
