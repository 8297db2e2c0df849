"""Telling words are found in running text, and only where they are words."""

import pytest

from corpus.vocabulary import sectors
from models.sector_words import find_sector_words


@pytest.mark.parametrize(
    ("text", "sector", "word"),
    [
        pytest.param("Cegah Stunting", "kesehatan", "stunting", id="word"),
        pytest.param("imunisasi balita", "kesehatan", "imunisasi", id="beginning-of-a-word"),
        pytest.param("desa berwisata", "pariwisata_budaya", "berwisata", id="behind-a-prefix"),
        pytest.param("layanan Akta Kelahiran", "adminduk", "akta kelahiran", id="two-words"),
        pytest.param("MyPajak Mobile", "pajak_keuangan", "pajak", id="camel-case"),
        pytest.param("ikannya segar", "pangan_pertanian", "ikannya", id="short-stem-with-suffix"),
    ],
)
def test_finds_words(text: str, sector: str, word: str) -> None:
    assert (sector, word) in {(found.sector, found.word) for found in find_sector_words(text)}


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        pytest.param("petugas memberikan bantuan", "pangan_pertanian", id="inside-a-word"),
        pytest.param("Sapilo", "pangan_pertanian", id="short-stem-opens-another-word"),
        pytest.param("permata hati", "kesehatan", id="whole-word-behind-a-prefix"),
        pytest.param("", "kesehatan", id="nothing"),
    ],
)
def test_leaves_other_words_alone(text: str, sector: str) -> None:
    assert sector not in {found.sector for found in find_sector_words(text)}


def test_of_nested_words_the_longest_counts() -> None:
    words = [f.word for f in find_sector_words("kartu identitas anak") if f.sector == "adminduk"]

    assert words == ["kartu identitas anak"]


def test_every_sector_has_words() -> None:
    text = (
        "puskesmas sekolah kemiskinan ktp perempuan pertanian sampah irigasi parkir umkm lowongan"
        " perizinan pariwisata perpustakaan internet kebakaran bumdes pajak musrenbang"
    )

    assert {found.sector for found in find_sector_words(text)} == set(sectors())


def test_a_very_long_text_is_read_in_part() -> None:
    assert find_sector_words("x " * 4000 + "stunting") == ()
