"""Reads what was extracted: rows of facts and their evidence back into one record an article."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.records import (
    Award,
    Count,
    Evidence,
    Extraction,
    Mention,
    Prediction,
    Reason,
    Replication,
)

_Spans = Mapping[tuple[str, str, int], tuple[Evidence, ...]]


def read_extractions(conn: sqlite3.Connection, article_ids: Sequence[str]) -> dict[str, Extraction]:
    """Return the extractions of some articles by article id; those without one are left out.

    Memory grows with the number of articles: ask for some hundreds at a time.
    """
    spans = _read_spans(conn, article_ids)
    owners = _read_owners(conn, article_ids)
    mentions = _read_facts(conn, "mentions", article_ids)
    awards = _read_facts(conn, "awards", article_ids)
    replications = _read_facts(conn, "replications", article_ids)
    counts = _read_facts(conn, "counts", article_ids)
    return {
        row["article_id"]: Extraction(
            article_id=row["article_id"],
            extractor=row["extractor"],
            relevant=bool(row["relevant"]),
            region=row["region"],
            innovations=tuple(
                _mention(m, owners[m["article_id"], m["local_id"]], spans)
                for m in mentions[row["article_id"]]
            ),
            awards=tuple(_award(a, spans) for a in awards[row["article_id"]]),
            replications=tuple(_replication(r, spans) for r in replications[row["article_id"]]),
            counts=tuple(_count(c, spans) for c in counts[row["article_id"]]),
        )
        for row in _rows(conn, "extractions", article_ids, order="article_id")
    }


def read_predictions(conn: sqlite3.Connection, article_id: str) -> dict[str, Prediction]:
    """Return the sector that a model gave each mention of an article, by local id."""
    return {
        row["local_id"]: Prediction(
            label=row["sector"],
            probability=row["sector_probability"],
            model=row["sector_model"],
            reasons=tuple(
                Reason(name=name, weight=weight)
                for name, weight in json.loads(row["sector_reasons"])
            ),
        )
        for row in _rows(conn, "mentions", [article_id])
        if row["sector_model"] is not None
    }


def _rows(
    conn: sqlite3.Connection, table: str, article_ids: Sequence[str], *, order: str = "position"
) -> list[sqlite3.Row]:
    """Return the rows of some articles in one of our tables."""
    return conn.execute(
        f"SELECT * FROM {table} "  # noqa: S608 -- names of our own schema
        f"WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY {order}",
        (json.dumps(list(article_ids)),),
    ).fetchall()


def _read_facts(
    conn: sqlite3.Connection, table: str, article_ids: Sequence[str]
) -> dict[str, list[sqlite3.Row]]:
    """Return the rows of one kind of fact by article, in their order."""
    facts: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in _rows(conn, table, article_ids):
        facts[row["article_id"]].append(row)
    return facts


def _read_owners(
    conn: sqlite3.Connection, article_ids: Sequence[str]
) -> dict[tuple[str, str], list[sqlite3.Row]]:
    """Return the owners of each mention, in their order."""
    owners: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
    for row in _rows(conn, "mention_owners", article_ids):
        owners[row["article_id"], row["local_id"]].append(row)
    return owners


def _read_spans(conn: sqlite3.Connection, article_ids: Sequence[str]) -> _Spans:
    """Return the evidence of each fact, in its order."""
    spans: dict[tuple[str, str, int], tuple[Evidence, ...]] = defaultdict(tuple)
    for row in _rows(conn, "evidence", article_ids):
        spans[row["article_id"], row["fact_kind"], row["fact_position"]] += (
            Evidence(
                start=row["start"],
                end=row["end"],
                quote=row["quote"],
                field=row["field"],
                role=row["role"],
            ),
        )
    return spans


def _mention(row: sqlite3.Row, owners: Sequence[sqlite3.Row], spans: _Spans) -> Mention:
    """Return the mention of a row."""
    return Mention(
        local_id=row["local_id"],
        name=row["name"],
        surfaces=tuple(json.loads(row["surfaces"])),
        expansion=row["expansion"],
        description=row["description"],
        owners=tuple(owner["owner"] for owner in owners),
        owner_types=tuple(owner["owner_type"] for owner in owners),
        region=row["region"],
        sector=row["sector"],
        year=row["year"],
        confidence=row["confidence"],
        found_by=row["found_by"],
        evidence=spans[row["article_id"], "mention", row["position"]],
    )


def _award(row: sqlite3.Row, spans: _Spans) -> Award:
    """Return the award of a row."""
    return Award(
        innovation=row["local_id"],
        recipient=row["recipient"],
        scheme=row["scheme"],
        rank=row["rank"],
        year=row["year"],
        level=row["level"],
        status=row["status"],
        prize=row["prize"],
        confidence=row["confidence"],
        found_by=row["found_by"],
        evidence=spans[row["article_id"], "award", row["position"]],
    )


def _replication(row: sqlite3.Row, spans: _Spans) -> Replication:
    """Return the replication of a row."""
    return Replication(
        from_region=row["from_region"],
        to_region=row["to_region"],
        kind=row["kind"],
        innovation=row["local_id"],
        confidence=row["confidence"],
        found_by=row["found_by"],
        evidence=spans[row["article_id"], "replication", row["position"]],
    )


def _count(row: sqlite3.Row, spans: _Spans) -> Count:
    """Return the count of a row."""
    return Count(
        value=row["value"],
        what=row["what"],
        region=row["region"],
        owner=row["owner"],
        year=row["year"],
        confidence=row["confidence"],
        found_by=row["found_by"],
        evidence=spans[row["article_id"], "count", row["position"]],
    )
