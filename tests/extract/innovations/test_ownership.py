"""Owners from other sentences, lines and the article as a whole."""

from collections.abc import Callable

import pytest

from corpus.records import Mention
from extract.innovations.ownership import longest_form, subject_of
from extract.reading import Reading

ReadingOf = Callable[..., Reading]
MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

NEXT = {
    "dari": "Inovasi Lapak Kita ramai. Inovasi ini dari Disperindag Kebumen.",
    "digagas": "Inovasi Lapak Kita ramai. Program ini digagas Disperindag Kebumen.",
    "two sentences on": (
        "Inovasi Lapak Kita ramai di pasar. Warga senang. Aplikasi tersebut dikembangkan oleh"
        " Disperindag Kebumen."
    ),
    "milik": "Warga Kebumen memakai aplikasi Lapak Kita. Aplikasi itu milik Disperindag.",
    "label line": "Inovasi Lapak Kita\nPenggagas: Disperindag Kabupaten Kebumen",
    "label line, pelaksana": "Inovasi Lapak Kita\nPelaksana: Disperindag",
    "sentence before": "Disperindag Kabupaten Kebumen juara. Inovasinya Lapak Kita Baru.",
    "its maker": "Inovasi Lapak Kita ramai. Pembuatnya Disperindag Kebumen.",
    "its maker is": "Inovasi Lapak Kita ramai. Penggagasnya adalah Disperindag Kebumen.",
    "clause of making": (
        "Inovasi Lapak Kita ramai. Menurut Andi, inovasi yang diprakarsai Disperindag itu laris."
    ),
    "named again with owner": "Inovasi Lapak Kita ramai. Lapak Kita milik Disperindag Kebumen.",
}


@pytest.mark.parametrize("text", NEXT.values(), ids=NEXT)
def test_owners_of_another_sentence(mention: MentionOf, text: str) -> None:
    found = mention(text)
    assert found.name.startswith("Lapak Kita")
    assert found.owners == ("Disperindag",)


def test_two_makers_in_a_sentence_after_it(mention: MentionOf) -> None:
    found = mention(
        "Inovasi Lapak Kita ramai. Inovasi ini digagas oleh Disperindag serta Dinas Sosial Kebumen."
    )
    assert set(found.owners) == {"Disperindag", "Dinas Sosial"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Inovasi Lapak Kita ramai. Disperindag Kebumen libur.", id="unrelated"),
        pytest.param(
            "Inovasi Lapak Kita ramai. Inovasi ini dipuji Disperindag Kebumen.", id="praise"
        ),
        pytest.param(
            "Inovasi Lapak Kita ramai." + " Warga senang." * 9 + " Inovasi ini dari Disperindag.",
            id="too-far",
        ),
    ],
)
def test_other_sentences_that_give_no_owner(mention: MentionOf, text: str) -> None:
    assert mention(text).owners == ()


def test_the_body_that_title_and_lead_are_about(mention: MentionOf) -> None:
    found = mention(
        "KEBUMEN – Disperindag Kabupaten Kebumen terus berbenah dan meraih juara.\n"
        "Warga kini memakai inovasi Lapak Kita di pasar.",
        title="Disperindag Kebumen Raih Juara",
    )
    assert found.owners == ("Disperindag",)


SUBJECTS = {
    "leads": (
        "Disperindag Kebumen meluncurkan layanan.",
        "Disperindag Luncurkan Layanan",
        "Disperindag",
    ),
    "visit": ("Disperindag meluncurkan layanan.", "Belajar Inovasi ke Disperindag", None),
    "two": ("Disperindag dan Dinas Sosial meluncurkan layanan.", "", None),
    "organiser": ("Bappeda Kebumen menggelar lomba.", "Bappeda Gelar Lomba", None),
    "none": ("Warga senang.", "Warga Senang", None),
}


@pytest.mark.parametrize(("text", "title", "expected"), SUBJECTS.values(), ids=SUBJECTS)
def test_the_subject_of_an_article(
    reading: ReadingOf, text: str, title: str, expected: str | None
) -> None:
    subject = subject_of(reading(text, title=title))
    assert (subject.text if subject else None) == expected


def test_labels_under_list_lines(mentions: MentionsOf) -> None:
    found = mentions(
        "Daftar inovasi Kabupaten Kebumen:\n1. Lapak Kita\nPelaksana: Disperindag\n"
        "2. Kebun Pintar\nPelaksana: Dinas Pertanian"
    )
    owners = {m.name: m.owners for m in found}
    assert owners["Lapak Kita"] == ("Disperindag",)
    assert owners["Kebun Pintar"] == ("Dinas Pertanian",)


LONGEST = {
    "short and long form": (
        "Dinarpusda senang. Dinas Perpustakaan dan Kearsipan Daerah menang.",
        "Dinas Perpustakaan dan Kearsipan Daerah",
    ),
    "other unit": ("Puskesmas Melati senang. Puskesmas Kenanga Baru menang.", "Puskesmas Melati"),
    "officeholder": ("Kepala Dinas Sosial senang. Dinas Sosial menang.", "Dinas Sosial"),
    "only unit of its kind": ("RSUD senang. RSUD Melati menang.", "RSUD Melati"),
    "two units of its kind": ("RSUD senang. RSUD Melati dan RSUD Kenanga.", "RSUD"),
}


@pytest.mark.parametrize(("text", "expected"), LONGEST.values(), ids=LONGEST)
def test_the_longest_form_of_a_body(reading: ReadingOf, text: str, expected: str) -> None:
    whole = reading(text)
    assert longest_form(whole, whole.bodies[0]) == expected


@pytest.mark.parametrize("label", ["Pelaksana", "Penggagas", "Inovator", "Instansi"])
def test_labels_are_no_names(mentions: MentionsOf, label: str) -> None:
    found = mentions(
        f"Daftar inovasi Kabupaten Kebumen:\n1. Lapak Kita\n{label}: Disperindag\n"
        f"2. Kebun Pintar\n{label}: Dinas Pertanian"
    )
    assert [m.name for m in found] == ["Lapak Kita", "Kebun Pintar"]
