"""The emergency lane: danger to life, no place tonight, locked out, namsfogden within a week. The number first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace

from guidance.clock import is_open, opens_next
from guidance.dates import happens_within
from guidance.loader import Knowledge
from guidance.phrasebook import found, pattern, plain
from guidance.records import EmergencyFile
from guidance.render import contact_line, render_text
from guidance.reply import Context, Reply, contract
from guidance.topics import answer_topic, follow_up_buttons, is_named

# Below what opens the lane, this much belief in danger puts one line before the answer; set on voices left out in turn.
SUSPECTED = 0.2
# Danger to life beats a lost night, which beats a lock, which beats a date.
ORDER = ("krise", "midlertidig_bolig", "ulovlig_utkastelse", "utkastelse_dato")
_BULLET = "• "


# A message is read clause by clause: what is taken back in one clause («orker ikke mer mas», «i fjor slo han meg») takes
# nothing back in the next («… har selvmordstanker», «nå har han kniv»).
_CLAUSES = re.compile(r"[.!?;:\n]+(?:\s|$)|,\s+|\s+-+\s+|\s+(?:men|og nå|og no|og i dag|og i kveld|og i natt|but|and now|and today)\s+", re.IGNORECASE)


def _taken_back(file: EmergencyFile, plain_text: str) -> bool:
    """Return whether a clause speaks figuratively, of the past, or of what might be."""
    if found(file.unless, plain_text):
        return True
    return bool(found(file.past, plain_text)) and not found(file.now, plain_text)


def _clauses(text: str) -> list[str]:
    """Return the clauses of a message as plain text."""
    return [plain(clause) for clause in _CLAUSES.split(text) if clause and clause.strip()]


def _meant(file: EmergencyFile, clauses: list[str]) -> str:
    """Return the clauses that are not taken back as one text; empty when all are."""
    if file.unless_takes_its_words:  # a figure of speech takes back its own words only
        kept = []
        for words in clauses:
            while phrase := found(file.unless, words):
                words = pattern(phrase).sub(" ", words)
            if not (found(file.past, words) and not found(file.now, words)):
                kept.append(words)
        return " ".join(" ".join(kept).split())
    return " ".join(" ".join(clause for clause in clauses if not _taken_back(file, clause)).split())


def _opens(file: EmergencyFile, text: str, clauses: list[str], topics: Collection[str], today: dt.date) -> bool:
    meant = f" {_meant(file, clauses)} "
    if not meant.strip():
        return False
    if found(file.phrases, meant):
        return True
    suspected = not set(topics).isdisjoint(file.topics)
    if suspected and found(file.with_topic, meant):
        return True
    if file.within_days is not None and happens_within(text, today, file.within_days):
        return suspected or bool(found(file.with_day, meant))
    return False


def detect(k: Knowledge, text: str, today: dt.date, topics: Collection[str] = (), without: Collection[str] = ()) -> str | None:
    """Return the kind of emergency a message tells of, or None.

    Args:
        text: the message, any length.
        today: the date in Oslo, for «i morgen», «torsdag» and «27.11».
        topics: what the classifier takes the message for, as far as it is sure enough; none without a classifier.
        without: kinds that the classifier rules out.
    """
    clauses = _clauses(text)
    for kind in ORDER:
        file = k.emergency.get(kind)
        if kind not in without and file is not None and _opens(file, text, clauses, topics, today):
            return kind
    return None


def spoken_away(k: Knowledge, kind: str, text: str) -> bool:
    """Return whether a message takes the emergency back («jeg dør av skam», «i fjor»)."""
    file = k.emergency.get(kind)
    return file is not None and not _meant(file, _clauses(text))


def with_safety_line(k: Knowledge, reply: Reply, context: Context) -> Reply:
    """Return the reply with whom to call in danger before it, where danger is suspected but not clear enough for the lane."""
    if context.crisis < SUSPECTED or reply.custom.get("urgent") or reply.custom["topic"] == "annet_sprak":
        return reply
    language = context.language if context.language in ("nb", "nn", "en") else "nb"
    return replace(reply, messages=(render_text(k, k.phrases.get("if_danger", language), language, context.today), *reply.messages))


def after_crisis(k: Knowledge, said: str, context: Context) -> Reply:
    """Return what follows when somebody answers danger to life with next to nothing («ja», «ok», «hva gjør jeg», something unclear).

    The numbers stay. Who takes it back is answered kindly, and has them still: it may be said because somebody looks on.
    """
    if said != "avkreft":
        return emergency_reply(k, "krise", context, again=True)
    reply = answer_topic(k, "avkreft", context)
    return replace(reply, messages=(render_text(k, k.phrases.get("crisis_taken_back", context.language), context.language, context.today),))


def _nav_line(k: Knowledge, file: EmergencyFile, context: Context, language: str) -> str | None:
    nav = k.contacts["nav"]
    if is_open(nav, context.now):
        return render_text(k, file.when_nav_open.get(language)[0], language, context.today) if file.when_nav_open else None
    if file.when_nav_closed is None:
        return None
    opening = opens_next(nav, context.now)
    when = opening_text(k, opening, context, language) if opening else ""
    return render_text(k, file.when_nav_closed.get(language)[0].replace("{opens}", when), language, context.today)


def opening_text(k: Knowledge, opening: dt.datetime, context: Context, language: str) -> str:
    """Return when somebody answers again: «i dag kl. 9», «i morgen kl. 9», «mandag kl. 9»."""
    days = (opening.date() - context.today).days
    key = "opens_today" if days == 0 else "opens_tomorrow" if days == 1 else f"opens_{opening.weekday()}"
    return k.phrases.get(key, language, hour=str(opening.hour))


def emergency_reply(k: Knowledge, kind: str, context: Context, night_contact: str | None = None, again: bool = False) -> Reply:
    """Return the emergency answer: whom to call first, one sentence what to say, then the next steps.

    Args:
        kind: a file of knowledge/emergency/.
        night_contact: the portal's own contact when NAV is closed, as text; None without one.
        again: the same was said in the turn before, so only the number and the last sentence are said.
    """
    file = k.emergency[kind]
    language = context.language if context.language in ("nb", "nn", "en") else "nb"
    then = file.staff_then if context.role == "ansatt" and file.staff_then else file.then
    parts = [render_text(k, file.first.get(language)[0], language, context.today)]
    nav = _nav_line(k, file, context, language)
    if nav:
        parts.append(nav)
    if night_contact and not is_open(k.contacts["nav"], context.now):
        parts.append(night_contact)
    parts += [render_text(k, text.get(language)[0], language, context.today) for text in then]
    if again:
        parts = [parts[0], parts[-1]]
    told = "\n\n".join(parts)
    lines = "\n".join(_BULLET + contact_line(k, key, language) for key in file.contacts if not is_named(k, key, told))
    return Reply(
        messages=(told, lines) if lines else (told,),
        buttons=follow_up_buttons(k, file.follow_ups, language, context.audience),
        custom=contract(k, context, kind, language=language, facts=file.facts, follow_ups=file.follow_ups, urgent=True),
        slots={"topic": kind} if kind in k.topics else {},  # danger has no topic text: the talk goes on from where it was
    )
