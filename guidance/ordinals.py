"""Ordinal words that name a day: «tjueførste november», «den femte»."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from guidance.date_words import MONTHS
from guidance.numerals import spellings

_ORDINAL_FOLLOWS = r"(?=\s+(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b)"
_ORDINAL_STANDS = r"(?=\s*(?:$|[.,!?;]|\b(?:i|denne|forrige|førre|neste|og|men|fikk|fekk|kom|var|klokka|kl)\b))"


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    """Return {«tjueførste»: 21, …} for 1 to 31 in bokmål, nynorsk and English, also written without Norwegian keys."""
    found: dict[str, int] = {}
    for number in range(1, 32):
        norwegian, english = (num2words(number, lang=language, to="ordinal") for language in ("no", "en"))
        words = {norwegian, re.sub("ende$", "ande", norwegian), english, english.replace("-", " ")}
        if 20 < number < 30:
            unit, ordinal = (num2words(number - 20, lang="no", to=form) for form in ("cardinal", "ordinal"))
            words |= {f"{unit}ogtyvende", f"tjue {ordinal}", f"tjue-{ordinal}"}
        words |= {word.replace(old, new) for word in words for old, new in (("syvende", "sjuende"), ("syvende", "sjuande"), ("første", "fyrste"))}
        found.update(dict.fromkeys(words, number))
    found.update(dict.fromkeys(("tyvende", "tjuande"), 20) | {"ellefte": 11, "tredevte": 30})
    for word, number in list(found.items()):  # what is a word by itself, «attende», is not taken for another without å
        for form in spellings(word):
            found.setdefault(form, number)
    return found


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(map(re.escape, _ordinals()), key=len, reverse=True))
    return re.compile(rf"\b({words}){_ORDINAL_FOLLOWS}"), re.compile(rf"(\b(?:den|the) |^\s*)({words}){_ORDINAL_STANDS}")


def with_digits(text: str) -> str:
    """Return the text with ordinal words that name a day written as digits."""
    before_month, alone = _patterns()
    lowered = before_month.sub(lambda found: str(_ordinals()[found.group(1)]), text.lower())
    return alone.sub(lambda found: f"{found.group(1)}{_ordinals()[found.group(2)]}", lowered)
