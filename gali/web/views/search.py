"""Cari: ranked results with facets; the same as a table to take away and as a feed."""

from __future__ import annotations

import sqlite3
from datetime import date

from corpus.search import search_innovations
from gali.marking import without_marks
from gali.web.asking import Ask
from gali.web.feed import Feed
from gali.web.labels import Labels
from gali.web.page import FeedEntry, Page, Table
from gali.web.quotes import text_of
from gali.web.views.asked import ARTICLE_SORTS, FILTERS, SORTS, Asked, read_asked
from gali.web.views.facets import facets_of, narrowings_of
from gali.web.views.found import ListedInnovation, with_quotes

N_ROWS = 20
N_ALIKE = 5
N_FEED_ENTRIES = 50
MOST_TABLE_ROWS = 10_000
_ARTICLE_COLUMNS = ("title", "outlet", "published", "url", "n_innovations", "snippet")
_INNOVATION_COLUMNS = (
    *("name", "expansion", "owner", "region", "sector", "year", "status", "n_articles"),
    *("quote", "outlet", "published", "url", "id"),
)


def show(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return a page of results."""
    asked = read_asked(ask)
    offset = ask.offset()
    total, hits = ask.recall(conn, ("found", asked, offset), lambda c: _find(c, asked, offset))
    return Page(
        template="search.html",
        title=_title(ask, asked),
        values={
            "request": asked,
            "is_article": asked.is_article,
            "total": total,
            "hits": hits,
            "alike": () if total or asked.is_article else _find_alike(conn, asked.text),
            "others": _count_others(conn, ask, asked),
            "facets": facets_of(conn, ask, asked, total),
            "narrowings": narrowings_of(ask),
            "sorts": _sorts(asked),
            "sort_of": SORTS,
            "filters": FILTERS,
            "first": ask.offset() + 1,
            "next": ask.next_cursor(total, len(hits)),
            "previous": ask.previous_cursor(N_ROWS),
            "may_download": total <= MOST_TABLE_ROWS,
        },
    )


def table(conn: sqlite3.Connection, ask: Ask) -> Table:
    """Return all results in the order of the page, with what it shows of each."""
    asked = read_asked(ask)
    if asked.is_article:
        found = asked.find_articles(conn, MOST_TABLE_ROWS)
        rows: list[tuple[str | int | None, ...]] = [
            (
                hit.article.title,
                hit.article.outlet,
                _iso(hit.article.published),
                hit.article.url,
                hit.n_innovations,
                without_marks(hit.snippet),
            )
            for hit in found.hits
        ]
        return Table(name="artikel", columns=_headings(ask, _ARTICLE_COLUMNS), rows=rows)
    listed = with_quotes(conn, asked.find_innovations(conn, MOST_TABLE_ROWS).hits)
    name = Labels(ask.words)
    return Table(
        name="inovasi",
        columns=_headings(ask, _INNOVATION_COLUMNS),
        rows=[_innovation_row(one, name) for one in listed],
    )


def feed(conn: sqlite3.Connection, ask: Ask) -> Feed:
    """Return what was found, newest first, for programs that follow it."""
    asked = read_asked(ask)
    if asked.is_article:
        entries = [
            FeedEntry(
                id=hit.article.id,
                path=f"/artikel/{hit.article.id}",
                title=hit.article.title or hit.article.id,
                text=without_marks(hit.snippet),
                day=_iso(hit.article.published),
            )
            for hit in asked.find_articles(conn, N_FEED_ENTRIES, sort="newest").hits
        ]
    else:
        hits = asked.find_innovations(conn, N_FEED_ENTRIES, sort="newest").hits
        entries = [_feed_entry(one, Labels(ask.words)) for one in with_quotes(conn, hits)]
    return Feed(title=_title(ask, asked), entries=tuple(entries))


def _find(conn: sqlite3.Connection, asked: Asked, offset: int) -> tuple[int, tuple[object, ...]]:
    """Return how many results there are, and those of one page as it lists them."""
    if asked.is_article:
        articles = asked.find_articles(conn, N_ROWS, offset)
        return articles.total, articles.hits
    innovations = asked.find_innovations(conn, N_ROWS, offset)
    return innovations.total, with_quotes(conn, innovations.hits)


def _find_alike(conn: sqlite3.Connection, text: str) -> tuple[ListedInnovation, ...]:
    """Return innovations whose names are like a text; none without one."""
    hits = search_innovations(conn, text, limit=N_ALIKE, fuzzy=True).hits if text else ()
    return with_quotes(conn, hits)


def _count_others(conn: sqlite3.Connection, ask: Ask, asked: Asked) -> int:
    """Return how many there are of the other subject: articles beside innovations."""
    other = Asked(
        is_article=not asked.is_article,
        text=asked.text,
        filters=asked.filters,
        sort="relevance",
        stem=asked.stem,
    )
    return ask.recall(conn, ("count", other), lambda c: other.select(c).count(c))


def _innovation_row(one: ListedInnovation, name: Labels) -> tuple[str | int | None, ...]:
    """Return an innovation as a row of a table."""
    innovation, source = one.innovation, one.source.article if one.source else None
    return (
        innovation.name,
        innovation.expansion,
        innovation.owner,
        name.region(innovation.region),
        name.sector(innovation.sector),
        innovation.year,
        name.status(innovation.status),
        one.n_articles,
        text_of(one.quote),
        source.outlet if source else None,
        _iso(source.published) if source else None,
        source.url if source else None,
        innovation.id,
    )


def _feed_entry(one: ListedInnovation, name: Labels) -> FeedEntry:
    """Return an innovation as an entry of a feed."""
    innovation = one.innovation
    told = (
        innovation.expansion,
        innovation.owner,
        name.region(innovation.region),
        f"“{text_of(one.quote)}”" if one.quote else None,
        name.status(innovation.status),
    )
    return FeedEntry(
        id=innovation.id,
        path=f"/inovasi/{innovation.id}",
        title=innovation.name,
        text=" · ".join(part for part in told if part),
        day=_iso(innovation.last_seen),
    )


def _sorts(asked: Asked) -> tuple[str, ...]:
    """Return the orders to choose from; without words nothing matches better than another."""
    sorts = ARTICLE_SORTS if asked.is_article else tuple(SORTS)
    return sorts if asked.text else sorts[1:]


def _title(ask: Ask, asked: Asked) -> str:
    """Return what a search is called."""
    told = [f"“{asked.text}”"] if asked.text else []
    told += [narrowing.label for narrowing in narrowings_of(ask)]
    subject = ask.words("search.articles" if asked.is_article else "search.innovations")
    return f"{subject}: {', '.join(told)}" if told else ask.words("search.title")


def _headings(ask: Ask, columns: tuple[str, ...]) -> list[str]:
    """Return the headings of columns in the language of the page."""
    return [ask.words(f"column.{column}") for column in columns]


def _iso(day: date | None) -> str | None:
    """Return a day by ISO 8601; None for None."""
    return day.isoformat() if day else None
