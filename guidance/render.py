"""Fill texts: figures with their value today, contacts with name, number and hours."""

from __future__ import annotations

import datetime as dt
import re

from guidance.figures import PLACEHOLDER, fill
from guidance.loader import Knowledge
from guidance.records import Contact, Figure

# So many words back a name is still in the reader's ear.
_JUST_SAID = 6
_CONTACT = re.compile(r"\{contact:([a-z0-9_]+)\}")


def hours_text(k: Knowledge, contact: Contact, language: str) -> str:
    """Return the opening hours as text («hverdager 9–15»), or an empty text."""
    if contact.hours is None:
        return ""
    return k.phrases.get("hours", language, opens=f"{contact.hours.opens.hour}", closes=f"{contact.hours.closes.hour}")


def contact_inline(k: Knowledge, key: str, language: str) -> str:
    """Return a contact for the middle of a sentence: «NAV, 55 55 33 33 (hverdager 9–15)»."""
    contact = k.contacts[key]
    name = contact.who.get(language)[0]
    if contact.phone and contact.phone_confirmed:
        hours = hours_text(k, contact, language)
        phone = contact.phone.replace(" ", "\u00a0")
        return f"{name}, {phone} ({hours})" if hours else f"{name}, {phone}"
    return f"{name} ({contact.how.get(language)[0]})" if contact.how else name


def contact_line(k: Knowledge, key: str, language: str) -> str:
    """Return a contact as a line of its own: who and number, and when to use it."""
    when = k.contacts[key].when.get(language)[0]
    return f"{contact_inline(k, key, language)}: {when}"


def _contact_after(k: Knowledge, key: str, language: str, before: str) -> str:
    """Return a contact for the middle of a sentence, without its name where the words before have just said it («Ring NAV nå: 55 …»)."""
    said = contact_inline(k, key, language)
    name = k.contacts[key].who.get(language)[0]
    just_said = before.rstrip().endswith(":") and name in before.rstrip(": ").split()[-_JUST_SAID:]
    return said.removeprefix(f"{name}, ") if just_said else said


def render_text(k: Knowledge, text: str, language: str, today: dt.date) -> str:
    """Return the text with every `{figure:…}` and `{contact:…}` filled in."""
    with_contacts = _CONTACT.sub(lambda found: _contact_after(k, found.group(1), language, text[: found.start()]), text)
    return fill(with_contacts, k.figures, language, today, k.phrases)


def figures_in(k: Knowledge, *texts: str | None) -> list[Figure]:
    """Return the figures that texts name, in order, each once."""
    keys = [key for text in texts if text for kind, key in PLACEHOLDER.findall(text) if kind == "figure"]
    return [k.figures[key] for key in dict.fromkeys(keys)]
