"""Each finder alone, on one sentence: which names it sees, whether or not they convince."""

from collections.abc import Callable, Iterator

import pytest

from extract.innovations.candidates import Candidate
from extract.innovations.finders.aliased import find_aliased
from extract.innovations.finders.bracketed import find_bracketed
from extract.innovations.finders.cued import find_cued
from extract.innovations.finders.launched import find_launched
from extract.innovations.finders.plain import find_plain
from extract.innovations.finders.predicated import find_predicated
from extract.innovations.finders.quoted import find_quoted
from extract.innovations.finders.uncapitalised import find_uncapitalised
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]
Finder = Callable[[Passage], Iterator[Candidate]]

SEEN: dict[str, tuple[Finder, str, list[str]]] = {
    "cue": (find_cued, "Dinas Sosial memakai aplikasi SIRASA.", ["SIRASA"]),
    "cue: naming": (find_cued, "Program yang diberi nama “Lapak Kita” dibuka.", ["Lapak Kita"]),
    "cue: weak": (find_cued, "Ada layanan Jemput Sampah di desa.", ["Jemput Sampah"]),
    "cue: owner between": (find_cued, "Inovasi Dinas Sosial bernama Lapak Kita.", ["Lapak Kita"]),
    "cue: two": (
        find_cued,
        "Inovasi Lapak Kita menyusul aplikasi SIRASA.",
        ["Lapak Kita", "SIRASA"],
    ),
    "cue: expansion first": (find_cued, "Sebuah gerakan rawat sungai bernama Geras.", ["Geras"]),
    "cue: title of office": (find_cued, "Inovasi Bupati Kebumen dipuji.", []),
    "cue: body": (find_cued, "Inovasi Dinas Sosial dipuji.", []),
    "cue: lower case": (find_cued, "Inovasi kebun pintar dipuji.", []),
    "cue: none": (find_cued, "Warga senang Lapak Kita.", []),
    "predicate": (find_predicated, "Lapak Kita merupakan inovasi Dinas Sosial.", ["Lapak Kita"]),
    "predicate: one of": (
        find_predicated,
        "Lapak Kita adalah salah satu aplikasi.",
        ["Lapak Kita"],
    ),
    "predicate: ini": (find_predicated, "Lapak Kita ini merupakan inovasi.", ["Lapak Kita"]),
    "predicate: quoted": (find_predicated, "“Lapak Kita” menjadi inovasi.", ["Lapak Kita"]),
    "predicate: other thing": (find_predicated, "Lapak Kita adalah pasar tani.", []),
    "predicate: winner": (find_predicated, "Lapak Kita masuk Top 45 nasional.", ["Lapak Kita"]),
    "predicate: prize": (find_predicated, "Lapak Kita meraih juara II.", ["Lapak Kita"]),
    "predicate: no prize": (find_predicated, "Lapak Kita meraih hati warga.", []),
    "predicate: body wins": (find_predicated, "Dinas Sosial meraih juara II.", []),
    "predicate: bupati": (find_predicated, "Bupati meraih juara II.", []),
    "launch": (find_launched, "Dinas Sosial meluncurkan Lapak Kita.", ["Lapak Kita"]),
    "launch: quoted": (find_launched, "Pemkab me-launching “Lapak Kita” kemarin.", ["Lapak Kita"]),
    "launch: noun": (find_launched, "Camat launching Lapak Kita.", ["Lapak Kita"]),
    "launch: body": (find_launched, "Bupati membentuk Dinas Sosial.", []),
    "launch: title": (find_launched, "Ia memperkenalkan Bupati Kebumen.", []),
    "launch: word between": (find_launched, "Ia meluncurkan sebuah Lapak.", []),
    "quote": (find_quoted, "Warga senang dengan ‘Lapak Kita’ itu.", ["Lapak Kita"]),
    "quote: two": (find_quoted, "Ada “Lapak Kita” dan “Kebun”.", ["Lapak Kita", "Kebun"]),
    "quote: joining word": (find_quoted, "Ada “Panen di Halaman”.", ["Panen di Halaman"]),
    "quote: speech": (find_quoted, "“Kami senang sekali,” kata Camat.", []),
    "quote: lower case": (find_quoted, "Ada “lapak kita”.", []),
    "quote: too long": (find_quoted, "“Satu Dua Tiga Empat Lima Enam Tujuh Delapan”", []),
    "bracket": (find_bracketed, "Warga ikut Sigap (Sistem Gawat Cepat Pasien).", ["Sigap"]),
    "bracket: short name": (find_bracketed, "Warga ikut Gerakan Rawat Sungai (Geras).", ["Geras"]),
    "bracket: lower case": (
        find_bracketed,
        "Lewat inovasi kopi pagi (Konsultasi Petani Pagi Hari).",
        ["kopi pagi"],
    ),
    "bracket: two": (
        find_bracketed,
        "Ada Sigap (Sistem Gawat Cepat Pasien) dan Geras (Gerakan Rawat Sungai).",
        ["Sigap", "Geras"],
    ),
    "bracket: gloss": (find_bracketed, "Warga ikut Lapak Kita (pasar tani).", []),
    "bracket: of a body": (find_bracketed, "Dinas Sosial (Dinsos) senang.", []),
    "bracket: of a body's region": (find_bracketed, "Dinas Sosial Kebumen (Dinsos) senang.", []),
    "alias": (find_aliased, "Sigap singkatan dari Sistem Gawat Cepat Pasien.", ["Sigap"]),
    "alias: atau": (find_aliased, "Warga ikut Sigap atau Sistem Gawat Cepat Pasien.", ["Sigap"]),
    "alias: reversed": (find_aliased, "Ikut Gerakan Rawat Sungai disingkat Geras.", ["Geras"]),
    "alias: lower case": (
        find_aliased,
        "Ikut gerakan rawat sungai yang disingkat Geras.",
        ["Geras"],
    ),
    "alias: no fit": (find_aliased, "Ikut Lapak Kita atau Kebun Pintar.", []),
    "clause": (
        find_uncapitalised,
        "Dinas Pertanian dengan inovasi kebun di atap, menang.",
        ["kebun di atap"],
    ),
    "clause: two ends": (
        find_uncapitalised,
        "Warga dengan inovasi kebun sayur di atap, menang.",
        ["kebun sayur", "kebun sayur di atap"],
    ),
    "clause: naming word": (find_uncapitalised, "Program bernama kebun atap.", ["kebun atap"]),
    "run with owner": (find_plain, "kini ada Lapak Kita Disperindag.", ["Lapak Kita"]),
    "run: body": (find_plain, "kini ada Dinas Sosial.", []),
    "run: month": (find_plain, "mereka datang Januari lalu.", []),
    "clause: prose": (find_uncapitalised, "Dinas Pertanian dengan inovasi yang baik, menang.", []),
    "clause: one word": (find_uncapitalised, "Dinas Pertanian dengan inovasi kebun, menang.", []),
    "clause: capitals": (find_uncapitalised, "Dinas Pertanian dengan inovasi Kebun Atap.", []),
}


@pytest.mark.parametrize(("find", "text", "expected"), SEEN.values(), ids=SEEN)
def test_names_that_a_finder_sees(
    passage: PassageOf, find: Finder, text: str, expected: list[str]
) -> None:
    found = list(find(passage(text)))
    assert list(dict.fromkeys(candidate.name for candidate in found)) == expected
    assert all(text[c.start : c.end] == c.name for c in found)
    assert all(c.signs for c in found)


@pytest.mark.parametrize(
    ("text", "stronger_text"),
    [
        pytest.param("Ada program Lapak Kita.", "Ada inovasi Lapak Kita.", id="head-word"),
        pytest.param("Ada layanan Lapak Kita.", "Ada program Lapak Kita.", id="weak-head-word"),
        pytest.param("Ada inovasi baru Lapak Kita.", "Ada inovasi Lapak Kita.", id="distance"),
        pytest.param("Ada inovasi Lapak Kita.", "Ada inovasi “Lapak Kita”.", id="quotation"),
        pytest.param("Ada inovasi Lapak.", "Ada inovasi Lapak dari Dinas Sosial.", id="owner"),
    ],
)
def test_a_clearer_cue_gives_more_points(passage: PassageOf, text: str, stronger_text: str) -> None:
    (weaker,) = find_cued(passage(text))
    (stronger,) = find_cued(passage(stronger_text))
    assert stronger.points > weaker.points


@pytest.mark.parametrize("word", ["adalah", "merupakan", "menjadi"])
def test_a_predicate_that_calls_it_a_program(passage: PassageOf, word: str) -> None:
    found = find_predicated(passage(f"Lapak Kita {word} program Dinas Sosial."))
    assert [candidate.name for candidate in found] == ["Lapak Kita"]


def test_a_predicate_after_a_bracket(passage: PassageOf) -> None:
    found = find_predicated(passage("Lapak Kita (pasar tani) merupakan inovasi Dinas Sosial."))
    assert [candidate.name for candidate in found] == ["Lapak Kita"]


def test_a_head_word_that_opens_sentence_and_name(passage: PassageOf) -> None:
    text = "Sistem Informasi Panen Padi merupakan inovasi Dinas Pertanian."
    assert list(find_cued(passage(text))) == []
    assert [c.name for c in find_predicated(passage(text))] == ["Sistem Informasi Panen Padi"]


def test_people_who_make_are_no_names(passage: PassageOf) -> None:
    text = "Inovasi Lapak Kita yang digagas Andi Anu dari Disperindag Kebumen laris."
    assert list(find_launched(passage(text))) == []
