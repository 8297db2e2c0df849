"""A word is counted by year, region and newspaper, groups without it among them."""

from __future__ import annotations

import sqlite3
from typing import get_args

import pytest

from corpus.filters import SearchFilters
from corpus.selection import select_articles
from corpus.words.counts import count_words
from corpus.words.spread import Grouping, spread_word


def test_by_year(counted: sqlite3.Connection) -> None:
    found = spread_word(counted, "bola", "year")
    assert [(g.key, g.n, g.n_articles, g.n_articles_all) for g in found] == [
        ("2020", 3, 1, 1),
        ("2021", 4, 2, 2),
        (None, 0, 0, 1),
    ]
    assert found[-1].label == "unknown"
    assert found[0].per_million == 1e6 * 3 / 11
    assert found[1].share_of_articles == 1


def test_by_region_and_province(counted: sqlite3.Connection) -> None:
    found = spread_word(counted, "jemput bola", "region")
    assert [(g.key, g.n) for g in found] == [("33.02", 4), ("35.78", 0), (None, 0)]
    assert found[0].label == "Kabupaten Banyumas"
    (first, *_) = spread_word(counted, "bola", "province")
    assert first.label == "Provinsi Jawa Tengah"


@pytest.mark.parametrize("by", get_args(Grouping))
def test_groups_make_up_the_whole(counted: sqlite3.Connection, by: Grouping) -> None:
    whole = count_words(counted, select_articles(counted))
    found = spread_word(counted, "bola", by)
    assert sum(g.n for g in found) == whole.occurrences["bola"]
    assert sum(g.n_articles for g in found) == whole.articles["bola"]
    assert sum(g.n_articles_all for g in found) == whole.n_articles
    assert sum(g.n_words_all for g in found) == whole.n_words


def test_filters_forms_prefixes_and_nothing(counted: sqlite3.Connection) -> None:
    java = SearchFilters(region="jatim")
    assert [(g.key, g.n) for g in spread_word(counted, "bo*", "year", java)] == [("2021", 3)]
    assert sum(g.n for g in spread_word(counted, "layanan", "year", stem=True)) == 3
    assert spread_word(counted, "tidakada", "year") == []
