"""Whatever the text: it is accepted, and every offset gives back its quote."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.records import Evidence, Extraction
from extract.article import extract_article

PIECES = st.sampled_from(
    [
        "inovasi ", "Inovasi “", "”", " (", ") ", "Lapak Kita", "SIAP", "\n- ",
        "Sistem Antar Paket", "\n1. ", "Dinas Kesehatan ", "Kabupaten Banyumas ", "diluncurkan ",
        "bernama ", "yakni ",
        ", ", " dan ", "Top 45 ", "KIPP 2021 ", "meraih ", "12 inovasi ", "direplikasi ", "e\u0301",
        "belajar ke Kota Solok ", ". ", "singkatan dari ", "Senin (3/5/2021) ", "\u202e", "İ", "ﬁ",
        "\U0001f600", "\u00a0", "\u2028", "Bupati ", "ß", "ſ",
    ]
)  # fmt: skip
NEWS = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)


def evidence_of(extraction: Extraction) -> list[Evidence]:
    """All evidence of an extraction."""
    entries = (
        *extraction.innovations,
        *extraction.awards,
        *extraction.replications,
        *extraction.counts,
    )
    return [span for entry in entries for span in entry.evidence]


@settings(max_examples=300, deadline=None)
@given(NEWS, NEWS)
def test_offsets_give_back_the_quotes(title: str, text: str) -> None:
    article = make_article(title=title, text=f"Inovasi {text}")
    for span in evidence_of(extract_article(article)):
        field = article.title if span.field == "title" else article.text
        assert field[span.start : span.end] == span.quote


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_any_unicode_is_accepted(text: str) -> None:
    article = make_article(title="inovasi", text=text)
    assert extract_article(article) == extract_article(article)
