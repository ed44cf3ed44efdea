"""Repairs of Rasa 3.6.21, each held by a test that fails when Rasa no longer needs it."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import UserMessage
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import State
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import event as sql_event
from sqlalchemy.engine import Engine

from channel.stores import wipe_deleted

_REMEMBERED = 5


def prepare_action_schema() -> None:
    """Validate action results with a schema that was checked once.

    `RemoteAction` calls `jsonschema.validate`, which checks the schema itself anew at each call: most of an action's
    time. The results and the error are the same.
    """
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    prepared = kind(schema)

    def validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
        error = next(prepared.iter_errors(result), None)
        if error is not None:
            raise ValidationError(f"{error.message}. The action server's answer has the wrong shape; see actions/.")
        return True

    RemoteAction._validate_action_result = validate_action_result  # type: ignore[method-assign]


def remember_event_types() -> None:
    """Find the class of a stored event by its name once, and not anew for each event of a talk.

    `Event.resolve_by_type` walks all subclasses each time. A type that is not known is looked for again.
    """
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))  # type: ignore[method-assign]


def bound_rule_search() -> None:
    """Compare rules with no more of a talk than the longest rule is long.

    `RulePolicy` goes through all turns of the talk for every rule, though a rule fits whatever lies before its own
    beginning: a turn would cost more the longer people talk. The keys found are the same.
    """
    whole = RulePolicy._get_possible_keys

    def recent(self: RulePolicy, rules: dict[str, str], states: list[State]) -> set[str]:
        longest = max((len(self._rule_key_to_state(key)) for key in rules), default=0)
        return whole(self, rules, states[-longest:] if longest else [])

    RulePolicy._get_possible_keys = recent  # type: ignore[method-assign, assignment]


def said_before(tracker: DialogueStateTracker, most: int = _REMEMBERED) -> list[dict[str, str]]:
    """Return [{text, intent}] of the last messages that people wrote in a talk, newest first; buttons are left out."""
    written = (event for event in reversed(tracker.events) if isinstance(event, UserUttered) and event.text and not event.text.startswith("/"))
    return [{"text": str(event.text), "intent": str(event.intent_name)} for event, _ in zip(written, range(most), strict=False)]


def read_in_talk() -> None:
    """Let the pipeline see what was said before: Rasa has the talk at hand but gives its components the message alone.

    It is handed on as `metadata["said_before"]` of a copy; the message that is stored stays as it came.
    """
    alone = MessageProcessor._parse_message_with_graph

    def in_talk(self: MessageProcessor, message: UserMessage, tracker: DialogueStateTracker, only_output_properties: bool = True) -> dict[str, Any]:
        heard = copy.copy(message)
        heard.metadata = {**(message.metadata or {}), "said_before": said_before(tracker)}
        return alone(self, heard, tracker, only_output_properties)

    MessageProcessor._parse_message_with_graph = in_talk  # type: ignore[method-assign]


def wipe_deleted_rows() -> None:
    """Let SQLite overwrite what Rasa's tracker store deletes or moves: a deleted talk would else stay readable in free pages of the file."""
    if not sql_event.contains(Engine, "connect", wipe_deleted):
        sql_event.listen(Engine, "connect", wipe_deleted)


def repair() -> None:
    """Put all repairs in place."""
    read_in_talk()
    bound_rule_search()
    prepare_action_schema()
    remember_event_types()
    wipe_deleted_rows()
