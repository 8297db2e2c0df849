"""Awards: what is one, and its scheme, level, year, status, prize and sentence."""

from __future__ import annotations

from datetime import date

import pytest
from awarding import awards_of, mentions_of, reading_of, told

from corpus.identity import make_article
from extract.awards import find_awards
from extract.reading import read_article


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        pytest.param(
            "Inovasi Lentera Desa masuk Top 45 KIPP 2019.",
            ["Lentera Desa"],
            [("i1", "Top 45", "won")],
            id="one-winner",
        ),
        pytest.param(
            "Top 10 KIPP yakni Lentera Desa, Kapal Sehat dan Warung Ilmu.",
            ["Lentera Desa", "Kapal Sehat", "Warung Ilmu"],
            [("i1", "Top 10", "won"), ("i2", "Top 10", "won"), ("i3", "Top 10", "won")],
            id="enumeration",
        ),
        pytest.param(
            "Juara I Lomba Inovasi diraih Puskesmas Melati dengan inovasi Lentera Desa, juara II"
            " RSUD Kenanga lewat Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Juara I", "won"), ("i2", "Juara II", "won")],
            id="rank-before-winner",
        ),
        pytest.param(
            "Pada KIPP itu Lentera Desa meraih juara pertama, Kapal Sehat juara kedua.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", "Juara Pertama", "won"), ("i2", "Juara Kedua", "won")],
            id="winner-before-rank",
        ),
        pytest.param(
            "Lomba Inovasi usai. Peringkat 3 jatuh ke Lentera Desa, lalu Kapal Sehat di peringkat 4"
            " dan Warung Ilmu peringkat 5.",
            ["Lentera Desa", "Kapal Sehat", "Warung Ilmu"],
            [
                ("i1", "Peringkat 3", "won"),
                ("i2", "Peringkat 4", "won"),
                ("i3", "Peringkat 5", "won"),
            ],
            id="both-orders-in-one-sentence",
        ),
        pytest.param(
            "Lentera Desa masuk Top 99 dan Top 45 KIPP 2019.",
            ["Lentera Desa"],
            [("i1", "Top 99", "won"), ("i1", "Top 45", "won")],
            id="two-sets",
        ),
        pytest.param(
            "Pada KIPP 2018 dinas mengajukan dua inovasi, yakni Lentera Desa dan Kapal Sehat.",
            ["Lentera Desa", "Kapal Sehat"],
            [("i1", None, "submitted"), ("i2", None, "submitted")],
            id="submitted",
        ),
        pytest.param(
            "Inovasi Lentera Desa dinyatakan lolos seleksi administrasi KIPP 2023.",
            ["Lentera Desa"],
            [("i1", None, "shortlisted")],
            id="passed-a-stage",
        ),
        pytest.param(
            "Lentera Desa masuk nominasi Top 99 KIPP 2023.",
            ["Lentera Desa"],
            [("i1", "Top 99", "shortlisted")],
            id="nominated",
        ),
        pytest.param(
            "Lentera Desa lolos 10 besar KIPP 2023.",
            ["Lentera Desa"],
            [("i1", "10 Besar", "shortlisted")],
            id="big",
        ),
    ],
)
def test_reads_one_sentence(
    text: str, names: list[str], expected: list[tuple[str, str | None, str]]
) -> None:
    assert told(awards_of(text, *names)) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lentera Desa diharapkan masuk Top 99 KIPP 2024.", id="hope"),
        pytest.param("Kami menargetkan Lentera Desa menuju Top 45 KIPP.", id="target"),
        pytest.param("Dari KIPP, Lentera Desa berhak diikutkan ke tingkat provinsi.", id="right"),
        pytest.param(
            "Dinas Melati dengan Lentera Desa meraih WTP dan juara I Adipura.", id="other"
        ),
        pytest.param("Lentera Desa melayani 99 warga terbaik di kampung.", id="no-contest"),
    ],
)
def test_hopes_and_other_prizes_are_no_awards(text: str) -> None:
    assert awards_of(text, "Lentera Desa") == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(
            "Lentera Desa masuk Top 99 KIPP 2023. Tahap selanjutnya presentasi.",
            "shortlisted",
            id="stages-ahead",
        ),
        pytest.param(
            "Lentera Desa masuk Top 99 KIPP 2023. Setelah verifikasi lapangan juri puas.",
            "won",
            id="stages-over",
        ),
        pytest.param(
            "Lentera Desa masuk Top 99 KIPP 2023. Piagam diserahkan menteri. Tahap selanjutnya"
            " presentasi.",
            "won",
            id="handed-over",
        ),
    ],
)
def test_a_contest_that_still_runs_has_no_winners(text: str, status: str) -> None:
    assert [award.status for award in awards_of(text, "Lentera Desa")] == [status]


@pytest.mark.parametrize(
    ("text", "scheme", "level", "year"),
    [
        pytest.param(
            "Top 10 KIPP Kabupaten Banyumas 2020 diraih Lentera Desa.",
            "kipp-banyumas",
            "kabupaten",
            2020,
            id="regency",
        ),
        pytest.param(
            "KIPP Kabupaten Banyumas 2021 ditutup. Tahun 2019 Lentera Desa masuk Top 45 nasional.",
            "kipp-nasional",
            "nasional",
            2019,
            id="national-set-in-a-local-story",
        ),
        pytest.param(
            "Lentera Desa meraih Top 30 Kovablik Jawa Timur 2021.",
            "kovablik-jatim",
            "provinsi",
            2021,
            id="province",
        ),
        pytest.param(
            "Lentera Desa masuk Top 15 kelompok replikasi KIPP nasional 2021.",
            "kipp-replikasi",
            "nasional",
            2021,
            id="group",
        ),
        pytest.param(
            "Lentera Desa pernah masuk Top 45 KIPP nasional.",
            "kipp-nasional",
            "nasional",
            None,
            id="once",
        ),
    ],
)
def test_tells_scheme_level_and_year(text: str, scheme: str, level: str, year: int | None) -> None:
    (award,) = awards_of(text, "Lentera Desa")

    assert (award.scheme, award.level, award.year) == (scheme, level, year)


def test_an_award_carries_prize_and_sentence() -> None:
    text = "Acara dibuka. Lentera Desa masuk Top 45 KIPP 2019 dengan DAK sebesar Rp 8 miliar."
    reading = reading_of(text)

    (award,) = find_awards(reading, mentions_of(reading, "Lentera Desa"))

    assert award.prize == "DAK sebesar Rp 8 miliar"
    assert all(text[span.start : span.end] == span.quote for span in award.evidence)
    sentence, year = award.evidence
    assert (sentence.role, year.role) == ("sentence", "year_from_contest")
    assert sentence.quote.startswith("Lentera Desa masuk")
    assert year.quote == "2019"
    assert 0 < award.confidence <= 1


@pytest.mark.parametrize(
    ("text", "year", "role"),
    [
        pytest.param(
            "KIPP 2019 usai. Lentera Desa masuk Top 45.", 2019, "year_from_contest", id="contest"
        ),
        pytest.param(
            "Pada 2018 Lentera Desa masuk Top 45 KIPP.", 2018, "year_from_contest", id="beside-it"
        ),
        pytest.param(
            "Lentera Desa dari tahun 2018, karya puskesmas di pelosok kabupaten yang jauh sekali"
            " dari kota, masuk Top 45 KIPP.",
            2018,
            "year_from_sentence",
            id="sentence",
        ),
        pytest.param(
            "Lentera Desa masuk Top 45 KIPP, piagamnya diserahkan Rabu (26/8).",
            2020,
            "year_from_date",
            id="date",
        ),
        pytest.param("Lentera Desa masuk Top 45 KIPP.", 2020, None, id="publication"),
    ],
)
def test_what_tells_the_year_is_kept(text: str, year: int, role: str | None) -> None:
    reading = read_article(make_article(title="", text=text, published=date(2020, 8, 28)))

    (award,) = find_awards(reading, mentions_of(reading, "Lentera Desa"))

    roles = [span.role for span in award.evidence if span.role.startswith("year")]
    assert (award.year, roles) == (year, [role] if role else [])


def test_an_award_tells_its_rule_and_the_day() -> None:
    text = "Lentera Desa masuk Top 45 KIPP, Rabu (18/11/2020)."

    (award,) = awards_of(text, "Lentera Desa")

    assert award.found_by == "awards.sentence@2"
    assert [span.quote for span in award.evidence if span.role == "date"] == ["Rabu (18/11/2020)"]


def test_an_abbreviation_told_in_brackets_stands_for_the_contest() -> None:
    text = (
        "Lomba Melati Inovasi Award (MIA) 2022 tingkat Kabupaten Kendal usai.\n"
        "Pemenang MIA 2022 lainnya adalah SD Negeri Garuda dan Dinas Kesehatan."
    )

    awards = [award for award in awards_of(text) if award.rank is None]

    assert [(a.recipient, a.scheme, a.year) for a in awards] == [
        ("SD Negeri Garuda", "kipp-kabupaten", 2022),
        ("Dinas Kesehatan", "kipp-kabupaten", 2022),
    ]


def test_the_contest_of_the_headline_is_not_lost_to_one_named_on_the_way() -> None:
    text = (
        "Semua inovasi sudah di input ke Aplikasi IGA Kemendagri.\n"
        "Pemenang Kategori Layanan diraih oleh Lentera Desa."
    )

    (award,) = awards_of(text, "Lentera Desa", title="Lomba Inovasi Kabupaten Kendal 2024")

    assert (award.innovation, award.scheme) == ("i1", "kipp-kabupaten")


def test_consolation_prizes_without_a_number() -> None:
    text = "Lomba Inovasi Kabupaten Kendal:\n1. Juara 1: Dinas Kesehatan\nHarapan: Bappeda, DLH"

    assert told(awards_of(text)) == [
        ("Dinas Kesehatan", "Juara 1", "won"),
        ("Bappeda", "Harapan", "won"),
        ("DLH", "Harapan", "won"),
    ]


def test_hostile_text_is_read_in_bounded_time() -> None:
    reading = reading_of("KIPP juara I " * 4000 + "Top" + " " * 20000 + "A" * 20000)

    assert find_awards(reading, []) == []
