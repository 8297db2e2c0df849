"""The year in which an innovation was launched, where the article says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from corpus.records import Evidence
from extract.dates import find_dates
from extract.reading import Reading
from extract.sentences import Sentence

# "sejak 2017", "mulai tahun 2014", "diluncurkan pada Mei 2016"; not "sejak 2018 hingga 2025".
_BEGUN = (
    r"dirintis|lahir|berdiri|terbentuk|dibentuk|digagas|diluncurkan|dilaunching|diresmikan|dibangun"
    r"|diterapkan|dicanangkan|dicetuskan|diciptakan|dibuat|diinisiasi|digulirkan|berjalan|dijalankan"
)
_UP_TO_YEAR = (
    r"\b[^\W\d]*(?:(?!\btahun depan\b)[^\d.;:]){0,30}?\b((?:19|20)\d\d)\b"
    r"(?!\s*(?:[-–]|(?:hingga|sampai)(?!\s+(?:saat ini|kini|sekarang))))"
)
_SINCE = re.compile(
    rf"(?<!menjabat )(?<!memimpin )\b(?:sejak|mulai|dimulai|{_BEGUN}){_UP_TO_YEAR}", re.IGNORECASE
)
# What is said so needs no name beside it where the article tells of one innovation.
_SINCE_ITS_START = re.compile(
    rf"\b(?:sejak (?:{_BEGUN})|(?:berjalan|diterapkan|dijalankan) sejak"
    rf"|(?:penerapan|pelaksanaan|peluncuran)(?:nya)? (?:di)?mulai){_UP_TO_YEAR}",
    re.IGNORECASE,
)
_LAUNCHED_NOW = re.compile(
    r"\b(?:me|di|men|ke)?-?l(?:a|o)un?ch?ing(?:nya)?\b|\b(?:me|di)?luncur(?:kan)?(?:nya)?\b|\bpeluncuran(?:nya)?\b"
    r"|\b(?:me|di)resmikan\b|\b(?:mem|di)?perkenalkan\b|\bperdana\b|\b(?:me|di)rilis\b",
    re.IGNORECASE,
)
_BACK_REFERENCE = re.compile(
    r"\b(?:inovasi|aplikasi|program|layanan|sistem|gerakan)(?:\s+\w+)?\s+(?:ini|itu|tersebut)\b"
    r"|\b(?:inovasi|aplikasi|program|layanan|sistem|gerakan)\s+yang\b"
    r"|^(?:penerapan|pelaksanaan|peluncuran)nya\b",
    re.IGNORECASE,
)
_THING = re.compile(r"inovasi|aplikasi|program|layanan|proyek perubahan|sistem", re.IGNORECASE)
_OTHER_STORY = re.compile(
    r"juara|top \d|penghargaan|raih|terbaik|belajar|kunjung|studi|replika|adopsi|lomba|kipp|award",
    re.IGNORECASE,
)
_LEAD_SENTENCES = 9


def launch_year(reading: Reading, places: Sequence[Evidence], *, alone: bool = False) -> int | None:
    """Return the year in which the article says that an innovation began.

    Args:
        reading: The article.
        places: Where the innovation is named.
        alone: Whether the article names no other.

    Returns:
        A year told after ``sejak``, ``diluncurkan`` …; else, where the first sentences or the
        title tell of the launch itself, the year of that day; None otherwise.
    """
    near = _sentences_about(reading, places)
    for sentence in near:
        match = _SINCE.search(sentence.text)
        if match:
            return int(match.group(1))
    if alone:
        told = (_SINCE_ITS_START.search(sentence.text) for sentence in reading.sentences)
        match = next(filter(None, told), None)
        if match:
            return int(match.group(1))
    for sentence in near:
        if _LAUNCHED_NOW.search(sentence.text) and _is_lead(reading, sentence):
            return _year_of_news(reading, sentence)
    story = _launch_story(reading)
    return _year_of_news(reading, story) if story else None


def _sentences_about(reading: Reading, places: Sequence[Evidence]) -> list[Sentence]:
    """Return the sentences that name an innovation, each with one that refers back to it."""
    found: dict[tuple[str, int], Sentence] = {}
    for place in places:
        sentence = reading.sentence_at(place.field, place.start)
        if sentence is None:
            continue
        found[sentence.field, sentence.start] = sentence
        following = reading.sentences_after(sentence, 1) if sentence.field == "text" else ()
        if following and _BACK_REFERENCE.search(following[0].text):
            found.setdefault((following[0].field, following[0].start), following[0])
    return list(found.values())


@lru_cache(maxsize=1)
def _launch_story(reading: Reading) -> Sentence | None:
    """Return the title or lead sentence that makes the article the report of a launch."""
    if _OTHER_STORY.search(reading.article.title):
        return None
    for sentence in reading.sentences[:_LEAD_SENTENCES]:
        if _LAUNCHED_NOW.search(sentence.text) and _THING.search(sentence.text):
            return sentence
    return None


def _is_lead(reading: Reading, sentence: Sentence) -> bool:
    """Return whether a sentence is the title or one of the first of the text."""
    return sentence in reading.sentences[:_LEAD_SENTENCES]


def _year_of_news(reading: Reading, sentence: Sentence) -> int | None:
    """Return the year of the sentence's day, else of publication, else of the text's first day."""
    published = reading.article.published
    dates = find_dates(sentence.text, published)
    told = [d.day.year for d in dates if d.day] or [d.year for d in dates if d.year]
    if told:
        return told[0]
    if published is not None:
        return published.year
    days = [d.day.year for d in find_dates(reading.article.text, published) if d.day]
    return days[0] if days else None
