import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.sentences import split_sentences


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


ONE_SENTENCE = {
    "region": "Acara digelar di Kab. Banyumas dan Kec. Ambal kemarin.",
    "title of respect": "Dipimpin Ir. H. Joko Anu tadi pagi.",
    "doctor": "Layanan ini dibuka dr. Ani Anu kemarin.",
    "degree": "Kata Ani Anu, S.Kep. Ners di ruang rapat.",
    "degree after comma": "Hadir Joko Anu, M.Si., Camat setempat.",
    "initials": "Program itu dibuat A. B. Candra sendiri.",
    "company": "Bekerja dengan PT. Maju Anu tahun lalu.",
    "street and number": "Kantor di Jl. Melati No. 5 ramai.",
    "money": "Biayanya Rp. 2.500 saja.",
    "decimal": "Indeksnya 3.14 dari target 3,5 persen.",
    "thousands": "Tercatat 3.156 proposal masuk.",
    "web address": "Situs lapak.id kini dibuka.",
    "lower case after stop": "Ia datang jam 9. lalu pulang.",
    "ellipsis before lower case": "Warga bilang… bagus sekali.",
    "missing space": "Ia menang.Lalu pulang.",
    "stops alone": "...",
}


@pytest.mark.parametrize("text", ONE_SENTENCE.values(), ids=ONE_SENTENCE)
def test_stops_that_end_no_sentence(text: str) -> None:
    assert texts(text) == [text]


SEVERAL = {
    "plain": ("Bupati tiba. Ia membuka acara.", ["Bupati tiba.", "Ia membuka acara."]),
    "question and call": ("Wah! Benarkah? Ya.", ["Wah!", "Benarkah?", "Ya."]),
    "ellipsis": ("Begitulah… Warga senang.", ["Begitulah…", "Warga senang."]),
    "number before": ("Itu tahun 2020. Warga senang.", ["Itu tahun 2020.", "Warga senang."]),
    "number after": ("Lomba usai. 15 inovasi ikut.", ["Lomba usai.", "15 inovasi ikut."]),
    "closing quote": ('"Kami senang." Ia pulang.', ['"Kami senang."', "Ia pulang."]),
    "curly quote": ("“Bagus.” “Sekali.”", ["“Bagus.”", "“Sekali.”"]),
    "closing bracket": ("(Ini catatan.) Lalu usai.", ["(Ini catatan.)", "Lalu usai."]),
    "abbreviation then end": (
        "Rapat di Kab. Brebes. Semua hadir.",
        ["Rapat di Kab. Brebes.", "Semua hadir."],
    ),
    "year at the start": ("2019. Tahun baik.", ["2019.", "Tahun baik."]),
    "lines": ("Judul Besar\nTeks mulai", ["Judul Besar", "Teks mulai"]),
    "empty lines": ("Satu.\n\n \n  Dua.  ", ["Satu.", "Dua."]),
    "list lines": ("Inovasi:\n1. Lapak\n2. Kebun", ["Inovasi:", "1. Lapak", "2. Kebun"]),
    "list after comma": (
        "Kami punya inovasi,\n- Lapak\n- Kebun",
        ["Kami punya inovasi,", "- Lapak", "- Kebun"],
    ),
    "letters": ("Juara dan\na) Lapak\nb) Kebun", ["Juara dan", "a) Lapak", "b) Kebun"]),
    "nothing": ("", []),
    "white space": (" \t\n \n", []),
}


@pytest.mark.parametrize(("text", "expected"), SEVERAL.values(), ids=SEVERAL)
def test_ends_of_sentences(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Layanan baru dari\nDinas Sosial dibuka.", id="preposition"),
        pytest.param("Ada Lapak Kita,\nKebun Pintar dan Sapa Lansia.", id="comma"),
        pytest.param("Layanan itu kini\nsudah dibuka.", id="lower-case"),
        pytest.param("Mereka membuat inovasi\nLapak Kita.", id="head-word"),
    ],
)
def test_wrapped_lines_are_one_sentence(text: str) -> None:
    assert texts(text) == [text]


MARKERS = {
    "number and stop": ("1. Lapak Kita", "Lapak Kita"),
    "number and bracket": ("12) Lapak Kita", "Lapak Kita"),
    "letter and stop": ("a. Lapak Kita", "Lapak Kita"),
    "roman": ("iv. Lapak Kita", "Lapak Kita"),
    "roman capitals": ("IV) Lapak Kita", "Lapak Kita"),
    "no space": ("1.Lapak Kita", "Lapak Kita"),
    "dash": ("- Lapak Kita", "Lapak Kita"),
    "long dash": ("– Lapak Kita", "Lapak Kita"),
    "bullet": ("•Lapak Kita", "Lapak Kita"),
    "triangle": ("► Lapak Kita", "Lapak Kita"),
    "asterisk": ("* Lapak Kita", "Lapak Kita"),
    "indented": ("   3. Lapak Kita", "Lapak Kita"),
}


@pytest.mark.parametrize(("text", "content"), MARKERS.values(), ids=MARKERS)
def test_list_markers_are_no_content(text: str, content: str) -> None:
    (sentence,) = split_sentences(text)
    assert sentence.is_list_item
    assert text[sentence.content_start : sentence.end] == content


@pytest.mark.parametrize(
    "text", ["-Lapak", "1.", "•", "Lapak. Kita", "Inovasi 1. Lapak", "119 Siaga"]
)
def test_what_is_no_list_marker(text: str) -> None:
    assert not any(sentence.is_list_item for sentence in split_sentences(text))


def test_only_the_first_sentence_of_a_line_is_an_item() -> None:
    first, second = split_sentences("1. Lapak Kita laris. Warga senang.")
    assert (first.is_list_item, second.is_list_item) == (True, False)


def test_lines_are_counted_and_the_field_is_kept() -> None:
    found = split_sentences("Satu. Dua.\nTiga.\n\nEmpat.", "title")
    assert [(s.text, s.line, s.field) for s in found] == [
        ("Satu.", 0, "title"),
        ("Dua.", 0, "title"),
        ("Tiga.", 1, "title"),
        ("Empat.", 2, "title"),
    ]


NEWS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAbZ09 .!?…\n\r\t()“”\"'-–•1),;\u00a0\u2028"), st.characters()
    ),
    max_size=120,
)


@settings(deadline=None)
@given(NEWS)
def test_sentences_are_ordered_slices_that_lose_nothing_but_white_space(text: str) -> None:
    found = split_sentences(text)
    end = 0
    for sentence in found:
        assert end <= sentence.start <= sentence.content_start < sentence.end
        assert text[sentence.start : sentence.end] == sentence.text
        assert not sentence.text[0].isspace()
        assert not sentence.text[-1].isspace()
        end = sentence.end
    assert re.sub(r"\s", "", "".join(s.text for s in found)) == re.sub(r"\s", "", text)
    assert [s.line for s in found] == sorted(s.line for s in found)


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_a_time_of_day_may_end_a_sentence(zone: str) -> None:
    assert len(texts(f"Acara dibuka pukul 09.00 {zone}. Warga lalu pulang.")) == 2


@pytest.mark.parametrize("unit", ["RT", "RW"])
def test_neighbourhood_numbers_go_on(unit: str) -> None:
    assert len(texts(f"Layanan ini dibuka di {unit}. 3 kemarin.")) == 1


@pytest.mark.parametrize("text", ["1.500 warga hadir", "3.156 proposal masuk", "12.30 acara usai"])
def test_a_number_that_opens_a_line_is_no_list_marker(text: str) -> None:
    (sentence,) = split_sentences(text)
    assert not sentence.is_list_item
