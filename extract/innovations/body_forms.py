"""The forms in which an article writes the name of one public body."""

from __future__ import annotations

import re

from corpus.identity import squeeze
from extract.bodies import BodyMention
from extract.reading import Reading

_NUMERAL = re.compile(r"[IVX]+|\d+")


def longest_form(reading: Reading, body: BodyMention) -> str:
    """Return the longest way in which the article's text writes a body's name.

    One article means one body by all names of the same type, except for units, which must
    share the name of their seat (``PN Tilamuta``, ``Pengadilan Negeri Tilamuta``). An
    officeholder (``Kapolres …``) stands for the body.
    """
    best = "" if body.officeholder else body.text
    for other in reading.names_of_bodies:
        if not _is_same_body(body, other) and not _is_only_unit(reading, body, other):
            continue
        if len(other.text) > len(best):
            best = other.text
    return best or body.text


def as_in_text(reading: Reading, body: BodyMention) -> BodyMention:
    """Return the mention in the text of a body that the title names, where there is one.

    A headline writes every word with a capital, so that the end of a name cannot be seen there.
    """
    if body.field == "text":
        return body
    key = squeeze(body.text)
    for other in reading.bodies:
        found = squeeze(other.text)
        if other.field == "text" and other.type == body.type and (found in key or key in found):
            return other
    return body


def _is_same_body(body: BodyMention, other: BodyMention) -> bool:
    """Return whether two names mean one body."""
    if body.type is None or other.type != body.type:
        return squeeze(other.text).startswith(squeeze(body.text))
    if not body.is_unit and not other.is_unit:
        return True
    return _seat(other.text) == _seat(body.text)


def _is_only_unit(reading: Reading, body: BodyMention, other: BodyMention) -> bool:
    """Return whether a bare kind (``RSUD``) can only mean the one unit of it that is named."""
    if body.is_unit or not other.is_unit or body.type is None or other.type != body.type:
        return False
    seats = {_seat(b.text) for b in reading.bodies if b.type == body.type and b.is_unit}
    return len(seats) == 1


def _seat(name: str) -> str:
    """Return the last word of a unit's name, with a number after it (``Tambak II``)."""
    words = name.split()
    n_words = 2 if _NUMERAL.fullmatch(words[-1]) else 1
    return squeeze("".join(words[-n_words:]))
