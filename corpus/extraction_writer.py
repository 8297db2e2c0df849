"""Writes what was extracted from articles, whole: a new extraction replaces the earlier one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.extraction_reader import read_extractions, read_predictions
from corpus.identity import squeeze
from corpus.records import Award, Count, Evidence, Extraction, Mention, Prediction, Replication
from corpus.rows import SqlValue, insert_statement, insisting_on_records, iter_batches, to_sql

_HOW_SURE = ("confidence", "found_by")
# The table of each kind of fact, and its columns beside article and position.
_FACT_TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "award": (
        "awards",
        (
            *("local_id", "recipient", "scheme", "rank", "year", "level", "status", "prize"),
            *_HOW_SURE,
        ),
    ),
    "replication": (
        "replications",
        ("local_id", "from_region", "to_region", "kind", *_HOW_SURE),
    ),
    "count": ("counts", ("value", "what", "region", "owner", "year", *_HOW_SURE)),
}
_INSERT_EXTRACTION = insert_statement(
    "extractions", ("article_id", "extractor", "relevant", "region", "linked")
)
_MENTION_COLUMNS = (
    *("local_id", "name", "surfaces", "expansion", "description", "region", "sector", "year"),
    *_HOW_SURE,
)
_INSERT_MENTION = insert_statement(
    "mentions",
    (
        *("article_id", "position", *_MENTION_COLUMNS),
        *("sector_probability", "sector_model", "sector_reasons", "innovation_id"),
    ),
)
_INSERT_OWNER = insert_statement(
    "mention_owners", ("article_id", "local_id", "position", "owner", "owner_type")
)
_INSERT_EVIDENCE = insert_statement(
    "evidence",
    (
        *("article_id", "fact_kind", "fact_position", "position"),
        *("field", "start", '"end"', "quote", "role"),
    ),
)


def write_extractions(
    conn: sqlite3.Connection,
    extractions: Iterable[tuple[Extraction, Mapping[str, Prediction]]],
    *,
    batch_size: int = 200,
) -> int:
    """Write what was found in articles, each batch in one transaction.

    An article's earlier extraction goes with all its facts. A mention of the same name, or at the
    same place, stays linked to its innovation until innovations are built anew; an innovation
    that no mention is left of is removed.

    Args:
        conn: A corpus that can be written.
        extractions: Each with the sector that a model gave its mentions, by ``local_id``; a
            mention without one keeps the sector that it says itself. Read lazily.
        batch_size: Extractions in a transaction; if one is refused, its batch is undone.

    Returns:
        How many were written; those that the corpus has already, word for word, are left alone.

    Raises:
        InvalidRecordError: If the article is not in the corpus, a span is not what the article
            says there, a fact or prediction names a mention that is not there, or a code is
            unknown.
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    n_written = 0
    for batch in iter_batches(extractions, batch_size):
        with transaction(conn):
            for extraction, predictions in batch:
                with insisting_on_records(extraction.article_id):
                    n_written += _write_extraction(conn, extraction, predictions)
    return n_written


def _write_extraction(
    conn: sqlite3.Connection, extraction: Extraction, predictions: Mapping[str, Prediction]
) -> bool:
    """Replace the extraction of one article; return False if it is there already."""
    article_id = extraction.article_id
    extraction = _with_sectors(extraction, predictions)
    known = read_extractions(conn, [article_id]).get(article_id)
    if known == extraction and read_predictions(conn, article_id) == predictions:
        return False
    _insist_on_spans(conn, extraction)
    links = _read_links(conn, article_id)
    conn.execute("DELETE FROM extractions WHERE article_id = ?", (article_id,))
    conn.execute(
        _INSERT_EXTRACTION,
        (article_id, extraction.extractor, extraction.relevant, extraction.region, 0),
    )
    inherited = _inherited_links(extraction.innovations, known.innovations if known else (), links)
    for position, mention in enumerate(extraction.innovations):
        prediction = predictions.get(mention.local_id)
        link = inherited.get(mention.local_id)
        _insert_mention(conn, article_id, position, mention, prediction, link)
    _insert_facts(conn, article_id, "award", extraction.awards)
    _insert_facts(conn, article_id, "replication", extraction.replications)
    _insert_facts(conn, article_id, "count", extraction.counts)
    _delete_deserted_innovations(conn, set(links.values()))
    return True


def _with_sectors(extraction: Extraction, predictions: Mapping[str, Prediction]) -> Extraction:
    """Return an extraction whose mentions have the sectors that the model gave."""
    unknown = predictions.keys() - {mention.local_id for mention in extraction.innovations}
    if unknown:
        raise InvalidRecordError(
            f"predictions for mentions that are not there: {', '.join(sorted(unknown))}",
            where=extraction.article_id,
        )
    mentions = tuple(
        replace(mention, sector=predictions[mention.local_id].label)
        if mention.local_id in predictions
        else mention
        for mention in extraction.innovations
    )
    return replace(extraction, innovations=mentions)


def _insist_on_spans(conn: sqlite3.Connection, extraction: Extraction) -> None:
    """Check that the article is known and that all evidence is what it says there."""
    article_id = extraction.article_id
    query = "SELECT title, text FROM articles WHERE id = ?"
    row = conn.execute(query, (article_id,)).fetchone()
    if row is None:
        raise InvalidRecordError(
            "the article is not in the corpus", where=article_id, mend="Write the article first."
        )
    facts: tuple[Mention | Award | Replication | Count, ...] = (
        *extraction.innovations,
        *extraction.awards,
        *extraction.replications,
        *extraction.counts,
    )
    for span in (span for fact in facts for span in fact.evidence):
        if row[span.field][span.start : span.end] != span.quote:
            raise InvalidRecordError(
                f"the {span.field} does not say {span.quote!r} at {span.start}:{span.end}",
                where=article_id,
            )


def _read_links(conn: sqlite3.Connection, article_id: str) -> dict[str, str]:
    """Return the innovation of each linked mention of an article, by local id."""
    rows = conn.execute(
        "SELECT local_id, innovation_id FROM mentions "
        "WHERE article_id = ? AND innovation_id IS NOT NULL",
        (article_id,),
    )
    return dict(rows.fetchall())


def _inherited_links(
    mentions: Sequence[Mention], known: Sequence[Mention], links: Mapping[str, str]
) -> dict[str, str]:
    """Return the innovation of each mention that an earlier mention was linked to.

    Without it, an id that somebody cited would be lost when a better extractor reads the article
    again and the innovation is then given another id.
    """
    inherited = {}
    for mention in mentions:
        for earlier in known:
            if earlier.local_id in links and _is_same_mention(mention, earlier):
                inherited[mention.local_id] = links[earlier.local_id]
                break
    return inherited


def _is_same_mention(mention: Mention, earlier: Mention) -> bool:
    """Return whether two mentions of an article have the same name or their names overlap."""
    here, there = mention.evidence[0], earlier.evidence[0]
    overlap = here.field == there.field and here.start < there.end and there.start < here.end
    return overlap or squeeze(mention.name) == squeeze(earlier.name)


def _insert_mention(
    conn: sqlite3.Connection,
    article_id: str,
    position: int,
    mention: Mention,
    prediction: Prediction | None,
    innovation_id: str | None,
) -> None:
    """Insert a mention with its owners and evidence."""
    values = (to_sql(getattr(mention, name)) for name in _MENTION_COLUMNS)
    model = _prediction_values(prediction)
    conn.execute(_INSERT_MENTION, (article_id, position, *values, *model, innovation_id))
    conn.executemany(
        _INSERT_OWNER,
        [
            (article_id, mention.local_id, place, owner, owner_type)
            for place, (owner, owner_type) in enumerate(
                zip(mention.owners, mention.owner_types, strict=True)
            )
        ],
    )
    _insert_evidence(conn, article_id, "mention", position, mention.evidence)


def _prediction_values(prediction: Prediction | None) -> tuple[SqlValue, ...]:
    """Return probability, model and reasons as they are stored beside the sector."""
    if prediction is None:
        return (None, None, None)
    reasons = tuple((reason.name, reason.weight) for reason in prediction.reasons)
    return (prediction.probability, prediction.model, to_sql(reasons))


def _insert_facts(
    conn: sqlite3.Connection,
    article_id: str,
    kind: str,
    facts: Sequence[Award | Replication | Count],
) -> None:
    """Insert facts of one kind with their evidence."""
    table, columns = _FACT_TABLES[kind]
    statement = insert_statement(table, ("article_id", "position", *columns))
    for position, fact in enumerate(facts):
        values = (
            to_sql(getattr(fact, "innovation" if name == "local_id" else name)) for name in columns
        )
        conn.execute(statement, (article_id, position, *values))
        _insert_evidence(conn, article_id, kind, position, fact.evidence)


def _insert_evidence(
    conn: sqlite3.Connection,
    article_id: str,
    kind: str,
    fact_position: int,
    evidence: Sequence[Evidence],
) -> None:
    """Insert the spans that prove one fact."""
    key = (article_id, kind, fact_position)
    conn.executemany(
        _INSERT_EVIDENCE,
        [
            (*key, place, span.field, span.start, span.end, span.quote, span.role)
            for place, span in enumerate(evidence)
        ],
    )


def _delete_deserted_innovations(conn: sqlite3.Connection, innovation_ids: set[str]) -> None:
    """Delete those innovations that no mention is left of."""
    conn.executemany(
        "DELETE FROM innovations WHERE id = :id "
        "AND NOT EXISTS (SELECT 1 FROM mentions WHERE innovation_id = :id)",
        [{"id": innovation_id} for innovation_id in sorted(innovation_ids)],
    )
