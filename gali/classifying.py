"""What the classifiers say about an article: the sectors of its innovations, and its relevance.

Runs right after the extraction, and again over a whole corpus when a better classifier comes
(``gali classify``), without extracting anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.classification import (
    Classification,
    count_extracted_articles,
    iter_extracted_articles,
    write_classifications,
)
from corpus.records import Article, Evidence, Extraction, Prediction
from corpus.rows import iter_batches
from extract.gate import may_tell
from gali.progress import Watch, unwatched
from models.linear import LinearModel
from models.relevance import OTHER, RELEVANT, predict_relevance
from models.sector import predict_sector

if TYPE_CHECKING:
    from gali.extraction import Extracted

# Characters before and after a name. Of 377 names in annotated articles, 86 % got the right sector
# by rules with 150, 85 % with 300 or with the sentence alone, 83 % with the whole text.
_AROUND = 150
_ARTICLES_IN_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciders:
    """The models that classify.

    Attributes:
        sector: Of the sector; None for the one that is shipped.
        relevance: Of the words of an article, and of these with what was found; None likewise.
    """

    sector: LinearModel | None = None
    relevance: tuple[LinearModel, LinearModel] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What the classifiers say about an article.

    Attributes:
        extraction: What was found; its mentions carry the sectors, and it tells the relevance.
        relevance: The prediction behind the latter; its probability is that of being relevant.
        sectors: The predictions behind the former, by ``local_id`` of the mention.
    """

    extraction: Extraction
    relevance: Prediction
    sectors: dict[str, Prediction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyReport:
    """What a classification of a corpus did.

    Attributes:
        n_articles: Articles that were looked at.
        n_changed: Articles of which something is told otherwise now.
    """

    n_articles: int
    n_changed: int


SHIPPED = Deciders()
PASSED_BY = Prediction(label=OTHER, probability=0.0, model="gate@1")
"""What is said of articles without any word that could tell of innovations: most news."""


def classify(article: Article, extraction: Extraction, by: Deciders = SHIPPED) -> Classified:
    """Return what the classifiers say about an article.

    Args:
        article: The article.
        extraction: What was found in it.
        by: The models that decide.

    Raises:
        InvalidModelError: If a shipped model is damaged.
    """
    sectors = {
        mention.local_id: predict_sector(
            mention, surroundings(article, mention.evidence), by.sector
        )
        for mention in extraction.innovations
    }
    relevance = PASSED_BY
    if may_tell(article):
        relevance = predict_relevance(article.title, article.text, extraction, by.relevance)
    mentions = tuple(replace(m, sector=sectors[m.local_id].label) for m in extraction.innovations)
    decided = replace(extraction, innovations=mentions, relevant=relevance.label == RELEVANT)
    return Classified(extraction=decided, relevance=relevance, sectors=sectors)


def surroundings(article: Article, evidence: Iterable[Evidence]) -> str:
    """Return the words around each place where an article names an innovation, a line each."""
    names = [span for span in evidence if span.role == "name"]
    texts = {"title": article.title, "text": article.text}
    return "\n".join(
        texts[span.field][max(0, span.start - _AROUND) : span.end + _AROUND] for span in names
    )


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
