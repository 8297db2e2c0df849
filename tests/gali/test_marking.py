"""Found words and evidence stand out; nothing else of an article is interpreted."""

from __future__ import annotations

import pytest

from corpus.records import Evidence
from corpus.search import MARK_END, MARK_START
from gali.marking import (
    FOUND,
    marked_excerpt,
    marked_quote,
    marked_snippet,
    sentence_of,
    side_by_side,
    without_marks,
)
from gali.terminal import clean

TEXT = "Kemarin bidan memakai Sirup (Siaga Ibu Rutin Periksa) milik Puskesmas Melati di desa."


def _span(words: str, role: str, text: str = TEXT) -> Evidence:
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), quote=words, role=role)


SENTENCE = _span(TEXT, "sentence")
NAME = _span("Sirup", "name")
OWNER = _span("Puskesmas Melati", "owner")


def _marks(text: object) -> list[str]:
    return [text.plain[s.start : s.end] for s in text.spans if s.style]  # type: ignore[attr-defined]


def test_found_words_are_marked_and_the_marks_are_gone() -> None:
    shown = marked_snippet(f"antar {MARK_START}jemput{MARK_END} ibu {MARK_START}hamil{MARK_END}")
    assert shown.plain == "antar jemput ibu hamil"
    assert _marks(shown) == ["jemput", "hamil"]
    assert {str(span.style) for span in shown.spans} == {FOUND}


@pytest.mark.parametrize(
    "snippet", [f"{MARK_START}buka", f"tutup{MARK_END}", "\x1b[31mx", "[bold]x[/bold]"]
)
def test_odd_snippets_are_shown_harmlessly(snippet: str) -> None:
    assert marked_snippet(snippet).plain == clean(snippet)


def test_marks_can_be_taken_off() -> None:
    assert without_marks(f"a {MARK_START}b{MARK_END} c") == "a b c"


def test_a_quote_shows_its_evidence() -> None:
    shown = marked_quote(SENTENCE, [SENTENCE, OWNER, NAME])
    assert shown.plain == TEXT
    assert _marks(shown) == ["Sirup", "Puskesmas Melati"]


def test_overlapping_evidence_is_marked_once() -> None:
    wide = _span("Sirup (Siaga Ibu", "expansion")
    assert _marks(marked_quote(SENTENCE, [NAME, wide])) == ["Sirup (Siaga Ibu"]


def test_evidence_of_the_title_does_not_mark_the_text() -> None:
    title = Evidence(start=NAME.start, end=NAME.end, quote="Sirup", field="title", role="name")
    assert _marks(marked_quote(SENTENCE, [title])) == []


def test_a_long_sentence_is_cut_at_words_around_the_name() -> None:
    long = "kata " * 60 + TEXT + " kata" * 60
    sentence, name = _span(long, "sentence", long), _span("Sirup", "name", long)
    shown = marked_excerpt([name, sentence], 80)
    assert shown.plain.startswith("“… bidan memakai")
    assert shown.plain.endswith("…”")
    assert _marks(shown) == ["Sirup"]
    assert len(shown.plain) <= 80 + len("“… …”") + 1


def test_a_short_sentence_stays_whole() -> None:
    assert marked_excerpt([NAME, SENTENCE], 200).plain == f"“{TEXT}”"


def test_the_marker_of_a_list_item_is_left_out_of_an_excerpt() -> None:
    item = "- Sirup dari Puskesmas Melati"
    evidence = [_span("Sirup", "name", item), _span(item, "sentence", item)]
    assert marked_excerpt(evidence, 200).plain == "“Sirup dari Puskesmas Melati”"


def test_without_a_sentence_the_first_span_is_shown() -> None:
    assert sentence_of([NAME, OWNER]) == NAME


def test_empty_parts_leave_no_gap() -> None:
    shown = side_by_side(marked_snippet("a"), marked_snippet(""), marked_snippet("b"))
    assert shown.plain == "a  b"
