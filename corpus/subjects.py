"""What can be searched, in SQL: innovations and articles, their order, their facets.

Facts for ``corpus.selection``, ``corpus.search`` and ``corpus.facets``; nothing is run here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.conditions import ARTICLE_CONDITIONS, INNOVATION_CONDITIONS, Conditions

Sort = Literal[
    "relevance", "name", "articles", "newest", "oldest", "year", "region", "outlet", "confidence"
]
Facet = Literal["region", "province", "sector", "year", "owner", "award", "outlet", "status"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is searched, in SQL.

    Attributes:
        noun: What one row is, for people.
        table: Table with its alias.
        key: Its integer key, to which the full text refers.
        fts: Full-text table.
        fts_columns: Its columns, in order; those of the subject bear the same names.
        score: BM25 with a weight for each column; lower is better.
        columns: What a hit is made of.
        beginning: What stands for a snippet where no words were asked for.
        order: Order where no words were asked for.
        orders: Order of rows for each way of sorting, ties settled.
        shown: What must hold of rows that nobody asked to see otherwise; ``{key}`` is the key.
        conditions: Condition of each filter.
        facets: A query for each facet that gives the key of a row and a value of it.
    """

    noun: str
    table: str
    key: str
    fts: str
    fts_columns: tuple[str, ...]
    score: str
    columns: str
    beginning: str
    order: str
    orders: Mapping[Sort, str]
    shown: str
    conditions: Conditions
    facets: Mapping[Facet, str]


_N_ARTICLES = (
    "(SELECT count(DISTINCT m.article_id) FROM mentions AS m WHERE m.innovation_id = i.id)"
)
_N_INNOVATIONS = "(SELECT count(*) FROM mentions AS m WHERE m.article_id = a.id)"
_YEAR = "coalesce(i.year, CAST(substr(i.first_seen, 1, 4) AS INTEGER))"
_OF_MENTIONS = "FROM innovations AS i JOIN mentions AS m ON m.innovation_id = i.id"
_IN_ARTICLES = "FROM mentions AS m JOIN articles AS a ON a.id = m.article_id"
_REGIONS = (
    "SELECT a.article_key AS key, e.region AS value "  # noqa: S608 -- our own text, as below
    "FROM extractions AS e "
    "JOIN articles AS a ON a.id = e.article_id WHERE e.region IS NOT NULL "
    f"UNION SELECT a.article_key, m.region {_IN_ARTICLES} WHERE m.region IS NOT NULL"
)

INNOVATIONS = Subject(
    noun="innovation",
    table="innovations AS i",
    key="i.innovation_key",
    fts="innovations_fts",
    fts_columns=("name", "also_named", "expansion", "description", "owner"),
    score="bm25(innovations_fts, 10.0, 6.0, 5.0, 3.0, 2.0)",
    columns=f"i.id, {_N_ARTICLES} AS n_articles",
    beginning="coalesce(i.expansion, i.description, '')",
    order=f"{_N_ARTICLES} DESC, i.name, i.id",
    orders={
        "name": "i.name COLLATE NOCASE, i.id",
        "articles": f"{_N_ARTICLES} DESC, i.name, i.id",
        "newest": "i.last_seen IS NULL, i.last_seen DESC, i.name, i.id",
        "oldest": "i.first_seen IS NULL, i.first_seen, i.name, i.id",
        "year": f"{_YEAR} IS NULL, {_YEAR} DESC, i.name, i.id",
        "region": "i.region IS NULL, i.region, i.name, i.id",
        "confidence": "i.confidence DESC, i.name, i.id",
    },
    shown="i.status <> 'ditolak'",
    conditions=INNOVATION_CONDITIONS,
    facets={
        "region": "SELECT innovation_key AS key, region AS value FROM innovations",
        "province": "SELECT innovation_key AS key, substr(region, 1, 2) AS value FROM innovations",
        "sector": "SELECT innovation_key AS key, sector AS value FROM innovations",
        "year": f"SELECT i.innovation_key AS key, {_YEAR} AS value "  # noqa: S608
        "FROM innovations AS i",
        "owner": "SELECT innovation_key AS key, owner_type AS value FROM innovations",
        "award": f"SELECT i.innovation_key AS key, w.scheme AS value {_OF_MENTIONS} "
        "JOIN awards AS w USING (article_id, local_id)",
        "outlet": f"SELECT i.innovation_key AS key, a.outlet AS value {_OF_MENTIONS} "
        "JOIN articles AS a ON a.id = m.article_id",
        "status": "SELECT innovation_key AS key, status AS value FROM innovations",
    },
)
ARTICLES = Subject(
    noun="article",
    table="articles AS a",
    key="a.article_key",
    fts="articles_fts",
    fts_columns=("title", "text"),
    score="bm25(articles_fts, 10.0, 1.0)",
    columns=f"a.id, a.title, a.outlet, a.url, a.published, {_N_INNOVATIONS} AS n_innovations",
    beginning="substr(a.text, 1, 200)",
    order="a.published IS NULL, a.published DESC, a.id",
    orders={
        "name": "a.title COLLATE NOCASE, a.id",
        "newest": "a.published IS NULL, a.published DESC, a.id",
        "oldest": "a.published IS NULL, a.published, a.id",
        "outlet": "a.outlet IS NULL, a.outlet, a.published, a.id",
    },
    shown="{key} NOT IN (SELECT article_key FROM articles WHERE duplicate_of IS NOT NULL)",
    conditions=ARTICLE_CONDITIONS,
    facets={
        "region": _REGIONS,
        "province": f"SELECT key, substr(value, 1, 2) AS value FROM ({_REGIONS})",  # noqa: S608
        "sector": f"SELECT a.article_key AS key, m.sector AS value {_IN_ARTICLES} "
        "WHERE m.sector IS NOT NULL",
        "year": "SELECT article_key AS key, CAST(substr(published, 1, 4) AS INTEGER) AS value "
        "FROM articles",
        "owner": f"SELECT a.article_key AS key, o.owner_type AS value {_IN_ARTICLES} "
        "JOIN mention_owners AS o USING (article_id, local_id) WHERE o.owner_type IS NOT NULL",
        "award": "SELECT a.article_key AS key, w.scheme AS value FROM awards AS w "
        "JOIN articles AS a ON a.id = w.article_id",
        "outlet": "SELECT article_key AS key, outlet AS value FROM articles",
    },
)
