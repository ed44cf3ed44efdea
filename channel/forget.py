"""Delete a talk for good: Rasa's stores have no delete, so the rows themselves go."""

from __future__ import annotations

from typing import Any


def forget_talk(store: Any, sender: str) -> bool:
    """Delete every row of a talk and return whether the store is one we can delete from.

    Args:
        store: Rasa's tracker store, as it is or inside its wrappers.
        sender: the talk's tracker id.
    """
    while not hasattr(store, "session_scope"):
        inner = getattr(store, "_tracker_store", None)
        if inner is None or inner is store:
            kept = getattr(store, "store", None)  # the in-memory store of tests keeps a plain dict
            if isinstance(kept, dict):
                kept.pop(sender, None)
                return True
            return False
        store = inner
    with store.session_scope() as session:
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete()
        session.commit()
    return True
