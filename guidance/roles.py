"""Who is asking: read from what people say about themselves. A role is a rendering, never a credential."""

from __future__ import annotations

import re

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.records import Role

# «Jeg leier ut» also holds «jeg leier»: the narrower reading is tried first.
_ORDER: tuple[Role, ...] = ("ansatt", "utleier", "leieboer")
_CLAUSES = re.compile(r"([.!?;:,()\n]+(?=\s|$)|\n|\s[-–—]+\s)")


def _marked(text: str) -> str:
    """Return the plain text with `|` where a clause begins or ends, `?` where it ends as a question.

    Most people leave out «jeg»: only at the beginning of a clause is «jobber i NAV» about the writer.
    """
    parts = _CLAUSES.split(text)
    marked = ["|"]
    for clause, sign in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if said := plain(clause).strip():
            marked += [said, "? |" if "?" in sign else "|"]
    return f" {' '.join(marked)} "


def _read(k: Knowledge, text: str, kind: str, order: tuple[Role, ...] = _ORDER) -> Role | None:
    """Return the first role whose phrases of this kind stand in the text and none of its `unless`."""
    heard = _marked(text)
    return next((role for role in order if role in k.roles and found(getattr(k.roles[role], kind), heard) and not found(k.roles[role].unless, heard)), None)


def declared_role(k: Knowledge, text: str) -> Role | None:
    """Return the role a message declares («jeg jobber i NAV»), or None."""
    return _read(k, text, "declared")


def implied_role(k: Knowledge, text: str) -> Role | None:
    """Return the role a message gives away («leietakeren min betaler ikke»), or None."""
    return _read(k, text, "implied")


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
    return _read(k, text, "named", ("utleier", "leieboer", "ansatt"))
