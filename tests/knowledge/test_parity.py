"""Bokmål and nynorsk (and English where it exists) say the same: parts, figures, contacts, sections, dates, numbers."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from guidance.checks import answers, localised
from guidance.clock import now_in_oslo
from guidance.figures import PLACEHOLDER
from guidance.loader import load_knowledge
from guidance.reply import Context
from guidance.topics import answer_topic

K = load_knowledge()
CONTENT = sorted(key for key, topic in K.topics.items() if topic.kind == "content")
URGENT_IN_ENGLISH = ["varsel", "begjaering", "utkastelse_dato", "utkastelse_dag", "ulovlig_utkastelse", "midlertidig_bolig", "husleierestanse", "sosialhjelp", "nedbetalingsavtale", "barn",
    "rettshjelp", "kontakt", "snakke_med_menneske", "pa_vegne_av", "stoppe_utkastelse"]  # fmt: skip
_SECTIONS = re.compile(r"§§?\s*\d+(?:-\d+)?|\b\d{1,2}-\d{1,2}\b")
_NUMBERS = re.compile(r"(?<![\w-])\d[\d\u00a0 ]*(?:,\d+)?")


def _hard(text):
    """Return what no translation may change: placeholders, sections, numbers."""
    without = PLACEHOLDER.sub(" ", text)
    return Counter(PLACEHOLDER.findall(text)), Counter(_SECTIONS.findall(without)), Counter(number.strip() for number in _NUMBERS.findall(without))


def _pairs(topic, language):
    for audience in ("tenant", "staff", "landlord"):
        rendering = getattr(topic, audience)
        other = getattr(rendering, language) if rendering else None
        if other is not None:
            yield audience, rendering.nb, other


@pytest.mark.parametrize("key", CONTENT)
def test_every_answer_is_written_in_nynorsk_too(key):
    topic = K.topics[key]
    assert topic.title.nn
    assert topic.button.nn
    assert topic.difference is None or topic.difference.nn
    for audience in ("tenant", "staff", "landlord"):
        rendering = getattr(topic, audience)
        assert rendering is None or rendering.nn is not None, audience


@pytest.mark.parametrize("key", URGENT_IN_ENGLISH)
def test_what_burns_is_answered_in_english(key):
    topic = K.topics[key]
    assert topic.tenant.en is not None
    assert topic.title.en
    assert answer_topic(K, key, Context(now=now_in_oslo(), language="en")).custom["language"] == "en"


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("key", sorted(K.topics))
def test_the_languages_have_the_same_parts_figures_and_contacts(key, language):
    for audience, nb, other in _pairs(K.topics[key], language):
        where = f"{key}.{audience}.{language}"
        assert len(other.steps) == len(nb.steps), where
        assert list(other.by_ground) == list(nb.by_ground), where
        assert (other.deadline.figure if other.deadline else None) == (nb.deadline.figure if nb.deadline else None), where
        assert (other.more is None, other.shorter is None) == (nb.more is None, nb.shorter is None), where
        texts = [(nb.lead, other.lead), *zip(nb.steps, other.steps, strict=True), *((nb.by_ground[g], other.by_ground[g]) for g in nb.by_ground)]
        texts += [(a, b) for a, b in ((nb.more, other.more), (nb.shorter, other.shorter)) if a and b]
        if nb.deadline:
            texts.append((nb.deadline.text, other.deadline.text))
        for a, b in texts:
            placeholders, sections, numbers = _hard(a)
            theirs = _hard(b)
            assert placeholders == theirs[0], f"{where}: {b}"
            assert sections == theirs[1], f"{where}: {b}"
            assert numbers == theirs[2], f"{where}: {b}"


@pytest.mark.parametrize("folder", ["glossary", "practice", "contacts", "figures", "emergency", "grounds", "laws", "practice_themes"])
def test_every_short_text_is_in_nynorsk_with_the_same_figures(folder):
    for key, record in getattr(K, folder).items():
        for text in localised(record):
            assert text.nn, f"{folder}/{key}: {text.nb}"
            for language in ("nn", "en"):
                other = getattr(text, language)
                if other:
                    assert _hard(text.nb)[0] == _hard(other)[0], f"{folder}/{key}: {other}"
                    assert _hard(text.nb)[1] == _hard(other)[1], f"{folder}/{key}: {other}"


def test_every_phrase_between_answers_is_in_three_languages_with_the_same_blanks():
    for key, text in K.phrases.texts.items():
        for language in ("nn", "en"):
            other = getattr(text, language)
            assert other, f"{key}: {language} is missing"
            assert sorted(re.findall(r"\{+[a-z:_]+\}+", other)) == sorted(re.findall(r"\{+[a-z:_]+\}+", text.nb)), f"{key}: {language}"


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("key", CONTENT)
def test_an_answer_in_a_language_is_said_in_it(key, language):
    topic = K.topics[key]
    for role, audience in (("leieboer", "tenant"), ("ansatt", "staff"), ("utleier", "landlord")):
        if getattr(topic, audience) is not None:
            reply = answer_topic(K, key, Context(now=now_in_oslo(), language=language, role=role))
            assert reply.custom["language"] == language
            assert "{" not in "".join(reply.messages)


def test_answers_are_not_the_same_text_twice():
    for key in CONTENT:
        leads = [(audience, language, answer.lead) for audience, language, answer in answers(K.topics[key])]
        assert len({lead for _, _, lead in leads}) == len(leads), key
