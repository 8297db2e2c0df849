"""Innovations that bear the same name, or nearly the same in one region, and yet are others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from corpus.records import Innovation, Relation
from models.linkage.blocking import find_pairs
from models.linkage.features import features_of
from models.linkage.names import key_of, name_words_of
from models.linkage.profile import Profile
from models.linkage.scoring import PairModel, default_model, probability

# Of a name that hundreds of regions use (Bank Sampah), only the closest are told.
_MOST_HOMONYMS = 20
_ALL_COMPARED = 60
_LEAST_SCORE = 0.02
_SCORE_DIGITS = 3
_NEAR_NAMES = frozenset("slip slip_short slip_letter weak_rest part gaps one_word alias".split())
# Where they are is told by themselves.
_NOT_TOLD = frozenset({"same_long_name", "unknown_region", "unknown_regions", "province"})


def find_homonyms(
    innovations: Iterable[Innovation], model: PairModel | None = None
) -> list[Relation]:
    """Return which innovations bear (nearly) the same name, sorted.

    The score is how likely the two would be one if they were told of one region, so that the
    closest stand first; it is never a reason to merge them.

    Args:
        innovations: All innovations, in any order.
        model: How pairs are judged; None for the model that comes with gali.
    """
    judge = model or default_model()
    ordered = sorted(innovations, key=lambda innovation: innovation.id)
    found: dict[tuple[str, str], Relation] = {}
    for one, other in (*_pairs_of_equal_names(ordered), *_pairs_of_near_names(ordered)):
        relation = _relation(one, other, judge)
        if relation.score >= _LEAST_SCORE or "same_name" in relation.reasons:
            found[relation.innovation_id, relation.other_id] = relation
    return _closest(found.values())


def _pairs_of_equal_names(
    innovations: Sequence[Innovation],
) -> Iterator[tuple[Innovation, Innovation]]:
    """Yield the pairs of one name; of a very common one, those that say like things."""
    by_key: dict[str, list[Innovation]] = defaultdict(list)
    for innovation in innovations:
        by_key[key_of(innovation.name)].append(innovation)
    for group in by_key.values():
        if len(group) <= _ALL_COMPARED:
            yield from combinations(group, 2)
            continue
        alike = sorted(group, key=lambda i: (i.expansion or "", i.owner_type or "", i.id))
        for place, one in enumerate(alike):
            for other in alike[place + 1 : place + 1 + _MOST_HOMONYMS]:
                yield one, other


def _pairs_of_near_names(
    innovations: Sequence[Innovation],
) -> Iterator[tuple[Innovation, Innovation]]:
    """Yield the pairs of one region whose names could be taken for each other."""
    by_region: dict[str, list[Innovation]] = defaultdict(list)
    for innovation in innovations:
        if innovation.region:
            by_region[innovation.region].append(innovation)
    for group in by_region.values():
        profiles = [_profile(innovation) for innovation in group]
        for a, b in find_pairs(profiles):
            if _NEAR_NAMES & features_of(profiles[a], profiles[b]).keys():
                yield group[a], group[b]


def _relation(one: Innovation, other: Innovation, model: PairModel) -> Relation:
    """Return how two innovations of a name stand to each other."""
    first, second = sorted((one, other), key=lambda innovation: innovation.id)
    features = features_of(_profile(first), _profile(second))
    told = {name: value for name, value in features.items() if name not in _NOT_TOLD}
    return Relation(
        innovation_id=first.id,
        other_id=second.id,
        kind="homonym",
        score=round(probability(model.score_features(features)), _SCORE_DIGITS),
        reasons=tuple(sorted(told, key=lambda n: (-abs(model.weights[n] * told[n]), n))),
    )


def _profile(innovation: Innovation) -> Profile:
    """Return what is compared of an innovation, as if all were of one region."""
    owner = ((innovation.owner_type, innovation.owner),) if innovation.owner else ()
    return Profile(
        region="",
        names=(name_words_of(innovation.name),),
        aliases=frozenset(),
        expansions=(innovation.expansion,) if innovation.expansion else (),
        owners=owner,
    )


def _closest(relations: Iterable[Relation]) -> list[Relation]:
    """Return the relations that are among the closest of either side, sorted."""
    by_innovation: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        by_innovation[relation.innovation_id].append(relation)
        by_innovation[relation.other_id].append(relation)
    kept: dict[tuple[str, str], Relation] = {}
    for group in by_innovation.values():
        group.sort(key=lambda r: (-r.score, r.innovation_id, r.other_id))
        kept |= {(r.innovation_id, r.other_id): r for r in group[:_MOST_HOMONYMS]}
    return [kept[pair] for pair in sorted(kept)]
