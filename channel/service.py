"""What the web channel does with a talk, whoever asks: the JSON routes and the page without JavaScript."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import Awaitable
from typing import Any

from channel.forget import forget_talk
from channel.history import told_so_far
from channel.state import State
from channel.tokens import Talk, Tokens
from channel.turn import Incoming, OnNewMessage, TalkTurn, as_messages
from guidance.clock import now_in_oslo
from guidance.loader import Knowledge
from guidance.portals import at_portal
from guidance.reply import Button, Context, Reply
from guidance.topics import answer_topic

_MOST_WAITING = 3
_LANGUAGES = ("nb", "nn", "en")
REASONS = ("unclear", "off_topic", "wrong", "missing")
_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,40}")


class TooManyWaitingError(Exception):
    """Three messages of the talk wait already; the client tries again in a moment."""


class StaleChoiceError(Exception):
    """The choice is not open: used up, another talk's, or made up."""


class WebTalks:
    """Opens, answers, shows and deletes talks.

    Args:
        turn: what runs a turn.
        tokens: what signs talks.
        state: what keeps choices and replies.
        on_new_message: Rasa.
        channel: the name kept with each message.
    """

    def __init__(self, turn: TalkTurn, tokens: Tokens, state: State, on_new_message: OnNewMessage, channel: str) -> None:
        self._turn, self.tokens, self.state, self._run, self._channel = turn, tokens, state, on_new_message, channel
        self._waiting: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._running: dict[tuple[str, str], asyncio.Task[list[dict[str, Any]]]] = {}

    @property
    def knowledge(self) -> Knowledge:
        """What the bot knows."""
        return self._turn.knowledge

    def open(self, metadata: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        """Return (token, first messages) of a new talk."""
        token = self.tokens.new(metadata)
        talk = self.tokens.read(token)
        assert talk is not None
        return token, self.state.keep_reply(talk.sender, "0", None, self.greeting(metadata))

    def greeting(self, metadata: dict[str, Any], fixed: bool = False) -> list[dict[str, Any]]:
        """Return what a talk begins with: a machine, guidance, no names; the portal's own words first; the first choices.

        Args:
            metadata: of the talk.
            fixed: the talk is not open yet, so the buttons carry fixed choices as `id`.
        """
        language = metadata.get("language", "nb")
        portal = self.knowledge.portals.get(metadata.get("portal", ""))
        knowledge = at_portal(self.knowledge, metadata.get("portal"))
        reply = answer_topic(knowledge, "hilsen", Context(now=now_in_oslo(), role=metadata.get("role", "ukjent"), language=language))
        own = (portal.greeting.get(language)[0],) if portal and portal.greeting else ()
        rows = self.knowledge.interface.quick_start
        buttons = tuple(Button(row.title.get(language)[0], _payload(row.topic, row.role)) for row in rows)
        messages = as_messages(Reply((*own, *reply.messages), {**reply.custom, "follow_ups": []}, buttons), "")
        if fixed:
            messages[-1]["buttons"] = [{"title": row.title.get(language)[0], "id": f"quick:{row.id}"} for row in rows]
        return messages

    def title_of(self, topic: str, language: str) -> str:
        """Return the button text of a topic or, for `begrep:<key>`, the term."""
        if topic.startswith("begrep:"):
            return self.knowledge.glossary[topic.removeprefix("begrep:")].term
        return self.knowledge.topics[topic].button.get(language)[0]

    async def say(self, talk: Talk, text: object, number: object) -> list[dict[str, Any]]:
        """Return the reply to what was written.

        Args:
            talk: whose it is.
            text: as it came; anything but text counts as empty.
            number: the client's own number of the message; the same number again gets the same reply and runs nothing.

        Raises:
            TooManyWaitingError: three messages wait already.
        """
        given = _number(number)
        return self.state.reply(talk.sender, given) or await self._once(talk, given, None, lambda: self._turn.receive(text, talk.metadata))

    async def choose(self, talk: Talk, choice: object, number: object) -> list[dict[str, Any]]:
        """Return the reply to a button, or to one of the fixed choices `start`, `quick:<id>`, `topic:<key>` and `language:<code>`.

        Raises:
            StaleChoiceError: the choice is not open.
            TooManyWaitingError: three messages wait already.
        """
        given = _number(number)
        before = self.state.reply(talk.sender, given)
        if before is not None:
            return before
        if (talk.sender, given) in self._running:
            return await asyncio.shield(self._running[(talk.sender, given)])
        found = self.state.choice(talk.sender, choice) if isinstance(choice, str) else None
        title, payload = (found.title, found.payload) if found else self._fixed(choice, talk)
        return await self._once(talk, given, title, lambda: self._turn.receive(payload, talk.metadata, payload=True))

    def _fixed(self, choice: object, talk: Talk) -> tuple[str, str]:
        """Return (title, payload) of a choice that is always open.

        Raises:
            StaleChoiceError: it is none.
        """
        kind, _, key = choice.partition(":") if isinstance(choice, str) else ("", "", "")
        language = talk.metadata.get("language", "nb")
        texts = self.knowledge.interface.texts
        quick = {row.id: row for row in self.knowledge.interface.quick_start}
        if choice == "start":
            return texts["restart"].get(language)[0], "/start_pa_nytt"
        if kind == "quick" and key in quick:
            return quick[key].title.get(language)[0], _payload(quick[key].topic, quick[key].role)
        if kind == "topic" and askable(self.knowledge, key):
            term = key.removeprefix("begrep:")
            return self.title_of(key, language), f"/{key}" if term == key else "/explain_term" + json.dumps({"term": term})
        if kind == "language" and key in _LANGUAGES:
            return texts[f"language_{key}"].nb, "/switch_language" + json.dumps({"language": key})
        raise StaleChoiceError

    async def _once(self, talk: Talk, number: str, title: str | None, receive: Any) -> list[dict[str, Any]]:
        """Return the reply; the turn goes on when the client is gone, so that a second try finds it."""
        key = (talk.sender, number)
        task = self._running.get(key)
        if task is None:
            if self._waiting.get(talk.sender, 0) > _MOST_WAITING:
                raise TooManyWaitingError
            incoming: Incoming = receive()
            task = asyncio.ensure_future(self._in_turn(talk.sender, self._answered(talk, number, title, incoming)))
            self._running[key] = task
            task.add_done_callback(lambda _: self._running.pop(key, None))
        return await asyncio.shield(task)

    async def _in_turn(self, sender: str, answer: Awaitable[list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Run one message of a talk at a time, in the order they came."""
        lock = self._locks.setdefault(sender, asyncio.Lock())
        self._waiting[sender] = self._waiting.get(sender, 0) + 1
        try:
            async with lock:
                return await answer
        finally:
            self._waiting[sender] -= 1
            if not self._waiting[sender]:
                del self._waiting[sender], self._locks[sender]

    async def _answered(self, talk: Talk, number: str, title: str | None, incoming: Incoming) -> list[dict[str, Any]]:
        messages = await self._turn.run(incoming, talk.sender, self._channel, self._run, number)
        return self.state.keep_reply(talk.sender, number, title, messages)

    async def history(self, talk: Talk, agent: Any) -> list[dict[str, Any]]:
        """Return the talk so far, oldest first: `{"who": "user", "text"}` and `{"who": "bot", …message}`."""
        store = agent.tracker_store if agent is not None else None
        return await told_so_far(self.state, store, talk.sender)

    def rate(self, talk: Talk, message_id: object, verdict: object, reason: object) -> bool:
        """Keep whether an answer helped; return False when it is no answer of this talk or no known verdict."""
        if verdict not in ("up", "down") or (reason is not None and reason not in REASONS):
            return False
        for kept in self.state.replies(talk.sender):
            custom = kept.messages[-1].get("custom", {})
            if message_id and custom.get("message_id") == message_id:
                portal = talk.metadata.get("portal")
                self.state.rate(str(message_id), custom["topic"], str(verdict), reason, now_in_oslo().date().isoformat(), portal)  # type: ignore[arg-type]
                return True
        return False

    async def forget(self, talk: Talk, agent: Any) -> bool:
        """Delete the talk everywhere, after what still runs; return False when Rasa's store cannot be deleted from."""

        async def deleted() -> list[dict[str, Any]]:
            done = agent is not None and forget_talk(agent, talk.sender)
            if done:
                self.state.forget(talk.sender)
                self._turn.documents.forget(talk.sender)
            return [{"done": done}]

        return bool((await self._in_turn(talk.sender, deleted()))[0]["done"])


def askable(k: Knowledge, key: str) -> bool:
    """Return whether a link or a fixed choice may ask for this: a topic that is an answer, or `begrep:<term>`."""
    if key.startswith("begrep:"):
        return key.removeprefix("begrep:") in k.glossary
    return key in k.topics and k.topics[key].kind != "no_answer"


def _payload(topic: str | None, role: str | None) -> str:
    return f"/{topic}" if topic else "/set_role" + json.dumps({"role": role})


def _number(given: object) -> str:
    """Return the client's message number; one that is missing or strange is replaced and will never repeat."""
    if isinstance(given, str) and _NUMBER.fullmatch(given) and given != "0":
        return given
    return f"s-{secrets.token_hex(12)}"
