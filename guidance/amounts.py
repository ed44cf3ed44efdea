"""Amounts of money as people write them, in øre: «24 tusen», «24.500,-», «halvannen tusen», «ca 1500 i mnd», «mellom 8 og 9000»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from guidance.corrections import takes_back
from guidance.date_words import MONTHS
from guidance.loader import Knowledge
from guidance.numerals import Lexicon, Number, Reader, Token, forms, lexicon, spellings, tokens_of

Period = Literal["week", "month", "year"]

_LARGEST_ORE = 100_000_000 * 100
_SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'"})
# «2½ tusen», «2 1/2 tusen», «½ million», «20' kr», «to-og-et-halvt tusen»
_REWRITTEN: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<=\d)o{1,3}\b"), lambda letters: "0" * len(letters.group())),  # «5oo», «20 ooo»
    (re.compile(r"(?<=\d) ooo\b"), " 000"),
    (re.compile(r"(?<=\d)-(?=hundre|tusen|k\b)"), " "),  # «15-hundre»
    (re.compile(r"(?<=\d) ?m(?= ?(?:kr|nok))"), " million"),
    (re.compile(r"(?<![\d.,/])(\d{3,5})/(?=\d{3,5} ?(?:kr|,-))"), r"\1-"),
    (re.compile(r"(?<=\d) ?(?:½|(?<= )1/2(?!\d))"), ",5"),
    (re.compile(r"½"), "0,5"),
    (re.compile(r"(?<=\d)'(?!\d)"), " tusen"),
    (re.compile(r"-(og|å|and|et|eit|en|ein|a)(?=-)"), r" \1"),
    (re.compile(r"(?<=\b(?:et|en))-(?=halv)|(?<=\b(?:eit|ein|and))-(?=halv)|(?<=\ba)-(?=half)"), " "),
)
_MONEY_AFTER = r"(?!\s*(?:kr\b|kr[^\w]|kroner|kronar|nok|tus|mill|k\b|hundre|[,.:]-))"
# What is never an amount: identity, account, phone and case numbers, sections of law, days and times, letters with digits.
_NEVER = re.compile(
    r"\b[a-z]{2}\d{2}(?: ?\d{4}){2,}(?: ?\d{1,4})?\b"  # IBAN
    r"|(?<!\d)\d{4}[ .]\d{2}[ .]\d{5}(?!\d)|(?<!\d)\d{6}[ -]?\d{5}(?!\d)|(?<!\d)\d{2}[ .]\d{2}[ .]\d{2}[ .]?\d{5}(?!\d)|(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)"
    r"|(?:\+|\b00)\d{2}[ ]?\d(?:[ ]?\d){7}(?!\d)|(?<![\d.,])\d{2} \d{2} \d{2} \d{2}(?!\d)|(?<![\d.,])\d{3} \d{2} \d{3}(?!\d)"
    r"|(?<![\d.,])\d{8}(?![\d.,])" + _MONEY_AFTER + r"|(?<!\d)\d{9,}(?!\d)"
    r"|§+\s*\d+(?:-\d+)?(?:\s*(?:og|,|til)\s*(?:\d{1,2}-\d+|\d{1,3}(?![\d .]*\d))"
    + _MONEY_AFTER
    + r")*|\b(?:paragraf\w*|\w*loven?|\w*lova|tvfl|tfl|hl|tl)\s+\d+(?:-\d+)?"
    r"|\b\d{4}-\d{2}-\d{2}\b|(?<![\d.,])\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?(?!\d)|(?<![\d.,])\d{1,4}/\d{1,4}(?:[/-]\d{2,4})?(?!\d)|\b\d{1,2}:\d{2}\b"
    r"|\b\d+(?:[.,]\d+)? ?m[2²]"
    r"|\b(?:(?:den|dn) )?\d{1,2}\.?\s?(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\b(?:\s\d{4}\b)?|\b(?:den|dn) \d{1,2}\b\.?"
    + _MONEY_AFTER
    + r""
    r"|(?<![\d.,])\d{1,2}\.(?=\s*[a-zæøå])" + _MONEY_AFTER + r"|\b(?!kr|nok|ca|på|pa)[a-zæøå]+\d+\w*|\b\d+[a-jl-zæøå]\b|(?<![\d.,'])(?<!\d )0\d+(?![\d,])"
    r"|\b\w*(?:gata|gaten|gate|veien|vegen|vei|veg|gt)\s\d{1,3}\b",
)
_DAY_MONTH = re.compile(r"(?<![\d.,])(?:[12]?\d|3[01])\.(?:1[0-2]|0?[1-9])(?![\d.,])" + _MONEY_AFTER)
_YEARS = range(1900, 2100)
_YEAR_BEFORE = frozenset(("i", "siden", "sidan", "fra", "frå", "in", "since", "år"))


@dataclass(frozen=True)
class Span:
    """An amount in øre; `low_ore` and `high_ore` are equal unless a span was written."""

    low_ore: int
    high_ore: int


@dataclass(frozen=True)
class Amount:
    """An amount that was read.

    Attributes:
        readings: likeliest first; more than one where the words may mean either, such as a bare «24».
        approximate: «ca», «rundt», «et par».
        period: for «i måneden», «per uke», «i året»; None where nothing is said.
    """

    readings: tuple[Span, ...]
    approximate: bool = False
    period: Period | None = None

    @property
    def ore(self) -> int | None:
        """The amount in øre where it is one number with one reading, else None."""
        first = self.readings[0]
        return first.low_ore if len(self.readings) == 1 and first.low_ore == first.high_ore else None


class _Words:
    """The words around a number, in all spellings."""

    def __init__(self, k: Knowledge) -> None:
        words = k.number_words
        self.numbers: Lexicon = lexicon(k)
        self.currency, self.ore, self.foreign = forms(words.currency), forms(words.ore), forms(words.foreign)
        self.approximate, self.not_after, self.units = forms(words.approximate), forms(words.not_after), self.numbers.units
        self.period_before = forms(words.period_before)
        self.noun: dict[str, Period] = {
            **dict.fromkeys(forms(words.month), "month"), **dict.fromkeys(forms(words.week), "week"), **dict.fromkeys(forms(words.year), "year")
        }  # fmt: skip
        self.adverb: dict[str, Period] = {
            **dict.fromkeys(forms(words.monthly), "month"), **dict.fromkeys(forms(words.weekly), "week"), **dict.fromkeys(forms(words.yearly), "year")
        }  # fmt: skip
        self.stems = tuple(form for stem in words.money_stems for form in spellings(stem))


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _words(k: Knowledge) -> _Words:
    return _Words(k)


def _period(words: _Words, reader: Reader, place: int, large: bool) -> Period | None:
    """Return how often, as said right after an amount; a bare «mnd» only behind a number that is no count of months."""
    if reader.at(place).text in words.adverb:
        return words.adverb[reader.at(place).text]
    begin = place
    while reader.at(place).text in words.period_before or (place > begin and (reader.at(place).text == "." or reader.at(place).text in words.numbers.ones)):
        place += 1
    noun = words.noun.get(reader.at(place).text)
    return noun if noun and (place > begin or large) else None


@dataclass(frozen=True)
class _Candidate:
    """A number in a message and what stands round it."""

    number: Number
    currency: bool
    period: Period | None
    approximate: bool
    bare: bool
    end: int
    ore: Decimal = Decimal(0)


def _around(words: _Words, reader: Reader, begin: int, number: Number) -> _Candidate | None:
    """Return the candidate, or None where what stands round the number says that it is no amount in kroner."""
    before, end = begin - 1, number.end
    if reader.at(before).text in (".", ":") and reader.at(before - 1).text in words.currency:
        before -= 1
    currency = reader.at(before).text in words.currency
    if not currency and reader.at(before).text in (".", ":") and reader.at(before - 1).text in words.not_after:
        before -= 1
    after = reader.at(end).text
    behind = reader.at(end + 1).text if after == "-" else after
    large = number.high >= 100
    period = _period(words, reader, end, large)
    if reader.at(before).text in words.not_after or words.foreign & {after, reader.at(before).text} or (behind in words.units and not currency and not period):
        return None
    ore = Decimal(0)
    if after in words.currency:
        currency, end = True, end + 1
        end += reader.at(end).text == "." and reader.at(end + 1).text in words.period_before
        period = _period(words, reader, end, large) or period
        rest = end + (reader.at(end).text in words.numbers.plus)
        more = reader.number(rest)
        if more and reader.at(more.end).text in words.ore and more.high < 100:
            ore, end = more.high / 100, more.end + 1
    elif after in words.ore:
        return _Candidate(Number(number.low / 100, number.high / 100, end + 1), True, None, False, False, end + 1)
    near = [reader.at(place).text for place in (*range(before - 3, begin), *range(end, end + 3))]
    approximate = number.vague or not words.approximate.isdisjoint(near)
    return _Candidate(number, currency, period, approximate, not currency and not period, end, ore)


def _sure(words: _Words, candidate: _Candidate, about_money: bool) -> bool:
    """Return whether a number in running text is an amount."""
    number = candidate.number
    if not candidate.bare or number.strong:
        return True
    if not about_money or number.high < 100:
        return False
    return number.times is not None or (number.digits and not (number.high in _YEARS and number.low == number.high))


def _spans(candidate: _Candidate) -> tuple[Span, ...]:
    number = candidate.number
    pairs = [(number.low, number.high)]
    if number.other is not None:
        pairs.append((number.other, number.other))
    # A bare «24» as an answer: people owe thousands more often than kroner.
    if candidate.bare and number.times is None and not number.strong and 0 < number.high < 100:
        pairs.insert(0, (number.low * 1000, number.high * 1000))
    found = []
    for low, high in pairs:
        ends = [(value + candidate.ore) * 100 for value in (low, high)]
        if all(value == int(value) and 0 <= value <= _LARGEST_ORE for value in ends):
            found.append(Span(int(ends[0]), int(ends[1])))
    return tuple(found)


# Where an amount begins and ends among the pieces of the message, and the amount.
_Found = tuple[int, int, Amount]


def _kept(k: Knowledge, tokens: list[Token], found: list[_Found]) -> tuple[Amount, ...]:
    """Return the amounts without those that are taken back: «20 000, nei, 25 000»."""
    kept: list[Amount] = []
    end = 0
    for number, (begin, _, amount) in enumerate(found):
        if number:
            first_begin, first_end, _ = found[number - 1]
            before, between = (" ".join(token.text for token in part) for part in (tokens[end:first_begin], tokens[first_end:begin]))
            if takes_back(k, before, between):
                kept.clear()
            elif kept and amount.readings == kept[-1].readings and not any(token.text.isalpha() for token in tokens[first_end:begin]):
                continue  # «20 000 (tjue tusen)» is one
            end = first_end
        kept.append(amount)
    return tuple(kept)


def amounts_in(k: Knowledge, text: str, *, asked: bool = False) -> tuple[Amount, ...]:
    """Return the amounts a message names, in order; what is an identity number, account, phone, day or section of law is none.

    An amount that is taken back («20 000, nei, 25 000») is left out.

    Args:
        text: the message, any length.
        asked: the message answers a question for an amount; a bare «24» or «tolv fem» is then an amount too.
    """
    words = _words(k)
    lowered = _SPACES.sub(" ", text).translate(_DASHES).lower()
    for pattern, instead in _REWRITTEN:
        lowered = pattern.sub(instead, lowered)
    readable = _NEVER.sub(" ¤ ", lowered)
    if not asked:
        readable = _DAY_MONTH.sub(" ¤ ", readable)
    tokens = tokens_of(words.numbers, readable)
    reader = Reader(words.numbers, tokens)
    about_money = any(token.text.startswith(words.stems) for token in tokens)
    sure: list[_Found] = []
    unsure: list[_Found] = []
    place = 0
    while place < len(tokens):
        number = reader.number(place)
        if number is None:
            place += 1
            continue
        candidate = _around(words, reader, place, number)
        alone = place == 0 and number.end >= len(tokens)
        article = tokens[place].text in words.numbers.ones and number.end == place + 1 and not alone
        begin = place
        year = number.digits and number.high in _YEARS and reader.at(place - 1).text in _YEAR_BEFORE and (candidate is None or candidate.bare)
        place = candidate.end if candidate else number.end
        spans = _spans(candidate) if candidate and not year else ()
        if candidate is None or not spans:
            continue
        amount = (begin, place, Amount(spans, candidate.approximate, candidate.period))
        if _sure(words, candidate, about_money) or (asked and number.high >= 100 and number.digits):
            sure.append(amount)
        elif asked and not article:
            unsure.append(amount)
    return _kept(k, tokens, sure or unsure)
