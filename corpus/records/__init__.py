"""The records that flow through gali, from a fetched page to an innovation.

Frozen, slotted, keyword-only; sequences are tuples; times are UTC. Nothing here does any work
beyond checking invariants, and nothing here imports other rooms of the house.

Offsets are code points, half open: ``article.text[e.start:e.end] == e.quote``.
"""

from __future__ import annotations

from corpus.records.articles import (
    Article,
    DatePrecision,
    Page,
    Source,
)
from corpus.records.findings import (
    Award,
    AwardLevel,
    AwardStatus,
    Count,
    CountWhat,
    Evidence,
    Extraction,
    Field,
    Mention,
    Prediction,
    Reason,
    Replication,
    ReplicationKind,
)
from corpus.records.innovations import (
    Conflict,
    ConflictField,
    Innovation,
    MentionRef,
    Relation,
    RelationKind,
    ReplicationRef,
    ReviewStatus,
)

__all__ = [
    "Article",
    "Award",
    "AwardLevel",
    "AwardStatus",
    "Conflict",
    "ConflictField",
    "Count",
    "CountWhat",
    "DatePrecision",
    "Evidence",
    "Extraction",
    "Field",
    "Innovation",
    "Mention",
    "MentionRef",
    "Page",
    "Prediction",
    "Reason",
    "Relation",
    "RelationKind",
    "Replication",
    "ReplicationKind",
    "ReplicationRef",
    "ReviewStatus",
    "Source",
]
