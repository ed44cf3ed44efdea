"""A site that embeds the bot, and the words of the chat's own buttons and messages."""

from __future__ import annotations

import datetime as dt
import ipaddress
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from guidance.records.base import Key, Localised, Record, Role, Text

Origin = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:\d+)?$")]
Address = Annotated[str, StringConstraints(pattern=r"^(https://|tel:|mailto:)\S+$")]


def _network(text: str) -> str:
    ipaddress.ip_network(text)
    return text


class Network(Record):
    """Addresses that many people share, such as an office's: the usual limits there are multiplied by `times`."""

    range: Annotated[str, AfterValidator(_network)]
    times: Annotated[int, Field(ge=2, le=100)]


class PortalLink(Record):
    """A page of the municipality that the chat shows beside the national help."""

    title: Localised
    url: Address


class PortalContact(Record):
    """A local contact in place of the national one with the same id."""

    who: Localised
    phone: Annotated[str, StringConstraints(pattern=r"^\d{2}( \d{2}){3}$")] | None = None
    phone_confirmed: bool = False
    how: Localised | None = None
    when: Localised | None = None

    @model_validator(mode="after")
    def _reachable(self) -> PortalContact:
        if self.phone and not self.phone_confirmed:
            raise ValueError("phone: an unconfirmed number is never kept here; confirm it or delete it")
        if not self.phone and not self.how:
            raise ValueError("write phone or how; people must be able to reach it")
        return self


class Portal(Record):
    """knowledge/portals/<id>.yml: one site that embeds the bot.

    Attributes:
        origins: the pages that may embed the chat and call the channel; https, and http on this machine only.
        role: what a talk from here begins as; anything but `ukjent` needs a key (`staff_key`), for a role comes from no browser.
        staff_key: the portal opens talks from its own server, with the key in `.run/portals/<id>.key`.
        contacts: local contacts by the id of the national one they replace.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,40}$")]
    name: Localised
    origins: tuple[Origin, ...] = Field(min_length=1)
    municipality: Key | None = None
    role: Role = "ukjent"
    language: Literal["nb", "nn", "en"] = "nb"
    greeting: Localised | None = None
    contacts: dict[Key, PortalContact] = {}
    links: tuple[PortalLink, ...] = ()
    networks: tuple[Network, ...] = ()
    staff_key: bool = False
    checked: dt.date
    review_by: dt.date

    @model_validator(mode="after")
    def _safe(self) -> Portal:
        for origin in self.origins:
            local = origin.startswith(("http://127.0.0.1", "http://localhost"))
            if origin.startswith("http://") and not local:
                raise ValueError(f"origins: «{origin}» is not encrypted; write https://")
        if self.role != "ukjent" and not self.staff_key:
            raise ValueError("role: a role of its own needs staff_key: true")
        return self


class QuickStart(Record):
    """A button on the first screen: opens a topic, or says who is asking."""

    id: Key
    title: Localised
    topic: Key | None = None
    role: Literal["leieboer", "ansatt", "utleier"] | None = None

    @model_validator(mode="after")
    def _one(self) -> QuickStart:
        if (self.topic is None) == (self.role is None):
            raise ValueError("write either topic or role")
        return self


class Interface(Record):
    """knowledge/interface.yml: the chat's own buttons, names and messages, and those of the staff tool. `{blanks}` are filled by the page."""

    texts: dict[Key, Localised]
    quick_start: tuple[QuickStart, ...]
    staff: dict[Key, Localised] = {}

    def all_in(self, language: str) -> dict[str, Text]:
        """Return {key: text} in a language, bokmål where it lacks."""
        return {key: text.get(language)[0] for key, text in self.texts.items()}

    def staff_in(self, language: str) -> dict[str, Text]:
        """Return {key: text} of the staff tool in a language, bokmål where it lacks."""
        return {key: text.get(language)[0] for key, text in self.staff.items()}
