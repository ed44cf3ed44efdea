"""The records that knowledge/ is read into: one class per kind of file, frozen, no unknown keys."""

from guidance.records.answers import Answer, Deadline, EmergencyFile, GroundRow, Rendering, Term, Topic
from guidance.records.base import Audience, Confidence, EmergencyKind, FactId, Ground, Key, Localised, Phase, Record, Role, Text
from guidance.records.deadlines import DeadlineTexts
from guidance.records.facts import Conflict, Contact, DatedValue, Fact, FactFile, Figure, Hours, LawName, LawSection, Municipality, Source
from guidance.records.letters import BLANK, Blank, LetterForm, Part
from guidance.records.practice import Example, PracticeSource, PracticeTheme
from guidance.records.walkthroughs import Bounds, Choice, Condition, Outcome, Spoken, Step, Walkthrough, WalkthroughWords
from guidance.records.words import Abbreviation, Markers, Matter, NumberWords, OtherLanguage, Phrases, RolePhrases

__all__ = [
    "BLANK",
    "Abbreviation",
    "Answer",
    "Audience",
    "Bounds",
    "Blank",
    "Choice",
    "Condition",
    "Confidence",
    "Conflict",
    "Contact",
    "DatedValue",
    "Deadline",
    "DeadlineTexts",
    "EmergencyFile",
    "EmergencyKind",
    "Example",
    "Fact",
    "FactFile",
    "FactId",
    "Figure",
    "Ground",
    "GroundRow",
    "Hours",
    "Key",
    "LawName",
    "LawSection",
    "LetterForm",
    "Localised",
    "Markers",
    "Matter",
    "Municipality",
    "NumberWords",
    "OtherLanguage",
    "Outcome",
    "Part",
    "Phase",
    "Phrases",
    "PracticeSource",
    "PracticeTheme",
    "Record",
    "Rendering",
    "Role",
    "RolePhrases",
    "Source",
    "Spoken",
    "Step",
    "Term",
    "Text",
    "Topic",
    "Walkthrough",
    "WalkthroughWords",
]
