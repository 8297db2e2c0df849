"""What classifiers decided, written beside what was extracted: sectors and relevance.

Nothing else of an extraction is touched, so that a better classifier needs no new extraction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.connection import transaction
from corpus.extraction_reader import read_extractions, read_predictions
from corpus.records import Article, Extraction, Prediction
from corpus.rows import article_from_row, insisting_on_records, iter_batches, to_sql

_ROWS_AT_A_TIME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What classifiers say about an article that was extracted.

    Attributes:
        article_id: The article.
        sectors: Sector of each mention by ``local_id``; the label is None where unsure.
        relevant: Whether the article tells of innovations.
        relevance: Probability of that, and the model that says so.
    """

    article_id: str
    sectors: Mapping[str, Prediction]
    relevant: bool
    relevance: Prediction


def iter_extracted_articles(conn: sqlite3.Connection) -> Iterator[tuple[Article, Extraction]]:
    """Yield the articles that were extracted, with what was found in them, by article id."""
    last = ""
    query = (
        "SELECT a.* FROM articles AS a JOIN extractions AS e ON e.article_id = a.id "
        "WHERE a.id > ? ORDER BY a.id LIMIT ?"
    )
    while rows := conn.execute(query, (last, _ROWS_AT_A_TIME)).fetchall():
        extractions = read_extractions(conn, [row["id"] for row in rows])
        yield from ((article_from_row(row), extractions[row["id"]]) for row in rows)
        last = rows[-1]["id"]


def count_extracted_articles(conn: sqlite3.Connection) -> int:
    """Return how many articles were extracted."""
    return int(conn.execute("SELECT count(*) FROM extractions").fetchone()[0])


def write_classifications(
    conn: sqlite3.Connection, classifications: Iterable[Classification], *, batch_size: int = 200
) -> int:
    """Write what classifiers say about articles, each batch in one transaction.

    Args:
        conn: A corpus that can be written.
        classifications: Of articles that were extracted; read lazily.
        batch_size: Articles in a transaction; if one is refused, its batch is undone.

    Returns:
        Of how many articles something has changed; their innovations are to be built anew.

    Raises:
        InvalidRecordError: If a sector is unknown or an article is not in the corpus.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    n_changed = 0
    for batch in iter_batches(classifications, batch_size):
        with transaction(conn):
            for one in batch:
                with insisting_on_records(one.article_id):
                    n_changed += _write(conn, one)
    return n_changed


def read_relevance(conn: sqlite3.Connection, article_id: str) -> tuple[float, str] | None:
    """Return the probability that an article is relevant, and the model; None if none said."""
    row = conn.execute(
        "SELECT probability, model FROM article_relevance WHERE article_id = ?", (article_id,)
    ).fetchone()
    return (row["probability"], row["model"]) if row is not None else None


def _write(conn: sqlite3.Connection, one: Classification) -> bool:
    """Write what is said about one article; return whether any of it is new."""
    key = one.article_id
    changed = read_relevance(conn, key) != (one.relevance.probability, one.relevance.model)
    conn.execute(
        "INSERT INTO article_relevance (article_id, probability, model) VALUES (?, ?, ?) "
        "ON CONFLICT (article_id) DO UPDATE SET probability = excluded.probability, "
        "model = excluded.model",
        (key, one.relevance.probability, one.relevance.model),
    )
    flagged = conn.execute(
        "UPDATE extractions SET relevant = ?1 WHERE article_id = ?2 AND relevant <> ?1",
        (one.relevant, key),
    )
    known = read_predictions(conn, key)
    differing = {
        local_id: prediction
        for local_id, prediction in one.sectors.items()
        if known.get(local_id) != prediction
    }
    conn.executemany(
        "UPDATE mentions SET sector = ?, sector_probability = ?, sector_model = ?, "
        "sector_reasons = ? WHERE article_id = ? AND local_id = ?",
        [(*_sector_values(p), key, local_id) for local_id, p in differing.items()],
    )
    if differing:
        conn.execute("UPDATE extractions SET linked = 0 WHERE article_id = ?", (key,))
    return changed or bool(flagged.rowcount) or bool(differing)


def _sector_values(prediction: Prediction) -> tuple[str | float | bytes | None, ...]:
    """Return a prediction as it is stored with a mention."""
    reasons = tuple((reason.name, reason.weight) for reason in prediction.reasons)
    return (prediction.label, prediction.probability, prediction.model, to_sql(reasons))
