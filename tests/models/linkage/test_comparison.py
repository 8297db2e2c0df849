"""Names, expansions and owners stand to each other as a reader would say."""

import pytest

from models.linkage.comparison import compare_names, compare_owners, compare_texts
from models.linkage.names import name_words_of


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Fish Go", "Aplikasi FishGo", "same"),
        ("Si Pelandukilat", "Sipelandukilat", "same"),
        ("Sakina Peling", "Sakinah Peling", "slip"),
        ("Perkebbas", "Perkebas", "slip_short"),
        ("Simpel", "Simpul", "slip_letter"),
        ("Sigab", "Sgiab", "slip_short"),
        ("Tangguh 112", "Tangguh 119", "some_words"),
        ("Antar Dokumen", "Antar Dokumen Online", "weak_rest"),
        ("Kurir Langit", "Pattas Sosial Mitra Kurir Langit", "part"),
        ("Rumah Bintang Nusantara", "Rumah Nusantara", "gaps"),
        ("Gendis", "Gendis Mamas", "one_word"),
        ("Simas", "Simas 2.0", "one_word"),
        ("Kartu Tani Jaya", "Kartu Nelayan", "some_words"),
        ("Kapas", "Lentera", "other"),
    ],
)
def test_names(one: str, other: str, likeness: str) -> None:
    words, their_words = name_words_of(one), name_words_of(other)
    assert compare_names(words, their_words) == likeness
    assert compare_names(their_words, words) == likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gerakan Anti Stunting", "gerakan  anti-stunting"),
        ("Gerakan Anti Stunting", "Gerakan Antistunting"),
        ("Sistem Informasi Pelayanan", "Sistem Informasi Layanan"),
        ("Akta Kelahiran Terintegrasi", "Akta Kelahiran Terintergasi"),
    ],
)
def test_texts_with_the_same_words(one: str, other: str) -> None:
    overlap = compare_texts(one, other)
    assert (overlap.only_one, overlap.only_other, overlap.dice) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sistem Informasi Kesehatan Daerah", "Sistem Informasi Keuangan Daerah"),
        ("Akta Kelahiran", "Akta Kematian"),
        ("Surat Keliling", "Susu Keliling"),
    ],
)
def test_texts_that_differ_in_a_word(one: str, other: str) -> None:
    overlap = compare_texts(one, other)
    assert overlap.only_one == overlap.only_other == 1.0


def test_a_text_without_end_is_compared_in_no_time() -> None:
    endless = " ".join(f"kata{number:06}" for number in range(20_000))
    assert compare_texts(endless, endless.replace("1", "2")).dice < 1.0


def test_words_more_at_an_end_are_told_from_words_in_between() -> None:
    assert compare_texts("Gerakan Cegah Stunting", "Gerakan Cegah Stunting Desa Kita").is_cut
    assert not compare_texts(
        "Gerakan Cegah Stunting", "Gerakan Orang Tua Asuh Cegah Stunting"
    ).is_cut


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("dinas-kesehatan", "Dinkes"), ("dinas-kesehatan", "Dinas Kesehatan"), "same"),
        (("puskesmas", "Puskesmas Tambak II"), ("puskesmas", "UPTD PKM II Tambak"), "same"),
        (("puskesmas", "Puskesmas Tambak 2"), ("puskesmas", "Puskesmas Tambak II"), "same"),
        (("smp", "SMP Negeri 3 Slawi"), ("smp", "SMPN 03 Slawi"), "same"),
        (("rsud", "RSUD Tarutung"), ("rsud", "Rumah Sakit Umum Daerah Tarutung"), "same"),
        (("dinas-sosial", "Dinas Sosial"), ("dinas-sosial-pmd", "Dinsospermasdes"), "same"),
        (("puskesmas", "Puskesmas Tambak I"), ("puskesmas", "Puskesmas Tambak II"), "other_unit"),
        (("puskesmas", "Puskesmas Boja"), ("rsud", "RSUD Kendal"), "other_unit"),
        (("puskesmas", "Puskesmas Boja"), ("dinas-kesehatan", "Dinkes"), "parent"),
        (("setda", "Setda"), ("bagian-hukum", "Bagian Hukum"), "parent"),
        (("satpol-pp", "Satpol PP"), ("dinas-damkar", "Damkar"), "kin"),
        (("bappeda", "Bappeda"), ("inspektorat", "Inspektorat"), "other"),
        (("dinas-lh", "DLH"), ("rsud", "RSUD Kendal"), "other"),
        ((None, "Jakarta Smart City"), ("dinas-kominfo", "Diskominfo"), "unlike"),
        ((None, "Jakarta Smart City"), (None, "UP Jakarta Smart City"), "same"),
    ],
)
def test_owners(one: tuple[str | None, str], other: tuple[str | None, str], likeness: str) -> None:
    assert compare_owners(one, other) == likeness
    assert compare_owners(other, one) == likeness
