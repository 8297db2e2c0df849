"""What several mentions of one innovation say together: its name, owner, dates and the rest.

Spellings of one statement count together, and the most frequent statement holds, in its most
frequent spelling; the earliest decides a tie, so that the order in which articles arrive does not
matter. What contradicts it is kept (``models.relations.conflicts``). Which mentions are of one
innovation is decided in ``linkage``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from corpus.identity import squeeze
from corpus.records import Innovation, Mention, MentionRef

T = TypeVar("T", str, int)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkInput:
    """A mention with the article that it stands in.

    Attributes:
        article_id: The article.
        published: Its day of publication; None if unknown.
        mention: The mention.
    """

    article_id: str
    published: date | None
    mention: Mention

    @property
    def order(self) -> tuple[date, str, str]:
        """Sorts by day, undated ones last, then by article and place in it."""
        return (self.published or date.max, self.article_id, self.mention.local_id)


def merge_mentions(
    rows: Sequence[LinkInput], *, innovation_id: str, region: str | None
) -> Innovation:
    """Return the innovation that some mentions tell of.

    Args:
        rows: At least one mention.
        innovation_id: The id that it gets.
        region: Code of its region; None if no mention tells one.

    Raises:
        ValueError: If there are no mentions.
    """
    if not rows:
        raise ValueError(f"innovation {innovation_id} has no mentions")
    rows = sorted(rows, key=lambda row: row.order)
    mentions = [row.mention for row in rows]
    days = [row.published for row in rows if row.published]
    name = _preferred_name(mentions)
    owner = _preferred_owner(mentions)
    return Innovation(
        id=innovation_id,
        name=name,
        other_names=_other_names(mentions, name),
        expansion=_most_told((squeeze(m.expansion), m.expansion) for m in mentions if m.expansion),
        description=_most_told(
            (squeeze(m.description), m.description) for m in mentions if m.description
        ),
        owner=owner,
        owner_type=_type_of(mentions, owner),
        region=region,
        sector=_most_frequent(m.sector for m in mentions if m.sector),
        year=_most_frequent(m.year for m in mentions if m.year),
        first_seen=min(days, default=None),
        last_seen=max(days, default=None),
        mentions=_references(rows),
        confidence=max(mention.confidence for mention in mentions),
    )


def _most_frequent(values: Iterable[T]) -> T | None:
    """Return the value that occurs most often; of several the one that came first."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value]) if counts else None


def _most_told(told: Iterable[tuple[str, str]]) -> str | None:
    """Return of (statement, spelling) pairs the most frequent statement as most spell it."""
    pairs = list(told)
    statement = _most_frequent(statement for statement, _ in pairs)
    return _most_frequent(spelling for said, spelling in pairs if said == statement)


def _preferred_name(mentions: Sequence[Mention]) -> str:
    """Return the name that most mentions use; a short form rather than what it stands for."""
    expansions = {squeeze(mention.expansion) for mention in mentions if mention.expansion}
    names = [(squeeze(mention.name), mention.name) for mention in mentions]
    short = _most_told(name for name in names if name[0] not in expansions)
    return short or _most_told(names) or mentions[0].name


def _preferred_owner(mentions: Sequence[Mention]) -> str | None:
    """Return the body that most mentions name first; ``Dinkes`` counts for ``Dinas Kesehatan``."""
    return _most_told(
        (mention.owner_types[0] or squeeze(mention.owners[0]), mention.owners[0])
        for mention in mentions
        if mention.owners
    )


def _other_names(mentions: Sequence[Mention], name: str) -> tuple[str, ...]:
    """Return all surfaces but the name, most frequent first, then alphabetically."""
    counts = Counter(surface for mention in mentions for surface in mention.surfaces)
    del counts[name]
    return tuple(sorted(counts, key=lambda surface: (-counts[surface], surface)))


def _type_of(mentions: Sequence[Mention], owner: str | None) -> str | None:
    """Return the type that most mentions give an owner."""
    return _most_frequent(
        type_id
        for mention in mentions
        for body, type_id in zip(mention.owners, mention.owner_types, strict=True)
        if body == owner and type_id
    )


def _references(rows: Sequence[LinkInput]) -> tuple[MentionRef, ...]:
    """Return where the mentions stand, sorted, each once."""
    places = {(row.article_id, row.mention.local_id) for row in rows}
    return tuple(MentionRef(article_id=a, local_id=m) for a, m in sorted(places))
