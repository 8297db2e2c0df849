"""Quotes are cut into pieces that together are the quote, marked where evidence says so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Evidence
from corpus.search import MARK_END, MARK_START
from gali.web.quotes import (
    LONGEST_QUOTE,
    Piece,
    marked_words,
    quote_pieces,
    snippet_pieces,
    text_of,
)

TEXT = "Dinas Kesehatan meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa) kemarin."


def _span(words: str, role: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), quote=words, role=role)


def test_the_words_that_tell_a_fact_are_marked_by_what_they_tell() -> None:
    evidence = (
        _span("Sirup", "name"),
        _span("Siaga Ibu Rutin Periksa", "expansion"),
        _span("Dinas Kesehatan", "owner"),
        _span(TEXT, "sentence"),
    )
    pieces = quote_pieces(evidence)
    assert text_of(pieces) == TEXT
    assert [(piece.text, piece.role) for piece in pieces if piece.role] == [
        ("Dinas Kesehatan", "owner"),
        ("Sirup", "name"),
        ("Siaga Ibu Rutin Periksa", "expansion"),
    ]


def test_words_outside_the_sentence_are_passed_over() -> None:
    sentence = Evidence(start=28, end=len(TEXT), quote=TEXT[28:])
    pieces = quote_pieces((_span("Dinas Kesehatan", "owner"), sentence, _span("Sirup", "name")))
    assert [piece.text for piece in pieces if piece.role] == ["Sirup"]


def test_a_bullet_is_no_part_of_what_a_list_item_says() -> None:
    text = "- Sirup dari Dinas Kesehatan"
    evidence = (_span("Sirup", "name", text), _span(text, "sentence", text))
    assert quote_pieces(evidence) == (Piece("Sirup", "name"), Piece(" dari Dinas Kesehatan"))


def test_without_evidence_there_is_no_quote() -> None:
    assert quote_pieces(()) == ()
    assert marked_words(None, "Sirup") == ()


def test_a_very_long_sentence_is_cut_around_its_marks() -> None:
    text = "kata " * 1000 + "Sirup" + " kata" * 1000
    evidence = (_span("Sirup", "name", text), _span(text, "sentence", text))
    pieces = quote_pieces(evidence)
    assert Piece("Sirup", "name") in pieces
    assert len(text_of(pieces)) <= LONGEST_QUOTE + 10
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")


@given(st.lists(st.tuples(st.text("ab <é", max_size=5), st.text("xy>", min_size=1, max_size=4))))
def test_a_snippet_is_cut_at_its_marks(parts: list[tuple[str, str]]) -> None:
    snippet = "".join(f"{before}{MARK_START}{found}{MARK_END}" for before, found in parts)
    pieces = snippet_pieces(snippet)
    assert text_of(pieces) == "".join(before + found for before, found in parts)
    marked = "".join(piece.text for piece in pieces if piece.role == "found")
    assert marked == "".join(found for _, found in parts)


@given(st.text("abAB é-", max_size=60), st.lists(st.text("abAB é", max_size=4), max_size=3))
def test_marking_words_changes_no_letter(text: str, words: list[str]) -> None:
    pieces = marked_words(text, *words)
    assert text_of(pieces) == text
    folded = {word.strip().casefold() for word in words}
    assert all(piece.text.casefold() in folded for piece in pieces if piece.role)
