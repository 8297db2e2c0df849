from collections.abc import Callable

import pytest

from extract.reading import Reading

ReadingOf = Callable[..., Reading]


def test_the_title_is_the_first_sentence(reading: ReadingOf) -> None:
    found = reading("Warga senang. Bupati hadir.", title="Lapak Dibuka. Warga Senang")
    assert [(s.field, s.text) for s in found.sentences] == [
        ("title", "Lapak Dibuka. Warga Senang"),
        ("text", "Warga senang."),
        ("text", "Bupati hadir."),
    ]


@pytest.mark.parametrize(("text", "title", "field"), [("Halo.", "", "text"), ("", "Halo", "title")])
def test_an_article_may_lack_one_of_its_texts(
    reading: ReadingOf, text: str, title: str, field: str
) -> None:
    assert [s.field for s in reading(text, title=title).sentences] == [field]


def test_evidence_is_a_slice_of_its_field(reading: ReadingOf) -> None:
    found = reading("Warga senang.", title="Lapak Dibuka")
    assert found.evidence("title", 0, 5, "name").quote == "Lapak"
    assert found.evidence("text", 6, 12, "name").quote == "senang"
    assert (found.text_of("title"), found.text_of("text")) == ("Lapak Dibuka", "Warga senang.")


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, "Warga senang."), (12, "Warga senang."), (13, None), (14, "Bupati hadir."), (99, None)],
)
def test_the_sentence_at_an_offset(reading: ReadingOf, offset: int, expected: str | None) -> None:
    sentence = reading("Warga senang. Bupati hadir.", title="Lapak").sentence_at("text", offset)
    assert (sentence.text if sentence else None) == expected


def test_bodies_and_places_belong_to_their_sentence(reading: ReadingOf) -> None:
    found = reading(
        "Dinas Sosial membuka layanan di Kabupaten Kebumen. RSUD Melati ikut.",
        title="Dinas Sosial Kebumen",
    )
    in_title, first, second = found.sentences
    assert [b.text for b in found.bodies_in(first)] == ["Dinas Sosial"]
    assert [r.code for r in found.regions_in(first)] == ["33.05"]
    assert [b.text for b in found.bodies_in(second)] == ["RSUD Melati"]
    assert found.regions_in(second) == ()
    assert all(m.field == "title" for m in found.bodies_in(in_title) + found.regions_in(in_title))


def test_the_home_region_comes_from_text_and_title(reading: ReadingOf) -> None:
    assert reading("Warga Kabupaten Kebumen senang.").home.code == "33.05"
    assert reading("Warga senang.", title="Inovasi Kota Tegal").home.code == "33.76"
    assert reading("Warga senang.").home.code is None
