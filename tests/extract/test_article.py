"""Whole invented articles through every finder, and articles of any text at all."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.records import Article, Extraction
from extract.article import extract_article
from extract.version import EXTRACTOR

ExtractionOf = Callable[..., Extraction]


def told(extraction: Extraction) -> dict[str, list[tuple[object, ...]]]:
    """The facts of an extraction without evidence and confidence."""
    return {
        "innovations": [
            (m.name, m.expansion, m.owners, m.region, m.year) for m in extraction.innovations
        ],
        "awards": [
            (a.innovation, a.recipient, a.rank, a.year, a.status) for a in extraction.awards
        ],
        "replications": [
            (r.from_region, r.to_region, r.kind, r.innovation) for r in extraction.replications
        ],
        "counts": [(c.value, c.what, c.region) for c in extraction.counts],
    }


def test_report_of_a_prize(extraction: ExtractionOf) -> None:
    found = extraction(
        "KEBUMEN – Puskesmas Melati Kabupaten Kebumen meraih juara I lomba inovasi tingkat"
        " kabupaten tahun 2020 lewat inovasi Sapa Lansia (Sambang Pagi Lansia).\n"
        "Kepala Puskesmas Melati, dr. Andi Anu, mengatakan Sapa Lansia dijalankan sejak 2018.\n"
        "Ada 42 inovasi yang ikut lomba itu.",
        title="Puskesmas Melati Raih Juara Lomba Inovasi",
        published=date(2020, 9, 1),
    )
    assert told(found) == {
        "innovations": [
            ("Sapa Lansia", "Sambang Pagi Lansia", ("Puskesmas Melati",), "33.05", 2018)
        ],
        "awards": [("i1", None, "Juara I", 2020, "won")],
        "replications": [],
        "counts": [(42, "innovations", "33.05")],
    }
    assert (found.relevant, found.region, found.extractor) == (True, "33.05", EXTRACTOR)


def test_report_of_a_launch(extraction: ExtractionOf) -> None:
    found = extraction(
        "BREBES – Dinas Pertanian Kabupaten Brebes meluncurkan aplikasi “TaniSiap”, Jumat"
        " (5/3/2021).\nTaniSiap merupakan inovasi untuk petani bawang.\n"
        "“Petani cukup memakai telepon,” kata Kepala Dinas Pertanian, Andi Anu.",
        title="Dinas Pertanian Brebes Luncurkan TaniSiap",
        published=date(2021, 3, 6),
    )
    assert told(found) == {
        "innovations": [("TaniSiap", None, ("Dinas Pertanian",), "33.29", 2021)],
        "awards": [],
        "replications": [],
        "counts": [],
    }


def test_report_of_a_visit(extraction: ExtractionOf) -> None:
    found = extraction(
        "Pemkab Brebes berkunjung ke Kabupaten Kebumen untuk belajar inovasi Lapak Kita milik"
        " Disperindag Kebumen.\nPemkab Brebes akan mereplikasi Lapak Kita.",
        title="Studi Tiru Pemkab Brebes ke Kebumen",
        published=date(2022, 1, 10),
    )
    assert told(found) == {
        "innovations": [("Lapak Kita", None, ("Disperindag",), "33.05", None)],
        "awards": [],
        "replications": [("33.05", "33.29", "planned", "i1")],
        "counts": [],
    }


def test_list_of_winners(extraction: ExtractionOf) -> None:
    found = extraction(
        "Pemkab Kebumen mengumumkan pemenang lomba inovasi tahun 2019:\n"
        "1. Lapak Kita (Dinas Perdagangan)\n2. Geras (Gerakan Rawat Sungai) DLH\n"
        "3. Sapa Lansia dari Dinas Sosial\nBaca juga: Inovasi Kebun Pintar Milik Kota Tegal",
        title="Ini Pemenang Lomba Inovasi Kebumen",
    )
    assert told(found)["innovations"] == [
        ("Lapak Kita", None, ("Dinas Perdagangan",), "33.05", None),
        ("Geras", "Gerakan Rawat Sungai", ("DLH",), "33.05", None),
        ("Sapa Lansia", None, ("Dinas Sosial",), "33.05", None),
    ]


def test_names_of_many_bodies_in_one_sentence(extraction: ExtractionOf) -> None:
    found = extraction(
        "PURWOREJO, (9/7) – Sebanyak lima inovasi Kabupaten Purworejo masuk nominasi KIPP Jawa"
        " Tengah 2019. Kelima inovasi tersebut adalah Bakul Jamu (Bantuan Keluarga untuk Jaminan"
        " Mutu) dari Dinas Kesehatan; Wayang Desa dari Kecamatan Bener; Si Jempol (Sistem Jemput"
        " Pelayanan Online) dari Disdukcapil; Tuku Buku dari Dinas Perpustakaan; serta Lampu Hijau"
        " dari Polres Purworejo.\nSekretaris Daerah Andi Anu mengapresiasi capaian itu.",
        title="Lima Inovasi Purworejo Masuk Nominasi",
        published=date(2019, 7, 9),
    )
    assert told(found) == {
        "innovations": [
            (name, expansion, (owner,), "33.06", None)
            for name, expansion, owner in (
                ("Bakul Jamu", "Bantuan Keluarga untuk Jaminan Mutu", "Dinas Kesehatan"),
                ("Wayang Desa", None, "Kecamatan Bener"),
                ("Si Jempol", "Sistem Jemput Pelayanan Online", "Disdukcapil"),
                ("Tuku Buku", None, "Dinas Perpustakaan"),
                ("Lampu Hijau", None, "Polres Purworejo"),
            )
        ],
        "awards": [(f"i{n}", None, None, 2019, "shortlisted") for n in range(1, 6)],
        "replications": [],
        "counts": [(5, "innovations", "33.06")],
    }


def test_prize_of_several_health_centres(extraction: ExtractionOf) -> None:
    found = extraction(
        "KEBUMEN-Dinas Kesehatan Kabupaten Kebumen kembali memborong penghargaan lomba inovasi."
        " Dari 57 inovasi yang diajukan, tiga di antaranya milik Dinas Kesehatan.\n"
        "Ketiganya adalah Gelas Bening (Gerakan Lansia Sehat Bersama Lingkungan) dari Puskesmas"
        " Ambal I, Sikat Gigi (Siswa Kuat dengan Gizi) dari Puskesmas Mirit, dan Rantang Ibu dari"
        " Puskesmas Prembun.\n“Kami bangga,” ujar Kepala Dinas Kesehatan dr. Andi Anu, M.Kes.\n"
        "Menurut dia, Gelas Bening sudah berjalan sejak 2019 dan diikuti 1.200 lansia.\n"
        "Baca juga: Inovasi Teras Hijau Antar Kota Tegal ke Top 45 KIPP\n(KLT)",
        title="Dinkes Kebumen Borong Penghargaan Inovasi",
    )
    assert told(found)["innovations"] == [
        (
            "Gelas Bening",
            "Gerakan Lansia Sehat Bersama Lingkungan",
            ("Puskesmas Ambal I",),
            "33.05",
            2019,
        ),
        ("Sikat Gigi", "Siswa Kuat dengan Gizi", ("Puskesmas Mirit",), "33.05", None),
        ("Rantang Ibu", None, ("Puskesmas Prembun",), "33.05", None),
    ]


def test_many_services_of_one_body(extraction: ExtractionOf) -> None:
    found = extraction(
        "Disdukcapil Kabupaten Blora menjalankan sejumlah inovasi, di antaranya adalah Jemput Bola"
        " Sekolah, KTP Sehari Jadi (Kasejadi), dan Layanan Malam Minggu atau Layangmami. Selain"
        " itu, ada pula Adminduk Peduli Difabel (Apel Dif).",
        title="Disdukcapil Blora Jemput Bola",
    )
    assert told(found)["innovations"] == [
        (name, expansion, ("Disdukcapil",), "33.16", None)
        for name, expansion in (
            ("Jemput Bola Sekolah", None),
            ("Kasejadi", "KTP Sehari Jadi"),
            ("Layangmami", "Layanan Malam Minggu"),
            ("Apel Dif", "Adminduk Peduli Difabel"),
        )
    ]


def test_acronym_of_a_police_unit(extraction: ExtractionOf) -> None:
    found = extraction(
        "Polres Pati meluncurkan aplikasi pengaduan 'Sikap Tegas', singkatan dari Sistem Informasi"
        " Kepolisian Aduan Pati, Tepat, Gesit dan Selaras. Kapolres Pati AKBP Budi Anu mengatakan"
        " aplikasi Sikap Tegas dapat diakses 24 jam.",
        title="Polres Pati Luncurkan 'Sikap Tegas'",
        published=date(2021, 6, 1),
    )
    assert told(found)["innovations"] == [
        (
            "Sikap Tegas",
            "Sistem Informasi Kepolisian Aduan Pati, Tepat, Gesit dan Selaras",
            ("Polres Pati",),
            "33.18",
            2021,
        )
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "Bupati Kebumen meresmikan jembatan baru. Warga senang.", "Jembatan Dibuka", id="bridge"
        ),
        pytest.param("Harga cabai di Pasar Brebes naik.", "", id="prices"),
        pytest.param("x", "", id="one-character"),
        pytest.param("", "x", id="one-character-title"),
        pytest.param("(", "", id="one-bracket"),
        pytest.param("“", "”", id="one-quote"),
        pytest.param("😀😀 (😀)", "😀", id="emoji"),
        pytest.param("مبادرة جديدة (مبادرة الصحة) من الوزارة", "", id="right-to-left"),
        pytest.param("\u200b \u00a0\n\u2028", "x", id="odd-spaces"),
        pytest.param("1.\n2.\n3.", "", id="empty-list"),
        pytest.param("The committee met in London yesterday.", "", id="English"),
    ],
)
def test_articles_that_tell_of_nothing(extraction: ExtractionOf, text: str, title: str) -> None:
    found = extraction(text, title=title)
    assert not found.relevant
    assert told(found) == {"innovations": [], "awards": [], "replications": [], "counts": []}


def test_an_article_of_a_title_alone(extraction: ExtractionOf) -> None:
    found = extraction("", title="Disperindag Kebumen Luncurkan Inovasi “Lapak Kita”")
    assert told(found)["innovations"] == [("Lapak Kita", None, ("Disperindag",), "33.05", None)]
    assert {span.field for span in found.innovations[0].evidence} == {"title"}


def test_an_article_in_capitals(extraction: ExtractionOf) -> None:
    found = extraction(
        "DINAS KESEHATAN KABUPATEN KEBUMEN MEMBUAT INOVASI SIGAP (SISTEM GAWAT CEPAT PASIEN)."
    )
    assert told(found)["innovations"] == [
        ("SIGAP", "SISTEM GAWAT CEPAT PASIEN", ("DINAS KESEHATAN",), "33.05", None)
    ]


def test_emoji_and_foreign_letters_shift_no_offset(extraction: ExtractionOf) -> None:
    text = "😀 مرحبا é Inovasi Lapak Kita 😀 milik Dinas Sosial Kabupaten Kebumen."
    (found,) = extraction(text).innovations
    name = found.evidence[0]
    assert (name.quote, text[name.start : name.end]) == ("Lapak Kita", "Lapak Kita")


# Words, signs and breaks that make finders meet; any other character may stand between.
PIECES = st.one_of(
    st.sampled_from(
        "inovasi|aplikasi|program|bernama|yang diberi nama|“|”|\"|'|‘|(|)|[|]|,|;|:|.|-|–|/|+|•|1."
        "|a)|\n|\n\n|dan|serta|yakni|antara lain|singkatan dari|kepanjangan dari|atau|alias"
        "|disingkat|Lapak Kita|SIGAP|Sistem Gawat Cepat Pasien|Gerakan Rawat Sungai|Dinas Kesehatan"
        "|Puskesmas Melati II|Kabupaten Kebumen|Kota Tegal|Pemkab Brebes|meluncurkan|merupakan"
        "|masuk Top 45|meraih juara I|tahun 2019|sejak|Kepala|Andi Anu|S.Kep.|Inovasi ini dari|Rp 2"
        "|mereplikasi|belajar ke|42 inovasi|e-Lapak|si Pakem|D'Lapak|3 in 1|KIPP|Baca juga:|Seperti"
        "|\u00a0|\u2028|\u200b|😀|مبادرة|ß|½|Ⅳ".split("|")
    ),
    st.text(max_size=4),
)
TEXTS = st.builds(str.join, st.sampled_from(["", " ", " "]), st.lists(PIECES, max_size=25))


def check_evidence(article: Article, found: Extraction) -> None:
    texts = {"title": article.title, "text": article.text}
    for item in (*found.innovations, *found.awards, *found.replications, *found.counts):
        assert item.evidence
        assert all(texts[e.field][e.start : e.end] == e.quote for e in item.evidence)
    for mention in found.innovations:
        assert mention.evidence[0].quote == mention.name == mention.name.strip()
        assert all(any(s in text for text in texts.values()) for s in mention.surfaces)
        assert len(set(mention.surfaces)) == len(mention.surfaces)
        for told_as in (mention.expansion, mention.description):
            assert told_as is None or any(told_as in text for text in texts.values())
    ids = [mention.local_id for mention in found.innovations]
    assert ids == [f"i{number + 1}" for number in range(len(ids))]
    assert {a.innovation for a in found.awards} - {None} <= set(ids)
    assert {r.innovation for r in found.replications} - {None} <= set(ids)
    assert found.relevant is bool(
        found.innovations or found.awards or found.replications or found.counts
    )


@settings(deadline=None, max_examples=400)
@given(TEXTS, TEXTS)
def test_any_text_gives_valid_evidence(text: str, title: str) -> None:
    article = make_article(title=title, text=text + ".")
    found = extract_article(article)
    check_evidence(article, found)
    assert extract_article(article) == found


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_characters_are_borne(text: str) -> None:
    article = make_article(title="x", text=text)
    check_evidence(article, extract_article(article))


def test_a_title_adds_no_other_innovation(extraction: ExtractionOf) -> None:
    text = "Inovasi Lapak Kita milik Disperindag Kabupaten Kebumen ramai."
    with_title = extraction(text, title="Lapak Kita Ramai di Kebumen")
    assert [m.name for m in with_title.innovations] == ["Lapak Kita"]
    assert told(with_title) == told(extraction(text))


def test_a_rank_with_a_turkish_letter(extraction: ExtractionOf) -> None:
    assert extraction("Inovasi Lapak Kita meraih Juara İ di Kebumen.").relevant


def test_list_after_yakni(extraction: ExtractionOf) -> None:
    found = extraction(
        "Tiga inovasi Pemerintah Kota Magelang lolos Top 99 Kompetisi Inovasi Pelayanan Publik"
        " tahun 2020. Yakni:\n1. Rumah Terang – Dinas Perhubungan\n"
        "2. Sapu Lidi (Sadar Pungut Limbah Diri) – Dinas Lingkungan Hidup\n"
        "3. Kelas Warung: belajar usaha untuk ibu – Dinas Perdagangan\n"
        "Wali Kota Magelang Andi Anu berharap ketiganya masuk Top 45.",
        title="Tiga Inovasi Kota Magelang Melaju ke Top 99",
    )
    assert [(m.name, m.owners) for m in found.innovations] == [
        ("Rumah Terang", ("Dinas Perhubungan",)),
        ("Sapu Lidi", ("Dinas Lingkungan Hidup",)),
        ("Kelas Warung", ("Dinas Perdagangan",)),
    ]


@pytest.mark.xfail(strict=True, reason="a body of the headline is taken with words that follow it")
def test_a_village_that_the_headline_names(extraction: ExtractionOf) -> None:
    found = extraction(
        "Pemerintah Desa Sukamaju, Kabupaten Kebumen, punya cara mengatasi susah sinyal. Desa itu"
        " membuat program bernama Kampung Sinyal.",
        title="Kampung Sinyal, Jurus Pemdes Sukamaju Tekan Blank Spot",
    )
    assert [(m.name, m.owners) for m in found.innovations] == [
        ("Kampung Sinyal", ("Pemerintah Desa Sukamaju",))
    ]


def test_a_hospital_with_its_short_form(extraction: ExtractionOf) -> None:
    found = extraction(
        "Rumah Sakit Umum Daerah (RSUD) Melati Kabupaten Brebes meluncurkan inovasi Siaga Jantung"
        " atau disingkat Siajan.",
    )
    assert "Melati" in found.innovations[0].owners[0]


@pytest.mark.xfail(strict=True, reason="a second name with its owner, joined by dan, is not seen")
def test_two_names_with_owners_and_no_cue(extraction: ExtractionOf) -> None:
    found = extraction(
        "Rombongan belajar inovasi ke Kabupaten Banyumas. Mereka tertarik pada Pasar Sepuh"
        " (Pelayanan Santun Ramah untuk Sepuh) milik Dinas Sosial dan Antar Obat Malam milik RSUD"
        " Melati."
    )
    assert [m.name for m in found.innovations] == ["Pasar Sepuh", "Antar Obat Malam"]
