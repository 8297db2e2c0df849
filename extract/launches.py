"""The year in which an innovation was launched, where the article says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.records import Evidence
from extract.reading import Reading

_LAUNCH = re.compile(
    r"luncur|launching|dimulai|mulai|sejak|diresmikan|meresmikan|berdiri|digagas|digulirkan|dirilis"
    r"|diperkenalkan|diciptakan|lahir|rintis|diterapkan",
    re.IGNORECASE,
)
_SINCE_YEAR = re.compile(
    r"(?:sejak|mulai|dimulai|pada|tahun|di)\s+(?:\w+\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)


def launch_year(reading: Reading, places: Sequence[Evidence]) -> int | None:
    """Return the year that a sentence with the name gives for its beginning; None if none does."""
    for place in places:
        sentence = reading.sentence_at(place.field, place.start)
        if sentence is None or not _LAUNCH.search(sentence.text):
            continue
        match = _SINCE_YEAR.search(sentence.text)
        if match:
            return int(match.group(1))
    return None
