"""The walk-through engine: a state and a message in, the next state and what to say out. Knows no server and keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from guidance.emergency import detect
from guidance.grounds import ground_in
from guidance.loader import Knowledge
from guidance.phrasebook import begins, found, pattern, plain
from guidance.records import Step, Walkthrough
from guidance.reply import Context
from guidance.walkthroughs.reading import Read, own_part, read_along, read_answer, read_others, unsure
from guidance.walkthroughs.saying import explained, faulty, noted, sentence, told
from guidance.walkthroughs.state import UNSURE, State, Value, asked_steps, last_answered, open_step

# After this many failures the question is explained and a person offered; after one more it is left open.
EXPLAIN_AFTER = 2
# A message this long is no bare «stopp» or «tilbake», whatever it begins with.
_MOST_CONTROL_WORDS = 9
# So sure must the classifier be before a message that is no question counts as one about another matter.
_SURE_OF_OTHER = 0.6
# A correction that is so many times off the last amount belongs to another amount, if one is nearer.
_ANOTHER_AMOUNT = 5.0
_URGENT = ("krise", "emergency")
ELSEWHERE_INTENTS = (
    "explain_term", "find_practice", "show_more", "say_shorter", "say_simpler", "cite_law", "ask_deadline", "switch_language", "set_role",
    "give_ground", "give_municipality", "start_pa_nytt", "other_language",
)  # fmt: skip
_CONTROL = ("stop_walkthrough", "correct_answer", "farvel")
_NO_OTHER_MATTER = ("bekreft", "avkreft", "vet_ikke")


@dataclass(frozen=True)
class Heard:
    """A message as the classifier took it.

    Attributes:
        text: the message.
        intent: the intent's name, or None without a classifier.
        confidence: of that intent, 0 to 1.
        emergency: the kind that the emergency detector found, or None.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    emergency: str | None = None


@dataclass(frozen=True)
class Turn:
    """What a message led to.

    Attributes:
        state: the walk-through after it.
        said: sentences to say before the next question, in order.
        elsewhere: the message is not for the walk-through: `urgent` or `other`; somebody else answers, the state stands.
        person: a person is offered beside the question.
    """

    state: State
    said: tuple[str, ...] = ()
    elsewhere: str | None = None
    person: bool = False


def begin(k: Knowledge, key: str | None, before: State, context: Context, text: str = "") -> Turn:
    """Start a walk-through, or go on with the one that was left open.

    Args:
        k: the knowledge.
        key: the walk-through, or None where it must be asked which.
        before: what the talk kept.
        context: the talk; a ground that is known already is not asked for.
        text: the message; what it answers already («jeg skylder 24 000, hjelp meg …») is not asked for.
    """
    if key not in k.walkthroughs:
        return Turn(State(None))
    walk = k.walkthroughs[key]  # type: ignore[index]
    if shows_again(k, before, text) and before.key == key:
        return Turn(before)
    if before.key == key and before.answers and before.status != "done" and open_step(walk, before.answers):
        return Turn(replace(before, tries=0, status="asking"), (sentence(k, "walkthrough_goes_on", context.language),))
    answers = _known_before(k, walk, context, text) | read_others(k, asked_steps(walk, {}), text, context.today)
    return Turn(State(key).with_answers(answers, None), (told(k, walk.begin, context), *noted(k, walk, answers, context.language, first=True)))


def asks_again(k: Knowledge, text: str) -> bool:
    """Return whether a message asks to see what was made («vis planen igjen», «kan jeg få brevet på nytt»)."""
    return found(k.walkthrough_words.again, plain(text)) is not None


def shows_again(k: Knowledge, before: State, text: str) -> bool:
    """Return whether a finished walk-through's outcome is asked for once more; the kept answers give it."""
    return before.key in k.walkthroughs and before.status == "done" and asks_again(k, text)


def wanted(k: Knowledge, chosen: str | None, text: str, before: State, topic: str | None) -> str | None:
    """Return which walk-through is wanted: the button's, the one named, the one left open, or the last topic's; None to ask.

    «Hjelp meg å lage en nedbetalingsplan» names it; «fortsett der vi slapp» means the one left open; «kan vi gå gjennom
    dette» means what was just talked about.
    """
    if chosen in k.walkthroughs:
        return chosen
    if before.key in k.walkthroughs and asks_again(k, text):
        return before.key
    heard = plain(text)
    hits = [(len(phrase), key) for key, walk in k.walkthroughs.items() for phrase in walk.asked_for if pattern(phrase).search(heard)]
    if hits:
        return max(hits)[1]
    left_open = before.key if before.status != "done" else None
    if left_open and found(k.walkthrough_words.resume, heard):
        return left_open
    if not left_open and found(k.walkthrough_words.resume, heard):
        return None  # «kan vi fortsette» where nothing was left open asks for no new one
    return topic if topic in k.walkthroughs else left_open


def settled(k: Knowledge, state: State) -> State:
    """Return the state, done when no question is open any more."""
    walk = k.walkthroughs.get(state.key or "")
    return replace(state, status="done") if walk and state.status == "asking" and open_step(walk, state.answers) is None else state


def _known_before(k: Knowledge, walk: Walkthrough, context: Context, text: str) -> dict[str, Value]:
    """Return the ground as an answer, where the talk or the first message tells it.

    From the message only a ground on which paying does not stop the case: «jeg skylder leie» does not tell of a clause.
    """
    step = next((step for step in walk.steps if step.choices_from == "grounds"), None)
    said = ground_in(k, text) if text and context.ground is None else None
    ground = said if said and said in k.grounds and k.grounds[said].payment_stops in ("no", "normally_no") else context.ground
    if step is None or ground not in k.grounds or ground in (UNSURE, "lan"):
        return {}
    return {step.name: str(ground)}


def take(k: Knowledge, state: State, heard: Heard, context: Context) -> Turn:
    """Return what a message inside a walk-through leads to. Never raises, never loses an answer.

    An emergency comes before all; then what people say about the walk-through itself; then the answer; then whatever else
    it is about. What only the classifier takes for a word about the walk-through must not be readable as an answer.
    """
    walk = k.walkthroughs.get(state.key or "")
    step = open_step(walk, state.answers) if walk else None
    if _urgent(k, step, heard, context):
        return Turn(state, elsewhere="urgent")
    if step is not None and heard.intent in _CONTROL and read_answer(k, step, heard.text, context.today).value is not None:
        heard = replace(heard, intent=None)
    ended = _ended(k, state, heard)
    if ended:
        return Turn(ended)
    if walk is None or step is None:
        return Turn(state, elsewhere="other")
    return _about_itself(k, walk, state, step, heard, context) or _answered(k, walk, state, step, heard, context)


def _urgent(k: Knowledge, step: Step | None, heard: Heard, context: Context) -> bool:
    if detect(k, heard.text, context.today) is not None:
        return True
    if heard.intent not in _URGENT:
        return False
    # «På torsdag» to «when do they come?» is suspected only for the talk's topic: it is the answer.
    asked_for_day = heard.emergency == "utkastelse_dato" and step is not None and step.kind == "date"
    return not (asked_for_day and read_answer(k, step, heard.text, context.today).value is not None)  # type: ignore[arg-type]


def _ended(k: Knowledge, state: State, heard: Heard) -> State | None:
    words = plain(heard.text)
    if len(words.split()) > _MOST_CONTROL_WORDS or any(sign.isdigit() for sign in words):
        return None
    if found(k.walkthrough_words.forget, words):
        return State(None, status="forgotten")
    if begins(k.walkthrough_words.pause, words) or heard.intent == "farvel":
        return replace(state, status="paused")
    if begins(k.walkthrough_words.stop, words) or heard.intent == "stop_walkthrough":
        return replace(state, status="stopped")
    return None


def stopped(k: Knowledge, state: State, text: str) -> State | None:
    """Return the state after a stop where no question is open: the answers stay unless they are to be deleted; None when there is nothing to stop."""
    if found(k.walkthrough_words.forget, plain(text)):
        return State(None, status="forgotten")
    return replace(state, status="stopped") if state.key is not None and state.status != "done" else None


def _about_itself(k: Knowledge, walk: Walkthrough, state: State, step: Step, heard: Heard, context: Context) -> Turn | None:
    words = plain(heard.text)
    short = len(words.split()) <= _MOST_CONTROL_WORDS
    # «Forrige fredag» answers a question for a day.
    answers = step.kind in ("amount", "date", "number") and read_answer(k, step, heard.text, context.today).value is not None
    if short and not answers and begins(k.walkthrough_words.back, words):
        before = last_answered(walk, state.answers)
        if before is None:
            return Turn(state, (sentence(k, "walkthrough_at_first", context.language),))
        return Turn(state.without(before.name), (sentence(k, "walkthrough_back", context.language),))
    if short and found(k.walkthrough_words.why, words):
        return Turn(state, (told(k, step.why, context),))
    plain_no = step.kind == "yes_no" and words.startswith(" nei ") and not any(sign.isdigit() for sign in words)
    if not plain_no and (begins(k.walkthrough_words.correct, words) or heard.intent == "correct_answer"):
        return _corrected(k, walk, state, step, heard, context)
    return None


def correct(k: Knowledge, state: State, heard: Heard, context: Context) -> Turn | None:
    """Return the state with an answer corrected («feil, det er 13 000»), or None when the message holds none to correct.

    The answer is the one that the message names by a cue, else the last that can be read so.
    """
    walk = k.walkthroughs.get(state.key or "")
    if walk is None:
        return None
    answered = [step for step in asked_steps(walk, state.answers) if step.name in state.answers]
    values = read_others(k, answered, heard.text, context.today)
    if not values:
        values = _nearest(k, state, answered, heard, context)
    if not values:
        return None
    changed = replace(state, status="asking").with_answers(values, None).valid(walk)
    return Turn(changed, (sentence(k, "walkthrough_corrected", context.language), *noted(k, walk, values, context.language, first=False)))


def _nearest(k: Knowledge, state: State, answered: list[Step], heard: Heard, context: Context) -> dict[str, Value]:
    """Return the correction as {question: value}: the last answer that can be read so, unless the amount fits an earlier one better."""
    readable = [
        (step, value)
        for step in reversed(answered)
        if step.kind in ("amount", "date", "number", "choice") and (value := read_answer(k, step, heard.text, context.today).value) is not None
    ]
    if not readable:
        return {}
    step, value = readable[0]
    if step.kind == "amount":
        distances = [(_times_off(state.answers.get(other.name), amount), -number) for number, (other, amount) in enumerate(readable) if other.kind == "amount"]
        if distances[0][0] > _ANOTHER_AMOUNT:
            step, value = readable[-min(distances)[1]]
    return {step.name: value}


def _times_off(before: Value | None, after: Value) -> float:
    """Return how many times larger or smaller an amount is than the one before it."""
    if not isinstance(before, int) or not isinstance(after, int) or before <= 0 or after <= 0:
        return float("inf")
    return max(before / after, after / before)


def _corrected(k: Knowledge, walk: Walkthrough, state: State, step: Step, heard: Heard, context: Context) -> Turn | None:
    if step.asks_again is not None and not read_others(k, [one for one in walk.steps if one.name in state.answers], heard.text, context.today):
        return None  # «feil, 1500» to «is that what you meant?» is about the amount in question
    turn = correct(k, state, heard, context)
    if turn is not None:
        return turn
    if step.kind == "yes_no" or read_answer(k, step, heard.text, context.today).value is not None:
        return None  # «feil» to a yes-or-no question is a no; and a first answer corrects nothing
    before = last_answered(walk, state.answers)
    if before is None:
        return None
    return Turn(state.without(before.name), (sentence(k, "walkthrough_wrong", context.language),))


def _answered(k: Knowledge, walk: Walkthrough, state: State, step: Step, heard: Heard, context: Context) -> Turn:
    asks = _asks(k, heard)
    if not asks:
        taken_back = _taken_back(k, walk, state, step, heard, context)
        if taken_back is not None:
            return taken_back
        values, read = _read_all(k, walk, state, step, heard, context)
        if values:
            said = noted(k, walk, values, context.language, first=not state.answers)
            if values.get(step.name) == UNSURE:
                said = (sentence(k, "walkthrough_unsure", context.language), *said)
            return Turn(state.with_answers(values, step.name), said)
        if unsure(k, heard.text) or heard.intent == "vet_ikke":
            return Turn(state.answered(step.name, UNSURE), (sentence(k, "walkthrough_unsure", context.language),))
        if read.fault:
            return _failed(k, state, step, context, faulty(k, step, read.fault, context))
    if asks or _other_matter(k, heard):
        return Turn(state, elsewhere="other")
    return _failed(k, state, step, context, None)


def _taken_back(k: Knowledge, walk: Walkthrough, state: State, step: Step, heard: Heard, context: Context) -> Turn | None:
    """Return the turn after a no to «is that what you meant?»: the answer it is about is asked for again, or read («nei, 1500»)."""
    about = walk.step(step.asks_again)
    if about is None:
        return None
    values = read_others(k, [about], heard.text, context.today)
    value = values.get(about.name) or read_answer(k, about, heard.text, context.today).value
    if value is not None and value != state.answers.get(about.name):
        changed = replace(state.without(step.name), answers={**state.answers, about.name: value}).valid(walk)
        return Turn(changed, noted(k, walk, {about.name: value}, context.language, first=False))
    if read_answer(k, step, heard.text, context.today, heard.intent).value != "nei":
        return None
    return Turn(state.without(step.name).without(about.name), (sentence(k, "walkthrough_wrong", context.language),))


def _read_all(k: Knowledge, walk: Walkthrough, state: State, step: Step, heard: Heard, context: Context) -> tuple[dict[str, Value], Read]:
    """Return every answer that a message gives, the open question's first, and how that one was read."""
    later = [other for other in asked_steps(walk, state.answers) if other.name != step.name]
    others = read_others(k, [step, *later], heard.text, context.today)
    own = others.pop(step.name, None)
    text = own_part(heard.text, later) if others else heard.text
    read = Read(own) if own is not None else read_answer(k, step, text, context.today, heard.intent)
    if read.value is None:
        return others, read
    values = {step.name: read.value, **others}
    answers = {**state.answers, **values}
    # What the answer opened may be answered in the same breath: «varsel, sendt 12. november».
    opened = [other for other in asked_steps(walk, answers) if other.name not in answers and other not in later]
    values |= read_others(k, opened, heard.text, context.today)
    after = open_step(walk, {**state.answers, **values})
    beside = read_along(k, step, after, heard.text, context.today)
    return ({**values, after.name: beside} if after is not None and beside is not None else values), read


def _asks(k: Knowledge, heard: Heard) -> bool:
    """Return whether a message is a question of its own, which somebody can answer, and no answer."""
    if heard.intent is None or heard.intent in _NO_OTHER_MATTER:
        return False
    if heard.intent == "explain_term":
        return True
    return begins(k.walkthrough_words.asks, plain(heard.text))


def _other_matter(k: Knowledge, heard: Heard) -> bool:
    if heard.intent in _NO_OTHER_MATTER or heard.intent is None:
        return False
    known = heard.intent in k.topics or heard.intent in ELSEWHERE_INTENTS
    return known and (heard.confidence >= _SURE_OF_OTHER or heard.text.rstrip().endswith("?"))


def _failed(k: Knowledge, state: State, step: Step, context: Context, fault: str | None) -> Turn:
    tries = state.tries + 1
    if tries > EXPLAIN_AFTER:
        return Turn(state.answered(step.name, UNSURE), (sentence(k, "walkthrough_left_open", context.language),))
    failed = replace(state, tries=tries)
    if tries == EXPLAIN_AFTER:
        return Turn(failed, explained(k, step, context), person=True)
    may_be_none = step.kind == "amount" and step.bounds is not None and step.bounds.least == 0
    again = "walkthrough_again_amount_or_none" if may_be_none else f"walkthrough_again_{step.kind}"
    return Turn(failed, (fault or sentence(k, again, context.language),))
