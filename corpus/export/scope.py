"""What of a corpus is exported: all of it, or what a search finds and what belongs to it.

Which rows a search selects is decided in ``corpus.selection``, here as on the screen: the
innovations, or the articles, of an export are as many as the search says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from corpus.filters import SearchFilters
from corpus.rows import SqlValue
from corpus.selection import select_articles, select_innovations

Subject = Literal["corpus", "innovations", "articles"]
_ARTICLES = "(SELECT value FROM json_each(:articles))"
_INNOVATIONS = "(SELECT value FROM json_each(:innovations))"
_OF_ARTICLE = f"t.article_id IN {_ARTICLES}"
_OF_MENTION = f"""EXISTS (SELECT 1 FROM mentions AS m WHERE m.article_id = t.article_id
  AND m.local_id = t.local_id AND m.innovation_id IN {_INNOVATIONS})
"""  # noqa: S608 -- our own text
_BOTH_ENDS = f"t.innovation_id IN {_INNOVATIONS} AND t.other_id IN {_INNOVATIONS}"
_PROOF = f"""{_BOTH_ENDS} AND EXISTS (SELECT 1 FROM replications AS f
  JOIN mentions AS m USING (article_id, local_id) WHERE f.article_id = t.article_id
  AND f.position = t.position AND m.innovation_id IN {_INNOVATIONS})
"""  # noqa: S608 -- our own text
_PAGES = f"""t.origin IN (SELECT a.origin FROM articles AS a WHERE a.id IN {_ARTICLES})
  OR t.origin IN (SELECT r.origin FROM page_readings AS r JOIN articles AS a ON a.origin = r.part_of
    WHERE a.id IN {_ARTICLES})
"""  # noqa: S608 -- our own text
_EVIDENCE = f"""EXISTS (SELECT 1 FROM mentions AS m WHERE m.innovation_id IN {_INNOVATIONS}
  AND m.article_id = t.article_id AND m.local_id = CASE t.fact_kind
    WHEN 'mention' THEN (SELECT f.local_id FROM mentions AS f
      WHERE f.article_id = t.article_id AND f.position = t.fact_position)
    WHEN 'award' THEN (SELECT f.local_id FROM awards AS f
      WHERE f.article_id = t.article_id AND f.position = t.fact_position)
    WHEN 'replication' THEN (SELECT f.local_id FROM replications AS f
      WHERE f.article_id = t.article_id AND f.position = t.fact_position) END)
"""  # noqa: S608 -- our own text
_BY_ARTICLE = {
    "articles": f"t.id IN {_ARTICLES}",
    "replaced_articles": f"t.id IN {_ARTICLES} AND t.replaced_by IN {_ARTICLES}",
    "near_copies": f"{_OF_ARTICLE} AND t.near_copy_of IN {_ARTICLES}",
    "copy_signatures": _OF_ARTICLE,
    "extractions": _OF_ARTICLE,
    "article_relevance": _OF_ARTICLE,
    "innovations": f"t.id IN {_INNOVATIONS}",
    "innovation_redirects": f"t.new_id IN {_INNOVATIONS}",
    "innovation_reviews": f"t.innovation_id IN {_INNOVATIONS}",
    "corrections": f"t.innovation_id IN {_INNOVATIONS}",
    "mentions": _OF_ARTICLE,
    "mention_owners": _OF_ARTICLE,
    "awards": _OF_ARTICLE,
    "replications": _OF_ARTICLE,
    "innovation_relations": _BOTH_ENDS,
    "replica_proofs": f"{_BOTH_ENDS} AND {_OF_ARTICLE}",
    "innovation_conflicts": f"t.innovation_id IN {_INNOVATIONS}",
    "counts": _OF_ARTICLE,
    "fact_reviews": _OF_ARTICLE,
    "evidence": _OF_ARTICLE,
    "pages": _PAGES,
}
# Of an article that tells of several innovations, only what it tells of the chosen ones.
_BY_INNOVATION = {
    **_BY_ARTICLE,
    "mentions": f"t.innovation_id IN {_INNOVATIONS}",
    "mention_owners": _OF_MENTION,
    "awards": _OF_MENTION,
    "replications": _OF_MENTION,
    "replica_proofs": _PROOF,
    "counts": "FALSE",
    "fact_reviews": _EVIDENCE,
    "evidence": _EVIDENCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is exported.

    Attributes:
        subject: What was searched for; ``corpus`` if nothing was.
        asked: The words and filters, by name; empty for the whole corpus.
        article_ids: The articles; not used for the whole corpus.
        innovation_ids: The innovations; likewise.
    """

    subject: Subject = "corpus"
    asked: Mapping[str, str | int]
    article_ids: tuple[str, ...] = ()
    innovation_ids: tuple[str, ...] = ()

    @property
    def parameters(self) -> dict[str, str]:
        """The values that conditions refer to."""
        return {
            "articles": json.dumps(self.article_ids),
            "innovations": json.dumps(self.innovation_ids),
        }


WHOLE_CORPUS = Scope(asked={})


def scope_of_innovations(
    conn: sqlite3.Connection, text: str, filters: SearchFilters, *, stem: bool = False
) -> Scope:
    """Return the innovations that a search finds, and the articles that tell of them.

    The arguments are those of ``corpus.selection.select_innovations``.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    found = select_innovations(conn, text, filters, stem=stem)
    query = f"SELECT id FROM innovations WHERE innovation_key IN ({found.keys}) ORDER BY id"  # noqa: S608
    innovation_ids = _read_ids(conn, query, found.parameters)
    # With the articles of which others are copies.
    query = (
        "WITH RECURSIVE told(id) AS (SELECT article_id FROM mentions "
        "WHERE innovation_id IN (SELECT value FROM json_each(?)) UNION "
        "SELECT a.duplicate_of FROM articles AS a JOIN told USING (id) "
        "WHERE a.duplicate_of IS NOT NULL) SELECT id FROM told ORDER BY id"
    )
    return Scope(
        subject="innovations",
        asked=_asked(text, filters, stem=stem),
        article_ids=_read_ids(conn, query, (json.dumps(innovation_ids),)),
        innovation_ids=innovation_ids,
    )


def scope_of_articles(
    conn: sqlite3.Connection, text: str, filters: SearchFilters, *, stem: bool = False
) -> Scope:
    """Return the articles that a search finds, and the innovations that they mention.

    The arguments are those of ``corpus.selection.select_articles``.

    Raises:
        InvalidQueryError: If a filter names what does not exist, or may mean several things.
    """
    found = select_articles(conn, text, filters, stem=stem)
    query = f"SELECT id FROM articles WHERE article_key IN ({found.keys}) ORDER BY id"  # noqa: S608
    article_ids = _read_ids(conn, query, found.parameters)
    query = (
        "SELECT DISTINCT innovation_id FROM mentions WHERE innovation_id IS NOT NULL "
        "AND article_id IN (SELECT value FROM json_each(?)) ORDER BY innovation_id"
    )
    return Scope(
        subject="articles",
        asked=_asked(text, filters, stem=stem),
        article_ids=article_ids,
        innovation_ids=_read_ids(conn, query, (json.dumps(article_ids),)),
    )


def condition_of(table: str, scope: Scope) -> str:
    """Return the condition, in SQL, on the rows of a table that bears the alias ``t``.

    Lists such as that of the regions are exported whole.
    """
    if scope.subject == "corpus":
        return "TRUE"
    conditions = _BY_INNOVATION if scope.subject == "innovations" else _BY_ARTICLE
    return conditions.get(table, "TRUE")


def _read_ids(
    conn: sqlite3.Connection, query: str, parameters: tuple[SqlValue, ...]
) -> tuple[str, ...]:
    """Return the ids that a query finds."""
    return tuple(row[0] for row in conn.execute(query, parameters))


def _asked(text: str, filters: SearchFilters, *, stem: bool) -> dict[str, str | int]:
    """Return the words and filters that were given, by name."""
    given = {field.name: getattr(filters, field.name) for field in fields(filters)}
    asked = {"words": text.strip(), **given, "stem": stem or None}
    return {name: value for name, value in asked.items() if value not in (None, "")}
