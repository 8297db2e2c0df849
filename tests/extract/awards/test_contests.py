"""Contests are recognised under all their names, with scheme, level and year."""

import pytest

from corpus.identity import make_article
from extract.awards.contest_names import families, gate
from extract.awards.contests import ContestMention, find_contests
from extract.reading import read_article


def contests(text: str, title: str = "") -> list[ContestMention]:
    return find_contests(read_article(make_article(title=title, text=text)))


@pytest.mark.parametrize(
    ("text", "scheme", "level"),
    [
        pytest.param(
            "Pendaftaran KIPP 2021 dibuka Kementerian PANRB.",
            "kipp-nasional",
            "nasional",
            id="kipp",
        ),
        pytest.param(
            "Kompetisi Inovasi Pelayanan Publik (KIPP) tingkat Provinsi Jawa Tengah dimulai.",
            "kipp-jateng",
            "provinsi",
            id="listed-province",
        ),
        pytest.param(
            "KIPP tingkat Provinsi Riau diikuti banyak peserta.",
            "kipp-provinsi",
            "provinsi",
            id="province-not-listed",
        ),
        pytest.param(
            "Ajang KIPP Kabupaten Banyumas resmi ditutup.",
            "kipp-banyumas",
            "kabupaten",
            id="listed-regency",
        ),
        pytest.param(
            "Bupati menyerahkan piala KIPP Kabupaten Kendal.",
            "kipp-kabupaten",
            "kabupaten",
            id="regency-not-listed",
        ),
        pytest.param(
            "Riau Innovation Award kembali digelar di Kota Dumai.",
            "kipp-provinsi",
            "provinsi",
            id="province-in-its-own-name",
        ),
        pytest.param(
            "Pemkab Ngada mendaftarkan inovasi ke Kompetisi Inovasi Pelayanan Publik 2023.",
            "kipp-nasional",
            "nasional",
            id="entered-by-a-government",
        ),
        pytest.param("Kovablik kembali digelar.", "kovablik-jatim", "provinsi", id="kovablik"),
        pytest.param(
            "Kovablik Kota Malang kembali digelar.",
            "kovablik-kota-malang",
            "kabupaten",
            id="kovablik-of-the-city",
        ),
        pytest.param("Delegasi hadir di UNPSA.", "unpsa", "internasional", id="unpsa"),
        pytest.param(
            "Kalsel Innovation Award kembali digelar.", "kia-kalsel", "provinsi", id="listed-name"
        ),
        pytest.param(
            "Anugerah Inovasi Nusantara digelar tingkat nasional.",
            "anugerah-inovasi-nusantara",
            "nasional",
            id="own-name-becomes-a-slug",
        ),
    ],
)
def test_recognises_scheme_and_level(text: str, scheme: str, level: str) -> None:
    (contest,) = contests(text)

    assert (contest.scheme, contest.level) == (scheme, level)


@pytest.mark.parametrize(
    "name",
    [
        "Innovative Government Award",
        "Innovation Government Award",
        "Innovative Goverment Award",
        "IGA",
    ],
)
def test_the_award_for_regions_is_known_under_its_wrong_names(name: str) -> None:
    (contest,) = contests(f"Malam puncak {name} berlangsung meriah.")

    assert contest.scheme == "iga"
    assert contest.for_region


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Warga antre mengurus kartu identitas anak.", id="nothing"),
        pytest.param("Ada tiga puskesmas baru.", id="acronym-inside-a-word"),
        pytest.param("Pemenang maju ke KIPP tingkat provinsi.", id="next-contest"),
    ],
)
def test_other_words_are_no_contest(text: str) -> None:
    assert contests(text) == []


def test_name_and_abbreviation_are_one_mention() -> None:
    text = "Kompetisi Inovasi Pelayanan Publik (KIPP) tahun 2022 dimulai."

    (contest,) = contests(text)

    assert contest.text == "Kompetisi Inovasi Pelayanan Publik (KIPP)"
    assert text[contest.start : contest.end] == contest.text
    assert contest.year == 2022


def test_a_contest_without_a_name_counts_only_where_none_has_one() -> None:
    nameless = "Bupati membuka lomba bagi para inovator puskesmas."

    assert [c.named for c in contests(nameless)] == [False]
    assert [c.text for c in contests(f"{nameless} KIPP menyusul.")] == ["KIPP"]


def test_later_mentions_stay_on_the_level_told_first() -> None:
    text = "KIPP Kabupaten Kendal ditutup.\nPeserta KIPP terus bertambah."

    assert [contest.level for contest in contests(text)] == ["kabupaten", "kabupaten"]


def test_every_known_name_passes_the_gate() -> None:
    names = [name for family in families() for name in (*family.phrases, *family.acronyms)]

    assert [name for name in names if not any(stem in name.casefold() for stem in gate())] == []


def test_a_text_full_of_contests_is_bounded() -> None:
    assert len(contests("KIPP.\n" * 3000)) <= 120
