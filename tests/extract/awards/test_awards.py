"""Awards: who won what, told in one sentence, over several, or in a headline."""

from datetime import date

import pytest

from corpus.identity import make_article
from corpus.records import Award, Evidence, Mention
from extract.awards import find_awards
from extract.reading import Reading, read_article


def reading_of(text: str, title: str = "") -> Reading:
    return read_article(make_article(title=title, text=text))


def mentions_of(reading: Reading, *names: str) -> list[Mention]:
    return [mention_of(reading, number, name) for number, name in enumerate(names, 1)]


def mention_of(reading: Reading, number: int, name: str) -> Mention:
    spans = []
    for field in ("text", "title"):
        whole = reading.text_of(field)
        start = whole.find(name)
        while start >= 0:
            spans.append(
                Evidence(field=field, start=start, end=start + len(name), quote=name, role="name")
            )
            start = whole.find(name, start + 1)
    return Mention(
        local_id=f"i{number}",
        name=name,
        surfaces=(name,),
        evidence=tuple(spans),
        found_by="test",
        confidence=1.0,
    )


def awards_of(text: str, *names: str, title: str = "") -> list[Award]:
    reading = reading_of(text, title)
    return find_awards(reading, mentions_of(reading, *names))


def told(awards: list[Award]) -> list[tuple[str | None, str | None, str]]:
    return [(award.innovation or award.recipient, award.rank, award.status) for award in awards]


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
