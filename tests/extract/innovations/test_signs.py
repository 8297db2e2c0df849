from collections.abc import Callable

import pytest

from extract.innovations.candidates import Candidate
from extract.innovations.signs import Judge
from extract.reading import Reading

ReadingOf = Callable[..., Reading]


def signs_of(reading: Reading, name: str, **values: object) -> dict[str, float]:
    text = reading.article.text
    start = text.index(name)
    candidate = Candidate("text", start, start + len(name), name, "test", **values)  # type: ignore[arg-type]
    return Judge(reading).signs(candidate)


AGAINST = {
    "generic words": ("inovasi Pelayanan Publik di Kebumen", "Pelayanan Publik", "generic"),
    "generic word and number": ("inovasi Top 45 di Kebumen", "Top 45", "generic"),
    "national system": ("aplikasi SINOVIK di Kebumen", "SINOVIK", "national system"),
    "scanned letters": ("aplikasi SlNOVlK di Kebumen", "SlNOVlK", "national system"),
    "system with a year": ("ajang SINOVIK 2021 di Kebumen", "SINOVIK 2021", "national system"),
    "contest": ("ajang Lomba Desa Ceria di Kebumen", "Lomba Desa Ceria", "contest word"),
    "award": ("ajang Kebumen Ideas Award", "Kebumen Ideas Award", "contest word"),
    "office": ("inovasi Bidang Data di Kebumen", "Bidang Data", "office"),
    "two letters": ("inovasi AB di Kebumen", "AB", "too short"),
    "roman number": ("inovasi XIV di Kebumen", "XIV", "too short"),
    "ten words": ("inovasi " + "Kata " * 10, "Kata " * 9 + "Kata", "too long"),
    "web address": ("situs lapak.go.id di Kebumen", "lapak.go.id", "web address"),
    "number": ("inovasi 2021a di Kebumen", "2021a", "number"),
    "body": ("inovasi Dinas Sosial di Kebumen", "Dinas Sosial", "body or place"),
    "place": ("inovasi Kabupaten Kebumen", "Kabupaten Kebumen", "body or place"),
    "person after an office": ("Bupati Andi Anu berinovasi", "Andi Anu", "after office"),
    "minister": ("Menteri Sosial, Andi Anu, berinovasi", "Andi Anu", "after office"),
    "degree": ("Andi Anu, S.Kep. berinovasi", "S.Kep", "degree"),
    "name before a degree": ("oleh Andi Anu, M.Kes. tadi", "Andi Anu", "degree"),
    "pupils": ("Siswa membuat inovasi Sapu Angin", "Sapu Angin", "outsiders"),
    "students": ("Mahasiswa membuat aplikasi Sapu Angin", "Sapu Angin", "outsiders"),
    "no word for innovation": (
        "warga ikut Sapu Angin di Kebumen",
        "Sapu Angin",
        "no innovation word",
    ),
    "no body or place": ("inovasi Sapu Angin", "Sapu Angin", "no public body"),
    "contest of the public": (
        "Inovasi Sapu Angin menang di lomba Krenova Kebumen",
        "Sapu Angin",
        "public contest",
    ),
}


@pytest.mark.parametrize(("text", "name", "sign"), AGAINST.values(), ids=AGAINST)
def test_signs_against_a_name(reading: ReadingOf, text: str, name: str, sign: str) -> None:
    assert signs_of(reading(text), name)[sign] < 0


FOR = {
    "near innovation": ("inovasi Lapak Kita di Kebumen", "Lapak Kita", "innovation near"),
    "told twice": ("Lapak Kita laris, Lapak Kita maju", "Lapak Kita", "repeated"),
    "several capitals": ("warga ikut SiRASA di Kebumen", "SiRASA", "odd spelling"),
    "digit": ("warga ikut Siaga 119 di Kebumen", "Siaga 119", "odd spelling"),
    "e-": ("warga ikut e-Lapak", "e-Lapak", "usual shape"),
    "Si": ("warga ikut Si Lapak", "Si Lapak", "usual shape"),
    "-Ku": ("warga ikut LapakKu", "LapakKu", "usual shape"),
    "Online": ("warga ikut Lapak Online", "Lapak Online", "usual shape"),
}


@pytest.mark.parametrize(("text", "name", "sign"), FOR.values(), ids=FOR)
def test_signs_for_a_name(reading: ReadingOf, text: str, name: str, sign: str) -> None:
    assert signs_of(reading(text), name)[sign] > 0


def test_a_name_in_the_title_is_a_sign(reading: ReadingOf) -> None:
    assert signs_of(reading("warga ikut Lapak Kita", title="LAPAK KITA Ramai"), "Lapak Kita")[
        "in title"
    ]
    assert "in title" not in signs_of(reading("warga ikut Lapak", title="Lapak Ramai"), "Lapak")


def test_more_mentions_say_more(reading: ReadingOf) -> None:
    few = signs_of(reading("Lapak Kita. " * 2), "Lapak Kita")["repeated"]
    many = signs_of(reading("Lapak Kita. " * 4), "Lapak Kita")["repeated"]
    assert many > few


def test_events_count_only_after_a_naming_cue(reading: ReadingOf) -> None:
    whole = reading("Festival bertajuk Kebumen Menari dibuka")
    named = signs_of(whole, "Kebumen Menari", signs={"naming cue": 1.0})
    assert named["event"] < 0
    assert "event" not in signs_of(whole, "Kebumen Menari")


def test_a_plain_name_has_no_sign_against_it(reading: ReadingOf) -> None:
    found = signs_of(reading("Dinas Sosial Kebumen punya inovasi Lapak Kita"), "Lapak Kita")
    assert all(points > 0 for points in found.values())
