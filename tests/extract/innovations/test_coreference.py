from collections.abc import Callable

import pytest

from corpus.records import Mention

MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

ONE = {
    "repeated": (
        "Inovasi Lapak Kita dari Disperindag Kebumen ramai. Inovasi Lapak Kita laris.",
        ("Lapak Kita",),
    ),
    "capitals": (
        "Inovasi Sigap (Sistem Gawat Cepat Pasien) dari RSUD Melati. Aplikasi SIGAP ramai.",
        ("Sigap", "SIGAP"),
    ),
    "hyphens and spaces": (
        "Inovasi Fish-Lapak dari Disperindag. Inovasi FishLapak ramai. Inovasi Fish Lapak maju.",
        ("Fish-Lapak", "FishLapak", "Fish Lapak"),
    ),
    "part of a longer name": (
        "Inovasi Lapak Kita Mobile dari Disperindag ramai. Inovasi Lapak Kita kini daring.",
        ("Lapak Kita Mobile", "Lapak Kita"),
    ),
    "coined word of a longer name": (
        "Inovasi SIRASA Lansia dari Dinas Sosial Kebumen ramai. Aplikasi SIRASA kini daring.",
        ("SIRASA Lansia", "SIRASA"),
    ),
}


@pytest.mark.parametrize(("text", "surfaces"), ONE.values(), ids=ONE)
def test_names_of_one_innovation(mention: MentionOf, text: str, surfaces: tuple[str, ...]) -> None:
    assert mention(text).surfaces == surfaces


def test_a_long_form_told_again_is_the_same_innovation(mention: MentionOf) -> None:
    found = mention(
        "RSUD Melati punya inovasi Sigap (Sistem Gawat Cepat Pasien)."
        " Sistem Gawat Cepat Pasien disukai warga."
    )
    assert (found.name, found.expansion, found.surfaces) == (
        "Sigap",
        "Sistem Gawat Cepat Pasien",
        ("Sigap",),
    )


TWO = {
    "other names": "Inovasi Lapak Kita dari Disperindag. Inovasi Kebun Pintar dari Dinas Sosial.",
    "plain word of a longer name": (
        "Inovasi Sigap dari RSUD Melati. Inovasi Sigap Lansia dari Dinas Sosial Kebumen."
    ),
    "same beginning": (
        "Inovasi Lapak Kita dari Disperindag Kebumen. Inovasi Lapak Desa dari Dinas Sosial."
    ),
    "part with another expansion": (
        "Inovasi SIRA (Sistem Rawat Anak) dari RSUD Melati."
        " Inovasi SIRA Desa (Sinergi Rapat Desa) dari Dinas Sosial."
    ),
}


def test_items_of_one_enumeration_are_different_innovations(mentions: MentionsOf) -> None:
    found = mentions("Disperindag Kebumen punya inovasi e-Lapak, e-Lapak Desa, dan e-Kinerja.")
    assert [mention.name for mention in found] == ["e-Lapak", "e-Lapak Desa", "e-Kinerja"]


@pytest.mark.parametrize("text", TWO.values(), ids=TWO)
def test_names_of_different_innovations(mentions: MentionsOf, text: str) -> None:
    assert len(mentions(text)) == 2


def test_long_form_first_and_pair_later(mention: MentionOf) -> None:
    found = mention(
        "Dinas Kesehatan Kebumen meluncurkan inovasi Sistem Gawat Cepat Pasien."
        " Inovasi Sigap (Sistem Gawat Cepat Pasien) ramai."
    )
    assert (found.name, found.expansion) == ("Sigap", "Sistem Gawat Cepat Pasien")


def test_part_of_a_longer_name_with_another_owner(mentions: MentionsOf) -> None:
    found = mentions("Inovasi SIGAP dari RSUD Melati. Inovasi SIGAP Lansia dari Dinas Sosial.")
    assert [(m.name, m.owners) for m in found] == [
        ("SIGAP", ("RSUD Melati",)),
        ("SIGAP Lansia", ("Dinas Sosial",)),
    ]


@pytest.mark.xfail(strict=True, reason="one name with two expansions and owners becomes one entry")
def test_same_name_for_two_things(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi SIGAP (Sistem Gawat Cepat Pasien) dari RSUD Melati Kebumen."
        " Inovasi SIGAP (Sinergi Gerak Pangan) dari Dinas Pangan Kebumen."
    )
    assert [(m.expansion, m.owners) for m in found] == [
        ("Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
        ("Sinergi Gerak Pangan", ("Dinas Pangan",)),
    ]
