"""Repairs of Rasa 3.6.21, each held by a test that fails when Rasa no longer needs it."""

from __future__ import annotations

from typing import Any

from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


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
