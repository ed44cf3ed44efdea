"""Where a walk-through stands: plain values that can be kept in slots, and which question comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from guidance.payment_plan import payments_needed
from guidance.records import Condition, Step, Walkthrough

Value = int | str
UNSURE = "vet_ikke"
# Beside the answers in one slot; no question can have such a name.
_TRIES, _GIVEN = "_tries", "_given"
Status = Literal["asking", "paused", "stopped", "forgotten", "done"]


@dataclass(frozen=True)
class State:
    """One walk-through of one talk.

    Attributes:
        key: the walk-through, or None while it is asked which.
        answers: {question: value}: øre for amounts, ISO text for dates, `ja` or `nei`, a choice's id, a number, or `vet_ikke`.
        tries: how often in a row the open question's answer was not understood.
        status: `asking` while a question is open; `paused` and `stopped` keep the answers, `forgotten` does not.
        given: questions that were never asked, because their answer came along with another message.
    """

    key: str | None
    answers: Mapping[str, Value] = field(default_factory=dict)
    tries: int = 0
    status: Status = "asking"
    given: frozenset[str] = frozenset()

    def answered(self, name: str, value: Value) -> State:
        """Return the state with one answer more, no failure counted."""
        return replace(self, answers={**self.answers, name: value}, tries=0)

    def without(self, name: str) -> State:
        """Return the state without an answer."""
        kept = {key: value for key, value in self.answers.items() if key != name}
        return replace(self, answers=kept, tries=0, given=self.given - {name})

    def with_answers(self, values: Mapping[str, Value], asked: str | None) -> State:
        """Return the state with answers that a message gave; those to other questions than `asked` came along."""
        along = {name for name in values if name != asked and name not in self.answers}
        return replace(self, answers={**self.answers, **values}, tries=0, given=self.given | along)

    def valid(self, walk: Walkthrough) -> State:
        """Return the state with the answers to questions that are asked on this way through, and no others."""
        answers = valid_answers(walk, self.answers)
        return replace(self, answers=answers, given=self.given & set(answers))


def holds(conditions: tuple[Condition, ...], values: Mapping[str, Any]) -> bool:
    """Return whether one of the conditions holds; no conditions hold always. A value that is missing fits no condition."""
    return not conditions or any(all(str(values.get(name)) in allowed for name, allowed in row.items()) for row in conditions)


def reckoned(walk: Walkthrough, values: Mapping[str, Value]) -> dict[str, str]:
    """Return what a question may depend on beside the answers: `payments`, how many a plan needs (`one`, `some`, `years`)."""
    debt, monthly = values.get("debt"), values.get("monthly")
    if walk.computes != "payment_plan" or not isinstance(debt, int) or not isinstance(monthly, int):
        return {}
    return {"payments": payments_needed(debt, monthly)}


def asked_steps(walk: Walkthrough, answers: Mapping[str, Value]) -> list[Step]:
    """Return the questions of this way through, in order, as far as the answers tell."""
    steps: list[Step] = []
    values: dict[str, Value] = {}
    for step in walk.steps:
        # A question that is not asked has no answer, even where one is left from before a correction.
        if holds(step.when, {**values, **reckoned(walk, values)}):
            steps.append(step)
            if step.name in answers:
                values[step.name] = answers[step.name]
    return steps


def valid_answers(walk: Walkthrough, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return the answers to questions that are asked on this way through."""
    return {step.name: answers[step.name] for step in asked_steps(walk, answers) if step.name in answers}


def _longest(walk: Walkthrough, answers: Mapping[str, Value]) -> int:
    """Return how many questions the longest way through has that the answers leave open."""
    step = open_step(walk, answers)
    if step is None:
        return len(asked_steps(walk, answers))
    # Only an answer that a later question depends on makes a way longer or shorter; the empty one stands for all others.
    deciding = {value for later in walk.steps for row in later.when for value in row.get(step.name, ())}
    return max(_longest(walk, {**answers, step.name: value}) for value in ("", *sorted(deciding)))


def place(walk: Walkthrough, state: State) -> tuple[int, int]:
    """Return (number of the open question, of how many at most).

    What came along unasked counts in neither, so the number goes up by one with each answer and never over the other,
    which only falls while somebody answers on.
    """
    asked = asked_steps(walk, state.answers)
    given = [step for step in asked if step.name in state.given and step.name in state.answers]
    answered = [step for step in asked if step.name in state.answers]
    return len(answered) - len(given) + 1, _longest(walk, state.answers) - len(given)


def open_step(walk: Walkthrough, answers: Mapping[str, Value]) -> Step | None:
    """Return the first question without an answer, or None when all are answered."""
    return next((step for step in asked_steps(walk, answers) if step.name not in answers), None)


def last_answered(walk: Walkthrough, answers: Mapping[str, Value]) -> Step | None:
    """Return the question that was answered last before the open one."""
    before: Step | None = None
    for step in asked_steps(walk, answers):
        if step.name not in answers:
            break
        before = step
    return before


def slots_of(walk: Walkthrough | None, state: State) -> dict[str, Any]:
    """Return the slots that keep a state."""
    if state.status == "forgotten":
        return {"wt_key": None, "wt_step": None, "wt_answers": None}
    step = open_step(walk, state.answers) if walk and state.status == "asking" else None
    kept: dict[str, Any] = dict(state.answers)
    if state.tries:
        kept[_TRIES] = state.tries
    if state.given:
        kept[_GIVEN] = sorted(state.given)
    return {"wt_key": state.key, "wt_step": step.name if step else state.status, "wt_answers": kept or None}


def _fits(step: Step, value: Any) -> bool:
    if value == UNSURE:
        return True
    return isinstance(value, int) and not isinstance(value, bool) if step.kind in ("amount", "number") else isinstance(value, str)


def state_from(known: Mapping[str, Walkthrough], key: Any, step: Any, answers: Any) -> State:
    """Return the state that slots keep; what no longer fits the files is left out.

    Args:
        known: knowledge/walkthroughs/.
        key: slot wt_key.
        step: slot wt_step.
        answers: slot wt_answers.
    """
    if key not in known:
        return State(None)
    kept = answers if isinstance(answers, dict) else {}
    good = {one.name: kept[one.name] for one in known[key].steps if _fits(one, kept.get(one.name))}
    tries, given = kept.get(_TRIES, 0), kept.get(_GIVEN, [])
    status: Status = step if step in ("paused", "stopped", "done") else "asking"
    along = frozenset(name for name in good if isinstance(given, list) and name in given)
    return State(key, good, int(tries) if isinstance(tries, int | float) else 0, status, along)
