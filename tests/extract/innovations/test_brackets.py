from collections.abc import Callable

import pytest

from corpus.records import Mention
from extract.innovations.brackets import find_long_form, read_bracket
from extract.innovations.names import NameSpan
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]
MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

# (sentence, meaning, name, expansion or gloss)
READINGS = {
    "expansion": (
        "Warga memakai Sigap (Sistem Gawat Cepat Pasien).",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "expansion in lower case": (
        "Warga memakai Sigap (sistem gawat cepat pasien).",
        ("expansion", "Sigap", "sistem gawat cepat pasien"),
    ),
    "expansion in quotation signs": (
        "Warga memakai Sigap (“Sistem Gawat Cepat Pasien”).",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "expansion with spaces": (
        "Warga memakai Sigap ( Sistem Gawat Cepat Pasien ).",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "mixed case": (
        "Warga memakai SIGAP (SIstem GAwat cePat).",
        ("expansion", "SIGAP", "SIstem GAwat cePat"),
    ),
    "square": (
        "Warga memakai Sigap [Sistem Gawat Cepat Pasien].",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "glued": (
        "Warga memakai Sigap(Sistem Gawat Cepat Pasien).",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "never closed before a comma": (
        "Warga memakai Sigap (Sistem Gawat Cepat Pasien, lalu pulang.",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "head word before the name": (
        "Warga memakai Inovasi Sigap (Sistem Gawat Cepat Pasien).",
        ("expansion", "Sigap", "Sistem Gawat Cepat Pasien"),
    ),
    "short name": (
        "Warga ikut Gerakan Rawat Air Sungai (Geras).",
        ("short_name", "Geras", "Gerakan Rawat Air Sungai"),
    ),
    "short name after lower case": (
        "Warga ikut gerakan rawat air sungai (Geras).",
        ("short_name", "Geras", "gerakan rawat air sungai"),
    ),
    "leftover word: dan": (
        "Dan Gerakan Rawat Air Sungai (Geras).",
        ("short_name", "Geras", "Gerakan Rawat Air Sungai"),
    ),
    "leftover word: kemudian": (
        "Kemudian Gerakan Rawat Air Sungai (Geras).",
        ("short_name", "Geras", "Gerakan Rawat Air Sungai"),
    ),
    "leftover word: seperti": (
        "Seperti Gerakan Rawat Air Sungai (Geras).",
        ("short_name", "Geras", "Gerakan Rawat Air Sungai"),
    ),
    "leftover word: inovasi": (
        "Inovasi Gerakan Rawat Air Sungai (Geras).",
        ("short_name", "Geras", "Gerakan Rawat Air Sungai"),
    ),
    "gloss": (
        "Warga memakai Lapak Kita (pasar daring petani).",
        ("gloss", "Lapak Kita", "pasar daring petani"),
    ),
    "translation": (
        "Warga memakai One Stop Permit (izin bangunan).",
        ("gloss", "One Stop Permit", "izin bangunan"),
    ),
    "letters of a part only": (
        "Warga memakai Saskara Lansia (Peduli Lansia).",
        ("gloss", "Saskara Lansia", "Peduli Lansia"),
    ),
    "owner": ("Warga memakai Lapak Kita (Dinas Sosial).", ("owner", "Lapak Kita", "Dinas Sosial")),
    "owner with region": (
        "Warga memakai Lapak Kita (Dinas Sosial Kabupaten Kebumen).",
        ("owner", "Lapak Kita", "Dinas Sosial Kabupaten Kebumen"),
    ),
    "unit": (
        "Warga memakai Lapak Kita (Puskesmas Melati II).",
        ("owner", "Lapak Kita", "Puskesmas Melati II"),
    ),
    "day": ("Warga memakai Lapak Kita (12/5).", ("other", "Lapak Kita", None)),
    "date": ("Warga memakai Lapak Kita (12/5/2021).", ("other", "Lapak Kita", None)),
    "year": ("Warga memakai Lapak Kita (2019).", ("other", "Lapak Kita", None)),
    "rank": ("Warga memakai Lapak Kita (Top 10).", ("other", "Lapak Kita", None)),
    "money": ("Warga memakai Lapak Kita (Rp 2 miliar).", ("other", "Lapak Kita", None)),
    "people": ("Warga memakai Lapak Kita (25 orang).", ("other", "Lapak Kita", None)),
    "photo": ("Warga memakai Lapak Kita (foto: warga).", ("other", "Lapak Kita", None)),
    "place": ("Warga memakai Lapak Kita (Kebumen).", ("other", "Lapak Kita", None)),
}


@pytest.mark.parametrize(("text", "expected"), READINGS.values(), ids=READINGS)
def test_what_a_bracket_holds(
    passage: PassageOf, text: str, expected: tuple[str, str, str | None]
) -> None:
    found = passage(text)
    reading = read_bracket(found, found.brackets[0])
    assert reading is not None
    other = found.slice(*reading.other) if reading.other else None
    assert (reading.meaning, found.slice(reading.name.first, reading.name.last), other) == expected


@pytest.mark.parametrize("text", ["() x", "(baru) x", "warga senang (sekali) x", "(“”) x"])
def test_brackets_without_a_name(passage: PassageOf, text: str) -> None:
    found = passage(text)
    assert read_bracket(found, found.brackets[0]) is None


def test_the_name_may_be_told(passage: PassageOf) -> None:
    found = passage("Warga ikut kopi pagi (Konsultasi Petani Pagi Hari).")
    assert read_bracket(found, found.brackets[0]) is None
    reading = read_bracket(found, found.brackets[0], NameSpan(2, 4, 4, quoted=False))
    assert reading is not None
    assert reading.meaning == "expansion"


@pytest.mark.parametrize(
    ("text", "initialism"),
    [
        ("Warga memakai SGCP (Sistem Gawat Cepat Pasien).", True),
        ("Warga memakai Sigap (Sistem Gawat Cepat Pasien).", False),
    ],
)
def test_initials_are_told_from_blends(passage: PassageOf, text: str, initialism: bool) -> None:
    found = passage(text)
    reading = read_bracket(found, found.brackets[0])
    assert reading is not None
    assert reading.initialism is initialism


LONG_FORMS = {
    "capitals": ("Warga ikut Gerakan Rawat Air Sungai (Geras)", "Gerakan Rawat Air Sungai"),
    "after a head word": ("inovasi gerakan rawat air sungai (Geras)", "gerakan rawat air sungai"),
    "in quotation signs": ("ikut “Gerakan Rawat Air Sungai (Geras)", "Gerakan Rawat Air Sungai"),
    "not over a colon": ("Geser: Rawat Air Sungai (Ras)", "Rawat Air Sungai"),
    "short form without capital": ("Gerakan Rawat Air Sungai (geras)", None),
    "one word": ("Sungai (Geras)", None),
}


@pytest.mark.parametrize(("text", "expected"), LONG_FORMS.values(), ids=LONG_FORMS)
def test_where_the_long_form_begins(passage: PassageOf, text: str, expected: str | None) -> None:
    found = passage(text)
    bracket = found.brackets[0]
    short = found.slice(bracket.open + 1, bracket.close)
    long = find_long_form(found, short, bracket.open)
    assert (found.slice(long[0], long[1]) if long else None) == expected


# (sentence, name, expansion, owners), read through all finders.
WHOLE = {
    "before and after": (
        "Dinas Sosial Kabupaten Kebumen membuat inovasi Sigap (Sistem Gawat Cepat Pasien).",
        ("Sigap", "Sistem Gawat Cepat Pasien", ("Dinas Sosial",)),
    ),
    "long form first": (
        "DLH Kota Magelang punya Gerakan Rawat Air Sungai (Geras) sebagai inovasi baru.",
        ("Geras", "Gerakan Rawat Air Sungai", ("DLH",)),
    ),
    "name in quotation signs": (
        "Inovasi “Sigap” (Sistem Gawat Cepat Pasien) dijalankan RSUD Melati.",
        ("Sigap", "Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
    ),
    "doubled apostrophes": (
        "Inovasi ''Sigap'' (Sistem Gawat Cepat Pasien) dijalankan RSUD Melati.",
        ("Sigap", "Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
    ),
    "opened curly, closed straight": (
        'Inovasi “Sigap" (Sistem Gawat Cepat Pasien) dijalankan RSUD Melati.',
        ("Sigap", "Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
    ),
    "both in quotation signs": (
        'Inovasi "Sigap (Sistem Gawat Cepat Pasien)" dijalankan RSUD Melati.',
        ("Sigap", "Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
    ),
    "short name within quotation signs": (
        "Inovasi “Sistem Gawat Cepat Pasien (Sigap)” dijalankan RSUD Melati.",
        ("Sigap", "Sistem Gawat Cepat Pasien", ("RSUD Melati",)),
    ),
    "name in lower case": (
        "Dinas Pertanian melalui inovasi kopi pagi (Konsultasi Petani Pagi Hari) menang.",
        ("kopi pagi", "Konsultasi Petani Pagi Hari", ("Dinas Pertanian",)),
    ),
    "all in capitals": (
        "DINAS SOSIAL MEMBUAT INOVASI SIGAP (SISTEM GAWAT CEPAT PASIEN).",
        ("SIGAP", "SISTEM GAWAT CEPAT PASIEN", ("DINAS SOSIAL",)),
    ),
    "owner after the bracket": (
        "Inovasi Geras (Gerakan Rawat Sungai) Puskesmas Kenanga II laris.",
        ("Geras", "Gerakan Rawat Sungai", ("Puskesmas Kenanga II",)),
    ),
}


@pytest.mark.parametrize(("text", "expected"), WHOLE.values(), ids=WHOLE)
def test_pairs_become_one_innovation(
    mention: MentionOf, text: str, expected: tuple[str, str, tuple[str, ...]]
) -> None:
    found = mention(text)
    assert (found.name, found.expansion, found.owners) == expected


def test_a_gloss_is_a_description(mention: MentionOf) -> None:
    found = mention("Inovasi Lapak Kita (pasar daring petani) milik Dinas Perdagangan.")
    assert (found.name, found.expansion, found.description) == (
        "Lapak Kita",
        None,
        "pasar daring petani",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Lembaga Administrasi Negara (LAN) menilai inovasi Kabupaten Kebumen.",
        "Bappelitbang (Badan Perencanaan, Penelitian dan Pengembangan) menilai inovasi daerah.",
        "Badan Riset dan Inovasi Daerah (BRIDA) Kabupaten Kebumen dibuka.",
        "Dinas Pemberdayaan Masyarakat dan Desa (Dispermades) Kabupaten Kebumen berinovasi.",
        "Aparatur Sipil Negara (ASN) Kabupaten Kebumen harus berinovasi.",
        "Dana Alokasi Khusus (DAK) Kabupaten Kebumen dipakai untuk inovasi.",
        "Indeks Kepuasan Masyarakat (IKM) Kabupaten Kebumen naik berkat inovasi.",
        "Usaha Mikro Kecil Menengah (UMKM) Kabupaten Kebumen didukung inovasi.",
        "Program Keluarga Harapan (PKH) disalurkan Dinas Sosial Kabupaten Kebumen.",
        "KEBUMEN (KLT) – Inovasi terus tumbuh di Kabupaten Kebumen.",
        "Mal Pelayanan Publik (MPP) Kabupaten Kebumen adalah inovasi.",
    ],
)
def test_short_forms_of_institutions_are_no_innovations(mentions: MentionsOf, text: str) -> None:
    assert mentions(text) == []


def test_quoted_long_form_before_the_bracket(mention: MentionOf) -> None:
    found = mention("Inovasi “Sistem Gawat Cepat Pasien” (Sigap) dijalankan RSUD Melati.")
    assert (found.name, found.expansion) == ("Sigap", "Sistem Gawat Cepat Pasien")


@pytest.mark.xfail(strict=True, reason="a bracket that is never closed swallows the owner's clause")
def test_bracket_never_closed(mention: MentionOf) -> None:
    found = mention("Inovasi Sigap (Sistem Gawat Cepat Pasien dijalankan RSUD Melati.")
    assert (found.name, found.expansion) == ("Sigap", "Sistem Gawat Cepat Pasien")


@pytest.mark.parametrize(
    "text",
    [
        "Juara inovasi diraih Dinas Pangan (Geras (Gerakan Rawat Sawah)) Kabupaten Kebumen.",
        "Top 3 inovasi yakni Dinas Pangan (Geras (Gerakan Rawat Sawah)) dan RSUD Melati (Sigap).",
    ],
    ids=["one", "list"],
)
def test_bracket_in_a_bracket(mentions: MentionsOf, text: str) -> None:
    found = mentions(text)[0]
    assert (found.name, found.expansion, found.owners) == (
        "Geras",
        "Gerakan Rawat Sawah",
        ("Dinas Pangan",),
    )


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Warlater", "Warga Langsung Terlayani"),
        ("Sumringah", "Sumber Ringan Air Sehat"),
    ],
)
def test_ordinary_words_may_open_a_long_form(mention: MentionOf, short: str, long: str) -> None:
    found = mention(f"Inovasi {long} ({short}) milik Dinas Sosial Kabupaten Kebumen.")
    assert (found.name, found.expansion) == (short, long)


def test_a_pair_in_a_sentence_that_says_berinovasi(mention: MentionOf) -> None:
    found = mention("Dinas Sosial Kabupaten Kebumen berinovasi lewat Geras (Gerakan Rawat Sungai).")
    assert (found.name, found.expansion) == ("Geras", "Gerakan Rawat Sungai")
