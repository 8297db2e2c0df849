"""Names of departments: a head such as ``Dinas`` and the functions of government after it."""

from __future__ import annotations

from extract.bodies.heads import BodyReading, Head, inner_words
from extract.bodies.names import (
    CONNECTIVES,
    body_names,
    function_word,
    is_written_as_name,
    types_by_functions,
    types_of_known,
)
from extract.gazetteer import Words
from extract.regions.places import read_plain

_MOST_WORDS = 30
_MOST_ABBREVIATION = 12
_LEAST_ABBREVIATION = 3


def read_department(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the body whose name goes on over functions of government from a word on."""
    if start < len(words) and words.keys[start] in head.not_before:
        return None
    end = _functions_end(words, start)
    if end is None:
        return _read_abbreviated(words, start, head)
    keys = tuple(key for key in words.keys[start:end] if key not in CONNECTIVES)
    if len(keys) < head.least_functions:
        return None
    types = types_by_functions(head.stands_for, keys)
    if not types and len(keys) == 1:
        types = types_of_known(body_names().values("D" + keys[0]))
    return BodyReading(end, types, officeholder=head.officeholder)


def _read_abbreviated(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the body of a head before a short form (``Dinas P2KUKM``, ``Dinas DPMPTSP``)."""
    if start >= len(words) or not words.joins(start) or head.stands_for != "dinas":
        return None
    found = body_names().longest(words, start)
    known = found if found and words.keys[start] != head.stands_for else None
    if known is not None and is_written_as_name(words, start, *known):
        return BodyReading(known[0], types_of_known(known[1]), officeholder=head.officeholder)
    form = words.forms[start]
    if not form.isupper() or len(form) > _MOST_ABBREVIATION or read_plain(words, start):
        return None
    types = types_of_known(body_names().values("D" + form))
    if not types and (words.forms[start - 1].isupper() or len(form) < _LEAST_ABBREVIATION):
        return None
    return BodyReading(start + 1, types, officeholder=head.officeholder)


def _functions_end(words: Words, start: int) -> int | None:
    """Return one past the last function word of a name; None if the first is none.

    A list comma is followed only if the list is closed by ``dan``, ``serta`` or ``&``, and a
    comma right before the closing ``dan`` only if the list has three parts.
    """
    end: int | None = None
    fallback: int | None = None
    parts = 1
    closed = True
    for index in range(start, min(start + _MOST_WORDS, len(words))):
        comma = index > start and words.lists(index)
        if not comma and not words.joins(index):
            break
        if words.keys[index] in CONNECTIVES and end is not None:
            closed, fallback = (False, fallback or end) if comma else (closed, fallback)
            continue
        if not _is_function_at(words, index, first=index == start):
            break
        joined = index > start and words.keys[index - 1] in CONNECTIVES
        parts += comma or joined
        if comma and "," in words.gap(index):
            closed, fallback = False, fallback or end
        elif comma or joined:
            closed = closed or parts > 2
        end = index + 1
    return end if closed else fallback


def _is_function_at(words: Words, index: int, *, first: bool) -> bool:
    """Return whether a word is a capitalised function of government."""
    key = words.keys[index]
    if not words.is_capital(index) or function_word(key) is None:
        return False
    if first and key in inner_words():
        return False
    return key != "daerah" or not (
        index + 1 < len(words) and words.keys[index + 1] in {"istimewa", "khusus"}
    )
