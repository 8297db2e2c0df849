"""What waits for a person's eyes, least certain first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.filters import SearchFilters
from corpus.outcomes import OutcomePage
from corpus.reviews.decisions import SubjectKind
from corpus.rows import SqlValue
from corpus.selection import ANY, select_innovations

_NO_LIMIT = -1
_MOST_OFFSET = 2**31
# An innovation is shown by its surest mention, because the doubtful ones say least.
_INNOVATIONS = """
SELECT 'innovation' AS kind, i.id, i.name, coalesce(i.expansion, i.description) AS what, i.owner,
  i.region, i.sector, i.year, i.confidence, i.status, coalesce(c.is_disputed, 0) AS is_disputed,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = m.article_id
    AND e.fact_kind = 'mention' AND e.fact_position = m.position
    ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote,
  a.id AS article_id, a.title, a.url
FROM json_each(?) AS w JOIN innovations AS i ON i.id = w.value
LEFT JOIN innovation_reviews AS c ON c.innovation_id = i.id
JOIN mentions AS m ON m.innovation_id = i.id AND (m.article_id, m.local_id) = (
  SELECT n.article_id, n.local_id FROM mentions AS n WHERE n.innovation_id = i.id
  ORDER BY n.confidence DESC, n.article_id, n.local_id LIMIT 1)
JOIN articles AS a ON a.id = m.article_id
ORDER BY w.key
"""
# Chosen without joins, so that a long list is counted and sorted quickly.
_WAITING = """
FROM TABLE_OF_FACTS AS f
WHERE f.article_id NOT IN (SELECT id FROM articles WHERE duplicate_of IS NOT NULL)
AND (f.article_id, coalesce(f.local_id, '')) NOT IN (SELECT m.article_id, m.local_id
  FROM innovations AS i JOIN mentions AS m ON m.innovation_id = i.id WHERE i.status = 'ditolak')
"""
_UNDECIDED = """
AND (f.article_id, f.position) NOT IN
  (SELECT article_id, fact_position FROM fact_reviews WHERE fact_kind = 'KIND')
"""
_DISPUTED = """
AND (f.article_id, f.position) IN
  (SELECT article_id, fact_position FROM fact_reviews WHERE fact_kind = 'KIND' AND is_disputed)
"""
_OF_INNOVATIONS = """
AND (f.article_id, f.local_id) IN (SELECT m.article_id, m.local_id
  FROM (WANTED) AS w CROSS JOIN mentions AS m ON m.innovation_id = w.id)
"""
_FACTS = """
FROM json_each(?) AS w
JOIN TABLE_OF_FACTS AS f ON f.article_id = w.value ->> 0 AND f.position = w.value ->> 1
JOIN articles AS a ON a.id = f.article_id
LEFT JOIN mentions AS m ON m.article_id = f.article_id AND m.local_id = f.local_id
LEFT JOIN innovations AS i ON i.id = m.innovation_id
LEFT JOIN fact_reviews AS k ON k.article_id = f.article_id AND k.fact_kind = 'KIND'
  AND k.fact_position = f.position
ORDER BY w.key
"""
_FACT_COLUMNS = """
SELECT 'KIND' AS kind, f.article_id || ':KIND:' || f.position AS id, NAME AS name, WHAT AS what,
  NULL AS owner, REGION AS region, i.sector, YEAR AS year, f.confidence,
  coalesce(k.status, 'otomatis') AS status, coalesce(k.is_disputed, 0) AS is_disputed,
  (SELECT e.quote FROM evidence AS e WHERE e.article_id = f.article_id AND e.fact_kind = 'KIND'
    AND e.fact_position = f.position ORDER BY e.role <> 'sentence', e.position LIMIT 1) AS quote,
  a.id AS article_id, a.title, a.url
"""
_WORDS: Mapping[SubjectKind, Mapping[str, str]] = {
    "award": {
        "TABLE_OF_FACTS": "awards",
        "NAME": "coalesce(m.name, f.recipient)",
        "WHAT": "coalesce(f.rank || ' · ', '') || f.scheme || coalesce(' · ' || f.year, '')",
        "REGION": "coalesce(i.region, m.region)",
        "YEAR": "f.year",
        "KIND": "award",
    },
    "replication": {
        "TABLE_OF_FACTS": "replications",
        "NAME": "m.name",
        "WHAT": "coalesce(f.from_region, '?') || ' > ' || coalesce(f.to_region, '?')",
        "REGION": "coalesce(f.to_region, f.from_region)",
        "YEAR": "NULL",
        "KIND": "replication",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """Something that nobody has decided on yet, or on which people disagree.

    Attributes:
        kind: ``innovation``, ``award`` or ``replication``.
        id: Id of the innovation; of a fact, article, kind and place, such as ``a1b2:award:0``.
        name: Name of the innovation or winner; None where a replication names nothing.
        what: Expansion or description; rank, scheme and year; regions from and to. None if none.
        owner: Owner as written; None if not told.
        region: Code; None if not told.
        sector: Code; None if not known.
        year: Year of launch, or of the contest; None if not told.
        confidence: How sure the machine is, 0 to 1.
        status: Review status.
        is_disputed: Whether people disagree.
        quote: A sentence that tells of it; None if there is none.
        article_id: The article of that sentence.
        title: Its headline.
        url: Its address; None for files without one.
    """

    kind: SubjectKind
    id: str
    name: str | None
    what: str | None
    owner: str | None
    region: str | None
    sector: str | None
    year: int | None
    confidence: float
    status: str
    is_disputed: bool
    quote: str | None
    article_id: str
    title: str
    url: str | None


def list_queue(
    conn: sqlite3.Connection,
    kind: SubjectKind = "innovation",
    filters: SearchFilters = ANY,
    limit: int | None = 20,
    offset: int = 0,
    *,
    disputed: bool = False,
) -> OutcomePage[QueueEntry]:
    """Return what waits for a person, least certain first.

    Args:
        conn: A corpus.
        kind: What is listed.
        filters: Which innovations; if there is any filter, awards and replications of these alone.
            A status is passed over.
        limit: Entries on a page; None for all.
        offset: Entries to pass over.
        disputed: Whether to list, instead, what people disagree on, rejected or not.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    bounds = (_NO_LIMIT if limit is None else max(limit, 0), min(max(offset, 0), _MOST_OFFSET))
    if kind == "innovation":
        return _list_innovations(conn, filters, bounds, disputed=disputed)
    return _list_facts(conn, kind, filters, bounds, disputed=disputed)


def _list_innovations(
    conn: sqlite3.Connection, filters: SearchFilters, bounds: tuple[int, int], *, disputed: bool
) -> OutcomePage[QueueEntry]:
    """Return a page of innovations; quotes are looked up for those on the page alone."""
    source, parameters = _source_of_innovations(conn, filters, disputed=disputed)
    total = conn.execute(f"SELECT count(*) {source}", parameters).fetchone()[0]
    ids = [
        row["id"]
        for row in conn.execute(
            f"SELECT id {source} ORDER BY confidence, id LIMIT ? OFFSET ?", (*parameters, *bounds)
        )
    ]
    rows = conn.execute(_INNOVATIONS, (json.dumps(ids),)).fetchall()
    return OutcomePage(total, _entries(rows))


def _source_of_innovations(
    conn: sqlite3.Connection, filters: SearchFilters, *, disputed: bool
) -> tuple[str, tuple[SqlValue, ...]]:
    """Return the part of a query that says which innovations are listed, and its values."""
    if replace(filters, status=None) == ANY and not disputed:
        # The index on status and confidence then gives them in their order.
        return "FROM innovations WHERE status = ?", ("otomatis",)
    if not disputed:
        chosen = select_innovations(conn, "", replace(filters, status="otomatis"))
        return f"FROM {chosen.source} WHERE {chosen.where}", chosen.parameters
    # A search leaves rejected ones out unless they are asked for; people may disagree on these too.
    halves = [_keys(conn, filters, status) for status in (None, "ditolak")]
    where = " OR ".join(f"innovation_key IN ({keys})" for keys, _ in halves)
    source = f"FROM innovations WHERE ({where})"
    source += " AND id IN (SELECT innovation_id FROM innovation_reviews WHERE is_disputed)"
    return source, sum((values for _, values in halves), ())


def _list_facts(
    conn: sqlite3.Connection,
    kind: SubjectKind,
    filters: SearchFilters,
    bounds: tuple[int, int],
    *,
    disputed: bool,
) -> OutcomePage[QueueEntry]:
    """Return a page of awards or replications."""
    parameters: tuple[SqlValue, ...] = ()
    source = _worded(_WAITING + (_DISPUTED if disputed else _UNDECIDED), kind)
    if replace(filters, status=None) != ANY:
        chosen = select_innovations(conn, "", replace(filters, status=None))
        source += _OF_INNOVATIONS.replace("WANTED", chosen.ids)
        parameters = chosen.parameters
    places = conn.execute(
        f"SELECT f.article_id, f.position, count(*) OVER () AS total {source} "
        f"ORDER BY f.confidence, f.article_id || ':{kind}:' || f.position LIMIT ? OFFSET ?",
        (*parameters, *bounds),
    ).fetchall()
    if places:
        total = places[0]["total"]
    else:
        total = conn.execute(f"SELECT count(*) {source}", parameters).fetchone()[0]
    wanted = json.dumps([[place["article_id"], place["position"]] for place in places])
    rows = conn.execute(_worded(_FACT_COLUMNS + _FACTS, kind), (wanted,)).fetchall()
    return OutcomePage(total, _entries(rows))


def _keys(
    conn: sqlite3.Connection, filters: SearchFilters, status: str | None
) -> tuple[str, tuple[SqlValue, ...]]:
    """Return a query for the keys of the innovations that pass filters, and its values."""
    chosen = select_innovations(conn, "", replace(filters, status=status))
    return chosen.keys, chosen.parameters


def _worded(text: str, kind: SubjectKind) -> str:
    """Return SQL with the words of a kind of fact; all of them are our own."""
    for word, stands_for in _WORDS[kind].items():
        text = text.replace(word, stands_for)
    return text


def _entries(rows: Sequence[sqlite3.Row]) -> tuple[QueueEntry, ...]:
    """Return the entries of rows."""
    return tuple(
        QueueEntry(**(dict(row) | {"is_disputed": bool(row["is_disputed"])})) for row in rows
    )
