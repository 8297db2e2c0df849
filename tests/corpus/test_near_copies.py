"""Signatures and links are kept once, and a link leads to a smaller id."""

import sqlite3

import pytest

from corpus.identity import make_article
from corpus.near_copies import (
    count_near_copies,
    count_unsigned,
    delete_link,
    find_leaders,
    find_members,
    find_near_copy_of,
    find_unsigned,
    forget_other_methods,
    iter_unsigned,
    read_signature,
    read_text,
    write_link,
    write_signatures,
)
from corpus.writer import write_articles

ARTICLES = sorted(
    (make_article(title=f"Judul {n}", text=f"Isi {n}.") for n in range(3)), key=lambda one: one.id
)
FIRST, SECOND, THIRD = (one.id for one in ARTICLES)


@pytest.fixture
def signed(conn: sqlite3.Connection) -> sqlite3.Connection:
    write_articles(conn, ARTICLES)
    for article_id, bands in ((SECOND, (-1, 7)), (FIRST, (7, 2**63 - 1)), (THIRD, (-1, 9))):
        places = [(band, article_id) for band in bands]
        write_signatures(conn, {article_id: b"\0\xff"}, places, method="a")
    return conn


def test_articles_without_signature_are_waiting(conn: sqlite3.Connection) -> None:
    write_articles(conn, ARTICLES)
    write_signatures(conn, {SECOND: None}, [], method="a")
    assert [one.id for one in iter_unsigned(conn)] == [FIRST, THIRD]
    assert count_unsigned(conn) == 2
    assert read_signature(conn, SECOND) is None


def test_a_signature_is_not_replaced(signed: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write_signatures(signed, {FIRST: b"other"}, [(1, FIRST)], method="a")
    assert read_signature(signed, FIRST) == b"\0\xff"
    assert find_leaders(signed, [1]) == {}
    assert find_unsigned(signed, [FIRST, "a0"]) == set()


def test_the_smallest_id_leads_a_band(signed: sqlite3.Connection) -> None:
    assert find_leaders(signed, [-1, 7, 9, 10]) == {-1: SECOND, 7: FIRST, 9: THIRD}
    assert find_members(signed, [-1, 7]) == [FIRST, SECOND, THIRD]
    assert find_members(signed, []) == []


def test_a_link_is_replaced_or_taken_away(signed: sqlite3.Connection) -> None:
    write_link(signed, THIRD, near_copy_of=SECOND, jaccard=0.5)
    write_link(signed, THIRD, near_copy_of=FIRST, jaccard=0.75)
    assert find_near_copy_of(signed, THIRD) == FIRST
    assert count_near_copies(signed) == 1
    delete_link(signed, THIRD)
    assert find_near_copy_of(signed, THIRD) is None


@pytest.mark.parametrize(
    ("copy", "original", "jaccard"),
    [(FIRST, SECOND, 0.5), (FIRST, FIRST, 0.5), (SECOND, FIRST, 1.5)],
    ids=["to a greater id", "to itself", "more than equal"],
)
def test_a_wrong_link_is_refused(
    signed: sqlite3.Connection, copy: str, original: str, jaccard: float
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        write_link(signed, copy, near_copy_of=original, jaccard=jaccard)
    assert count_near_copies(signed) == 0


def test_other_methods_are_forgotten_with_all_that_hangs_on_them(
    signed: sqlite3.Connection,
) -> None:
    write_link(signed, THIRD, near_copy_of=SECOND, jaccard=0.5)
    assert not forget_other_methods(signed, "a")
    assert count_near_copies(signed) == 1
    assert forget_other_methods(signed, "b")
    assert (count_near_copies(signed), count_unsigned(signed)) == (0, 3)
    assert find_leaders(signed, [-1, 7]) == {}


def test_texts_are_read_by_id(signed: sqlite3.Connection) -> None:
    assert read_text(signed, FIRST) == ARTICLES[0].text
    with pytest.raises(KeyError):
        read_text(signed, "a0")
