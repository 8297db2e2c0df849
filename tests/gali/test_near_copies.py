"""Near-copies in a corpus: linked, not dropped, and the same in any order of arrival."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.check import check_corpus
from corpus.identity import make_article
from corpus.near_copies import count_near_copies, count_unsigned
from corpus.records import Article
from corpus.schema import open_corpus
from corpus.writer import write_articles
from gali.near_copies import link_near_copies

WORDS = [f"kata{n}" for n in range(400)]


def text_of(seed: int, n_words: int = 120) -> str:
    return " ".join(Random(seed).choices(WORDS, k=n_words))


def reprint(text: str, n: int) -> str:
    """The same text with another dateline and without some words in its middle."""
    words = text.split()
    return f"KOTA{n} – " + " ".join(words[: 40 + n] + words[43 + n :])


def article(text: str, n: int, day: int | None = None) -> Article:
    published = date(2020, 8, day) if day else None
    return make_article(
        title=f"Judul {n}", text=text, url=f"https://k{n}.example/", published=published
    )


RELEASE, OTHER = text_of(1), text_of(2)
GROUP = [article(reprint(RELEASE, n), n, day=20 - n) for n in range(5)]
PAIR = [article(reprint(OTHER, n), 10 + n) for n in range(2)]
ALONE = [article(text_of(20 + n), 20 + n) for n in range(5)]
SHORT = [article("Kurir obat berangkat.", 30 + n) for n in range(2)]
ALL = [*GROUP, *PAIR, *ALONE, *SHORT]


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    with closing(open_corpus(":memory:")) as corpus:
        yield corpus


def derived(conn: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    """All that is derived, for comparing."""
    queries = (
        "SELECT * FROM copy_signatures ORDER BY article_id",
        "SELECT * FROM copy_bands ORDER BY band, article_id",
        "SELECT * FROM near_copies ORDER BY article_id",
        "SELECT * FROM v_near_copies ORDER BY article_id",
    )
    return [[tuple(row) for row in conn.execute(query)] for query in queries]


def groups(conn: sqlite3.Connection) -> set[frozenset[str]]:
    rows = conn.execute("SELECT group_id, article_id FROM v_near_copies").fetchall()
    names = {row["group_id"] for row in rows}
    return {
        frozenset(row["article_id"] for row in rows if row["group_id"] == name) for name in names
    }


def ids(articles: Sequence[Article]) -> frozenset[str]:
    return frozenset(one.id for one in articles)


def test_links_reprints_and_nothing_else(conn: sqlite3.Connection) -> None:
    write_articles(conn, ALL)
    assert link_near_copies(conn) == 5
    assert groups(conn) == {ids(GROUP), ids(PAIR)}
    assert conn.execute("SELECT count(*) FROM articles").fetchone()[0] == len(ALL)
    assert check_corpus(conn) == []


def test_the_earliest_of_a_group_is_its_original(conn: sqlite3.Connection) -> None:
    write_articles(conn, ALL)
    link_near_copies(conn)
    rows = conn.execute("SELECT article_id, n_articles FROM v_near_copies WHERE is_first")
    first = {row["article_id"]: row["n_articles"] for row in rows}
    assert first == {GROUP[4].id: 5, min(ids(PAIR)): 2}


def test_a_day_that_is_learnt_later_may_make_another_the_original(
    conn: sqlite3.Connection,
) -> None:
    write_articles(conn, PAIR)
    link_near_copies(conn)
    last = max(PAIR, key=lambda one: one.id)
    known = make_article(title=last.title, text=last.text, url=last.url, published=date(2020, 8, 1))
    write_articles(conn, [known])
    link_near_copies(conn)
    rows = conn.execute("SELECT article_id FROM v_near_copies WHERE is_first").fetchall()
    assert [row["article_id"] for row in rows] == [last.id]


def test_a_second_time_changes_nothing(conn: sqlite3.Connection) -> None:
    write_articles(conn, ALL)
    link_near_copies(conn)
    before = derived(conn)
    assert count_unsigned(conn) == 0
    assert link_near_copies(conn) == 5
    assert derived(conn) == before


def linked_in(batches: Sequence[Sequence[Article]]) -> list[list[tuple[object, ...]]]:
    """What is derived where articles came in such batches."""
    with closing(open_corpus(":memory:")) as conn:
        for batch in batches:
            write_articles(conn, batch)
            link_near_copies(conn)
        return derived(conn)


def test_any_order_of_arrival_gives_the_same_links() -> None:
    wanted = linked_in([GROUP])
    assert wanted[2]
    for order in permutations(GROUP):
        assert linked_in([[one] for one in order]) == wanted


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_chains_of_likeness_give_the_same_links_in_any_order(random: Random, size: int) -> None:
    """Each text is near its neighbours and far from those beyond."""
    words = text_of(3, 400).split()
    chain = [article(" ".join(words[n * 20 : n * 20 + 120]), n) for n in range(14)]
    wanted = linked_in([chain])
    assert wanted[2]
    random.shuffle(chain)
    assert linked_in([chain[n : n + size] for n in range(0, len(chain), size)]) == wanted


def test_exact_copies_stay_what_they_are(conn: sqlite3.Connection) -> None:
    copies = [make_article(title="Judul", text=RELEASE, url=f"https://k{n}.example") for n in "ab"]
    write_articles(conn, [*copies, *ALONE])
    link_near_copies(conn)
    rows = conn.execute("SELECT id FROM articles WHERE duplicate_of IS NOT NULL").fetchall()
    assert len(rows) == 1
    assert groups(conn) == set()
    write_articles(conn, [GROUP[0]])
    link_near_copies(conn)
    assert groups(conn) == {frozenset({GROUP[0].id, min(ids(copies))})}


class StoppedError(Exception):
    """What interrupts."""


@pytest.mark.parametrize("n_read", [0, 1, 150, 199])
def test_goes_on_where_it_was_interrupted(n_read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gali.near_copies.ARTICLES_IN_A_BATCH", 100)
    many = [article(reprint(text_of(n % 30), n // 30), n) for n in range(220)]

    def stop_after(items, _label, _total=None, /):  # type: ignore[no-untyped-def]
        for n, item in enumerate(items):
            if n == n_read:
                raise StoppedError
            yield item

    with closing(open_corpus(":memory:")) as conn:
        write_articles(conn, many)
        with pytest.raises(StoppedError):
            link_near_copies(conn, watch=stop_after)
        assert count_unsigned(conn) == len(many) - n_read // 100 * 100
        link_near_copies(conn)
        found = derived(conn)
    assert found == linked_in([many])
    assert len(found[2]) == 220 - 30


def test_signatures_of_another_method_are_made_anew(conn: sqlite3.Connection) -> None:
    write_articles(conn, ALL)
    link_near_copies(conn)
    before = derived(conn)
    conn.execute("UPDATE copy_signatures SET method = 'old', signature = NULL")
    conn.execute("UPDATE near_copies SET jaccard = 1")
    link_near_copies(conn)
    assert derived(conn) == before


def test_a_text_that_hundreds_print_is_not_compared_with_each(conn: sqlite3.Connection) -> None:
    many = [article(reprint(RELEASE, n % 60) + f" edisi {n}", n) for n in range(600)]
    write_articles(conn, many)
    assert link_near_copies(conn) == 599
    assert count_near_copies(conn) == 599
    assert groups(conn) == {ids(many)}
