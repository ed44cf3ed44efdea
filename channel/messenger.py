"""What portals that show only text and buttons share (Teams, Slack): whose talk it is, one turn at a time, and a reply as text."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from channel.api import interface
from channel.choices import Choices
from channel.forget import forget_talk
from channel.keys import signing_keys
from channel.rates import Rates
from channel.transcript import day_of, plan_rows
from channel.turn import OnNewMessage, TalkTurn, known_metadata

logger = logging.getLogger(__name__)

_MOST_WAITING = 3
_MOST_GREETED = 10_000


@dataclass(frozen=True)
class Shown:
    """One message as such a portal shows it.

    Attributes:
        text: with the sources and addresses under it.
        buttons: `{"title", "payload"}`, none or a few.
        more: the text over buttons that must stand in a message of their own.
    """

    text: str
    buttons: tuple[dict[str, str], ...] = ()
    more: str = ""


@dataclass(frozen=True)
class Came:
    """One message from such a portal.

    Attributes:
        sender: the talk, from `Messenger.talk`.
        text: what was written, or the title of a button.
        pressed: the payload of a button, used only when this talk was offered it.
        agent: Rasa's, or None while it starts; a talk is deleted from its store.
    """

    sender: str
    text: object
    pressed: object = None
    agent: Any = None


Send = Callable[[Shown], Awaitable[None]]


class Messenger:
    """Runs the turns of one such portal.

    Args:
        name: the channel's name, kept with each message.
        settings: of credentials.yml, a trusted place: `role`, `language`, `municipality` and `portal` of every talk, and `public`, the
            address where people reach this server, for documents.
        turn: what runs a turn.
        keys: signing keys, newest first; tracker ids are made with the newest.
    """

    def __init__(self, name: str, settings: Mapping[str, Any], turn: TalkTurn | None = None, keys: Sequence[bytes] | None = None) -> None:
        self._name = name
        self._turn = turn or TalkTurn()
        self._key = (keys or signing_keys())[0]
        self._metadata = known_metadata(dict(settings))
        self._public = str(settings.get("public") or "").rstrip("/")
        self._rates = Rates()
        self._choices = Choices()
        self._greeted: OrderedDict[str, None] = OrderedDict()
        self._waiting: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def talk(self, *parts: str) -> str:
        """Return the tracker id of a talk: an HMAC, so that the database holds nobody's account.

        Args:
            parts: what the portal tells people and conversations apart by.
        """
        return hmac.new(self._key, "\x1f".join((self._name, *parts)).encode(), hashlib.sha256).hexdigest()[:40]

    def begin(self, came: Came, on_new_message: OnNewMessage, send: Send) -> None:
        """Answer in the background: portals wait only a few seconds, a turn may take longer.

        Args:
            came: the message.
            on_new_message: Rasa.
            send: sends one message of the reply.
        """

        async def answered() -> None:
            try:
                await self.answer(came, on_new_message, send)
            except Exception as error:  # nobody waits for this task; the type is enough for the log
                logger.error("%s: a reply could not be sent: %s", self._name, type(error).__name__)

        task = asyncio.ensure_future(answered())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def answer(self, came: Came, on_new_message: OnNewMessage, send: Send) -> None:
        """Run one message of a talk at a time, in the order they came, and send the reply."""
        sender = came.sender
        if self._waiting.get(sender, 0) > _MOST_WAITING or self._rates.message(sender):
            await send(Shown(self._words()["too_fast"]))
            return
        lock = self._locks.setdefault(sender, asyncio.Lock())
        self._waiting[sender] = self._waiting.get(sender, 0) + 1
        try:
            async with lock:
                for message in await self._reply(came, on_new_message):
                    await send(message)
        finally:
            self._waiting[sender] -= 1
            if not self._waiting[sender]:
                del self._waiting[sender], self._locks[sender]

    async def _reply(self, came: Came, on_new_message: OnNewMessage) -> list[Shown]:
        sender = came.sender
        if self._asks_to_forget(came.text):
            return [Shown(self._words()["forgotten" if self._forget(sender, came.agent) else "not_deleted"])]
        offered = isinstance(came.pressed, str) and self._choices.holds(sender, came.pressed)
        incoming = self._turn.receive(came.pressed if offered else came.text, self._metadata, payload=offered)
        messages = await self._turn.run(incoming, sender, self._name, on_new_message)
        self._choices.keep(sender, messages)
        custom = messages[-1].get("custom", {})
        first = [] if custom.get("urgent") else self._first_words(sender, custom.get("language"))
        return first + [self._shown(message) for message in messages]

    def _first_words(self, sender: str, language: str | None) -> list[Shown]:
        """Return what a talk begins with, once: a machine, guidance, no names, how to delete. An emergency goes before it."""
        if sender in self._greeted:
            return []
        self._greeted[sender] = None
        if len(self._greeted) > _MOST_GREETED:
            self._greeted.popitem(last=False)
        words = self._words(language)
        return [Shown(" ".join((words["about"], words["field_help"], self._turn.knowledge.phrases.get("messenger_forget", language or "nb"))))]

    def _asks_to_forget(self, text: object) -> bool:
        return isinstance(text, str) and text.strip(" .!").casefold() in {self._words(language)["forget"].casefold() for language in ("nb", "nn", "en")}

    def _forget(self, sender: str, agent: Any) -> bool:
        """Delete what is kept of the talk; return False when Rasa's store cannot be deleted from."""
        if agent is None or not forget_talk(agent, sender):
            return False
        self._choices.forget(sender)
        self._turn.documents.forget(sender)
        self._greeted.pop(sender, None)
        return True

    def _words(self, language: str | None = None) -> dict[str, str]:
        told = interface(self._turn.knowledge, self._metadata.get("portal"), language or self._metadata.get("language"))
        return dict(told["texts"])

    def _shown(self, message: Mapping[str, Any]) -> Shown:
        """Return a message with what the widget would show under it: the plan, documents and sources."""
        custom = message.get("custom", {})
        words = self._words(custom.get("language"))
        lines = [f"{name}: {value}" for name, value in plan_rows(custom.get("result") or {}, words)]
        attachments = custom.get("attachments") or []
        if attachments and self._public:
            lines += [words["attachments"], *(f"- {row['title']}: {self._public}{row['url']}" for row in attachments)]
        sources = custom.get("sources") or []
        if sources:
            lines.append(words["sources"].format(count=len(sources)))
            lines += [f"- {row['title']}, {words['checked'].format(day=day_of(row['checked']))} {row['url'] or ''}".rstrip() for row in sources]
        under = "\n\n" + "\n".join(lines) if lines else ""
        return Shown(message.get("text", "") + under, tuple(message.get("buttons", ())), words["choices"])
