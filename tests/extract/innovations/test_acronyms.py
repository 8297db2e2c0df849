import pytest
from bracket_pairs import read_expansions, read_other_brackets
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.innovations.acronyms import NO_ALIGNMENT, align, is_initialism, words_of
from extract.innovations.brackets import GOOD_FIT

FITS = {
    "initials": ("SGCP", "Sistem Gawat Cepat Pasien"),
    "syllables": ("Sigap", "Sistem Gawat Cepat Pasien"),
    "word ends": ("Rasuling", "Beras Masuk Lingkungan"),
    "whole words": ("Lapak Kita", "Layanan Pasar Koperasi Tani"),
    "inside words": ("Nakula", "Penanganan Keluarga Lansia"),
    "stop words skipped": ("Kebun", "Kelola Bersama untuk Negeri"),
    "stop word used": ("Dasi", "Dari Anak untuk Siswa"),
    "one word more": ("Geras", "Gerakan Rawat Air Sungai"),
    "words out of order": ("Tani Sapa", "Sambang Pagi bersama Petani"),
    "particle before": ("Si Geras", "Gerakan Rawat Air Sungai"),
    "digit repeats a letter": ("P5", "Pusat Penanganan Pengaduan Pelayanan Pasar"),
    "mixed case": ("SIGAP", "SIstem GAwat cePat"),
    "lower case": ("sigap", "sistem gawat cepat pasien"),
    "diacritics": ("Sigáp", "Sistem Gawat Cepat Pasien"),
    "apostrophe": ("Ma'siga", "Masyarakat Siaga"),
    "hyphens": ("Si-Gap", "Sistem Gawat-Cepat Pasien"),
    "digits kept": ("Sigap 119", "Sistem Gawat Cepat Pasien 119"),
    "ligature": ("Sigap", "Si\ufb01tem Gawat Pasien"),
}
DIFFERS = {
    "translation": ("Tandur", "Menanam bersama"),
    "gloss": ("Lapak Kita", "pasar daring petani"),
    "person": ("Sapa Lansia", "Budi Anu"),
    "other letters": ("Geras", "Dinas Perhubungan"),
    "too few letters": ("Pojok Baca Ceria", "Buku Anak"),
    "nothing in common": ("XYZ", "Sistem Gawat Pasien"),
}


@pytest.mark.parametrize(("short", "long"), FITS.values(), ids=FITS)
def test_letters_that_fit(short: str, long: str) -> None:
    assert align(short, long).score >= GOOD_FIT


@pytest.mark.parametrize(("short", "long"), DIFFERS.values(), ids=DIFFERS)
def test_letters_that_do_not_fit(short: str, long: str) -> None:
    assert align(short, long).score < GOOD_FIT


@pytest.mark.parametrize(
    ("short", "long"),
    [
        pytest.param("", "Sistem Gawat", id="no-short-form"),
        pytest.param("Sigap", "", id="no-long-form"),
        pytest.param("…", "— !", id="no-letters"),
        pytest.param("a" * 41, "Sistem Gawat", id="short-form-too-long"),
        pytest.param("Sigap", "kata " * 41, id="long-form-too-long"),
    ],
)
def test_what_cannot_be_aligned(short: str, long: str) -> None:
    assert align(short, long) == NO_ALIGNMENT


def test_a_better_long_form_scores_higher() -> None:
    whole = align("Sigap", "Sistem Gawat Cepat Pasien")
    half = align("Sigap", "Sistem Informasi")
    assert whole.score > half.score
    assert whole.uses_first


def test_coverage_counts_content_words_that_gave_a_letter() -> None:
    assert align("SGP", "Sistem dan Gawat Pasien").coverage == 1.0
    found = align("Geras", "Harian Gerakan Rawat Sungai")
    assert found.coverage == pytest.approx(3 / 4)
    assert not found.uses_first


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("SGP", "Sistem Gawat Pasien", True),
        ("SP", "Sistem Gawat Pasien", True),
        ("sgp", "SISTEM GAWAT PASIEN", True),
        ("Sigap", "Sistem Gawat Pasien", False),
        ("PGS", "Sistem Gawat Pasien", False),
        ("SGPX", "Sistem Gawat Pasien", False),
    ],
)
def test_initialisms(short: str, long: str, expected: bool) -> None:
    assert is_initialism(short, long) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Si-Gap_2 (baru)!", ["si", "gap", "2", "baru"]),
        ("Ma'siga Jum’at", ["masiga", "jumat"]),
        ("Café", ["cafe"]),
        ("…", []),
    ],
)
def test_words_are_plain_letters_and_digits(text: str, expected: list[str]) -> None:
    assert list(words_of(text)) == expected


def test_real_pairs_fit_and_other_brackets_do_not() -> None:
    real = [align(*pair).score for pair in read_expansions()]
    other = [align(*pair).score for pair in read_other_brackets()]
    assert sum(score >= GOOD_FIT for score in real) >= 0.93 * len(real)  # 145 of 152
    assert sum(score >= GOOD_FIT for score in other) <= 0.1 * len(other)  # 2 of 20


LETTERS = st.text(
    alphabet=st.one_of(st.sampled_from("aeibdgkS P-'2é"), st.characters()), max_size=40
)


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_scores_are_bounded_for_any_text(short: str, long: str) -> None:
    found = align(short, long)
    assert found.score <= 1.0
    assert 0.0 <= found.coverage <= 1.0
    assert align(short, long) == found


@settings(deadline=None)
@given(
    st.lists(st.text(alphabet="abdegiklmnoprstu", min_size=1, max_size=9), min_size=2, max_size=9)
)
def test_initials_of_any_words_fit_them_best(words: list[str]) -> None:
    initials = "".join(word[0] for word in words)
    assert is_initialism(initials, " ".join(words))
    assert align(initials, " ".join(words)).score == pytest.approx(1.0)


def test_long_words_are_aligned_in_time() -> None:
    assert align("a" * 40, "a" * 200_000 + " b").score <= 1.0
