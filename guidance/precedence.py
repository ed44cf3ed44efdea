"""What comes before the classifier's word: «hva betyr X» asks for a term, «hvordan gjør Bærum det» for an example."""

from __future__ import annotations

import re

from guidance.glossary import find_terms
from guidance.loader import Knowledge
from guidance.municipalities import find_municipalities
from guidance.phrasebook import found, plain
from guidance.texts import fold, words

# «Hva er / hva betyr / hva menes med X», and nothing after X. «Hva er fristen for gjeldsordning» asks for the topic.
_ASKS_TERM = re.compile(
    r"^ (?:hei |hallo |du |men |og |unskyld )*"
    r"(?:(?:hva|kva|ka|ke|kafor|hvad|va) (?:er|e|betyr|betyer|betyd|menes med|meines med|meiner de med|mener de med|vil det si|innebarer|inebarer|ligger i|liger i|skal bety|tyder)"
    r"|(?:hva|kva|ka) (?:er|e) (?:det|de) (?:som heter|for noe som heter)|forklar|forklare|definer|definisjon av|definisjon pa|betydningen av|betydninga av|what is|what dos|what are|what do|explain|meaning of)"
    r"(?: (?:egentlig|eigentleg|egentli|ordet|begrepet|omgrepet|a|an|the|en|ei|et|ein|eit|det|de|no|med|meg|vere|vara))* "
    r"(?P<rest>.+?)(?: (?:for noe|for noko|no|for no|da|egentlig|eigentleg|mean|means|betyr|pa norsk|i brevet|i dette brevet|her|for noe greier|sa?))* $"
)
_MOST_WORDS = 4


def asks_for_term(k: Knowledge, text: str) -> str | None:
    """Return the term key when a message does nothing but ask what a term means, else None."""
    match = _ASKS_TERM.match(plain(text))
    if not match:
        return None
    rest = match.group("rest")
    if len(rest.split()) > _MOST_WORDS:
        return None
    hits = find_terms(k, rest)
    if not hits:
        return None
    return hits[0].key if len(hits[0].form.split()) >= len(rest.split()) - 1 else None


def lone_term(k: Knowledge, text: str) -> str | None:
    """Return the term key when the message is one term and nothing else, and no topic carries its name."""
    heard = plain(text).strip()
    if not heard or len(heard.split()) > _MOST_WORDS:
        return None
    hits = find_terms(k, heard)
    if not hits or hits[0].form != heard or hits[0].score < 100.0:
        return None
    key = hits[0].key
    return None if key in k.topics else key


def asks_for_practice(k: Knowledge, text: str) -> bool:
    """Return whether a message asks how municipalities do it: in so many words, or for a place by name."""
    heard = plain(text)
    if found(k.practice_asks.get("alone", ()), heard) or names_place_and_theme(k, text):
        return True
    return bool(found(k.practice_asks.get("with_place", ()), heard) and find_municipalities(k, text))


def names_place_and_theme(k: Knowledge, text: str) -> bool:
    """Return whether a message is little more than a municipality that has an example and a theme («trekk bærum»)."""
    heard = plain(text)
    if len(heard.split()) > _MOST_WORDS + 1 or found(k.practice_asks.get("never", ()), heard):
        return False
    with_example = {number for example in k.practice.values() for number in example.municipalities}
    named = {number for hit in find_municipalities(k, text, eager=len(heard.split()) <= _MOST_WORDS) for number in hit.numbers}
    return bool(named & with_example) and any(found(theme.phrases, heard) for theme in k.practice_themes.values())


def only_a_place(k: Knowledge, text: str) -> bool:
    """Return whether a message names a place and says nothing else («og Tromsø?», «jeg bor i Bø»)."""
    heard = words(fold(text))
    if not heard or len(heard) > _MOST_WORDS + 3:
        return False
    fillers = {fold(word) for word in k.markers.place_fillers}
    bare = [word for word in heard if word not in fillers]
    hits = find_municipalities(k, " ".join(bare))
    return bool(bare) and sum(len(hit.heard.split()) for hit in hits) >= len(bare)


def starts_walkthrough(k: Knowledge, text: str) -> bool:
    """Return whether a message asks to make something together that a walk-through makes («kan du lage en nedbetalingsplan med meg»)."""
    heard = plain(text)
    if not found(k.walkthrough_words.starts, heard):
        return False
    return any(found(walk.asked_for, heard) for walk in k.walkthroughs.values())
