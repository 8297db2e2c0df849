"""The same articles in DuckDB's full-text search: ``pip install duckdb duckdb-extension-fts``.

It knows neither phrases, prefixes nor snippets, and its index is not kept in step.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

Document = tuple[int, str, str]
_CSV = "FORMAT csv, HEADER false, AUTO_DETECT false, PARALLEL false"
_CREATE_INDEX = (
    "PRAGMA create_fts_index('articles', 'key', 'title', 'text', stemmer='none', stopwords='none')"
)
_SEARCH = """
SELECT key, title, score FROM (
  SELECT key, title, fts_main_articles.match_bm25(key, ?, conjunctive := 1) AS score FROM articles
) WHERE score IS NOT NULL ORDER BY score DESC LIMIT ?
"""


class DuckDbSearch:
    """An index of titles and texts.

    Args:
        folder: Where it is kept; made anew.

    Raises:
        ImportError: If DuckDB or its extension is not installed.
    """

    name = "DuckDB FTS"

    def __init__(self, folder: Path) -> None:
        import duckdb

        folder.mkdir()
        self._table = folder / "articles.csv"
        self._connection = duckdb.connect(str(folder / "articles.duckdb"))
        self._connection.execute(f"LOAD '{_extension()}'")
        self._connection.execute("CREATE TABLE articles (key BIGINT, title VARCHAR, text VARCHAR)")

    def build(self, documents: Iterable[Document]) -> None:
        """Load and index all documents."""
        with self._table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(documents)
        self._connection.execute(f"COPY articles FROM '{self._table}' ({_CSV})")
        self._connection.execute(_CREATE_INDEX)

    def search(self, query: str, n_hits: int) -> object:
        """Return the best hits; None if there is no such query here."""
        if set(query) & set('*"'):
            return None
        return self._connection.execute(_SEARCH, (query, n_hits)).fetchall()


def _extension() -> Path:
    """Return the file of the extension."""
    package = find_spec("duckdb_extension_fts")
    if package is None or package.origin is None:
        raise ImportError("duckdb-extension-fts is not installed")
    return next(Path(package.origin).parent.rglob("fts.duckdb_extension"))
