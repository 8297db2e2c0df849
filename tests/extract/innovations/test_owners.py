"""Owners in the same sentence as the name."""

from collections.abc import Callable

import pytest

from corpus.records import Mention
from extract.innovations.owners import list_owner, owners_after, owners_before, region_after
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]
MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

AFTER = (
    "dari|milik|oleh|karya|besutan|gagasan|inisiasi|kreasi|buatan|garapan|usulan|yang digagas"
    "|yang dikembangkan oleh|yang diinisiasi|yang diluncurkan|yang merupakan inovasi|inovasi dari"
    "|, inovasi|, karya|, yang digagas"
).split("|")


@pytest.mark.parametrize("link", AFTER)
def test_words_between_name_and_owner(mention: MentionOf, link: str) -> None:
    text = f"Inovasi Lapak Kita {link} Disperindag Kabupaten Kebumen laris.".replace(" ,", ",")
    found = mention(text)
    assert (found.name, found.owners, found.region) == ("Lapak Kita", ("Disperindag",), "33.05")


BEFORE = (
    "dengan|melalui|lewat|meluncurkan|mengajukan|mengusung|memperkenalkan|menggagas"
    "|berhasil membuat|juga memiliki|kini punya|yakni"
).split("|")


@pytest.mark.parametrize("link", BEFORE)
def test_words_between_owner_and_name(mention: MentionOf, link: str) -> None:
    found = mention(f"Disperindag Kabupaten Kebumen {link} inovasi Lapak Kita di pasar.")
    assert (found.name, found.owners, found.region) == ("Lapak Kita", ("Disperindag",), "33.05")


PLACES = {
    "no preposition": ("Inovasi Lapak Kita Disperindag laris.", ("Disperindag",)),
    "no preposition, unit": ("Inovasi Lapak Kita Puskesmas Melati II.", ("Puskesmas Melati II",)),
    "in brackets": ("Inovasi Lapak Kita (Disperindag) laris.", ("Disperindag",)),
    "in brackets with region": (
        "Inovasi Lapak Kita (Dinas Sosial Kabupaten Kebumen) laris.",
        ("Dinas Sosial",),
    ),
    "after the bracket": (
        "Inovasi Geras (Gerakan Rawat Sungai) dari DLH laris.",
        ("DLH",),
    ),
    "after quotation signs": ("Inovasi “Lapak Kita” milik Disperindag.", ("Disperindag",)),
    "unit and parent": (
        "Inovasi Geras dari Puskesmas Melati II Dinas Kesehatan Kabupaten Kebumen laris.",
        ("Puskesmas Melati II", "Dinas Kesehatan"),
    ),
    "unit, parent": (
        "Inovasi Geras dari Puskesmas Melati II, Dinas Kesehatan, laris.",
        ("Puskesmas Melati II", "Dinas Kesehatan"),
    ),
    "maker of a body": (
        "Inovasi Lapak Kita karya Andi Anu dari Disperindag Kebumen laris.",
        ("Disperindag",),
    ),
    "head with commas": (
        "Kepala Disperindag, Andi Anu, menciptakan inovasi Lapak Kita.",
        ("Disperindag",),
    ),
    "person of a body wins": (
        "Juara I diraih Andi Anu dari Dinas Sosial dengan inovasi Lapak Kita.",
        ("Dinas Sosial",),
    ),
    "district": ("Kecamatan Ambal menjalankan inovasi Lapak Kita.", ("Kecamatan Ambal",)),
    "village": ("Desa Sukamaju Kebumen punya inovasi Lapak Kita.", ("Desa Sukamaju",)),
    "police": ("Polres Kebumen meluncurkan inovasi Lapak Kita.", ("Polres Kebumen",)),
    "school": ("SMP 3 Kebumen punya inovasi Lapak Kita.", ("SMP 3 Kebumen",)),
    "prison": ("Lapas Kelas IIB Kebumen punya inovasi Lapak Kita.", ("Lapas Kelas IIB Kebumen",)),
    "company": (
        "Perumda Air Minum Tirta Melati punya inovasi Lapak Kita.",
        ("Perumda Air Minum Tirta Melati",),
    ),
    "made by, after a comma": (
        "Inovasi yang menang adalah “Lapak Kita”, garapan Puskesmas Melati.",
        ("Puskesmas Melati",),
    ),
    "body with and": (
        "Inovasi Lapak Kita milik Dinas Perpustakaan dan Kearsipan Kabupaten Kebumen.",
        ("Dinas Perpustakaan dan Kearsipan",),
    ),
}


@pytest.mark.parametrize(("text", "owners"), PLACES.values(), ids=PLACES)
def test_where_owners_stand(mention: MentionOf, text: str, owners: tuple[str, ...]) -> None:
    assert mention(text).owners == owners


NO_OWNER = {
    "speaker": "Inovasi Lapak Kita diminati warga, kata Kepala Dinas Sosial Andi Anu.",
    "guest": "Inovasi Lapak Kita diresmikan Bupati Kebumen bersama Kepala Dinas Sosial.",
    "partner": "Inovasi Lapak Kita dijalankan bekerja sama dengan Dinas Sosial Kebumen.",
    "regency": "Inovasi Lapak Kita milik Pemkab Kebumen laris.",
    "region": "Inovasi Lapak Kita dari Kabupaten Kebumen laris.",
    "person": "Inovasi Lapak Kita karya Andi Anu laris di Kabupaten Kebumen.",
    "judge": "Lembaga Administrasi Negara (LAN) menilai inovasi Lapak Kita di Kebumen.",
    "nobody": "Inovasi Lapak Kita laris di Kebumen.",
}


@pytest.mark.parametrize("text", NO_OWNER.values(), ids=NO_OWNER)
def test_who_is_no_owner(mention: MentionOf, text: str) -> None:
    found = mention(text)
    assert (found.name, found.owners, found.owner_types) == ("Lapak Kita", (), ())


def test_several_names_of_one_owner(mentions: MentionsOf) -> None:
    found = mentions("Disperindag Kebumen mengirim inovasi Lapak Kita dan Kebun Pintar.")
    assert [(m.name, m.owners) for m in found] == [
        ("Lapak Kita", ("Disperindag",)),
        ("Kebun Pintar", ("Disperindag",)),
    ]


def test_one_owner_after_several_names(mentions: MentionsOf) -> None:
    found = mentions("Inovasi Lapak Kita dan Kebun Pintar dari Dinas Pertanian Kebumen laris.")
    assert [(m.name, m.owners) for m in found] == [
        ("Lapak Kita", ("Dinas Pertanian",)),
        ("Kebun Pintar", ("Dinas Pertanian",)),
    ]


def test_each_name_its_owner(mentions: MentionsOf) -> None:
    found = mentions(
        "Dinas Sosial Kebumen punya inovasi Lapak Kita. RSUD Melati punya inovasi Kebun Pintar."
    )
    assert [(m.name, m.owners) for m in found] == [
        ("Lapak Kita", ("Dinas Sosial",)),
        ("Kebun Pintar", ("RSUD Melati",)),
    ]


def test_the_type_of_an_owner(mention: MentionOf) -> None:
    found = mention("Inovasi Geras dari Puskesmas Melati II, Dinas Kesehatan, laris.")
    assert found.owner_types == ("puskesmas", "dinas-kesehatan")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Lapak milik Kabupaten Kebumen", "33.05", id="milik"),
        pytest.param("Lapak Kabupaten Kebumen", "33.05", id="titled"),
        pytest.param("Lapak milik Pemkab Kebumen", "33.05", id="government"),
        pytest.param("Lapak dari Kebumen", "33.05", id="plain-after-a-link"),
        pytest.param("Lapak Kebumen", None, id="plain-place-may-be-part-of-a-name"),
        pytest.param("Lapak dari Dinas Sosial Kebumen", None, id="a-body-stands-between"),
        pytest.param("Lapak laris di Kebumen", None, id="prose"),
        pytest.param("Lapak", None, id="end"),
    ],
)
def test_the_place_after_a_name(passage: PassageOf, text: str, code: str | None) -> None:
    place = region_after(passage(text), 1)
    assert (place.code if place else None) == code


def test_regions_told_beside_the_names(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi Lapak Kita dari Kabupaten Kebumen dan Kebun Pintar dari Kabupaten Brebes menang."
    )
    assert [(m.name, m.region) for m in found] == [
        ("Lapak Kita", "33.05"),
        ("Kebun Pintar", "33.29"),
    ]


def test_nothing_before_the_first_and_after_the_last_word(passage: PassageOf) -> None:
    found = passage("Lapak Kita")
    assert owners_before(found, 0) == []
    assert owners_after(found, 2) == []
    assert list_owner(found, 0) is None


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("inovasi milik Dinas Sosial, yakni Lapak", "Dinas Sosial"),
        ("Dinas Sosial memiliki inovasi yakni Lapak", "Dinas Sosial"),
        ("kata Dinas Sosial tadi, yakni Lapak", None),
        ("milik Kepala Dinas Sosial, yakni Lapak", None),
    ],
)
def test_the_body_that_a_list_belongs_to(passage: PassageOf, text: str, owner: str | None) -> None:
    found = passage(text)
    body = list_owner(found, len(found.words) - 1)
    assert (body.text if body else None) == owner


@pytest.mark.parametrize(
    "text",
    [
        "Kepala Disperindag Andi Anu menciptakan inovasi Lapak Kita di Kebumen.",
        "Inovasi Lapak Kita digagas Kepala Disperindag Kebumen Andi Anu.",
        "Inovasi Lapak Kita gagasan Kepala Disperindag Kebumen, Andi Anu.",
    ],
    ids=["creates", "digagas", "gagasan"],
)
def test_an_officeholder_who_makes_stands_for_the_body(mention: MentionOf, text: str) -> None:
    assert mention(text).owners == ("Disperindag",)


@pytest.mark.parametrize("predicate", ["adalah salah satu aplikasi", "merupakan aplikasi"])
def test_the_body_after_a_predicate(mention: MentionOf, predicate: str) -> None:
    found = mention(f"Kebun Pintar {predicate} Dinas Pertanian Kabupaten Brebes.")
    assert (found.name, found.owners) == ("Kebun Pintar", ("Dinas Pertanian",))


@pytest.mark.parametrize(
    "link",
    [
        "inovasi",
        "inovasi dari",
        "inovasi milik",
        pytest.param(
            "aplikasi besutan",
            marks=pytest.mark.xfail(strict=True, reason="only inovasi in apposition is a cue"),
        ),
    ],
)
def test_name_then_innovation_of_an_owner(mention: MentionOf, link: str) -> None:
    found = mention(f"Lapak Kita, {link} Disperindag Kabupaten Kebumen, menang.")
    assert (found.name, found.owners) == ("Lapak Kita", ("Disperindag",))


@pytest.mark.parametrize("government", ["Pemkab Kebumen", "Kabupaten Kebumen", "Dinas Sosial"])
def test_innovation_of_somebody_then_name(mention: MentionOf, government: str) -> None:
    assert mention(f"Inovasi {government}, Lapak Kita, laris di Kebumen.").name == "Lapak Kita"
