"""What all articles together tell: innovations, and how they stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ReviewStatus = Literal["otomatis", "diperiksa", "ditolak"]
RelationKind = Literal["homonym", "replica", "similar"]
ConflictField = Literal["expansion", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRef:
    """A mention in the corpus: the id of the article, and the local id in it."""

    article_id: str
    local_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Innovation:
    """One innovation of one region, gathered from all articles that tell of it.

    Derived: it can be deleted and built again from the mentions.

    Attributes:
        id: Stable id (see ``corpus.identity.innovation_id``).
        name: The form that most articles use.
        other_names: All other surfaces, most frequent first.
        expansion: As in ``Mention``, the most frequent; so are ``description``, ``region``,
            ``sector`` and ``year``.
        owner: Most frequent owner as written; None if no article tells one.
        owner_type: ``canonical_id`` of that owner; None if unknown.
        first_seen: Earliest day on which an article told of it; None if no article is dated.
        last_seen: Latest such day.
        mentions: Non-empty, sorted by article id and local id.
        confidence: 0..1, the highest among its mentions.
        status: What people said: nothing (``otomatis``), that it is right, or that it is none.
    """

    id: str
    name: str
    mentions: tuple[MentionRef, ...]
    confidence: float
    other_names: tuple[str, ...] = ()
    expansion: str | None = None
    description: str | None = None
    owner: str | None = None
    owner_type: str | None = None
    region: str | None = None
    sector: str | None = None
    year: int | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    status: ReviewStatus = "otomatis"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicationRef:
    """A replication in the corpus: its article, and its place in that article's list, from 0."""

    article_id: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two innovations that have something to do with each other and yet are two.

    Attributes:
        innovation_id: The source of a replica; of homonyms the smaller id; else whose likeness
            it is.
        other_id: The other one.
        kind: ``homonym`` ((nearly) the same name), ``replica`` (an article says that the other
            copies it) or ``similar`` (a likeness of words, no fact).
        score: 0..1, how alike they are; of a replica, how sure.
        reasons: Names of features; of similar ones the words that they share, weightiest first.
        proofs: The replications that prove a replica; empty for other kinds.
    """

    innovation_id: str
    other_id: str
    kind: RelationKind
    score: float
    reasons: tuple[str, ...] = ()
    proofs: tuple[ReplicationRef, ...] = ()

    def __post_init__(self) -> None:
        """Check that there are two, in order, and that a replica is proved."""
        if self.innovation_id == self.other_id or not 0.0 <= self.score <= 1.0:
            raise ValueError(f"bad relation of {self.innovation_id} and {self.other_id}")
        if self.kind == "homonym" and self.innovation_id > self.other_id:
            raise ValueError(f"homonyms are given with the smaller id first: {self.innovation_id}")
        if (self.kind == "replica") != bool(self.proofs):
            raise ValueError(f"a replica, and only that, needs a proof: {self.innovation_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One of several things that articles say of an innovation and that contradict each other.

    Attributes:
        innovation_id: The innovation.
        field: What they disagree on.
        value: What some of them say.
        n_mentions: How many mentions say so, like spellings counted together; at least one.
    """

    innovation_id: str
    field: ConflictField
    value: str
    n_mentions: int
