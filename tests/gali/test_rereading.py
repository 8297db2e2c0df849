"""Stored pages read again: what reads otherwise takes the place of what was read before."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from stored_pages import LISTING, PARAGRAPHS, ROOT, TIME, html, page, stale

from corpus.check import check_corpus
from corpus.identity import make_article
from corpus.reader import find_article, iter_articles
from corpus.records import Article, Page
from corpus.schema import open_corpus
from corpus.search import search_articles
from corpus.versions import note_reading
from corpus.writer import write_articles, write_page, write_pages
from gali.pipeline import run
from gali.rereading import RereadReport, reading_rules, reread_pages
from gali.snapshots import keep_page
from harvest.reading.reader import HtmlReader

if TYPE_CHECKING:
    pass

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def conn() -> Iterator[sqlite3.Connection]:
    conn = open_corpus(":memory:")
    yield conn
    assert check_corpus(conn) == []
    conn.close()


def reread(conn: sqlite3.Connection, **options: object) -> RereadReport:
    return reread_pages(conn, sources=(), **options)  # type: ignore[arg-type]


def figures(report: RereadReport) -> dict[str, int]:
    names = ("same", "corrected", "changed", "new", "gone")
    found = {name: getattr(report, f"n_{name}") for name in names}
    return {name: count for name, count in found.items() if count}


def live(conn: sqlite3.Connection) -> list[Article]:
    return [article for article in iter_articles(conn) if article.duplicate_of is None]


def dump(conn: sqlite3.Connection) -> list[str]:
    return list(conn.iterdump())


def keep(conn: sqlite3.Connection, pages: Iterable[Page]) -> None:
    with HtmlReader() as reader:
        for one in pages:
            keep_page(conn, one, reader, ())


def test_what_reads_as_before_is_left_alone(conn: sqlite3.Connection) -> None:
    keep(conn, [page(n) for n in range(3)])
    before = {article.id: article for article in iter_articles(conn)}
    assert figures(reread(conn)) == {"same": 3}
    assert {article.id: article for article in iter_articles(conn)} == before


def test_an_article_that_reads_otherwise_takes_the_place_of_the_old_one(
    conn: sqlite3.Connection,
) -> None:
    write_page(conn, page(1))
    old = stale(page(1))
    write_articles(conn, [old])
    report = reread(conn)
    assert figures(report) == {"changed": 1}
    assert report.problems == []
    (new,) = live(conn)
    assert new.title == "Loket Keliling di Desa 1"
    assert (new.origin, new.fetched_at, new.url) == (page(1).origin, TIME, page(1).url)
    kept = find_article(conn, old.id)
    assert kept is not None
    assert (kept.text, kept.duplicate_of) == (old.text, new.id)
    assert search_articles(conn, "menu situs").total == 0
    assert search_articles(conn, "loket keliling").total == 1


@pytest.mark.parametrize("again", [False, True])
def test_reading_twice_changes_nothing(conn: sqlite3.Connection, again: bool) -> None:
    write_pages(conn, [page(n) for n in range(4)])
    write_articles(conn, [stale(page(n)) for n in (1, 2)])
    assert figures(reread(conn)) == {"changed": 2, "new": 2}
    once = dump(conn)
    second = reread(conn, again=again)
    assert figures(second) == ({"same": 4} if again else {})
    assert second.n_origins == (4 if again else 0)
    assert dump(conn) == once


def test_other_rules_read_everything_again(conn: sqlite3.Connection) -> None:
    write_pages(conn, [page(n) for n in range(2)])
    reread(conn, rules="a")
    assert reread(conn, rules="a").n_origins == 0
    assert reread(conn, rules="b").n_origins == 2


def test_the_rules_have_a_name_that_stays() -> None:
    assert reading_rules() == reading_rules()


def test_a_page_that_came_later_is_read(conn: sqlite3.Connection) -> None:
    write_page(conn, page(1))
    reread(conn)
    write_pages(conn, [page(1, html(1, extra="<p>Ralat.</p>"), days=1), page(2)])
    assert reread(conn).n_origins == 2


def test_date_and_author_are_corrected(conn: sqlite3.Connection) -> None:
    keep(conn, [page(1)])
    right = live(conn)[0]
    conn.execute(
        "UPDATE articles SET published = '2026-01-01', published_from = 'visible', author = 'Admin'"
    )
    assert figures(reread(conn)) == {"corrected": 1}
    assert live(conn) == [right]
    assert right.published == date(2021, 3, 4)


def test_a_date_that_the_user_gave_stays(conn: sqlite3.Connection) -> None:
    keep(conn, [page(1)])
    conn.execute("UPDATE articles SET published = '2020-01-01', published_from = 'given'")
    assert figures(reread(conn)) == {"same": 1}
    assert live(conn)[0].published == date(2020, 1, 1)


def test_an_article_that_its_page_does_not_give_any_more_stays_and_is_told(
    conn: sqlite3.Connection,
) -> None:
    write_page(conn, page(1, LISTING))
    old = stale(page(1))
    write_articles(conn, [old])
    report = reread(conn)
    assert figures(report) == {"gone": 1}
    assert [article.id for article in live(conn)] == [old.id]
    (notice,) = report.problems
    assert notice.kept
    assert old.id in notice.reason
    assert notice.origin == page(1).origin


def test_an_article_of_a_file_is_not_replaced(conn: sqlite3.Connection) -> None:
    write_page(conn, page(1))
    write_articles(conn, [stale(page(1), origin="berita.csv", fetched_at=None)])
    assert figures(reread(conn)) == {"new": 1}
    assert len(live(conn)) == 2


def test_a_copy_elsewhere_becomes_the_original(conn: sqlite3.Connection) -> None:
    write_page(conn, page(1))
    old = stale(page(1), published=date(2021, 1, 1))
    copy = make_article(title=old.title, text=old.text, url="https://lain.example/a")
    write_articles(conn, [old, copy])
    reread(conn)
    new = next(article for article in live(conn) if article.origin == page(1).origin)
    assert {article.id for article in live(conn)} == {new.id, copy.id}
    # What arrives later moves the originals, but never brings the old article back.
    earlier = make_article(
        title=old.title, text=old.text, url="https://awal.example/a", published=date(2020, 1, 1)
    )
    reprint = make_article(
        title=new.title, text=new.text, url="https://awal.example/b", published=date(2020, 1, 1)
    )
    write_articles(conn, [earlier, old, reprint])
    marks = {article.id: article.duplicate_of for article in iter_articles(conn)}
    assert marks == {
        old.id: reprint.id,
        new.id: reprint.id,
        reprint.id: None,
        copy.id: earlier.id,
        earlier.id: None,
    }


def test_an_article_takes_its_place_back(conn: sqlite3.Connection) -> None:
    keep(conn, [page(1)])
    (first,) = live(conn)
    second = stale(page(1))
    write_articles(conn, [second])
    reread(conn, rules="a")
    assert live(conn) == [first]
    conn.execute("UPDATE replaced_articles SET id = replaced_by, replaced_by = id")
    conn.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (second.id,))
    conn.execute("UPDATE articles SET duplicate_of = ? WHERE id = ?", (second.id, first.id))
    assert check_corpus(conn) == []
    assert figures(reread(conn, rules="b")) == {"changed": 1}
    assert live(conn) == [first]


def test_of_two_versions_of_a_page_the_newer_counts(conn: sqlite3.Connection) -> None:
    changed = page(1, html(1, extra=f"<p>Ralat redaksi: {PARAGRAPHS[0].format(n=9)}</p>"), days=1)
    keep(conn, [page(1), changed])
    older, newer = live(conn)
    for _ in range(2):
        reread(conn, again=True)
        assert live(conn) == [newer]
    assert newer.fetched_at == changed.fetched_at
    assert find_article(conn, older.id) is not None


def test_a_page_that_vanished_leaves_its_earlier_version(conn: sqlite3.Connection) -> None:
    keep(conn, [page(1), page(1, LISTING, days=3)])
    assert figures(reread(conn)) == {"same": 1}


def test_further_pages_belong_to_the_first(conn: sqlite3.Connection) -> None:
    first = page(1, html(1, links='<a href="/berita/loket-1?page=2">2</a>'))
    more = "<p>Bupati berharap loket keliling menjangkau semua desa sampai akhir tahun ini.</p>" * 3
    second = page(2, html(1, extra=more), path="/berita/loket-1?page=2")
    write_pages(conn, [first, second])
    write_articles(conn, [stale(first), stale(second, "Teks lama halaman dua.")])
    assert figures(reread(conn)) == {"changed": 1}
    (article,) = live(conn)
    assert article.url == first.url
    assert "Bupati berharap" in article.text
    once = dump(conn)
    # A further page that is fetched anew is read with its first, not as an article of its own.
    newer = page(2, html(1, extra=f"{more}<!-- -->"), path="/berita/loket-1?page=2", days=1)
    write_page(conn, newer)
    assert figures(reread(conn)) == {"same": 1}
    assert figures(reread(conn)) == {}
    assert [article.id for article in live(conn)] == [article.id]
    assert len(dump(conn)) == len(once) + 1


def posts(*numbers: int, extra: str = "") -> str:
    return json.dumps(
        [
            {
                "id": n,
                "link": f"{ROOT}/pos/{n}",
                "date": "2021-03-04T09:00:00",
                "title": {"rendered": f"Loket Keliling di Desa {n}"},
                "content": {
                    "rendered": "".join(f"<p>{p.format(n=n)}</p>" for p in PARAGRAPHS) + extra
                },
            }
            for n in numbers
        ]
    )


def test_answers_of_an_interface_give_each_article_its_own_place(
    conn: sqlite3.Connection,
) -> None:
    path = "/wp-json/wp/v2/posts?per_page=100"
    tail = f"<p>Tambahan: {PARAGRAPHS[1].format(n=7)}</p>"
    first = page(0, posts(1, 2), path=path, kind="application/json")
    second = page(0, posts(2, 3, extra=tail), path=path, days=1, kind="application/json")
    write_pages(conn, [first, second])
    old = stale(first, url=f"{ROOT}/pos/2")
    gone = stale(first, "Teks lain.", url=f"{ROOT}/pos/9")
    write_articles(conn, [old, gone])
    report = reread(conn)
    assert figures(report) == {"changed": 1, "new": 2, "gone": 1}
    found = {article.url: article for article in live(conn)}
    assert sorted(url or "" for url in found) == [f"{ROOT}/pos/{n}" for n in (1, 2, 3, 9)]
    assert "Tambahan" in found[f"{ROOT}/pos/2"].text
    assert found[f"{ROOT}/pos/2"].published == date(2021, 3, 4)
    assert find_article(conn, old.id).duplicate_of == found[f"{ROOT}/pos/2"].id  # type: ignore[union-attr]
    once = dump(conn)
    reread(conn, again=True)
    assert dump(conn) == once


def test_a_damaged_page_is_told_and_spares_the_others(conn: sqlite3.Connection) -> None:
    write_pages(conn, [page(n) for n in range(3)])
    intact = conn.execute("SELECT body FROM pages WHERE page_key = 2").fetchone()[0]
    conn.execute("UPDATE pages SET body = x'00' WHERE page_key = 2")
    report = reread(conn)
    assert figures(report) == {"new": 2}
    assert [problem.reason for problem in report.problems] == ["the stored page is damaged"]
    conn.execute("UPDATE pages SET body = ? WHERE page_key = 2", (intact,))


def test_innovations_follow_the_new_article(conn: sqlite3.Connection) -> None:
    lead = (
        "<p>Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa) "
        "di Puskesmas Melati pada hari Senin.</p>"
    )
    one = page(1, html(1, extra=lead))
    write_page(conn, one)
    old_text = "Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Kirber (Kirim Berkas)."
    write_articles(conn, [stale(one, old_text)])
    names = "SELECT name FROM innovations ORDER BY name"
    run(conn, sources=())
    assert [row["name"] for row in conn.execute(names)] == ["Kirber"]
    reread(conn)
    run(conn, sources=())
    assert [row["name"] for row in conn.execute(names)] == ["Sirup"]


class _StopError(Exception):
    """What a user's Ctrl-C would be."""


def test_an_interruption_loses_nothing_and_the_next_run_goes_on(conn: sqlite3.Connection) -> None:
    write_pages(conn, [page(n) for n in range(6)])
    write_articles(conn, [stale(page(n)) for n in range(6)])

    def stopping(
        items: Iterable[object], _label: str, _total: object = None, /
    ) -> Iterator[object]:
        for n, item in enumerate(items):
            if n == 4:
                raise _StopError
            yield item

    with pytest.raises(_StopError):
        reread(conn, watch=stopping)
    assert check_corpus(conn) == []
    report = reread(conn)
    assert report.n_origins == 2
    assert figures(report) == {"changed": 2}
    assert len(live(conn)) == 6


def test_a_kill_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    conn = open_corpus(db)
    write_pages(conn, [page(n) for n in range(150)])
    write_articles(conn, [stale(page(n)) for n in range(150)])
    conn.close()
    command = [sys.executable, "-m", "gali", "harvest", "reread", "--db", str(db)]
    process = subprocess.Popen(command, cwd=HOUSE, stderr=subprocess.DEVNULL)
    query = "SELECT count(*) FROM page_readings"
    reader = sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=30)
    while process.poll() is None and reader.execute(query).fetchone()[0] < 20:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    reader.close()
    conn = open_corpus(db)
    n_done = conn.execute(query).fetchone()[0]
    assert 20 <= n_done < 150, "the kill came too late to prove anything"
    assert check_corpus(conn) == []
    assert len(live(conn)) == 150
    report = reread(conn)
    assert figures(report) == {"changed": 150 - n_done}
    assert {article.title for article in live(conn)} == {
        f"Loket Keliling di Desa {n}" for n in range(150)
    }
    conn.close()


def test_only_one_outlet_is_read(conn: sqlite3.Connection) -> None:
    from harvest.outlets.catalogue import load_sources

    known = load_sources()[:2]
    mine, other = (
        replace(page(n), origin=f"https://{one.domain}/a", url=f"https://{one.domain}/a")
        for n, one in enumerate(known)
    )
    write_pages(conn, [mine, other])
    note_reading(conn, mine.origin, "a")
    note_reading(conn, other.origin, "a")
    report = reread_pages(conn, sources=known, only=known[1], again=True, rules="a")
    assert report.n_origins == 1
    assert [article.outlet for article in live(conn)] == [known[1].domain]
    assert reread_pages(conn, sources=known, rules="a").n_origins == 0
