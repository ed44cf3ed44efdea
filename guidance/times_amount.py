"""A sum that is told as so many times an amount: «2 x 9500», «to måneder à 9000», «leia er 8500, og jeg ligger 2 mnd etter»."""

from __future__ import annotations

import re

from guidance.date_words import small_number
from guidance.phrasebook import plain

_MOST = 36
_COUNT = r"(?P<count>\d{1,2}|[a-z]+)"
_MONTHS = r"(?:mnd\w*|mdr|maned\w*|manad\w*|maneder\w*|month\w*)"
_TIMES = re.compile(rf" {_COUNT} (?:x|ganger|gonger|times) (?=\d|[a-z]+ ?(?:tusen|hundre))")
_MONTHS_OF = re.compile(rf" {_COUNT} {_MONTHS} (?:a|av|of|pa|med|at) (?:ca |rundt )?(?=\d|[a-z]+ ?(?:tusen|hundre))")
_A_MONTH_FOR = re.compile(rf" (?:i|per|pr|om|a|hver|kvar) {_MONTHS}(?: .{{0,20}}?)? (?:i|for) {_COUNT} {_MONTHS} ")
_RENT_IS = re.compile(r" (?:husle[iy]\w*|leia|leien|leie|leiga|leige|husleig\w*|rent) (?:er|e|is|pa) ")
_MONTHS_BEHIND = re.compile(
    rf" {_COUNT} {_MONTHS} (?:eter|bak|pa eterskud\w*|ubetalt\w*|behind|late|restanse)|(?:liger|lig|skylder|skuldar|mangler|owe) {_COUNT.replace('count', 'owed')} {_MONTHS} "
)


def times(text: str) -> int:
    """Return how many times the amount in a message is owed; 1 where it is the sum itself («24 000 for tre måneder»).

    Only what says so in so many words counts: an amount beside a number of months is mostly the sum.
    """
    heard = plain(text).replace(" × ", " x ")
    for pattern in (_TIMES, _MONTHS_OF, _A_MONTH_FOR):
        told = pattern.search(heard)
        if told and (number := _number(told["count"])):
            return number
    behind = _MONTHS_BEHIND.search(heard) if _RENT_IS.search(heard) else None
    return (_number(behind["count"] or behind["owed"]) or 1) if behind else 1


def _number(word: str | None) -> int | None:
    number = small_number(word) if word else None
    return number if number is not None and 2 <= number <= _MOST else None
