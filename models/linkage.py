"""Decides which mentions are of the same innovation.

Mentions of one region are linked by their names, letters and digits only; a mention without a
region joins the only region that has such an innovation. The same name in two regions is never
the same innovation, and in one region it is not if expansions and owners differ altogether.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from corpus.identity import fold, innovation_id, squeeze
from corpus.records import Innovation, Mention
from models.consensus import LinkInput, merge_mentions
from models.disjoint_sets import DisjointSets

__all__ = ["LinkInput", "key_of", "link_mentions"]

_HEAD_WORDS = frozenset("inovasi program aplikasi layanan sistem gerakan".split())
# An alias of fewer letters is no sign that two mentions are one.
_SHORTEST_ALIAS = 4
# Expansions that are less alike than this (0..100) may stand for two innovations.
_ALIKE = 60.0


def key_of(name: str) -> str:
    """Return the letters and digits of a name by which it is compared.

    ``Inovasi Fish-Go`` and ``FishGo`` give the same key; a name that is only a head word keeps it.
    """
    words = fold(name).split()
    while len(words) > 1 and words[0] in _HEAD_WORDS:
        words = words[1:]
    return squeeze(" ".join(words))


def link_mentions(rows: Iterable[LinkInput]) -> list[Innovation]:
    """Return the innovations that some mentions tell of, sorted by id.

    Args:
        rows: All mentions of the corpus, in any order; the result does not depend on it.

    Returns:
        One innovation for each group; every mention is in exactly one.
    """
    ordered = sorted(rows, key=lambda row: row.order)
    found = [
        innovation
        for region, group in _groups(ordered)
        for innovation in _innovations(region, group)
    ]
    return sorted(found, key=lambda innovation: innovation.id)


def _groups(rows: Sequence[LinkInput]) -> Iterator[tuple[str | None, list[LinkInput]]]:
    """Yield the mentions that share a region and names, with the region."""
    by_region: dict[str | None, list[LinkInput]] = defaultdict(list)
    for row in rows:
        by_region[row.mention.region].append(row)
    homeless = _linked_by_name(by_region.pop(None, []))
    groups = [
        (region, group)
        for region in sorted(by_region, key=str)
        for group in _linked_by_name(by_region[region])
    ]
    places = _places(groups)
    for group in homeless:
        known = {number for key in _keys(group) for number in places.get(key, ())}
        if len(known) == 1:
            groups[known.pop()][1].extend(group)
        else:
            groups.append((None, group))
    yield from groups


def _linked_by_name(rows: Sequence[LinkInput]) -> list[list[LinkInput]]:
    """Return the mentions of one region in sets; one's alias must be the other's key."""
    sets = DisjointSets(len(rows))
    holders: dict[str, int] = {}
    for number, row in enumerate(rows):
        key = key_of(row.mention.name)
        sets.link(number, holders.setdefault(key, number))
    for number, row in enumerate(rows):
        for alias in _aliases(row.mention):
            if alias in holders:
                sets.link(number, holders[alias])
    return [[rows[number] for number in numbers] for numbers in sets.sets()]


def _places(groups: Sequence[tuple[str | None, list[LinkInput]]]) -> dict[str, set[int]]:
    """Return in which groups each key occurs."""
    places: dict[str, set[int]] = defaultdict(set)
    for number, (_, group) in enumerate(groups):
        for key in _keys(group):
            places[key].add(number)
    return places


def _keys(group: Sequence[LinkInput]) -> set[str]:
    """Return the keys of the names of some mentions."""
    return {key_of(row.mention.name) for row in group}


def _aliases(mention: Mention) -> set[str]:
    """Return the keys of a mention's other surfaces and of its expansion."""
    others = [*mention.surfaces[1:], *([mention.expansion] if mention.expansion else [])]
    keys = {key_of(other) for other in others}
    return {key for key in keys if len(key) >= _SHORTEST_ALIAS}


def _innovations(region: str | None, group: Sequence[LinkInput]) -> Iterator[Innovation]:
    """Yield the innovations of a group of mentions that share names.

    The earliest mention gives the key of the id, so that later articles do not change it.
    """
    parts = sorted(_parts(group), key=lambda part: min(row.order for row in part))
    key = key_of(min(group, key=lambda row: row.order).mention.name)
    for ordinal, part in enumerate(parts):
        yield merge_mentions(part, innovation_id=innovation_id(region, key, ordinal), region=region)


def _parts(group: Sequence[LinkInput]) -> list[list[LinkInput]]:
    """Return a group in parts that clearly mean different things; mostly there is one.

    A mention that tells no expansion stays with the part of its owner's type, else with the
    largest.
    """
    rows = sorted(group, key=lambda row: row.order)
    alike = _with_same_expansion(rows)
    sets = DisjointSets(len(alike))
    for one, other in combinations(range(len(alike)), 2):
        if not _differ(alike[one][0].mention, alike[other][0].mention):
            sets.link(one, other)
    parts = [[row for number in numbers for row in alike[number]] for numbers in sets.sets()]
    if len(parts) < 2:
        return [rows]
    for row in rows:
        if not row.mention.expansion:
            _part_for(row, parts).append(row)
    return parts


def _with_same_expansion(rows: Sequence[LinkInput]) -> list[list[LinkInput]]:
    """Return the mentions that tell an expansion, those with the same and like owners together."""
    alike: dict[tuple[str, frozenset[str]], list[LinkInput]] = defaultdict(list)
    for row in rows:
        if row.mention.expansion:
            key = (fold(row.mention.expansion), frozenset(_owner_types(row.mention)))
            alike[key].append(row)
    return list(alike.values())


def _part_for(row: LinkInput, parts: list[list[LinkInput]]) -> list[LinkInput]:
    """Return the part to which a mention without an expansion belongs."""
    types = _owner_types(row.mention)
    same = [p for p in parts if any(types & _owner_types(other.mention) for other in p)]
    return max(same if len(same) == 1 else parts, key=len)


def _differ(one: Mention, other: Mention) -> bool:
    """Return whether two mentions have unlike expansions and owners of other types."""
    mine, theirs = _owner_types(one), _owner_types(other)
    if not mine or not theirs or mine & theirs:
        return False
    return fuzz.ratio(fold(one.expansion or ""), fold(other.expansion or "")) < _ALIKE


def _owner_types(mention: Mention) -> set[str]:
    """Return the known types of a mention's owners."""
    return {type_id for type_id in mention.owner_types if type_id}
