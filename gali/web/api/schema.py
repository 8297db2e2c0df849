"""Records as JSON, and the JSON Schema of records: both follow from their fields alone."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from inspect import getdoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}
_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def to_json(value: object) -> object:
    """Return a record as JSON holds it: objects, lists, days by ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_json(item) for item in value]
    return value


def schema_of(kind: Any, known: dict[str, Schema]) -> Schema:
    """Return the schema of a type; those of records that it holds are added to ``known``.

    Raises:
        TypeError: If JSON cannot hold such values.
    """
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in {Union, types.UnionType}:
        return {"anyOf": [schema_of(part, known) for part in parts]}
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return {"type": "array", "items": schema_of(parts[0], known)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema_of(parts[1], known)}
    if isinstance(kind, type) and is_dataclass(kind):
        return _reference(kind, known)
    raise TypeError(f"no JSON for {kind!r}")


def _reference(record: type, known: dict[str, Schema]) -> Schema:
    """Return a reference to the schema of a record, which is added if it is not there."""
    if record.__name__ not in known:
        known[record.__name__] = {}  # a record may hold its like
        known[record.__name__] = _record_schema(record, known)
    return {"$ref": f"#/components/schemas/{record.__name__}"}


def _record_schema(record: Any, known: dict[str, Schema]) -> Schema:
    """Return the schema of a record, with what its documentation says of each field."""
    text = getdoc(record) or ""
    told = {name: " ".join(words.split()) for name, words in _ATTRIBUTE.findall(text)}
    hints = get_type_hints(record)
    properties = {}
    for one in fields(record):
        schema = schema_of(hints[one.name], known)
        if one.name in told:
            schema = {"description": told[one.name], **schema}
        properties[one.name] = schema
    return {
        "type": "object",
        "description": text.partition("\n")[0],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
