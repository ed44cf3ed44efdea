"""Answer a topic: the right audience, language and ground, with deadline, contacts and honest reservations."""

from __future__ import annotations

from guidance.loader import Knowledge
from guidance.records import Answer, Rendering, Topic
from guidance.render import contact_line, figures_in, render_text
from guidance.reply import Button, Context, Reply, contract

_BULLET = "• "


def payload(topic: str) -> str:
    """Return the payload of a button that asks for a topic."""
    return f"/{topic}"


def button_text(topic: Topic, language: str, audience: str) -> str:
    """Return a topic's button text; many speak as the tenant («Jeg skylder husleie»), and others get their own wording."""
    worded = topic.button if audience == "tenant" else topic.button_for_others or topic.button
    return worded.get(language)[0]


def follow_up_buttons(k: Knowledge, keys: tuple[str, ...], language: str, audience: str) -> tuple[Button, ...]:
    """Return a button per topic, in the topic's own words for the audience."""
    return tuple(Button(button_text(k.topics[key], language, audience), payload(key)) for key in keys if key in k.topics)


def walkthrough_button(k: Knowledge, key: str, phrase: str, language: str) -> Button:
    """Return the button that starts a walk-through, or goes on with it."""
    return Button(k.phrases.get(phrase, language), f'/start_walkthrough{{"key": "{key}"}}')


def in_english(k: Knowledge, key: str) -> bool:
    """Return whether a walk-through's questions are written in English too."""
    return all(step.ask.tenant.en for step in k.walkthroughs[key].steps)


def follow_ups_of(k: Knowledge, topic: Topic, context: Context) -> tuple[str, ...]:
    """Return the topics that go on from a topic: for staff and landlords those that are written for them, if there are any."""
    if context.audience == "tenant":
        return topic.follow_ups
    own = tuple(key for key in topic.follow_ups if key in k.topics and (k.topics[key].kind != "content" or getattr(k.topics[key], context.audience)))
    return own or topic.follow_ups


def rendering_for(topic: Topic, context: Context) -> Rendering:
    """Return the audience's rendering; an audience the topic is not written for gets the tenant's."""
    return getattr(topic, context.audience) or topic.tenant


def ground_lines(k: Knowledge, answer: Answer, context: Context, language: str) -> list[str]:
    """Return what depends on the ground: the known ground's line alone, else every line side by side."""
    if context.ground and context.ground in answer.by_ground:
        name = k.grounds[context.ground].name.get(language)[0]
        text = render_text(k, answer.by_ground[context.ground], language, context.today)  # type: ignore[index]
        return [k.phrases.get("ground_known", language, name=name, text=text)]
    if not answer.by_ground:
        return []
    lines = [k.phrases.get("grounds_head", language)]
    for ground, text in answer.by_ground.items():
        name = k.grounds[ground].name.get(language)[0]
        lines.append(f"{_BULLET}{name[0].upper()}{name[1:]}: {render_text(k, text, language, context.today)}")
    return ["\n".join(lines)]


def reservations(k: Knowledge, topic: Topic, rendering: Rendering, answer: Answer, context: Context, language: str) -> list[str]:
    """Return the lines of doubt: weak sources, rates that may have changed, an answer past its review date."""
    lines = []
    facts = [k.facts[key] for key in rendering.facts]
    if any(fact.confidence == "L" for fact in facts):
        lines.append(k.phrases.get("weak_sources", language))
    prose = (answer.lead, *answer.steps, answer.deadline.text if answer.deadline else None, *answer.by_ground.values())
    rates = rates_line(k, language, *prose)
    if rates:
        lines.append(rates)
    if context.today > topic.review_by:
        lines.append(k.phrases.get("not_checked_since", language, day=_day(topic.checked)))
    return lines


def rates_line(k: Knowledge, language: str, *texts: str | None) -> str | None:
    """Return «Satser … er per <dato>» when a text names a figure that may change, else None."""
    changing = [figure for figure in figures_in(k, *texts) if figure.may_change]
    return k.phrases.get("rates_as_of", language, day=_day(min(figure.checked for figure in changing))) if changing else None


def is_named(k: Knowledge, contact: str, text: str) -> bool:
    """Return whether a contact's number stands in the text already."""
    phone = k.contacts[contact].phone
    return phone is not None and phone.replace(" ", "\u00a0") in text


def _day(day: object) -> str:
    return f"{day:%d.%m.%Y}"


def answer_topic(k: Knowledge, key: str, context: Context) -> Reply:
    """Return the whole answer to a topic.

    A key that has no file is answered with what the ground table says and a contact, never with another topic's text.
    """
    topic = k.topics.get(key)
    if topic is None:
        return unwritten(k, key, context)
    rendering = rendering_for(topic, context)
    answer, language = rendering.get(context.language)
    if context.simple and answer.shorter:
        return shorter(k, key, context)
    only_norwegian = [render_text(k, k.phrases.get("only_norwegian", "en"), "en", context.today)] if context.language == "en" != language else []
    steps = [f"{number}. {step}" for number, step in enumerate(answer.steps, 1)]
    head = [render_text(k, answer.lead, language, context.today)]
    if steps:
        head.append(render_text(k, "\n".join(steps), language, context.today))
    body = ["\n\n".join(head)]
    body += ground_lines(k, answer, context, language)
    tail = []
    if answer.deadline:
        tail.append(k.phrases.get("deadline", language, text=render_text(k, answer.deadline.text, language, context.today)))
    if topic.difference and context.audience != "tenant":
        tail.append(render_text(k, topic.difference.get(language)[0], language, context.today))
    tail += reservations(k, topic, rendering, answer, context, language)
    named = "\n".join(head)
    lines = [_BULLET + contact_line(k, contact, language) for contact in rendering.contacts if not is_named(k, contact, named)]
    if lines:
        tail.append("\n".join([k.phrases.get("contacts_head", language), *lines]))
    if tail:
        body.append("\n\n".join(tail))
    buttons = follow_up_buttons(k, follow_ups_of(k, topic, context), language, context.audience)
    if key in k.walkthroughs and context.audience in ("tenant", "staff"):
        phrase = "button_walkthrough" if context.language != "en" or in_english(k, key) else "button_walkthrough_norwegian"
        buttons = (walkthrough_button(k, key, phrase, language), *buttons)
    if answer.more:
        buttons = (Button(k.phrases.get("button_more", language), "/show_more"), *buttons)
    return Reply(
        messages=(*only_norwegian, *body),
        buttons=buttons,
        custom=contract(k, context, key, language=language, facts=rendering.facts, follow_ups=follow_ups_of(k, topic, context)),
        slots={"topic": key} if topic.kind == "content" else {},
    )


def more(k: Knowledge, key: str, context: Context) -> Reply:
    """Return the longer matter of a topic, or say that there is no more and offer the next topics."""
    topic = k.topics[key]
    rendering = rendering_for(topic, context)
    answer, language = rendering.get(context.language)
    text = render_text(k, answer.more, language, context.today) if answer.more else k.phrases.get("no_more", language)
    # Staff meet older texts every day and get the difference at once; to a tenant it is for whoever wants more.
    difference = [render_text(k, topic.difference.get(language)[0], language, context.today)] if topic.difference and context.audience == "tenant" else []
    rates = [line for line in (rates_line(k, language, answer.more),) if line]
    return Reply(
        messages=("\n\n".join([text, *difference, *rates]),),
        buttons=follow_up_buttons(k, follow_ups_of(k, topic, context), language, context.audience),
        custom=contract(k, context, key, language=language, facts=rendering.facts, follow_ups=follow_ups_of(k, topic, context)),
    )


def shorter(k: Knowledge, key: str, context: Context) -> Reply:
    """Return the answer in one or two sentences; the ground gate holds: by-ground lines stay when the ground decides."""
    topic = k.topics[key]
    rendering = rendering_for(topic, context)
    answer, language = rendering.get(context.language)
    text = render_text(k, answer.shorter or answer.lead, language, context.today)
    return Reply(
        messages=(text,),
        buttons=(
            Button(k.phrases.get("button_whole", language), payload(key)),
            *follow_up_buttons(k, follow_ups_of(k, topic, context)[:2], language, context.audience),
        ),
        custom=contract(k, context, key, language=language, facts=rendering.facts, follow_ups=follow_ups_of(k, topic, context)),
    )


def cited(k: Knowledge, key: str, context: Context) -> Reply:
    """Return which sections of law and which sources an answer rests on."""
    topic = k.topics[key]
    rendering = rendering_for(topic, context)
    language = rendering.get(context.language)[1]
    lines = []
    for fact_id in rendering.facts:
        fact = k.facts[fact_id]
        laws = [k.sources[source].title for source in fact.sources if k.sources[source].kind == "law"]
        if fact.law and laws:
            lines.append(f"{_BULLET}{laws[0]}, {fact.law}" if "§" in fact.law else f"{_BULLET}{laws[0]}")
    lines = list(dict.fromkeys(lines))[:8]
    head = k.phrases.get("cited_head" if lines else "cited_none", language)
    return Reply(
        messages=("\n".join([head, *lines]),),
        buttons=follow_up_buttons(k, follow_ups_of(k, topic, context)[:2], language, context.audience),
        custom=contract(k, context, key, language=language, facts=rendering.facts, follow_ups=follow_ups_of(k, topic, context)),
    )


def deadline_of(k: Knowledge, key: str, context: Context) -> Reply | None:
    """Return the topic's deadline as an answer of its own, or None when the topic has none."""
    topic = k.topics.get(key)
    if topic is None:
        return None
    rendering = rendering_for(topic, context)
    answer, language = rendering.get(context.language)
    if answer.deadline is None:
        return None
    figure = k.figures[answer.deadline.figure]
    text = k.phrases.get("deadline", language, text=render_text(k, answer.deadline.text, language, context.today))
    return Reply(
        messages=(text,),
        buttons=follow_up_buttons(k, follow_ups_of(k, topic, context)[:3], language, context.audience),
        custom=contract(k, context, key, language=language, facts=(*rendering.facts, *figure.facts), follow_ups=follow_ups_of(k, topic, context)),
    )


def unwritten(k: Knowledge, key: str, context: Context) -> Reply:
    """Say that this is not written yet, give what the ground table says, and somebody to ask."""
    language = context.language
    rows = [k.grounds[context.ground]] if context.ground in k.grounds else list(k.grounds.values())  # type: ignore[index]
    lines = [f"{_BULLET}{row.name.get(language)[0]}: {render_text(k, row.payment_text.get(language)[0], language, context.today)}" for row in rows]
    contact = _BULLET + contact_line(k, "nav", language)
    return Reply(
        messages=(k.phrases.get("unwritten", language), "\n".join([k.phrases.get("grounds_head", language), *lines]), contact),
        custom=contract(k, context, key, facts=[fact for row in rows for fact in row.facts]),
    )
