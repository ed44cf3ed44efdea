"""«Ja», «nei» and «vet ikke»: read against the question that is open, never guessed."""

from __future__ import annotations

from dataclasses import replace

from guidance.fallback import not_understood
from guidance.glossary import explain_term
from guidance.grounds import answer_ground
from guidance.loader import Knowledge
from guidance.practice_reply import find_practice
from guidance.reply import Context, Reply
from guidance.topics import answer_topic, follow_up_buttons


def answer_key(k: Knowledge, key: str, context: Context) -> Reply:
    """Answer a candidate: a topic, a term as `begrep:<key>`, or practice examples as `praksis:tema`."""
    if key.startswith("begrep:"):
        return explain_term(k, key.split(":", 1)[1], context)
    if key.startswith("praksis:"):
        return find_practice(k, "", context)
    return answer_topic(k, key, context)


def answer_intent(k: Knowledge, intent: str, text: str, ranking: list[tuple[str, float]], context: Context) -> Reply:
    """Answer a message by its intent where no rule does: a topic, a term, else the first rung of the fallback."""
    if intent in k.topics:
        return answer_topic(k, intent, context)
    return explain_term(k, text, context) if intent == "explain_term" else not_understood(k, text, ranking, 0, context)


def yes_no(k: Knowledge, said: str, text: str, context: Context, candidates: list[str], tries: int) -> Reply:
    """Answer yes, no or «vet ikke».

    Args:
        k: the knowledge.
        said: `bekreft`, `avkreft` or `vet_ikke`.
        text: the message.
        context: the talk.
        candidates: what «mente du …?» offered last; empty when no such question is open.
        tries: the fallback's count.
    """
    if candidates and said == "bekreft":
        return answer_key(k, candidates[0], context)
    if candidates:
        return not_understood(k, text, [(key, 0.0) for key in candidates], max(tries, 1), context)
    topic = k.topics.get(context.topic or "")
    if said == "vet_ikke" and topic is not None and (topic.tenant.nb.by_ground and context.ground is None):
        return answer_ground(k, "vet_ikke", context)
    reply = answer_topic(k, "avkreft" if said == "avkreft" else "bekreft", context)
    if topic is not None and topic.kind == "content":
        return replace(
            reply,
            buttons=follow_up_buttons(k, topic.follow_ups, context.language, context.audience),
            custom={**reply.custom, "follow_ups": list(topic.follow_ups)},
        )
    return reply
