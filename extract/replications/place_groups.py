"""Places that a sentence names in one breath, each with the one code that the article tells.

A place with several meanings gets the one that the rest of the article tells; a body whose
words tell its region counts as a place too. Datelines, venues and provinces that only say where
a regency lies are left out. What the places do is not judged here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from corpus.records import Field
from extract.bodies import BodyMention
from extract.reading import Reading
from extract.regions import RegionMention
from extract.sentences import Sentence

_AND = re.compile(
    r"[\s,;)Â\xa0]*(?:(?:dan|serta|maupun|juga)\s+)?"
    r"(?:(?:perwakilan|sekda|dprd|diskominfo|dinkes)\s+(?:dari\s+)?)?",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"[ ,]*(?:[A-Z][\w.'’`-]*[ ,]+){1,8}(?:(?:dan|serta)\s+)?(?:[A-Z][\w.]*\s)?"
)  # of officers, as in "Bupati A Siti Aminah, Bupati B Budi Santoso dan Wali Kota C"
_CONJUNCTION = re.compile(r"\b(?:dan|serta|maupun|juga)\b|perwakilan", re.IGNORECASE)
_QUALIFIER = re.compile(r"\s*[,(]?\s*(?:di\s+)?(?:provinsi\s+|prov\.?\s+)?", re.IGNORECASE)
_MOST_PLACES = 60  # in one sentence
_LONGEST_GAP = 150  # code points; more is cut, and no list has so much between two places
_CAPITAL = re.compile(r"jakarta(?:\s+(?:pusat|selatan|barat|timur|utara))?", re.IGNORECASE)
_THROUGHOUT = re.compile(r"\bse-?\s*$", re.IGNORECASE)
_IS_PARTY = re.compile(r"\b(?:ke|dari|milik|oleh|dengan|tiru|contoh)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article that has one meaning.

    Attributes:
        field: Which text of the article it stands in.
        start: First code point in that text.
        end: One past the last.
        code: Kemendagri code; empty where several are meant.
        is_government: Whether the words name the government or an officer of the place.
    """

    field: Field
    start: int
    end: int
    code: str
    is_government: bool = False


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
    """Return the places of an article in order; those with several meanings have no code."""
    certain = {mention.code for mention in reading.regions if mention.code}
    provinces = _named_provinces(reading)
    places: list[Place] = []
    for mention in reading.regions:
        if mention.how == "dateline" or _is_frame(reading, mention):
            continue
        if mention.how == "district" and mention.code and mention.code[:2] not in provinces:
            continue
        code = mention.code or _only_meaning(mention.candidates, certain)
        is_government = mention.how == "government"
        places.append(Place(mention.field, mention.start, mention.end, code, is_government))
    return sorted(
        [*places, *_of_bodies(reading, provinces)], key=lambda place: (place.field, place.start)
    )


def _named_provinces(reading: Reading) -> Set[str]:
    """Return the provinces in which the places of an article lie, its districts left out.

    A district or village elsewhere is most likely another one of the same name.
    """
    codes = [mention.code for mention in reading.regions if mention.how != "district"]
    return {code[:2] for code in (*codes, reading.home.code) if code}


def _only_meaning(candidates: Sequence[str], certain: Set[str | None]) -> str:
    """Return the only candidate, or the only one named without doubt elsewhere; else nothing."""
    meanings = set(candidates)
    if len(meanings) > 1:
        meanings &= certain
    return meanings.pop() if len(meanings) == 1 else ""


def group_places(sentence: Sentence, places: Sequence[Place]) -> list[PlaceGroup]:
    """Return the places of a sentence, those in a list together.

    Args:
        sentence: The sentence.
        places: All places of the article.
    """
    groups: list[PlaceGroup] = []
    before: Place | None = None
    for place in _inside(sentence, places):
        start, end = place.start - sentence.start, place.end - sentence.start
        gap = sentence.text[groups[-1].end : start][:_LONGEST_GAP] if groups else ""
        codes = (place.code,) if place.code else ()
        if before and _locates(place, before) and _QUALIFIER.fullmatch(gap):
            groups[-1] = PlaceGroup(groups[-1].start, end, groups[-1].codes)
            continue
        if before and _in_one_breath(before, gap, place):
            groups[-1] = PlaceGroup(groups[-1].start, end, (*groups[-1].codes, *codes))
        else:
            groups.append(PlaceGroup(start, end, codes))
        before = place
    return [group for group in groups if group.codes]


def _locates(province: Place, place: Place) -> bool:
    """Return whether a place is the province that another lies in."""
    return bool(province.code) and place.code.startswith(province.code)


def _in_one_breath(before: Place, gap: str, place: Place) -> bool:
    """Return whether two places are in a list; "Kota A, Bupati B" changes the subject."""
    if before.is_government and place.is_government and _NAMES.fullmatch(gap):
        return "," in gap or bool(_CONJUNCTION.search(gap))
    if not _AND.fullmatch(gap):
        return False
    return bool(_CONJUNCTION.search(gap)) or before.is_government == place.is_government


def _inside(sentence: Sentence, places: Sequence[Place]) -> Iterator[Place]:
    """Yield the places that lie within a sentence."""
    begin = (sentence.field, sentence.start)
    first = bisect_left(places, begin, key=lambda place: (place.field, place.start))
    for place in islice(places, first, first + _MOST_PLACES):
        if place.field != sentence.field or place.start >= sentence.end:
            return
        yield place


def _of_bodies(reading: Reading, provinces: Set[str]) -> Iterator[Place]:
    """Yield bodies whose words tell their region, where no place is named in them."""
    for body in reading.bodies:
        if body.region and body.region[:2] in provinces and not _names_place(reading, body):
            yield Place(body.field, body.start, body.end, body.region)


def _names_place(reading: Reading, body: BodyMention) -> bool:
    """Return whether a place is named within a body's name or right behind it."""
    sentence = reading.sentence_at(body.field, body.start)
    if sentence is None:
        return False
    end = max(body.end, body.region_end)
    places = reading.regions_in(sentence)
    last = bisect_left(places, end, key=lambda place: place.start) - 1
    return last >= 0 and places[last].end > body.start


def _is_frame(reading: Reading, mention: RegionMention) -> bool:
    """Return whether a place only tells where or how widely something took place."""
    if mention.how in {"government", "titled"}:
        return False
    text, first = reading.text_of(mention.field), max(0, mention.start - 8)
    if _THROUGHOUT.search(text, first, mention.start):
        return True
    is_capital = bool(_CAPITAL.fullmatch(mention.text))
    return is_capital and not _IS_PARTY.search(text, first, mention.start)
