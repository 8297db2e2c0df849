"""Everything that the corpus knows about one innovation, each fact with its article and quotes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.errors import InvalidQueryError
from corpus.extraction_reader import read_extractions
from corpus.records import (
    Award,
    Conflict,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Replication,
)
from corpus.relations import RelatedInnovation, read_conflicts, read_related
from corpus.reviews.reading import InnovationReview, read_review
from corpus.rows import day_from_sql, innovation_from_row


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    """What is shown of an article beside a fact from it.

    Attributes:
        id: The article's id.
        title: Headline; empty where the source has none.
        outlet: Newspaper; None if unknown.
        url: Address; None for files without one.
        published: Day of publication; None if unknown.
    """

    id: str
    title: str
    outlet: str | None
    url: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierMention:
    """A mention and its article; the quotes are the mention's evidence."""

    article: ArticleInfo
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierAward:
    """An award of the innovation and the article that tells of it.

    Attributes:
        id: Article, kind and place of it, such as ``a1b2:award:0``: by this it is reviewed.
        status: Review status.
        article: The article.
        award: The award.
    """

    id: str
    status: str
    article: ArticleInfo
    award: Award


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierReplication:
    """A replication of the innovation and the article that tells of it; fields as of an award."""

    id: str
    status: str
    article: ArticleInfo
    replication: Replication


@dataclass(frozen=True, slots=True, kw_only=True)
class InnovationDossier:
    """One innovation with all that articles tell of it, earliest first, undated last.

    Attributes:
        innovation: The innovation.
        mentions: Non-empty.
        awards: Awards that it won or was entered for; may be empty. Those that people rejected
            are left out, here and below.
        replications: Where it was copied or learnt; may be empty.
        review: What people said of it; None if nobody checked it.
        related: Sources, replicas, homonyms and similar ones; may be empty.
        conflicts: What the articles contradict each other in; empty or at least two.
    """

    innovation: Innovation
    mentions: tuple[DossierMention, ...]
    awards: tuple[DossierAward, ...]
    replications: tuple[DossierReplication, ...]
    review: InnovationReview | None = None
    related: tuple[RelatedInnovation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def read_innovation_dossier(conn: sqlite3.Connection, innovation_id: str) -> InnovationDossier:
    """Return an innovation with every mention, award and replication.

    Args:
        conn: A corpus.
        innovation_id: A full id, such as ``corpus.reader.find_innovation`` gives.

    Raises:
        InvalidQueryError: If no innovation has that id.
    """
    row = conn.execute("SELECT * FROM innovations WHERE id = ?", (innovation_id,)).fetchone()
    if row is None:
        raise InvalidQueryError(f"no innovation has the id {innovation_id!r}")
    refs = [
        MentionRef(article_id=article_id, local_id=local_id)
        for article_id, local_id in conn.execute(
            "SELECT article_id, local_id FROM mentions WHERE innovation_id = ? "
            "ORDER BY article_id, local_id",
            (innovation_id,),
        )
    ]
    told = list(_iter_told(conn, refs))
    statuses = _read_fact_statuses(conn, [article.id for article, _, _ in told])
    return InnovationDossier(
        innovation=innovation_from_row(row, refs),
        mentions=tuple(
            DossierMention(article=article, mention=mention)
            for article, local_ids, extraction in told
            for mention in extraction.innovations
            if mention.local_id in local_ids
        ),
        awards=tuple(
            DossierAward(id=fact_id, status=status, article=article, award=award)
            for article, local_ids, extraction in told
            for position, award in enumerate(extraction.awards)
            if award.innovation in local_ids
            for fact_id in (f"{article.id}:award:{position}",)
            if (status := statuses.get(fact_id, "otomatis")) != "ditolak"
        ),
        replications=tuple(
            DossierReplication(id=fact_id, status=status, article=article, replication=replication)
            for article, local_ids, extraction in told
            for position, replication in enumerate(extraction.replications)
            if replication.innovation in local_ids
            for fact_id in (f"{article.id}:replication:{position}",)
            if (status := statuses.get(fact_id, "otomatis")) != "ditolak"
        ),
        review=read_review(conn, innovation_id),
        related=tuple(read_related(conn, innovation_id)),
        conflicts=tuple(read_conflicts(conn, innovation_id)),
    )


def _read_fact_statuses(conn: sqlite3.Connection, article_ids: Collection[str]) -> dict[str, str]:
    """Return the status of the facts of some articles on which people decided, by id."""
    rows = conn.execute(
        "SELECT article_id || ':' || fact_kind || ':' || fact_position, status FROM fact_reviews "
        "WHERE article_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(article_ids)),),
    )
    return dict(map(tuple, rows))


def _iter_told(
    conn: sqlite3.Connection, refs: Collection[MentionRef]
) -> Iterator[tuple[ArticleInfo, set[str], Extraction]]:
    """Yield each article with the local ids by which it tells of the innovation, by date."""
    article_ids = sorted({ref.article_id for ref in refs})
    extractions = read_extractions(conn, article_ids)
    rows = conn.execute(
        "SELECT id, title, outlet, url, published FROM articles "
        "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY published IS NULL, published, id",
        (json.dumps(article_ids),),
    )
    for row in rows.fetchall():
        article = ArticleInfo(
            id=row["id"],
            title=row["title"],
            outlet=row["outlet"],
            url=row["url"],
            published=day_from_sql(row["published"]),
        )
        local_ids = {ref.local_id for ref in refs if ref.article_id == article.id}
        yield article, local_ids, extractions[article.id]
