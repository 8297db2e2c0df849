"""Concordances show every place of a word, with offsets that lead back to the text."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.filters import SearchFilters
from corpus.identity import make_article
from corpus.schema import open_corpus
from corpus.words.kwic import read_concordance
from corpus.writer import write_articles


def test_every_place_is_a_line(counted: sqlite3.Connection) -> None:
    found = read_concordance(counted, "jemput bola", limit=None)
    assert found.n_articles == 2
    assert [(line.field, line.keyword) for line in found.lines] == [
        ("title", "Jemput bola"),
        ("text", "jemput bola"),
        ("text", "Jemput bola"),
        ("text", "jemput bola"),
    ]
    line = found.lines[1]
    assert (line.left, line.right) == ("Petugas melayani warga dengan ", ". Jemput bola disukai.")


@pytest.mark.parametrize("word", ["bola", "e-ktp", "cafe", "b*", "jemput bo*", "BOLA"])
def test_offsets_lead_back_to_the_text(counted: sqlite3.Connection, word: str) -> None:
    lines = read_concordance(counted, word, limit=None).lines
    assert lines
    for line in lines:
        query = f"SELECT {line.field} FROM articles WHERE id = ?"
        text = counted.execute(query, (line.article.id,)).fetchone()[0]
        assert text[line.start : line.end] == line.keyword
        assert text[: line.start].replace("\n", " ").endswith(line.left)
        assert text[line.end :].replace("\n", " ").startswith(line.right)


def test_context_is_of_whole_words(counted: sqlite3.Connection) -> None:
    line = read_concordance(counted, "warga", width=12).lines[0]
    assert (line.left, line.right) == ("melayani ", " dengan")
    bare = read_concordance(counted, "warga", width=0).lines[0]
    assert (bare.left, bare.keyword, bare.right) == ("", "warga", "")


def test_lines_are_sorted_by_what_stands_beside(counted: sqlite3.Connection) -> None:
    lines = read_concordance(counted, "bola", sort="right").lines
    right = [line.right.lower().lstrip() for line in lines]
    assert right == sorted(right)
    lines = read_concordance(counted, "bola", sort="left").lines
    left = [line.left.lower().split()[-1:] for line in lines]
    assert left == sorted(left)
    assert len(left) == len(right) == 7


def test_filters_forms_and_limits(counted: sqlite3.Connection) -> None:
    filters = SearchFilters(region="jatim")
    assert read_concordance(counted, "bola", filters).n_articles == 1
    assert len(read_concordance(counted, "bola", limit=2).lines) == 2
    forms = {line.keyword for line in read_concordance(counted, "layanan", stem=True).lines}
    assert forms == {"melayani", "Layanan", "Pelayanan"}
    assert read_concordance(counted, "tidakada").lines == ()


def test_what_is_no_word_is_refused(counted: sqlite3.Connection) -> None:
    with pytest.raises(InvalidQueryError, match="has no word"):
        read_concordance(counted, "***")


WORD = st.one_of(
    st.text(st.characters(), max_size=12), st.sampled_from(["OR", "not", "a*", "NEAR", "bola*"])
)


@settings(max_examples=300, deadline=None)
@given(word=WORD, stem=st.booleans(), width=st.integers(-5, 3000))
def test_no_word_makes_it_fail(word: str, stem: bool, width: int) -> None:
    with suppress(InvalidQueryError):
        found = read_concordance(_odd_corpus(), word, width=width, stem=stem, sort="right")
        assert found.n_articles in (0, 1)


_ODD: list[sqlite3.Connection] = []


def _odd_corpus() -> sqlite3.Connection:
    if not _ODD:
        _ODD.append(open_corpus(":memory:"))
        text = "a\tb 𝒳y OR\nnot e\u0301 ñ\u202e NEAR(bola) bolabola 日本 \x02x\x03"
        write_articles(_ODD[0], [make_article(title="Bola OR", text=text)])
    return _ODD[0]
