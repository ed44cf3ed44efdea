"""When the bot is unsure: «mente du …?», then a search over all it knows, then a person. Never the same twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from guidance.glossary import find_terms
from guidance.language import goes_on
from guidance.loader import Knowledge
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import fold
from guidance.topics import answer_topic, button_text, more, payload

MOST_CANDIDATES = 3
_LEAST_LIKENESS = 0.12
OUTSIDE = ("utenfor_tema", "ondsinnet")
# When nothing is sure, this much belief in «not ours» is enough to say so; set on training voices left out one by one.
LIKELY_OUTSIDE = 0.1
# The topic just answered needs less belief than a new one: people ask on.
LIKELY_SAME = 0.05
# What goes on from the last answer is more likely than the classifier knows, which reads each message alone.
_GOES_ON_WEIGHT = 2.5
_SURE_IN_CONTEXT = 0.5


@dataclass(frozen=True)
class _Index:
    keys: tuple[str, ...]
    vectorizer: TfidfVectorizer
    matrix: csr_matrix


@lru_cache(maxsize=32)  # one for each portal with its own contacts
def _index(k: Knowledge) -> _Index:
    """Topics by title and lead, and terms by word and explanation, in one index."""
    documents: dict[str, str] = {}
    for key, topic in k.topics.items():
        if topic.kind == "content":
            documents[key] = f"{topic.title.nb} {topic.title.nb} {topic.button.nb} {topic.tenant.nb.lead}"
    for key, term in k.glossary.items():
        documents[f"begrep:{key}"] = f"{term.term} {' '.join(term.also)} {term.plain.nb}"
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform([fold(text) for text in documents.values()])
    return _Index(tuple(documents), vectorizer, matrix)


def search_all(k: Knowledge, text: str, most: int = MOST_CANDIDATES) -> list[str]:
    """Return the keys (topics and `begrep:…`) whose texts are most like the message, best first."""
    index = _index(k)
    scores = (index.matrix @ index.vectorizer.transform([fold(text)[:2000]]).T).toarray().ravel()
    order = np.argsort(-scores)[:most]
    return [index.keys[i] for i in order if scores[i] >= _LEAST_LIKENESS]


def candidate_button(k: Knowledge, key: str, language: str, audience: str) -> Button:
    """Return the button for a candidate: a topic, or a term as `begrep:<key>`."""
    if key.startswith("begrep:"):
        term = key.split(":", 1)[1]
        return Button(k.phrases.get("button_term", language, term=k.glossary[term].term), f'/explain_term{{"term": "{term}"}}')
    if key == "praksis:tema":
        return Button(k.phrases.get("button_practice", language), "/find_practice")
    return Button(button_text(k.topics[key], language, audience), payload(key))


def candidates_from(k: Knowledge, ranking: list[tuple[str, float]], text: str) -> list[str]:
    """Return up to three candidates from the classifier's ranking; a term asked for becomes `begrep:<key>`."""
    found: list[str] = []
    for intent, _ in ranking:
        if intent.startswith(("begrep:", "praksis:")):
            found.append(intent)
        elif intent == "explain_term":
            terms = find_terms(k, text)
            if terms:
                found.append(f"begrep:{terms[0].key}")
        elif intent == "find_practice":
            found.append("praksis:tema")
        elif intent in k.topics and k.topics[intent].kind == "content":
            found.append(intent)
    return list(dict.fromkeys(found))[:MOST_CANDIDATES]


def _same_topic(k: Knowledge, text: str, ranking: list[tuple[str, float]], context: Context) -> Reply | None:
    """Return more of the last topic when an unsure message probably goes on from it, else None."""
    topic = k.topics.get(context.topic or "")
    if topic is None or topic.kind != "content" or not ranking:
        return None
    belief = dict(ranking).get(topic.id, 0.0)
    if belief >= LIKELY_SAME or goes_on(k, text):
        return more(k, topic.id, context)
    return None


def _likely_in_context(k: Knowledge, ranking: list[tuple[str, float]], context: Context) -> Reply | None:
    """Return the answer to a topic that the last one leads to, when that makes it clearly the likeliest; else None."""
    last = k.topics.get(context.topic or "")
    if last is None or last.kind != "content":
        return None
    weighted = {intent: belief * (_GOES_ON_WEIGHT if intent in last.follow_ups else 1.0) for intent, belief in ranking}
    total = sum(weighted.values()) + max(0.0, 1.0 - sum(belief for _, belief in ranking))
    best = max(weighted, key=lambda intent: weighted[intent], default="")
    if best not in last.follow_ups or best not in k.topics or weighted[best] / total < _SURE_IN_CONTEXT:
        return None
    return answer_topic(k, best, context)


def _probably_outside(k: Knowledge, keys: list[str], context: Context) -> Reply:
    """Say that this is probably not ours, with the nearest topics as buttons in case it is."""
    reply = answer_topic(k, "utenfor_tema", context)
    buttons = tuple(candidate_button(k, key, context.language, context.audience) for key in keys)
    return replace(
        reply, buttons=(*buttons, *reply.buttons), custom={**reply.custom, "candidates": keys}, slots={"fallback_tries": 1.0, "candidates": keys or None}
    )


def not_understood(k: Knowledge, text: str, ranking: list[tuple[str, float]], tries: int, context: Context) -> Reply:
    """Return the next rung: ask with candidates, search everything, or give a person to call.

    Args:
        text: the message; it is searched with, never repeated back.
        ranking: (intent, confidence), best first; empty when the message holds no words.
        tries: how many times in a row nothing was understood before this.
    """
    language = context.language
    going_on = _same_topic(k, text, ranking, context) if tries == 0 else None
    if going_on is None and tries == 0:
        going_on = _likely_in_context(k, ranking, context)
    if going_on is not None:
        return going_on
    outside = sum(confidence for intent, confidence in ranking if intent in OUTSIDE)
    if tries == 0 and outside >= LIKELY_OUTSIDE and fold(text):
        return _probably_outside(k, candidates_from(k, ranking, text), context)
    if not ranking or not fold(text):
        keys: list[str] = []
    elif tries == 0:
        keys = candidates_from(k, ranking, text)
    elif tries == 1:
        keys = search_all(k, text)
    else:
        keys = []
    human = Button(k.phrases.get("button_human", language), "/snakke_med_menneske")
    if keys and tries == 0:
        buttons = tuple(candidate_button(k, key, language, context.audience) for key in keys)
        return Reply(
            messages=(k.phrases.get("doubt", language),),
            buttons=(*buttons, human),
            custom=contract(k, context, "tvil", sources=[], candidates=keys),
            slots={"fallback_tries": 1.0, "candidates": keys},
        )
    phrase = ("not_understood_empty" if not fold(text) else "not_understood") if tries == 0 else "not_understood_search" if keys else "not_understood_person"
    buttons = tuple(candidate_button(k, key, language, context.audience) for key in keys)
    return Reply(
        messages=(render_text(k, k.phrases.get(phrase, language), language, context.today),),
        buttons=(*buttons, human, Button(k.phrases.get("button_help", language), "/hjelp")),
        custom=contract(k, context, "uforstatt", sources=[], candidates=keys),
        slots={"fallback_tries": float(tries + 1), "candidates": keys or None},
    )
