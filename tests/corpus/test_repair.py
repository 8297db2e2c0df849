"""What can be made again is mended, what cannot is told, and articles are never touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from damage import DAMAGE

from corpus.check import check_corpus
from corpus.connection import connect
from corpus.repair import repair_corpus
from corpus.schema import open_corpus
from corpus.search import search_articles, search_innovations
from corpus.words.stems import refresh_stems

# Damage that only a backup or a new import mends.
LOST = {
    "another application",
    "another version",
    "text under an id",
    "full text of articles",
    "page",
    "body of a page",
}
KEPT = "SELECT id, title, text, url, published FROM articles ORDER BY id"


def damage(path: Path, kind: str) -> sqlite3.Connection:
    conn = connect(path, read_only=False)
    for statement in DAMAGE[kind][0]:
        conn.execute(statement)
    conn.close()
    return connect(path, read_only=False)


@pytest.mark.parametrize("kind", [kind for kind in DAMAGE if kind not in LOST])
def test_what_can_be_made_again_is_mended(sound: Path, kind: str) -> None:
    conn = damage(sound, kind)
    articles = conn.execute(KEPT).fetchall()
    report = repair_corpus(conn)
    assert report.left == ()
    assert report.mended
    assert check_corpus(conn) == []
    assert conn.execute(KEPT).fetchall() == articles
    assert repair_corpus(conn).mended == ()
    conn.close()


@pytest.mark.parametrize("kind", sorted(LOST))
def test_what_cannot_be_made_again_is_told_and_left(sound: Path, kind: str) -> None:
    conn = damage(sound, kind)
    articles = conn.execute("SELECT * FROM articles").fetchall()
    pages = conn.execute("SELECT * FROM pages").fetchall()
    report = repair_corpus(conn)
    assert report.left
    assert conn.execute("SELECT * FROM articles").fetchall() == articles
    assert conn.execute("SELECT * FROM pages").fetchall() == pages
    conn.close()


def test_a_sound_corpus_is_not_touched(sound: Path) -> None:
    before = sound.read_bytes()
    conn = open_corpus(sound)
    report = repair_corpus(conn)
    conn.close()
    assert (report.mended, report.left) == ((), ())
    assert sound.read_bytes() == before


def test_all_full_texts_find_again_what_they_lost(sound: Path) -> None:
    conn = open_corpus(sound)
    refresh_stems(conn)
    for index in ("articles_fts", "innovations_fts", "innovations_fts_trigrams"):
        conn.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
    assert search_articles(conn, "gesit").total == 0
    report = repair_corpus(conn)
    assert report.left == ()
    assert search_articles(conn, "gesit").total == 1
    assert search_innovations(conn, "gesit").total == 1
    assert search_innovations(conn, "gessit", fuzzy=True).total == 1
    conn.close()


def test_a_full_text_that_is_gone_altogether_is_made_anew(sound: Path) -> None:
    conn = connect(sound, read_only=False)
    conn.execute("DROP TABLE articles_fts")
    conn.close()
    conn = connect(sound, read_only=False)
    assert repair_corpus(conn).left == ()
    assert search_articles(conn, "gesit").total == 1
    conn.close()


def test_an_index_that_does_not_fit_its_table_is_sorted_anew(sound: Path) -> None:
    row = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = ?"
    conn = connect(sound, read_only=False)
    hidden = tuple(conn.execute(row, ("mentions_region",)).fetchone())
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute("DELETE FROM sqlite_schema WHERE name = 'mentions_region'")
    conn.close()
    conn = connect(sound, read_only=False)  # as if the index were written by another program
    conn.execute("UPDATE mentions SET region = '33.01' WHERE region = '33.02'")
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", hidden)
    conn.close()
    conn = connect(sound, read_only=False)
    assert any("index mentions_region" in problem.what for problem in check_corpus(conn))
    report = repair_corpus(conn)
    assert report.left == ()
    assert "indexes" in {mended.remedy for mended in report.mended}
    conn.close()


def test_an_unsound_extraction_is_forgotten_and_to_be_made_again(sound: Path) -> None:
    conn = damage(sound, "quote")
    before = conn.execute("SELECT count(*) FROM extractions").fetchone()[0]
    report = repair_corpus(conn)
    assert any("extracts them again" in mended.what for mended in report.mended)
    assert conn.execute("SELECT count(*) FROM extractions").fetchone()[0] == before - 1
    # Of the other article nothing is lost.
    assert [row[0] for row in conn.execute("SELECT name FROM innovations")] == ["Pak Raja"]
    conn.close()


def test_redirects_lead_straight_to_their_end(sound: Path) -> None:
    conn = open_corpus(sound)
    target = conn.execute("SELECT id FROM innovations ORDER BY id").fetchone()[0]
    rows = [("i1", "i2"), ("i2", "i3"), ("i3", target), ("i8", "i9"), ("i9", "i8")]
    conn.executemany("INSERT INTO innovation_redirects VALUES (?, ?)", rows)
    assert repair_corpus(conn).left == ()
    found = dict(conn.execute("SELECT old_id, new_id FROM innovation_redirects").fetchall())
    assert {old: found[old] for old in ("i1", "i2", "i3")} == dict.fromkeys(
        ("i1", "i2", "i3"), target
    )
    conn.close()
