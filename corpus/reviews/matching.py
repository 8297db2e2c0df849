"""Finds what a decision speaks of in the corpus as it is now, by places in articles.

Local ids and ids of innovations change when articles are extracted again; where an article names
an innovation does not. A place is found again by the overlap of the name's span, else by the
squeezed name in the same article. Where an article was replaced by another reading of its page, or
turned out to be a copy, the one that stands for it is looked into, by name alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from corpus.identity import fold, squeeze
from corpus.records import MentionRef
from corpus.reviews.decisions import Anchor, Decision

_MENTIONS = """
SELECT m.article_id, m.local_id, m.innovation_id, m.name, m.surfaces,
  e.field, e.start, e."end" AS end_
FROM mentions AS m JOIN evidence AS e ON e.article_id = m.article_id
  AND e.fact_kind = 'mention' AND e.fact_position = m.position AND e.position = 0
WHERE m.article_id IN (SELECT value FROM json_each(?))
ORDER BY m.article_id, e.field, e.start, m.name
"""
_STANDS_FOR = (
    "SELECT id, duplicate_of FROM articles "
    "WHERE duplicate_of IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
)
_FACTS = {
    "award": """
SELECT f.article_id, f.position, coalesce(m.name, f.recipient) AS winner, f.rank,
  e.field, e.start, e."end" AS end_
FROM awards AS f
LEFT JOIN mentions AS m ON m.article_id = f.article_id AND m.local_id = f.local_id
JOIN evidence AS e ON e.article_id = f.article_id AND e.fact_kind = 'award'
  AND e.fact_position = f.position
WHERE f.article_id IN (SELECT value FROM json_each(?)) ORDER BY f.article_id, f.position, e.position
""",
    "replication": """
SELECT f.article_id, f.position, f.from_region, f.to_region, e.field, e.start, e."end" AS end_
FROM replications AS f JOIN evidence AS e ON e.article_id = f.article_id
  AND e.fact_kind = 'replication' AND e.fact_position = f.position
WHERE f.article_id IN (SELECT value FROM json_each(?)) ORDER BY f.article_id, f.position, e.position
""",
}
FactKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a mention of the corpus names its innovation."""

    ref: MentionRef
    innovation_id: str | None
    names: frozenset[str]
    field: str
    start: int
    end: int


class MentionFinder:
    """The mentions of some articles, to find anchors among them.

    Args:
        conn: A corpus.
        article_ids: The articles that anchors name; others are not looked into.
    """

    def __init__(self, conn: sqlite3.Connection, article_ids: Collection[str]) -> None:
        wanted = json.dumps(sorted(article_ids))
        self._stands_for = dict(conn.execute(_STANDS_FOR, (wanted,)).fetchall())
        looked_into = sorted({*article_ids, *self._stands_for.values()})
        self._places: dict[str, list[_Place]] = defaultdict(list)
        self._innovations: dict[MentionRef, str | None] = {}
        for row in conn.execute(_MENTIONS, (json.dumps(looked_into),)):
            place = _place(row)
            self._places[row["article_id"]].append(place)
            self._innovations[place.ref] = place.innovation_id

    def find(self, anchor: Anchor) -> MentionRef | None:
        """Return the mention that stands where an anchor does; None if there is none any more."""
        original = self._stands_for.get(anchor.article_id)
        places = self._places[original or anchor.article_id]
        overlaps = [] if original else [(_overlap(anchor, place), place) for place in places]
        best = max(overlaps, key=lambda pair: pair[0], default=(0, None))
        if best[0] > 0 and best[1] is not None:
            return best[1].ref
        wanted = squeeze(anchor.quote)
        return next((place.ref for place in places if wanted in place.names), None)

    def find_all(self, anchors: Iterable[Anchor]) -> list[MentionRef]:
        """Return the mentions of some anchors, each once, in the order of the anchors."""
        found = (self.find(anchor) for anchor in anchors)
        return list(dict.fromkeys(ref for ref in found if ref is not None))

    def innovation_of(self, ref: MentionRef) -> str | None:
        """Return the innovation of a mention that was found; None until it is linked."""
        return self._innovations[ref]


def articles_of(decisions: Iterable[Decision]) -> set[str]:
    """Return the articles that decisions speak of."""
    return {
        anchor.article_id
        for decision in decisions
        for anchor in (*decision.anchors, *decision.other_anchors)
    }


def find_facts(
    conn: sqlite3.Connection, decisions: Iterable[Decision]
) -> dict[str, FactKey | None]:
    """Return the award or replication that each decision on one speaks of, by decision.

    It must stand where it stood and say the same: a rank, a winner, two regions. Otherwise
    a decision on one award of a sentence would pass to another.

    Returns:
        Article, kind and position of each; None for what is not there any more.
    """
    found: dict[str, FactKey | None] = {}
    by_kind: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_kind[decision.kind].append(decision)
    for kind, query in _FACTS.items():
        wanted = json.dumps(sorted(articles_of(by_kind[kind])))
        rows: dict[str, list[sqlite3.Row]] = defaultdict(list)
        for row in conn.execute(query, (wanted,)):
            rows[row["article_id"]].append(row)
        for decision in by_kind[kind]:
            found[decision.id] = _find_fact(decision, rows)
    return found


def _find_fact(decision: Decision, rows: Mapping[str, list[sqlite3.Row]]) -> FactKey | None:
    """Return the fact of a decision with most words in common; None if there is none."""
    overlaps: dict[FactKey, int] = defaultdict(int)
    for anchor in decision.anchors:
        for row in rows.get(anchor.article_id, ()):
            if _says_the_same(decision, row):
                shared = _shared(anchor, row["field"], row["start"], row["end_"])
                overlaps[anchor.article_id, decision.kind, row["position"]] += shared
    best = max(overlaps.items(), key=lambda item: item[1], default=(None, 0))
    return best[0] if best[1] > 0 else None


def _says_the_same(decision: Decision, row: sqlite3.Row) -> bool:
    """Return whether a fact has the values that a decision names."""
    return all(
        fold(str(value or "")) == fold(str(row[name] or ""))
        for name, value in decision.values.items()
    )


def _place(row: sqlite3.Row) -> _Place:
    """Return the place of a row."""
    surfaces = json.loads(row["surfaces"])
    return _Place(
        ref=MentionRef(article_id=row["article_id"], local_id=row["local_id"]),
        innovation_id=row["innovation_id"],
        names=frozenset(squeeze(name) for name in (row["name"], *surfaces)),
        field=row["field"],
        start=row["start"],
        end=row["end_"],
    )


def _overlap(anchor: Anchor, place: _Place) -> int:
    """Return how many characters a name shares with an anchor."""
    return _shared(anchor, place.field, place.start, place.end)


def _shared(anchor: Anchor, field: str, start: int, end: int) -> int:
    """Return how many characters a span shares with an anchor."""
    if anchor.field != field:
        return 0
    return max(0, min(anchor.end, end) - max(anchor.start, start))
