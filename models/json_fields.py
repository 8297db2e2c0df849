"""JSON Lines read with insistence: each value has the type it should have, or an error says where.

Knows JSON only; what the fields mean is the business of ``gold``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus.errors import InvalidGoldError

JsonObject = Mapping[str, object]
_MEND = (
    "Each line must be one object of the codebook; `gali extract FILES --format gold` shows them."
)


class JsonFields:
    """Reads a JSON object field by field and complains where it holds something else.

    A key that is missing means the same as null.

    Args:
        record: The parsed object.
        where: File and line, for the error's sake.
    """

    def __init__(self, record: JsonObject, where: str | None) -> None:
        self._record = record
        self._where = where

    def text(self, key: str) -> str | None:
        """Return a string; None if it is null or missing."""
        value = self._record.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._complaint(key, "a string or null")

    def required_text(self, key: str) -> str:
        """Return a string that must not be empty."""
        value = self.text(key)
        if not value:
            raise self._complaint(key, "a string that is not empty")
        return value

    def integer(self, key: str) -> int | None:
        """Return a whole number; None if it is null or missing."""
        value = self._record.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self._complaint(key, "a whole number or null")

    def flag(self, key: str) -> bool:
        """Return true or false; null and missing count as false."""
        value = self._record.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self._complaint(key, "true or false")

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; empty if it is null or missing."""
        values = self._list(key)
        strings = tuple(value for value in values if isinstance(value, str))
        if len(strings) != len(values):
            raise self._complaint(key, "a list of strings")
        return strings

    def optional_texts(self, key: str) -> tuple[str | None, ...]:
        """Return a list of strings and nulls; empty if it is null or missing."""
        values = self._list(key)
        entries = tuple(value for value in values if value is None or isinstance(value, str))
        if len(entries) != len(values):
            raise self._complaint(key, "a list of strings or nulls")
        return entries

    def objects(self, key: str) -> list[JsonFields]:
        """Return a list of objects; empty if it is null or missing."""
        values = self._list(key)
        objects = [JsonFields(value, self._where) for value in values if isinstance(value, dict)]
        if len(objects) != len(values):
            raise self._complaint(key, "a list of objects")
        return objects

    def _list(self, key: str) -> list[object]:
        """Return a list; empty if it is null or missing."""
        value = self._record.get(key)
        if value is None or isinstance(value, list):
            return value or []
        raise self._complaint(key, "a list")

    def _complaint(self, key: str, expected: str) -> InvalidGoldError:
        """Return the error that says what a field should have been."""
        return InvalidGoldError(
            f"'{key}' must be {expected}",
            where=self._where,
            mend="`gali extract --format gold` shows the shape of an annotated article.",
        )


def iter_objects(path: Path) -> Iterator[tuple[str, JsonObject]]:
    """Yield each JSON object of a JSON Lines file with its place; empty lines are passed over.

    Raises:
        InvalidGoldError: If a line is no JSON object or no UTF-8 text.
        OSError: If the file cannot be read.
    """
    # Only \n ends a line: JSON strings may hold other line separators as they are.
    with path.open(encoding="utf-8-sig", newline="\n") as lines:
        number = 0
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{path}:{number}", _parse_object(line, f"{path}:{number}")
        except UnicodeDecodeError as error:
            raise InvalidGoldError("not UTF-8 text", where=f"{path}:{number + 1}") from error


def _parse_object(line: str, where: str) -> JsonObject:
    """Return a line as a JSON object."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidGoldError(f"not JSON: {error}", where=where, mend=_MEND) from error
    if not isinstance(value, dict):
        raise InvalidGoldError("not a JSON object", where=where, mend=_MEND)
    return value
