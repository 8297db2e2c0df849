"""Every place of a word or phrase in the articles, one after the other, with its offsets.

The full-text index marks them (``highlight``), so that a place is where a search finds it: case,
diacritics and hyphens are treated alike.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dossier import ArticleInfo
from corpus.errors import InvalidQueryError
from corpus.filters import SearchFilters
from corpus.query import quote_phrase
from corpus.records import Field
from corpus.rows import day_from_sql, iter_batches
from corpus.selection import ANY, Selection, select_articles

_ARTICLES_AT_A_TIME = 500
_MARKED = re.compile("\x02([^\x03]*)\x03")
# The plus keeps SQLite from looking the words up anew for each key.
_ROWS = """
SELECT a.article_key AS key, a.id, a.title, a.text, a.outlet, a.url, a.published,
  highlight(articles_fts, 0, char(2), char(3)) AS marked_title,
  highlight(articles_fts, 1, char(2), char(3)) AS marked_text
FROM articles_fts CROSS JOIN articles AS a ON a.article_key = articles_fts.rowid
WHERE articles_fts MATCH ? AND +articles_fts.rowid IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place of a word.

    Attributes:
        article: What is shown of the article.
        field: Which of its two texts.
        text: That text.
        start: First code point.
        end: One past the last code point.
    """

    article: ArticleInfo
    field: Field
    text: str
    start: int
    end: int


def select_word(
    conn: sqlite3.Connection, word: str, filters: SearchFilters = ANY, *, stem: bool = False
) -> Selection:
    """Select the articles that have a word or phrase.

    Args:
        conn: A corpus.
        word: Several words are a phrase; a star at the end lets the last one go on.
        filters: What must hold of the articles besides.
        stem: Whether a single word stands for all its forms.

    Raises:
        InvalidQueryError: If there is no letter or digit in it, or a filter means nothing.
    """
    query = quote_phrase(word.rstrip("*"), prefix=word.endswith("*"))
    if query is None:
        raise InvalidQueryError(f"{word!r} has no word in it", mend="Give a word or a phrase.")
    # Lower case, because operators are written in capitals.
    is_widened = stem and word.isalpha()
    return select_articles(conn, word.lower() if is_widened else query, filters, stem=stem)


def iter_occurrences(conn: sqlite3.Connection, selection: Selection) -> Iterator[Occurrence]:
    """Yield the places of the words of a selection, articles by date, undated last.

    Articles are read some at a time, so that the first places come soon.
    """
    query = f"{selection.joined().keys} ORDER BY {selection.subject.orders['oldest']}"
    keys = [row[0] for row in conn.execute(query, selection.parameters)]
    for batch in iter_batches(keys, _ARTICLES_AT_A_TIME):
        rows = conn.execute(_ROWS, (selection.match, json.dumps(batch))).fetchall()
        by_key = {row["key"]: row for row in rows}
        for key in batch:
            yield from _occurrences_of(by_key[key])


def _occurrences_of(row: sqlite3.Row) -> Iterator[Occurrence]:
    """Yield the places in one article, its title first."""
    article = ArticleInfo(
        id=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=day_from_sql(row["published"]),
    )
    fields: tuple[Field, Field] = ("title", "text")
    for field in fields:
        for start, end in _spans(row[f"marked_{field}"]):
            yield Occurrence(article=article, field=field, text=row[field], start=start, end=end)


def _spans(marked: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what is marked, as offsets of the text without marks."""
    for n_before, match in enumerate(_MARKED.finditer(marked)):
        start = match.start() - 2 * n_before
        yield start, start + len(match[1])
