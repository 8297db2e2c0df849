"""The way from mentions to innovations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from corpus.records import Innovation, MentionRef
from models.consensus import LinkInput, merge_mentions
from models.linkage.blocking import find_pairs, iter_hub_pairs
from models.linkage.clusters import Clusters, Pair, gather
from models.linkage.features import features_of
from models.linkage.ids import name_groups, region_of
from models.linkage.names import key_of
from models.linkage.placing import place_clusters
from models.linkage.profile import profile_of, signature_of
from models.linkage.scoring import PairModel, default_model

# An article that tells of "e-Office" and "e-Office Desa" tells of two, unless the names are one.
_ONE_THING = frozenset("slip slip_short alias name_is_expansion same_expansion".split())
RefPair = tuple[MentionRef, MentionRef]
Block = dict[tuple[object, ...], list[int]]


def link_mentions(
    rows: Iterable[LinkInput],
    *,
    must_link: Iterable[RefPair] = (),
    cannot_link: Iterable[RefPair] = (),
    model: PairModel | None = None,
) -> list[Innovation]:
    """Return the innovations that some mentions tell of, sorted by id.

    Args:
        rows: All mentions of the corpus, in any order; the result does not depend on it.
        must_link: Mentions that people put together. That goes before all that the model says,
            even across regions. Mentions that are not among the rows are passed over.
        cannot_link: Mentions that people keep apart; likewise. Where the two contradict each
            other, mentions are kept apart.
        model: How pairs are judged; None for the model that comes with gali.

    Returns:
        One innovation for each group; every mention is in exactly one.
    """
    ordered = sorted(rows, key=lambda row: row.order)
    groups = group_mentions(
        ordered, must_link=must_link, cannot_link=cannot_link, model=model or default_model()
    )
    found = [
        merge_mentions(group, innovation_id=innovation_id, region=region_of(group))
        for innovation_id, group in name_groups(groups)
    ]
    return sorted(found, key=lambda innovation: innovation.id)


def group_mentions(
    rows: Sequence[LinkInput],
    *,
    must_link: Iterable[RefPair] = (),
    cannot_link: Iterable[RefPair] = (),
    model: PairModel,
) -> list[list[LinkInput]]:
    """Return mentions in groups of one innovation each.

    Args:
        rows: Mentions, sorted by ``order``.
        must_link: See ``link_mentions``.
        cannot_link: See ``link_mentions``.
        model: How pairs are judged.
    """
    clusters = Clusters(len(rows))
    bound = _obey_people(rows, clusters, list(must_link), list(cannot_link))
    for block in _blocks_of_equal_names(rows, bound):
        _unite_senses(rows, block, clusters, model)
    for region_clusters in _by_region(rows, clusters):
        _unite_names(rows, region_clusters, clusters, model)
    place_clusters(rows, clusters, model)
    return [[rows[number] for number in numbers] for numbers in clusters.sets()]


def _obey_people(
    rows: Sequence[LinkInput],
    clusters: Clusters,
    must_link: Sequence[RefPair],
    cannot_link: Sequence[RefPair],
) -> set[int]:
    """Do what people said, and return the mentions that they spoke of."""
    if not must_link and not cannot_link:
        return set()
    numbers = {
        MentionRef(article_id=row.article_id, local_id=row.mention.local_id): number
        for number, row in enumerate(rows)
    }
    apart = _known_pairs(cannot_link, numbers)
    together = _known_pairs(must_link, numbers)
    for one, other in apart:
        clusters.keep_apart(one, other)
    for one, other in together:
        clusters.unite(one, other)
    return {number for pair in apart + together for number in pair}


def _known_pairs(pairs: Sequence[RefPair], numbers: dict[MentionRef, int]) -> list[Pair]:
    """Return pairs as numbers of mentions, sorted; those that are not there are left out."""
    return sorted(
        (min(numbers[one], numbers[other]), max(numbers[one], numbers[other]))
        for one, other in pairs
        if one in numbers and other in numbers and one != other
    )


def _blocks_of_equal_names(rows: Sequence[LinkInput], bound: set[int]) -> Iterator[Block]:
    """Yield the mentions of one region and name, those that say the same together.

    A mention that people spoke of stays alone, so that another goes with it only for a reason.
    """
    blocks: dict[tuple[str | None, str], Block] = {}
    for number, row in enumerate(rows):
        block = blocks.setdefault((row.mention.region, key_of(row.mention.name)), {})
        said: tuple[object, ...] = signature_of(row)
        block.setdefault((*said, number) if number in bound else said, []).append(number)
    yield from blocks.values()


def _unite_senses(
    rows: Sequence[LinkInput], block: Block, clusters: Clusters, model: PairModel
) -> None:
    """Unite mentions of one name and region unless they tell of different things."""
    nodes = sorted(block.values(), key=lambda numbers: (-len(numbers), numbers))
    for numbers in nodes:
        for number in numbers[1:]:
            clusters.unite(numbers[0], number)
    if len(nodes) < 2:
        return
    region = rows[nodes[0][0]].mention.region
    profiles = [profile_of([rows[numbers[0]]], region) for numbers in nodes]
    pairs = iter_hub_pairs(range(len(nodes)))
    # Numbers of nodes, not of mentions: of equally likely places the one of most mentions wins.
    scored = [(model.score(profiles[a], profiles[b]), a, b) for a, b in pairs]
    gather(clusters, scored, model, [numbers[0] for numbers in nodes])


def _by_region(rows: Sequence[LinkInput], clusters: Clusters) -> Iterator[list[list[int]]]:
    """Yield the clusters of each region, those of most mentions first."""
    regions: dict[str | None, list[list[int]]] = defaultdict(list)
    for numbers in clusters.sets():
        regions[region_of([rows[number] for number in numbers])].append(numbers)
    for found in regions.values():
        yield sorted(found, key=lambda numbers: (-len(numbers), numbers))


def _unite_names(
    rows: Sequence[LinkInput], found: list[list[int]], clusters: Clusters, model: PairModel
) -> None:
    """Unite clusters of one region that bear different names and are one innovation."""
    if len(found) < 2:
        return
    region = region_of([rows[number] for number in found[0]])
    profiles = [profile_of([rows[number] for number in numbers], region) for numbers in found]
    scored = []
    for a, b in find_pairs(profiles):
        features = features_of(profiles[a], profiles[b])
        score = model.score_features(features)
        if score >= model.threshold and not features.keys() & _ONE_THING:
            articles = ({rows[number].article_id for number in found[place]} for place in (a, b))
            score = model.veto if set.intersection(*articles) else score
        scored.append((score, a, b))
    gather(clusters, scored, model, [numbers[0] for numbers in found])
