"""Which language a message is written in, and what is said in a language the bot does not answer in."""

from __future__ import annotations

import re
from functools import lru_cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract

_LEAST = 2
_SHORT = 3
_HOME = (Language.BOKMAL, Language.NYNORSK, Language.ENGLISH)
# On 22,000 messages in Norwegian and English these bars take 1 in 1,000 for another language.
_SURE_OTHER = 0.95
_LEAST_OTHER_WORDS = 3
_SURE_ENGLISH = 0.8
_SURE_NYNORSK = 0.9


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _detector(k: Knowledge) -> LanguageDetector:
    others = [row.detected_as for row in k.languages.values() if row.detected_as]
    return LanguageDetectorBuilder.from_languages(*_HOME, *(getattr(Language, name) for name in (*others, *k.decoy_languages))).with_low_accuracy_mode().build()


def _beliefs(k: Knowledge, text: str) -> dict[Language, float]:
    return {row.language: row.value for row in _detector(k).compute_language_confidence_values(text[:500])}


@lru_cache(maxsize=8)
def _sorted(markers: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return (whole words and pairs, beginnings) of a marker list."""
    return frozenset(marker for marker in markers if not marker.endswith("*")), tuple(marker[:-1] for marker in markers if marker.endswith("*"))


def _marks(markers: tuple[str, ...], text: str) -> int:
    """Return how many different marker words stand in a text, as they are spelt: folding would make «òg» the bokmål «og»."""
    heard = re.findall(r"[^\W\d_]+", text.lower())
    pairs = {f"{first} {second}" for first, second in zip(heard, heard[1:], strict=False)}
    whole, beginnings = _sorted(markers)
    return len(whole & (set(heard) | pairs)) + len({word for word in set(heard) - whole if word.startswith(beginnings)})


def written_language(k: Knowledge, text: str) -> str | None:
    """Return `nn` or `en` when a message is clearly written in it, else None.

    Two marker words decide in a message of four words or more, a shorter one needs half its words; one marker word is
    enough where the detector agrees.
    """
    words = len(plain(text).split())
    counts = {language: _marks(markers, text) for language, markers in k.markers.languages_written.items()}
    if not counts or not words:
        return None
    if counts.get("nn") and _marks(k.markers.never_nynorsk, text):
        counts["nn"] = 0
    best = max(counts, key=lambda language: counts[language])
    others = max((count for language, count in counts.items() if language != best), default=0)
    if counts[best] == 0 and words > _SHORT and _beliefs(k, text)[Language.ENGLISH] >= _SURE_OTHER:
        return "en"
    if counts[best] == 0 or counts[best] == others:
        return None
    least = _LEAST if words > _SHORT else max(1, (words + 1) // 2)
    if counts[best] >= least and not (best == "en" and counts[best] * 3 < words):
        return best
    if words <= _SHORT:
        return None
    sure = _beliefs(k, text)
    agrees = sure[Language.ENGLISH] >= _SURE_ENGLISH if best == "en" else sure[Language.NYNORSK] >= _SURE_NYNORSK
    return best if agrees else None


def written_in_bokmaal(k: Knowledge, text: str) -> bool:
    """Return whether a message is clearly Norwegian bokmål: it ends an English or nynorsk that was only overheard."""
    if len(plain(text).split()) <= _SHORT or written_language(k, text):
        return False
    return _beliefs(k, text)[Language.BOKMAL] >= _SURE_OTHER


def other_language(k: Knowledge, text: str) -> str | None:
    """Return the id of a row of languages.yml that a message is clearly written in, `other` for one we have no sentence in, else None."""
    for key, row in k.languages.items():
        if row.script and re.search(row.script, text):
            return key
    heard = re.findall(r"[^\W\d_]+", text.lower())
    for key, row in k.languages.items():
        if row.words and len(heard) >= _LEAST_OTHER_WORDS and sum(word in row.words for word in heard) * 2 >= len(heard):
            return key
    latin = any("a" <= letter.lower() <= "z" for letter in text)
    if latin and (len(text.split()) < _LEAST_OTHER_WORDS or found(k.markers.never_foreign, plain(text))):
        return None
    sure = _beliefs(k, text)
    best = max(sure, key=lambda language: sure[language])
    if best in _HOME or best is Language.SWEDISH or sure[best] < _SURE_OTHER:
        return None
    return next((key for key, row in k.languages.items() if row.detected_as == best.name), "other")


def named_language(k: Knowledge, text: str) -> str | None:
    """Return the id of a row of languages.yml that a message asks for by name, else None."""
    heard = plain(text)
    return next((key for key, row in k.languages.items() if found(row.named, heard)), None)


def say_in_other_language(k: Knowledge, key: str, context: Context) -> Reply:
    """Return the one sentence in a language (right to an interpreter, NAV's number) and how to go on in English or easy Norwegian."""
    row = k.languages.get(key)
    phone = (k.contacts["nav"].phone or "").replace(" ", "\u00a0")
    go_on = render_text(k, k.phrases.get("other_language", "en"), "en", context.today)
    messages = (row.says.replace("{phone:nav}", phone), go_on) if row else (go_on,)
    buttons = (
        Button(k.phrases.get("button_english", "en"), '/switch_language{"language": "en"}'),
        Button(k.phrases.get("button_easy_norwegian", "nb"), "/say_simpler"),
        Button(k.phrases.get("button_human", "en"), "/snakke_med_menneske"),
    )
    facts = row.facts if row else k.topics["annet_sprak"].tenant.facts
    return Reply(messages=messages, buttons=buttons, custom=contract(k, context, "annet_sprak", language=row.id if row else "en", facts=facts))


def goes_on(k: Knowledge, text: str) -> bool:
    """Return whether a message begins as one that goes on from the answer before («og hvis jeg ikke betaler»)."""
    heard = plain(text)
    return any(heard.startswith(f" {plain(beginning).strip()} ") for beginning in k.markers.continues)


def refers_back(k: Knowledge, text: str) -> bool:
    """Return whether a message holds a word that stands for something said before («det», «henne», «da»)."""
    return bool(found(k.markers.refers_back, plain(text)))
