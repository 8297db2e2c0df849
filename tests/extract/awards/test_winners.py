"""Who wins: names in other sentences and in headlines, regions; ranks that do not spread."""

from __future__ import annotations

import pytest
from awarding import awards_of, told


@pytest.mark.parametrize(
    ("text", "title", "names"),
    [
        pytest.param(
            "Top 10 KIPP Kabupaten Kendal yakni Lentera Desa.\nKemudian Kapal Sehat.\n"
            "Selanjutnya, kata bupati, Warung Ilmu.",
            "",
            ["Lentera Desa", "Kapal Sehat", "Warung Ilmu"],
            id="enumeration-goes-on",
        ),
        pytest.param(
            "Top 10 KIPP Kabupaten Kendal:\n1. Lentera Desa\n2. Kapal Sehat\n3. Warung Ilmu",
            "",
            ["Lentera Desa", "Kapal Sehat", "Warung Ilmu"],
            id="list-under-a-heading",
        ),
        pytest.param(
            "Bupati bersyukur. Penilaian itu untuk Lentera Desa dan Kapal Sehat.",
            "Dua Inovasi Kendal Raih Top 10 KIPP",
            ["Lentera Desa", "Kapal Sehat"],
            id="headline",
        ),
        pytest.param(
            "Lentera Desa menerangi dusun terpencil. Inovasi tersebut masuk Top 10 KIPP.",
            "",
            ["Lentera Desa"],
            id="points-back",
        ),
        pytest.param(
            "Lentera Desa menerangi dusun terpencil. Kabar baik datang: Top 10 KIPP diraih.",
            "",
            ["Lentera Desa"],
            id="only-innovation",
        ),
    ],
)
def test_finds_winners_in_other_sentences(text: str, title: str, names: list[str]) -> None:
    expected = [(f"i{number}", "Top 10", "won") for number in range(1, len(names) + 1)]

    assert told(awards_of(text, *names, title=title)) == expected


def test_what_others_are_told_to_have_won_does_not_spread() -> None:
    text = (
        "Lentera Desa meraih Top 10 KIPP. Bupati senang. Warga ramai datang. Acara ditutup doa."
        " Di tempat lain Kapal Sehat berlayar."
    )

    assert told(awards_of(text, "Lentera Desa", "Kapal Sehat")) == [("i1", "Top 10", "won")]


def test_the_model_that_was_copied_wins_nothing() -> None:
    text = "Kapal Sehat, yang mereplikasi Lentera Desa, meraih Top 10 KIPP."

    assert told(awards_of(text, "Lentera Desa", "Kapal Sehat")) == [("i2", "Top 10", "won")]


def test_how_the_jury_chose_gives_no_second_award() -> None:
    text = (
        "Lentera Desa meraih Top 45 KIPP 2019. Tim panel memilih Top 99 dari 3.156 proposal,"
        " lalu turun ke lapangan."
    )

    assert told(awards_of(text, "Lentera Desa")) == [("i1", "Top 45", "won")]


def test_a_rank_is_told_once_under_the_label_of_the_headline() -> None:
    awards = awards_of(
        "Lentera Desa keluar sebagai juara pertama KIPP 2022.",
        "Lentera Desa",
        title="Juara I KIPP untuk Lentera Desa",
    )

    assert told(awards) == [("i1", "Juara I", "won")]


def test_regions_win_the_award_for_regions() -> None:
    text = (
        "Malam Innovative Government Award (IGA) 2022 digelar Kemendagri.\n"
        "Kategori Kabupaten Terinovatif:\n1. Kabupaten Kendal\n2. Kabupaten Demak\n"
        "3. Kabupaten Kudus\nInovasi Lentera Desa ikut dipamerkan."
    )

    awards = awards_of(text, "Lentera Desa")

    assert told(awards) == [(code, "Terinovatif", "won") for code in ("33.24", "33.21", "33.19")]
    assert {award.scheme for award in awards} == {"iga"}
    assert {award.year for award in awards} == {2022}


def test_a_body_wins_where_no_innovation_is_named() -> None:
    text = (
        "Lomba Inovasi Daerah Kabupaten Kendal usai. Juara I Dinas Kesehatan. Juara II Dinas"
        " Perikanan. Juara III Rini dari SMKN 1 Kendal dengan inovasi baru."
    )

    assert told(awards_of(text)) == [
        ("Dinas Kesehatan", "Juara I", "won"),
        ("Dinas Perikanan", "Juara II", "won"),
    ]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "Juri KIPP menyaring jadi Top 6. Keenam inovasi yang lolos wawancara yaitu Lentera Desa"
            " dan Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Top 6", "shortlisted"), ("i2", "Top 6", "shortlisted")],
            id="number-takes-up-the-set",
        ),
        pytest.param(
            "Selepas Lentera Desa masuk Top 99 KIPP, setahun berselang, kata bupati, lahir inovasi"
            " lain, yakni Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Top 99", "won")],
            id="rank-of-the-first-only",
        ),
        pytest.param(
            "Di samping Lentera Desa, Top 45 KIPP diraih Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i2", "Top 45", "won")],
            id="rank-of-the-second-only",
        ),
        pytest.param(
            "Peserta KIPP: Lentera Desa (Top 99/2019), Kapal Sehat (Top 45/2021).",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Top 99", "won"), ("i2", "Top 45", "won")],
            id="ranks-in-brackets",
        ),
        pytest.param(
            "Lima inovasi melaju ke final UNPSA, yakni Lentera Desa dan Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Finalis", "shortlisted"), ("i2", "Finalis", "shortlisted")],
            id="final",
        ),
        pytest.param(
            "Lentera Desa meraih Platinum Award di ajang IndoHCF.",
            ["Lentera Desa"],
            [("i1", "Platinum Award", "won")],
            id="metal",
        ),
        pytest.param(
            "Lentera Desa menyabet peringkat dua Lomba Inovasi, Kapal Sehat peringkat kedua.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Peringkat Dua", "won"), ("i2", "Peringkat Kedua", "won")],
            id="labels-as-written",
        ),
        pytest.param(
            "Tahun depan rencananya Lentera Desa kami ikutkan di KIPP.",
            ["Lentera Desa"],
            [],
            id="plan",
        ),
        pytest.param(
            "Lentera Desa dibuka. Baca juga: Inovasi Desa Raih Top 45 KIPP",
            ["Lentera Desa"],
            [],
            id="link-line",
        ),
        pytest.param(
            "Lentera Desa milik dinas itu dibuka. Kota Salatiga di urutan pertama Lomba Inovasi.",
            ["Lentera Desa"],
            [],
            id="order-of-regions",
        ),
    ],
)
def test_ranks_do_not_spread(text: str, names: list[str], expected: list[object]) -> None:
    assert told(awards_of(text, *names)) == expected


def test_a_headline_has_as_many_winners_as_it_counts() -> None:
    text = "Kabar gembira. Lentera Desa melayani dusun.\nKapal Sehat dan Warung Ilmu juga dibuka."

    awards = awards_of(
        text, "Lentera Desa", "Kapal Sehat", "Warung Ilmu", title="Satu Inovasi Raih Top 99 KIPP"
    )

    assert told(awards) == [("i1", "Top 99", "won")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Kabupaten Kendal, Kabupaten Demak dan Kabupaten Kudus menerima Innovative Government"
            " Award kategori Kabupaten Terinovatif.",
            [(code, "Kabupaten Terinovatif", "won") for code in ("33.24", "33.21", "33.19")],
            id="list-before-the-rank",
        ),
        pytest.param(
            "Pemkab Kendal meraih Juara I Innovative Government Award sebagai daerah terinovatif.",
            [("33.24", "Juara I", "won"), ("33.24", "Terinovatif", "won")],
            id="place-and-grade",
        ),
        pytest.param(
            "Kabupaten Kendal, di bawah Kabupaten Demak, meraih predikat sangat inovatif IGA.",
            [("33.24", "Sangat Inovatif", "won")],
            id="compared-with",
        ),
    ],
)
def test_who_wins_an_award_for_regions(text: str, expected: list[object]) -> None:
    assert told(awards_of(text, title="Kabar Kabupaten Kendal")) == expected


def test_a_region_enters_innovations_by_name() -> None:
    text = (
        "Pemkab Kendal ikut IGA 2025. Lima inovasi telah terdaftar di aplikasinya:\n"
        "1. Lentera Desa\n2. Kapal Sehat"
    )

    awards = awards_of(text, "Lentera Desa", "Kapal Sehat", title="Kendal di IGA 2025")

    assert ("i1", None, "submitted") in told(awards)
    assert ("i2", None, "submitted") in told(awards)
