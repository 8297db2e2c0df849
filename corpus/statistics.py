"""Counts what a corpus holds: totals, and how they spread over sectors, regions, years, bodies.

Copies of articles and what people rejected are not counted, except where a name says so.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from corpus.rows import day_from_sql

UNKNOWN = "unknown"
_INNOVATIONS = "v_innovations WHERE status <> 'ditolak'"
_AWARDS = "v_awards WHERE review_status <> 'ditolak'"
_REPLICATIONS = "v_replications WHERE review_status <> 'ditolak'"
_ORIGINALS = "articles WHERE duplicate_of IS NULL"
_COPIES = "articles WHERE duplicate_of IS NOT NULL AND id NOT IN (SELECT id FROM replaced_articles)"
_OUTLET_NAME = "(SELECT min(name) FROM sources WHERE sources.domain = outlet)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often one value occurs.

    Attributes:
        key: Code or value; None for what is not known.
        label: The value in words; ``unknown`` if ``key`` is None.
        n: At least 1.
    """

    key: str | None
    label: str
    n: int


Tallies = tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusStatistics:
    """What a corpus holds. Tallies are most frequent first, those of years in their order.

    Attributes:
        n_articles: Originals.
        n_copies: Articles that are copies of another.
        n_replaced: Articles whose page was changed, or is read otherwise by now.
        n_pages: Pages kept as fetched.
        n_extracted: Originals that an extractor has read.
        n_relevant: Those of them that tell of innovations.
        n_mentions: Mentions of innovations.
        n_unlinked: Extractions since innovations were last built.
        n_innovations: Innovations, rejected ones left out.
        n_awards: Awards.
        n_replications: Replications.
        n_counts: Stated numbers.
        first_published: Earliest day of publication; None if no article is dated.
        last_published: Latest day.
        innovations_by_sector: Innovations of each sector.
        innovations_by_region: Innovations of each region.
        innovations_by_year: By year of launch, else of the first article.
        innovations_by_owner_type: Innovations of each type of body.
        articles_by_outlet: Articles of each newspaper, under its name if it is a known one.
        articles_by_year: Articles by year of publication.
        awards_by_rank: Awards by rank as written, whatever their status.
        awards_by_status: Awards by how far they came.
        replications_by_kind: Replications by how far they went.
        replication_flows: Replications from one region to another, ``33.02 > 33.21``.
    """

    n_articles: int
    n_copies: int
    n_replaced: int
    n_pages: int
    n_extracted: int
    n_relevant: int
    n_mentions: int
    n_unlinked: int
    n_innovations: int
    n_awards: int
    n_replications: int
    n_counts: int
    first_published: date | None
    last_published: date | None
    innovations_by_sector: Tallies
    innovations_by_region: Tallies
    innovations_by_year: Tallies
    innovations_by_owner_type: Tallies
    articles_by_outlet: Tallies
    articles_by_year: Tallies
    awards_by_rank: Tallies
    awards_by_status: Tallies
    replications_by_kind: Tallies
    replication_flows: Tallies


def corpus_statistics(conn: sqlite3.Connection) -> CorpusStatistics:
    """Count everything once; takes some tenths of a second at 100,000 articles."""
    first, last = conn.execute(
        "SELECT min(published), max(published) FROM articles WHERE duplicate_of IS NULL"
    ).fetchone()
    year = "CAST(coalesce(year, substr(first_seen, 1, 4)) AS TEXT)"
    extracted = (
        "extractions AS e JOIN articles AS a ON a.id = e.article_id WHERE a.duplicate_of IS NULL"
    )
    return CorpusStatistics(
        n_articles=_count(conn, _ORIGINALS),
        n_copies=_count(conn, _COPIES),
        n_replaced=_count(conn, "replaced_articles"),
        n_pages=_count(conn, "pages"),
        n_extracted=_count(conn, extracted),
        n_relevant=_count(conn, f"{extracted} AND e.relevant"),
        n_mentions=_count(conn, "v_mentions"),
        n_unlinked=_count(conn, f"{extracted} AND NOT e.linked"),
        n_innovations=_count(conn, _INNOVATIONS),
        n_awards=_count(conn, _AWARDS),
        n_replications=_count(conn, _REPLICATIONS),
        n_counts=_count(conn, "v_counts"),
        first_published=day_from_sql(first),
        last_published=day_from_sql(last),
        innovations_by_sector=_tally(conn, "sector", "sector_name", _INNOVATIONS),
        innovations_by_region=_tally(conn, "region", "region_name", _INNOVATIONS),
        innovations_by_year=_by_year(conn, year, _INNOVATIONS),
        innovations_by_owner_type=_tally(conn, "owner_type", "owner_type", _INNOVATIONS),
        articles_by_outlet=_tally(conn, "outlet", _OUTLET_NAME, _ORIGINALS),
        articles_by_year=_by_year(conn, "substr(published, 1, 4)", _ORIGINALS),
        awards_by_rank=_tally(conn, "rank", "rank", _AWARDS),
        awards_by_status=_tally(conn, "status", "status", _AWARDS),
        replications_by_kind=_tally(conn, "kind", "kind", _REPLICATIONS),
        replication_flows=_tally(
            conn,
            "from_region || ' > ' || to_region",
            "from_name || ' > ' || to_name",
            _REPLICATIONS,
        ),
    )


def _count(conn: sqlite3.Connection, rows: str) -> int:
    """Return the number of rows of a table or view with a condition."""
    return int(conn.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])  # noqa: S608


def _tally(conn: sqlite3.Connection, key: str, label: str, rows: str) -> Tallies:
    """Return how often each value occurs, most frequent first."""
    query = (
        f"SELECT {key} AS key, coalesce({label}, {key}, ?) AS label, count(*) AS n FROM {rows} "  # noqa: S608
        "GROUP BY 1 ORDER BY n DESC, label"
    )
    return tuple(Tally(**dict(row)) for row in conn.execute(query, (UNKNOWN,)))


def _by_year(conn: sqlite3.Connection, year: str, rows: str) -> Tallies:
    """Return how often each year occurs, earliest first, the unknown last."""
    tallies = _tally(conn, year, year, rows)
    return tuple(sorted(tallies, key=lambda tally: (tally.key is None, tally.key or "")))
