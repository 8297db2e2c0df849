import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.discovery.record import FoundLink
from harvest.discovery.relevance import (
    is_relevant_text,
    score_link,
    section_of,
    smoothed_rate,
    usual_words,
)

ROOT = "https://kabar.example"


def score(title: str, path: str = "/berita/1", rate: float | None = None) -> float:
    return score_link(FoundLink(url=ROOT + path, title=title), rate)


ORDER = {
    "contest": ("Puskesmas Raih Top 45 Inovasi Pelayanan Publik", "Bupati Lantik Pejabat"),
    "council": ("Bupati Lantik Pejabat", "Skor Liga Semalam"),
    "service": ("Disdukcapil Luncurkan Layanan Antar", "Polisi Tangkap Pencuri Motor"),
    "study visit": ("Studi Tiru ke Kota Sebelah", "Prediksi Togel Hari Ini"),
    "flood": ("Aplikasi Inovasi Tangani Banjir", "Banjir Rendam Desa"),
}


@pytest.mark.parametrize(("better", "worse"), ORDER.values(), ids=ORDER.keys())
def test_words_of_the_title_decide(better: str, worse: str) -> None:
    assert 0 < score(worse) < score(better) < 1


def test_the_slug_tells_where_the_title_does_not() -> None:
    assert score("Selengkapnya", "/berita/1/puskesmas-luncurkan-inovasi.html") > 0.5
    assert score("Selengkapnya", "/berita/1/skor-liga-semalam") < 0.1


def test_a_word_in_title_and_slug_counts_once() -> None:
    assert score("Inovasi Desa", "/inovasi-desa") == score("Inovasi Desa", "/x")


def test_a_section_that_pays_comes_first() -> None:
    title = "Warga Berkumpul Pagi Ini"
    assert score(title, rate=0.01) < score(title, rate=0.1) < score(title, rate=0.6)
    assert score(title, rate=0.1) == pytest.approx(score(title))
    assert 0 < score(title, rate=0.0) < score(title, rate=1.0) < 1


def test_an_article_about_an_innovation_is_relevant() -> None:
    text = (
        "Puskesmas Sukamaju meluncurkan inovasi bernama Antar Obat. Inovasi pelayanan publik ini "
        "masuk Top 10 kompetisi tingkat kabupaten. Daerah lain ingin mereplikasi inovasi itu."
    )
    assert is_relevant_text("Puskesmas Sukamaju Luncurkan Antar Obat", text)


def test_ordinary_news_are_not_relevant() -> None:
    text = (
        "Bupati bersama warga membersihkan sungai di Kecamatan Batu pada Minggu. Kepala dinas, "
        "camat dan lurah ikut serta. Masyarakat desa menyiapkan makanan bagi semua yang hadir."
    )
    assert not is_relevant_text("Bupati dan Warga Bersihkan Sungai", text)
    assert not is_relevant_text("Pencuri Motor Ditangkap", "Polisi menangkap pencuri motor. " * 200)
    assert not is_relevant_text("", "")


SECTIONS = {
    "/daerah/kurir-obat-desa": "kabar.example/daerah",
    "/news/nasional/2026/08/kurir": "kabar.example/news/nasional",
    "/berita/12345/kurir-obat": "kabar.example/berita",
    "/2026/08/26/kurir-obat": "kabar.example/#/#/#/*",
    "/kurir-obat-desa/": "kabar.example/*",
    "/?m=berita&id=9": "kabar.example/?id=#&m=berita",
}


@pytest.mark.parametrize(("path", "section"), SECTIONS.items())
def test_sections_of_a_site(path: str, section: str) -> None:
    assert section_of(ROOT + path) == section


def test_rates_begin_at_one_in_ten_and_follow_what_is_read() -> None:
    assert smoothed_rate(0, 0) == pytest.approx(0.1)
    assert smoothed_rate(1, 0) < 0.1 < smoothed_rate(1, 1) < 0.3
    assert smoothed_rate(1000, 500) == pytest.approx(0.5, abs=0.01)


def test_there_are_usual_words_to_search_for() -> None:
    assert "inovasi" in usual_words()


@given(st.text(), st.text(), st.none() | st.floats(0, 1))
def test_any_link_has_a_score(url: str, title: str, rate: float | None) -> None:
    assert 0 <= score_link(FoundLink(url=url, title=title), rate) <= 1
    assert len(section_of(url)) <= 120
    assert is_relevant_text(title, url) in (True, False)
