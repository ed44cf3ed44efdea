"""The letter for «hva skriver jeg til dem»: what the talk's topic has, ready to take along, its gaps to be filled in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidance.attachments import drafts_of, topics_with_letters
from guidance.loader import Knowledge
from guidance.phrasebook import found, pattern, plain
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import fold
from guidance.topics import follow_up_buttons, walkthrough_button

_MOST_TOPICS = 8
# Each topic's letter is offered on its own; the sheet for a meeting is no letter to somebody.
_NOT_ASKED_FOR = ("snakke_med_menneske", "formue_kartlegging")


def only_asks_for_letter(k: Knowledge, text: str) -> bool:
    """Return whether a message asks what to write or for a template and says no more; which letter, the talk tells."""
    heard = plain(text)
    phrase = found(k.letter_asks.get("alone", ()), heard)
    if phrase is None:
        return False
    fillers = {fold(word) for word in k.letter_asks.get("fillers", ())}
    return all(word in fillers for word in pattern(phrase).sub(" ", heard).split())


def asks_for_letter(k: Knowledge, text: str) -> bool:
    """Return whether a message about a topic asks for its letter («har dere en mal for klage på NAV»)."""
    return only_asks_for_letter(k, text) or found(k.letter_asks.get("with_topic", ()), plain(text)) is not None


def letter_offer(k: Knowledge, topic: str | None, context: Context, walkthrough: str | None = None, answers: Mapping[str, Any] | None = None) -> Reply:
    """Return a topic's letters with what each is for; where it has none for this ground, ask which letter is meant.

    Args:
        k: the knowledge.
        topic: what the letter is about, or None.
        context: the talk.
        walkthrough: key of the talk's walk-through, whose answers fill the letter as far as they go, or None.
        answers: its answers.
    """
    language = context.language
    drafts = drafts_of(k, topic, context, walkthrough, answers) if topic else []
    if not drafts or topic is None:
        others = tuple(key for key in topics_with_letters(k, context) if key not in (*_NOT_ASKED_FOR, topic))[:_MOST_TOPICS]
        return Reply(
            messages=(k.phrases.get("letter_which", language),),
            buttons=follow_up_buttons(k, others, language, context.audience),
            custom=contract(k, context, "tvil", sources=[], candidates=others),
        )
    forms = [k.letters[made.letter] for made in drafts]
    offers = [
        k.phrases.get("letter_offer", language, title=form.title.get(language)[0], use=render_text(k, form.use.get(language)[0], language, context.today))
        for form in forms
    ]
    buttons: tuple[Button, ...] = follow_up_buttons(k, (topic,), language, context.audience)
    if topic in k.walkthroughs and walkthrough != topic:
        buttons = (walkthrough_button(k, topic, "button_walkthrough", language), *buttons)
    facts = [fact for form in forms for fact in form.use_facts]
    custom = contract(k, context, topic, facts=facts, follow_ups=(topic,), attachments=[made.contract(k) for made in drafts])
    return Reply(
        messages=("\n\n".join([*offers, k.phrases.get("letter_offer_gaps", language)]),),
        buttons=buttons,
        custom=custom,
        slots={"topic": topic},
    )
