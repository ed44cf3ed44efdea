"""The handover sheet: one page with what was said in a talk, so that nobody has to tell it all again.

Staff get the checklist of sosialtjenesteloven § 17 with it: a written decision on economic counselling and a start in time are what the
national supervision of 2024–25 found missing (TIL-06).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guidance.attachments import Draft, draft
from guidance.loader import Knowledge
from guidance.reply import Context

_SHEETS = {"tenant": "overleveringsark", "staff": "sjekkliste_okonomisk_rad"}


def handover(k: Knowledge, context: Context, walkthrough: str | None = None, answers: Mapping[str, Any] | None = None) -> Draft | None:
    """Return the sheet of a talk, or None for a landlord.

    Args:
        k: the knowledge.
        context: the talk: role, ground and the last topic.
        walkthrough: key of the walk-through that holds what was said, or None.
        answers: its answers.
    """
    sheet = _SHEETS.get(context.audience)
    made = draft(k, sheet, context, walkthrough, answers) if sheet else None
    topic = k.topics.get(context.topic or "")
    if made is None or topic is None or topic.kind != "content":
        return made
    return replace(made, values={**made.values, "asks": topic.id})
