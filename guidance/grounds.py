"""The ground gate: which ground a letter rests on, and whether paying stops the case on it."""

from __future__ import annotations

from dataclasses import replace

from guidance.loader import Knowledge
from guidance.phrasebook import found, plain
from guidance.render import render_text
from guidance.reply import Button, Context, Reply, contract
from guidance.texts import clauses
from guidance.topics import answer_topic, follow_up_buttons

# «Ubetalt leie, men bare muntlig avtale» is the narrower ground: those that name more are tried first.
_READ_ORDER = ("leie_uten_klausul", "klausul_utlopt", "oppsigelse", "heving", "rett_mangler", "htu_vedtak", "dom", "klausul_leie", "lan", "vet_ikke")


def ground_in(k: Knowledge, text: str) -> str | None:
    """Return the ground a message names («det står heving», «bokstav c»), or None."""
    heard = plain(text)
    return next((key for key in _READ_ORDER if key in k.grounds and found(k.grounds[key].phrases, heard)), None)


def stated_ground(k: Knowledge, text: str) -> str | None:
    """Return the one ground on which paying does not surely stop the case that a message tells of in passing, or None.

    «Det står oppsigelse i brevet, hjelper det å betale?» is answered on that ground alone. What is only supposed, asked or
    denied does not count, nor does unpaid rent: whether paying stops that hangs on a clause the message says nothing of.
    """
    heard = set()
    for clause in clauses(text):
        said = plain(clause)
        if not found(k.markers.states_ground, said) or found(k.markers.supposes_ground, said):
            continue
        heard |= {
            key for key in _READ_ORDER if key in k.grounds and k.grounds[key].payment_stops in ("no", "normally_no") and found(k.grounds[key].phrases, said)
        }
    return heard.pop() if len(heard) == 1 else None


def payment_stops(k: Knowledge, ground: str | None) -> bool:
    """Return whether paying everything surely stops a tenant's case on this ground; unknown counts as no."""
    return ground is not None and ground in k.grounds and k.grounds[ground].payment_stops == "yes"


def ask_ground(k: Knowledge, context: Context) -> Reply:
    """Ask what the letter says, and why that matters, with a button per ground."""
    language = context.language
    rows = [row for row in k.grounds.values() if row.id != "lan"]
    buttons = tuple(Button(row.name.get(language)[0], f'/give_ground{{"ground": "{row.id}"}}') for row in rows[:5])
    dont_know = k.grounds["vet_ikke"]
    return Reply(
        messages=(k.phrases.get("ask_ground", language),),
        buttons=(*buttons, Button(dont_know.name.get(language)[0], '/give_ground{"ground": "vet_ikke"}')),
        custom=contract(k, context, context.topic or "arsaker", facts=("PRO-39",)),
    )


def answer_ground(k: Knowledge, ground: str, context: Context) -> Reply:
    """Answer for one ground: whether paying stops it, where the case goes, then the last topic on this ground."""
    row = k.grounds[ground]
    context = replace(context, ground=ground)
    language = context.language
    payment = render_text(k, row.payment_text.get(language)[0], language, context.today)
    if ground == "vet_ikke":
        head = k.phrases.get("ground_unknown", language, payment=payment)
    else:
        head = k.phrases.get("ground_head", language, name=(row.heard or row.name).get(language)[0], payment=payment, where=row.where_to.get(language)[0])
    topic = context.topic if context.topic is not None and context.topic in k.topics else "stoppe_utkastelse"
    rest = answer_topic(k, topic, context)
    offers = follow_up_buttons(k, row.offers[:4], language, context.audience)
    return Reply(
        messages=(head,),
        buttons=offers,
        custom=contract(k, context, topic, facts=(*row.facts, *rest.custom["facts"]), follow_ups=[key for key in row.offers if key in k.topics][:4]),
        slots={"ground": ground, "topic": topic},
    )
