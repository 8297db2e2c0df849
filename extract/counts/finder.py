"""Numbers of innovations, and of bodies that take part, which an article states.

Which numbers may be counts is found in ``count_candidates``; here each gets its year, region
and owner, and what is told twice is kept once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from corpus.records import Count
from extract.bodies import BodyMention
from extract.counts.candidates import Candidate, find_candidates
from extract.dates import year_near
from extract.reading import Reading
from extract.sentences import Sentence

_NATIONAL = re.compile(
    r"\b(?:seluruh|se-?)\s*(?:indonesia|nusantara)\b|\b\d+\s+(?:kementerian|pemerintah provinsi)\b",
    re.IGNORECASE,
)
_MINISTRY = re.compile(r"\b(?:kementerian|kemen\w+|menpan\S*|menteri|nasional)\b", re.IGNORECASE)
_SENT = re.compile(
    r"(?:kirim|lapor|ajukan|daftar|tembus|masuk|lolos|ikut|raih|milik|punya)", re.IGNORECASE
)
_REGIONS = re.compile(
    r"\b(?:(?<!perangkat )daerah|kabupaten|kota|provinsi|pemda|pemkab|pemkot|pemprov)\b",
    re.IGNORECASE,
)
_REACH = 120  # code points between a number and the body that has it
_MOST_COUNTS = 300  # in one article; a table of numbers is no news
_NATIONAL_SCALE = 1000  # no region enters as many innovations in a contest, the nation does
# What enters or passes a contest does so in the year of the report; what exists does not.
_IN_CONTEST = re.compile(
    r"\b(?:kompetisi|lomba|awards?|anugerah|kontes|seleksi|penilaian|penjurian|krenova|kipp|iga|"
    r"kovablik|diikuti|peserta|lolos|top\s+\d+)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"(?:\s*\([^()]*\))?[\s,]*(?:[^\W\d][\w-]*,?\s+){0,8}?(?:dengan|memiliki|mempunyai|punya|mengirim\w*|"
    r"kirim|mengajukan|mengikutsertakan|mendaftarkan|meluncurkan|luncurkan|bikin|membuat|"
    r"melahirkan|menciptakan|menghasilkan|menghadirkan|mengusung|membawa|menyumbang\w*|ada|"
    r"sebanyak)(?:\s+\w+){0,2}\s*|\s*[:(–-]?\s*",
    re.IGNORECASE,
)
_BELONGS = re.compile(
    r"(?:\s+(?!(?:di|ke|forum|untuk|kompetisi|lomba)\b)[\w/]+){0,4}?\s+(?:dari|milik|besutan|"
    r"garapan|karya|oleh|dibangun|dimiliki|diperkenalkan|dihadirkan|diluncurkan|diajukan|"
    r"dikirim|dikirimkan)\s+(?:oleh\s+)?|"
    r"(?:\s+(?:pelayanan|publik|layanan|unggulan|daerah|terbaik|baru)){0,3}\s+\(?",
    re.IGNORECASE,
)


def find_counts(reading: Reading) -> list[Count]:
    """Return the numbers of innovations and of participants that an article states, in order.

    Args:
        reading: The article with its sentences, places and bodies.

    Returns:
        One count for each (value, what, year); empty if the article states none.
    """
    found = list(islice(_told(reading), _MOST_COUNTS))
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
    in_contest = bool(_IN_CONTEST.search(f"{reading.article.title} {sentence.text}"))
    return Count(
        value=candidate.value,
        what=candidate.what,
        region=_region(reading, sentence, candidate, owner),
        owner=_longest_name(reading, owner) if owner else None,
        year=year_near(reading, sentence, at=start, fallback=in_contest),
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
    for body in reversed(reading.bodies_in(sentence)):
        after = max(body.end, body.region_end)
        if 0 <= start - after <= _REACH and _HOLDS.fullmatch(text, after, start):
            return body
        if 0 <= body.start - end <= _REACH and _BELONGS.fullmatch(text, end, body.start):
            return body
    return None


def _longest_name(reading: Reading, owner: BodyMention) -> str:
    """Return the longest form by which the article names a body."""
    forms = [body.text for body in reading.bodies if owner.text in (body.text, body.alias)]
    return max(forms, key=len)


def _region(
    reading: Reading, sentence: Sentence, candidate: Candidate, owner: BodyMention | None
) -> str | None:
    """Return whose number it is: the owner's region, the one in the sentence, or the article's.

    None for national totals. A province that the article's region lies in only locates it.
    """
    home, start = reading.home.code, sentence.start + candidate.start
    if owner and owner.region:
        return owner.region
    places = [p for p in reading.regions_in(sentence) if p.code and p.how != "dateline"]
    if _is_national(sentence.text, candidate, bool(places)):
        return None
    nearest = min(places, key=lambda place: abs(place.start - start), default=None)
    if nearest is None or not nearest.code:
        return home
    is_frame = home and home.startswith(nearest.code) and nearest.how != "government"
    return home if is_frame else nearest.code


def _is_national(sentence: str, candidate: Candidate, names_place: bool) -> bool:
    """Return whether a number is told of the whole country."""
    if _NATIONAL.search(sentence):
        return True
    counted = sentence[candidate.start : candidate.end]
    if candidate.what == "participants" and _REGIONS.search(counted):
        return True
    is_of_ministry = bool(_MINISTRY.search(sentence) and not _SENT.search(sentence))
    return not names_place and (candidate.value >= _NATIONAL_SCALE or is_of_ministry)


def _without_repetitions(counts: Iterable[Count]) -> list[Count]:
    """Keep one count for each value, kind and year, the fullest; no year agrees with any."""
    kept: list[Count] = []
    for count in counts:
        twin = next((k for k in kept if _same(k, count)), None)
        if twin is None:
            kept.append(count)
        elif _fullness(count) > _fullness(twin):
            kept[kept.index(twin)] = count
    return kept


def _fullness(count: Count) -> tuple[bool, bool, float]:
    """Return how much a count tells, to compare it with another of the same number."""
    return count.year is not None, count.owner is not None, count.confidence


def _same(one: Count, other: Count) -> bool:
    """Return whether two counts tell the same number of the same things."""
    return (one.value, one.what) == (other.value, other.what) and (
        one.year == other.year or None in (one.year, other.year)
    )
