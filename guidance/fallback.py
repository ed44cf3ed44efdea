"""When the bot is unsure: «mente du …?», then a search over all it knows, then a person. Never the same twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from guidance.glossary import find_terms
from guidance.language import goes_on, refers_back
from guidance.loader import Knowledge
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import fold
from guidance.topics import answer_topic, button_text, more, payload

MOST_CANDIDATES = 3
_LEAST_LIKENESS = 0.12
_FOR_OTHERS = ("utleier", "prosess_fase1", "prosess_fase2", "prosess_fase3")
OUTSIDE = ("utenfor_tema", "ondsinnet")
# When nothing is sure, this much belief in «not ours» is enough to say so; set on training voices left out one by one.
LIKELY_OUTSIDE = 0.1
# The topic just answered needs less belief than a new one: people ask on.
LIKELY_SAME = 0.05
# In a talk about one of our topics a message is more seldom about something else altogether.
_LIKELY_OUTSIDE_IN_TALK = 0.3
# A message with an idea of its own below this is read together with the one before, if it is then sure enough and
# either hints at the topic itself or refers back («det», «da», «hun»).
_OWN_IDEA = 0.25
_SURE_IN_TALK = 0.8
_SURE_TO_STAY = 0.95
_LEAST_HINT = 0.03
_LEAST_ASKED_AFTER = 0.1
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


def candidates_from(k: Knowledge, ranking: list[tuple[str, float]], text: str, audience: str = "tenant") -> list[str]:
    """Return up to three candidates from the classifier's ranking; a term asked for becomes `begrep:<key>`.

    What is written for others is not offered to a tenant.
    """
    found: list[str] = []
    for intent, _ in ranking:
        if audience == "tenant" and intent in _FOR_OTHERS:
            continue
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


def _read_in_talk(k: Knowledge, text: str, ranking: list[tuple[str, float]], context: Context) -> Reply | None:
    """Return the answer to what a message means after the one before it («hun har betalt alt»), else None."""
    topics = {intent: belief for intent, belief in ranking if intent in k.topics and k.topics[intent].kind == "content"}
    if not context.in_talk or max(topics.values(), default=0.0) >= _OWN_IDEA:
        return None
    key, belief = context.in_talk[0]
    if belief < _SURE_IN_TALK or key not in k.topics or k.topics[key].kind != "content":
        return None
    if topics.get(key, 0.0) < _LEAST_HINT and not refers_back(k, text):
        return None
    return more(k, key, context) if key == context.topic else answer_topic(k, key, context)


def stays_with_topic(k: Knowledge, text: str, key: str, context: Context) -> bool:
    """Return whether a message taken for another topic, not surely, rather goes on from the last («får jeg det tilbake?»)."""
    topic = k.topics.get(context.topic or "")
    if topic is None or topic.kind != "content" or key == topic.id or key in topic.follow_ups or not context.in_talk:
        return False
    best, belief = context.in_talk[0]
    return best == topic.id and belief >= _SURE_TO_STAY and refers_back(k, text)


def _probably_outside(k: Knowledge, keys: list[str], context: Context) -> Reply:
    """Say that this is probably not ours, with the nearest topics as buttons in case it is."""
    reply = answer_topic(k, "utenfor_tema", context)
    buttons = tuple(candidate_button(k, key, context.language, context.audience) for key in keys)
    return replace(
        reply, buttons=(*buttons, *reply.buttons), custom={**reply.custom, "candidates": keys}, slots={"fallback_tries": 1.0, "candidates": keys or None}
    )


def _rung(k: Knowledge, text: str, ranking: list[tuple[str, float]], tries: int, offered: Sequence[str], audience: str) -> tuple[bool, list[str]]:
    """Return (whether to ask «mente du …?», the keys to offer) for this many tries before."""
    if not ranking or not fold(text) or tries > 1:
        return False, []
    if tries == 0:
        keys = candidates_from(k, ranking, text, audience)
    else:
        keys = [key for key in candidates_from(k, [row for row in ranking if row[1] >= _LEAST_ASKED_AFTER], text, audience) if key not in offered]
    return (True, keys) if keys else (False, search_all(k, text) if tries == 1 else [])


def not_understood(k: Knowledge, text: str, ranking: list[tuple[str, float]], tries: int, context: Context, offered: Sequence[str] = ()) -> Reply:
    """Return the next rung: ask with candidates, search everything, or give a person to call.

    Args:
        text: the message; it is searched with, never repeated back.
        ranking: (intent, confidence), best first; empty when the message holds no words.
        tries: how many times in a row nothing was understood before this.
        context: the talk.
        offered: the candidates of the rung before; what people did not choose is not offered again.
    """
    language = context.language
    going_on = _same_topic(k, text, ranking, context) if tries == 0 else None
    if going_on is None and tries == 0:
        going_on = _likely_in_context(k, ranking, context)
    outside = sum(confidence for intent, confidence in ranking if intent in OUTSIDE)
    in_talk = context.topic in k.topics and k.topics[str(context.topic)].kind == "content"
    likely_outside = outside >= (_LIKELY_OUTSIDE_IN_TALK if in_talk else LIKELY_OUTSIDE)
    if going_on is None and tries <= 1 and not likely_outside:
        going_on = _read_in_talk(k, text, ranking, context)
    if going_on is not None:
        return going_on
    if tries == 0 and likely_outside and fold(text):
        return _probably_outside(k, candidates_from(k, ranking, text, context.audience), context)
    meant, keys = _rung(k, text, ranking, tries, offered, context.audience)
    human = Button(k.phrases.get("button_human", language), "/snakke_med_menneske")
    if meant:
        buttons = tuple(candidate_button(k, key, language, context.audience) for key in keys)
        return Reply(
            messages=(k.phrases.get("doubt", language),),
            buttons=(*buttons, human),
            custom=contract(k, context, "tvil", sources=[], candidates=keys),
            slots={"fallback_tries": float(tries + 1), "candidates": keys},
        )
    phrase = ("not_understood_empty" if not fold(text) else "not_understood") if tries == 0 else "not_understood_search" if keys else "not_understood_person"
    buttons = tuple(candidate_button(k, key, language, context.audience) for key in keys)
    return Reply(
        messages=(render_text(k, k.phrases.get(phrase, language), language, context.today),),
        buttons=(*buttons, human, Button(k.phrases.get("button_help", language), "/hjelp")),
        custom=contract(k, context, "uforstatt", sources=[], candidates=keys),
        slots={"fallback_tries": float(tries + 1), "candidates": keys or None},
    )
