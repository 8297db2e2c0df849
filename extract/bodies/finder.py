"""Public bodies as a text names them: departments, units, schools, police, companies.

Here names become mentions: with offsets, the region that follows, and a short form in brackets.
How names are read word by word is in ``reader``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.identity import squeeze
from corpus.records import Field
from extract.bodies.heads import BodyReading, is_officer, may_begin
from extract.bodies.names import body_names, types_of_known
from extract.bodies.reader import read_body
from extract.gazetteer import Words, split_words
from extract.regions.places import PlaceReading, read_place

_BRACKET = re.compile(r"[ \u00a0]{0,2}\(\s?([^()\n]{2,30}?)\s?\)")
_MOST_ALIAS_WORDS = 3
_REGION_GAP = re.compile(r"\)?[ \u00a0]{1,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMention:
    """A public body named in an article.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The name as written, in its longest form, without a following region.
        type: ``canonical_id`` of ``opd.csv``; None where none fits or several do.
        candidates: All types that the words may mean; empty if none is known.
        region: Code of the region that the words tell (a region that follows the name, or one
            that a unit's place name implies); None if they tell none or leave several open.
        regions: All codes that these words may mean; empty if they name no region.
        is_unit: Whether it is a unit with a name of its own (``Puskesmas Tambak II``).
        region_end: One past the last code point of a region that follows the name and is not
            part of it; equal to ``end`` if there is none.
        alias: Short form in brackets right after the name, or in it; None if there is none.
        alias_end: One past the bracket with the alias; None if there is none after the name.
        officeholder: Whether the words name the person who heads or serves the body.
    """

    field: Field
    start: int
    end: int
    text: str
    type: str | None
    candidates: tuple[str, ...] = ()
    region: str | None = None
    regions: tuple[str, ...] = ()
    is_unit: bool = False
    region_end: int = 0
    alias: str | None = None
    alias_end: int | None = None
    officeholder: bool = False

    def __post_init__(self) -> None:
        """Let ``region_end`` be the end of the name where no region follows."""
        if self.region_end < self.end:
            object.__setattr__(self, "region_end", self.end)


def find_bodies(text: str, field: Field = "text") -> list[BodyMention]:
    """Return the public bodies named in a text, in order, without overlaps."""
    words = split_words(text)
    found: list[BodyMention] = []
    end = 0
    for index, key in enumerate(words.keys):
        reading = read_body(words, index) if index >= end and may_begin(key) else None
        if reading is not None:
            mention = _mention(words, index, reading, field, found[-1] if found else None)
            found.append(mention)
            end = _next_word(words, reading.end, mention)
    return found


def _mention(
    words: Words, start: int, reading: BodyReading, field: Field, previous: BodyMention | None
) -> BodyMention:
    """Return a reading as a mention, with the bracket and the region after it."""
    begin, end = words.starts[start], words.ends[reading.end - 1]
    name = words.text[begin:end]
    alias, alias_end = _alias_after(words.text, end, name, reading)
    place = _region_after(words, reading.end, alias_end or end)
    region_end = words.ends[place.end - 1] if place else end
    if place and alias is None:
        alias, alias_end = _alias_after(words.text, region_end, name, reading)
    codes = place.codes if place else reading.regions
    return BodyMention(
        field=field,
        start=begin,
        end=end,
        text=name,
        type=reading.types[0] if len(reading.types) == 1 else None,
        candidates=reading.types,
        region=codes[0] if len(codes) == 1 else None,
        regions=codes,
        is_unit=reading.is_unit,
        region_end=region_end,
        alias=alias or reading.alias,
        alias_end=alias_end,
        officeholder=reading.officeholder or _is_office(words, start, previous),
    )


def _alias_after(
    text: str, end: int, name: str, reading: BodyReading
) -> tuple[str | None, int | None]:
    """Return the short form in the bracket at an offset and where the bracket ends."""
    match = _BRACKET.match(text, end)
    if match is None or not _is_alias(match.group(1), name, reading):
        return None, None
    return match.group(1), match.end()


def _is_alias(short: str, name: str, reading: BodyReading) -> bool:
    """Return whether a bracket is a short form of a body's name."""
    if len(short.split()) > _MOST_ALIAS_WORDS:
        return False
    types = types_of_known(body_names().values(short))
    if types and (set(types) & set(reading.types) or not reading.types):
        return True
    initials = {word[0].lower() for word in re.findall(r"\w+", name)}
    key = squeeze(short)
    return (
        len(short.split()) == 1
        and bool(key)
        and key[0] in initials
        and _is_subsequence(key, squeeze(name))
    )


def _is_subsequence(short: str, long: str) -> bool:
    """Return whether all letters of a short form stand in a long one in order."""
    letters = iter(long)
    return len(short) < len(long) and all(letter in letters for letter in short)


def _region_after(words: Words, index: int, offset: int) -> PlaceReading | None:
    """Return the region that follows a name directly; None if there is none."""
    while index < len(words) and words.starts[index] < offset:
        index += 1
    if index >= len(words):
        return None
    if not _REGION_GAP.fullmatch(
        words.text[max(words.ends[index - 1], offset) : words.starts[index]]
    ):
        return None
    place = read_place(words, index)
    return place if place and place.how not in {"capital", "seat"} else None


def _next_word(words: Words, index: int, mention: BodyMention) -> int:
    """Return the first word after a mention, its region and its bracket."""
    offset = max(mention.region_end, mention.alias_end or 0)
    while index < len(words) and words.starts[index] < offset:
        index += 1
    return index


def _is_office(words: Words, start: int, previous: BodyMention | None) -> bool:
    """Return whether a body stands after a word for its head or after such an office of it."""
    if start == 0:
        return False
    if previous is not None and previous.officeholder:
        between = words.text[previous.region_end : words.starts[start]]
        if len(between) == 1 and between.isspace():
            return True
    return words.gap(start) == " " and is_officer(words.keys[start - 1])
