"""How a word spreads over years, regions or newspapers, next to how much was written there."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus import vocabulary
from corpus.filters import SearchFilters
from corpus.selection import ANY, Selection, select_articles
from corpus.statistics import UNKNOWN
from corpus.words.occurrences import select_word

Grouping = Literal["year", "month", "region", "province", "outlet"]
_GROUPS: dict[Grouping, str] = {
    "year": "substr(a.published, 1, 4)",
    "month": "substr(a.published, 1, 7)",
    "region": "(SELECT e.region FROM extractions AS e WHERE e.article_id = a.id)",
    "province": "substr((SELECT e.region FROM extractions AS e WHERE e.article_id = a.id), 1, 2)",
    "outlet": "a.outlet",
}
_IN_TIME = ("year", "month")
_MARK = "char(2)"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGroup:
    """How often a word occurs in the articles of one year, region or newspaper.

    Attributes:
        key: Year, month, code or domain; None where it is not known.
        label: The same in words.
        n: Occurrences of the word.
        n_articles: Articles that have it.
        n_articles_all: All articles of the group.
        n_words_all: All words of the group.
    """

    key: str | None
    label: str
    n: int
    n_articles: int
    n_articles_all: int
    n_words_all: int

    @property
    def per_million(self) -> float:
        """Occurrences in a million words."""
        return 1e6 * self.n / self.n_words_all if self.n_words_all else 0.0

    @property
    def share_of_articles(self) -> float:
        """Share of the group's articles that have the word, 0 to 1."""
        return self.n_articles / self.n_articles_all


def spread_word(
    conn: sqlite3.Connection,
    word: str,
    by: Grouping,
    filters: SearchFilters = ANY,
    *,
    stem: bool = False,
) -> list[WordGroup]:
    """Count a word or phrase by year, month, region, province or newspaper.

    Args:
        conn: A corpus.
        word: Several words are a phrase; a star at the end lets the last one go on.
        by: What the articles are grouped by. The region is that which an article is about.
        filters: In which articles.
        stem: Whether a single word stands for all its forms.

    Returns:
        All groups, also those without the word: in their order for times, the unknown last; else
        those with most occurrences first. Empty if the word does not occur at all.

    Raises:
        InvalidQueryError: If there is no word, or a filter means nothing.
    """
    found = _count_occurrences(conn, select_word(conn, word, filters, stem=stem))
    if not found:
        return []
    members: dict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for article_key, group, n_words in _iter_articles(conn, by, filters):
        members[group].append((found.get(article_key, 0), n_words))
    groups = (
        WordGroup(
            key=key,
            label=_label(by, key),
            n=sum(n for n, _ in articles),
            n_articles=sum(n > 0 for n, _ in articles),
            n_articles_all=len(articles),
            n_words_all=sum(n_words for _, n_words in articles),
        )
        for key, articles in members.items()
    )
    if by in _IN_TIME:
        return sorted(groups, key=lambda group: (group.key is None, group.key or ""))
    return sorted(groups, key=lambda group: (-group.n, -group.n_articles_all, group.label))


def _count_occurrences(conn: sqlite3.Connection, selection: Selection) -> dict[int, int]:
    """Return how often each selected article has the word, by its key."""
    fts, source = selection.subject.fts, selection.source
    marked = " || ".join(f"highlight({fts}, {column}, {_MARK}, '')" for column in (0, 1))
    rows = conn.execute(
        f"WITH marked AS MATERIALIZED (SELECT {selection.key} AS key, {marked} AS words "  # noqa: S608
        f"FROM {source} WHERE {selection.where}) "
        f"SELECT key, length(words) - length(replace(words, {_MARK}, '')) FROM marked",
        selection.parameters,
    )
    return dict(rows.fetchall())


def _iter_articles(
    conn: sqlite3.Connection, by: Grouping, filters: SearchFilters
) -> Iterator[tuple[int, str | None, int]]:
    """Yield the key, the group and the number of words of each article that passes the filters."""
    selection = select_articles(conn, "", filters)
    rows = conn.execute(
        f"SELECT {selection.key}, {_GROUPS[by]}, d.sz FROM {selection.source} "  # noqa: S608
        f"JOIN articles_fts_docsize AS d ON d.id = {selection.key} WHERE {selection.where}",
        selection.parameters,
    )
    for article_key, group, sizes in rows:
        yield article_key, group, sum(_varints(sizes))


def _varints(blob: bytes) -> Iterator[int]:
    """Yield the numbers of a row of FTS5's ``docsize`` table: words of each column.

    Seven bits a byte, the highest first, the eighth set in all bytes but the last (SQLite's file
    format; no text has so many words that the nine-byte form occurs).
    """
    value = 0
    for byte in blob:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0


def _label(by: Grouping, key: str | None) -> str:
    """Return a group's name."""
    if key is None:
        return UNKNOWN
    region = vocabulary.regions().get(key) if by in {"region", "province"} else None
    return region.official_name if region else key
