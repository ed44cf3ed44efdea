"""What comes before the classifier's word: «hva betyr X» asks for a term, «hvordan gjør Bærum det» for an example."""

from __future__ import annotations

from guidance.glossary import find_terms
from guidance.loader import Knowledge
from guidance.municipalities import find_municipalities
from guidance.phrasebook import found, pattern, plain
from guidance.texts import fold, words

# «Hva er / hva betyr / hva menes med X», and nothing after X. «Hva er fristen for gjeldsordning» asks for the topic.
_MOST_WORDS = 4
_MOST_WORDS_ASKING = 14
_MOST_BESIDE = 4
_LEAST_GUESSED = 8
_MOST_WORDS_ABOUT_IT = 9


def asks_for_term(k: Knowledge, text: str, sure_of_another: bool = False) -> str | None:
    """Return the term key when a message does nothing but ask what a term means, else None.

    «Hva betyr X», «X, hva menes med det» ask by their words alone; «hva er X» only where nothing else is said: «hva er
    fristen for X» asks for the topic. Where the classifier is sure of another topic, next to nothing may stand beside.
    """
    heard = plain(text)
    if not heard.strip() or len(heard.split()) > _MOST_WORDS_ASKING:
        return None
    clearly = found(k.markers.asks_meaning, heard) is not None
    if (not clearly and not found(k.markers.asks_what, heard)) or found(k.markers.asks_consequence, heard):
        return None
    hits = find_terms(k, text, eager=True)
    if not hits:
        return None
    fillers = {fold(word) for word in k.markers.meaning_fillers}
    rest = [word for word in words(fold(text)) if word not in fillers and word not in hits[0].form.split()]
    most = 0 if not clearly else 1 if sure_of_another else _MOST_BESIDE
    return hits[0].key if len(rest) <= most else None


def asks_about_letter(k: Knowledge, text: str) -> str | None:
    """Return the topic of a sender's letters when a message asks what a letter means («brev fra namsmannen, hva betyr det»), else None."""
    heard = plain(text)
    if not found(k.markers.letter_from, heard) or not (found(k.markers.asks_meaning, heard) or found(k.markers.asks_what, heard)):
        return None
    return next((topic for hit in find_terms(k, text) if (topic := k.glossary[hit.key].letter_topic) is not None), None)


def lone_term(k: Knowledge, text: str) -> str | None:
    """Return the term key when the message is one term and nothing else, and no topic carries its name."""
    heard = plain(text).strip()
    if not heard or len(heard.split()) > _MOST_WORDS:
        return None
    hits = find_terms(k, heard)
    if not hits or hits[0].form != heard or (hits[0].score < 100.0 and len(heard) < _LEAST_GUESSED):
        return None
    return None if hits[0].key in k.topics else hits[0].key


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


def about_walkthrough(k: Knowledge, text: str) -> str | None:
    """Return the intent of a message that is about a walk-through itself by its words, else None.

    To make something together, to see it once more or to go on is `start_walkthrough`; «slett svarene» is `stop_walkthrough`.
    """
    heard = plain(text)
    if len(heard.split()) <= _MOST_WORDS_ABOUT_IT:
        if found(k.walkthrough_words.forget, heard):
            return "stop_walkthrough"
        if found(k.walkthrough_words.again, heard) or any(pattern(phrase).fullmatch(heard) for phrase in k.walkthrough_words.resume):
            return "start_walkthrough"
    return "start_walkthrough" if starts_walkthrough(k, text) else None


def starts_walkthrough(k: Knowledge, text: str) -> bool:
    """Return whether a message asks to make something together that a walk-through makes («kan du lage en nedbetalingsplan med meg»)."""
    heard = plain(text)
    if not found(k.walkthrough_words.starts, heard):
        return False
    return any(found(walk.asked_for, heard) for walk in k.walkthroughs.values())
