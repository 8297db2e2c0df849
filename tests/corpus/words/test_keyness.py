"""Keywords are those of which a part has more; figures are those of the literature."""

from __future__ import annotations

import sqlite3

import pytest

from corpus.errors import InvalidQueryError
from corpus.filters import SearchFilters
from corpus.identity import make_article
from corpus.selection import select_articles
from corpus.words.keyness import find_keywords, log_likelihood, log_ratio
from corpus.writer import write_articles


def test_figures_are_those_of_the_formulas() -> None:
    # By hand: E1 = 15/11, E2 = 150/11; 2 × (10 × ln(10/E1) + 5 × ln(5/E2)).
    assert log_likelihood(10, 1000, 5, 10_000) == pytest.approx(2 * (19.9243 - 5.0165), abs=1e-3)
    assert log_likelihood(5, 1000, 50, 10_000) == pytest.approx(0.0, abs=1e-9)
    assert log_ratio(10, 1000, 5, 10_000) == pytest.approx(4.3219, abs=1e-4)
    assert log_ratio(4, 1000, 0, 1000) == pytest.approx(3.0)


@pytest.fixture
def two_parts(conn: sqlite3.Connection) -> sqlite3.Connection:
    """Twenty articles on milk, twenty on stunting; one alone repeats a word."""
    for n in range(20):
        lines = "susu sapi perah " * 3 if n % 2 else "stunting balita posyandu " * 3
        text = f"{lines} warga desa {n} " + ("zebra " * 30 if n == 1 else "")
        write_articles(conn, [make_article(title=f"Kabar {n}", text=text)])
    return conn


def test_a_part_is_compared_with_all_others(two_parts: sqlite3.Connection) -> None:
    found = find_keywords(two_parts, select_articles(two_parts, "susu"))
    assert {keyword.word for keyword in found} == {"susu", "sapi", "perah"}
    keyword = found[0]
    assert (keyword.n, keyword.n_other, keyword.n_articles) == (30, 0, 10)
    assert keyword.per_million_other == 0
    likelihoods = [one.log_likelihood for one in found]
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_a_part_is_compared_with_another(two_parts: sqlite3.Connection) -> None:
    milk, stunting = (select_articles(two_parts, word) for word in ("susu", "stunting"))
    assert find_keywords(two_parts, milk, milk) == []
    assert {one.word for one in find_keywords(two_parts, stunting, milk)} == {
        "stunting",
        "balita",
        "posyandu",
    }


def test_limits_can_be_moved(two_parts: sqlite3.Connection) -> None:
    milk = select_articles(two_parts, "susu")
    words = {one.word for one in find_keywords(two_parts, milk, least_articles=1)}
    assert "zebra" in words
    assert find_keywords(two_parts, milk, least_count=31) == []
    everything = find_keywords(two_parts, milk, least_count=1, least_log_likelihood=0)
    assert len(everything) >= 3
    assert not any(one.word.isdigit() for one in everything)


def test_nothing_to_compare_is_told(two_parts: sqlite3.Connection) -> None:
    assert find_keywords(two_parts, select_articles(two_parts, "tidakada")) == []
    with pytest.raises(InvalidQueryError, match="no articles to compare"):
        find_keywords(two_parts, select_articles(two_parts, "", SearchFilters()))
