import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.vocabulary import regions
from extract.bodies import find_bodies
from extract.home import RegionChoice, choose_region
from extract.regions import find_regions, region_of_name
from extract.regions.places import common_names, place_names


def seen(text: str) -> list[tuple[str, str, str | None]]:
    return [(place.text, place.how, place.code) for place in find_regions(text)]


def chosen(title: str, text: str) -> RegionChoice:
    article = make_article(title=title, text=text)
    places = (*find_regions(article.title, "title"), *find_regions(article.text))
    bodies = (*find_bodies(article.title, "title"), *find_bodies(article.text))
    return choose_region(article, places, bodies)


NAMED = [
    ("rapat di Kabupaten Banyumas", "Kabupaten Banyumas", "titled", "33.02"),
    ("rapat di Kab. Bandung Barat", "Kab. Bandung Barat", "titled", "32.17"),
    ("rapat di Kota Solok", "Kota Solok", "titled", "13.72"),
    ("kata Bupati Solok", "Bupati Solok", "government", "13.02"),
    ("kata Walikota Solok", "Walikota Solok", "government", "13.72"),
    ("kata Wakil Wali Kota Solok", "Wakil Wali Kota Solok", "government", "13.72"),
    ("oleh Pemkab Demak", "Pemkab Demak", "government", "33.21"),
    (
        "oleh Pemerintah Kabupaten (Pemkab) Demak",
        "Pemerintah Kabupaten (Pemkab) Demak",
        "government",
        "33.21",
    ),
    ("kata Sekda Kota Magelang", "Sekda Kota Magelang", "government", "33.71"),
    ("oleh Pemprov Jambi", "Pemprov Jambi", "government", "15"),
    ("kata Gubernur Sulsel", "Gubernur Sulsel", "government", "73"),
    ("warga Provinsi Jawa Tengah", "Provinsi Jawa Tengah", "titled", "33"),
    ("warga Jawa Tengah", "Jawa Tengah", "province", "33"),
    ("warga Muaraenim", "Muaraenim", "plain", "16.03"),
    ("warga MUARA ENIM", "MUARA ENIM", "plain", "16.03"),
    ("warga Kukar", "Kukar", "abbreviation", "64.02"),
    ("warga Purwokerto", "Purwokerto", "capital", "33.02"),
    ("di Kecamatan Sumpiuh", "Kecamatan Sumpiuh", "district", "33.02"),
    ("di Kecamatan Tambak", "Kecamatan Tambak", "district", None),
    ("warga Bogor", "Bogor", "plain", None),
    ("warga Jambi", "Jambi", "province", None),
    ("warga Martapura", "Martapura", "capital", None),
    ("Pemkab Banyums rapat", "Pemkab Banyums", "government", "33.02"),
]


@pytest.mark.parametrize(("text", "words", "how", "code"), NAMED, ids=[row[0] for row in NAMED])
def test_finds_places_with_their_titles(text: str, words: str, how: str, code: str | None) -> None:
    assert seen(text) == [(words, how, code)]


def test_several_meanings_are_kept_as_candidates() -> None:
    (place,) = find_regions("warga Bogor")
    assert place.candidates == ("32.01", "32.71")


DATELINES = [
    ("PURWOKERTO-Pemerintah setempat rapat", "PURWOKERTO"),
    ("MUARA ENIM, SS - Rapat dibuka", "MUARA ENIM"),
    ("KORANKITA.COM|Makassar – Rapat dibuka", "Makassar"),
    ("korankita.com, SURABAYA - Rapat dibuka", "SURABAYA"),
    ("Blora (KANTOR) - Rapat dibuka", "Blora"),
    ("BATU - Rapat dibuka", "BATU"),
]


@pytest.mark.parametrize(("text", "words"), DATELINES, ids=[row[1] for row in DATELINES])
def test_datelines_are_told_from_other_places(text: str, words: str) -> None:
    assert [(place.text, place.how) for place in find_regions(text)] == [(words, "dateline")]


def test_a_title_has_no_dateline() -> None:
    (place,) = find_regions("DEMAK - Rapat dibuka", "title")
    assert place.how == "plain"


@pytest.mark.parametrize(
    "text",
    [
        "batu dan bone dan siak",
        "Batu itu besar",
        "Bima Sakti bersinar",
        "aparatur Negara",
        "kota kita, bupati kita",
        "Kota Kita",
        "Tanjung, Sumber dan Rantau",
        "di Muara, Enim dipanen",
        "",
    ],
)
def test_common_words_are_no_places(text: str) -> None:
    assert seen(text) == []


def test_common_words_are_places_after_a_title() -> None:
    assert seen("Kota Batu dan Kota Bima") == [
        ("Kota Batu", "titled", "35.79"),
        ("Kota Bima", "titled", "52.72"),
    ]


NAMES = [
    ("Kabupaten Banyumas", None, ("33.02",)),
    ("kota solok", None, ("13.72",)),
    ("Lutim", None, ("73.24",)),
    ("Gorontalo", None, ("75", "75.01", "75.71")),
    ("Sukadana", None, ("18.07", "61.11")),
    ("Sukadana", "61", ("61.11",)),
    ("Sukadana", "33", ("18.07", "61.11")),
    ("Sukadana, Lampung", None, ("18.07",)),
    ("Kabupaten Banyumas yang indah", None, ()),
    ("entah", None, ()),
    ("", None, ()),
]


@pytest.mark.parametrize(
    ("name", "near", "codes"), NAMES, ids=[f"{row[0]}-{row[1]}" for row in NAMES]
)
def test_free_strings_resolve_to_codes(name: str, near: str | None, codes: tuple[str, ...]) -> None:
    assert region_of_name(name, near=near) == codes


@pytest.mark.parametrize("code", sorted(regions()))
def test_every_official_name_resolves_to_its_region(code: str) -> None:
    assert code in region_of_name(regions()[code].official_name)


HOMES = [
    ("regency before its province", "", "Pemkab Demak, Provinsi Jawa Tengah, rapat.", "33.21"),
    ("title before text", "Warga Demak Senang", "Warga Kudus dan warga Jepara datang.", "33.21"),
    ("government before plain", "", "Bupati Demak rapat. Tamu dari Kudus datang.", "33.21"),
    ("dateline last", "", "MAKASSAR - Bupati Luwu Timur rapat.", "73.24"),
    ("dateline alone", "", "MAKASSAR - Rapat dibuka.", "73.71"),
    ("unit's place", "", "Puskesmas Sumpiuh II membuka loket.", "33.02"),
    ("body's region", "", "Dinas Sosial Kabupaten Demak rapat.", "33.21"),
    ("resolved by title word", "", "Warga Magelang senang. Wali Kota Magelang hadir.", "33.71"),
    (
        "resolved by province",
        "",
        "Warga Martapura senang. Gubernur Kalimantan Selatan absen.",
        "63.03",
    ),
    (
        "provincial actors",
        "Gubernur Resmikan Loket",
        "Gubernur Bali meresmikan loket di Denpasar.",
        "51",
    ),
    (
        "host of a visit",
        "Pemkab Demak Belajar ke Kota Batu",
        "Pemkab Demak datang. Pemkab Demak kagum.",
        "35.79",
    ),
    (
        "host who is visited",
        "Kota Batu Terima Kunjungan Demak",
        "Demak datang. Demak kagum. Demak pulang.",
        "35.79",
    ),
    ("national event", "Menteri Bagi Piagam", "JAKARTA - Menteri membagi piagam di Jakarta.", None),
    ("wish before the visit", "Tertarik, Ngada Studi Banding ke Kota Batu", "Ngada puas.", "35.79"),
    ("head alone tells the level: regency", "", "Warga Madiun senang, kata Bupati.", "35.19"),
    ("head alone tells the level: city", "", "Warga Madiun senang, kata Wali Kota.", "35.77"),
    ("one name of two regions", "", "Warga Madiun senang.", None),
    ("street and campus are no places", "", "Ia lulusan Universitas Jember di Jalan Solo.", None),
    ("nothing", "", "Rapat dibuka.", None),
]


@pytest.mark.parametrize(("case", "title", "text", "code"), HOMES, ids=[row[0] for row in HOMES])
def test_chooses_the_region_an_article_is_about(
    case: str, title: str, text: str, code: str | None
) -> None:
    assert chosen(title, text).code == code


def test_many_regions_alike_are_national() -> None:
    text = "Piagam untuk Kabupaten Demak, Kabupaten Gowa, Kota Ambon, Kota Medan dan Kota Bontang."
    choice = chosen("", text)
    assert choice.code is None
    assert len(choice.candidates) == 5


def test_a_choice_says_why() -> None:
    choice = chosen("", "Bupati Demak rapat. Tamu dari Kudus datang.")
    assert choice.candidates == ("33.21", "33.19")
    assert choice.why == "its government is named"


def test_names_that_need_a_title_are_names() -> None:
    assert common_names() <= set(place_names().keys())


@given(st.text(alphabet="KabKotaPemDmkSLO.,()-–|/ \n", max_size=120))
def test_mentions_quote_the_text_in_order_without_overlaps(text: str) -> None:
    last = 0
    for place in find_regions(text):
        assert text[place.start : place.end] == place.text
        assert last <= place.start < place.end
        assert place.candidates
        last = place.end


@pytest.mark.parametrize("unit", ["A:A:", "SOLO -\n", "Pemkab ", "Kota ", "(DEMAK ", "a.com - "])
def test_repetitions_take_linear_time(unit: str) -> None:
    start = time.process_time()
    find_regions(unit * 20_000)
    assert time.process_time() - start < 5
