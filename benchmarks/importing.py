"""Importing next to its limits: the same articles as bare rows, with a bare index, and in tantivy.

Run: ``python benchmarks/importing.py [--articles 5000] [--rounds 3]``. All ways take turns in one
process, and the best round of each counts, in milliseconds of the processor an article. SQLite and
its index of words are what an import cannot do without; what it takes beyond them is reading,
checking and identifying. tantivy-py (``pip install tantivy``) is compared if it is installed.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from newspaper.articles import iter_records
from searching.tantivy_search import TantivySearch

from corpus.identity import make_article
from corpus.schema import open_corpus
from corpus.writer import write_articles
from gali.pipeline import import_articles
from harvest.files import read_inputs
from harvest.options import ReadOptions

Records = Sequence[dict[str, str]]
Way = Callable[[Records, Path], None]
BATCH = 500
TABLE = "CREATE TABLE articles (article_key INTEGER PRIMARY KEY, title TEXT, text TEXT)"
INDEX = (
    "CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content='articles', "
    "content_rowid='article_key', tokenize='unicode61 remove_diacritics 2')"
)


def main() -> None:
    """Print a Markdown table of the ways and how they compare with bare rows and index."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    records = list(iter_records(options.articles))
    costs = {name: float("inf") for name in WAYS}
    for _ in range(options.rounds):
        for name, way in WAYS.items():
            with suppress(ImportError):
                costs[name] = min(costs[name], cpu_seconds_of(way, records))
    limit = costs["bare rows and index"]
    print(f"{len(records):,} articles\n\n| way | CPU-ms an article | ratio |\n|---|---|---|")
    for name, cost in costs.items():
        if cost < float("inf"):
            print(f"| {name} | {1000 * cost / len(records):.3f} | {cost / limit:.2f} |")


def cpu_seconds_of(way: Way, records: Records) -> float:
    """Return the processor's time that one way takes, its threads included."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(record) + "\n" for record in records)
        start = time.process_time()
        way(records, folder)
        return time.process_time() - start


def write_rows(records: Records, folder: Path) -> None:
    """Write titles and texts into a bare table."""
    _write_bare(records, folder, [TABLE])


def write_indexed_rows(records: Records, folder: Path) -> None:
    """Write titles and texts into a bare table, and their words into an index."""
    _write_bare(records, folder, [TABLE, INDEX])


def write_made_articles(records: Records, folder: Path) -> None:
    """Write articles into a corpus without reading a file; making them is counted."""
    articles = (
        make_article(title=record["title"], text=record["text"], url=record["url"])
        for record in records
    )
    with closing(open_corpus(folder / "corpus.db")) as conn:
        write_articles(conn, articles, batch_size=BATCH)


def import_file(_records: Records, folder: Path) -> None:
    """Import the file, as ``gali import`` does."""
    found = read_inputs([folder / "articles.jsonl"], options=ReadOptions())
    with closing(open_corpus(folder / "corpus.db")) as conn:
        import_articles(conn, found)


def index_in_tantivy(records: Records, folder: Path) -> None:
    """Store and index titles and texts in tantivy, with two threads."""
    search = TantivySearch(folder / "tantivy")
    search.build((n, record["title"], record["text"]) for n, record in enumerate(records))


def _write_bare(records: Records, folder: Path, schema: Sequence[str]) -> None:
    """Write rows as quickly as SQLite takes them in transactions of the usual size."""
    with closing(sqlite3.connect(folder / "bare.db", isolation_level=None)) as conn:
        conn.execute("PRAGMA synchronous = FULL")
        for statement in schema:
            conn.execute(statement)
        for start in range(0, len(records), BATCH):
            rows = [
                (start + n, record["title"], record["text"])
                for n, record in enumerate(records[start : start + BATCH])
            ]
            conn.execute("BEGIN")
            conn.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
            if len(schema) > 1:
                conn.executemany(
                    "INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)", rows
                )
            conn.execute("COMMIT")


WAYS: dict[str, Way] = {
    "bare rows": write_rows,
    "bare rows and index": write_indexed_rows,
    "articles into a corpus": write_made_articles,
    "gali import": import_file,
    "tantivy": index_in_tantivy,
}


if __name__ == "__main__":
    main()
