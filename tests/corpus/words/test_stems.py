"""Forms of a word are those that the corpus has; words that matter keep their own stem."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.schema import open_corpus
from corpus.words.stems import MAX_FORMS, make_forms_of, n_unstemmed, refresh_stems, stem_of
from corpus.writer import write_articles

STEMS = {
    "pelayanan": "layan",
    "melayani": "layan",
    "Dilayani": "layan",
    "kesehatan": "sehat",
    "posyandu": "posyandu",
    "penghargaan": "penghargaan",
    "penghargaannya": "penghargaan",
    "pemerintahan": "pemerintah",
    "kependudukan": "penduduk",
    "mereplikasi": "replikasi",
    "direplikasi": "replikasi",
    "opd": "opd",
    "": "",
}


@pytest.mark.parametrize("word", STEMS)
def test_stem(word: str) -> None:
    assert stem_of(word) == STEMS[word]


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_word_has_a_stem(word: str) -> None:
    assert stem_of(word) == stem_of(word.lower())


def test_forms_are_those_of_the_corpus_the_word_itself_first(counted: sqlite3.Connection) -> None:
    forms_of = make_forms_of(counted)
    assert forms_of("Dilayani")[0] == "dilayani"
    assert set(forms_of("Dilayani")) == {"dilayani", "melayani", "layanan", "pelayanan"}
    assert forms_of("zzz") == ("zzz",)


def test_only_new_words_are_stemmed(counted: sqlite3.Connection) -> None:
    assert n_unstemmed(counted) == 0
    assert refresh_stems(counted) == 0
    write_articles(counted, [make_article(title="Terlayani", text="Semua warga terlayani.")])
    assert n_unstemmed(counted) == 1
    assert refresh_stems(counted) == 2  # semua, terlayani
    assert "terlayani" in make_forms_of(counted)("layanan")


def test_another_stemmer_stems_all_words_anew(counted: sqlite3.Connection) -> None:
    before = counted.execute("SELECT * FROM word_stems").fetchall()
    counted.execute("UPDATE stemming SET stemmer = 'other 1'")
    counted.execute("UPDATE word_stems SET stem = 'x'")
    assert n_unstemmed(counted) == 5
    assert refresh_stems(counted) == len(before)
    assert counted.execute("SELECT * FROM word_stems").fetchall() == before


def test_a_word_has_no_end_of_forms(conn: sqlite3.Connection) -> None:
    conn.executemany(
        "INSERT INTO word_stems VALUES (?, 'layan')", [(f"layan{n:04}",) for n in range(500)]
    )
    assert len(make_forms_of(conn)("pelayanan")) == MAX_FORMS


def test_without_stems_a_word_stands_for_itself(tmp_path: Path) -> None:
    open_corpus(tmp_path / "c.db").close()
    conn = open_corpus(tmp_path / "c.db", read_only=True)
    assert make_forms_of(conn)("pelayanan") == ("pelayanan",)
    conn.close()
