"""The gate lets every article pass that tells of innovations, and most other news not."""

from __future__ import annotations

import pytest

from corpus.identity import make_article
from extract.article import extract_article
from extract.gate import may_tell
from gali.training import bundled_gold
from models.gold import read_gold


def test_every_relevant_annotated_article_passes() -> None:
    relevant = [entry for entry in read_gold(bundled_gold()) if entry.annotation.relevant]
    assert len(relevant) > 200
    assert [e.annotation.id for e in relevant if not may_tell(e.article)] == []


@pytest.mark.parametrize(
    ("title", "text", "passes"),
    [
        ("Pemkab Berinovasi", "Warga senang.", True),
        ("", "DILUNCURKANNYA Lapak Kita membuat warga senang.", True),
        ("Banyumas Belajar ke Sragen", "Rapat berlangsung akrab.", True),
        ("Tim Voli Menang", "Pertandingan berlangsung di lapangan desa.", False),
        ("Belajar di Rumah", "Harga cabai naik.", False),
        ("Layanan Bus Ditambah", "Layanan bus malam ramai.", False),
        ("Layanan Bus Ditambah", "Karcis digital dijual di layanan itu.", True),
    ],
)
def test_stems_decide(title: str, text: str, passes: bool) -> None:
    assert may_tell(make_article(title=title, text=text)) is passes


def test_of_what_is_passed_by_nothing_is_told() -> None:
    article = make_article(title="Bupati Banyumas Lantik Pejabat", text="Dinas Sosial hadir.")
    extraction = extract_article(article)
    assert not extraction.relevant
    assert extraction.region is None
