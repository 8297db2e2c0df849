"""Ranks are found as written and told apart from numbers that are none."""

import pytest

from extract.awards.ranks import find_ranks, title_case


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("masuk TOP 99 tahun ini", ["Top 99"], id="set"),
        pytest.param("termasuk 30 top inovasi", ["Top 30"], id="set-number-first"),
        pytest.param("lolos ke 10 besar nasional", ["10 Besar"], id="big"),
        pytest.param("tembus tiga besar provinsi", ["Tiga Besar"], id="big-in-words"),
        pytest.param("satu dari 40 inovasi terbaik", ["40 Terbaik"], id="best-of"),
        pytest.param("juara pertama dan juara II", ["Juara Pertama", "Juara II"], id="places"),
        pytest.param("Terbaik ke-3", ["Terbaik 3"], id="place-with-ke"),
        pytest.param("juara harapan ii", ["Juara Harapan II"], id="harapan-is-a-rank"),
        pytest.param("juara keduanya RSUD", ["Juara Kedua"], id="suffix"),
        pytest.param("predikat Outstanding Achievement", ["Outstanding Achievement"], id="label"),
        pytest.param("menjadi daerah sangat inovatif", ["Sangat Inovatif"], id="grade"),
    ],
)
def test_finds_ranks(text: str, labels: list[str]) -> None:
    assert [rank.label for rank in find_ranks(text)] == labels


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tiga besar penyumbang inovasi", id="big-without-being-reached"),
        pytest.param("berada di posisi 66 dari 514 daerah", id="far-down"),
        pytest.param("harapan kami warga sehat", id="hope"),
        pytest.param("pelayanan terbaik bagi warga", id="adjective"),
        pytest.param("perangkat daerah terinovatif", id="grade-of-a-body"),
        pytest.param("naik 1,5 persen", id="decimal"),
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    assert find_ranks(text) == []


def test_year_behind_a_slash_belongs_to_the_rank() -> None:
    (rank,) = find_ranks("Inovasi Lentera Desa (Top 99/2018)")

    assert (rank.label, rank.year) == ("Top 99", 2018)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Juara I", "juara pertama", True, id="numeral-and-word"),
        pytest.param("Juara I", "juara II", False, id="other-place"),
        pytest.param("Juara I", "Harapan I", False, id="harapan"),
        pytest.param("Top 40", "40 inovasi terbaik", True, id="set"),
    ],
)
def test_identity_tells_ways_of_writing_from_other_ranks(one: str, other: str, same: bool) -> None:
    first, second = find_ranks(one)[0], find_ranks(other)[0]

    assert (first.identity == second.identity) is same


def test_title_case_keeps_roman_numerals_upper() -> None:
    assert title_case("juara iii") == "Juara III"
