"""A sound corpus has no problem; each kind of damage is found and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from damage import DAMAGE

from corpus.check import check_corpus
from corpus.connection import connect, journal_mode_for
from corpus.identity import make_article
from corpus.records import Article, Extraction, Innovation, Mention, MentionRef
from corpus.schema import open_corpus
from corpus.statistics import corpus_statistics
from corpus.writer import write_articles, write_extractions, write_innovations


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_sound_corpus_has_no_problem(sound: Path, read_only: bool) -> None:
    before = sound.read_bytes()
    conn = open_corpus(sound, read_only=read_only)
    assert check_corpus(conn) == []
    conn.close()
    assert sound.read_bytes() == before
    assert [file.name for file in sound.parent.iterdir()] == ["corpus.db"]


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_found(sound: Path, kind: str, read_only: bool) -> None:
    statements, where, what = DAMAGE[kind]
    conn = connect(sound, read_only=False)
    for statement in statements:
        conn.execute(statement)
    names = {
        "ARTICLE": "SELECT article_id FROM evidence WHERE quote IN ('Gesit', 'Cepat') "
        "UNION ALL SELECT id FROM articles WHERE title LIKE '%Gesit%' LIMIT 1",
        "INNOVATION": "SELECT id FROM innovations WHERE name = 'Gesit'",
    }
    for placeholder, query in names.items():
        where = where.replace(placeholder, conn.execute(query).fetchone()[0])
    conn.close()
    conn = connect(sound, read_only=read_only)
    before = sound.read_bytes()
    problems = check_corpus(conn)
    conn.close()
    assert any(problem.where == where and what in problem.what for problem in problems), problems
    assert sound.read_bytes() == before


def test_scrambled_pages_of_the_file_are_found(sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    start = content.index(b"Gerakan Sisir Anak Stunting")
    content[start - 600 : start + 100] = b"\xff" * 700
    sound.write_bytes(content)
    conn = connect(sound, read_only=False)
    problems = check_corpus(conn)
    conn.close()
    assert problems
    assert all(problem.where and problem.what for problem in problems)


def test_a_journal_mode_that_may_do_damage_is_found(sound: Path) -> None:
    conn = connect(sound, read_only=False)
    conn.execute("PRAGMA journal_mode = wal")
    found = [problem.where for problem in check_corpus(conn)]
    is_safe = journal_mode_for(sqlite3.sqlite_version_info) == "wal"
    assert found == ([] if is_safe else ["journal_mode"])
    conn.close()


def test_another_database_is_examined_without_failing(tmp_path: Path) -> None:
    conn = connect(tmp_path / "other.db", read_only=False)
    conn.execute("CREATE TABLE articles (id TEXT, body TEXT)")
    problems = check_corpus(conn)
    conn.close()
    assert any("does not say that it is a corpus" in problem.what for problem in problems)
    assert any("cannot be examined" in problem.what for problem in problems)


def test_extracted_but_not_linked_is_no_problem(
    conn: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]
) -> None:
    fill(conn)
    conn.execute("UPDATE mentions SET innovation_id = NULL")
    conn.execute("DELETE FROM innovations")
    conn.execute("UPDATE extractions SET linked = 0")
    assert check_corpus(conn) == []


def test_a_copy_that_becomes_the_original_again_is_to_be_linked_anew(
    conn: sqlite3.Connection, mention_of: Callable[..., Mention]
) -> None:
    def article(site: str, published: date | None) -> Article:
        url = f"https://{site}.example/"
        return make_article(title="Sama", text="Warga memakai Sigap.", url=url, published=published)

    def read_and_link(found: Article) -> None:
        mentions = (mention_of(found, "Sigap"),)
        extraction = Extraction(
            article_id=found.id, extractor="x@1", relevant=True, innovations=mentions
        )
        write_extractions(conn, [(extraction, {})])
        refs = (MentionRef(article_id=found.id, local_id="i1"),)
        write_innovations(conn, [Innovation(id="i1", name="Sigap", mentions=refs, confidence=1)])

    for found in (article("a", None), article("b", date(2021, 1, 1))):
        write_articles(conn, [found])
        assert check_corpus(conn) == []
        read_and_link(found)
        assert corpus_statistics(conn).n_unlinked == 0
    write_articles(conn, [article("a", date(2020, 1, 1))])
    assert check_corpus(conn) == []
    assert corpus_statistics(conn).n_unlinked == 1
