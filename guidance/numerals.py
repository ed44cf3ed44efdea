"""Numbers as people write them, in digits and words: «24.500», «femten hundre», «tolv og et halvt tusen», «seks-sju tusen»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from num2words import num2words
from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.loader import Knowledge
from guidance.records import NumberWords

_HALF = Decimal("0.5")
_NUMERAL = r"\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"(?P<number>{_NUMERAL})(?P<mark>\s?[,.:]-+(?!\d))?|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w])")
_GROUPED = re.compile(r"\d{1,3}(?:[ .',]\d{3})+(?!\d)")


@dataclass(frozen=True)
class Token:
    """A piece of a message.

    Attributes:
        text: in lower case.
        value: what a number or a number word stands for, else None.
        digits: the number is written in digits.
        times: 100, 1000 or 1000000 for «hundre», «tusen», «million», else None.
        strong: the digits are grouped in thousands, or «,-» follows.
    """

    text: str
    value: Decimal | None = None
    digits: bool = False
    times: int | None = None
    strong: bool = False


@dataclass(frozen=True)
class Number:
    """A number or a span that was read, and where it ends.

    Attributes:
        low: equal to `high` unless a span was written.
        end: index of the token after it.
        digits: it is written in digits.
        count: what stood before the last «hundre», «tusen» or «million»; None where nothing stood there.
        times: that word as a factor, None without one.
        strong: it is written so that it is hardly anything but a sum: counted in thousands, grouped, or with «,-».
        vague: «et par tusen».
        other: a second reading, for «to femti».
    """

    low: Decimal
    high: Decimal
    end: int
    digits: bool = False
    count: Decimal | None = None
    times: int | None = None
    strong: bool = False
    vague: bool = False
    other: Decimal | None = None


def spellings(word: str) -> set[str]:
    """Return a word and the ways it is written without Norwegian keys: «åtte», «atte», «aatte»."""
    found = {word}
    for letter, others in (("å", ("a", "aa")), ("ø", ("o", "oe")), ("æ", ("e", "ae", "a"))):
        found |= {form.replace(letter, other) for form in found if letter in form for other in others}
    return found


def forms(words: Iterable[str]) -> frozenset[str]:
    """Return all spellings of the words."""
    return frozenset(form for word in words for form in spellings(word))


class Lexicon:
    """The number words: those num2words makes in Norwegian and English, and the other forms of number_words.yml."""

    def __init__(self, words: NumberWords) -> None:
        self.values: dict[str, int] = {}
        for number in range(100):
            for language in ("no", "en"):
                for form in spellings(num2words(number, lang=language)):
                    self.values.setdefault(form, number)
        for number, listed in words.values.items():
            self.values.update(dict.fromkeys(forms(listed), number))
        self.times = {form: factor for factor, listed in words.multipliers.items() for form in forms(listed)}
        self.ones = {form for form, number in self.values.items() if number == 1}
        self.half, self.pair, self.some, self.plus = (forms(getattr(words, name)) for name in ("half", "pair", "some", "plus"))
        self.one_and_a_half, self.currency, self.units = forms(words.one_and_a_half), forms(words.currency), forms(words.other_units)
        self.between, self.open = forms(words.range_between), forms(words.range_open)
        self._long = [form for form in self.values if len(form) > 3]
        self._split: dict[str, tuple[str, ...] | None] = {}

    def near(self, word: str) -> int | None:
        """Return the number whose word is one letter from this one, such as «tjuve»; None for a short word or one that has its own meaning."""
        if len(word) < 5 or not word.isalpha() or word in self.some | self.plus | self.between | self.open | self.currency:
            return None
        found = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=1)
        return self.values[found[0]] if found else None

    def pieces(self, word: str) -> tuple[str, ...] | None:
        """Return «femtenhundre» as («femten», «hundre»); None for a word that is not made of number words alone."""
        if word in self.values or word in self.times:
            return (word,)
        if word not in self._split and len(word) > 60:
            return None
        if word not in self._split:
            if len(self._split) > 4096:
                self._split.clear()
            self._split[word] = self._cut(word)
        return self._split[word]

    def _cut(self, word: str) -> tuple[str, ...] | None:
        for length in range(len(word) - 2, 1, -1):
            first, rest = word[:length], word[length:]
            if first not in self.times and first not in self.values:
                continue
            rest = rest[2:] if rest.startswith("og") and len(rest) > 3 else rest
            following = self.pieces(rest)
            if following is None:
                continue
            # «femogtjue», and «tjugefem» in forms that are not generated. All else needs a «hundre» or «tusen».
            if first in self.values and following[0] in self.values:
                one, two = self.values[first], self.values[following[0]]
                joined = word[length:].startswith("og")
                if not (joined and one < 10 and two in range(20, 100, 10)) and not (not joined and one in range(20, 100, 10) and two < 10):
                    continue
                whole = first + "og" * joined + following[0]
                self.values[whole] = one + two
                return (whole, *following[1:])
            return (first, *following)
        return None


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def lexicon(k: Knowledge) -> Lexicon:
    """Return the number words of the knowledge; built once."""
    return Lexicon(k.number_words)


def _numeral(text: str) -> tuple[Decimal, bool]:
    """Return (value, grouped) of digits with Norwegian or English separators; three digits behind a separator are thousands."""
    whole = _GROUPED.match(text)
    if whole is None:
        return Decimal(text.replace(",", ".")), False
    fraction = text[whole.end() :].lstrip(".,")
    return Decimal(re.sub(r"\D", "", whole.group()) + (f".{fraction}" if fraction else "")), True


def tokens_of(words: Lexicon, text: str) -> list[Token]:
    """Return the message in pieces; a word made of number words gives one piece each."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text.lower()):
        if match["number"]:
            value, grouped = _numeral(match["number"])
            found.append(Token(match["number"], value, digits=True, strong=grouped or match["mark"] is not None))
        elif match["sign"]:
            found.append(Token(match["sign"]))
        else:
            for piece in words.pieces(match["word"]) or (match["word"],):
                number = words.values.get(piece)
                found.append(Token(piece, None if number is None else Decimal(number), times=words.times.get(piece)))
    for place, (token, following) in enumerate(zip(found, found[1:], strict=False)):
        # Only «tusen» and «hundre» make an unknown word a misspelled number.
        if following.times in (100, 1000) and token.value is None and token.times is None and (near := words.near(token.text)):
            found[place] = replace(token, value=Decimal(near))
    return found


class Reader:
    """Reads numbers out of the pieces of one message."""

    def __init__(self, words: Lexicon, tokens: list[Token]) -> None:
        self._words = words
        self._tokens = tokens

    def at(self, place: int) -> Token:
        """Return the piece at a place; an empty one outside of the message."""
        return self._tokens[place] if 0 <= place < len(self._tokens) else Token("")

    def number(self, place: int) -> Number | None:
        """Return the number or span that begins at a place, or None."""
        first = self._unit_before_ten(place) or self._special(place) or self._plain(place)
        if first is None:
            return None
        return self._span(place, first) or first

    def _unit_before_ten(self, place: int) -> Number | None:
        """Return «fire og tjue tusen» as 24 000; «mellom fem og tjue tusen» is a span."""
        unit, ten, factor = self.at(place), self.at(place + 2), self.at(place + 3).times
        joined = self.at(place + 1).text in self._words.plus and self.at(place - 1).text not in self._words.open
        if not (joined and factor and self._is_unit(place)) or unit.value is None or ten.value is None or ten.value not in range(20, 100, 10):
            return None
        count = unit.value + ten.value
        return Number(count * factor, count * factor, place + 4, count=count, times=factor, strong=True)

    def _special(self, place: int) -> Number | None:
        words, at = self._words, self.at
        if at(place).text in words.some and at(place + 1).text in words.plus and (ten := at(place + 2).value) and ten in range(20, 100, 10):
            times = at(place + 3).times or 1  # «noen og tjue tusen»
            return Number((ten + 1) * times, (ten + 9) * times, place + (4 if times > 1 else 3), count=ten, times=times, strong=times > 1, vague=True)
        pair = place + 1 if at(place).text in words.ones else place
        many = pair + 1 + (at(pair + 1).text == "of")  # «a couple of thousand»
        if at(pair).text in words.pair and (factor := at(many).times):
            return Number(Decimal(2 * factor), Decimal(2 * factor), many + 1, count=Decimal(2), times=factor, strong=True, vague=True)
        comma = at(place + 1).text == ","
        one, two = at(place), at(place + 1 + comma)
        if comma and (one.value is None or two.value != one.value + 1 or not at(place + 3).times or one.strong):
            return None
        if comma and two.value and (factor := at(place + 3).times):  # «to, tre tusen»
            return Number((two.value - 1) * factor, two.value * factor, place + 4, count=two.value, times=factor, strong=True)
        if one.value is None or two.value is None or one.digits or two.digits or not one.value or (one.value % 10 == 0 and one.value > 10 and two.value < 10):
            return None
        factor = at(place + 2).times
        if factor and two.value == one.value + 1:  # «seks sju tusen»
            return Number(one.value * factor, two.value * factor, place + 3, count=two.value, times=factor, strong=True)
        if factor == 100 and two.value < 10 and one.text not in words.ones:  # «tolv fem hundre»
            total = one.value * 1000 + two.value * 100
            return Number(total, total, place + 3, count=two.value, times=factor, strong=True)
        if factor is None and 0 < two.value < 10 < one.value and two.text not in words.ones | words.between:  # «tolv fem»
            total = one.value * 1000 + two.value * 100
            return Number(total, total, place + 2)
        if factor is None and one.value < 10 and two.value in range(20, 100, 10):  # «to femti»
            return Number(one.value * 100 + two.value, one.value * 100 + two.value, place + 2, other=one.value * 1000 + two.value)
        return None

    def _half_after(self, place: int) -> int | None:
        """Return the end of «og et halvt» at a place, or None."""
        if self.at(place).text not in self._words.plus:
            return None
        half = place + 2 if self.at(place + 1).text in self._words.ones else place + 1
        return half + 1 if self.at(half).text in self._words.half else None

    def _adds(self, place: int, below: int) -> bool:
        """Return whether «og» at a place adds a smaller number («tusen og femti»), and no count of other things («og fem barn»)."""
        if self.at(place).text not in self._words.plus:
            return False
        more = self._plain(place + 1, adds=False)
        return more is not None and more.low < below and self.at(more.end).text not in self._words.units

    def _is_unit(self, place: int) -> bool:
        value = self.at(place).value
        return value is not None and not self.at(place).digits and 0 < value < 10

    def _adds_to_hundred(self, place: int) -> bool:
        """Return whether «og» at a place adds tens or units in words to a hundred."""
        if self.at(place).text not in self._words.plus:
            return False
        more = self.at(place + 1)
        return more.value is not None and not more.digits and more.value < 100 and self.at(place + 2).text not in self._words.units

    def _joins(self, place: int, group: Decimal | None, times: int | None, hundred: bool) -> bool:
        """Return whether the piece at a place only joins what stands before and behind it: «og», or the line of «twenty-four»."""
        if hundred and self._adds_to_hundred(place):
            return True
        if times is not None and group is None:
            return self._adds(place, times)
        return self.at(place).text == "-" and group is not None and group % 100 >= 20 and group % 10 == 0 and self._is_unit(place + 1)

    def _plain(self, place: int, adds: bool = True) -> Number | None:
        """Return the one number that begins at a place; with `adds`, «og» may add to it. `total` is what stands before the last «tusen», `group` what is counted since."""
        words, begin = self._words, place
        total = Decimal(0)
        group: Decimal | None = None
        count: Decimal | None = None
        times: int | None = None
        hundred = strong = False
        if self.at(place).times and self.at(place - 1).text in words.some:  # «noen tusen» is no number
            return None
        while True:
            token = self.at(place)
            if token.text in words.one_and_a_half and group is None:
                group = Decimal("1.5")
            elif token.text in words.half and (group is None or (group == 1 and self.at(place - 1).text in words.ones)):
                group = _HALF  # «et halvt tusen», «half a thousand»
                place += self.at(place + 1).text in words.ones
            elif token.times == 100 and (group is None or group < 100):
                count, times, hundred = group, 100, True
                group = (Decimal(1) if group is None else group) * 100
                strong = strong or count is not None
            elif token.times is not None and token.times > 100 and (not total or token.times < (times or 0)):
                count, times, hundred = group, token.times, False
                total, group = total + (1 if group is None else group) * token.times, None
                strong = strong or count is not None
            elif token.value is not None and group is None and (times is None or token.value < times):
                group, strong = token.value, strong or token.strong
            elif token.value is not None and group is not None and not token.digits and hundred and group % 100 == 0 and token.value < 100:
                group, hundred = group + token.value, False
            elif token.value is not None and group is not None and not token.digits and group % 100 >= 20 and group % 10 == 0 and 0 < token.value < 10:
                group += token.value
            elif group is not None and (end := self._half_after(place)):
                group, place = group + _HALF, end - 1
            elif not (adds and self._joins(place, group, times, hundred)):
                break
            place += 1
        if place == begin or (group is None and times is None):
            return None
        total += group or 0
        digits = any(self.at(n).digits for n in range(begin, place))
        if times is not None and strong and count is None:
            count = Decimal(1)
        return Number(total, total, place, digits=digits, count=count, times=times, strong=strong)

    def _span(self, begin: int, first: Number) -> Number | None:
        """Return the span that `first` opens («mellom 8 og 9000», «seks-sju tusen», «5 til 6000 kr»), or None."""
        words, at = self._words, self.at
        before = begin - 2 if at(begin - 1).text in words.currency else begin - 1
        opened = at(before).text in words.open
        place = first.end + (at(first.end).text in words.currency)
        between = at(place).text
        if not (between in ("-", "–") or between in words.between or (opened and between in words.plus)):
            return None
        place += 1
        place += at(place).text in words.currency
        last = self._plain(place)
        if last is None or (at(last.end).text in words.units and last.low < 100):
            return None
        low, high = _scaled(first, last), last.high
        if opened and low > high:
            low, high = high, low
        if low >= high or (high > 10 * low and not opened):
            return None
        return replace(last, low=low, high=high, digits=first.digits or last.digits, strong=first.strong or last.strong or (opened and high >= 1000))


def _scaled(first: Number, last: Number) -> Decimal:
    """Return the lower end in the unit of the upper: «8 og 9000» are both thousands, «seks-sju hundre» both hundreds."""
    if first.times is not None or first.strong or first.low >= 100:
        return first.low
    if last.times is not None:
        return first.low * last.times if last.count is not None and first.low < last.count else first.low
    for factor in (1000, 100):
        if first.low * factor < last.low <= first.low * factor * 10:
            return first.low * factor
    return first.low
