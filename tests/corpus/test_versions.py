"""An article that takes the place of another leaves its id alive and nothing beside it."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.check import check_corpus
from corpus.errors import InvalidRecordError
from corpus.identity import make_article
from corpus.reader import iter_articles
from corpus.records import Article, Page
from corpus.schema import open_corpus
from corpus.versions import (
    correct_article,
    count_unread,
    forget_readings,
    has_article,
    iter_origins,
    iter_unread,
    iter_versions,
    note_reading,
    read_articles_of,
    replace_articles,
)
from corpus.writer import write_articles, write_pages


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    conn = open_corpus(":memory:")
    yield conn
    conn.close()


def article(name: str, text: str | None = None, **told: object) -> Article:
    return make_article(
        title=f"Kabar {name}",
        text=text or f"Isi kabar {name}.",
        url=f"https://{name}.example/a",
        origin=f"https://{name}.example/a",
        **told,  # type: ignore[arg-type]
    )


def page(origin: str, body: bytes, day: int = 1) -> Page:
    return Page(
        origin=origin,
        url=origin,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        fetched_at=datetime(2021, 1, day, tzinfo=UTC),
    )


def marks(conn: sqlite3.Connection) -> dict[str, str | None]:
    assert check_corpus(conn) == []
    return {one.id: one.duplicate_of for one in iter_articles(conn)}


A, B, C, D = (article(name) for name in "abcd")


def test_those_replaced_lead_to_the_last(conn: sqlite3.Connection) -> None:
    write_articles(conn, [A, B, C])
    replace_articles(conn, [A.id], B.id)
    assert marks(conn) == {A.id: B.id, B.id: None, C.id: None}
    replace_articles(conn, [B.id, C.id, C.id], C.id)
    assert marks(conn) == {A.id: C.id, B.id: C.id, C.id: None}
    replace_articles(conn, [C.id], A.id)
    assert marks(conn) == {A.id: None, B.id: A.id, C.id: A.id}


def test_what_was_replaced_elsewhere_stays_so(conn: sqlite3.Connection) -> None:
    write_articles(conn, [A, B, C])
    replace_articles(conn, [A.id], B.id)
    replace_articles(conn, [C.id], A.id)
    assert marks(conn) == {A.id: B.id, B.id: None, C.id: B.id}


def test_articles_that_are_not_there_are_left_out(conn: sqlite3.Connection) -> None:
    write_articles(conn, [A])
    replace_articles(conn, ["a0"], A.id)
    replace_articles(conn, [A.id], "a0")
    assert marks(conn) == {A.id: None}


def test_those_replaced_lead_to_the_original_of_a_copy(conn: sqlite3.Connection) -> None:
    copy = make_article(
        title=B.title, text=B.text, url="https://e.example/", published=date(2020, 1, 1)
    )
    write_articles(conn, [A, B])
    replace_articles(conn, [A.id], B.id)
    write_articles(conn, [copy])
    assert marks(conn) == {A.id: copy.id, B.id: copy.id, copy.id: None}


def test_the_last_live_copy_may_be_replaced(conn: sqlite3.Connection) -> None:
    copy = make_article(title=A.title, text=A.text, url="https://e.example/")
    write_articles(conn, [A, copy, B])
    replace_articles(conn, [A.id, copy.id], B.id)
    assert marks(conn) == {A.id: B.id, copy.id: B.id, B.id: None}


def test_an_article_is_replaced_by_one_that_differs_in_spelling_alone(
    conn: sqlite3.Connection,
) -> None:
    spelt = make_article(title=A.title, text=A.text.upper(), url=A.url)
    assert spelt.content_hash == A.content_hash
    write_articles(conn, [A, spelt])
    replace_articles(conn, [A.id], spelt.id)
    assert marks(conn) == {A.id: spelt.id, spelt.id: None}


STEP = st.tuples(st.integers(0, 7), st.integers(0, 7))


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEP, max_size=12), seed=st.integers(0, 99))
def test_any_order_leaves_a_sound_corpus(steps: list[tuple[int, int]], seed: int) -> None:
    chance = random.Random(seed)
    articles = [
        make_article(
            title="Kabar",
            text=f"Isi kabar {n % 3}.",
            url=f"https://{n}.example/",
            published=date(2020, 1, chance.randint(1, 9)) if chance.random() < 0.7 else None,
        )
        for n in range(8)
    ]
    conn = open_corpus(":memory:")
    for n, (old, new) in enumerate([*steps, (0, 0)]):
        write_articles(conn, articles if n == len(steps) else articles[n % 8 : n % 8 + 3])
        replace_articles(conn, [articles[old].id], articles[new].id)
        found = marks(conn)
        assert all(place is None or found[place] is None for place in found.values())
    conn.close()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE articles SET duplicate_of = NULL",
        "UPDATE articles SET duplicate_of = (SELECT max(id) FROM articles) WHERE duplicate_of "
        "IS NOT NULL AND id <> (SELECT max(id) FROM articles)",
        "INSERT INTO replaced_articles SELECT replaced_by, id FROM replaced_articles",
    ],
)
def test_the_doctor_notices(conn: sqlite3.Connection, damage: str) -> None:
    last, middle, first = sorted([A, B, C], key=lambda one: one.id, reverse=True)
    write_articles(conn, [A, B, C])
    replace_articles(conn, [first.id], middle.id)
    assert check_corpus(conn) == []
    conn.execute(damage)
    assert any("was replaced" in problem.what for problem in check_corpus(conn)), last


def test_date_and_author_are_corrected_where_the_page_told_them(conn: sqlite3.Connection) -> None:
    wrong = replace(A, published=date(2020, 1, 1), published_precision="day", author="Admin")
    wrong = replace(wrong, published_from="visible")
    write_articles(conn, [wrong, replace(B, published=None)])
    assert correct_article(conn, A)
    assert not correct_article(conn, A)
    (known, _) = iter_articles(conn)
    assert known == A
    assert not correct_article(conn, replace(A, origin="lain", author="Budi"))
    assert not correct_article(conn, D)


def test_readings_are_noted_by_origin(conn: sqlite3.Connection) -> None:
    first, second, third = (f"https://a.example/{n}" for n in range(3))
    write_pages(conn, [page(first, b"1"), page(second, b"2"), page(third, b"3")])
    assert count_unread(conn, "r1") == 3
    note_reading(conn, first, "r1", parts=[second])
    assert [one.origin for one in iter_unread(conn, "r1")] == [third]
    assert {one.origin: one.part_of for one in iter_unread(conn, "r2")} == {
        first: None,
        second: first,
        third: None,
    }
    write_pages(conn, [page(second, b"2a", day=2)])
    assert [(one.origin, one.part_of) for one in iter_unread(conn, "r1")] == [
        (third, None),
        (second, first),
    ]
    note_reading(conn, third, "r1")
    forget_readings(conn, [third])
    assert [one.origin for one in iter_unread(conn, "r1")] == [third, second]
    forget_readings(conn)
    assert count_unread(conn, "r1") == 3
    note_reading(conn, "https://nowhere.example/", "r1")
    assert check_corpus(conn) == []


def test_versions_come_newest_first_and_sound(conn: sqlite3.Connection) -> None:
    origin = "https://a.example/"
    write_pages(conn, [page(origin, b"b", 2), page(origin, b"c", 3), page(origin, b"a", 1)])
    assert [one.body for one in iter_versions(conn, origin)] == [b"c", b"b", b"a"]
    assert list(iter_origins(conn)) == [origin]
    conn.execute("UPDATE pages SET body = x'00'")
    with pytest.raises(InvalidRecordError, match="damaged"):
        list(iter_versions(conn, origin))


def test_articles_of_an_origin_are_those_that_live(conn: sqlite3.Connection) -> None:
    other = make_article(title="Lain", text="Isi lain.", url=A.url, origin=A.origin)
    write_articles(conn, [A, other, B])
    assert read_articles_of(conn, A.origin or "") == [A, other]
    replace_articles(conn, [A.id], other.id)
    assert read_articles_of(conn, A.origin or "") == [other]
    assert has_article(conn, A.id)
    assert not has_article(conn, "a0")
