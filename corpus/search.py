r"""Searches the corpus: innovations, or articles, by words and filters, best first.

Command line, pages and programs all search here. How a query is understood is the business of
``corpus.query``, what its filters mean, of ``corpus.filters``, which rows they select, of
``corpus.selection``. Snippets mark what was found with ``\x02`` and ``\x03``, never with HTML, so
that whoever shows them can escape the text first.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.dossier import ArticleInfo
from corpus.errors import InvalidQueryError
from corpus.filters import SearchFilters
from corpus.names_index import score_names
from corpus.reader import read_innovations
from corpus.records import Innovation
from corpus.rows import day_from_sql
from corpus.selection import ANY, Selection, select_articles, select_innovations
from corpus.snippets import MARK_END, MARK_START, make_snippets
from corpus.subjects import Sort

__all__ = [
    "MARK_END",
    "MARK_START",
    "ArticleHit",
    "InnovationHit",
    "SearchFilters",
    "SearchPage",
    "Sort",
    "list_innovations",
    "search_articles",
    "search_innovations",
]

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
        score: BM25, or likeness of the name, 0 to 100; higher is better. None if the rows are not
            in the order of their scores.
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
        score: BM25, higher is better; None if the rows are not in the order of their scores.
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that was found: its key and its score."""

    key: int
    score: float | None


def search_innovations(
    conn: sqlite3.Connection,
    text: str = "",
    filters: SearchFilters = ANY,
    limit: int | None = 20,
    offset: int = 0,
    *,
    sort: Sort = "relevance",
    stem: bool = False,
    fuzzy: bool = False,
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
        sort: Order of the hits.
        stem: Whether a word stands for all its forms; those that are as written come first.
        fuzzy: Whether the text is a name that may be misspelt; the most alike come first.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things; or
            if innovations cannot be sorted so.
    """
    selection = select_innovations(conn, "" if fuzzy else text, filters, stem=stem)
    if fuzzy:
        total, places = _find_alike(conn, selection, text, limit, offset)
        return SearchPage(total, _innovation_hits(conn, selection, places))
    return list_innovations(conn, selection, limit, offset, sort=sort)


def list_innovations(
    conn: sqlite3.Connection,
    selection: Selection,
    limit: int | None = 20,
    offset: int = 0,
    *,
    sort: Sort = "relevance",
) -> SearchPage[InnovationHit]:
    """Return a page of the innovations that were selected (``select_innovations``).

    Args:
        conn: A corpus.
        selection: What is listed.
        limit: Hits on a page; None for all.
        offset: Hits to pass over.
        sort: Order of the hits.

    Raises:
        InvalidQueryError: If innovations cannot be sorted so.
    """
    total, places = _find(conn, selection, sort, limit, offset)
    return SearchPage(total, _innovation_hits(conn, selection, places))


def _innovation_hits(
    conn: sqlite3.Connection, selection: Selection, places: list[_Place]
) -> tuple[InnovationHit, ...]:
    """Return what is shown of the innovations at some places."""
    rows = _read_rows(conn, selection, places)
    innovations = read_innovations(conn, [row["id"] for row, _ in rows])
    return tuple(
        InnovationHit(
            innovation=innovation,
            snippet=snippet,
            score=place.score,
            n_articles=row["n_articles"],
        )
        for place, (row, snippet), innovation in zip(places, rows, innovations, strict=True)
    )


def search_articles(
    conn: sqlite3.Connection,
    text: str = "",
    filters: SearchFilters = ANY,
    limit: int | None = 20,
    offset: int = 0,
    *,
    sort: Sort = "relevance",
    stem: bool = False,
) -> SearchPage[ArticleHit]:
    """Find articles by the words of their titles and texts; copies are left out.

    Args:
        conn: A corpus.
        text: A query (see ``corpus.query``); empty for all that pass the filters, newest first.
        filters: What must hold for the article or something that it mentions; a year is that of
            publication.
        limit: Hits on a page; None for all.
        offset: Hits to pass over.
        sort: Order of the hits.
        stem: Whether a word stands for all its forms; articles that have it as written come first.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things; or
            if articles cannot be sorted so.
    """
    selection = select_articles(conn, text, filters, stem=stem)
    total, places = _find(conn, selection, sort, limit, offset)
    hits = tuple(
        ArticleHit(
            article=ArticleInfo(
                id=row["id"],
                title=row["title"],
                outlet=row["outlet"],
                url=row["url"],
                published=day_from_sql(row["published"]),
            ),
            snippet=snippet,
            score=place.score,
            n_innovations=row["n_innovations"],
        )
        for place, (row, snippet) in zip(places, _read_rows(conn, selection, places), strict=True)
    )
    return SearchPage(total, hits)


def _find(
    conn: sqlite3.Connection, selection: Selection, sort: Sort, limit: int | None, offset: int
) -> tuple[int, list[_Place]]:
    """Return how many rows there are, and the places of one page."""
    bounds = (_NO_LIMIT if limit is None else max(limit, 0), _clamp(offset))
    if sort == "relevance" and selection.match is not None:
        return selection.count(conn), _find_best(conn, selection, bounds)
    if sort not in {"relevance", *selection.subject.orders}:
        ways = ", ".join(selection.subject.orders)
        raise InvalidQueryError(
            f"{selection.subject.noun}s cannot be sorted by {sort}",
            mend=f"Sort by one of these: relevance, {ways}.",
        )
    order = selection.subject.orders.get(sort, selection.subject.order)
    rows = conn.execute(
        f"{selection.joined().keys} ORDER BY {order} LIMIT ? OFFSET ?",
        (*selection.parameters, *bounds),
    )
    return selection.count(conn), [_Place(row[0], None) for row in rows]


def _find_best(
    conn: sqlite3.Connection, selection: Selection, bounds: tuple[int, int]
) -> list[_Place]:
    """Return the places of a page in the order of BM25; rows that are as written come first."""
    fts = selection.subject.fts
    as_written = "FALSE"
    expressions: tuple[str, ...] = ()
    if selection.as_written is not None:
        as_written = f"{fts}.rowid IN (SELECT rowid FROM {fts} WHERE {fts} MATCH ?)"  # noqa: S608
        expressions = (selection.as_written,)
    # Where rows are at hand, those of one score stand as they do without words.
    is_joined = selection.key == selection.subject.key
    ties = selection.subject.order if is_joined else selection.key
    rows = conn.execute(
        f"SELECT {selection.key}, -{selection.subject.score} AS score, {as_written} AS as_written "  # noqa: S608
        f"FROM {selection.source} WHERE {selection.where} "
        f"ORDER BY as_written DESC, score DESC, {ties} LIMIT ? OFFSET ?",
        (*expressions, *selection.parameters, *bounds),
    )
    return [_Place(row[0], row[1]) for row in rows]


def _find_alike(
    conn: sqlite3.Connection, selection: Selection, text: str, limit: int | None, offset: int
) -> tuple[int, list[_Place]]:
    """Return how many innovations have a name like a text, and the places of one page."""
    scores = score_names(conn, text)
    rows = conn.execute(
        f"{selection.keys} AND {selection.key} IN (SELECT value FROM json_each(?))",  # noqa: S608
        (*selection.parameters, json.dumps(list(scores))),
    )
    selected = {row[0] for row in rows}
    places = [_Place(key, score) for key, score in scores.items() if key in selected]
    start = _clamp(offset)
    return len(places), places[start:][: None if limit is None else max(limit, 0)]


def _read_rows(
    conn: sqlite3.Connection, selection: Selection, places: list[_Place]
) -> list[tuple[sqlite3.Row, str]]:
    """Return what is shown of the rows at some places, in their order, each with its snippet."""
    subject = selection.subject
    keys = json.dumps([place.key for place in places])
    query = (
        f"SELECT {subject.key} AS key, {subject.columns}, {subject.beginning} AS beginning "  # noqa: S608
        f"FROM {subject.table} WHERE {subject.key} IN (SELECT value FROM json_each(?))"
    )
    rows = {row["key"]: row for row in conn.execute(query, (keys,))}
    snippets = {key: row["beginning"] for key, row in rows.items()}
    if selection.match is not None:
        snippets |= make_snippets(conn, subject, list(rows), selection.match)
    return [(rows[place.key], snippets[place.key]) for place in places]


def _clamp(offset: int) -> int:
    """Return an offset that SQLite can hold."""
    return min(max(offset, 0), _MAX_OFFSET)
