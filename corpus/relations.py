"""Relations of innovations and contradictions about them, in and out of the corpus.

They are derived from the rest and made anew with it; only what changed is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.connection import transaction
from corpus.records import Conflict, ConflictField, Relation
from corpus.rows import SqlValue, insert_statement, to_sql

Row = tuple[SqlValue, ...]
_TABLES = {
    "innovation_relations": ("innovation_id", "other_id", "kind", "score", "reasons"),
    "replica_proofs": ("innovation_id", "other_id", "article_id", "position"),
    "innovation_conflicts": ("innovation_id", "field", "value", "n_mentions"),
}
_N_KEYS = {"innovation_relations": 3, "replica_proofs": 4, "innovation_conflicts": 3}
_RELATED = """
SELECT v.kind, v.other_id, v.other, v.other_expansion, v.other_region_code, v.score, v.reasons,
  CASE WHEN v.kind IN ('source', 'replica') THEN
  (SELECT e.quote FROM replica_proofs AS p JOIN evidence AS e ON e.article_id = p.article_id
    AND e.fact_kind = 'replication' AND e.fact_position = p.position AND e.role = 'sentence'
    WHERE p.innovation_id = CASE v.kind WHEN 'source' THEN v.other_id ELSE v.innovation_id END
    AND p.other_id = CASE v.kind WHEN 'source' THEN v.innovation_id ELSE v.other_id END
    ORDER BY p.article_id, p.position, e.position LIMIT 1) END AS quote
FROM v_relations AS v WHERE v.innovation_id = ? AND (SELECT o.status FROM innovations AS o
  WHERE o.id = v.other_id) <> 'ditolak'
ORDER BY CASE v.kind WHEN 'source' THEN 0 WHEN 'replica' THEN 1 WHEN 'homonym' THEN 2 ELSE 3 END,
  v.score DESC, v.other_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedInnovation:
    """Another innovation, seen from one.

    Attributes:
        kind: ``source`` (the one copies it), ``replica`` (it copies the one), ``homonym`` or
            ``similar``.
        id: Its id.
        name: Its name.
        expansion: What that stands for; None if unknown.
        region: Its region; None if unknown.
        score: 0..1, how alike they are; of replicas, how sure.
        reasons: Names of features (see ``models.linkage.features``); of similar ones the words
            that they share.
        quote: The sentence that tells of a replication; None for other kinds.
    """

    kind: str
    id: str
    name: str
    expansion: str | None
    region: str | None
    score: float
    reasons: tuple[str, ...]
    quote: str | None


def write_relations(
    conn: sqlite3.Connection, relations: Iterable[Relation], conflicts: Iterable[Conflict]
) -> None:
    """Replace all relations and conflicts of the corpus, in one transaction.

    Raises:
        sqlite3.IntegrityError: If one names an innovation or a replication that is not there, or
            is given twice; nothing is changed then.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    related = list(relations)
    wanted: dict[str, list[Row]] = {
        "innovation_relations": [
            (r.innovation_id, r.other_id, r.kind, r.score, to_sql(r.reasons)) for r in related
        ],
        "replica_proofs": [
            (r.innovation_id, r.other_id, proof.article_id, proof.position)
            for r in related
            for proof in r.proofs
        ],
        "innovation_conflicts": [
            (c.innovation_id, c.field, c.value, c.n_mentions) for c in conflicts
        ],
    }
    with transaction(conn):
        for table, rows in wanted.items():
            _replace_rows(conn, table, rows)


def read_related(conn: sqlite3.Connection, innovation_id: str) -> list[RelatedInnovation]:
    """Return the innovations that have to do with one: sources, replicas, homonyms, similar ones.

    Within a kind the most alike come first; those that people rejected are left out.
    """
    return [
        RelatedInnovation(
            kind=row["kind"],
            id=row["other_id"],
            name=row["other"],
            expansion=row["other_expansion"],
            region=row["other_region_code"],
            score=row["score"],
            reasons=tuple(json.loads(row["reasons"])),
            quote=row["quote"],
        )
        for row in conn.execute(_RELATED, (innovation_id,))
    ]


def read_conflicts(conn: sqlite3.Connection, innovation_id: str) -> list[Conflict]:
    """Return what articles disagree on about an innovation, by field, the most told first."""
    rows = conn.execute(
        "SELECT field, value, n_mentions FROM innovation_conflicts WHERE innovation_id = ? "
        "ORDER BY field, n_mentions DESC, value",
        (innovation_id,),
    )
    found: list[tuple[ConflictField, str, int]] = [tuple(row) for row in rows]
    return [
        Conflict(innovation_id=innovation_id, field=field, value=value, n_mentions=n_mentions)
        for field, value, n_mentions in found
    ]


def _replace_rows(conn: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Bring a table to the rows that are wanted; those that stay the same are not touched."""
    columns = _TABLES[table]
    known = {tuple(row) for row in conn.execute(f"SELECT {', '.join(columns)} FROM {table}")}  # noqa: S608
    wanted = set(rows)
    keys = columns[: _N_KEYS[table]]
    condition = " AND ".join(f"{name} = ?" for name in keys)
    conn.executemany(
        f"DELETE FROM {table} WHERE {condition}",  # noqa: S608 -- names of our own schema
        [row[: len(keys)] for row in sorted(known - wanted, key=repr)],
    )
    conn.executemany(insert_statement(table, columns), sorted(wanted - known, key=repr))
