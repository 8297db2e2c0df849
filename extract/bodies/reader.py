"""Reads the public body that begins at a word: a known name, a blend, or a head and its name."""

from __future__ import annotations

from dataclasses import replace

from extract.bodies.departments import read_department
from extract.bodies.heads import BodyReading, heads, is_written_as_head, names_person
from extract.bodies.names import (
    body_names,
    is_blend,
    is_written_as_name,
    types_of_blend,
    types_of_known,
)
from extract.bodies.units import read_open_unit, read_unit
from extract.gazetteer import Words

_READERS = {"function": read_department, "place": read_unit, "open": read_open_unit}
_SHORTEST_OFFICER_BLEND = 5


def read_body(words: Words, start: int) -> BodyReading | None:
    """Return the longest name of a body that begins at a word; None if none does."""
    return _longer(_read_known(words, start), _read_head(words, start))


def _read_head(words: Words, start: int, *, prefixed: bool = False) -> BodyReading | None:
    """Return the body whose name begins with a head; after a unit's prefix no other prefix."""
    found = heads().longest(words, start)
    if found is None:
        return None
    end, meanings = found
    for head in meanings:
        if not is_written_as_head(words, start, end, head):
            continue
        if head.kind == "prefix":
            reading = None if prefixed else _read_prefixed(words, end)
        else:
            reading = _READERS[head.kind](words, end, head)
        if reading is not None:
            return reading
    return None


def _read_prefixed(words: Words, start: int) -> BodyReading | None:
    """Return the body after a word for a unit of it (``UPTD Puskesmas X``)."""
    if start >= len(words) or not words.joins(start, newline=False):
        return None
    inner = _longer(_read_known(words, start), _read_head(words, start, prefixed=True))
    return None if inner is None or inner.officeholder else replace(inner, is_unit=True)


def _longer(first: BodyReading | None, second: BodyReading | None) -> BodyReading | None:
    """Return the reading that ends later, the first if they end alike."""
    if first is None or (second is not None and second.end > first.end):
        return second
    return first


def _read_known(words: Words, start: int) -> BodyReading | None:
    """Return the body whose whole name is known, or whose one word is built as a blend."""
    found = body_names().longest(words, start)
    if found is not None and is_written_as_name(words, start, found[0], found[1]):
        types = types_of_known(found[1])
        return BodyReading(found[0], types, officeholder=names_person(words.keys[start]))
    return _read_officer_blend(words, start) or _read_blend(words, start)


def _read_blend(words: Words, start: int) -> BodyReading | None:
    """Return a body named by an unknown blend."""
    form = words.forms[start]
    return BodyReading(start + 1, types_of_blend(form)) if is_blend(form) else None


def _read_officer_blend(words: Words, start: int) -> BodyReading | None:
    """Return the body of an officer named by a blend (``Kadinkes``, ``Kadisdik``)."""
    key = words.keys[start]
    if not key.startswith("ka") or not words.forms[start][0].isupper():
        return None
    meanings = body_names().values(key[2:])
    if not meanings or len(key) < _SHORTEST_OFFICER_BLEND or not key.startswith(("kad", "kab")):
        return None
    return BodyReading(start + 1, types_of_known(meanings), officeholder=True)
