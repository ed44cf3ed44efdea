"""What a portal changes: whom to call there, and who may embed the chat."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from guidance.loader import Knowledge
from guidance.records import Contact


@lru_cache(maxsize=32)
def at_portal(k: Knowledge, portal: str | None) -> Knowledge:
    """Return the knowledge with the portal's own contacts in place of the national ones; unchanged without a portal."""
    record = k.portals.get(portal or "")
    if record is None or not record.contacts:
        return k
    contacts: dict[str, Contact] = dict(k.contacts)
    for key, own in record.contacts.items():
        changes = own.model_dump(exclude_none=True, exclude={"who", "how", "when"})
        localised = {name: getattr(own, name) for name in ("who", "how", "when") if getattr(own, name) is not None}
        # the national number, hours and address are another office's
        without = {"phone": None, "phone_confirmed": False, "hours": None, "url": None, "email": None}
        contacts[key] = contacts[key].model_copy(update={**without, **changes, **localised})
    return replace(k, contacts=contacts)


def embedding_origins(k: Knowledge, portal: str | None = None) -> tuple[str, ...]:
    """Return the origins that may embed the chat and call the channel: a portal's, or all of them."""
    if portal is not None:
        return k.portals[portal].origins if portal in k.portals else ()
    return tuple(dict.fromkeys(origin for record in k.portals.values() for origin in record.origins))
