"""Places that a sentence names in one breath, each with the one code that the article tells.

A place with several meanings gets the one that the rest of the article tells; a body whose
words tell its region counts as a place too. Datelines, venues and provinces that only say where
a regency lies are left out. What the places do is not judged here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Field
from extract.reading import Reading
from extract.regions import RegionMention
from extract.sentences import Sentence

_AND = re.compile(
    r"[\s,;Â\xa0]*(?:(?:dan|serta|maupun|juga)\s+)?"
    r"(?:(?:perwakilan|sekda|dprd|diskominfo|dinkes)\s+(?:dari\s+)?)?",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"\s*[,(]?\s*(?:di\s+)?(?:provinsi\s+|prov\.?\s+)?", re.IGNORECASE)
_CAPITAL = re.compile(r"jakarta\b", re.IGNORECASE)
_THROUGHOUT = re.compile(r"\bse-?\s*$", re.IGNORECASE)
_VENUE = re.compile(r"(?:\bdi|,|[-–])\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article that has one meaning.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        code: Kemendagri code.
    """

    field: Field
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Places in a sentence that are named in one breath.

    Attributes:
        start: First code point in the sentence.
        end: One past the last.
        codes: Their codes, in order.
    """

    start: int
    end: int
    codes: tuple[str, ...]


def find_places(reading: Reading) -> list[Place]:
    """Return the places of an article that have one meaning, in order."""
    certain = {mention.code for mention in reading.regions if mention.code}
    places = []
    for mention in reading.regions:
        meanings = {mention.code} if mention.code else set(mention.candidates)
        if len(meanings) > 1:
            meanings &= certain
        if len(meanings) == 1 and mention.how != "dateline" and not _is_frame(reading, mention):
            places.append(Place(mention.field, mention.start, mention.end, meanings.pop() or ""))
    return sorted([*places, *_of_bodies(reading)], key=lambda place: (place.field, place.start))


def group_places(sentence: Sentence, places: Sequence[Place]) -> list[PlaceGroup]:
    """Return the places of a sentence, those in a list together.

    Args:
        sentence: The sentence.
        places: All places of the article.
    """
    groups: list[PlaceGroup] = []
    for place in _inside(sentence, places):
        start, end = place.start - sentence.start, place.end - sentence.start
        last = groups[-1] if groups else None
        gap = sentence.text[last.end : start] if last else ""
        if last and last.codes[-1].startswith(place.code) and _QUALIFIER.fullmatch(gap):
            groups[-1] = PlaceGroup(last.start, end, last.codes)
        elif last and _AND.fullmatch(gap):
            groups[-1] = PlaceGroup(last.start, end, (*last.codes, place.code))
        else:
            groups.append(PlaceGroup(start, end, (place.code,)))
    return groups


def _inside(sentence: Sentence, places: Sequence[Place]) -> Iterator[Place]:
    """Yield the places that lie within a sentence."""
    for place in places:
        if place.field == sentence.field and sentence.start <= place.start < sentence.end:
            yield place


def _of_bodies(reading: Reading) -> Iterator[Place]:
    """Yield bodies whose words tell their region, where no place is named in them."""
    for body in reading.bodies:
        if body.region and not any(
            region.field == body.field
            and region.start < max(body.end, body.region_end)
            and body.start < region.end
            for region in reading.regions
        ):
            yield Place(body.field, body.start, body.end, body.region)


def _is_frame(reading: Reading, mention: RegionMention) -> bool:
    """Return whether a place only tells where or how widely something took place."""
    if mention.how in {"government", "titled"}:
        return False
    text, first = reading.text_of(mention.field), max(0, mention.start - 4)
    if _THROUGHOUT.search(text, first, mention.start):
        return True
    return bool(_CAPITAL.match(mention.text) and _VENUE.search(text, first, mention.start))
