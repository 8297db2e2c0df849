"""Samples are repeatable, divided as asked, and their weights add up to the whole."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.filters import SearchFilters
from corpus.identity import make_article
from corpus.records import Article, Extraction
from corpus.sampling import Sample, allocate_by_size, allocate_equally, draw_sample
from corpus.schema import open_corpus
from corpus.selection import select_articles
from corpus.writer import write_articles, write_extractions

SIZES = st.lists(st.integers(1, 50), min_size=1, max_size=12)
REGIONS = ["33.02"] * 6 + ["33.01"] * 3 + ["35.78"]


def article(number: int) -> Article:
    return make_article(
        title=f"Kabar {number}",
        text=f"Isi kabar nomor {number}.",
        outlet=f"media{number % 2}.example",
        published=date(2020 + number % 3, 1, 1),
    )


def fill(conn: sqlite3.Connection, numbers: list[int]) -> None:
    for number in numbers:
        one = article(number)
        write_articles(conn, [one])
        extraction = Extraction(
            article_id=one.id,
            extractor="x@1",
            relevant=number % 4 == 0,
            region=REGIONS[number % len(REGIONS)],
        )
        write_extractions(conn, [(extraction, {})])


def draw(conn: sqlite3.Connection, n: int, **options: object) -> Sample:
    return draw_sample(conn, select_articles(conn), n, **options)  # type: ignore[arg-type]


@pytest.fixture
def many(conn: sqlite3.Connection) -> sqlite3.Connection:
    fill(conn, list(range(100)))
    return conn


@given(SIZES, st.integers(0, 700))
def test_allocations_give_what_there_is(sizes: list[int], n: int) -> None:
    for allocate in (allocate_by_size, allocate_equally):
        shares = allocate(sizes, n)
        assert sum(shares) == min(n, sum(sizes))
        assert all(0 <= share <= size for share, size in zip(shares, sizes, strict=True))
        if n >= len(sizes):
            assert all(shares)


def test_proportional_shares_follow_the_sizes() -> None:
    assert allocate_by_size([60, 30, 10], 10) == [6, 3, 1]
    assert allocate_by_size([600, 3, 1], 10) == [8, 1, 1]
    assert allocate_equally([60, 30, 2], 12) == [5, 5, 2]


def test_a_sample_depends_on_articles_and_seed_alone(many: sqlite3.Connection) -> None:
    turned = open_corpus(":memory:")
    fill(turned, list(reversed(range(100))))
    one = draw(many, 20, stratify=["region"], seed=4)
    assert draw(turned, 20, stratify=["region"], seed=4) == one
    assert draw(many, 20, stratify=["region"], seed=5).article_ids != one.article_ids
    turned.close()


@pytest.mark.parametrize("allocation", ["proportional", "equal"])
def test_weights_add_up_to_all_articles(many: sqlite3.Connection, allocation: str) -> None:
    sample = draw(many, 20, stratify=["province", "year"], allocation=allocation)
    assert len(sample.article_ids) == len(set(sample.article_ids)) == 20
    assert sum(map(sample.weight_of, sample.article_ids)) == pytest.approx(100)
    assert sum(stratum.n_articles for stratum in sample.strata) == 100


def test_articles_are_in_the_strata_of_their_traits(many: sqlite3.Connection) -> None:
    sample = draw(many, 30, stratify=["region", "relevant"])
    for article_id, number in sample.stratum_of.items():
        row = many.execute(
            "SELECT region, relevant FROM extractions WHERE article_id = ?", (article_id,)
        ).fetchone()
        told = {"region": row["region"], "relevant": "yes" if row["relevant"] else "no"}
        assert sample.strata[number].traits == told


def test_a_larger_sample_without_strata_holds_the_smaller_one(many: sqlite3.Connection) -> None:
    assert set(draw(many, 10, seed=2).article_ids) < set(draw(many, 25, seed=2).article_ids)


def test_who_asks_for_more_than_there_is_gets_all(many: sqlite3.Connection) -> None:
    sample = draw(many, 1000)
    assert len(sample.article_ids) == 100
    assert {sample.weight_of(one) for one in sample.article_ids} == {1.0}


def test_strata_from_which_nothing_is_drawn_are_told(many: sqlite3.Connection) -> None:
    sample = draw(many, 3, stratify=["region", "year"])
    missing = [stratum for stratum in sample.strata if not stratum.n_sampled]
    assert len(missing) == len(sample.strata) - 3
    assert missing[0].weight is None


def test_only_what_was_selected_and_extracted_is_drawn(many: sqlite3.Connection) -> None:
    write_articles(many, [make_article(title="Baru", text="Belum dibaca.")])
    assert len(draw(many, 1000).article_ids) == 100
    chosen = select_articles(many, "", SearchFilters(year_from=2021, year_to=2021))
    assert len(draw_sample(many, chosen, 1000).article_ids) == 33
    assert len(draw(many, 1000, only="relevant").article_ids) == 25
    assert len(draw(many, 1000, only="irrelevant").article_ids) == 75


def test_chance_is_even(many: sqlite3.Connection) -> None:
    drawn = Counter(one for seed in range(200) for one in draw(many, 10, seed=seed).article_ids)
    assert max(drawn.values()) < 45
    assert len(drawn) == 100


def test_traits_that_do_not_exist_are_refused(many: sqlite3.Connection) -> None:
    with pytest.raises(InvalidQueryError, match="no trait 'warna'"):
        draw(many, 5, stratify=["warna"])
