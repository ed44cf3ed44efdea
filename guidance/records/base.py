"""What every record has in common: frozen, no unknown keys, texts in several languages."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Role = Literal["leieboer", "ansatt", "utleier", "ukjent"]
Audience = Literal["tenant", "staff", "landlord"]
Confidence = Literal["H", "M", "L"]
Ground = Literal[
    "klausul_leie",
    "klausul_utlopt",
    "oppsigelse",
    "heving",
    "leie_uten_klausul",
    "rett_mangler",
    "dom",
    "htu_vedtak",
    "lan",
    "vet_ikke",
]
Phase = Literal["1", "2", "3", "kunnskap"]
EmergencyKind = Literal["krise", "midlertidig_bolig", "ulovlig_utkastelse", "utkastelse_dato"]

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z0-9_]+$")]
FactId = Annotated[str, StringConstraints(pattern=r"^(AVT|PRO|VAR|KOS|HTU|ARB|EKS|TIL|KTK|BRU|BARN|BEG|FRI)-\d+b?$")]


class Record(BaseModel):
    """Base of all records: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Localised(Record):
    """One text in the languages it exists in; bokmål is always there."""

    nb: Text
    nn: Text | None = None
    en: Text | None = None

    def get(self, language: str) -> tuple[str, str]:
        """Return (text, language it is in); falls back to bokmål."""
        text = getattr(self, language, None) if language in ("nb", "nn", "en") else None
        return (text, language) if text else (self.nb, "nb")
