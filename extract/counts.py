"""Numbers of innovations, and of bodies that take part, which an article states.

Which numbers may be counts is found in ``count_candidates``; here each gets its year, region
and owner, and what is told twice is kept once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.records import Count
from extract.bodies import BodyMention
from extract.count_candidates import Candidate, find_candidates
from extract.dates import year_near
from extract.reading import Reading
from extract.sentences import Sentence

_NATIONAL = re.compile(
    r"\b(?:kementerian|kemen\w+|seluruh indonesia|se-?indonesia|di indonesia|nasional|sinovik|"
    r"seluruh nusantara)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"(?:\s*\([^()]*\))?[\s,]*(?:\w+\s+){0,3}?(?:dengan|memiliki|mempunyai|punya|mengirim\w*|kirim|"
    r"mengajukan|mengikutsertakan|mendaftarkan|meluncurkan|luncurkan|bikin|membuat|melahirkan|"
    r"menciptakan|menghasilkan|menghadirkan|mengusung|membawa|menyumbang\w*|ada|sebanyak)"
    r"(?:\s+\w+){0,2}\s*",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"(?:\s+[\w/]+){0,4}?\s+(?:dari|milik|besutan|garapan|karya|oleh|dibangun|dimiliki|"
    r"diperkenalkan|dihadirkan|diluncurkan|diajukan|dikirim|dikirimkan)\s+(?:oleh\s+)?",
    re.IGNORECASE,
)


def find_counts(reading: Reading) -> list[Count]:
    """Return the numbers of innovations and of participants that an article states, in order.

    Args:
        reading: The article with its sentences, places and bodies.

    Returns:
        One count for each (value, what, year); empty if the article states none.
    """
    found = list(_told(reading))
    innovations = {c.value for _, c in found if c.what == "innovations"}
    counts = [
        _count(reading, sentence, candidate)
        for sentence, candidate in found
        # Fifteen innovators with fifteen innovations are told once.
        if candidate.rule != "innovators" or candidate.value not in innovations
    ]
    return _without_repetitions(counts)


def _told(reading: Reading) -> Iterable[tuple[Sentence, Candidate]]:
    """Yield all candidates with their sentences; title and last sentence are the context."""
    previous = ""
    for sentence in reading.sentences:
        context = f"{reading.article.title} {previous}"
        for candidate in find_candidates(sentence.text, context):
            yield sentence, candidate
        previous = sentence.text


def _count(reading: Reading, sentence: Sentence, candidate: Candidate) -> Count:
    """Return a candidate as a count with its year, region, owner and evidence."""
    start, end = sentence.start + candidate.start, sentence.start + candidate.end
    owner = _owner(reading, sentence, start, end)
    return Count(
        value=candidate.value,
        what=candidate.what,
        region=owner.region if owner and owner.region else _region(reading, sentence, start),
        owner=owner.text if owner else None,
        year=year_near(reading, sentence, at=start),
        evidence=(
            reading.evidence(sentence.field, start, end, "number"),
            reading.evidence(sentence.field, sentence.start, sentence.end, "sentence"),
        ),
        found_by=f"counts.{candidate.rule}@1",
        confidence=candidate.confidence,
    )


def _owner(reading: Reading, sentence: Sentence, start: int, end: int) -> BodyMention | None:
    """Return the body that has the counted innovations, where the words link the two."""
    text = reading.text_of(sentence.field)
    for body in reading.bodies_in(sentence):
        if body.end <= start and _HOLDS.fullmatch(text, body.end, start):
            return body
        if body.start >= end and _BELONGS.fullmatch(text, end, body.start):
            return body
    return None


def _region(reading: Reading, sentence: Sentence, start: int) -> str | None:
    """Return the region named nearest in the sentence, else the article's, unless national."""
    places = [place for place in reading.regions_in(sentence) if place.code]
    if places:
        return min(places, key=lambda place: abs(place.start - start)).code
    return None if _NATIONAL.search(sentence.text) else reading.home.code


def _without_repetitions(counts: Iterable[Count]) -> list[Count]:
    """Keep one count for each value, kind and year, the surest; no year agrees with any."""
    kept: list[Count] = []
    for count in counts:
        twin = next((k for k in kept if _same(k, count)), None)
        if twin is None:
            kept.append(count)
        elif (count.year is not None, count.confidence) > (twin.year is not None, twin.confidence):
            kept[kept.index(twin)] = count
    return kept


def _same(one: Count, other: Count) -> bool:
    """Return whether two counts tell the same number of the same things."""
    return (one.value, one.what) == (other.value, other.what) and (
        one.year == other.year or None in (one.year, other.year)
    )
