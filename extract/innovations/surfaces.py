"""Every string and place by which an article names an innovation that was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.records import Evidence, Field
from extract.reading import Reading

_MAX_PLACES = 40
_EDGE_LEFT = r"(?<![\w-])"
_EDGE_RIGHT = r"(?![\w])"


def find_places(
    reading: Reading, names: Sequence[str], blocked: Sequence[tuple[str, int, int]]
) -> list[Evidence]:
    """Return where an article names something, in any case, text before title.

    Args:
        reading: The article.
        names: The spellings to look for, the preferred one first.
        blocked: Spans (field, start, end) such as expansions, in which a hit does not count.

    Returns:
        Spans with role ``name``, in order; at most 40. A one-word name needs a capital letter
        where its spelling has one, because many names are ordinary words.
    """
    found: dict[tuple[Field, int], Evidence] = {}
    for name in names:
        for place in _places_of(reading, name):
            inside = any(
                place.field == field and start <= place.start and place.end <= end
                for field, start, end in blocked
            )
            known = found.get((place.field, place.start))
            if not inside and (known is None or known.end < place.end):
                found[place.field, place.start] = place
    return sorted(found.values(), key=lambda e: (e.field == "title", e.start))[:_MAX_PLACES]


def _places_of(reading: Reading, name: str) -> Iterator[Evidence]:
    """Yield where one spelling of a name stands in text and title."""
    pattern = _pattern(name)
    fields: tuple[Field, ...] = ("text", "title")
    for field in fields:
        for match in islice(pattern.finditer(reading.text_of(field)), _MAX_PLACES):
            if _is_same_name(name, match.group()):
                yield reading.evidence(field, match.start(), match.end(), "name")


def spellings(name: str, places: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the distinct strings of some places, the preferred name first."""
    others = dict.fromkeys(place.quote for place in places if place.quote != name)
    return (name, *others)


def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for a name in any case, with any white space between its words."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(_EDGE_LEFT + words + _EDGE_RIGHT, re.IGNORECASE)


def _is_same_name(name: str, found: str) -> bool:
    """Return whether a hit is written like a name if the name itself is."""
    if found == name or not name[:1].isupper():
        return True
    return found[:1].isupper()
