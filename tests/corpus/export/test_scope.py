"""An export holds what the search finds, and what belongs to it."""

from __future__ import annotations

import sqlite3

import pytest

from corpus.export.scope import Scope, scope_of_articles, scope_of_innovations
from corpus.export.tables import exported_table, iter_rows
from corpus.filters import SearchFilters
from corpus.search import search_articles, search_innovations

FILTERS = [
    SearchFilters(),
    SearchFilters(region="jateng"),
    SearchFilters(year_from=2022, year_to=2023),
    SearchFilters(sector="kesehatan"),
    SearchFilters(status="ditolak"),
    SearchFilters(award="Top 99"),
]


def column(conn: sqlite3.Connection, table: str, name: str, scope: Scope) -> list[object]:
    described = exported_table(conn, table)
    place = [one.name for one in described.columns].index(name)
    return [row[place] for row in iter_rows(conn, described, scope)]


@pytest.mark.parametrize("words", ["", "gesit", "warga OR stunting", "tidakada"])
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_as_many_innovations_go_out_as_are_found(
    rich: sqlite3.Connection, words: str, filters: SearchFilters
) -> None:
    page = search_innovations(rich, words, filters, limit=1)
    found = column(rich, "innovations", "id", scope_of_innovations(rich, words, filters))
    assert len(found) == page.total
    assert {hit.innovation.id for hit in page.hits} <= set(found)


@pytest.mark.parametrize("words", ["", "gesit", "warga OR inovasi", "tidakada"])
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_as_many_articles_go_out_as_are_found(
    rich: sqlite3.Connection, words: str, filters: SearchFilters
) -> None:
    page = search_articles(rich, words, filters, limit=1)
    found = column(rich, "articles", "id", scope_of_articles(rich, words, filters))
    assert len(found) == page.total
    assert {hit.article.id for hit in page.hits} <= set(found)


def test_of_an_article_only_the_chosen_innovation_is_told(rich: sqlite3.Connection) -> None:
    chosen = scope_of_innovations(rich, "sapa", SearchFilters())
    assert column(rich, "mentions", "name", chosen) == ["Sapa Warga"]
    assert column(rich, "evidence", "quote", chosen) == ["Sapa Warga"]
    assert column(rich, "awards", "rank", chosen) == []
    assert column(rich, "counts", "value", chosen) == []


def test_facts_of_a_chosen_innovation_bring_their_evidence(rich: sqlite3.Connection) -> None:
    chosen = scope_of_innovations(rich, "gesit", SearchFilters())
    assert set(column(rich, "evidence", "fact_kind", chosen)) == {"mention", "award", "replication"}
    assert column(rich, "mention_owners", "owner", chosen) == ["Dinas Kesehatan"]


def test_articles_bring_all_that_they_tell(rich: sqlite3.Connection) -> None:
    chosen = scope_of_articles(rich, "gesit", SearchFilters())
    assert column(rich, "counts", "value", chosen) == [40]
    assert set(column(rich, "evidence", "fact_kind", chosen)) == {
        "mention",
        "award",
        "replication",
        "count",
    }


def test_what_was_asked_is_remembered(rich: sqlite3.Connection) -> None:
    chosen = scope_of_innovations(rich, " gesit ", SearchFilters(region="jateng", year_from=2020))
    assert chosen.asked == {"words": "gesit", "region": "jateng", "year_from": 2020}
