"""Values of SQLite as JSON and cells can hold them."""

from __future__ import annotations

import math

from corpus.rows import SqlValue


def shown_value(value: SqlValue) -> str | int | float | None:
    """Return a value as it is; bytes as ``x'…'`` and what JSON cannot hold as text."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value
