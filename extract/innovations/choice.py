"""Finds the innovations of an article: gathers candidates, weighs them, joins those that are one.

The finders see; here it is decided. Owners and regions of the result are completed in
``ownership``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.identity import squeeze
from corpus.records import Field
from extract.innovations.candidates import Candidate
from extract.innovations.coordination import link_coordinated
from extract.innovations.cues import CONTINUES, GATE
from extract.innovations.features import Describer
from extract.innovations.finders.aliased import find_aliased
from extract.innovations.finders.bracketed import find_bracketed
from extract.innovations.finders.cued import find_cued
from extract.innovations.finders.enumerated import find_enumerated
from extract.innovations.finders.launched import find_launched
from extract.innovations.finders.mixed_case import find_mixed
from extract.innovations.finders.plain import find_plain
from extract.innovations.finders.predicated import find_predicated
from extract.innovations.finders.quoted import find_quoted
from extract.innovations.finders.uncapitalised import find_uncapitalised
from extract.innovations.later_expansions import add_later_expansions
from extract.innovations.passage import Passage, make_passage
from extract.innovations.signs import Judge
from extract.innovations.strays import is_run, is_stray
from extract.innovations.wording import wording_of
from extract.reading import Reading
from extract.scoring import Model, Models

_CONVINCING = 1.9
_MAX_CANDIDATES_OF_A_NAME = 40
# No article holds more; what does is no article, and must not take long to read.
_MOST_CANDIDATES = 8000
HOPELESS = -1.0
# Capitals without any cue are mostly people, firms and places.
_NEEDED_OF_A_RUN = 0.45
_NEVER = 2.0
"""No innovation has signs that add up to less."""
PROMISING = -0.5
"""Few innovations have signs that add up to less."""
_SURE_SHARE = 0.6
_ITEM_SHARE = 0.5
_SENTENCE_FINDERS = (
    find_bracketed,
    find_cued,
    find_predicated,
    find_launched,
    find_quoted,
    find_aliased,
    find_uncapitalised,
    find_mixed,
    find_plain,
)
_OTHER_ARTICLE = re.compile(r"^\W*(?:baca|lihat|simak) (?:juga|pula)\b|^baca\s*:", re.IGNORECASE)


def make_passages(reading: Reading) -> list[Passage]:
    """Return the sentences that hold any cue, prepared for the finders."""
    return [
        make_passage(reading, sentence)
        for sentence in reading.sentences
        if (
            GATE.search(sentence.text.lower())
            or CONTINUES.match(sentence.text)
            or sentence.is_list_item
            or reading.bodies_in(sentence)
        )
        and not _OTHER_ARTICLE.search(sentence.text)
    ]


def find_candidates(reading: Reading, passages: Sequence[Passage]) -> list[Candidate]:
    """Return everything that may name an innovation, with all signs weighed in."""
    seen = (c for p in passages for find in _SENTENCE_FINDERS for c in find(p))
    found = list(islice(seen, _MOST_CANDIDATES))
    found += islice(find_enumerated(passages), _MOST_CANDIDATES)
    link_coordinated(reading, found)
    add_later_expansions(reading, found)
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
        strong = sum([item.points >= _CONVINCING for item in items])
        if strong >= 2 or (strong == 1 and len(items) == 2):
            for item in items:
                item.signs["siblings"] = 0.8


@dataclass(slots=True)
class Group:
    """The candidates of one name.

    Attributes:
        candidates: The most convincing one first.
        features: What the model looks at.
        wording: Pieces of its spelling and of the words around it, by kind.
        log_odds: What the model says; 0 before it is asked.
        is_stray: Whether it is none, whatever the model says.
    """

    candidates: list[Candidate]
    features: dict[str, float]
    wording: dict[str, dict[str, float]]
    log_odds: float = 0.0
    is_stray: bool = False

    @property
    def name(self) -> str:
        """The name as its most convincing candidate writes it."""
        return self.candidates[0].name


def group_by_name(
    reading: Reading, candidates: Iterable[Candidate], least_points: float = PROMISING
) -> list[Group]:
    """Return the candidates by name, described.

    Args:
        reading: The article.
        candidates: In any order.
        least_points: Names of which the signs add up to no more are left out. Of those between
            -1 and 0, one in fifty is an innovation: models learn from them, but do not ask.
    """
    by_name: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_name.setdefault(squeeze(candidate.name), []).append(candidate)
    for group in by_name.values():
        group.sort(key=lambda c: (-c.points, c.expansion is None, c.start))
        del group[_MAX_CANDIDATES_OF_A_NAME:]
    told = [(group, group_points(group)) for group in by_name.values()]
    told = [(group, points) for group, points in told if points > HOPELESS]
    describer = Describer(reading, told)
    return [
        Group(
            group,
            describer.features(group, points),
            wording_of(reading, group),
            is_stray=is_stray(reading, group),
        )
        for group, points in told
        if points > least_points
    ]


def choose(groups: Sequence[Group], models: Models) -> list[Group]:
    """Return the groups that the model takes for innovations.

    Returns:
        In order of first appearance; of names that overlap everywhere only the best one.
    """
    model = models.names
    for group in groups:
        for kind, weights in models.pieces.items():
            group.features[kind] = weights.likeness(group.wording[kind])
    scores = model.log_odds_of([group.features for group in groups])
    for group, score in zip(groups, scores, strict=True):
        group.log_odds = score
    chances = [model.calibrated(group.log_odds) for group in groups]
    accepted = [
        chance >= needed(group, model) for group, chance in zip(groups, chances, strict=True)
    ]
    for number in _items_of_sure_lists(groups, accepted):
        is_likely = chances[number] >= _ITEM_SHARE * model.threshold
        accepted[number] |= is_likely and not groups[number].is_stray
    return keep_best([group for group, yes in zip(groups, accepted, strict=True) if yes])


def needed(group: Group, model: Model) -> float:
    """Return the probability from which on a name is an innovation's; above 1 if never."""
    if group.is_stray:
        return _NEVER
    return max(model.threshold, _NEEDED_OF_A_RUN) if is_run(group.candidates) else model.threshold


def _items_of_sure_lists(groups: Sequence[Group], accepted: Sequence[bool]) -> list[int]:
    """Return the numbers of the groups in enumerations of which most items are accepted."""
    items: defaultdict[int, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for candidate in group.candidates:
            if candidate.group is not None:
                items[candidate.group].add(number)
    return [
        number
        for members in items.values()
        if sum(accepted[n] for n in members) >= max(2, _SURE_SHARE * len(members))
        for number in members
    ]


def keep_best(groups: Sequence[Group]) -> list[Group]:
    """Return groups without those whose every place lies inside a better one, in order."""
    return sorted(_without_overlaps(groups), key=_position)


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


def _position(group: Group) -> tuple[int, int]:
    """Return where an innovation is first named, titles after texts."""
    first = min(group.candidates, key=lambda c: (c.field == "title", c.start))
    return (first.field == "title", first.start)


def _without_overlaps(groups: Sequence[Group]) -> list[Group]:
    """Drop innovations whose every mention lies inside the name or expansion of a better one."""
    ranked = sorted(groups, key=lambda g: (-g.log_odds, -g.features["points"]))
    taken: dict[Field, bytearray] = {"title": bytearray(), "text": bytearray()}
    kept = []
    for group in ranked:
        free = [c for c in group.candidates if taken[c.field].find(1, c.start, c.end) < 0]
        if not free:
            continue
        group.candidates = free
        kept.append(group)
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
