from collections.abc import Callable

import pytest

from extract.innovations.names import name_before, name_from, standing_out
from extract.innovations.passage import Passage, make_passage
from extract.reading import Reading

PassageOf = Callable[[str], Passage]
ReadingOf = Callable[..., Reading]

# The name begins at the first "|" and is expected to end at the second, signs around it left out.
FROM = {
    "capitals": "inovasi |Lapak Kita| laris",
    "end of the text": "inovasi |Lapak Kita|",
    "quoted": "inovasi “|Lapak Kita|” laris",
    "quoted lower case": "inovasi “|lapak kita|” laris",
    "quoted with a bracket": "inovasi “|Lapak Kita| (Layanan)” laris",
    "quoted with a dash and a body": "inovasi “|Lapak Kita| – Dinas Sosial” laris",
    "quoted with a dash": "inovasi “|Lapak – Kita|” laris",
    "quoted with a stop": "inovasi “|Lapak Kita|.” laris",
    "opening sign alone": "inovasi “|Lapak Kita| laris",
    "joining word": "inovasi |Panen di Halaman| laris",
    "joining word before a region": "inovasi |Lapak Kita| di Kebumen",
    "joining word at the end": "inovasi |Lapak Kita| untuk warga",
    "and": "inovasi |Lapak Kita| dan Kebun Pintar",
    "English": "inovasi |One Day for All| laris",
    "number": "inovasi |Siaga 119| laris",
    "hyphen": "inovasi |Lapak-Kita| laris",
    "slash with spaces": "inovasi |Lapak| / Kita",
    "plus": "inovasi |Lapak+| laris",
    "lower prefix": "inovasi |e-Lapak Kita| laris",
    "lower particle": "inovasi |si Lapak| laris",
    "before a body": "inovasi |Lapak Kita| Dinas Sosial",
    "before a titled place": "inovasi |Lapak Kita| Kabupaten Kebumen",
    "part of the name": "inovasi |Lapak Kebumen| laris",
    "apostrophe": "inovasi |D'Lapak Ma'siti| laris",
    "mixed case": "inovasi |SiLaPaK| laris",
    "comma": "inovasi |Lapak|, Kebun",
    "at most twelve words": "inovasi |" + "Lapak " * 11 + "Lapak| Lapak Lapak",
}


@pytest.mark.parametrize("marked", FROM.values(), ids=FROM)
def test_names_that_begin_at_a_word(passage: PassageOf, marked: str) -> None:
    before, name, after = marked.split("|")
    found = passage(before + name + after)
    start = len(before.rstrip("“")) if before.endswith("“") else len(before)
    span = name_from(found, found.index_at(start))
    assert span is not None
    assert found.slice(span.first, span.last) == name
    assert span.quoted is before.endswith("“")
    rest = found.words[span.after :]
    assert not rest or rest[0].start >= len(before + name)


@pytest.mark.parametrize(
    "text", ["lapak kita", "", "Top 45", "119 Siaga", "(Lapak)", "–", "e-", "“”"], ids=repr
)
def test_where_no_name_begins(passage: PassageOf, text: str) -> None:
    found = passage("x " + text)
    assert name_from(found, 1) is None


def test_a_body_may_be_part_of_a_name_that_is_announced(passage: PassageOf) -> None:
    found = passage("bernama Mobile Dinas Sosial laris")
    cautious, bold = name_from(found, 1), name_from(found, 1, through_bodies=True)
    assert cautious is not None
    assert bold is not None
    assert found.slice(cautious.first, cautious.last) == "Mobile"
    assert found.slice(bold.first, bold.last) == "Mobile Dinas Sosial"


BEFORE = {
    "capitals": "warga memakai |Lapak Kita| (",
    "quoted": "warga memakai “|Lapak Kita|” (",
    "head word": "Inovasi |Lapak Kita| (",
    "enumerator": "Yakni |Lapak Kita| (",
    "joining word": "ada |Panen di Halaman| (",
    "and": "Kebun dan |Lapak Kita| (",
    "number": "ada |Siaga 119| (",
    "lower particle": "ada |si Lapak| (",
    "after a body": "Dinas Sosial |Lapak Kita| (",
}


@pytest.mark.parametrize("marked", BEFORE.values(), ids=BEFORE)
def test_names_that_end_before_a_word(passage: PassageOf, marked: str) -> None:
    before, name, after = marked.split("|")
    found = passage(before + name + after + "x)")
    span = name_before(found, found.brackets[0].open)
    assert span is not None
    assert found.slice(span.first, span.last) == name
    assert span.after == found.brackets[0].open


@pytest.mark.parametrize("text", ["warga senang (x)", "(x)", "Inovasi (x)", "Yakni (x)"])
def test_where_no_name_ends(passage: PassageOf, text: str) -> None:
    found = passage(text)
    assert name_before(found, found.brackets[0].open) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Dinsos Punya SiRASA Baru", "SiRASA"),
        ("Dinsos Punya SIRASA KITA Baru", "SIRASA KITA"),
        ("Dinsos Punya Lapak Kita", None),
        ("DINSOS PUNYA LAPAK KITA", None),
    ],
)
def test_what_stands_out_in_a_headline(
    reading: ReadingOf, title: str, expected: str | None
) -> None:
    whole = reading("x", title=title)
    found = make_passage(whole, whole.sentences[0])
    name = name_from(found, 2)
    assert name is not None
    span = standing_out(found, name)
    assert (found.slice(span.first, span.last) if span else None) == expected


def test_numbers_with_a_joining_word(passage: PassageOf) -> None:
    found = passage("inovasi Klinik 3 in 1 laris")
    span = name_from(found, 1)
    assert span is not None
    assert found.slice(span.first, span.last) == "Klinik 3 in 1"


def test_a_name_may_go_on_with_warga(passage: PassageOf) -> None:
    found = passage("inovasi Lapak untuk Warga laris")
    span = name_from(found, 1)
    assert span is not None
    assert found.slice(span.first, span.last) == "Lapak untuk Warga"
