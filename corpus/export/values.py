"""Stored values as text and as JSON: one form for each kind, whatever the format."""

from __future__ import annotations

import json

from corpus.export.description import Kind
from corpus.rows import SqlValue


def as_text(value: SqlValue, kind: Kind) -> str | None:
    """Return a value as text; None for no value. Numbers have the fewest digits that tell them."""
    if value is None:
        return None
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "real":
        return repr(value).removesuffix(".0")
    return str(value)


def as_json(value: SqlValue, kind: Kind) -> object:
    """Return a value as JSON holds it; None for no value."""
    if value is None:
        return None
    if kind == "boolean":
        return bool(value)
    if kind == "json":
        return json.loads(str(value))
    return value


def without_nul(text: str) -> str:
    """Return a text with U+FFFD for NUL, which PostgreSQL cannot hold."""
    return text.replace("\0", "\ufffd")
