"""What the values mean that people write when they correct a field of an innovation."""

from __future__ import annotations

from corpus.errors import InvalidQueryError, InvalidRecordError
from corpus.filters import resolve_region, resolve_sector
from corpus.records import Innovation
from corpus.reviews.decisions import CORRECTABLE, Value
from corpus.spellings import find_body_types


def parse_field(name: str, value: str | None) -> Value:
    """Return what a value that a person wrote stands for.

    Args:
        name: Field of an innovation.
        value: Name or code of a sector or region, name or abbreviation of a type of body, a year,
            or words; None or empty for no value.

    Raises:
        InvalidQueryError: If it means nothing, or several things.
        InvalidRecordError: If there is no such field.
    """
    if name not in CORRECTABLE:
        raise InvalidRecordError(
            f"there is no field {name!r}", mend=f"Fields: {', '.join(CORRECTABLE)}."
        )
    text = " ".join((value or "").split())
    if not text:
        return None
    if name == "region":
        return resolve_region(text)[0]
    if name == "sector":
        return resolve_sector(text)
    if name == "owner_type":
        return _body_type(text)
    if name == "year":
        return int(text) if text.isdecimal() and len(text) == 4 else text
    return text


def find_owner_type(owner: Value, innovation: Innovation) -> str | None:
    """Return the type of a body, with or without its region's name; None if it is not clear."""
    if owner is None:
        return None
    if owner == innovation.owner:
        return innovation.owner_type
    words = str(owner).split()
    for n_words in range(len(words), 0, -1):
        found = find_body_types(" ".join(words[:n_words]))
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _body_type(text: str) -> str:
    """Return the type of body that a name or abbreviation stands for."""
    found = find_body_types(text)
    if len(found) != 1:
        state = f"may be any of these: {', '.join(found)}" if found else "is none that is known"
        raise InvalidQueryError(f"{text!r} {state}", mend="Give the id of a type of body.")
    return found[0]
