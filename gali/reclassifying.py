"""Verdicts of the classifiers as a corpus keeps them, and a whole corpus classified anew.

The latter is for when a better classifier comes (``gali classify``): nothing is extracted anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.classification import (
    Classification,
    count_extracted_articles,
    iter_extracted_articles,
    write_classifications,
)
from corpus.rows import iter_batches
from gali.classifying import Classified, classify
from gali.extraction import Extracted
from gali.progress import Watch, unwatched

_ARTICLES_IN_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyReport:
    """What a classification of a corpus did.

    Attributes:
        n_articles: Articles that were looked at.
        n_changed: Articles of which something is told otherwise now.
    """

    n_articles: int
    n_changed: int


def classify_corpus(conn: sqlite3.Connection, *, watch: Watch = unwatched) -> ClassifyReport:
    """Classify all articles that were extracted once more; what was extracted stays.

    May be interrupted: what a transaction has committed stays, and the rest is done next time.
    Innovations are to be linked anew afterwards, so that they bear the new sectors.

    Args:
        conn: A corpus that can be written.
        watch: Told of each article.

    Raises:
        InvalidModelError: If a shipped model is damaged.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    articles = iter_extracted_articles(conn)
    watched = watch(articles, "Classifying", lambda: count_extracted_articles(conn))
    n_articles = n_changed = 0
    for batch in iter_batches(watched, _ARTICLES_IN_A_BATCH):
        found = [_classification(a.id, classify(a, extraction)) for a, extraction in batch]
        n_changed += write_classifications(conn, found)
        n_articles += len(found)
    return ClassifyReport(n_articles=n_articles, n_changed=n_changed)


def iter_classifications(results: Iterable[Extracted]) -> Iterator[Classification]:
    """Yield what classifiers said of articles as the corpus keeps it; of some nobody asked them."""
    for result in results:
        if result.relevance is not None:
            yield Classification(
                article_id=result.article.id,
                sectors=result.sectors,
                relevant=result.extraction.relevant,
                relevance=result.relevance,
            )


def _classification(article_id: str, classified: Classified) -> Classification:
    """Return what is said of an article as the corpus keeps it."""
    return Classification(
        article_id=article_id,
        sectors=classified.sectors,
        relevant=classified.extraction.relevant,
        relevance=classified.relevance,
    )
