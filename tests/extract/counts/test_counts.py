"""Numbers of innovations and of participants, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.records import Count
from extract.counts import find_counts
from extract.reading import read_article


def _counts(text: str, title: str = "", published: date | None = None) -> list[Count]:
    return find_counts(read_article(make_article(title=title, text=text, published=published)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Pemkab Sleman memamerkan 92 inovasi layanan publik.",
            [(92, "innovations")],
            id="digits",
        ),
        pytest.param("Lutim mengajukan dua inovasi.", [(2, "innovations")], id="words"),
        pytest.param(
            "Kompetisi inovasi itu diikuti 3.156 proposal.", [(3156, "innovations")], id="proposals"
        ),
        pytest.param(
            "Ada 14 ribu inovasi daerah tahun itu.", [(14000, "innovations")], id="thousands"
        ),
        pytest.param(
            "Total inovasi yang terdaftar mencapai 312 buah.", [(312, "innovations")], id="pieces"
        ),
        pytest.param(
            "Lomba inovasi itu dihadiri 300 peserta dan 12 inovator.", [], id="an-audience"
        ),
        pytest.param("Dinas itu punya 18 jenis inovasi.", [(18, "innovations")], id="word-between"),
        pytest.param(
            "Diikuti 36 organisasi perangkat daerah (OPD) dengan jumlah inovasi sebanyak 107.",
            [(36, "participants"), (107, "innovations")],
            id="participants-and-number-after",
        ),
        pytest.param(
            "Sebanyak 47 ide inovasi dari 20 OPD diluncurkan.",
            [(47, "innovations"), (20, "participants")],
            id="bodies-they-come-from",
        ),
        pytest.param(
            "Kompetisi inovasi diikuti 32 peserta.", [(32, "participants")], id="entrants"
        ),
        pytest.param(
            "Pemprov melaporkan 679 inovasi, 211 di antaranya lengkap.",
            [(679, "innovations"), (211, "innovations")],
            id="part-of-them",
        ),
        pytest.param(
            "Dari seleksi lomba inovasi: kita ajukan 22, lalu disaring.",
            [],
            id="noun-only-in-same-sentence",
        ),
        pytest.param(
            "Keenam inovasi yang lolos ialah karya puskesmas.",
            [(6, "innovations")],
            id="collective",
        ),
        pytest.param("Inovasi itu masuk Top 45 nasional.", [], id="rank"),
        pytest.param("Inovasi kedua dari dinas itu adalah aplikasi.", [], id="ordinal"),
        pytest.param("Kedua inovasi itu sudah berjalan.", [], id="taken-up-again"),
        pytest.param("Setiap dinas wajib punya minimal dua inovasi.", [], id="duty"),
        pytest.param("Bupati menargetkan 50 inovasi baru.", [], id="target"),
        pytest.param("Dinas itu punya satu inovasi.", [], id="one"),
        pytest.param("Tiga inovasi lainnya menyusul.", [], id="the-rest"),
        pytest.param("Tiga inovasi siswa SMA itu dipamerkan.", [], id="pupils"),
        pytest.param("Inovasi itu melayani 237 desa.", [], id="served"),
        pytest.param("Inovasi itu diadopsi 11 kabupaten.", [], id="copied"),
        pytest.param("Inovasi itu meraih hadiah Rp 25 juta.", [], id="money"),
        pytest.param("Inovasi itu diunduh 2.500 orang, naik 30 persen.", [], id="users"),
        pytest.param("Pameran seni menampilkan 12 karya.", [], id="no-contest"),
    ],
)
def test_what_is_counted(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(count.value, count.what) for count in _counts(text)] == expected


def test_number_that_is_handed_in_needs_the_noun_before() -> None:
    counts = _counts("Kita ajukan 22, lalu disaring.", title="Delapan Inovasi Lolos")
    assert [count.value for count in counts] == [8, 22]


def test_years_in_a_list() -> None:
    counts = _counts(
        "Lewat laboratorium itu lahir pada tahun 2015 sebanyak 79 inovasi, tahun 2016 sebanyak "
        "67 inovasi dan 56 pada 2017."
    )
    assert [(c.value, c.year) for c in counts] == [(79, 2015), (67, 2016), (56, 2017)]


def test_year_of_a_contest_is_that_of_the_report() -> None:
    told = _counts("Seleksi menyisakan 25 inovasi.", published=date(2022, 11, 25))
    held = _counts("Dinas itu memiliki 25 inovasi.", published=date(2022, 11, 25))
    assert [c.year for c in (*told, *held)] == [2022, None]


@pytest.mark.parametrize(
    ("text", "owner", "region"),
    [
        pytest.param(
            "Lomba di Kabupaten Sleman ramai. Dinas Kesehatan dengan 38 inovasi memimpin.",
            "Dinas Kesehatan",
            "34.04",
            id="owner-before",
        ),
        pytest.param(
            "Di Kabupaten Sleman dipamerkan 38 inovasi dari Dinas Kesehatan.",
            "Dinas Kesehatan",
            "34.04",
            id="owner-after",
        ),
        pytest.param(
            "Dinas Kesehatan Kabupaten Sleman mencatat jumlah penduduk. Kini ada 38 inovasi.",
            None,
            "34.04",
            id="owner-elsewhere",
        ),
        pytest.param(
            "Bupati Sleman hadir. Ada 3.156 inovasi dari seluruh Indonesia.",
            None,
            None,
            id="national",
        ),
        pytest.param(
            "Bupati Sleman hadir. Kota Batu membawa 12 inovasi.", None, "35.79", id="in-sentence"
        ),
    ],
)
def test_whose_number_it_is(text: str, owner: str | None, region: str | None) -> None:
    (count,) = _counts(text)
    assert (count.owner, count.region) == (owner, region)


def test_what_is_told_twice_is_kept_once_with_its_year() -> None:
    (count,) = _counts(
        "Ada 38 inovasi. Lomba Inovasi 2024 diikuti 38 inovasi.", title="38 Inovasi Bersaing"
    )
    assert (count.value, count.year) == (38, 2024)


def test_innovators_are_not_counted_beside_as_many_innovations() -> None:
    counts = _counts(
        "Terpilih 15 inovasi terbaik.", title="15 Inovator Diganjar Penghargaan Inovasi"
    )
    assert [(c.value, c.what) for c in counts] == [(15, "innovations")]


def test_evidence_is_the_number_and_its_sentence() -> None:
    text = "Acara meriah. Pemkab Sleman memamerkan 92 inovasi di alun-alun."
    (count,) = _counts(text)
    number, sentence = count.evidence
    assert number.quote == "92 inovasi" == text[number.start : number.end]
    assert sentence.quote == "Pemkab Sleman memamerkan 92 inovasi di alun-alun."
    assert count.found_by == "counts.noun@1"


def test_an_article_without_numbers_has_no_counts() -> None:
    assert _counts("Inovasi itu memudahkan warga.") == []


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "dua tiga 12 3.156 belas puluh inovasi proposal peserta dari OPD di antaranya pada "
            "2019 tahun ini ( ) , . diikuti lomba Dinas Kesehatan dengan Kota Batu".split(" ")
        ),
        max_size=40,
    )
)
def test_any_order_of_words_gives_counts_of_two_and_more(words: list[str]) -> None:
    counts = _counts(" ".join(words) + " x")
    assert all(count.value > 1 for count in counts)
    told = [(count.value, count.what, count.year) for count in counts]
    assert len(told) == len(set(told))
