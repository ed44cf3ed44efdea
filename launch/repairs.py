"""Repairs of Rasa 3.6.21, each held by a test that fails when Rasa no longer needs it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event


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


def repair() -> None:
    """Put all repairs in place."""
    prepare_action_schema()
    remember_event_types()
