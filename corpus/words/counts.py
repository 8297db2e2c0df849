"""How often each word occurs in a part of the corpus, words as the full-text index sees them.

The index knows the counts of the whole; those of a part are counted by an index in memory with the
same tokenizer. Of a part that is larger than half, the others are counted and taken away.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from corpus.connection import MEMORY
from corpus.rows import SqlValue, iter_batches
from corpus.selection import Selection

_ARTICLES_AT_A_TIME = 5000
# The tokenizer is that of ``articles_fts``.
_INDEX = """
CREATE VIRTUAL TABLE part USING fts5(
  words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE part_words USING fts5vocab('part', 'row');
INSERT INTO part(part, rank) VALUES ('hashsize', 67108864);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCounts:
    """Words of some articles.

    Attributes:
        n_articles: How many articles.
        occurrences: How often each word occurs.
        articles: In how many articles each word occurs.
    """

    n_articles: int
    occurrences: Mapping[str, int]
    articles: Mapping[str, int]

    @property
    def n_words(self) -> int:
        """How many words all texts have together."""
        return sum(self.occurrences.values())

    def without(self, part: WordCounts) -> WordCounts:
        """Return the counts of the articles that are not in a part of these."""
        return WordCounts(
            n_articles=self.n_articles - part.n_articles,
            occurrences=_difference(self.occurrences, part.occurrences),
            articles=_difference(self.articles, part.articles),
        )


def count_words(conn: sqlite3.Connection, selection: Selection) -> WordCounts:
    """Count the words of the titles and texts of selected articles.

    Takes about a second for each 10,000 articles, counted or taken away.
    """
    n_selected = selection.count(conn)
    n_all = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
    if n_selected <= n_all / 2:
        return _count_texts(conn, f"IN ({selection.keys})", selection.parameters)
    others = _count_texts(conn, f"NOT IN ({selection.keys})", selection.parameters)
    return _count_index(conn, n_all).without(others)


def _count_index(conn: sqlite3.Connection, n_articles: int) -> WordCounts:
    """Return the counts of the whole index."""
    rows = conn.execute("SELECT term, cnt, doc FROM articles_fts_words").fetchall()
    return WordCounts(
        n_articles=n_articles,
        occurrences={term: n for term, n, _ in rows},
        articles={term: n for term, _, n in rows},
    )


def _count_texts(
    conn: sqlite3.Connection, condition: str, parameters: tuple[SqlValue, ...]
) -> WordCounts:
    """Return the counts of the articles whose key fulfils a condition."""
    texts = conn.execute(
        f"SELECT title || char(10) || text FROM articles WHERE article_key {condition}",  # noqa: S608
        parameters,
    )
    occurrences: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    n_articles = 0
    for batch in iter_batches((row[0] for row in texts), _ARTICLES_AT_A_TIME):
        n_articles += len(batch)
        for term, n_occurrences, n_with in _count_batch(batch):
            occurrences[term] += n_occurrences
            articles[term] += n_with
    return WordCounts(n_articles=n_articles, occurrences=occurrences, articles=articles)


def _count_batch(texts: Iterable[str]) -> list[tuple[str, int, int]]:
    """Return each word of some texts, how often it occurs, and in how many of them."""
    with closing(sqlite3.connect(MEMORY)) as index:
        index.executescript(_INDEX)
        index.executemany("INSERT INTO part(rowid, words) VALUES (?, ?)", enumerate(texts))
        return index.execute("SELECT term, cnt, doc FROM part_words").fetchall()


def _difference(whole: Mapping[str, int], part: Mapping[str, int]) -> dict[str, int]:
    """Return what is left of counts; words of which nothing is left are left out."""
    left = ((word, n - part.get(word, 0)) for word, n in whole.items())
    return {word: n for word, n in left if n > 0}
