"""Records as plain values that JSON can hold."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime


def plain_value(value: object) -> object:
    """Return a record, or a collection of records, as dicts, lists, strings and numbers.

    Field names stay, days and times become ISO 8601 text, tuples become lists.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain_value(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [plain_value(entry) for entry in value]
    if isinstance(value, dict):
        return {str(key): plain_value(entry) for key, entry in value.items()}
    return value
