"""Provinces, regencies, cities and districts as a text names them.

How names and titles are read word by word is in ``places``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Field
from extract.gazetteer import Words, split_words
from extract.regions.places import PlaceReading, codes_of, may_begin_place, read_place

_OUTLET = r"\w[\w.]{1,40}\.(?:com|id|co|net|org)\b"
_DATELINE_PART = rf"(?:[(\[][^()\[\]\n]{{2,40}}[)\]]|[A-Z0-9][^\s,:|/()–—-]*|{_OUTLET})"
_DATELINE = re.compile(
    rf"(?:{_OUTLET}\s?[-–—]\s?)?"
    rf"{_DATELINE_PART}(?:[ ,:|/]{{1,3}}{_DATELINE_PART}){{0,6}}[ ,.:]{{0,2}}[-–—|]"
)
_DATELINE_LINES = 4
_DATELINE_LENGTH = 90
_LINE = re.compile(r"[^\n]+")
_PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A place named in an article.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        text: The words as written (``Kabupaten Banyumas``, ``Walikota Solok``, ``Purwokerto``).
        code: Kemendagri code where the words have one meaning; None if they have several.
        candidates: All codes that the words may mean; one if ``code`` is given.
        how: ``government`` (Pemkab, Bupati …), ``titled`` (Kabupaten …, Kota …), ``plain``,
            ``abbreviation``, ``capital``, ``district``, ``province`` or ``dateline``.
    """

    field: Field
    start: int
    end: int
    text: str
    code: str | None
    candidates: tuple[str, ...]
    how: str


def find_regions(text: str, field: Field = "text") -> list[RegionMention]:
    """Return the places named in a text, in order, without overlaps."""
    words = split_words(text)
    datelines = tuple(_datelines(text)) if field == "text" else ()
    return [
        _mention(words, index, reading, field, datelines)
        for index, reading in _readings(words)
        if not reading.bare or _opens_dateline(words, index, reading.end, datelines)
    ]


def region_of_name(text: str, *, near: str | None = None) -> tuple[str, ...]:
    """Return the codes that a free string may mean, best first.

    Args:
        text: ``Kabupaten Banyumas``, ``kota solok``, ``Lutim``, ``Sukadana, Lampung``.
        near: Code of a region or province; of several meanings only those in its province
            count, if there are any.

    Returns:
        Codes; empty if the string names no region.
    """
    words = Words(text.title() if text.islower() else text)
    readings = list(_readings(words))
    if not readings or readings[0][0] != 0:
        return _near(codes_of(text), near)
    name, *rest = [reading for _, reading in readings]
    read_up_to = rest[-1].end if rest else name.end
    if read_up_to != len(words):
        return ()
    return _near(_near(name.codes, rest[-1].codes[0] if rest else None), near)


def _readings(words: Words) -> Iterator[tuple[int, PlaceReading]]:
    """Yield the places of a text with the word at which each begins."""
    end = 0
    for index, key in enumerate(words.keys):
        reading = read_place(words, index) if index >= end and may_begin_place(key) else None
        if reading is not None:
            yield index, reading
            end = reading.end


def _mention(
    words: Words,
    index: int,
    reading: PlaceReading,
    field: Field,
    datelines: tuple[tuple[int, int], ...],
) -> RegionMention:
    """Return a reading as a mention."""
    start, end = words.starts[index], words.ends[reading.end - 1]
    how = reading.how
    if how not in {"government", "titled"} and _in_dateline(words, index, reading.end, datelines):
        how = "dateline"
    return RegionMention(
        field=field,
        start=start,
        end=end,
        text=words.text[start:end],
        code=reading.code,
        candidates=reading.codes,
        how="capital" if how == "seat" else how,
    )


def _datelines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans that look like datelines: capitals up to a dash at the start of a line."""
    for number, line in enumerate(_LINE.finditer(text)):
        match = _DATELINE.match(
            text, line.start(), min(line.end(), line.start() + _DATELINE_LENGTH)
        )
        if match and (number < _DATELINE_LINES or match.group().isupper()):
            yield match.span()


def _in_dateline(
    words: Words, start: int, end: int, datelines: tuple[tuple[int, int], ...]
) -> bool:
    """Return whether words lie in a dateline."""
    number = bisect_right(datelines, (words.starts[start], len(words.text))) - 1
    return number >= 0 and words.ends[end - 1] <= datelines[number][1]


def _opens_dateline(
    words: Words, start: int, end: int, datelines: tuple[tuple[int, int], ...]
) -> bool:
    """Return whether words are the first of a dateline."""
    number = bisect_right(datelines, (words.starts[start], len(words.text))) - 1
    opens = number >= 0 and datelines[number][0] == words.starts[start]
    return opens and _in_dateline(words, start, end, datelines)


def _near(codes: tuple[str, ...], near: str | None) -> tuple[str, ...]:
    """Return the codes in the province of another; all if none lies there."""
    if near is None:
        return codes
    province = near[:_PROVINCE_DIGITS]
    return tuple(code for code in codes if code[:_PROVINCE_DIGITS] == province) or codes
