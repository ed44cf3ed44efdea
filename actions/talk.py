"""What all actions share: read the talk from the tracker, say a Reply, remember its slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from guidance.clock import now_in_oslo
from guidance.emergency import with_safety_line
from guidance.grounds import stated_ground
from guidance.language import written_in_bokmaal, written_language
from guidance.loader import Knowledge
from guidance.reply import Context, Reply
from guidance.roles import role_after
from guidance.settings import with_role_shown

_ROLES = ("leieboer", "ansatt", "utleier")
_LANGUAGES = ("nb", "nn", "en")
# So far back a day that was told is still the letter's that is talked about.
_MOST_BEFORE = 6

# Lower, and one ordinary message in thirty would begin with emergency numbers.
_LIKELY_PASSAGE = 0.9

Events = list[dict[str, Any]]


def text_of(tracker: Tracker) -> str:
    """Return the user's last message, masked as it arrived; empty when there is none."""
    return str(tracker.latest_message.get("text") or "")


def texts_before(tracker: Tracker) -> tuple[str, ...]:
    """Return the last few messages that were written before this one, newest first; pressed buttons are left out."""
    said = [str(event.get("text") or "") for event in (tracker.events or []) if event.get("event") == "user"][:-1]
    return tuple(text for text in reversed(said[-_MOST_BEFORE:]) if not text.startswith("/"))


def question_before(tracker: Tracker, intent: str) -> str | None:
    """Return the text of the message before this one, where both were written and that one was understood as `intent`; else None."""
    said = [event for event in tracker.events if event.get("event") == "user"][-2:]
    if len(said) < 2 or any(str(event.get("text") or "").startswith("/") for event in said):
        return None
    before = ((said[0].get("parse_data") or {}).get("intent") or {}).get("name")
    return str(said[0].get("text") or "") if before == intent else None


def is_role_kept(tracker: Tracker, context: Context) -> bool:
    """Return whether the role is what it was before this message, by the talk or by the channel."""
    metadata = tracker.latest_message.get("metadata") or {}
    return bool(context.role == (tracker.get_slot("role") or metadata.get("role") or "ukjent"))


def is_as_before(tracker: Tracker, context: Context) -> bool:
    """Return whether role and language are what they were before this message."""
    metadata = tracker.latest_message.get("metadata") or {}
    return is_role_kept(tracker, context) and context.language == (tracker.get_slot("language") or metadata.get("language") or "nb")


def emergency_before(tracker: Tracker) -> str | None:
    """Return the kind of emergency that the last answer was about, or None."""
    customs = [(event.get("data") or {}).get("custom") for event in tracker.events or [] if event.get("event") == "bot"]
    last = next((custom for custom in reversed(customs) if custom), None)
    return str(last["topic"]) if last and last.get("urgent") else None


def intent_of(tracker: Tracker) -> str:
    """Return the intent of the last message, or an empty text."""
    return str((tracker.latest_message.get("intent") or {}).get("name") or "")


def confidence_of(tracker: Tracker) -> float:
    """Return how sure the classifier was, 0 to 1."""
    return float((tracker.latest_message.get("intent") or {}).get("confidence") or 0.0)


def entity_of(tracker: Tracker, name: str) -> str | None:
    """Return the first value of an entity in the last message, or None."""
    return next((str(value) for value in tracker.get_latest_entity_values(name) if value), None)


def ranking_of(tracker: Tracker) -> list[tuple[str, float]]:
    """Return the classifier's (intent, confidence), best first, without what stands for not understood."""
    rows = tracker.latest_message.get("intent_ranking") or []
    return [(str(row["name"]), float(row["confidence"])) for row in rows if row.get("name") not in ("nlu_fallback", "uklart")]


def context_of(tracker: Tracker, k: Knowledge, topic: str | None = None) -> Context:
    """Return the talk as guidance/ reads it. What the channel says of role and language stands until the talk says else.

    Args:
        tracker: Rasa's conversation.
        k: the knowledge.
        topic: the topic just found, where that tells the role («utleier»).
    """
    metadata = tracker.latest_message.get("metadata") or {}
    known = tracker.get_slot("role") or metadata.get("role")
    before = known if known in _ROLES else "ukjent"
    return Context(
        now=now_in_oslo(),
        role=role_after(k, text_of(tracker), before, topic),  # type: ignore[arg-type]
        language=_language(tracker, k, metadata.get("language")),
        topic=tracker.get_slot("topic"),
        ground=stated_ground(k, text_of(tracker)) or tracker.get_slot("ground"),
        confidence=confidence_of(tracker),
        municipality=tracker.get_slot("municipality") or metadata.get("municipality"),
        simple=bool(tracker.get_slot("simple")),
        crisis=_crisis(tracker),
        in_talk=tuple((str(row["name"]), float(row["confidence"])) for row in tracker.latest_message.get("ranking_in_talk") or []),
    )


def _crisis(tracker: Tracker) -> float:
    """Return the belief in danger to life: of the whole message, or of the passage of a long one that surely tells of it."""
    in_passage = float((tracker.latest_message.get("highest_in_passage") or {}).get("krise", 0.0))
    return max(dict(ranking_of(tracker)).get("krise", 0.0), in_passage if in_passage >= _LIKELY_PASSAGE else 0.0)


def _language(tracker: Tracker, k: Knowledge, of_channel: str | None) -> str:
    """Return the language to answer in: chosen by the person, else clearly written now, else overheard before, else the channel's."""
    before = tracker.get_slot("language")
    if not tracker.get_slot("language_chosen"):
        text = text_of(tracker)
        written = written_language(k, text)
        if written:
            return written
        if before and written_in_bokmaal(k, text):
            before = None
    language = before or of_channel
    return language if language in _LANGUAGES else "nb"


def say(dispatcher: CollectingDispatcher, reply: Reply) -> None:
    """Send the reply's texts in order; the last one carries the buttons and the contract."""
    *before, last = reply.messages
    for text in before:
        dispatcher.utter_message(text=text)
    buttons = [{"title": button.title, "payload": button.payload} for button in {button.payload: button for button in reply.buttons}.values()]
    dispatcher.utter_message(text=last, buttons=buttons or None, json_message=reply.custom)


def answered(dispatcher: CollectingDispatcher, tracker: Tracker, k: Knowledge, reply: Reply, context: Context) -> Events:
    """Say the reply and return the slots to set: its own, the role it was answered in, no open question, no fallback count."""
    reply = with_safety_line(k, reply, context)
    if context.role != "ukjent" and "role" not in reply.slots and not is_role_kept(tracker, context):
        reply = with_role_shown(k, reply, context)
    say(dispatcher, reply)
    slots: dict[str, Any] = {"fallback_tries": None, "candidates": None, **reply.slots}
    if context.role != "ukjent":
        slots["role"] = context.role
    if context.ground:
        slots.setdefault("ground", context.ground)
    if context.language != (tracker.get_slot("language") or "nb"):
        slots.setdefault("language", context.language)
    return changed(tracker, slots)


def changed(tracker: Tracker, slots: Mapping[str, Any]) -> Events:
    """Return an event for each slot that is not so already: every event is stored and read again at each later turn."""
    return [SlotSet(name, value) for name, value in slots.items() if tracker.get_slot(name) != value]
