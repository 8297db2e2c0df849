"""Finds the innovations of an article: gathers candidates, weighs them, joins those that are one.

The finders see; here it is decided. Owners and regions of the result are completed in
``ownership``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from corpus.identity import fold, squeeze
from extract.acronyms import words_of
from extract.candidates import Candidate
from extract.cues import Cues, load_cues, national_systems
from extract.finders.aliased import find_aliased
from extract.finders.bracketed import find_bracketed
from extract.finders.cued import find_cued
from extract.finders.enumerated import find_enumerated
from extract.finders.launched import find_launched
from extract.finders.predicated import find_predicated
from extract.finders.quoted import find_quoted
from extract.passage import Passage, make_passage
from extract.reading import Reading

KEEP = 1.9
_SENTENCE_FINDERS = (
    find_bracketed,
    find_cued,
    find_predicated,
    find_launched,
    find_quoted,
    find_aliased,
)
_OTHER_ARTICLE = re.compile(r"^\W*(?:baca|lihat|simak) (?:juga|pula)\b|^baca\s*:", re.IGNORECASE)
_INNOVATION = re.compile(r"\binova(?:si|tif|tor|tion)", re.IGNORECASE)


def make_passages(reading: Reading) -> list[Passage]:
    """Return the sentences that hold any cue, prepared for the finders."""
    gate = load_cues().gate
    return [
        make_passage(reading, sentence)
        for sentence in reading.sentences
        if (gate.search(sentence.text) or sentence.is_list_item or reading.bodies_in(sentence))
        and not _OTHER_ARTICLE.search(sentence.text)
    ]


def find_candidates(reading: Reading, passages: Sequence[Passage]) -> list[Candidate]:
    """Return everything that may name an innovation, with all signs weighed in."""
    found = [c for p in passages for find in _SENTENCE_FINDERS for c in find(p)]
    found += find_enumerated(passages)
    for candidate in found:
        candidate.signs |= _judge(reading, candidate)
    return found


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
    """Return points as a confidence in 0..1; the threshold for keeping lies at one half."""
    return round(1.0 / (1.0 + math.exp(-1.2 * (points - KEEP))), 3)


def _position(group: Sequence[Candidate]) -> tuple[int, int]:
    """Return where an innovation is first named, titles after texts."""
    first = min(group, key=lambda c: (c.field == "title", c.start))
    return (first.field == "title", first.start)


def _without_overlaps(groups: list[list[Candidate]]) -> list[list[Candidate]]:
    """Drop innovations whose every mention lies inside the name or expansion of a better one."""
    ranked = sorted(groups, key=group_points, reverse=True)
    taken: list[tuple[str, int, int]] = []
    kept = []
    for group in ranked:
        free = [c for c in group if not any(_overlaps(c, span) for span in taken)]
        if not free:
            continue
        kept.append(free)
        for candidate in free:
            taken.append((candidate.field, candidate.start, candidate.end))
            for span in (candidate.expansion, candidate.description):
                if span:
                    taken.append((candidate.field, *span))
    return kept


def _overlaps(candidate: Candidate, span: tuple[str, int, int]) -> bool:
    """Return whether a candidate's name shares a character with a span."""
    field, start, end = span
    return candidate.field == field and candidate.start < end and start < candidate.end


def _judge(reading: Reading, candidate: Candidate) -> dict[str, float]:
    """Return the signs of the name itself and of the article around it."""
    cues = load_cues()
    signs: dict[str, float] = {}
    name = candidate.name
    words = words_of(name)
    if _is_generic(words, name, cues):
        signs["generic"] = -3.0
    if (
        squeeze(name) in national_systems()
        or squeeze(re.sub(r"[\d\s]+$", "", name)) in national_systems()
    ):
        signs["national system"] = -4.0
    if _is_body_or_place(reading, candidate):
        signs["body or place"] = -3.0
    sentence = reading.sentence_at(candidate.field, candidate.start)
    if sentence and cues.outsiders.search(sentence.text):
        signs["outsiders"] = -0.8
    article = f"{reading.article.title}\n{reading.article.text}"
    if not _INNOVATION.search(article):
        signs["no innovation word"] = -0.3
    signs |= _prominence(reading, name)
    if not reading.bodies and reading.home.code is None:
        signs["no public body"] = -0.8
    if len(words) == 1 and len(words[0]) <= 2:
        signs["too short"] = -2.0
    if len(words) > 9:
        signs["too long"] = -0.8
    if sum(c.isdigit() for c in name) > len(name) / 2:
        signs["number"] = -3.0
    return signs


def _prominence(reading: Reading, name: str) -> dict[str, float]:
    """Return signs for a name that the article repeats, puts in its title, or spells oddly."""
    signs: dict[str, float] = {}
    n_mentions = reading.article.text.count(name)
    if n_mentions >= 2:
        signs["repeated"] = 0.3 if n_mentions == 2 else 0.6
    if name.casefold() in reading.article.title.casefold():
        signs["in title"] = 0.7
    inner = sum(c.isupper() for word in name.split() for c in word[1:])
    if inner >= 2 or any(c.isdigit() for c in name):
        signs["odd spelling"] = 0.3
    return signs


def _is_generic(words: list[str], name: str, cues: Cues) -> bool:
    """Return whether a name consists of common words only."""
    if not words:
        return True
    plain = [w for w in fold(name).split() if w not in cues.joiners]
    return all(w in cues.generic or w.isdigit() for w in plain)


def _is_body_or_place(reading: Reading, candidate: Candidate) -> bool:
    """Return whether a body or a place makes up the whole name."""
    spans = [(b.field, b.start, b.end) for b in reading.bodies]
    spans += [(r.field, r.start, r.end) for r in reading.regions]
    return any(
        field == candidate.field and start <= candidate.start and candidate.end <= end
        for field, start, end in spans
    )
