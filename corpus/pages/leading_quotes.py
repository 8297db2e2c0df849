"""One sentence for each of some innovations: the first that the earliest article tells of it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dossier import ArticleInfo
from corpus.records import Evidence
from corpus.rows import day_from_sql

# Of an article that names an innovation in its headline alone there is no sentence.
_LEADING = """
SELECT innovation_id, article_id, position, title, outlet, url, published FROM (
  SELECT m.innovation_id, m.article_id, m.position, a.title, a.outlet, a.url, a.published,
    row_number() OVER (PARTITION BY m.innovation_id
      ORDER BY m.confidence DESC, a.published IS NULL, a.published, a.id) AS place
  FROM mentions AS m JOIN articles AS a ON a.id = m.article_id AND a.duplicate_of IS NULL
  WHERE m.innovation_id IN (SELECT value FROM json_each(?))
) WHERE place = 1
"""
_EVIDENCE = """
SELECT e.article_id, e.fact_position, e.role, e.field, e.start, e."end", e.quote
FROM json_each(?) AS wanted JOIN evidence AS e
  ON e.article_id = wanted.value ->> 0 AND e.fact_kind = 'mention'
  AND e.fact_position = wanted.value ->> 1
ORDER BY e.article_id, e.fact_position, e.position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadingQuote:
    """What proves an innovation.

    Attributes:
        article: Where it is told.
        evidence: Evidence of the mention there; the name comes first.
    """

    article: ArticleInfo
    evidence: tuple[Evidence, ...]


def read_leading_quotes(
    conn: sqlite3.Connection, innovation_ids: Sequence[str]
) -> dict[str, LeadingQuote]:
    """Return the quote of each innovation by its id; the surest mention goes first.

    Args:
        conn: A corpus.
        innovation_ids: Some tens at a time.
    """
    rows = conn.execute(_LEADING, (json.dumps(list(innovation_ids)),)).fetchall()
    wanted = json.dumps([[row["article_id"], row["position"]] for row in rows])
    evidence: dict[tuple[str, int], list[Evidence]] = defaultdict(list)
    for span in conn.execute(_EVIDENCE, (wanted,)):
        evidence[span["article_id"], span["fact_position"]].append(
            Evidence(
                start=span["start"],
                end=span["end"],
                quote=span["quote"],
                field=span["field"],
                role=span["role"],
            )
        )
    return {
        row["innovation_id"]: LeadingQuote(
            article=ArticleInfo(
                id=row["article_id"],
                title=row["title"],
                outlet=row["outlet"],
                url=row["url"],
                published=day_from_sql(row["published"]),
            ),
            evidence=tuple(evidence[row["article_id"], row["position"]]),
        )
        for row in rows
    }
