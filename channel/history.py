"""The talk so far: what was written, masked, from Rasa's store; what was answered, from the channel's own."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import UserUttered

from channel.state import State


async def told_so_far(state: State, store: Any, sender: str) -> list[dict[str, Any]]:
    """Return `{"who": "user", "text"}` and `{"who": "bot", …message}`, oldest first; only open choices keep their buttons.

    Args:
        state: the channel's store.
        store: Rasa's tracker store, or None when Rasa has not started; what was written is then left out.
        sender: the talk's tracker id.
    """
    tracker = await store.retrieve_full_tracker(sender) if store is not None else None
    written = {event.message_id: event.text for event in (tracker.events if tracker else ()) if isinstance(event, UserUttered)}
    open_now = state.open_choices(sender)
    told: list[dict[str, Any]] = []
    for kept in state.replies(sender):
        text = kept.title or written.get(kept.number)
        if text:
            told.append({"who": "user", "text": text})
        for message in kept.messages:
            buttons = [button for button in message.get("buttons", []) if button["id"] in open_now]
            rest = {key: value for key, value in message.items() if key != "buttons"}
            told.append({"who": "bot", **rest, **({"buttons": buttons} if buttons else {})})
    return told
