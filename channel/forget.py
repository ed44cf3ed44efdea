"""Delete a talk for good: Rasa's stores have no delete, so the rows themselves go."""

from __future__ import annotations

from typing import Any

from channel.stores import wipe_deleted


def forget_talk(agent: Any, sender: str) -> bool:
    """Delete every row of a talk and its lock, and return whether the store is one we can delete from.

    Args:
        agent: Rasa's, with its tracker store, as it is or inside its wrappers, and its lock store.
        sender: the talk's tracker id.
    """
    if not _deleted(agent.tracker_store, sender):
        return False
    locks = getattr(agent, "lock_store", None)
    if locks is not None:
        locks.delete_lock(sender)
    return True


def _deleted(store: Any, sender: str) -> bool:
    if hasattr(store, "session_scope"):
        with store.session_scope() as session:
            wipe_deleted(session.connection().connection.dbapi_connection)
            session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete()
            session.commit()
        return True
    kept = getattr(store, "store", None)
    if isinstance(kept, dict):  # in memory: of tests, and where Rasa puts a talk while the database fails
        kept.pop(sender, None)
        return True
    inner = getattr(store, "_tracker_store", None)
    spare = getattr(store, "_fallback_tracker_store", None)
    if inner is None or inner is store:
        return False
    return _deleted(inner, sender) and (spare is None or _deleted(spare, sender))
