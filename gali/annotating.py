"""Samples for people to annotate, and what their annotations say of the dataset.

Which articles are drawn is decided in ``corpus.sampling``; what is compared, in ``models``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.errors import InvalidGoldError
from corpus.extraction_reader import read_extractions
from corpus.reader import find_article
from corpus.records import Article, Extraction
from corpus.rows import iter_batches
from corpus.sampling import Sample
from models.agreement import Estimate
from models.annotated import AnnotatedArticle
from models.annotators import Agreement
from models.dataset_quality import FieldQuality
from models.gold import Annotation, gold_record, parse_annotation
from models.labelstudio import make_task

Row = dict[str, object]
_ARTICLES_AT_A_TIME = 200


def iter_tasks(conn: sqlite3.Connection, sample: Sample) -> Iterator[Row]:
    """Yield the articles of a sample as tasks for Label Studio, with predictions."""
    for article, extraction in _iter_sampled(conn, sample):
        yield make_task(article, extraction, sampling_facts(sample, article.id))


def iter_lines(conn: sqlite3.Connection, sample: Sample) -> Iterator[Row]:
    """Yield the articles of a sample in the codebook's shape, with what was found in them.

    The id is that of the corpus, so that annotations can be compared with it.
    """
    for article, extraction in _iter_sampled(conn, sample):
        facts = sampling_facts(sample, article.id)
        yield {**gold_record(article, extraction), "id": article.id, "sampling": facts}


def iter_rows(conn: sqlite3.Connection, sample: Sample) -> Iterator[Row]:
    """Yield the articles of a sample as rows of a table, without their texts."""
    for article, extraction in _iter_sampled(conn, sample):
        facts = sampling_facts(sample, article.id)
        stratum = sample.strata[sample.stratum_of[article.id]]
        yield {
            "article_id": article.id,
            "title": article.title,
            "url": article.url,
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else None,
            **{f"stratum_{trait}": value for trait, value in stratum.traits.items()},
            **{name: facts[name] for name in ("weight", "n_stratum", "n_sampled")},
            "relevant": extraction.relevant,
            "innovations": [mention.name for mention in extraction.innovations],
        }


def sampling_facts(sample: Sample, article_id: str) -> Row:
    """Return what is kept with a drawn article: weight, stratum, and how it was drawn."""
    stratum = sample.strata[sample.stratum_of[article_id]]
    return {
        "weight": round(sample.weight_of(article_id), 6),
        "stratum": dict(stratum.traits),
        "n_stratum": stratum.n_articles,
        "n_sampled": stratum.n_sampled,
        "seed": sample.seed,
    }


def read_findings(
    conn: sqlite3.Connection, sample: Iterable[AnnotatedArticle]
) -> dict[str, Annotation]:
    """Return what a corpus says of annotated articles, by their ids.

    Raises:
        InvalidGoldError: If the corpus has none of them.
    """
    ids = [article.annotation.id for article in sample]
    found = {}
    for batch in iter_batches(ids, _ARTICLES_AT_A_TIME):
        for article_id, extraction in read_extractions(conn, batch).items():
            article = find_article(conn, article_id)
            assert article is not None
            record = {**gold_record(article, extraction), "id": article_id}
            found[article_id] = parse_annotation(record)
    if not found:
        raise InvalidGoldError(
            "the corpus has none of the annotated articles",
            mend="Name the corpus that the sample was drawn from with --db.",
        )
    return found


def agreement_rows(agreements: Sequence[Agreement]) -> list[Row]:
    """Return figures of agreement as rows."""
    return [
        {"field": one.field, "measure": one.measure, **_figures("", one.figure), "n": one.n}
        for one in agreements
    ]


def quality_rows(qualities: Sequence[FieldQuality]) -> list[Row]:
    """Return estimates of a dataset's quality as rows."""
    rows = []
    for one in qualities:
        estimates: Mapping[str, Estimate | None] = {
            "precision": one.precision,
            "recall": one.recall,
            "f1": one.f1,
        }
        row: Row = {"field": one.field}
        for name, figure in estimates.items():
            row |= _figures(f"{name}_", figure or Estimate(None))
        rows.append({**row, "n": one.n})
    return rows


def interval_words(row: Mapping[str, object], prefix: str = "") -> str:
    """Return a figure with its interval for people: ``0.82 (0.75–0.88)``; a dash for none."""
    value, low, high = (row[f"{prefix}{part}"] for part in ("value", "low", "high"))
    if value is None:
        return "–"
    return f"{value:.3f}" if low is None else f"{value:.3f} ({low:.3f}–{high:.3f})"


def _figures(prefix: str, figure: Estimate) -> Row:
    """Return a figure and its interval, rounded."""
    values = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {
        f"{prefix}{name}": None if value is None else round(value, 4)
        for name, value in values.items()
    }


def _iter_sampled(conn: sqlite3.Connection, sample: Sample) -> Iterator[tuple[Article, Extraction]]:
    """Yield the drawn articles with what was found in them."""
    for batch in iter_batches(sample.article_ids, _ARTICLES_AT_A_TIME):
        extractions = read_extractions(conn, batch)
        for article_id in batch:
            article = find_article(conn, article_id)
            assert article is not None
            yield article, extractions[article_id]
