"""Every string and place by which an article names an innovation that was found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from corpus.records import Evidence, Field
from extract.reading import Reading

_MAX_PLACES = 40
_WORD = re.compile(r"\w+")
# Code points; a longer text may hold so many names that it is not searched anew for each.
_LONG = 20_000


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
    fields: tuple[Field, ...] = ("text", "title")
    for field in fields:
        text = reading.text_of(field)
        for start, end in islice(_iter_spans(text, name), _MAX_PLACES):
            if _is_same_name(name, text[start:end]):
                yield reading.evidence(field, start, end, "name")


def spellings(name: str, places: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the distinct strings of some places, the preferred name first."""
    others = dict.fromkeys(place.quote for place in places if place.quote != name)
    return (name, *others)


def _iter_spans(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a name in any case, with any white space between its words.

    A substring search for its longest word, many times faster than a regular expression for each
    name of an article that has thousands.
    """
    lowered, words = _lower(text), _lower(name).split()
    number = max(range(len(words)), key=lambda n: (len(words[n]), n))
    anchor, before, after = words[number], words[:number][::-1], words[number + 1 :]
    free = 0
    for at in _iter_starts(lowered, anchor):
        start = _start_of(lowered, at, before)
        end = _end_of(lowered, at + len(anchor), after)
        if start is not None and end is not None and start >= free and _is_whole(text, start, end):
            free = end
            yield start, end


def _iter_starts(lowered: str, word: str) -> Iterator[int]:
    """Yield where a word of a name stands in a text; in a long one only where it stands alone."""
    if len(lowered) > _LONG and word.isalnum():
        yield from _starts_by_word(lowered).get(word, ())
        return
    at = lowered.find(word)
    while at >= 0:
        yield at
        at = lowered.find(word, at + 1)


@lru_cache(maxsize=1)
def _starts_by_word(lowered: str) -> Mapping[str, Sequence[int]]:
    """Return where each word of a text stands, in order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for match in _WORD.finditer(lowered):
        found[match.group()].append(match.start())
    return found


def _start_of(lowered: str, start: int, before: Sequence[str]) -> int | None:
    """Return where the words before a place begin, nearest first; None if others do."""
    for word in before:
        end = start
        while end and lowered[end - 1].isspace():
            end -= 1
        if start == end or not lowered.endswith(word, 0, end):
            return None
        start = end - len(word)
    return start


def _end_of(lowered: str, end: int, after: Sequence[str]) -> int | None:
    """Return where the words after a place end; None if others stand there."""
    for word in after:
        start = end
        while lowered[start : start + 1].isspace():
            start += 1
        if start == end or not lowered.startswith(word, start):
            return None
        end = start + len(word)
    return end


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no word runs into a span or out of it, and no hyphen stands before it."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not _is_word(before) and before != "-" and not _is_word(after)


def _is_word(sign: str) -> bool:
    """Return whether a sign is a letter, a digit or an underscore."""
    return sign.isalnum() or sign == "_"


@lru_cache(maxsize=64)
def _lower(text: str) -> str:
    """Return a text in lower case, as long as it was: few signs become several."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_same_name(name: str, found: str) -> bool:
    """Return whether a hit is written like a name if the name itself is."""
    if found == name or not name[:1].isupper():
        return True
    return found[:1].isupper()
