"""Names of public bodies read word by word from their head on.

``Dinas`` goes on over functions of government, ``Puskesmas`` over the name of a place, ``Balai``
over any capitalised words. What the names mean is in ``body_names``; offsets, regions and
brackets after a name are the business of ``bodies``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from extract.body_names import (
    CONNECTIVES,
    body_names,
    facts,
    function_word,
    is_blend,
    is_written_as_name,
    types_by_functions,
    types_of_known,
)
from extract.gazetteer import Gazetteer, Words, name_key
from extract.places import district_names, read_place, read_plain

_MOST_PLACE_WORDS = 4
_MOST_OPEN_WORDS = 9
_MOST_ABBREVIATION = 12
_ROMAN = re.compile(r"[IVX]{1,4}[AB]?")
_NUMBER = re.compile(r"\d{1,3}[A-Z]?")


@dataclass(frozen=True, slots=True)
class Head:
    """A first word, or first words, of names of bodies.

    Attributes:
        kind: ``function``, ``place``, ``open`` or ``prefix``.
        type: ``canonical_id``; empty for function heads.
        stands_for: Head under which the functions are looked up, in lower case.
        officeholder: Whether it names the person (``Kadis``, ``Camat``).
        alone: Whether it is a body even without a name after it.
        persons: Whether the body may be named after a person.
        titled: Whether ``Kota X`` after it belongs to the name.
        keeps_region: Whether a region at the end belongs to the name.
        least_functions: How many function words must follow.
        not_before: Words in lower case that show that it is no body.
    """

    kind: str
    type: str = ""
    stands_for: str = ""
    officeholder: bool = False
    alone: bool = False
    persons: bool = False
    titled: bool = False
    keeps_region: bool = False
    least_functions: int = 1
    not_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body read at some word.

    Attributes:
        end: One past the last word of its name.
        types: Types that it may be, best first; empty if none is known.
        is_unit: Whether it is a unit with a name of its own.
        officeholder: Whether its first word names the person who heads it.
        regions: Codes of the region that its own name tells; empty if it tells none.
        alias: Short name in brackets inside the name; None if there is none.
    """

    end: int
    types: tuple[str, ...]
    is_unit: bool = False
    officeholder: bool = False
    regions: tuple[str, ...] = ()
    alias: str | None = None


def read_body(words: Words, start: int) -> BodyReading | None:
    """Return the longest name of a body that begins at a word; None if none does."""
    readings = [
        reading
        for reading in (_read_head(words, start), _read_known(words, start))
        if reading is not None
    ]
    return max(readings, key=lambda reading: reading.end, default=None)


def may_begin(key: str) -> bool:
    """Return whether a lower-case word may begin the name of a body; a cheap gate."""
    return key[:3] in _openings()


def is_officer(key: str) -> bool:
    """Return whether a lower-case word before a body makes it a person's office."""
    return key in _officers()


def _read_head(words: Words, start: int) -> BodyReading | None:
    """Return the body whose name begins with one of the heads."""
    found = heads().longest(words, start)
    if found is None:
        return None
    end, meanings = found
    if not any(words.is_capital(index) for index in range(start, end)) and meanings[0].type == "sd":
        return None
    for head in meanings:
        reading = _READERS[head.kind](words, end, head)
        if reading is not None:
            return reading
    return None


def _read_known(words: Words, start: int) -> BodyReading | None:
    """Return the body whose whole name is known, or whose one word is built as a blend."""
    found = body_names().longest(words, start)
    if found is not None and is_written_as_name(words, start, found[0], found[1]):
        return BodyReading(found[0], types_of_known(found[1]))
    return _read_officer_blend(words, start) or _read_blend(words, start)


def _read_blend(words: Words, start: int) -> BodyReading | None:
    """Return a body named by an unknown blend."""
    return BodyReading(start + 1, ()) if is_blend(words.forms[start]) else None


def _read_officer_blend(words: Words, start: int) -> BodyReading | None:
    """Return the body of an officer named by a blend (``Kadinkes``, ``Kadisdik``)."""
    key = words.keys[start]
    if not key.startswith("ka") or not words.forms[start][0].isupper():
        return None
    meanings = body_names().values(key[2:])
    if not meanings or len(key) < len("kadlh") or not key.startswith(("kad", "kab")):
        return None
    return BodyReading(start + 1, types_of_known(meanings), officeholder=True)


def _read_functions(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the body whose name goes on over functions of government from a word on."""
    end = _functions_end(words, start)
    if end is None:
        return _read_abbreviated(words, start, head)
    keys = tuple(key for key in words.keys[start:end] if key not in CONNECTIVES)
    if len(keys) < head.least_functions:
        return None
    types = types_by_functions(head.stands_for, keys)
    return BodyReading(end, types, officeholder=head.officeholder)


def _read_abbreviated(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the body of a head before a short form (``Dinas P2KUKM``, ``Dinas DPMPTSP``)."""
    if start >= len(words) or not words.joins(start) or head.stands_for != "dinas":
        return None
    found = body_names().longest(words, start)
    if found is not None and is_written_as_name(words, start, found[0], found[1]):
        return BodyReading(found[0], types_of_known(found[1]), officeholder=head.officeholder)
    form = words.forms[start]
    if not form.isupper() or len(form) > _MOST_ABBREVIATION or read_plain(words, start):
        return None
    types = types_of_known(body_names().values("D" + form))
    if not types and (words.forms[start - 1].isupper() or len(form) < 3):
        return None
    return BodyReading(start + 1, types, officeholder=head.officeholder)


def _functions_end(words: Words, start: int) -> int | None:
    """Return one past the last function word of a name; None if the first is none.

    A list comma is followed only if the list is closed by ``dan``, ``serta`` or ``&``.
    """
    end: int | None = None
    closed = True
    fallback: int | None = None
    for index in range(start, len(words)):
        gap_lists = index > start and words.lists(index)
        if not words.joins(index) and not gap_lists:
            break
        key = words.keys[index]
        if key in CONNECTIVES:
            if end is None:
                break
            continue
        if not _is_function_at(words, index, first=index == start):
            break
        if gap_lists and "," in words.gap(index) and closed:
            closed, fallback = False, end
        if index > start and (words.keys[index - 1] in CONNECTIVES or "&" in words.gap(index)):
            closed = True
        end = index + 1
    return end if closed else fallback


def _is_function_at(words: Words, index: int, *, first: bool) -> bool:
    """Return whether a word is a capitalised function of government."""
    key = words.keys[index]
    if not words.is_capital(index) or function_word(key) is None:
        return False
    if first and key in _inner_words():
        return False
    return key != "daerah" or not (
        index + 1 < len(words) and words.keys[index + 1] in {"istimewa", "khusus"}
    )


def _read_unit(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the unit named after a place, a person or a number from a word on."""
    start, alias = _skip_bracket(words, start)
    reading = _place_after(words, start, head)
    if reading is None:
        if not head.alone:
            return None
        end = start if alias is None else start - 1
        return BodyReading(end, (head.type,), officeholder=head.officeholder)
    return replace(
        reading, types=(head.type,), is_unit=True, officeholder=head.officeholder, alias=alias
    )


def _skip_bracket(words: Words, start: int) -> tuple[int, str | None]:
    """Return the word after ``(PN)`` and that short form; the word itself if there is none."""
    if start + 1 < len(words) and words.gap(start).strip() == "(":
        after = words.gap(start + 1)
        if after.startswith(")") and after[1:] in {" ", ""}:
            return start + 1, words.forms[start]
    return start, None


def _place_after(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the name that follows a head: qualifiers, numbers, a place or a person."""
    index = _skip_qualifiers(words, start)
    if index < len(words) and _goes_on(words, index, start, head):
        named = _titled_region(words, index, head) or _known_place(words, index, head)
        if named is not None:
            return named
        end = _proper_end(words, index, head)
        if end > index:
            return BodyReading(end, ())
    return BodyReading(index, ()) if index > start and _is_numbered(words, start, index) else None


def _titled_region(words: Words, index: int, head: Head) -> BodyReading | None:
    """Return the region after a head that it belongs to (``RSUD Kota X``, ``Polda X Y``)."""
    titled = words.keys[index] in {"kota", "kabupaten", "kab", "provinsi", "prov", "pemprov"}
    if titled and not head.titled:
        return None
    place = read_place(words, index) if titled else read_plain(words, index)
    if place is None:
        return None
    district = district_names().longest(words, index)
    if district is not None and district[0] > place.end:
        return None
    end = _with_number(words, place.end)
    return BodyReading(end, (), regions=place.codes)


def _known_place(words: Words, index: int, head: Head) -> BodyReading | None:
    """Return the kecamatan after a head, with the number or direction that goes on."""
    if head.persons:
        return None
    found = district_names().longest(words, index)
    if found is None:
        return None
    end, codes = found
    if not head.officeholder:
        more = _proper_end(words, end, head, most=2)
        if more > end:
            return BodyReading(more, ())
    return BodyReading(_with_number(words, end), (), regions=codes)


def _proper_end(words: Words, start: int, head: Head, most: int = _MOST_PLACE_WORDS) -> int:
    """Return one past the last capitalised word of a place's or person's name."""
    end = start
    taken = 0
    for index in range(start, len(words)):
        if taken >= most or not _goes_on(words, index, start, head):
            break
        if index > start and not head.keeps_region and _is_region(words, index):
            break
        end = index + 1
        taken += words.keys[index] not in _honorifics()
        if head.officeholder and taken:
            break
    return _with_number(words, end)


def _goes_on(words: Words, index: int, start: int, head: Head) -> bool:
    """Return whether a word may belong to the proper name after a head."""
    gap = words.gap(index)
    key = words.keys[index]
    previous = words.keys[index - 1]
    honorific = head.persons and key in _honorifics()
    if gap.startswith(".") and not (
        previous in _honorifics() or len(previous) == 1 or index == start
    ):
        return False
    if gap.strip(" .-–") or "\n" in gap or len(gap) > 3:
        return False
    if gap.strip() and gap != "-" and not gap.startswith(".") and key != previous:
        return False
    return honorific or (words.is_capital(index) and key not in _stops())


def _is_region(words: Words, index: int) -> bool:
    """Return whether a region's name begins at a word (capitals of regencies do not count)."""
    place = read_plain(words, index)
    return place is not None and place.how in {"plain", "province", "abbreviation"}


def _with_number(words: Words, end: int) -> int:
    """Return ``end``, or one more if a number or Roman numeral follows."""
    if end < len(words) and words.gap(end) == " ":
        form = words.forms[end]
        if _ROMAN.fullmatch(form) or (form.isdigit() and len(form) == 1):
            return end + 1
    return end


def _skip_qualifiers(words: Words, index: int) -> int:
    """Return the first word that is no qualifier (``Negeri``, ``Kelas IIA``) or number."""
    while index < len(words) and words.joins(index, newline=False):
        form = words.forms[index]
        known = words.keys[index] in _qualifiers() and form[0].isupper()
        if not known and not _NUMBER.fullmatch(form) and not _ROMAN.fullmatch(form):
            break
        index += 1
    return index


def _is_numbered(words: Words, start: int, end: int) -> bool:
    """Return whether one of some words is a number."""
    return any(_NUMBER.fullmatch(words.forms[index]) for index in range(start, end))


def _read_open(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the unit whose name is a run of capitalised words."""
    if start < len(words) and words.keys[start] in head.not_before:
        return None
    end = start
    for index in range(start, min(start + _MOST_OPEN_WORDS, len(words))):
        if words.keys[index] in CONNECTIVES and index > start and words.joins(index):
            continue
        if not _goes_on(words, index, start, head) or _is_region(words, index):
            break
        end = index + 1
    return BodyReading(end, (head.type,), is_unit=True) if end > start else None


def _read_prefixed(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the body after a word for a unit of it (``UPTD Puskesmas X``)."""
    if start >= len(words) or not words.joins(start, newline=False):
        return None
    inner = read_body(words, start)
    if inner is None or inner.officeholder:
        return None
    return replace(inner, is_unit=True)


_READERS = {
    "function": _read_functions,
    "place": _read_unit,
    "open": _read_open,
    "prefix": _read_prefixed,
}


@lru_cache(maxsize=1)
def heads() -> Gazetteer[Head]:
    """Return the heads by their words; where a word is several, in the order to try."""
    found: Gazetteer[Head] = Gazetteer()
    for word in facts()["unit_prefix"]["words"]:
        found.add(word, Head("prefix"))
    for kind in ("function", "place", "open"):
        for fact in facts()[f"{kind}_head"]:
            for word in fact["words"]:
                found.add(word, _head(kind, word, fact))
    return found


def _head(kind: str, word: str, fact: dict[str, Any]) -> Head:
    """Return a head from its entry in the facts."""
    options = {key: value for key, value in fact.items() if key != "words"}
    options["stands_for"] = name_key(fact.get("stands_for", word))
    options["not_before"] = frozenset(name_key(name) for name in fact.get("not_before", ()))
    return Head(kind, **options)


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """Return the first three letters of all heads, names and blends."""
    names = (*heads().keys(), *body_names().keys(), *facts()["blend"]["prefixes"])
    return frozenset(name[:3] for name in names) | {"kad", "kab"}


@lru_cache(maxsize=1)
def _officers() -> frozenset[str]:
    """Return the words for people who head or serve a body."""
    return frozenset(name_key(word) for word in facts()["officer"]["words"])


@lru_cache(maxsize=1)
def _inner_words() -> frozenset[str]:
    """Return the function words with which no name begins."""
    return frozenset(name_key(word) for word in facts()["functions"]["inner"])


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """Return the words that never belong to a place's or person's name."""
    return frozenset(facts()["stops"]["words"].split())


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    """Return degrees and titles in front of a person's name."""
    return frozenset(facts()["qualifiers"]["honorifics"])


@lru_cache(maxsize=1)
def _qualifiers() -> frozenset[str]:
    """Return the words between a head and the name of its place."""
    return frozenset(name_key(word) for word in facts()["qualifiers"]["words"])
