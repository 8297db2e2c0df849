"""Regions and bodies that won something where no innovation is named as the winner.

The Innovative Government Award goes to regions; a contest of a regency may rank its bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from extract.awards.claims import AwardClaim
from extract.reading import Reading
from extract.regions import RegionMention
from extract.sentences import Sentence

_WITH_INNOVATION = re.compile(
    r"\b(?:inovasi(?:nya)?|program|aplikasi|lewat|melalui|berjudul|bertajuk)\b", re.IGNORECASE
)
# Between a rank and the body that won stands no name, but perhaps a category's.
_NO_NAME = re.compile(
    r"[\s,:–-]{0,4}(?:[Kk]at[ea]gori(?:\s[A-Z]\w{1,20}){1,4}(?:\s?/\s?[A-Z]\w{1,20}){0,2}\s)?"
    r"(?:[a-z]{1,20}[\s,:–-]{1,3}){0,6}"
)
_LONGEST_LINE = 90
# National prizes are handed over in Jakarta, which is seldom the winner.
_JAKARTA = "31"
_NOT_WINNER = re.compile(
    r"\b(?:di|(?:di bawah|di atas|mengungguli|mengalahkan|setelah|menyusul)(?: \w{1,15})?)\s$",
    re.IGNORECASE,
)
_BESIDE = 40
# From this number on, names in one sentence are a list of winners.
_LIST_LENGTH = 3
_OPENS_LIST = re.compile(
    r":|\b(?:yakni|yaitu|adalah|antara lain|meliputi|terdiri)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A region or body that a claim belongs to.

    Attributes:
        claim: The claim.
        name: Code of the region, or the body's name as written.
        how: ``region`` or ``body``.
    """

    claim: AwardClaim
    name: str
    how: str


def find_recipients(reading: Reading, claims: Sequence[AwardClaim]) -> list[Recipient]:
    """Return the regions and bodies that won, by claims that no innovation fulfils.

    Args:
        reading: The article.
        claims: All claims of the article, in order.
    """
    found: list[Recipient] = []
    graded = any(claim.rank and claim.rank.kind == "grade" for claim in claims)
    for claim, end in _with_ends(reading, claims):
        if claim.explains or (graded and claim.for_region and claim.is_mere_order):
            continue
        names = _regions(reading, claim, end) if claim.for_region else _bodies(reading, claim, end)
        how = "region" if claim.for_region else "body"
        found += [Recipient(claim, name, how) for name in names]
    return found


def _with_ends(reading: Reading, claims: Sequence[AwardClaim]) -> Iterator[tuple[AwardClaim, int]]:
    """Yield each claim with the end of the stretch in which its winner may stand.

    This is the next claim, or the end of the sentence, or, where the sentence opens a list, the
    end of the list.
    """
    for claim, following in zip_longest(claims, claims[1:]):
        end = _list_end(reading, claim)
        if following and following.field == claim.field:
            end = min(end, following.start)
        yield claim, end


def _list_end(reading: Reading, claim: AwardClaim) -> int:
    """Return the end of the list that a claim's sentence opens; else that of the sentence."""
    sentences = reading.sentences
    index = sentences.index(claim.sentence)
    end = claim.sentence.end
    if not claim.sentence.text.rstrip().endswith(":"):
        return end
    for sentence in sentences[index + 1 :]:
        if sentence.field != claim.field or not (sentence.is_list_item or _is_short(sentence)):
            break
        end = sentence.end
    return end


def _is_short(sentence: Sentence) -> bool:
    """Return whether a line is a name rather than a sentence."""
    return len(sentence.text) <= _LONGEST_LINE and not sentence.text.endswith((".", "”", '"'))


def _regions(reading: Reading, claim: AwardClaim, end: int) -> list[str]:
    """Return the codes of the regions that a claim honours; the article's own if none is named."""
    around = [
        place
        for place in reading.regions
        if place.field == claim.field and place.code and not _is_venue(reading, place)
    ]
    after = [place for place in around if claim.end <= place.start < end]
    before = [p for p in around if claim.sentence.start <= p.start < claim.start]
    listed = _each_once(after)
    if len(listed) >= _LIST_LENGTH or (listed and end > claim.sentence.end):
        return listed
    winners = _each_once(before)
    if len(winners) >= _LIST_LENGTH and not listed:
        return winners
    nearest = [place.code for place in (*before[-1:], *after[:1]) if place.code]
    home = [reading.home.code] if reading.home.code else []
    return (nearest or home)[:1]


def _each_once(places: Sequence[RegionMention]) -> list[str]:
    """Return the codes of places, without a province that only says where the others lie."""
    codes = list(dict.fromkeys(place.code for place in places if place.code))
    return [code for code in codes if not any(other.startswith(f"{code}.") for other in codes)]


def _is_venue(reading: Reading, place: RegionMention) -> bool:
    """Return whether a place is where something happened, or whom the winner beat or follows."""
    text, first = reading.text_of(place.field), max(0, place.start - _BESIDE)
    is_capital = (place.code or "").startswith(_JAKARTA) and reading.home.code != place.code
    is_apart = _NOT_WINNER.search(text, first, place.start)
    return place.how in {"dateline", "capital"} or bool(is_apart) or is_capital


def _bodies(reading: Reading, claim: AwardClaim, end: int) -> list[str]:
    """Return the bodies that a claim honours, as written; nothing if an innovation won."""
    text = reading.text_of(claim.field)
    opener = _OPENS_LIST.search(text, claim.end, end)
    is_place = claim.rank is not None and claim.rank.kind == "place"
    if _WITH_INNOVATION.search(text, claim.end, end) or not (opener or is_place):
        return []
    start = opener.end() if opener else claim.end
    bodies = [
        body
        for body in reading.bodies
        if body.field == claim.field and start <= body.start < end and not body.officeholder
    ]
    if not bodies or not _NO_NAME.fullmatch(text, start, bodies[0].start):
        return []
    many = opener or "kategori" in text[start : bodies[0].start].casefold()
    return [body.text for body in (bodies if many else bodies[:1])]
