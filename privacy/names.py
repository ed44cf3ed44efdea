"""Personal names: those that are introduced, those on the lists of names, and those that the language model finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language

from privacy.spans import FILLED, Finder, Span
from privacy.words import words_of

MODEL = "nb_core_news_sm"
_MOST_READ = 2000  # characters that the model reads of a message
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’´](?=[^\W\d_])|-(?=[^\W\d_]))*")  # noqa: RUF001
# A capital letter inside a sentence is the only sign worth 2 ms; most messages have none.
_INNER_CAPITAL = re.compile(r"(?<=[\wæøå,] )[A-ZÆØÅ][a-zæøå]+")
_PARTICLES = frozenset(["van", "von", "de", "der", "den", "da", "di", "al", "el", "bin", "ibn", "la", "le", "af", "av"])
_FAMILY_ENDING = re.compile(r"(?:[bdfgklmnprstv](?:sen|ssen|zen|son|dottir|dotter)|(?:ski|ska|wicz|enko|chuk|ovic|ovski|ovna))$")
_NOUN_ENDING = re.compile(r"(?:ssen|elsen|[nrkpt]sen|son)$")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n])\W*$")
# Two of these and the text is English, of which the model knows nothing: to it every capital letter is a name.
_ENGLISH = re.compile(r"\b(?:the|is|my|and|are|have|was|what|can|we|you|this|from|please|with|how|who|will)\b", re.IGNORECASE)
_NO_PERSON_BEFORE = re.compile(r"\b(?:i|fra|frå|til|på|en|ein|ei|et|ny|gammel|gamal|kommune|av|by|in|at|hunden|katten)\s+$", re.IGNORECASE)

_INTRODUCED = re.compile(
    r"\b(?:(?:jeg|eg|æ|e|i|je|han|hun|ho|hu|som|sønnen|dattera|datteren|utleieren|huseieren|mannen|samboeren|kona)\s+(?:min\s+|mi\s+)?(?:heter|heiter|hete|het|hette|heitte|hetter|kalles|kallast)"
    r"|heter|heiter|(?:mitt|hennes|hans)?\s*(?:fulle\s+)?navn(?:et)?(?:\s+(?:mitt|hans|hennes))?\s*(?:er|e|:|=)|nam(?:n|net)(?:\s+mitt)?\s*(?:er|:)|(?:my|his|her|the)\s+name(?:\s+is|'s|:)|name\s*:|named|called"
    r"|(?:med\s+)?(?:vennlig\s+|vennleg\s+|beste?\s+|mange\s+|hjertelig\s+)?(?:hilsen|helsing|hilsing|hilsning)(?:\s+(?:fra|frå))?|mvh\.?|vh\.?|m\.v\.h\.?|bh\.?|(?:kind|best)?\s?regards)\s*[,:.!-]?\s+",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"(?:jeg|eg|æ|e|mitt|my|mvh|vh|bh|m\.v\.h|.*(?:hilsen|helsing|hilsing|hilsning|regards))\b", re.IGNORECASE)
_I_AM = re.compile(r"\b(?:jeg|eg|æ|dette|det|detta|her|i|this|i'm|i’m)\s*(?:er|e|é|æ|am|is|'m)?\s+", re.IGNORECASE)  # noqa: RUF001
_RELATED = re.compile(
    r"\b(?P<who>[^\W\d_]+)(?:\s+(?:min|mi|mitt|vår|hans|hennes|deres|sin|si|mine))?(?:\s+(?:heter|heiter|som\s+heter|som\s+heiter|er)|\s*[,:(])?\s+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_BY_PERSON = re.compile(
    r"\b(?:snakk(?:a|et|er|e)\s+med|snakka\s+med|møte\s+med|avtale\s+med|kontakt(?:et|a)?(?:\s+med)?|ringt?e?(?:\s+til)?|brev\s+(?:fra|frå)|mail\s+(?:fra|frå|til)|melding\s+(?:fra|frå)|sms\s+(?:fra|frå)|leier\s+(?:av|hos)|leiger\s+(?:av|hos)|bor\s+(?:hos|med)|bur\s+(?:hos|med)|sammen\s+med|saman\s+med|på\s+vegne\s+av|vegner\s+av|skylder|gjelder|gjeld|ved|v/|for|sier|spoke\s+(?:to|with)|from)\s+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_HERE = re.compile(r"^(?:\W*(?:hei|hallo|heisann|god\s+dag|heia)[,!. ]+)?(?P<name>[A-ZÆØÅa-zæøå]+(?:\s+[A-ZÆØÅ][\wæøå-]+)?)\s+her\b")


@lru_cache(maxsize=1)
def _model() -> Language:
    """Return the model with only what names need.

    Raises:
        OSError: the model's wheel is not installed; `make setup` installs it from nlp/dist/.
    """
    return spacy.load(MODEL, exclude=["morphologizer", "lemmatizer", "senter", "attribute_ruler", "parser", "tagger"])


def _given(word: str) -> bool:
    """Return whether a word is a given name and nothing else; «Anne-Lise», «Karis» in the genitive too."""
    plain = word.lower()
    if plain in words_of("given_words"):
        return False
    names = words_of("given_names")
    return plain in names or (word[0].isupper() and plain.endswith("s") and plain[:-1] in names) or ("-" in plain and plain.partition("-")[0] in names)


def _family(word: str, alone: bool = False) -> bool:
    """Return whether a word is a family name; one that stands alone is not known by an ending that nouns have too («adressen»)."""
    plain = word.lower()
    if plain in words_of("family_names") or (plain.endswith("s") and plain[:-1] in words_of("family_names")):
        return True
    return bool(_FAMILY_ENDING.search(plain)) and not (alone and _NOUN_ENDING.search(plain))


class _Words:
    """The words of a text, with what is no name taken out."""

    def __init__(self, text: str, known: frozenset[str]) -> None:
        self.text = text
        self.all = list(_WORD.finditer(text))
        self._at = {match.start(): number for number, match in enumerate(self.all)}
        self._known = known

    def number_at(self, start: int) -> int | None:
        """Return which word begins there."""
        return self._at.get(start)

    def barred(self, word: str) -> bool:
        """Return whether a word is known to be something else than a person."""
        plain = word.lower()
        if word.isupper() and plain in words_of("given_words"):  # «I DAG»
            return True
        return any(
            part in self._known or part in words_of("no_names") or part in words_of("relations")
            for part in (plain, plain.partition("-")[0], plain.partition("'")[0])
        )

    def end_of_name(self, number: int) -> int:
        """Return one past the last character of the name that begins with a word: names, initials and particles that follow."""
        last = number
        at = number + 1
        while at < len(self.all) and at - number < 5:
            between = self.text[self.all[at - 1].end() : self.all[at].start()]
            word = self.all[at].group()
            if between not in (" ", "  ", "-", ". ") or (between == ". " and len(self.all[at - 1].group()) > 1):
                break
            if self.barred(word) and not (
                word[:1].isupper() and not word.isupper() and word.lower() not in words_of("no_names")
            ):  # «Vik» and «Berg» are places too
                break
            capital = word[0].isupper()
            if capital or _given(word) or _family(word):
                last = at
            elif word.lower() not in _PARTICLES:
                break
            at += 1
        return self.all[last].end()


def listed_finder(known_words: frozenset[str]) -> Finder:
    """Return a finder of names by their introduction, by the words beside them and by the lists.

    Args:
        known_words: lower-case words that are no persons here (municipalities, institutions, terms).
    """

    def find(text: str) -> Iterator[Span]:
        words = _Words(text, known_words)
        for pattern, kind in ((_INTRODUCED, "introduced"), (_RELATED, "related"), (_BY_PERSON, "by"), (_I_AM, "i am")):
            for match in pattern.finditer(text):
                if kind == "related" and match["who"].lower() not in words_of("relations"):
                    continue
                number = words.number_at(match.end())
                if number is not None and _begins_name(words, number, kind, bool(_FIRST_PERSON.match(match.group()))):
                    yield Span(words.all[number].start(), words.end_of_name(number), "name")
        here = _HERE.match(text)
        if here and _sure(here["name"].split()[0]) and not words.barred(here["name"].split()[0]):
            yield Span(*here.span("name"), "name")
        for number, match in enumerate(words.all):
            word = match.group()
            if words.barred(word):
                continue
            following = words.all[number + 1].group() if number + 1 < len(words.all) and text[match.end() : words.all[number + 1].start()] == " " else ""
            if _given(word) or (word[0].isupper() and word.lower() in words_of("given_words") and following[:1].isupper() and _family(following)):
                yield Span(match.start(), words.end_of_name(number), "name")
            elif word[0].isupper() and _family(word, alone=True):
                start = _first_of_pair(words, number)
                yield Span(start, words.end_of_name(number), "name")

    return find


def _first_of_pair(words: _Words, number: int) -> int:
    """Return where a name begins whose family name is known: with the capital word before it, when that is no other word."""
    start = words.all[number].start()
    if number and words.text[words.all[number - 1].end() : start] == " ":
        before = words.all[number - 1].group()
        if before[0].isupper() and len(before) > 1 and not words.barred(before):
            return words.all[number - 1].start()
    return start


def _sure(word: str) -> bool:
    return _given(word) or (word[0].isupper() and word.lower() in words_of("given_words"))


def _begins_name(words: _Words, number: int, kind: str, first_person: bool = False) -> bool:
    """Return whether a word after such a phrase is a name: after «jeg heter» nearly any, after «jeg er» only what is known as one."""
    word = words.all[number].group()
    listed = _sure(word) or _family(word)
    if words.barred(word) and not (kind == "introduced" and word[0].isupper() and listed):
        return False
    if listed:
        return word[0].isupper() or kind == "introduced" or _given(word)
    if kind == "introduced":
        return len(word) > 2 and (word[0].isupper() or first_person)
    following = words.all[number + 1].group() if number + 1 < len(words.all) else ""
    pair = (
        word[0].isupper()
        and following[:1].isupper()
        and words.text[words.all[number].end() : words.all[number + 1].start()] == " "
        and not words.barred(following)
    )
    if kind == "related":
        return word[0].isupper() and not word.isupper() and len(word) > 2
    return pair and not word.isupper() and len(word) > 1


def name_finder(known_words: frozenset[str]) -> Callable[[str], list[tuple[int, int]]]:
    """Return a function from a text to the (start, end) of personal names by the language model.

    Args:
        known_words: lower-case words that are no persons here (municipalities, institutions, terms).
    """

    def barred(word: str) -> bool:
        return word in known_words or word in words_of("no_names") or word in words_of("relations")

    def find(text: str) -> list[tuple[int, int]]:
        if not _INNER_CAPITAL.search(text) or len(_ENGLISH.findall(text)) > 1:
            return []
        found = []
        for entity in _model()(text[:_MOST_READ]).ents:
            words = [word.strip('.,:;!?()«»"').lower() for word in entity.text.split()]
            before = text[: entity.start_char]
            if len(words) == 1 and (_SENTENCE_BEGINS.search(before) or _NO_PERSON_BEFORE.search(before) or entity.text.isupper()):
                continue
            if entity.label_ == "PER" and not any(barred(word) or FILLED in word for word in words) and all(word[:1].isupper() for word in entity.text.split()):
                found.append((entity.start_char, entity.end_char))
        return found

    return find
