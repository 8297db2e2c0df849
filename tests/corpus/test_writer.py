"""Articles, pages and sources: the same again changes nothing, copies are found in any order."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from corpus.errors import InvalidRecordError
from corpus.identity import make_article
from corpus.reader import find_article, find_page, iter_articles, iter_sources
from corpus.records import Article, Page, Source
from corpus.schema import open_corpus
from corpus.writer import WriteReport, write_articles, write_page, write_pages, write_sources

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
Rows = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]


def _article(number: int, **values: object) -> Article:
    return make_article(title=f"Berita {number}", text=f"Inovasi nomor {number}.", **values)  # type: ignore[arg-type]


def _copy(site: str, published: date | None, spaces: str = " ") -> Article:
    return make_article(
        title="Layanan antar obat",
        text=f"RSUD mengantar{spaces}obat ke rumah.",
        url=f"https://{site}.example/antar-obat",
        published=published,
    )


def _page(body: bytes = b"<p>Halo</p>", fetched_at: datetime = NOON) -> Page:
    digest = hashlib.sha256(body).hexdigest()
    return Page(origin="https://a.example/", body=body, digest=digest, fetched_at=fetched_at)


def test_articles_again_change_nothing(conn: sqlite3.Connection, rows_of: Rows) -> None:
    articles = [_article(number, fetched_at=NOON) for number in range(7)]
    articles.append(_copy("a", date(2020, 1, 2)))
    articles.append(_copy("b", None))
    assert write_articles(conn, articles, batch_size=2) == WriteReport(9, 0, 1)
    before, n_changes = rows_of(conn), conn.total_changes
    assert write_articles(conn, articles, batch_size=5) == WriteReport(0, 9, 0)
    assert rows_of(conn) == before
    assert conn.total_changes == n_changes


def test_the_same_article_twice_in_a_batch_is_one(conn: sqlite3.Connection) -> None:
    assert write_articles(conn, [_article(1), _article(1)]) == WriteReport(1, 1, 0)
    assert len(list(iter_articles(conn))) == 1


@pytest.mark.parametrize(
    "later", [timedelta(hours=1), timedelta(hours=-1)], ids=["later", "earlier"]
)
def test_the_earliest_time_is_kept(conn: sqlite3.Connection, later: timedelta) -> None:
    write_articles(conn, [_article(1, fetched_at=NOON)])
    write_articles(conn, [_article(1, fetched_at=NOON + later)])
    write_articles(conn, [_article(1)])
    stored = find_article(conn, _article(1).id)
    assert stored is not None
    assert stored.fetched_at == min(NOON, NOON + later)


def test_times_of_other_zones_are_stored_in_utc(conn: sqlite3.Connection) -> None:
    jakarta = timezone(timedelta(hours=7))
    write_articles(conn, [_article(1, fetched_at=datetime(2026, 1, 2, 19, tzinfo=jakarta))])
    stored = conn.execute("SELECT fetched_at FROM articles").fetchone()[0]
    assert stored == "2026-01-02T12:00:00.000000Z"


def test_gaps_are_filled_and_what_is_known_stays(conn: sqlite3.Connection) -> None:
    write_articles(conn, [_article(1, outlet="kabar.example")])
    later = _article(1, outlet="lain.example", author="Sari", published=date(2021, 5, 1))
    write_articles(conn, [later])
    write_articles(conn, [_article(1, published=date(2022, 6, 2), published_precision="month")])
    stored = find_article(conn, later.id)
    assert stored == replace(later, outlet="kabar.example")


COPIES = [
    _copy("a", None),
    _copy("b", date(2021, 1, 1), spaces="  "),
    _copy("c", date(2020, 5, 5)),
    _copy("d", date(2020, 5, 5), spaces="\n"),
]


@pytest.mark.parametrize("seed", range(12))
def test_copies_are_marked_alike_in_any_order(seed: int) -> None:
    articles = [*COPIES, _article(1), _article(2)]
    random.Random(seed).shuffle(articles)
    conn = open_corpus(":memory:")
    reports = [write_articles(conn, articles[:half]) for half in (seed % 6, None)]
    original = min(article.id for article in COPIES if article.published == date(2020, 5, 5))
    copies = {article.id for article in COPIES}
    for article in iter_articles(conn):
        is_copy = article.id in copies - {original}
        assert article.duplicate_of == (original if is_copy else None)
    assert sum(report.n_duplicates for report in reports) == 3
    conn.close()


def test_an_earlier_original_that_comes_later_takes_over(conn: sqlite3.Connection) -> None:
    late, early = _copy("late", date(2022, 1, 1)), _copy("early", date(2021, 1, 1))
    write_articles(conn, [late])
    assert write_articles(conn, [early]) == WriteReport(1, 0, 1)
    assert {a.id: a.duplicate_of for a in iter_articles(conn)} == {
        early.id: None,
        late.id: early.id,
    }


def test_a_date_that_is_learnt_later_may_change_the_original(conn: sqlite3.Connection) -> None:
    first, second = _copy("first", date(2022, 1, 1)), _copy("second", None)
    write_articles(conn, [first, second])
    write_articles(conn, [_copy("second", date(2021, 1, 1))])
    marks = {article.id: article.duplicate_of for article in iter_articles(conn)}
    assert marks == {second.id: None, first.id: second.id}


def test_what_records_say_of_copies_is_ignored(conn: sqlite3.Connection) -> None:
    write_articles(conn, [replace(_article(1), duplicate_of="a0"), _article(2)])
    assert {article.duplicate_of for article in iter_articles(conn)} == {None}


FORGED: dict[str, Callable[[Article], Article]] = {
    "changed text": lambda article: replace(article, text=article.text + " Tambahan."),
    "changed title": lambda article: replace(article, title="Judul lain"),
    "text that is not normalised": lambda article: replace(article, text=article.text + "\r\n"),
    "foreign id": lambda article: replace(article, id="a0123456789abcdef"),
    "foreign hash": lambda article: replace(article, content_hash="0" * 64),
    "address of another": lambda article: replace(article, url="https://lain.example/"),
    "time without zone": lambda article: replace(article, fetched_at=datetime(2026, 1, 2)),
}


@pytest.mark.parametrize("forgery", FORGED)
@pytest.mark.parametrize("is_known", [False, True], ids=["new", "known"])
def test_forged_articles_are_refused(
    conn: sqlite3.Connection, rows_of: Rows, forgery: str, is_known: bool
) -> None:
    article = _article(1)
    write_articles(conn, [article] if is_known else [])
    before = rows_of(conn)
    with pytest.raises(InvalidRecordError) as caught:
        write_articles(conn, [_article(2), FORGED[forgery](article)])
    assert caught.value.where
    assert rows_of(conn) == before, "the batch is undone"


def test_text_never_changes_under_an_id(conn: sqlite3.Connection) -> None:
    write_articles(conn, [_article(1)])
    conn.execute("UPDATE articles SET text = 'Teks lain.'")
    with pytest.raises(InvalidRecordError, match="another text"):
        write_articles(conn, [_article(1)])


def test_batches_before_a_refused_one_stay(conn: sqlite3.Connection) -> None:
    forged = replace(_article(5), text="Lain")
    with pytest.raises(InvalidRecordError):
        write_articles(conn, [*(_article(n) for n in range(4)), forged], batch_size=2)
    assert len(list(iter_articles(conn))) == 4


def test_articles_are_read_lazily(conn: sqlite3.Connection) -> None:
    def produce() -> Iterator[Article]:
        yield from (_article(number) for number in range(4))
        raise OSError("the archive ends here")

    with pytest.raises(OSError, match="archive"):
        write_articles(conn, produce(), batch_size=2)
    assert len(list(iter_articles(conn))) == 4


def test_pages_are_kept_once_with_the_earliest_time(conn: sqlite3.Connection) -> None:
    other = _page(b"<p>Baru</p>", NOON + timedelta(days=1))
    assert write_pages(conn, [_page(), other, _page(fetched_at=NOON - timedelta(days=1))]) == 2
    assert find_page(conn, "https://a.example/") == other
    assert write_page(conn, _page()) is False
    times = [row[0][:10] for row in conn.execute("SELECT fetched_at FROM pages ORDER BY 1")]
    assert times == ["2026-01-01", "2026-01-03"]


def test_pages_are_compressed(conn: sqlite3.Connection) -> None:
    write_page(conn, _page(b"<p>Halo</p>" * 1000))
    assert conn.execute("SELECT length(body) FROM pages").fetchone()[0] < 200


def test_pages_with_a_wrong_digest_are_refused(conn: sqlite3.Connection) -> None:
    with pytest.raises(InvalidRecordError, match="digest"):
        write_page(conn, replace(_page(), digest="0" * 64))


def test_a_forged_page_cannot_fill_the_memory(conn: sqlite3.Connection) -> None:
    write_page(conn, _page(b"0" * 1_000_000))
    conn.execute("UPDATE pages SET body_bytes = 10")
    page = find_page(conn, "https://a.example/")
    assert page is not None
    assert len(page.body) == 10


def test_sources_are_corrected_by_slug(conn: sqlite3.Connection) -> None:
    write_sources(conn, [Source(slug="kabar", name="Kabr"), Source(slug="a", name="A")])
    write_sources(conn, [Source(slug="kabar", name="Kabar", region="33.02")])
    assert [(s.slug, s.name, s.region) for s in iter_sources(conn)] == [
        ("a", "A", None),
        ("kabar", "Kabar", "33.02"),
    ]
    with pytest.raises(InvalidRecordError):
        write_sources(conn, [Source(slug="b", name="B", region="00.00")])
