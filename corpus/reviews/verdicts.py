"""What all decisions on one innovation say together: its status, its fields, and who disagrees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.records import ReviewStatus
from corpus.reviews.decisions import Decision, Value

STATUS = "status"
_STATUSES: Mapping[str, ReviewStatus] = {"accept": "diperiksa", "reject": "ditolak"}
# Of these alone an innovation counts as checked; a merge says nothing of its fields.
CHECKING = frozenset({"accept", "reject", "rename", "set"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What holds for an innovation, an award or a replication.

    Attributes:
        status: Rejected if the last one who accepted or rejected it did so, else checked.
        values: Fields that people gave a value, with the decision that did so last.
        last: The latest decision.
        n_decisions: How many there are.
        disputed: Fields, or ``status``, of which two people say different things; each person's
            last word counts.
        holding: Ids of the decisions of which something holds.
    """

    status: ReviewStatus
    values: Mapping[str, tuple[Value, Decision]]
    last: Decision
    n_decisions: int
    disputed: tuple[str, ...]
    holding: frozenset[str]


def judge(decisions: Sequence[Decision]) -> Verdict:
    """Return what decisions on one innovation or fact say together.

    Args:
        decisions: At least one that accepts, rejects or corrects; in their order.
    """
    latest: dict[str, tuple[Value, Decision]] = {}
    words: dict[str, dict[str, Value]] = defaultdict(dict)
    for decision in decisions:
        for topic, value in _statements(decision).items():
            latest[topic] = (value, decision)
            words[topic][decision.by] = value
    status = latest.pop(STATUS, ("diperiksa", decisions[-1]))
    return Verdict(
        status="ditolak" if status[0] == "ditolak" else "diperiksa",
        values=latest,
        last=decisions[-1],
        n_decisions=len(decisions),
        disputed=tuple(sorted(topic for topic in words if len(set(words[topic].values())) > 1)),
        holding=frozenset(decision.id for _, decision in (status, *latest.values())),
    )


def _statements(decision: Decision) -> dict[str, Value]:
    """Return what a decision says, by topic."""
    said: dict[str, Value] = {}
    if decision.action in _STATUSES:
        said[STATUS] = _STATUSES[decision.action]
    if decision.kind == "innovation":
        said |= decision.values
    return said
