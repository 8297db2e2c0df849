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
        id: Its stable id.
        fts: Full-text table.
        fts_columns: Its columns, in order; those of the subject bear the same names.
        score: BM25 with a weight for each column; lower is better.
        columns: What a hit is made of.
        beginning: What stands for a snippet where no words were asked for.
        order: Order where no words were asked for.
        orders: Order of rows for each way of sorting, ties settled.
        shown: What must hold of rows that nobody asked to see otherwise; ``{key}`` is the key.
        conditions: Condition of each filter.
        values: Expression for each facet of which a row bears its one value.
        listings: A query for each other facet that gives keys of rows and their values; it asks
            ``selected``, which has the key and id of the rows that count.
    """

    noun: str
    table: str
    key: str
    id: str
    fts: str
    fts_columns: tuple[str, ...]
    score: str
    columns: str
    beginning: str
    order: str
    orders: Mapping[Sort, str]
    shown: str
    conditions: Conditions
    values: Mapping[Facet, str]
    listings: Mapping[Facet, str]

    @property
    def facets(self) -> tuple[Facet, ...]:
        """All facets."""
        return (*self.values, *self.listings)


_N_ARTICLES = (
    "(SELECT count(DISTINCT m.article_id) FROM mentions AS m WHERE m.innovation_id = i.id)"
)
_N_INNOVATIONS = "(SELECT count(*) FROM mentions AS m WHERE m.article_id = a.id)"
_YEAR = "coalesce(i.year, CAST(substr(i.first_seen, 1, 4) AS INTEGER))"
_MENTIONS_OF_IT = "FROM selected AS s JOIN mentions AS m ON m.innovation_id = s.id"
_MENTIONS_IN_IT = "FROM selected AS s JOIN mentions AS m ON m.article_id = s.id"
_REGIONS = (
    "SELECT s.key AS key, e.region AS value "  # noqa: S608 -- our own text, as below
    "FROM selected AS s JOIN extractions AS e ON e.article_id = s.id WHERE e.region IS NOT NULL "
    f"UNION SELECT s.key, m.region {_MENTIONS_IN_IT} WHERE m.region IS NOT NULL"
)

INNOVATIONS = Subject(
    noun="innovation",
    table="innovations AS i",
    key="i.innovation_key",
    id="i.id",
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
    values={
        "region": "i.region",
        "province": "substr(i.region, 1, 2)",
        "sector": "i.sector",
        "year": _YEAR,
        "owner": "i.owner_type",
        "status": "i.status",
    },
    listings={
        "award": f"SELECT s.key AS key, w.scheme AS value {_MENTIONS_OF_IT} "
        "JOIN awards AS w USING (article_id, local_id)",
        "outlet": f"SELECT s.key AS key, a.outlet AS value {_MENTIONS_OF_IT} "
        "JOIN articles AS a ON a.id = m.article_id",
    },
)
ARTICLES = Subject(
    noun="article",
    table="articles AS a",
    key="a.article_key",
    id="a.id",
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
    values={"year": "CAST(substr(a.published, 1, 4) AS INTEGER)", "outlet": "a.outlet"},
    listings={
        "region": _REGIONS,
        "province": f"SELECT key, substr(value, 1, 2) AS value FROM ({_REGIONS})",  # noqa: S608
        "sector": f"SELECT s.key AS key, m.sector AS value {_MENTIONS_IN_IT} "
        "WHERE m.sector IS NOT NULL",
        "owner": f"SELECT s.key AS key, o.owner_type AS value {_MENTIONS_IN_IT} "
        "JOIN mention_owners AS o USING (article_id, local_id) WHERE o.owner_type IS NOT NULL",
        "award": "SELECT s.key AS key, w.scheme AS value FROM selected AS s "
        "JOIN awards AS w ON w.article_id = s.id",
    },
)
