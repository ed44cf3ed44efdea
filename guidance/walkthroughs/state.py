"""Where a walk-through stands: plain values that can be kept in slots, and which question comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from guidance.records import Condition, Step, Walkthrough

Value = int | str
UNSURE = "vet_ikke"
Status = Literal["asking", "paused", "stopped", "done"]


@dataclass(frozen=True)
class State:
    """One walk-through of one talk.

    Attributes:
        key: the walk-through, or None while it is asked which.
        answers: {question: value}: øre for amounts, ISO text for dates, `ja` or `nei`, a choice's id, a number, or `vet_ikke`.
        tries: how often in a row the open question's answer was not understood.
        status: `asking` while a question is open.
    """

    key: str | None
    answers: Mapping[str, Value] = field(default_factory=dict)
    tries: int = 0
    status: Status = "asking"

    def answered(self, name: str, value: Value) -> State:
        """Return the state with one answer more, no failure counted."""
        return replace(self, answers={**self.answers, name: value}, tries=0)

    def without(self, name: str) -> State:
        """Return the state without an answer."""
        return replace(self, answers={key: value for key, value in self.answers.items() if key != name}, tries=0)


def holds(conditions: tuple[Condition, ...], values: Mapping[str, Any]) -> bool:
    """Return whether one of the conditions holds; no conditions hold always. A value that is missing fits no condition."""
    return not conditions or any(all(str(values.get(name)) in allowed for name, allowed in row.items()) for row in conditions)


def asked_steps(walk: Walkthrough, answers: Mapping[str, Value]) -> list[Step]:
    """Return the questions of this way through, in order, as far as the answers tell."""
    steps: list[Step] = []
    values: dict[str, Value] = {}
    for step in walk.steps:
        # A question that is not asked has no answer, even where one is left from before a correction.
        if holds(step.when, values):
            steps.append(step)
            if step.name in answers:
                values[step.name] = answers[step.name]
    return steps


def valid_answers(walk: Walkthrough, answers: Mapping[str, Value]) -> dict[str, Value]:
    """Return the answers to questions that are asked on this way through."""
    return {step.name: answers[step.name] for step in asked_steps(walk, answers) if step.name in answers}


def step_count(walk: Walkthrough, answers: Mapping[str, Value]) -> int:
    """Return how many questions this way through has, as far as it can be told; the longest where the open one decides."""
    open_one = open_step(walk, answers)
    likely = [choice.id for choice in open_one.choices] + (["ja", "nei"] if open_one.kind == "yes_no" else []) if open_one else []
    return (
        max(len(asked_steps(walk, {**answers, open_one.name: value} if open_one else answers)) for value in likely)
        if likely
        else len(asked_steps(walk, answers))
    )


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
    step = open_step(walk, state.answers) if walk and state.status in ("asking", "paused") else None
    name = step.name if step and state.status == "asking" else state.status
    if state.status == "stopped":
        return {"wt_key": None, "wt_step": None, "wt_answers": None}
    kept = {**state.answers, "_tries": state.tries} if state.tries else dict(state.answers)
    return {"wt_key": state.key, "wt_step": name, "wt_answers": kept or None}


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
    tries = kept.get("_tries", 0)
    status: Status = step if step in ("paused", "done") else "asking"
    return State(key, good, int(tries) if isinstance(tries, int | float) else 0, status)
