"""Who is asking: read from what people say about themselves. A role is a rendering, never a credential."""

from __future__ import annotations

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.records import Role

# «Jeg leier ut» also holds «jeg leier»: the narrower reading is tried first.
_ORDER: tuple[Role, ...] = ("ansatt", "utleier", "leieboer")


def declared_role(k: Knowledge, text: str) -> Role | None:
    """Return the role a message declares («jeg jobber i NAV»), or None."""
    heard = plain(text)
    return next((role for role in _ORDER if role in k.roles and found(k.roles[role].declared, heard)), None)


def implied_role(k: Knowledge, text: str) -> Role | None:
    """Return the role a message gives away («leietakeren min betaler ikke»), or None."""
    heard = plain(text)
    return next((role for role in _ORDER if role in k.roles and found(k.roles[role].implied, heard)), None)


def role_after(k: Knowledge, text: str, before: Role, topic: str | None) -> Role:
    """Return the role to answer in: what is declared now, else what was known, else what is implied.

    `topic` is the topic found: whoever asks the landlord's topic without saying more is answered as a landlord.
    """
    said = declared_role(k, text)
    if said:
        return said
    if before != "ukjent":
        return before
    implied = implied_role(k, text)
    if implied:
        return implied
    return "utleier" if topic == "utleier" else before


def named_role(k: Knowledge, text: str) -> Role | None:
    """Return the role a message names when it does nothing but say who somebody is («boveileder», «privat utleier»)."""
    heard = plain(text)
    order: tuple[Role, ...] = ("utleier", "leieboer", "ansatt")
    return next((role for role in order if role in k.roles and found(k.roles[role].named, heard)), None)
