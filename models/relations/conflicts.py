"""Where the articles of one innovation contradict each other: what it stands for, whose it is.

Spellings of one thing are no contradiction, nor is a unit beside the office above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.identity import squeeze
from corpus.records import Conflict, ConflictField
from models.linkage.comparison import compare_owners, compare_texts

# Texts of which less is common contradict each other.
_LIKE = 0.75
_LIKE_OWNERS = frozenset({"same", "parent", "kin"})
# What a few of very many articles say is not compared.
_MOST_VALUES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a mention says of an innovation.

    Attributes:
        innovation_id: The innovation.
        field: What it says something of.
        value: What it says; never empty.
        owner_type: Type of an owner; None if unknown, and for expansions.
    """

    innovation_id: str
    field: ConflictField
    value: str
    owner_type: str | None = None


def find_conflicts(statements: Iterable[Statement]) -> list[Conflict]:
    """Return what contradicts, sorted by innovation, field and value.

    Args:
        statements: What the mentions of all innovations say, in any order.

    Returns:
        For each innovation and field at least two conflicts, or none.
    """
    by_subject: dict[tuple[str, ConflictField], list[Statement]] = {}
    for statement in statements:
        by_subject.setdefault((statement.innovation_id, statement.field), []).append(statement)
    return [
        conflict
        for _, group in sorted(by_subject.items(), key=lambda item: item[0])
        for conflict in _conflicts(group)
    ]


def _conflicts(group: Sequence[Statement]) -> Iterator[Conflict]:
    """Yield what the statements on one thing say, if they do not all say the same."""
    counts = Counter((statement.value, statement.owner_type) for statement in group)
    ordered = sorted(counts, key=lambda told: (-counts[told], told[0], told[1] or ""))
    camps: dict[tuple[str, str | None], int] = {}
    for told in ordered[:_MOST_VALUES]:
        head = next((camp for camp in camps if _agree(group[0].field, camp, told)), told)
        camps[head] = camps.get(head, 0) + counts[told]
    if len(camps) < 2:
        return
    for (value, _), n_mentions in sorted(camps.items(), key=lambda item: item[0][0]):
        yield Conflict(
            innovation_id=group[0].innovation_id,
            field=group[0].field,
            value=value,
            n_mentions=n_mentions,
        )


def _agree(
    field: ConflictField, one: tuple[str, str | None], other: tuple[str, str | None]
) -> bool:
    """Return whether two statements can both be true."""
    if squeeze(one[0]) == squeeze(other[0]):
        return True
    if field == "owner":
        return compare_owners((one[1], one[0]), (other[1], other[0])) in _LIKE_OWNERS
    overlap = compare_texts(one[0], other[0])
    return overlap.is_cut or overlap.dice >= _LIKE
