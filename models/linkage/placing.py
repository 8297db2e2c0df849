"""Finds a region for what is told without one, or of a province where it is run in one place.

An article may say "inovasi Gasing masuk Top 99" and no more, or "Gasing dari Jawa Tengah". Such a
mention joins the one innovation of a place that it most likely means; where several may be meant it
stays alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from models.consensus import LinkInput
from models.linkage.clusters import Clusters
from models.linkage.ids import region_of
from models.linkage.profile import Profile, profile_of
from models.linkage.scoring import PairModel

# A name that is borne in more places than these does not tell which one is meant.
_MOST_PLACES = 50
_PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A cluster: a mention of it, and what all its mentions say."""

    member: int
    profile: Profile


def place_clusters(rows: Sequence[LinkInput], clusters: Clusters, model: PairModel) -> None:
    """Unite clusters of a province with those of its places, then those of no region with any.

    Args:
        rows: All mentions.
        clusters: Sets of their numbers, changed in place.
        model: How pairs are judged.
    """
    _place(rows, clusters, model, is_province)
    _place(rows, clusters, model, lambda region: region is None)


def is_province(region: str | None) -> bool:
    """Return whether a code is a province's."""
    return region is not None and len(region) == _PROVINCE_DIGITS


def may_be_one_place(one: str | None, other: str | None) -> bool:
    """Return whether two codes may stand for one place: equal, unknown, or a province and in it."""
    if one is None or other is None or one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    return is_province(shorter) and longer.startswith(f"{shorter}.")


def _place(
    rows: Sequence[LinkInput],
    clusters: Clusters,
    model: PairModel,
    is_homeless: Callable[[str | None], bool],
) -> None:
    """Unite each homeless cluster with the one that it most likely is a part of, if any."""
    sets = clusters.sets()
    groups = [[rows[number] for number in numbers] for numbers in sets]
    regions = [region_of(group) for group in groups]
    if not any(map(is_homeless, regions)):
        return
    homeless, settled = [], []
    for numbers, group, region in zip(sets, groups, regions, strict=True):
        place = _Place(numbers[0], profile_of(group, region))
        if is_homeless(region):
            homeless.append(place)
        elif region is not None:
            settled.append(place)
    by_key = _by_key(settled)
    moves = []
    for one in homeless:
        keys = one.profile.keys | one.profile.aliases
        best = _find_best(one, [by_key[key] for key in keys if key in by_key], model)
        if best is not None:
            moves.append((-best[0], one.member, best[1]))
    for _, member, other in sorted(moves):
        clusters.unite(other, member)


def _by_key(places: Sequence[_Place]) -> Mapping[str, list[_Place]]:
    """Return which clusters bear a name, or stand for it."""
    found: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        for key in place.profile.keys | place.profile.aliases:
            found[key].append(place)
    return found


def _find_best(
    one: _Place, blocks: Collection[Sequence[_Place]], model: PairModel
) -> tuple[float, int] | None:
    """Return log-odds and a mention of the cluster that is meant; None if that is not clear."""
    offers = {
        other.member: other
        for block in blocks
        for other in block
        if may_be_one_place(one.profile.region, other.profile.region)
    }
    if not 0 < len(offers) <= _MOST_PLACES:
        return None
    scored = sorted((-model.score(one.profile, o.profile), m) for m, o in offers.items())
    best, member = scored[0]
    if -best < model.threshold or (len(scored) > 1 and scored[1][0] - best < model.margin):
        return None
    return -best, member
