"""Which innovation is a replica of which, by what articles tell; never by likeness alone.

An article says that region B takes over innovation X of region A. Where the corpus has an
innovation of B under that name, or under the one that the article says it goes on by, it is a
replica of X.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Innovation, Relation, ReplicationKind, ReplicationRef
from models.linkage.names import key_of

# How sure a replica is by the furthest step that an article tells of.
_STEPS: Mapping[ReplicationKind, float] = {
    "adopted": 0.9,
    "agreement": 0.7,
    "planned": 0.5,
    "study_visit": 0.3,
}
_SCORE_DIGITS = 3
_MOST_ALIASES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReplication:
    """A replication as an article tells it.

    Attributes:
        ref: Where it stands.
        from_region: Region that is learnt from; None if not told.
        to_region: Region that learns; None if not told.
        kind: How far it went.
        innovation_id: What is copied; None if no innovation is named.
        replica_name: Name under which it goes on; None if it was not renamed.
        confidence: 0..1, how sure the extractor is.
    """

    ref: ReplicationRef
    from_region: str | None
    to_region: str | None
    kind: ReplicationKind
    innovation_id: str | None
    replica_name: str | None
    confidence: float


def find_replicas(
    innovations: Iterable[Innovation], replications: Iterable[ToldReplication]
) -> list[Relation]:
    """Return which innovation is a replica of which, sorted.

    Args:
        innovations: All innovations, in any order.
        replications: What articles tell, in any order.

    Returns:
        One relation for each source and replica, with all replications that prove it. The score
        is that of the strongest proof.
    """
    by_id = {innovation.id: innovation for innovation in innovations}
    bearers = _bearers(by_id.values())
    proofs: dict[tuple[str, str], list[ToldReplication]] = defaultdict(list)
    for told in replications:
        named = by_id.get(told.innovation_id or "")
        pair = _find_pair(told, named, bearers) if named else None
        if pair:
            proofs[pair].append(told)
    return [_relation(pair, proofs[pair]) for pair in sorted(proofs)]


def _bearers(innovations: Iterable[Innovation]) -> Mapping[tuple[str, str], list[str]]:
    """Return the innovations of each region and name."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for innovation in innovations:
        names = (innovation.name, *innovation.other_names[:_MOST_ALIASES])
        for key in {key_of(name) for name in names} if innovation.region else ():
            found[innovation.region or "", key].append(innovation.id)
    return found


def _find_pair(
    told: ToldReplication, named: Innovation, bearers: Mapping[tuple[str, str], list[str]]
) -> tuple[str, str] | None:
    """Return source and replica; None if the corpus does not have both, or several fit."""
    if told.from_region == told.to_region:
        return None
    if named.region == told.to_region and named.region is not None:
        # The article tells of the learner's own: the source bears the same name elsewhere.
        source = _only(bearers.get((told.from_region or "", key_of(named.name)), ()), named.id)
        return (source, named.id) if source else None
    replica_key = key_of(told.replica_name or named.name)
    replica = _only(bearers.get((told.to_region or "", replica_key), ()), named.id)
    return (named.id, replica) if replica else None


def _only(ids: Sequence[str], besides: str) -> str | None:
    """Return the one id that is not a given one; None if there is none or are several."""
    others = [found for found in ids if found != besides]
    return others[0] if len(others) == 1 else None


def _relation(pair: tuple[str, str], proofs: Sequence[ToldReplication]) -> Relation:
    """Return the relation that some replications prove."""
    steps = {told.kind for told in proofs}
    strongest = max(proofs, key=lambda told: (_STEPS[told.kind] * told.confidence, told.kind))
    return Relation(
        innovation_id=pair[0],
        other_id=pair[1],
        kind="replica",
        score=round(_STEPS[strongest.kind] * strongest.confidence, _SCORE_DIGITS),
        reasons=tuple(step for step in _STEPS if step in steps),
        proofs=tuple(
            sorted((told.ref for told in proofs), key=lambda ref: (ref.article_id, ref.position))
        ),
    )
