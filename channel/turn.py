"""One turn of any channel: clean, mask, ask Rasa within a deadline, and always answer."""

from __future__ import annotations

import asyncio
import logging
import re
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from channel.documents import Documents, shared_documents
from guidance.clock import now_in_oslo
from guidance.emergency import detect, emergency_reply
from guidance.loader import Knowledge, load_knowledge
from guidance.reply import Context, Reply
from guidance.topics import answer_topic
from privacy.masking import Masker
from privacy.names import name_finder

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 2000
DEADLINE_SECONDS = 20.0
_COMMAND = re.compile(r"^[\s/\\\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# Control characters and the marks that turn text around; line breaks and tabs become spaces.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ROLES = ("leieboer", "ansatt", "utleier", "ukjent")
_LANGUAGES = ("nb", "nn", "en")

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class TurnOutput(CollectingOutputChannel):
    """Collects a turn's messages; text, buttons and `custom` of one utterance stay in one message."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one utterance as one message."""
        kept = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        if kept:
            self.messages.append({"recipient_id": recipient_id, **kept})


@dataclass(frozen=True)
class Incoming:
    """A message as it may be stored: cleaned, masked, cut to length."""

    text: str
    removed: tuple[str, ...] = ()
    cut: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)


class TalkTurn:
    """Runs turns for every channel in credentials.yml; a channel that does not use it bypasses masking, and a test fails."""

    def __init__(self, knowledge: Knowledge | None = None, deadline: float = DEADLINE_SECONDS, documents: Documents | None = None) -> None:
        self.knowledge = knowledge or load_knowledge()
        self.documents = documents or shared_documents(self.knowledge)
        self._deadline = deadline
        self._masker = masker_of(self.knowledge)

    def receive(self, raw: object, metadata: object = None, payload: bool = False) -> Incoming:
        """Return the message as it may be stored.

        Args:
            raw: what came in; anything but text counts as empty.
            metadata: role, language, municipality and portal from a trusted place; other keys are dropped.
            payload: the text is a button's own payload and may begin with a slash.
        """
        text = raw if isinstance(raw, str) else ""
        text = re.sub(r"[\r\n\t]+", " ", _CONTROL.sub("", text))
        if not payload:
            text = _COMMAND.sub("", text)
        masked = self._masker.mask(text[: MOST_CHARACTERS * 5])
        kept = masked.text[:MOST_CHARACTERS]
        cut = len(text) > MOST_CHARACTERS
        if cut:
            kept = self._with_emergency(masked.text, kept)
        return Incoming(kept, masked.removed, cut, known_metadata(metadata))

    def _with_emergency(self, text: str, kept: str) -> str:
        """Return the part to read: the beginning, or the part that holds an emergency past it; none is lost."""
        today = now_in_oslo().date()
        if detect(self.knowledge, text, today) is None or detect(self.knowledge, kept, today) is not None:
            return kept
        half = MOST_CHARACTERS // 2
        parts = (text[start : start + MOST_CHARACTERS] for start in range(half, len(text), half))
        return next((part for part in parts if detect(self.knowledge, part, today)), kept)

    async def run(self, incoming: Incoming, sender: str, channel: str, on_new_message: OnNewMessage, number: str | None = None) -> list[dict[str, Any]]:
        """Return the messages of the reply; never empty, never later than the deadline by more than a moment.

        Args:
            incoming: the message, from `receive`.
            sender: the talk's tracker id.
            channel: the name kept with the message.
            on_new_message: Rasa.
            number: kept as the message's id, so that a history can tell which reply belongs to it.
        """
        output = TurnOutput()
        message = UserMessage(incoming.text, output, sender, input_channel=channel, message_id=number, metadata=incoming.metadata or None)
        try:
            await asyncio.wait_for(on_new_message(message), self._deadline)
        except asyncio.TimeoutError:
            logger.error("no answer within %.0f s", self._deadline)
        except Exception as error:  # the talk must go on whatever failed behind it; the type is enough for the log
            logger.error("the dialogue engine failed: %s", type(error).__name__)
        messages = output.messages
        if not any(part.get("custom") for part in messages):
            messages = self._own_answer(incoming, sender)
        return self._finished(messages, incoming, sender)

    def _own_answer(self, incoming: Incoming, sender: str) -> list[dict[str, Any]]:
        """Answer without Rasa: an emergency still gets its numbers, the rest a phone number and «try again»."""
        context = _context(incoming)
        kind = detect(self.knowledge, incoming.text, context.today)
        reply = emergency_reply(self.knowledge, kind, context) if kind else answer_topic(self.knowledge, "teknisk_feil", context)
        return as_messages(reply, sender)

    def _finished(self, messages: list[dict[str, Any]], incoming: Incoming, sender: str) -> list[dict[str, Any]]:
        """Add what the channel knows: what was removed, that a long message was cut; the contract stays last."""
        for part in messages:
            if part.get("custom", {}).get("attachments"):
                part["custom"] = {**part["custom"], "attachments": self.documents.addressed(part["custom"]["attachments"], sender)}
        custom = messages[-1].setdefault("custom", {})
        language = custom.get("language", "nb")
        if incoming.cut and custom.get("topic") == "uforstatt":
            messages = as_messages(answer_topic(self.knowledge, "for_langt", _context(incoming)), sender)
            custom = messages[-1]["custom"]
        notes = []
        if incoming.removed and not custom.get("urgent"):
            kinds = ", ".join(self.knowledge.phrases.get(f"removed_{kind}", language) for kind in incoming.removed)
            notes.append(self.knowledge.phrases.get("removed", language, kinds=kinds))
            custom["removed"] = list(incoming.removed)
        if incoming.cut and custom.get("topic") != "for_langt":
            notes.append(self.knowledge.phrases.get("was_cut", language, characters=str(MOST_CHARACTERS)))
        extra = [{"recipient_id": sender, "text": note} for note in notes]
        return messages if custom.get("urgent") else [*extra, *messages]


def as_messages(reply: Reply, sender: str) -> list[dict[str, Any]]:
    """Return a Reply in the shape that a channel sends."""
    messages: list[dict[str, Any]] = [{"recipient_id": sender, "text": text} for text in reply.messages]
    if reply.buttons:
        messages[-1]["buttons"] = [{"title": button.title, "payload": button.payload} for button in reply.buttons]
    messages[-1]["custom"] = reply.custom
    return messages


def _context(incoming: Incoming) -> Context:
    return Context(now=now_in_oslo(), role=incoming.metadata.get("role", "ukjent"), language=incoming.metadata.get("language", "nb"), confidence=0.0)


def known_metadata(given: object) -> dict[str, Any]:
    """Return the known keys with known values; the rest is dropped."""
    if not isinstance(given, dict):
        return {}
    kept: dict[str, Any] = {}
    if given.get("role") in _ROLES:
        kept["role"] = given["role"]
    if given.get("language") in _LANGUAGES:
        kept["language"] = given["language"]
    for name in ("municipality", "portal"):
        value = given.get(name)
        if isinstance(value, str) and re.fullmatch(r"[a-z0-9_-]{1,40}", value):
            kept[name] = value
    return kept


def masker_of(k: Knowledge) -> Masker:
    """Return the masking of all channels, which knows our own phone numbers, municipalities and terms."""
    places = {name.lower() for row in k.municipalities.values() for name in (row.name, *row.names_other, *row.former, *row.largest_places)}
    words = {"nav", "htu", "namsmannen", "namsfogden", "husbanken", "jussbuss", "kommune", "kommunen", "hei", "takk"}
    words |= {part for name in places for part in name.split()}
    words |= {form.lower() for term in k.glossary.values() for form in (term.term, *term.also) if " " not in form}
    known = frozenset(words)
    phones = [contact.phone for contact in k.contacts.values() if contact.phone]
    return Masker(phones, name_finder(known), known, frozenset(places))


def new_sender() -> str:
    """Return an unguessable id for a talk without one."""
    return uuid.uuid4().hex
