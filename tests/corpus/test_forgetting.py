"""What was asked to be taken out is gone from the file, and does not come back by any door."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.check import check_corpus
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import Crawler, NewTarget
from corpus.forgetting import find_forgettable, forget
from corpus.forgotten import is_forgotten, iter_forgotten
from corpus.identity import make_article
from corpus.merging import merge_corpus
from corpus.reader import iter_articles
from corpus.records import Article, Extraction, Mention, Page
from corpus.schema import open_corpus
from corpus.versions import note_reading, replace_articles
from corpus.words.stems import n_unstemmed, refresh_stems
from corpus.writer import WriteReport, write_articles, write_extractions, write_page

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://kabar.example/berita/rahasia"
SECRET = "Puskesmas Melati memakai inovasi Zirkonia sejak lama."


def _article(url: str | None = URL, text: str = SECRET, **values: object) -> Article:
    return make_article(title="Inovasi Zirkonia", text=text, url=url, **values)  # type: ignore[arg-type]


def _page(url: str = URL, body: bytes = SECRET.encode()) -> Page:
    return Page(origin=url, digest=sha256(body).hexdigest(), url=url, fetched_at=NOW, body=body)


def _forget(conn: sqlite3.Connection, address: str, reason: str | None = "asked") -> None:
    forget(conn, find_forgettable(conn, address), reason=reason, now=NOW)


def _rows(conn: sqlite3.Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture
def held(conn: sqlite3.Connection, mention_of: Callable[..., Mention]) -> sqlite3.Connection:
    """A corpus with the article, its page of two parts, and what was found in it."""
    article = _article(origin=URL)
    other = _article("https://lain.example/1", "Dinas Kesehatan meluncurkan Sigap.")
    write_articles(conn, [article, other])
    write_page(conn, _page())
    write_page(conn, _page(f"{URL}?page=2", b"Sambungan"))
    write_page(conn, _page("https://lain.example/1", b"Sigap"))
    note_reading(conn, URL, "rules@1", parts=[f"{URL}?page=2"])
    found = Extraction(
        article_id=article.id,
        extractor="gali@0.1",
        relevant=True,
        innovations=(mention_of(article, "Zirkonia"),),
    )
    write_extractions(conn, [(found, {})])
    return conn


def test_text_pages_and_findings_go_and_the_rest_stays(held: sqlite3.Connection) -> None:
    _forget(held, URL)
    assert [article.url for article in iter_articles(held)] == ["https://lain.example/1"]
    assert [row[0] for row in held.execute("SELECT origin FROM pages")] == [
        "https://lain.example/1"
    ]
    for table in ("extractions", "mentions", "evidence", "innovations", "page_readings"):
        assert _rows(held, table) == 0
    found = held.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'zirkonia'")
    assert found.fetchone()[0] == 1  # the other article's headline
    assert check_corpus(held) == []


def test_the_list_tells_what_was_forgotten_and_why(held: sqlite3.Connection) -> None:
    _forget(held, "http://www.kabar.example/berita/rahasia/?utm_source=x", "asked by the editor")
    (entry,) = iter_forgotten(held)
    assert (entry.address, entry.reason) == (URL, "asked by the editor")
    assert (entry.n_articles, entry.n_pages, entry.forgotten_at) == (1, 2, NOW)


def test_an_article_is_named_by_its_id_too(held: sqlite3.Connection) -> None:
    _forget(held, _article().id)
    assert is_forgotten(held, URL)


def test_an_article_without_an_address_is_listed_by_its_id(conn: sqlite3.Connection) -> None:
    article = _article(url=None)
    write_articles(conn, [article])
    _forget(conn, article.id)
    assert write_articles(conn, [article]) == WriteReport(0, 0, 0, n_forgotten=1)


def test_neither_article_nor_page_nor_address_comes_back(held: sqlite3.Connection) -> None:
    _forget(held, URL)
    again = _article("https://www.kabar.example/berita/rahasia", f"{SECRET} Kini diperbarui.")
    assert write_articles(held, [again]) == WriteReport(0, 0, 0, n_forgotten=1)
    assert not write_page(held, _page(body=b"anew"))
    frontier = Frontier(held, Crawler(id="c1", machine="here", pid=1))
    assert frontier.add([NewTarget(url=URL, kind="article")]) == 0
    assert _rows(held, "crawl_targets") == 0


def test_an_address_in_the_queue_is_never_handed_out(held: sqlite3.Connection) -> None:
    frontier = Frontier(held, Crawler(id="c1", machine="here", pid=1))
    target = NewTarget(url=URL, kind="article", title="Inovasi Zirkonia")
    frontier.add([target])
    _forget(held, URL)
    frontier.add([target])
    assert frontier.claim(5) == []
    assert held.execute("SELECT title, state FROM crawl_targets").fetchone()[:] == ("", "refused")


def test_an_address_is_forgotten_before_it_was_ever_fetched(conn: sqlite3.Connection) -> None:
    _forget(conn, URL)
    assert write_articles(conn, [_article()]).n_forgotten == 1


def test_earlier_readings_of_the_page_go_too(held: sqlite3.Connection) -> None:
    newer = _article(text="Terbaca lain.")
    write_articles(held, [newer])
    replace_articles(held, [_article().id], newer.id)
    _forget(held, URL)
    assert _rows(held, "articles") == 1
    assert _rows(held, "replaced_articles") == 0


def test_a_copy_in_another_newspaper_becomes_the_original(held: sqlite3.Connection) -> None:
    copy = _article("https://lain.example/salinan", published=date(2026, 1, 1))
    first = _article(published=date(2025, 1, 1), origin=URL)
    write_articles(held, [first, copy])
    assert find_forgettable(held, URL).n_copies == 1
    _forget(held, URL)
    query = "SELECT duplicate_of FROM articles WHERE id = ?"
    assert held.execute(query, (copy.id,)).fetchone()[0] is None


def test_a_list_that_holds_the_text_goes_and_its_other_articles_stay(
    conn: sqlite3.Connection,
) -> None:
    lists = [f"https://kabar.example/wp-json/wp/v2/posts?page={n}" for n in (1, 2, 3)]
    bodies = [b'[{"link": "https:\\/\\/kabar.example\\/berita\\/rahasia\\/"}]'] * 2 + [b"[]"]
    for place, body in zip(lists, bodies, strict=True):
        write_page(conn, replace(_page(place, body), content_type="application/json"))
    other = _article("https://kabar.example/berita/lain", "Lain.", origin=lists[0])
    write_articles(conn, [_article(origin=lists[0]), other])
    _forget(conn, URL)
    assert [row[0] for row in conn.execute("SELECT origin FROM pages")] == lists[2:]
    assert [article.id for article in iter_articles(conn)] == [other.id]


def test_words_of_the_next_article_are_stemmed(conn: sqlite3.Connection) -> None:
    write_articles(conn, [_article()])
    refresh_stems(conn)
    _forget(conn, URL)
    assert check_corpus(conn) == []
    write_articles(conn, [_article("https://lain.example/2", "Warga membersihkan sungai.")])
    assert n_unstemmed(conn) == 1


def test_the_words_are_gone_from_the_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.db"
    conn = open_corpus(path)
    write_articles(conn, [_article()])
    assert SECRET.encode() in path.read_bytes()
    _forget(conn, URL)
    conn.close()
    assert SECRET.encode() not in path.read_bytes()


def test_merging_forgets_on_both_sides(held: sqlite3.Connection) -> None:
    other = open_corpus(":memory:")
    _forget(other, URL)
    merge_corpus(held, other)
    assert is_forgotten(held, URL)
    assert _rows(held, "articles") == 1
    other.close()


def test_merging_does_not_bring_back_what_this_corpus_forgot(
    held: sqlite3.Connection,
) -> None:
    ours = open_corpus(":memory:")
    _forget(ours, URL)
    merge_corpus(ours, held)
    assert [article.url for article in iter_articles(ours)] == ["https://lain.example/1"]
    assert _rows(ours, "extractions") == 0
    ours.close()
