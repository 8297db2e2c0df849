from collections.abc import Callable

import pytest

from extract.innovations.lists import ends_item, enumeration_start, is_continued, split_items
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]

STARTS = {
    "yakni": ("dua inovasi yakni Lapak dan Kebun", "Lapak"),
    "comma": ("dua inovasi, yaitu Lapak dan Kebun", "Lapak"),
    "two words": ("inovasi antara lain Lapak, Kebun", "Lapak"),
    "colon": ("Inovasi itu: Lapak; Kebun", "Lapak"),
    "enumerator and colon": ("inovasi yakni: Lapak; Kebun", "Lapak"),
    "winners": ("Top 5 adalah Lapak dan Kebun", "Lapak"),
    "applications": ("aplikasi seperti Lapak serta Kebun", "Lapak"),
    "nothing enumerated": ("satu inovasi yakni Lapak", None),
    "no word for innovations": ("warga desa yakni Budi dan Ani", None),
    "no enumerator": ("inovasi Lapak dan Kebun", None),
    "too far": ("inovasi " + "itu baik " * 30 + "yakni Lapak dan Kebun", None),
}


@pytest.mark.parametrize(("text", "first"), STARTS.values(), ids=STARTS)
def test_where_an_enumeration_begins(passage: PassageOf, text: str, first: str | None) -> None:
    found = passage(text)
    start = enumeration_start(found)
    assert (None if start is None else found.words[start].text) == first


def test_an_enumeration_may_open_a_sentence_after_one_of_innovations(passage: PassageOf) -> None:
    found = passage("Seperti Lapak, Kebun dan Sapa")
    assert enumeration_start(found) is None
    assert enumeration_start(found, after_things=True) == 1


ITEMS = {
    "commas and and": ("Lapak, Kebun dan Sapa", ["Lapak", "Kebun", "Sapa"]),
    "comma before and": ("Lapak, Kebun, dan Sapa", ["Lapak", "Kebun", "Sapa"]),
    "semicolons": ("Lapak; Kebun; Sapa", ["Lapak", "Kebun", "Sapa"]),
    "connecting words": (
        "Lapak kemudian Kebun serta Sapa lalu Jalan",
        ["Lapak", "Kebun", "Sapa", "Jalan"],
    ),
    "comma in a bracket": ("Lapak (Layanan, Pasar), Kebun", ["Lapak (Layanan, Pasar)", "Kebun"]),
    "comma in a quotation": ("“Lapak, Kita”, Kebun", ["“Lapak, Kita”", "Kebun"]),
    "and in a body": (
        "Lapak Dinas Perpustakaan dan Kearsipan, Kebun",
        ["Lapak Dinas Perpustakaan dan Kearsipan", "Kebun"],
    ),
    "letters": ("Juara a. Lapak b. Kebun", ["Juara", "Lapak", "Kebun"]),
    "one": ("Lapak Kita", ["Lapak Kita"]),
    "only separators": (", , dan ;", []),
}


@pytest.mark.parametrize(("text", "expected"), ITEMS.values(), ids=ITEMS)
def test_items(passage: PassageOf, text: str, expected: list[str]) -> None:
    found = passage(text)
    assert [found.slice(first, last) for first, last in split_items(found, 0)] == expected


def test_items_of_a_part_of_a_sentence(passage: PassageOf) -> None:
    found = passage("Lapak, Kebun, Sapa")
    assert [found.slice(*item) for item in split_items(found, 2, 4)] == ["Kebun"]


def test_no_more_than_sixty_items(passage: PassageOf) -> None:
    assert len(split_items(passage("Lapak, " * 200 + "Kebun"), 0)) <= 61


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Lapak , Kebun", True),
        ("Lapak dan Kebun", True),
        ("Lapak dari warga", True),
        ("Lapak (baru)", True),
        ("Lapak Dinas Sosial", True),
        ("Lapak Kabupaten Kebumen", True),
        ("Lapak", True),
        ("Lapak menjual sayur", False),
    ],
)
def test_where_an_item_ends(passage: PassageOf, text: str, ends: bool) -> None:
    assert ends_item(passage(text), 1) is ends


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Kemudian Lapak Kita", True),
        ("Ada juga Lapak Kita", True),
        ("Sedangkan Lapak Kita", True),
        ("Warga membeli sayur", False),
    ],
)
def test_sentences_that_go_on_with_an_enumeration(
    passage: PassageOf, text: str, goes_on: bool
) -> None:
    assert is_continued(passage(text)) is goes_on
