"""What is wrong with a file of knowledge/, in words for the one who wrote it: what was found, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

_NEEDED = {
    "missing": "is missing; write it",
    "string_type": "is no text; put it in quotes",
    "tuple_type": "must be a list: [one, another]",
    "list_type": "must be a list: [one, another]",
    "dict_type": "must hold fields, «name: value»",
    "model_type": "must hold fields, «name: value»",
    "model_attributes_type": "must hold fields, «name: value»",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_too_short": "is empty; write it, or delete the field",
    "too_short": "has too few; write at least {min_length}",
    "too_long": "has too many; at most {max_length} are read",
    "literal_error": "«{input}» is none of {expected}",
    "string_pattern_mismatch": "«{input}» is not written as it must be, {pattern}; see another file of the folder",
    "date_type": "«{input}» is no date; write it as 2027-05-24",
    "date_parsing": "«{input}» is no date; write it as 2027-05-24",
    "date_from_datetime_parsing": "«{input}» is no date; write it as 2027-05-24",
    "float_parsing": "«{input}» is no number; write digits, and a point for decimals",
    "float_type": "«{input}» is no number; write digits, and a point for decimals",
    "int_parsing": "«{input}» is no whole number",
    "int_type": "«{input}» is no whole number",
}


def field_faults(name: object, kind: type[BaseModel], error: ValidationError) -> list[str]:
    """Return one line for each wrong field: file, field, what to do.

    Args:
        name: the file, or the file and the row.
        kind: the record that was to be made.
        error: what pydantic found.
    """
    found = error.errors()
    # a list that holds a wrong item is reported as too short besides
    inside = {fault["loc"][:-1] for fault in found if len(fault["loc"]) > 1}
    return [f"{name}: {_where(fault['loc'])}: {_said(kind, fault)}" for fault in found if not (fault["type"] == "too_short" and fault["loc"] in inside)]


def _where(loc: Iterable[int | str]) -> str:
    return ".".join(str(part) for part in loc) or "the file"


def _said(kind: type[BaseModel], fault: Mapping[str, Any]) -> str:
    if fault["type"] == "extra_forbidden":
        return _unknown(kind, [str(part) for part in fault["loc"]])
    if fault["type"] == "value_error":
        return str(fault["msg"]).removeprefix("Value error, ")
    needed = _NEEDED.get(fault["type"])
    return needed.format(input=fault["input"], **fault.get("ctx", {})) if needed else str(fault["msg"])


def _unknown(kind: type[BaseModel], path: list[str]) -> str:
    """Say that a field does not exist, and which was perhaps meant."""
    near = difflib.get_close_matches(path[-1], list(kind.model_fields), n=1) if len(path) == 1 else []
    return f"is no field here; {f'did you mean «{near[0]}»?' if near else 'delete it, or correct its name or how far it is indented'}"
