"""Searching 100,000 articles of 400 words: how long the index takes, and how long the answers.

Run: ``python benchmarks/search.py [--articles N]``. gali's times are those of ``search_articles``:
counting all hits, ranking them, and the first 20 with snippets. tantivy-py and DuckDB's full-text
search stand beside it where they are installed (``pip install tantivy duckdb
duckdb-extension-fts``), on the same articles, in the same run.
"""

from __future__ import annotations

import argparse
import platform
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from searching.articles import GeneratedArticle, iter_articles, make_words
from searching.duckdb_search import DuckDbSearch
from searching.tantivy_search import TantivySearch

from corpus.facets import count_facet
from corpus.filters import SearchFilters
from corpus.schema import open_corpus
from corpus.search import search_articles
from corpus.selection import select_articles
from corpus.words.collocations import find_collocations
from corpus.words.keyness import find_keywords
from corpus.words.kwic import read_concordance
from corpus.words.spread import spread_word
from corpus.words.stems import refresh_stems

N_HITS = 20
N_QUERIES = 100
REGIONS = ("33.02", "33.71", "35.10", "35.78", "32.04", "18.01", "51.08", "73.71")
INSERT = (
    "INSERT INTO articles (id, title, text, content_hash, outlet, published, published_precision, "
    "published_from, language) VALUES (?, ?, ?, ?, ?, ?, 'day', 'given', 'id')"
)
# What the project promises: seconds of the build, milliseconds for 95 of 100 queries.
BUILD_BUDGET = 30
BUDGETS = {
    "medium word": 20,
    "very common word": 300,
    "prefix of 5": 150,
    "prefix of 3": 150,
}
Search = Callable[[str], object]
Queries = Mapping[str, Sequence[str]]


def build_corpus(path: Path, articles: Iterator[GeneratedArticle]) -> sqlite3.Connection:
    """Write articles into a corpus and build its exact index; print how long that took."""
    conn = open_corpus(path)
    triggers = conn.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'articles_fts%'"
    ).fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute("BEGIN IMMEDIATE")
    conn.executemany(INSERT, map(article_values, articles))
    conn.executemany(
        "INSERT INTO extractions (article_id, extractor, relevant, region, linked) "
        "SELECT id, 'made@1', 0, ?, 1 FROM articles WHERE article_key % ? = ?",
        [(code, len(REGIONS), n) for n, code in enumerate(REGIONS)],
    )
    conn.execute("COMMIT")
    statement = "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')"
    print_seconds(f"gali: exact index (≤ {BUILD_BUDGET} s)", lambda: conn.execute(statement))
    for _, sql in triggers:
        conn.execute(sql)
    return conn


def article_values(article: GeneratedArticle) -> tuple[str, ...]:
    """Return the values of an article's row."""
    number = article.number
    return (
        f"a{number:016x}",
        article.title,
        article.text,
        f"{number:064x}",
        f"media{number % 40}.example",
        article.published.isoformat(),
    )


def choose_queries(conn: sqlite3.Connection) -> Queries:
    """Return queries of each kind, by how many articles have their words."""
    random = Random(7)
    rows = conn.execute("SELECT term, doc FROM articles_fts_words").fetchall()
    n = conn.execute("SELECT count(*) FROM articles").fetchone()[0]
    common = sorted((term for term, doc in rows if doc >= 0.31 * n))[:N_QUERIES]
    medium = random.sample([t for t, doc in rows if 0.005 * n <= doc <= 0.05 * n], N_QUERIES)
    rare = random.sample([term for term, doc in rows if doc < 0.001 * n], N_QUERIES)
    keys = random.sample(range(1, n + 1), N_QUERIES)
    texts = [
        conn.execute("SELECT text FROM articles WHERE article_key = ?", (key,)).fetchone()[0]
        for key in keys
    ]
    pairs = [text.split()[20:22] for text in texts]
    return {
        "rare word": rare,
        "medium word": medium,
        "very common word": common,
        "two words": [f"{a} {b}" for a, b in zip(medium, reversed(medium), strict=True)],
        "phrase of two": [f'"{a.strip(".")} {b.strip(".")}"' for a, b in pairs],
        "prefix of 5": [f"{word[:5]}*" for word in medium if len(word) > 5],
        "prefix of 4": [f"{word[:4]}*" for word in medium if len(word) > 4],
        "prefix of 3": [f"{word[:3]}*" for word in medium if len(word) > 3],
    }


def measured(search: Search, queries: Sequence[str]) -> str:
    """Return the median and the 95th of 100 of the times of queries, in milliseconds."""
    times = []
    if search(queries[0]) is None:
        return "–"
    for query in queries:
        start = time.perf_counter()
        search(query)
        times.append(1000 * (time.perf_counter() - start))
    cuts = quantiles(times, n=20)
    return f"{cuts[9]:.1f} / {cuts[18]:.1f}"


def print_seconds(what: str, work: Callable[[], object]) -> None:
    """Do some work and print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"- {what}: {wall:.1f} s ({processor:.1f} s of a processor)")


def build_peers(conn: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, Search]]:
    """Build the other engines' indexes of the same articles; yield their names and searches."""
    for kind in (TantivySearch, DuckDbSearch):
        try:
            peer = kind(folder / kind.__name__)
        except ImportError as error:
            print(f"- {kind.name} is left out: {error}")
            continue
        documents = conn.execute("SELECT article_key, title, text FROM articles")
        print_seconds(f"{peer.name}: index", lambda p=peer, d=documents: p.build(d))
        yield peer.name, lambda query, p=peer: p.search(query, N_HITS)


def print_table(searches: Mapping[str, Search], queries: Queries) -> None:
    """Print the times of all engines for all kinds of queries."""
    print(f"\nMedian and 95th of 100, milliseconds\n\n| | {' | '.join(searches)} | promised |")
    print("|---|" + "---|" * (len(searches) + 1))
    for kind, listed in queries.items():
        cells = [measured(search, listed) for search in searches.values()]
        print(f"| {kind} | {' | '.join(cells)} | {BUDGETS.get(kind, '')} |", flush=True)


def print_instruments(conn: sqlite3.Connection, medium_word: str) -> None:
    """Print how long facets, concordances and counts take."""
    print("\nOther questions\n")
    region = SearchFilters(region="33.02")
    part = select_articles(conn, "", region)
    whole = select_articles(conn, "pelayanan")
    questions: dict[str, Callable[[], object]] = {
        "facet by region of a very common word": lambda: count_facet(conn, whole, "region"),
        "very common word in one region": lambda: search_articles(conn, "pelayanan", region),
        "concordance, 20 lines": lambda: read_concordance(conn, "pelayanan"),
        "very common word by year": lambda: spread_word(conn, "pelayanan", "year"),
        "keywords of an eighth of the articles": lambda: find_keywords(conn, part),
        "collocations of a medium word": lambda: find_collocations(conn, medium_word),
    }
    for what, work in questions.items():
        print_seconds(what, work)


def main() -> None:
    """Build everything, ask everything, print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    n_articles = parser.parse_args().articles
    print(f"{n_articles:,} articles, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        articles = iter_articles(n_articles, make_words())
        with closing(build_corpus(folder / "corpus.db", articles)) as conn:
            print_seconds("gali: stems of all words", lambda: refresh_stems(conn))
            searches: dict[str, Search] = {
                "gali": lambda query: search_articles(conn, query, limit=N_HITS),
                "gali --stem": lambda query: search_articles(conn, query, limit=N_HITS, stem=True),
            }
            searches |= dict(build_peers(conn, folder))
            queries = choose_queries(conn)
            print_table(searches, queries)
            print_instruments(conn, queries["medium word"][0])


if __name__ == "__main__":
    main()
