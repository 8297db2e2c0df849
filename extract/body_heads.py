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
    types_of_blend,
    types_of_known,
)
from extract.gazetteer import Gazetteer, Words, name_key
from extract.places import district_names, read_district, read_place, read_plain, titles

_MOST_PLACE_WORDS = 4
_MOST_OPEN_WORDS = 9
_MOST_ABBREVIATION = 12
_MOST_WORDS_AFTER_PLACE = 2
_VERB_LENGTH = 7
_ACRONYM_LENGTH = 3
_ROMAN = re.compile(r"[IVX]{1,4}[AB]?")
_NUMBER = re.compile(r"\d{1,3}[A-Z]?")


@dataclass(frozen=True, slots=True)
class Head:
    """A first word, or first words, of names of bodies.

    Attributes:
        kind: ``function``, ``place``, ``open`` or ``prefix``.
        word: The head as usually written; capitals throughout must be so in the text.
        type: ``canonical_id``; empty for function heads.
        stands_for: Head under which the functions are looked up, in lower case.
        officeholder: Whether it names the person (``Kadis``, ``Camat``).
        alone: Whether it is a body even without a name after it.
        persons: Whether the body may be named after a person.
        titled: Whether ``Kota X`` after it belongs to the name.
        keeps_region: Whether a region at the end belongs to the name.
        seat: Whether it is named after its seat, a known place that ends the name.
        implies_region: Whether the place that it is named after tells its region.
        listed: Whether a known place ends the name, as all its places are known.
        least_functions: How many function words must follow.
        not_before: Words in lower case that show, after the head, that it is no body.
        not_after: The same, before the head.
    """

    kind: str
    word: str
    type: str = ""
    stands_for: str = ""
    officeholder: bool = False
    alone: bool = False
    persons: bool = False
    titled: bool = False
    keeps_region: bool = False
    seat: bool = False
    implies_region: bool = True
    listed: bool = False
    least_functions: int = 1
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()


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
        for reading in (_read_known(words, start), _read_head(words, start))
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
    for head in meanings:
        if not _is_written_as_head(words, start, end, head):
            continue
        reading = _READERS[head.kind](words, end, head)
        if reading is not None:
            return reading
    return None


def _is_written_as_head(words: Words, start: int, end: int, head: Head) -> bool:
    """Return whether words are written as a head is and no word before speaks against it."""
    forms = words.forms[start:end]
    if head.word.isupper() and not all(form.isupper() for form in forms):
        return False
    if not all(form.islower() or form.istitle() or form.isupper() for form in forms):
        return words.text[words.starts[start] : words.ends[end - 1]] == head.word
    return start == 0 or words.keys[start - 1] not in head.not_after


def _read_known(words: Words, start: int) -> BodyReading | None:
    """Return the body whose whole name is known, or whose one word is built as a blend."""
    found = body_names().longest(words, start)
    if found is not None and is_written_as_name(words, start, found[0], found[1]):
        return BodyReading(found[0], types_of_known(found[1]))
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
    if not meanings or len(key) < len("kadlh") or not key.startswith(("kad", "kab")):
        return None
    return BodyReading(start + 1, types_of_known(meanings), officeholder=True)


def _read_functions(words: Words, start: int, head: Head) -> BodyReading | None:
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
    if not types and (words.forms[start - 1].isupper() or len(form) < 3):
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
    for index in range(start, len(words)):
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
    if first and key in _inner_words():
        return False
    return key != "daerah" or not (
        index + 1 < len(words) and words.keys[index + 1] in {"istimewa", "khusus"}
    )


def _read_unit(words: Words, start: int, head: Head) -> BodyReading | None:
    """Return the unit named after a place, a person or a number from a word on."""
    place, alias = _skip_bracket(words, start)
    found = _place_after(words, place, head) if alias or _is_space(words, place) else None
    if found is not None:
        end, regions = found
        regions = (regions or _implied_regions(words, place, end)) if head.implies_region else ()
        return BodyReading(end, (head.type,), True, head.officeholder, regions, alias)
    if not head.alone or not words.is_capital(start - 1):
        return None
    return BodyReading(start, (head.type,), officeholder=head.officeholder)


def _skip_bracket(words: Words, start: int) -> tuple[int, str | None]:
    """Return the word after ``(PN)`` and that short form; the word itself if there is none."""
    if start + 1 < len(words) and words.gap(start).strip() == "(":
        after = words.gap(start + 1)
        if after.startswith(")") and after[1:] in {" ", ""}:
            return start + 1, words.forms[start]
    return start, None


def _place_after(words: Words, start: int, head: Head) -> tuple[int, tuple[str, ...]] | None:
    """Return the end of the name after a head, and its region: a number, a place, a person."""
    index = _skip_qualifiers(words, start)
    if index < len(words) and (index == start or _is_space(words, index)):
        named = _titled_region(words, index, head) or _known_place(words, index, head)
        if named is not None or head.seat:
            return named
        end = _proper_end(words, index, head)
        if end > index:
            return end, ()
    public = words.forms[start - 1].endswith("N") or "negeri" in words.keys[start - 1 : index]
    return (index, ()) if public and _is_numbered(words, start, index) else None


def _titled_region(words: Words, index: int, head: Head) -> tuple[int, tuple[str, ...]] | None:
    """Return the region after a head that it belongs to (``RSUD Kota X``, ``Polda X Y``)."""
    titled = words.keys[index] in _region_titles()
    if titled and not head.titled:
        return None
    place = read_place(words, index) if titled else read_plain(words, index)
    if place is None or (place.bare and not head.seat):
        return None
    district = district_names().longest(words, index)
    if district is not None and district[0] > place.end:
        return None
    return _with_rest(words, place.end, place.codes, head)


def _known_place(words: Words, index: int, head: Head) -> tuple[int, tuple[str, ...]] | None:
    """Return the kecamatan after a head, with the number or the words that go on."""
    found = district_names().longest(words, index) if words.is_capital(index) else None
    if found is None or head.persons or head.keeps_region:
        return None
    return _with_rest(words, *found, head)


def _with_rest(
    words: Words, end: int, codes: tuple[str, ...], head: Head
) -> tuple[int, tuple[str, ...]]:
    """Return the end of a known place's name, or of the longer name that it begins."""
    numbered = _with_number(words, end)
    if numbered > end or head.officeholder or head.seat or head.listed:
        return numbered, codes
    more = _proper_end(words, end, head, most=_MOST_WORDS_AFTER_PLACE)
    return (more, ()) if more > end else (end, codes)


def _implied_regions(words: Words, start: int, end: int) -> tuple[str, ...]:
    """Return the region of the place with which a name ends; empty if it is none."""
    for index in range(start, end):
        for names in (read_plain, read_district):
            place = names(words, index)
            if place is not None and place.end == end and not place.bare:
                return place.codes
    return ()


def _proper_end(words: Words, start: int, head: Head, most: int = _MOST_PLACE_WORDS) -> int:
    """Return one past the last capitalised word of a place's or person's name."""
    end = start
    taken = 0
    for index in range(start, len(words)):
        if taken >= most or not _goes_on(words, index, head):
            break
        if _is_region(words, index):
            return _region_end(words, index) if head.keeps_region else end
        end = index + 1
        taken += words.keys[index] not in _honorifics()
        if head.officeholder and taken:
            break
    return _with_number(words, end)


def _goes_on(words: Words, index: int, head: Head) -> bool:
    """Return whether a word may belong to the proper name after a head."""
    if not _is_space(words, index) and not _is_inner_gap(words, index):
        return False
    key = words.keys[index]
    if head.persons and key in _honorifics():
        return not words.forms[index - 1].istitle() or words.keys[index - 1] in _before_person()
    if words.gap(index) == "-" or _is_doubled(words, index):
        return True
    form = words.forms[index]
    if not form[0].isupper() or _is_verb(key):
        return False
    if head.kind == "open":
        return key not in _stops() or function_word(key) is not None
    return key not in _stops() and not _is_other_acronym(words, index)


def _is_space(words: Words, index: int) -> bool:
    """Return whether one or two spaces stand before a word."""
    return index < len(words) and words.gap(index) in {" ", "  ", "\u00a0"}


def _is_inner_gap(words: Words, index: int) -> bool:
    """Return whether the gap before a word may stand inside a name.

    A hyphen, a full stop after an initial or a degree, a spaced dash in a doubled word.
    """
    gap = words.gap(index)
    previous = words.keys[index - 1]
    if gap.startswith("."):
        return gap in {".", ". "} and (len(previous) == 1 or previous in _honorifics())
    return gap == "-" or _is_doubled(words, index)


def _is_doubled(words: Words, index: int) -> bool:
    """Return whether a word repeats the one before, with a dash between."""
    return words.gap(index).strip() in {"-", "–"} and words.keys[index] == words.keys[index - 1]


def _is_other_acronym(words: Words, index: int) -> bool:
    """Return whether a word of capitals follows one in title case: a rank, another name."""
    form = words.forms[index]
    return len(form) >= _ACRONYM_LENGTH and form.isupper() and words.forms[index - 1].istitle()


def _is_verb(key: str) -> bool:
    """Return whether a long word has the ending of a verb and so ends a headline's subject."""
    return len(key) >= _VERB_LENGTH and key.endswith("kan")


def _is_region(words: Words, index: int) -> bool:
    """Return whether a region's name begins at a word (capitals of regencies do not count)."""
    place = read_plain(words, index)
    return place is not None and place.how in {"plain", "province", "abbreviation"}


def _region_end(words: Words, index: int) -> int:
    """Return one past the last word of the region that begins at a word."""
    place = read_plain(words, index)
    return place.end if place else index


def _with_number(words: Words, end: int) -> int:
    """Return ``end``, or one more if a number or Roman numeral follows."""
    if end < len(words) and words.gap(end) == " ":
        form = words.forms[end]
        if _ROMAN.fullmatch(form) or (form.isdigit() and len(form) == 1):
            return end + 1
    return end


def _skip_qualifiers(words: Words, index: int) -> int:
    """Return the first word that is no qualifier (``Negeri``, ``Kelas IIA``) or number."""
    first = index
    while index < len(words) and (index == first or words.joins(index, newline=False)):
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
        if not _goes_on(words, index, head) or _is_region(words, index):
            break
        end = index + 1
    plain = (
        end == start + 1
        and words.forms[start].istitle()
        and function_word(words.keys[start]) is None
    )
    if end == start or plain:
        return None
    types = types_by_functions(head.stands_for, tuple(words.keys[start:end]))
    return BodyReading(end, types or (head.type,), is_unit=True)


def _read_prefixed(words: Words, start: int, _: Head) -> BodyReading | None:
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
        found.add(word, Head("prefix", word))
    for kind in ("function", "place", "open"):
        for fact in facts()[f"{kind}_head"]:
            for word in fact["words"]:
                found.add(word, _head(kind, word, fact))
    return found


def _head(kind: str, word: str, fact: dict[str, Any]) -> Head:
    """Return a head from its entry in the facts."""
    options = {key: value for key, value in fact.items() if key != "words"}
    options["stands_for"] = name_key(fact.get("stands_for", word))
    for rule in ("not_before", "not_after"):
        options[rule] = frozenset(name_key(name) for name in fact.get(rule, ()))
    return Head(kind, word, **options)


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
def _before_person() -> frozenset[str]:
    """Return the words after which a person's degree may stand: heads and other degrees."""
    last = {name_key(word.split()[-1]) for fact in facts()["place_head"] for word in fact["words"]}
    return _honorifics() | last


@lru_cache(maxsize=1)
def _region_titles() -> frozenset[str]:
    """Return the words that introduce a region."""
    return frozenset(titles().keys())


@lru_cache(maxsize=1)
def _qualifiers() -> frozenset[str]:
    """Return the words between a head and the name of its place."""
    return frozenset(name_key(word) for word in facts()["qualifiers"]["words"])
