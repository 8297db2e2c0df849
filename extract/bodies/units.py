"""Names of units: a head such as ``Puskesmas`` and the place, person or number after it.

``Balai`` and ``UPT`` go on over any capitalised words. A region that only says where the unit
lies is left out (``Puskesmas X Blora``), one that the unit is named after is kept.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.bodies.heads import BodyReading, Head, before_person, honorifics, qualifiers, stops
from extract.bodies.names import CONNECTIVES, function_word, types_by_functions
from extract.gazetteer import Words
from extract.regions.places import district_names, read_district, read_place, read_plain, titles

_MOST_PLACE_WORDS = 4
_MOST_OPEN_WORDS = 9
_MOST_QUALIFIERS = 6
_MOST_WORDS_AFTER_PLACE = 2
_VERB_LENGTH = 7
_ACRONYM_LENGTH = 3
_PROVINCE_DIGITS = 2
_ROMAN = re.compile(r"[IVX]{1,4}[AB]?")
_NUMBER = re.compile(r"\d{1,3}[A-Z]?")


def read_unit(words: Words, start: int, head: Head) -> BodyReading | None:
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


def read_open_unit(words: Words, start: int, head: Head) -> BodyReading | None:
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
    provincial = len(place.codes[0]) == _PROVINCE_DIGITS
    if provincial and not head.titled and not head.alone:
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
        taken += words.keys[index] not in honorifics()
        if head.officeholder and taken:
            break
    return _with_number(words, end)


def _goes_on(words: Words, index: int, head: Head) -> bool:
    """Return whether a word may belong to the proper name after a head."""
    after_bracket = head.kind == "place" and _follows_short_form(words, index)
    if not (after_bracket or _is_space(words, index) or _is_inner_gap(words, index)):
        return False
    key = words.keys[index]
    if head.persons and key in honorifics():
        return not words.forms[index - 1].istitle() or words.keys[index - 1] in before_person()
    if words.gap(index) == "-" or _is_doubled(words, index):
        return True
    form = words.forms[index]
    if not form[0].isupper() or _is_verb(key):
        return False
    if head.kind == "open":
        return key not in stops() or function_word(key) is not None
    return key not in stops() and not _is_other_acronym(words, index)


def _is_space(words: Words, index: int) -> bool:
    """Return whether one or two spaces stand before a word."""
    return index < len(words) and words.gap(index) in {" ", "  ", "\u00a0"}


def _follows_short_form(words: Words, index: int) -> bool:
    """Return whether a word stands right after one word in brackets (``(RSUD) Melati``)."""
    return index > 1 and words.gap(index) == ") " and words.gap(index - 1).strip() == "("


def _is_inner_gap(words: Words, index: int) -> bool:
    """Return whether the gap before a word may stand inside a name.

    A hyphen, a full stop after an initial or a degree, a spaced dash in a doubled word.
    """
    gap = words.gap(index)
    previous = words.keys[index - 1]
    if gap.startswith("."):
        return gap in {".", ". "} and (len(previous) == 1 or previous in honorifics())
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
    for here in range(index, min(index + _MOST_QUALIFIERS, len(words))):
        form = words.forms[here]
        known = words.keys[here] in qualifiers() and form[0].isupper()
        if here > index and not words.joins(here, newline=False):
            return here
        if not known and not _NUMBER.fullmatch(form) and not _ROMAN.fullmatch(form):
            return here
    return min(index + _MOST_QUALIFIERS, len(words))


def _is_numbered(words: Words, start: int, end: int) -> bool:
    """Return whether one of some words is a number."""
    return any(_NUMBER.fullmatch(words.forms[index]) for index in range(start, end))


@lru_cache(maxsize=1)
def _region_titles() -> frozenset[str]:
    """Return the words that introduce a region."""
    return frozenset(titles().keys())
