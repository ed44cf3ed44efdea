"""Personal names that are introduced, that stand beside words like «naboen», or that are on the lists of names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.names import is_english, no_person_after, ordinary
from privacy.spans import Finder, Span
from privacy.words import words_of

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’´](?=[^\W\d_])|-(?=[^\W\d_]))*")  # noqa: RUF001
# Given names that are months, days or lands with a capital letter in English.
_DAYS = frozenset(
    [
        "mai",
        "may",
        "april",
        "june",
        "juni",
        "august",
        "jan",
        "mar",
        "india",
        "georgia",
        "mark",
        "will",
        "jul",
        "una",
        "le",
        "my",
        "van",
        "to",
        "an",
        "ill",
        "do",
        "live",
        "love",
        "line",
        "gro",
        "else",
        "even",
        "ha",
        "ho",
        "han",
        "hans",
        "var",
    ]
)
# What people do, so that what stands before it is somebody.
_DOES = frozenset(
    [
        "har",
        "er",
        "sier",
        "sa",
        "seier",
        "vil",
        "ringte",
        "ringer",
        "kom",
        "skal",
        "bor",
        "bur",
        "eier",
        "skrev",
        "truer",
        "krever",
        "svarer",
        "svarte",
        "ga",
        "gav",
        "mener",
        "nekter",
        "lovet",
        "heter",
    ]
)
# Given names that are ordinary words, and that say of whom one speaks when they stand after «naboen».
_AFTER_RELATION = frozenset(
    [
        "tor",
        "bjørn",
        "odd",
        "stein",
        "jan",
        "roar",
        "rune",
        "tone",
        "roy",
        "tom",
        "kai",
        "else",
        "liv",
        "helge",
        "august",
        "frank",
        "anna",
        "ann",
        "dina",
        "mina",
        "ella",
        "signe",
        "oda",
        "ine",
        "lene",
        "grete",
        "klara",
        "vilde",
        "søren",
        "grim",
        "ask",
        "eline",
    ]
)
_VERB_ENDINGS = ("er", "ar", "et", "te", "de", "s")
_PARTICLES = frozenset(["van", "von", "de", "der", "den", "da", "di", "al", "el", "bin", "ibn", "la", "le", "af", "av"])
_FAMILY_ENDING = re.compile(r"(?:[bdfgklmnprstv](?:sen|ssen|zen|son|dottir|dotter)|.{2}(?:ski|ska|wicz|enko|chuk|ovic|ovski|ovna))$")
_PLACE_ENDING = re.compile(
    r".{2,}(?:stad|vik|vika|viken|vold|dal|dahl|dalen|berg|haug|haugen|land|rud|ruud|heim|nes|ness|seth|set|bø|moen|lund|gård|gaard|eide|hus|rød|sund|våg|våg|ås|åsen|bakk|bakken|løkken|strøm|quist|kvist|holm|tveit|tvedt"
    r"|sæter|sether|skog|stuen|strand|bråten|myr|myhr|fjell|hagen|vang|oddvik|by|foss|fossen|elv|øy|øien|hov|hoff|li|lie|rust|stuen|gren|feldt|mark|mæl|vær|sand|eng|engen|teig|lid|skår|skar|nær|tun)$"
)
_THING_ENDING = re.compile(r"(?:en|ene|ane|et|or|ing|sjon|lov|loven|banken|bank|forening|kontor|hus|senter|foretak|team|treff|land|fylke|kommune)$")
_NOUN_ENDING = re.compile(r"(?:ssen|elsen|[nrkpt]sen|son)$")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:\n])\W*$")
_INTRODUCED = re.compile(
    r"\b(?:(?:jeg|eg|æ|e|i|je|han|hun|ho|hu|som|sønnen|dattera|datteren|utleieren|huseieren|mannen|samboeren|kona)\s+(?:min\s+|mi\s+)?(?:heter|heiter|hete|het|hette|heitte|hetter|kalles|kallast)"
    r"|heter|heiter|(?:mitt|hennes|hans)?\s*(?:fulle\s+)?navn(?:et)?(?:\s+(?:mitt|hans|hennes))?\s*(?:er|e|:|=)|nam(?:n|net)(?:\s+mitt)?\s*(?:er|:)|(?:my|his|her|the)\s+name(?:\s+is|'s|:)|name\s*:|named|called"
    r"|(?:med\s+)?(?:vennlig\s+|vennleg\s+|beste?\s+|mange\s+|hjertelig\s+)?(?:hilsen|helsing|hilsing|hilsning)(?:\s+(?:fra|frå))?|mvh\.?|vh\.?|m\.v\.h\.?|bh\.?|(?:kind|best)?\s?regards)\s*[,:.!-]?\s+",
    re.IGNORECASE,
)
_THANKS = re.compile(r"(?:[.!?,]|\btakk|\bhjelp(?:en)?|\bhelsing|\bhilsen)\s*[,.!]?\s+(?=[^\W\d_]+(?:[ -][^\W\d_]+){1,2}\s*[.!]?$)")
_FIRST_PERSON = re.compile(r"(?:jeg|eg|æ|e|mitt|my|mvh|vh|bh|m\.v\.h|.*(?:hilsen|helsing|hilsing|hilsning|regards))\b", re.IGNORECASE)
_I_AM = re.compile(r"\b(?:(?:jeg|eg|æ|dette|det|detta|her)\s+(?:er|e|é|æ)|i\s+am|this\s+is|i['’]m)\s+", re.IGNORECASE)  # noqa: RUF001
_RELATED = re.compile(
    r"\b(?P<who>[^\W\d_]+)(?:\s+(?:min|mi|mitt|vår|hans|hennes|deres|sin|si|mine))?(?:\s+(?:heter|heiter|som\s+heter|som\s+heiter|er)|\s*[,:(])?\s+(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_BY_PERSON = re.compile(
    r"\b(?:snakk(?:a|et|er|e)\s+med|snakka\s+med|møte\s+med|avtale\s+med|kontakt(?:et|a)?(?:\s+med)?|ringt?e?(?:\s+til)?|brev\s+(?:fra|frå)|mail\s+(?:fra|frå|til)|melding\s+(?:fra|frå)|sms\s+(?:fra|frå)|leier\s+(?:av|hos)|leiger\s+(?:av|hos)|bor\s+(?:hos|med)|bur\s+(?:hos|med)|sammen\s+med|saman\s+med|på\s+vegne\s+av|vegner\s+av|skylder|gjelder|gjeld|ved|v/|for|sier|han|hun|ho|hos|av|til|og|med|mot|at|spoke\s+(?:to|with)|from)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
# After these stands a person and seldom a firm, so that one capital letter is enough.
_WITH_PERSON = re.compile(
    r"(?:snakk|møte|bor|bur|samm?[ea]n|på\s+vegne|vegner|leier|leiger|han|hun|ho|at|og|med|mot|jeg|eg|æ|dette)\b|snakk|møte", re.IGNORECASE
)
_HERE = re.compile(r"^(?:\W*(?:hei|hallo|heisann|god\s+dag|heia)[,!. ]+)?(?P<name>[A-ZÆØÅa-zæøå]+(?:\s+[A-ZÆØÅ][\wæøå-]+)?)\s+her\b")


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

    def end_of_name(self, number: int, introduced: bool = False) -> int:
        """Return one past the last character of the name that begins with a word: names, initials and particles that follow.

        Args:
            number: the word.
            introduced: it was said to be a name, so that an unknown word in lower case may follow, when the name ends there.
        """
        last, at = number, number + 1
        while at < len(self.all) and at - number < 5:
            between = self.text[self.all[at - 1].end() : self.all[at].start()]
            word = self.all[at].group()
            if (
                between not in (" ", "  ", "-", ". ", ".")
                or (between[0] == "." and len(self.all[at - 1].group()) > 1)
                or not self._goes_on(at, word, introduced)
            ):
                break
            if word.lower() not in _PARTICLES or word[0].isupper():
                last = at
            at += 1
        return self.all[last].end()

    def _goes_on(self, at: int, word: str, introduced: bool) -> bool:
        plain = word.lower()
        if len(word) == 1 and word.isupper() and at + 1 < len(self.all) and self.all[at + 1].group()[0].isupper():
            return True  # an initial
        if plain in words_of("no_names") or plain in words_of("relations"):
            return False
        if word[0].isupper():
            return not (self.barred(word) and word.isupper())  # «Vik» and «Berg» are places too
        if plain in _PARTICLES or _given(word) or _family(word) or plain in words_of("family_words"):
            return True
        if self.barred(word):
            return False
        after = self.text[self.all[at].end() :].lstrip(" ")
        following = self.all[at + 1].group().lower() if at + 1 < len(self.all) else ""
        ends = not after or after[0] in ".,;:!?)\n" or following in words_of("no_names")
        written_small = self.all[at - 1].group()[0].islower() and not plain.endswith(_VERB_ENDINGS)
        return bool(_PLACE_ENDING.match(plain)) or (introduced and ends and len(word) > 2) or (written_small and len(word) > 3 and not ordinary(plain))

    def inside_sentence(self, number: int) -> bool:
        """Return whether a word stands after another of its sentence."""
        return number > 0 and not _SENTENCE_BEGINS.search(self.text[: self.all[number].start()][-3:])


def listed_finder(known_words: frozenset[str]) -> Finder:
    """Return a finder of names by their introduction, by the words beside them and by the lists.

    Args:
        known_words: lower-case words that are no persons here (municipalities, institutions, terms).
    """

    def find(text: str) -> Iterator[Span]:
        words = _Words(text, known_words)
        for pattern, kind in ((_INTRODUCED, "introduced"), (_RELATED, "related"), (_BY_PERSON, "by"), (_I_AM, "i am"), (_THANKS, "thanks")):
            for match in pattern.finditer(text):
                if kind == "related" and match["who"].lower() not in words_of("relations"):
                    continue
                number = words.number_at(match.end())
                first = bool(_FIRST_PERSON.match(match.group()))
                if number is not None and _begins_name(words, number, kind, first, bool(_WITH_PERSON.match(match.group()))):
                    yield Span(words.all[number].start(), words.end_of_name(number, kind == "introduced" and first), "name")
        here = _HERE.match(text)
        if here and _sure(here["name"].split()[0]) and not words.barred(here["name"].split()[0]):
            yield Span(*here.span("name"), "name")
        for number in range(len(words.all)):
            if _stands_alone(words, number):
                yield Span(_start_of_pair(words, number), words.end_of_name(number), "name")

    return find


def _stands_alone(words: _Words, number: int) -> bool:
    """Return whether a word is a name whatever stands before it."""
    match = words.all[number]
    word, plain = match.group(), match.group().lower()
    barred = words.barred(word)
    if _given(word) and not barred:
        return True
    following = words.all[number + 1].group() if number + 1 < len(words.all) and words.text[match.end() : words.all[number + 1].start()] == " " else ""
    if plain in words_of("given_words"):
        known = len(following) > 3 and (_family(following, alone=True) or (following[0].isupper() and following.lower() in words_of("family_words")))
        last = number + 1 == len(words.all)
        if known and word[0].isupper() and following[0].isupper() and not word.isupper():
            return True
        return not barred and (known or (word[0].isupper() and plain not in _DAYS and (words.inside_sentence(number) or last or following in _DOES)))
    if barred:
        return False
    if word[0].isupper():
        return _family(word, alone=True) or _strange(words, number, following)
    return plain in words_of("family_names") and plain.endswith("sen")


def _strange(words: _Words, number: int, following: str) -> bool:
    """Return whether a word with a capital letter is in no text that the model learned from and stands where a person may: two such words, or one inside a sentence."""
    match = words.all[number]
    word = match.group()
    if not _unknown(word) or is_english(words.text) or no_person_after(words.text[: match.start()][-12:]):
        return False
    pair = following[:1].isupper() and _unknown(following) and not words.barred(following)
    return pair or (words.inside_sentence(number) and words.all[number - 1].group()[0].islower() and not _THING_ENDING.search(word.lower()))


def _unknown(word: str) -> bool:
    return len(word) > 2 and word[0].isupper() and word[1:].islower() and not ordinary(word.lower())


def _start_of_pair(words: _Words, number: int) -> int:
    """Return where a name begins whose later part is known: with initials and capital words before it, when these are no other words."""
    at = number
    given = _given(words.all[number].group())
    while at and number - at < 3:
        between, before = words.text[words.all[at - 1].end() : words.all[at].start()], words.all[at - 1].group()
        initial = between in (". ", ".") and len(before) == 1
        if (
            not before[0].isupper()
            or not (initial or (between == " " and len(before) > 1))
            or (words.barred(before) and before.lower() not in words_of("given_words"))
        ):
            break
        if given and not initial and (ordinary(before.lower()) or not words.all[number].group()[0].isupper()):
            break
        at -= 1
    return words.all[at].start()


def _sure(word: str) -> bool:
    return _given(word) or (word[0].isupper() and word.lower() in words_of("given_words"))


def _begins_name(words: _Words, number: int, kind: str, first_person: bool, with_person: bool) -> bool:
    """Return whether a word after such a phrase is a name: after «jeg heter» nearly any, after «jeg er» only what is known as one."""
    word = words.all[number].group()
    plain, capital = word.lower(), word[0].isupper()
    listed = _sure(word) or _family(word) or (capital and plain in words_of("family_words") and kind == "related")
    if words.barred(word) and not (kind in ("introduced", "related") and capital and listed and not word.isupper() and plain not in words_of("no_names")):
        return False
    if plain in _DAYS and plain != "august":
        return False
    if kind == "related" and plain in _AFTER_RELATION:
        return True
    if kind == "introduced":
        return (len(word) > 2 and (capital or first_person or not ordinary(plain))) or listed or (first_person and plain in words_of("given_words"))
    if listed:
        return capital or _given(word) or kind == "related"
    following = words.all[number + 1].group() if number + 1 < len(words.all) else ""
    if kind == "related":
        return capital and not word.isupper() and len(word) > 2
    pair = capital and following[:1].isupper() and words.text[words.all[number].end() : words.all[number + 1].start()] == " " and not words.barred(following)
    if word.isupper() or len(word) < 2 or is_english(words.text):
        return False
    return pair or (capital and len(word) > 2 and with_person and words.inside_sentence(number) and not ordinary(plain))
