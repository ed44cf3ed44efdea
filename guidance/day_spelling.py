"""One spelling for what tells of days: «mandagen», «måndan», «tirdag» → «mandag»; «fjorten dagars» → «14 dag»; «descember» → «desember»."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from guidance.date_words import MONTH_NAMES, MONTHS, NUMBERS, SHORT_UNITS, UNITS, WEEKDAY_NAMES, WEEKDAYS
from guidance.loader import load_knowledge
from guidance.numerals import lexicon
from guidance.ordinals import with_digits
from guidance.phrasebook import plain
from guidance.texts import fold

_ENDINGS = ("da", "day", "dag", "dan", "dagen", "dagan", "dags", "dax", "das", "days", "dagn", "dah", "dagens", "dajen", "daen", "dagar")
_DAYS = {stem + ending: WEEKDAY_NAMES[number] for stem, number in WEEKDAYS.items() for ending in _ENDINGS} | {
    "tirs": "tirsdag", "ons": "onsdag", "tors": "torsdag", "fre": "fredag", "lor": "lordag", "lordan": "lordag", "tosdag": "torsdag", "wensday": "onsdag", "wendsday": "onsdag"
}  # fmt: skip
_MONTHS = {name: MONTH_NAMES[number - 1] for name, number in MONTHS.items() if len(name) > 3 or name == "mai"}
_LONG_DAYS, _LONG_MONTHS = [form for form in _DAYS if form.endswith(("dag", "day"))], [name for name in MONTHS if len(name) > 4]
_EVENING = re.compile(r"([a-z]+dag)s?(?:kveld|morgen|morgon|nat|etermidag|formidag)[a-z]{0,2}")
# Words one letter from a weekday that are none.
_NO_DAYS = frozenset(("fridag", "frida", "vardag", "andag", "handag"))
_LIKE_DAY, _LIKE_MONTH = re.compile(r"[a-z]{4,8}(?:[gyj]|gen|dah)"), re.compile(r"[a-z]{4,10}")
_VAGUE = frozenset(("non", "nokre", "nokon", "few"))  # «for noen dager siden» names no day
_HALVES, _ARTICLES, _AND, _OR = (
    frozenset(("halv", "halvt", "half", "halve")),
    frozenset(("en", "ei", "et", "ein", "eit", "a", "an")),
    ("og", "o", "and", "a"),
    ("til", "eler", "or", "to"),
)
_GLUED = re.compile(r" (\d{1,3})([a-z]{1,10})(?= )")
_SIGN_BESIDE_WORD = re.compile(r"(?<=\d)[./,-](?=[a-z])|(?<=[a-z])[./,-](?=\d)")
_DECIMAL = re.compile(r"(\d+)[.,]5|1/2")
_ROUND = re.compile(r"\d+(?:-\d+)?|\d+½")


@lru_cache(maxsize=1)
def _counts() -> tuple[dict[str, str], frozenset[str]]:
    """Return ({folded number word: digits}, folded words for «about»)."""
    k = load_knowledge()
    words = lexicon(k)
    counts = {word: str(number) for word, number in NUMBERS.items() if word not in _VAGUE}
    for word, number in sorted(words.values.items(), key=lambda pair: pair[1]):
        counts.setdefault(fold(word), str(number))
    counts |= {fold(word): "2" for word in words.pair}
    counts |= {fold(word): "1½" for word in words.one_and_a_half}
    about = frozenset(fold(word) for word in (*k.number_words.approximate, *k.number_words.beside_count))
    return counts, about


def _weekday(word: str) -> str | None:
    if word in _NO_DAYS:
        return None
    if word in _DAYS:
        return _DAYS[word]
    if evening := _EVENING.fullmatch(word):
        return _DAYS.get(evening[1])
    if len(word) < 5 or not _LIKE_DAY.fullmatch(word):
        return None
    near = process.extractOne(word, _LONG_DAYS, scorer=OSA.distance, score_cutoff=1)
    return _DAYS[near[0]] if near else None


def _month(word: str, beside: bool) -> str | None:
    """Return the month; a misspelled one only beside a number or «i»."""
    if word in _MONTHS:
        return _MONTHS[word]
    if not beside:
        return None
    if word in MONTHS:
        return MONTH_NAMES[MONTHS[word] - 1]
    if len(word) < 4 or not _LIKE_MONTH.fullmatch(word):
        return None
    near = process.extractOne(word, _LONG_MONTHS, scorer=OSA.distance, score_cutoff=2 if len(word) > 7 else 1)
    return MONTH_NAMES[MONTHS[near[0]] - 1] if near else None


def _number(token: str, counts: dict[str, str]) -> str | None:
    """Return digits for a number word or «tre-fire», else None."""
    if _ROUND.fullmatch(token):
        return token
    if token in counts:
        return counts[token]
    if halves := _DECIMAL.fullmatch(token):
        return f"{halves[1] or 0}½"
    first, line, last = token.partition("-")
    if line and first in counts and (last in counts or last.isdigit()):
        return f"{counts[first]}-{counts.get(last, last)}"
    return None


def _count(done: list[str], counts: dict[str, str], about: frozenset[str]) -> None:
    """Write the number at the end of `done` as digits, with what belongs to it: «en og en halv», «to til tre», «omtrent 3»."""
    half = ""
    while len(done) > 1 and done[-1] in about and _number(done[-2], counts):  # «en drøy uke»
        done.pop()
    if len(done) > 1 and done[-1] == "of":
        done.pop()
    if len(done) > 1 and done[-2] in _HALVES and done[-1] in _ARTICLES:
        done[-2:] = ["0½"]
    if done and done[-1] in _HALVES:
        done.pop()
        if done and done[-1] in _ARTICLES:
            done.pop()
        if len(done) > 1 and done[-1] in _AND and _number(done[-2], counts):
            done.pop()
            half = "½"
        else:
            done.append("0½")
    number = _number(done[-1], counts) if done else None
    if number is None:
        return
    done[-1] = number + (half if number.isdigit() else "")
    if len(done) > 2 and done[-2] in _OR and number.isdigit() and (first := _number(done[-3], counts)) and first.isdigit() and int(first) < int(number):
        done[-3:] = [f"{first}-{number}"]
    while len(done) > 1 and (done[-2] in about or (done[-2] in _ARTICLES and done[-1] != "1")):
        lag = done[-2] == "lag"
        del done[-2]
        if lag and len(done) > 1 and done[-2] == "om":
            del done[-2]


def spelled(text: str) -> str:
    """Return the plain text with weekdays, months, units of time and their numbers in one spelling, ordinal words as «5ord»."""
    counts, about = _counts()
    # «50 %» is no 50th day
    folded = _SIGN_BESIDE_WORD.sub(" ", plain(with_digits(text).replace("%", " prosent ")))
    tokens = _GLUED.sub(
        lambda part: f" {part[1]} {part[2]}" if part[2] in UNITS or part[2] in SHORT_UNITS or part[2] in MONTHS else part.group(), folded
    ).split()
    done: list[str] = []
    for place, token in enumerate(tokens):
        before, after = tokens[place - 1] if place else "", tokens[place + 1] if place + 1 < len(tokens) else ""
        unit = UNITS.get(token) or (SHORT_UNITS.get(token) if before[-1:].isdigit() else None)
        if unit:
            size = len(done)
            _count(done, counts, about)
            counted = size and done and _ROUND.fullmatch(done[-1])
            if unit == "fjortendag":
                unit, done[-1:] = "dag", ["14"] if counted else [*done[-1:], "14"]
            done.append(unit if counted or unit == "dag" or token in ("uke", "maned", "ar") else _definite(token, unit))
        elif weekday := _weekday(token):
            done.append(weekday)
        elif token == "n" and done and done[-1] in WEEKDAY_NAMES:
            continue
        else:
            near_number = before[:1].isdigit() or after[:1].isdigit() or before in ("i", "in", "of", "av")
            month = _month(token, near_number)
            if month and done and done[-1] not in _ARTICLES and counts.get(done[-1], "").isdigit():
                done[-1] = counts[done[-1]]  # «ti desember»
            done.append(month or token)
    return f" {' '.join(done)} "


def _definite(token: str, unit: str) -> str:
    """Return a unit that is not counted: «uka» and «veke» are both «uke»."""
    return "uke" if unit == "uke" else "maned" if unit == "maned" else token
