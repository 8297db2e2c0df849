"""Finds the innovations of an article: gathers candidates, weighs them, joins those that are one.

The finders see; here it is decided. Owners and regions of the result are completed in
``ownership``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from corpus.identity import squeeze
from corpus.records import Field
from extract.innovations.candidates import Candidate
from extract.innovations.cues import CONTINUES, GATE
from extract.innovations.finders.aliased import find_aliased
from extract.innovations.finders.bracketed import find_bracketed
from extract.innovations.finders.cued import find_cued
from extract.innovations.finders.enumerated import find_enumerated
from extract.innovations.finders.launched import find_launched
from extract.innovations.finders.predicated import find_predicated
from extract.innovations.finders.quoted import find_quoted
from extract.innovations.finders.uncapitalised import find_uncapitalised
from extract.innovations.passage import Passage, make_passage
from extract.innovations.signs import Judge
from extract.reading import Reading

KEEP = 1.9
_MAX_CANDIDATES_OF_A_NAME = 40
_EVEN = 2.6
_SENTENCE_FINDERS = (
    find_bracketed,
    find_cued,
    find_predicated,
    find_launched,
    find_quoted,
    find_aliased,
    find_uncapitalised,
)
_OTHER_ARTICLE = re.compile(r"^\W*(?:baca|lihat|simak) (?:juga|pula)\b|^baca\s*:", re.IGNORECASE)


def make_passages(reading: Reading) -> list[Passage]:
    """Return the sentences that hold any cue, prepared for the finders."""
    return [
        make_passage(reading, sentence)
        for sentence in reading.sentences
        if (
            GATE.search(sentence.text)
            or CONTINUES.match(sentence.text)
            or sentence.is_list_item
            or reading.bodies_in(sentence)
        )
        and not _OTHER_ARTICLE.search(sentence.text)
    ]


def find_candidates(reading: Reading, passages: Sequence[Passage]) -> list[Candidate]:
    """Return everything that may name an innovation, with all signs weighed in."""
    found = [c for p in passages for find in _SENTENCE_FINDERS for c in find(p)]
    found += find_enumerated(passages)
    judge = Judge(reading)
    for candidate in found:
        candidate.signs |= judge.signs(candidate)
    _support_siblings(found)
    return found


def _support_siblings(candidates: Sequence[Candidate]) -> None:
    """Give items of an enumeration a sign if most other items of it convince."""
    members: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.group is not None:
            members.setdefault(candidate.group, []).append(candidate)
    for items in members.values():
        strong = sum(item.points >= KEEP for item in items)
        if strong >= 2 or (strong == 1 and len(items) == 2):
            for item in items:
                item.signs["siblings"] = 0.8


def choose(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return groups of candidates that name the same innovation and together convince.

    Returns:
        One list an innovation, the best candidate first, in order of first appearance.
    """
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(squeeze(candidate.name), []).append(candidate)
    kept = []
    for group in groups.values():
        group.sort(key=lambda c: (-c.points, c.expansion is None, c.start))
        del group[_MAX_CANDIDATES_OF_A_NAME:]
        if group_points(group) >= KEEP:
            kept.append(group)
    return sorted(_without_overlaps(kept), key=_position)


def group_points(group: Sequence[Candidate]) -> float:
    """Return the points of an innovation: each sign counts once, at its best."""
    best: dict[str, float] = {}
    for candidate in group:
        for sign, points in candidate.signs.items():
            if sign not in best or (points > best[sign] if points > 0 else points < best[sign]):
                best[sign] = points
    cues = sorted((best.pop(s) for s in _CUE_SIGNS if s in best), reverse=True)
    if "initialism" in best:
        # Initials name offices and terms, unless a cue says otherwise.
        best["initialism"] += 1.0 if cues else -1.2
    if cues and "institution" in best:
        best["institution"] += 1.5
    # Two finders that see the same cue say little more than one.
    return sum(best.values()) + sum(p / (1 + 2 * n) for n, p in enumerate(cues))


_CUE_SIGNS = ("naming cue", "head cue", "list item", "predicate", "launch verb")


def confidence_of(points: float) -> float:
    """Return points as a confidence in 0..1.

    One half is where a logistic regression over the same signs, fitted to the annotated
    articles, put it; its weights were close to one point a point.
    """
    return round(1.0 / (1.0 + math.exp(_EVEN - points)), 3)


def _position(group: Sequence[Candidate]) -> tuple[int, int]:
    """Return where an innovation is first named, titles after texts."""
    first = min(group, key=lambda c: (c.field == "title", c.start))
    return (first.field == "title", first.start)


def _without_overlaps(groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Drop innovations whose every mention lies inside the name or expansion of a better one."""
    ranked = sorted(groups, key=group_points, reverse=True)
    taken: dict[Field, bytearray] = {"title": bytearray(), "text": bytearray()}
    kept = []
    for group in ranked:
        free = [c for c in group if taken[c.field].find(1, c.start, c.end) < 0]
        if not free:
            continue
        kept.append(free)
        for candidate in free:
            for span in (
                (candidate.start, candidate.end),
                candidate.expansion,
                candidate.description,
            ):
                if span:
                    _take(taken[candidate.field], *span)
    return kept


def _take(taken: bytearray, start: int, end: int) -> None:
    """Mark the code points of a span as part of a name or of what explains one."""
    taken.extend(bytes(max(0, end - len(taken))))
    taken[start:end] = b"\1" * (end - start)
