"""Owner, region and year of an innovation, gathered from all places where it is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.identity import squeeze
from extract.bodies import BodyMention
from extract.candidates import Candidate
from extract.owners import owners_before
from extract.passage import Passage
from extract.reading import Reading
from extract.sentences import Sentence

_BACK_REFERENCE = re.compile(
    r"\b(?:inovasi|program|aplikasi|layanan|terobosan|gerakan|sistem)(?:nya)?\s+(?:ini|itu|tersebut)\b"
    r"|^(?:inovasi|aplikasi|program)\b",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:dari|milik|oleh|digagas|gagasan|inisiasi|diinisiasi|besutan|karya|dikembangkan|diciptakan"
    r"|diluncurkan|dijalankan|dibuat|digulirkan|digarap|merupakan inovasi)\s+(?:oleh\s+)?$",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    r"luncur|launching|hadirkan|ciptakan|gagas|kembangkan|resmikan|perkenalkan|terapkan|punya"
    r"|miliki|inovasi|buat|gelar|terobosan",
    re.IGNORECASE,
)


def owners_of(
    reading: Reading, passages: Sequence[Passage], group: Sequence[Candidate], *, alone: bool
) -> list[BodyMention]:
    """Return the bodies that own an innovation, most specific first.

    Args:
        reading: The article.
        passages: Its prepared sentences.
        group: All candidates of the innovation.
        alone: Whether it is the article's only innovation, so that the body that the article
            is about may be taken for its owner.

    Returns:
        Distinct bodies, in their longest form; empty if the article names no owner.
    """
    found = [body for c in group for body in c.owners]
    if not found:
        found = [b for c in group for b in _before(passages, c)]
    if not found:
        found = [b for c in group for b in _next_sentence(reading, c)]
    if not found and alone:
        found = _subject(reading)
    return _distinct(reading, found)


def _before(passages: Sequence[Passage], candidate: Candidate) -> list[BodyMention]:
    """Return the body that stands before a candidate in its sentence."""
    for passage in passages:
        sentence = passage.sentence
        if sentence.field == candidate.field and sentence.start <= candidate.start < sentence.end:
            start = candidate.start
            if candidate.expansion and candidate.expansion[0] < start:
                start = candidate.expansion[0]
            return owners_before(passage, passage.index_at(start), frozenset())
    return []


def _next_sentence(reading: Reading, candidate: Candidate) -> list[BodyMention]:
    """Return the body that a following sentence names as maker (``Inovasi ini dari …``)."""
    at = reading.sentence_at(candidate.field, candidate.start)
    if at is None or candidate.field == "title":
        return []
    index = reading.sentences.index(at)
    for sentence in reading.sentences[index + 1 : index + 4]:
        if _BACK_REFERENCE.search(sentence.text):
            for body in reading.bodies_in(sentence):
                before = sentence.text[: body.start - sentence.start]
                if _MAKING.search(before):
                    return [body]
    return []


def _subject(reading: Reading) -> list[BodyMention]:
    """Return the body that title or lead present as the one that does something new."""
    for sentence in reading.sentences[:6]:
        for body in reading.bodies_in(sentence):
            if body.officeholder and not _leads(sentence, body):
                continue
            rest = sentence.text[body.end - sentence.start :]
            if _LAUNCH.search(rest[:120]) or _MAKING.search(
                sentence.text[: body.start - sentence.start]
            ):
                return [body]
    return []


def _leads(sentence: Sentence, body: BodyMention) -> bool:
    """Return whether the sentence begins with the body or its head."""
    return body.start - sentence.start <= 30


def _distinct(reading: Reading, bodies: Sequence[BodyMention]) -> list[BodyMention]:
    """Return bodies once each, in the longest form that the article has for them."""
    kept: list[BodyMention] = []
    for body in bodies:
        key = squeeze(body.text)
        if any(squeeze(k.text) == key for k in kept):
            continue
        kept.append(body)
    units = [b for b in kept if b.is_unit]
    return (units + [b for b in kept if not b.is_unit])[:3]


def longest_form(reading: Reading, body: BodyMention) -> str:
    """Return the longest way in which the article writes a body's name.

    Only names of the same type that begin with the same words, or whose bracketed short form
    it is, count as the same body.
    """
    best = body.text
    for other in reading.bodies:
        same = (
            not body.is_unit
            and squeeze(other.text).startswith(squeeze(body.text))
            and other.type == body.type
        )
        short = other.alias is not None and squeeze(other.alias) == squeeze(body.text)
        if (same or short) and len(other.text) > len(best):
            best = other.text
    return best
