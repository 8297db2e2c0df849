"""Decisions as lines of JSON and back; a line from elsewhere is checked as if it were hostile."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from typing import Any

from corpus.errors import InvalidRecordError
from corpus.reviews.decisions import Anchor, Decision

LONGEST_LINE = 16 * 2**20
# Clocks of people who work together differ by minutes, not by days.
_CLOCKS_DIFFER = timedelta(days=1)
_ANCHOR_FIELDS = {one.name for one in fields(Anchor)}
_FIELDS = {one.name for one in fields(Decision)}
_REQUIRED = {"id", "at", "by", "action"}


def decision_line(decision: Decision) -> str:
    """Return a decision as one line of JSON without its end; parts that say nothing are left out.

    The same decision always gives the same line.
    """
    told = asdict(decision) | {
        "at": time_text(decision.at),
        "anchors": [asdict(anchor) for anchor in decision.anchors],
        "other_anchors": [asdict(anchor) for anchor in decision.other_anchors],
    }
    record = {name: value for name, value in told.items() if value not in (None, [], {})}
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def parse_decision(line: str, *, where: str | None = None, now: datetime | None = None) -> Decision:
    """Return the decision of a line.

    Args:
        line: One JSON object.
        where: File and number of the line, for the error.
        now: The present time; a decision that lies after it is refused. None: not looked at.

    Raises:
        InvalidRecordError: If it is no JSON, a field is missing, unknown or of another type, a
            code does not exist, or it was decided in the future.
    """
    try:
        decision = _from_record(_parse_object(line))
        if now is not None and decision.at > now + _CLOCKS_DIFFER:
            raise ValueError(f"it was decided in the future ({time_text(decision.at)})")
    except (ValueError, TypeError, RecursionError, AttributeError, OverflowError) as error:
        raise InvalidRecordError(f"no decision: {error}", where=where) from error
    return decision


def time_text(moment: datetime) -> str:
    """Return a time as text whose order is that of time."""
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return naive.isoformat(timespec="microseconds") + "Z"


def _parse_object(line: str) -> dict[str, Any]:
    """Return the object of a line of JSON with only known fields."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"the line is longer than {LONGEST_LINE:,} characters")
    record = json.loads(line, parse_constant=_refuse_constant)
    if not isinstance(record, dict):
        raise ValueError("the line holds no object")
    _insist_on_names(set(record), _FIELDS, _REQUIRED)
    return record


def _refuse_constant(name: str) -> float:
    """Refuse what is no JSON, such as ``NaN``."""
    raise ValueError(f"{name} is no value")


def _insist_on_names(found: set[str], known: set[str], required: set[str]) -> None:
    """Check the names of an object's fields."""
    if missing := sorted(required - found):
        raise ValueError(f"it has no {missing[0]}")
    if unknown := sorted(found - known):
        raise ValueError(f"it has an unknown field {unknown[0][:50]!r}")


def _from_record(record: dict[str, Any]) -> Decision:
    """Return the decision of an object."""
    at = datetime.fromisoformat(_text(record["at"]))
    if at.tzinfo is None:
        raise ValueError("the time bears no time zone")
    values = record.get("values", {})
    if not isinstance(values, dict):
        raise ValueError("values must be an object")
    texts = {
        name: _text(record[name])
        for name in ("by", "action", "kind", "innovation_id", "other_id", "target", "note")
        if record.get(name) is not None
    }
    return Decision(
        id=_text(record["id"]),
        at=at.astimezone(UTC),
        anchors=_anchors(record.get("anchors", [])),
        other_anchors=_anchors(record.get("other_anchors", [])),
        values=values,
        **texts,  # type: ignore[arg-type]  # the record checks its own words
    )


def _anchors(found: object) -> tuple[Anchor, ...]:
    """Return the anchors of a list of objects."""
    if not isinstance(found, list):
        raise ValueError("anchors must be a list")
    return tuple(_anchor(entry) for entry in found)


def _anchor(entry: object) -> Anchor:
    """Return one anchor."""
    if not isinstance(entry, dict):
        raise ValueError("an anchor must be an object")
    _insist_on_names(set(entry), _ANCHOR_FIELDS, _ANCHOR_FIELDS - {"field"})
    for name in ("start", "end"):
        if not isinstance(entry[name], int) or isinstance(entry[name], bool):
            raise ValueError(f"{name} must be a whole number")
    for name in _ANCHOR_FIELDS - {"start", "end"}:
        _text(entry.get(name, "text"))
    return Anchor(**entry)


def _text(value: object) -> str:
    """Return a value that must be a text which a file can hold."""
    if not isinstance(value, str):
        raise ValueError(f"{value!r:.50} is no text")
    value.encode()  # a lone surrogate is a UnicodeEncodeError, which is a ValueError
    return value
