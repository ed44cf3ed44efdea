"""Words that tell who asks and in which language, and the short sentences between answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from guidance.records.base import FactId, Key, Localised, Record, Text


class RolePhrases(Record):
    """One row of roles.yml: what people say that tells who they are."""

    id: Literal["leieboer", "ansatt", "utleier"]
    declared: tuple[Text, ...]
    implied: tuple[Text, ...] = ()
    named: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()


class Phrases(Record):
    """phrases.yml: the short sentences that hold answers together («Frist», «Dette gjelder når …»)."""

    texts: dict[Key, Localised]

    def get(self, key: str, language: str, **values: str) -> str:
        """Return the phrase in the language (else bokmål), with its blanks filled in.

        Raises:
            KeyError: the phrase does not exist; a test walks all that the code asks for.
        """
        return self.texts[key].get(language)[0].format(**values)


class NumberWords(Record):
    """number_words.yml: forms of number words beside the generated ones, and the words that make a number money."""

    values: dict[int, tuple[Text, ...]]
    multipliers: dict[int, tuple[Text, ...]]
    one_and_a_half: tuple[Text, ...]
    half: tuple[Text, ...]
    pair: tuple[Text, ...]
    some: tuple[Text, ...]
    plus: tuple[Text, ...]
    range_between: tuple[Text, ...]
    range_open: tuple[Text, ...]
    currency: tuple[Text, ...]
    ore: tuple[Text, ...]
    foreign: tuple[Text, ...]
    approximate: tuple[Text, ...]
    beside_count: tuple[Text, ...]
    period_before: tuple[Text, ...]
    month: tuple[Text, ...]
    week: tuple[Text, ...]
    year: tuple[Text, ...]
    monthly: tuple[Text, ...]
    weekly: tuple[Text, ...]
    yearly: tuple[Text, ...]
    other_units: tuple[Text, ...]
    not_after: tuple[Text, ...]
    money_stems: tuple[Text, ...]
    denied: tuple[Text, ...]
    instead: tuple[Text, ...]
    corrected: tuple[Text, ...]


class FeastDay(Record):
    """One row of feast_days.yml: a day people call by name; fixed, or counted from Easter Sunday.

    `days` is longer than 1 where the name means a time and no day («romjula»).
    """

    id: Key
    names: tuple[Text, ...] = Field(min_length=1)
    month: int | None = Field(default=None, ge=1, le=12)
    day: int | None = Field(default=None, ge=1, le=31)
    easter: int | None = None
    days: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _one_way(self) -> FeastDay:
        if (self.easter is None) == (self.month is None) or (self.month is None) != (self.day is None):
            raise ValueError(f"{self.id}: give month and day, or easter")
        return self


class Markers(Record):
    """markers.yml: words that tell a language, and place names that are common words too."""

    languages_written: dict[Literal["nn", "en"], tuple[Text, ...]]
    never_nynorsk: tuple[Text, ...] = ()
    continues: tuple[Text, ...] = ()
    continues_practice: tuple[Text, ...] = ()
    refers_back: tuple[Text, ...] = ()
    languages: dict[Literal["nb", "nn", "en"], tuple[Text, ...]]
    place_names_that_are_words: tuple[Text, ...] = ()
    place_fillers: tuple[Text, ...] = ()
    never_foreign: tuple[Text, ...] = ()
    asks_meaning: tuple[Text, ...] = ()
    asks_what: tuple[Text, ...] = ()
    asks_consequence: tuple[Text, ...] = ()
    meaning_fillers: tuple[Text, ...] = ()
    letter_from: tuple[Text, ...] = ()
    asks_difference: tuple[Text, ...] = ()
    states_ground: tuple[Text, ...] = ()
    supposes_ground: tuple[Text, ...] = ()


class OtherLanguage(Record):
    """One row of languages.yml: a language the bot does not answer in, and the one sentence it says in it.

    `detected_as` is the detector's name of it; `script` and `words` tell languages that no detector knows.
    """

    id: Literal["pl", "uk", "ar", "so", "ti", "es", "lt", "se"]
    detected_as: str | None = None
    script: str | None = None
    words: tuple[Text, ...] = ()
    named: tuple[Text, ...]
    says: Text
    native_reader: bool
    facts: tuple[FactId, ...] = Field(min_length=1)


class Matter(Record):
    """One row of matters.yml: something a long message may tell of beside its question (phrases as in emergency/)."""

    id: Key
    topic: Key
    said: Localised
    phrases: tuple[Text, ...] = Field(min_length=1)


class Abbreviation(Record):
    """One row of abbreviations.yml: staff shorthand and what it stands for."""

    id: Key
    forms: tuple[Text, ...] = Field(min_length=1)
    means: Localised
    topic: Key | None = None
    term: Key | None = None
