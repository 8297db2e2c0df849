r"""Searches the corpus: innovations, or articles, by words and filters, best first.

How a query is understood is the business of ``corpus.query``, what its filters mean, of
``corpus.filters``. Snippets mark what was found with ``\x02`` and ``\x03``, never with HTML, so
that whoever shows them can escape the text first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.conditions import (
    ARTICLE_CONDITIONS,
    INNOVATION_CONDITIONS,
    Condition,
    Conditions,
    conditions_of,
    filters_as_typed,
)
from corpus.dossier import ArticleInfo
from corpus.filters import SearchFilters
from corpus.query import Filter, Query, parse_query
from corpus.reader import read_innovations
from corpus.records import Innovation
from corpus.rows import day_from_sql

__all__ = [
    "MARK_END",
    "MARK_START",
    "ArticleHit",
    "InnovationHit",
    "SearchFilters",
    "SearchPage",
    "search_articles",
    "search_innovations",
]

MARK_START = "\x02"
MARK_END = "\x03"
_ANY = SearchFilters()
_NO_LIMIT = -1
_MAX_OFFSET = 2**31
Hit = TypeVar("Hit")


@dataclass(frozen=True, slots=True, kw_only=True)
class InnovationHit:
    """An innovation that was found.

    Attributes:
        innovation: The innovation.
        snippet: The field in which the words were found, marked; without words its expansion or
            description; empty if it has neither.
        score: BM25, higher is better; None if no words were asked for.
        n_articles: How many articles tell of it.
    """

    innovation: Innovation
    snippet: str
    score: float | None
    n_articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article that was found.

    Attributes:
        article: What is shown of it.
        snippet: Some words around those that were found, marked; else its beginning.
        score: BM25, higher is better; None if no words were asked for.
        n_innovations: How many innovations it mentions.
    """

    article: ArticleInfo
    snippet: str
    score: float | None
    n_innovations: int


@dataclass(frozen=True, slots=True)
class SearchPage(Generic[Hit]):
    """One page of results.

    Attributes:
        total: How many there are on all pages.
        hits: Those of this page, best first; may be empty.
    """

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What is searched, in SQL.

    Attributes:
        table: Table with its alias.
        key: Its integer key, to which the full text refers.
        fts: Full-text table.
        score: BM25 with a weight for each column.
        columns: What a hit is made of.
        beginning: What stands for a snippet where no words were asked for.
        order: Order where no words were asked for.
        conditions: Condition of each filter.
    """

    table: str
    key: str
    fts: str
    score: str
    columns: str
    beginning: str
    order: str
    conditions: Conditions


_INNOVATIONS = _Subject(
    table="innovations AS i",
    key="i.innovation_key",
    fts="innovations_fts",
    score="bm25(innovations_fts, 10.0, 6.0, 5.0, 3.0, 2.0)",
    columns="i.id, (SELECT count(DISTINCT m.article_id) FROM mentions AS m "
    "WHERE m.innovation_id = i.id) AS n_articles",
    beginning="coalesce(i.expansion, i.description, '')",
    order="n_articles DESC, i.name, i.id",
    conditions=INNOVATION_CONDITIONS,
)
_ARTICLES = _Subject(
    table="articles AS a",
    key="a.article_key",
    fts="articles_fts",
    score="bm25(articles_fts, 10.0, 1.0)",
    columns="a.id, a.title, a.outlet, a.url, a.published, "
    "(SELECT count(*) FROM mentions AS m WHERE m.article_id = a.id) AS n_innovations",
    beginning="substr(a.text, 1, 200)",
    order="a.published IS NULL, a.published DESC, a.id",
    conditions=ARTICLE_CONDITIONS,
)


def search_innovations(
    conn: sqlite3.Connection,
    text: str = "",
    filters: SearchFilters = _ANY,
    limit: int | None = 20,
    offset: int = 0,
) -> SearchPage[InnovationHit]:
    """Find innovations by the words of their names, expansion, description and owner.

    Args:
        conn: A corpus.
        text: A query (see ``corpus.query``); empty for all that pass the filters, those of which
            most articles tell first.
        filters: What must hold besides. A year is that of the launch, else that in which an
            article first told of it. Rejected innovations are left out unless asked for.
        limit: Hits on a page; None for all.
        offset: Hits to pass over.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    query = parse_query(text)
    wanted = [*query.filters, *filters_as_typed(filters)]
    shown = [] if _asks_for_status(wanted) else [Condition("i.status <> 'ditolak'")]
    total, rows = _search(conn, _INNOVATIONS, query, filters, shown, limit, offset)
    innovations = read_innovations(conn, [row["id"] for row in rows])
    hits = tuple(
        InnovationHit(
            innovation=innovation,
            snippet=row["snippet"],
            score=row["score"],
            n_articles=row["n_articles"],
        )
        for row, innovation in zip(rows, innovations, strict=True)
    )
    return SearchPage(total, hits)


def search_articles(
    conn: sqlite3.Connection,
    text: str = "",
    filters: SearchFilters = _ANY,
    limit: int | None = 20,
    offset: int = 0,
) -> SearchPage[ArticleHit]:
    """Find articles by the words of their titles and texts; copies are left out.

    Args:
        conn: A corpus.
        text: A query (see ``corpus.query``); empty for all that pass the filters, newest first.
        filters: What must hold for the article or something that it mentions; a year is that of
            publication.
        limit: Hits on a page; None for all.
        offset: Hits to pass over.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    shown = [Condition("a.duplicate_of IS NULL")]
    total, rows = _search(conn, _ARTICLES, parse_query(text), filters, shown, limit, offset)
    hits = tuple(
        ArticleHit(
            article=ArticleInfo(
                id=row["id"],
                title=row["title"],
                outlet=row["outlet"],
                url=row["url"],
                published=day_from_sql(row["published"]),
            ),
            snippet=row["snippet"],
            score=row["score"],
            n_innovations=row["n_innovations"],
        )
        for row in rows
    )
    return SearchPage(total, hits)


def _asks_for_status(filters: Sequence[Filter]) -> bool:
    """Return whether any filter is about the review status."""
    return any(wanted.field == "status" for wanted in filters)


def _search(
    conn: sqlite3.Connection,
    subject: _Subject,
    query: Query,
    filters: SearchFilters,
    shown: Sequence[Condition],
    limit: int | None,
    offset: int,
) -> tuple[int, list[sqlite3.Row]]:
    """Return how many rows fit, and those of one page with ``snippet`` and ``score``."""
    is_ranked = query.match is not None and not query.complement
    source = subject.table
    score, snippet, order = "NULL", subject.beginning, subject.order
    if is_ranked:
        source = f"{subject.fts} JOIN {subject.table} ON {subject.key} = {subject.fts}.rowid"
        score, order = f"-{subject.score}", f"score DESC, {subject.order}"
        snippet = f"snippet({subject.fts}, -1, char(2), char(3), '…', 24)"
    conditions = [
        *_words(query, subject),
        *shown,
        *conditions_of(query.filters, subject.conditions),
        *conditions_of(filters_as_typed(filters), subject.conditions),
    ]
    where = " AND ".join(condition.sql for condition in conditions) or "TRUE"
    parameters = sum((condition.parameters for condition in conditions), ())
    rest = f"FROM {source} WHERE {where}"
    total = conn.execute(f"SELECT count(*) {rest}", parameters).fetchone()[0]
    rows = conn.execute(
        f"SELECT {subject.columns}, {score} AS score, {snippet} AS snippet {rest} "
        f"ORDER BY {order} LIMIT ? OFFSET ?",
        (*parameters, _NO_LIMIT if limit is None else max(limit, 0), _clamp(offset)),
    ).fetchall()
    return total, rows


def _words(query: Query, subject: _Subject) -> list[Condition]:
    """Return the condition that the words of a query are, or are not, there."""
    if query.match is None:
        return []
    matching = f"{subject.fts} MATCH ?"
    if not query.complement:
        return [Condition(matching, (query.match,))]
    rows = f"SELECT rowid FROM {subject.fts} WHERE {matching}"  # noqa: S608 -- our own names
    return [Condition(f"{subject.key} NOT IN ({rows})", (query.match,))]


def _clamp(offset: int) -> int:
    """Return an offset that SQLite can hold."""
    return min(max(offset, 0), _MAX_OFFSET)
