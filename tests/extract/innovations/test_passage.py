from collections.abc import Callable

import pytest

from extract.innovations.passage import Passage, passage_at
from extract.reading import Reading

PassageOf = Callable[[str], Passage]
ReadingOf = Callable[..., Reading]

BRACKETS = {
    "one": ("Lapak (Kita) laris", ["Kita"]),
    "two": ("Lapak (Kita) dan Kebun [Pintar]", ["Kita", "Pintar"]),
    "nested": ("Lapak (Kita (Baru)) laris", ["Kita (Baru)"]),
    "empty": ("Lapak () laris", [""]),
    "never closed": ("Lapak (Kita Baru", ["Kita Baru"]),
    "never closed before comma": ("Lapak (Kita Baru, laris", ["Kita Baru"]),
    "closed twice": ("Lapak (Kita)) laris", ["Kita"]),
    "never opened": ("Lapak Kita) laris", []),
}


@pytest.mark.parametrize(("text", "expected"), BRACKETS.values(), ids=BRACKETS)
def test_brackets(passage: PassageOf, text: str, expected: list[str]) -> None:
    found = passage(text)
    assert [found.slice(b.open + 1, b.close) for b in found.brackets] == expected


QUOTATIONS = {
    "curly": ("inovasi “Lapak Kita” laris", ["Lapak Kita"]),
    "straight": ('inovasi "Lapak Kita" laris', ["Lapak Kita"]),
    "single": ("inovasi ‘Lapak Kita’ laris", ["Lapak Kita"]),
    "doubled apostrophes": ("inovasi ''Lapak Kita'' laris", ["Lapak Kita"]),
    "mixed": ('inovasi “Lapak Kita" laris', ["Lapak Kita"]),
    "two": ("“Lapak” dan “Kebun”", ["Lapak", "Kebun"]),
    "never closed": ("inovasi “Lapak Kita laris", []),
    "nothing quoted": ("inovasi “” laris", []),
    "speech": (f"“{'kata ' * 30}” ujarnya", []),
}


@pytest.mark.parametrize(("text", "expected"), QUOTATIONS.values(), ids=QUOTATIONS)
def test_quotations(passage: PassageOf, text: str, expected: list[str]) -> None:
    found = passage(text)
    assert [found.slice(q.first, q.last) for q in found.quotations] == expected


def test_bodies_and_places_by_word(passage: PassageOf) -> None:
    found = passage("Dinas Sosial (Dinsos) Kabupaten Kebumen punya Posyandu Sore")
    body = found.body_at(0)
    assert body is not None
    assert found.body_over(1) == body
    assert found.body_at(1) is None
    assert found.words[found.after_body(body)].text == "punya"
    place = found.region_at(found.index_at(found.text.index("Kabupaten")))
    assert place is not None
    assert place.code == "33.05"
    posyandu = found.index_at(found.text.index("Posyandu"))
    assert found.body_at(posyandu) is None  # a kind of service that names are built on
    assert found.body_at(len(found.words)) is None


def test_signs_are_found_by_the_word_where_they_begin(passage: PassageOf) -> None:
    found = passage("inovasi “Lapak Kita” (Layanan Pasar)")
    assert found.quotation_at(2) == found.quotations[0]
    assert found.quotation_at(3) is None
    assert found.bracket_at(5) == found.brackets[0]
    assert found.bracket_at(4) is None
    assert found.slice(3, 3) == ""


def test_list_marker_is_no_word(passage: PassageOf) -> None:
    assert [word.text for word in passage("1. Lapak Kita").words] == ["Lapak", "Kita"]


def test_a_passage_is_made_where_none_was_prepared(reading: ReadingOf) -> None:
    whole = reading("Warga senang. Bupati hadir.")
    found = passage_at(whole, [], "text", 16)
    assert found is not None
    assert found.sentence.text == "Bupati hadir."
    assert passage_at(whole, [found], "text", 16) is found
    assert passage_at(whole, [], "text", 13) is None
