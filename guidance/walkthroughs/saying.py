"""What a walk-through says: the question, why, the hints, the outcome, and the contract with `step` and `result`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from guidance.attachments import draft
from guidance.calendar_draft import calendar_draft
from guidance.deadline_reply import day_in_words
from guidance.handover import handover
from guidance.loader import Knowledge
from guidance.records import Spoken, Step, Walkthrough
from guidance.render import contact_inline, render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.topics import answer_topic, follow_up_buttons, payload, walkthrough_button
from guidance.walkthroughs.computing import Computed, compute, kroner, so_far
from guidance.walkthroughs.reading import choices_of
from guidance.walkthroughs.state import UNSURE, State, Value, holds, open_step, place, valid_answers

_OWN = re.compile(r"\{(answer|computed):([a-z_]+)\}")
_MOST_BUTTONS = 10


def sentence(k: Knowledge, phrase: str, language: str, **values: str) -> str:
    """Return a sentence of phrases.yml with its blanks filled."""
    return k.phrases.get(phrase, language, **values)


def told(k: Knowledge, spoken: Spoken, context: Context) -> str:
    """Return a text for this audience and language, its figures and contacts filled in."""
    text, language = spoken.get(context.audience, context.language)
    return render_text(k, text, language, context.today)


def value_text(k: Knowledge, step: Step, value: Value, language: str) -> str:
    """Return an answer as it is shown."""
    if value == UNSURE:
        return sentence(k, "walkthrough_not_known", language)
    if step.kind == "amount":
        return kroner(k, int(value), language)
    if step.kind == "date":
        return day_in_words(k, dt.date.fromisoformat(str(value)), language)
    if step.kind == "yes_no":
        return sentence(k, "button_yes" if value == "ja" else "button_no", language).lower()
    if step.kind == "choice":
        return next((choice.title.get(language)[0] for choice in choices_of(k, step) if choice.id == value), str(value))
    return str(value)


def noted(k: Knowledge, walk: Walkthrough, values: Mapping[str, Value], language: str, first: bool) -> tuple[str, ...]:
    """Return what was read, for the person to check; nothing for what needs no check (yes, no, «vet ikke»).

    How to correct it is said with the first answer and with each day, for a day becomes a deadline.
    """
    shown: list[str] = []
    to_check = first
    for name, value in values.items():
        step = walk.step(name)
        if step is None or step.kind not in ("amount", "date", "choice", "number") or value == UNSURE:
            continue
        to_check = to_check or step.kind == "date"
        shown.append(sentence(k, "walkthrough_noted", language, label=step.label.get(language)[0], value=value_text(k, step, value, language)))
    if not shown:
        return ()
    return (" ".join([*shown, *([sentence(k, "walkthrough_check", language)] if to_check else [])]),)


def faulty(k: Knowledge, step: Step, fault: str, context: Context) -> str:
    """Return why a value cannot be the answer: too low or high, or a day on the wrong side of today."""
    assert step.bounds is not None
    language = context.language
    if step.kind == "date":
        return sentence(k, f"walkthrough_{fault}_date", language)
    bound = step.bounds.least if fault == "low" else step.bounds.most
    shown = kroner(k, bound * 100, language) if step.kind == "amount" else str(bound)
    return sentence(k, f"walkthrough_{fault}", language, bound=shown)


def explained(k: Knowledge, step: Step, context: Context) -> tuple[str, ...]:
    """Return the question in other words, and who can help."""
    language = context.language
    person = render_text(k, sentence(k, "walkthrough_person", language, contact=contact_inline(k, "nav_gjeld", language)), language, context.today)
    return (told(k, step.help, context), person)


def _filled(k: Knowledge, walk: Walkthrough, text: str, values: Mapping[str, Value], computed: Mapping[str, str], context: Context) -> str:
    def one(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "computed":
            return computed.get(name, "")
        step = walk.step(name)
        return value_text(k, step, values.get(name, UNSURE), context.language) if step else ""

    return render_text(k, _OWN.sub(one, text), context.language, context.today)


def ask_which(k: Knowledge, context: Context) -> Reply:
    """Ask which walk-through, with a button each."""
    buttons = tuple(
        replace(walkthrough_button(k, walk.id, "button_walkthrough", context.language), title=walk.title.get(context.language)[0])
        for walk in k.walkthroughs.values()
    )
    return Reply(
        messages=(sentence(k, "walkthrough_which", context.language),),
        buttons=buttons,
        custom=contract(k, context, "tvil", sources=[], candidates=list(k.walkthroughs)),
    )


def _answer_buttons(k: Knowledge, step: Step, language: str) -> tuple[Button, ...]:
    """Return the answers as buttons; a button says its own title, so that what is written and what is pressed are read alike."""
    unknown = Button(sentence(k, "button_unsure", language), sentence(k, "button_unsure", language))
    if step.kind == "yes_no":
        titles = [sentence(k, "button_yes", language), sentence(k, "button_no", language)]
    elif step.kind == "choice":
        titles = [choice.title.get(language)[0] for choice in choices_of(k, step) if choice.id != UNSURE][:_MOST_BUTTONS]
    else:
        titles = []
    return (*(Button(title[0].upper() + title[1:], title) for title in titles), unknown)


def ask(k: Knowledge, state: State, context: Context, answered: Mapping[str, Any] | None = None) -> Reply:
    """Return the open question, with its place in the row and its answers as buttons.

    Args:
        k: the knowledge.
        state: the walk-through; without a key it is asked which.
        context: the talk.
        answered: the contract of what was answered in between in the same turn («hva betyr restanse?»), or None.
    """
    walk = k.walkthroughs.get(state.key or "")
    step = open_step(walk, state.answers) if walk else None
    if walk is None or step is None:
        return ask_which(k, context)
    number, of = place(walk, state)
    language = context.language
    question = _filled(k, walk, step.ask.get(context.audience, language)[0], state.answers, so_far(walk, state.answers), context)
    facts = [*(step.facts or walk.facts), *((answered or {}).get("facts") or ())]
    buttons = _answer_buttons(k, step, language)
    if state.tries > 1:
        buttons = (*buttons, Button(sentence(k, "button_human", language), payload("snakke_med_menneske")))
    extra = {"answered": answered["topic"]} if answered else {}
    custom = contract(k, context, walk.id, facts=facts, step={"name": step.name, "number": number, "of": of}, **extra)
    return Reply(messages=(question,), buttons=buttons, custom=custom)


def outcome(k: Knowledge, state: State, context: Context) -> Reply:
    """Return what the answers lead to: each part that holds, in order; `result` where something was reckoned; the letter and the handover sheet as drafts."""
    walk = k.walkthroughs[state.key]  # type: ignore[index]
    values = valid_answers(walk, state.answers)
    done: Computed = compute(k, walk, values, context)
    tests = {**values, **done.tests}
    parts = [part for part in walk.outcomes if holds(part.when, tests)]
    texts = [_filled(k, walk, part.say.get(context.audience, context.language)[0], values, done.texts, context) for part in parts]
    texts.append(sentence(k, "walkthrough_guidance", context.language))
    facts = [fact for part in parts for fact in part.facts]
    letter = next((part.letter for part in parts if part.letter), None)
    extra: dict[str, Any] = {"result": done.result} if done.result else {}
    if letter:
        extra["letter"] = letter
    here = replace(context, topic=walk.id)
    drafts = [draft(k, letter, here, walk.id, values) if letter else None, handover(k, here, walk.id, values)]
    calendar = calendar_draft(k, done.deadline, context) if done.deadline else ()
    extra["attachments"] = [*calendar, *(made.contract(k) for made in drafts if made is not None)]
    custom = contract(k, context, walk.id, facts=[*facts, *done.facts], follow_ups=walk.follow_ups, **extra)
    slots = {"topic": walk.id} if walk.id in k.topics else {}
    ground = values.get("ground")
    if isinstance(ground, str) and ground in k.grounds and ground != UNSURE:
        slots["ground"] = ground
        custom["ground"] = ground
    buttons = follow_up_buttons(k, walk.follow_ups, context.language, context.audience)
    return Reply(messages=("\n\n".join(texts),), buttons=buttons, custom=custom, slots=slots)


def ended(k: Knowledge, state: State, context: Context) -> Reply:
    """Return the last words: the outcome, or that it was stopped or put aside and how to go on."""
    language = context.language
    if state.status == "done" and state.key in k.walkthroughs:
        return outcome(k, state, context)
    text = sentence(k, "walkthrough_forgotten", language)
    buttons: tuple[Button, ...] = ()
    if state.status in ("paused", "stopped") and state.key in k.walkthroughs:
        text = sentence(k, "walkthrough_paused" if state.status == "paused" else "walkthrough_stopped", language)
        buttons = (walkthrough_button(k, str(state.key), "button_go_on", language),)
    topic = state.key if state.key in k.topics else "hjelp"
    offers = follow_up_buttons(k, (str(topic),) if topic != "hjelp" else (), language, context.audience)
    return Reply(messages=(text,), buttons=(*buttons, *offers), custom=contract(k, context, str(topic), sources=[]))


def article_first(k: Knowledge, key: str, context: Context) -> Reply:
    """Return the topic's answer to an English request for a walk-through that asks in Norwegian only; its button starts it all the same."""
    reply = answer_topic(k, key, context)
    return replace(reply, messages=(*reply.messages, sentence(k, "walkthrough_only_norwegian", context.language)))


def finished(k: Knowledge, context: Context) -> Reply:
    """Return the answer to «stopp» after the last question: all is answered, and how to see it again or delete it."""
    return Reply(messages=(sentence(k, "walkthrough_finished", context.language),), custom=contract(k, context, "hjelp", sources=[]))


def with_new_start(k: Knowledge, reply: Reply, key: str | None, context: Context) -> Reply:
    """Return a reply with a button first that begins a walk-through from its first question, if one was under way."""
    if key not in k.walkthroughs:
        return reply
    return replace(reply, buttons=(walkthrough_button(k, str(key), "button_begin_again", context.language), *reply.buttons))


def with_way_back(k: Knowledge, reply: Reply, state: State, context: Context) -> Reply:
    """Return a reply with a button to the walk-through that was left open, if one was."""
    walk = k.walkthroughs.get(state.key or "")
    if walk is None or state.status == "done" or open_step(walk, state.answers) is None:
        return reply
    return replace(reply, buttons=(*reply.buttons, walkthrough_button(k, walk.id, "button_go_on", context.language)))
