"""What the JSON interface tells of reviewing: the queue, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from corpus.reviews.queue import QueueEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """What a person decided.

    Attributes:
        id: Id in the review log.
        at: When, UTC.
        by: Who.
        action: ``accept``, ``reject``, ``rename``, ``set``, ``merge``, ``split``, ``undo`` or
            ``note``.
        kind: ``innovation``, ``award`` or ``replication``.
        name: Of what; null if it is gone.
        innovation_ids: Innovations that it speaks of now.
        values: What fields were to hold.
        note: Why, in the person's words; null if nothing was said.
        state: ``holds``, ``disputed``, ``overruled``, ``undone`` or ``dangling``.
    """

    id: str
    at: datetime
    by: str
    action: str
    kind: str
    name: str | None
    innovation_ids: tuple[str, ...]
    values: Mapping[str, str | int | None]
    note: str | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A page of what waits for a person, least certain first.

    Attributes:
        total: How much there is on all pages.
        next: Address of the next page; null on the last.
        entries: What is on this page.
    """

    total: int
    next: str | None
    entries: tuple[QueueEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionList:
    """A page of what people decided, the latest first.

    Attributes:
        total: How many decisions there are.
        next: Address of the next page; null on the last.
        decisions: Those of this page.
    """

    total: int
    next: str | None
    decisions: tuple[ReviewDecision, ...]
