"""The records that knowledge/ is read into: one class per kind of file, frozen, no unknown keys."""

from guidance.records.answers import Answer, Deadline, EmergencyFile, GroundRow, Rendering, Term, Topic
from guidance.records.base import Audience, Confidence, EmergencyKind, FactId, Ground, Key, Localised, Phase, Record, Role, Text
from guidance.records.deadlines import DeadlineTexts, LetterDayWords
from guidance.records.facts import Conflict, Contact, DatedValue, Fact, FactFile, Figure, Hours, LawName, LawSection, Municipality, Source
from guidance.records.letters import BLANK, Blank, LetterForm, Part
from guidance.records.portals import Interface, Network, Portal, PortalLink, QuickStart
from guidance.records.practice import Area, Example, PracticeSource, PracticeTheme
from guidance.records.walkthroughs import Bounds, Choice, Condition, Outcome, Spoken, Step, Walkthrough, WalkthroughWords
from guidance.records.words import Abbreviation, FeastDay, Markers, Matter, NumberWords, OtherLanguage, Phrases, RolePhrases

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
    "FeastDay",
    "Figure",
    "Ground",
    "GroundRow",
    "Hours",
    "Interface",
    "Key",
    "LawName",
    "LawSection",
    "LetterDayWords",
    "LetterForm",
    "Localised",
    "Markers",
    "Matter",
    "Municipality",
    "Network",
    "NumberWords",
    "OtherLanguage",
    "Outcome",
    "Part",
    "Phase",
    "Phrases",
    "Portal",
    "PortalLink",
    "PracticeSource",
    "Area",
    "PracticeTheme",
    "QuickStart",
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
