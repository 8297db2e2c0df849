"""Whole innovations: what is one and what is none, and the record that is made of it."""

from collections.abc import Callable

import pytest
from bracket_pairs import read_expansions, read_other_brackets

from corpus.records import Article, Mention

ArticleOf = Callable[..., Article]
MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

NAMES = {
    "acronym": "SIRASA",
    "two words": "Lapak Kita",
    "ordinary words": "Sate Kambing",
    "joining word": "Belanja di Rumah",
    "English": "One Day for All",
    "prefix": "e-Panen",
    "particle": "si Pakem",
    "apostrophe": "D'Lapak",
    "number": "Siaga 217",
    "hyphen": "Call-217",
    "underscore": "Pasar_jek",
    "point inside": "UPT.LK",
    "mixed case": "SiLaPaK",
    "suffix": "LapakKu",
    "long": "Jemput Sampah Gang Kecil Sabtu Pagi",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize(
    "pattern",
    [
        "Inovasi {} milik Dinas Sosial Kabupaten Kebumen menang.",
        "Dinas Sosial Kabupaten Kebumen meluncurkan inovasi “{}” kemarin.",
    ],
    ids=["plain", "quoted"],
)
def test_shapes_of_names(mention: MentionOf, pattern: str, name: str) -> None:
    found = mention(pattern.format(name))
    assert (found.name, found.owners, found.region) == (name, ("Dinas Sosial",), "33.05")


NOTHING = {
    "slogan": "Pemkab Kebumen mendukung gerakan One Agency One Innovation.",
    "contest": "Dinas Sosial Kebumen mengikuti Kompetisi Inovasi Pelayanan Publik (KIPP).",
    "contest of the government": "Kebumen ikut Innovative Government Award (IGA) untuk inovasi.",
    "portal": "Dinas Sosial Kebumen mendaftarkan inovasi lewat aplikasi SINOVIK.",
    "portal, scanned": "Dinas Sosial Kebumen mendaftarkan inovasi lewat aplikasi SlNOVlK.",
    "complaints": "Warga Kebumen mengadu lewat aplikasi LAPOR! milik pemerintah.",
    "health insurance": "Puskesmas Melati Kebumen memakai aplikasi Mobile JKN.",
    "budget system": "Pemkab Kebumen memakai aplikasi SIPD untuk inovasi.",
    "e-government": "Pemkab Kebumen menerapkan Sistem Pemerintahan Berbasis Elektronik (SPBE).",
    "messengers": "Dinas Sosial Kebumen mengunduh aplikasi WhatsApp dan Google Maps.",
    "degree": "Inovasi itu dipaparkan Budi Anu, S.Kep., di Kabupaten Kebumen.",
    "doctor": "Inovasi disampaikan dr. Budi Anu, M.Kes. (Kepala Puskesmas Melati).",
    "minister": "Penghargaan diserahkan Menteri Sosial, Andi Anu, kepada inovator Kebumen.",
    "motto of an event": "Dinas Pendidikan Kebumen menggelar acara bertema “Inovasi untuk Negeri”.",
    "festival": "Dinas Pariwisata menggelar festival bertajuk “Kebumen Menari”.",
    "seminar": "Inovasi Kebumen dibahas dalam seminar bertajuk “Kota Ramah”.",
    "local contest": "Lomba bertajuk “Kebumen Innovation Award” dibuka.",
    "pupils": "Siswa SMA Negeri 1 Kebumen membuat alat bernama Sapu Angin.",
    "Krenova": "Siswa menciptakan inovasi “Sepatu Listrik” di lomba Krenova Kabupaten Kebumen.",
    "regulation": "Peraturan Bupati Nomor 5 tentang inovasi daerah terbit di Kebumen.",
    "speech": "“Inovasi harus terus dilakukan,” ujar Bupati Kebumen.",
    "common nouns": "Bank sampah dan posyandu dikelola warga Kebumen dengan inovasi.",
    "region": "Inovasi Kabupaten Kebumen meningkat.",
    "body": "Inovasi Dinas Kesehatan diumumkan.",
    "office": "Inovasi Bupati Kebumen dipuji.",
    "rank": "Inovasi Top 45 di Kebumen diumumkan.",
    "general words": "Inovasi Pelayanan Publik Digital di Kebumen meningkat.",
    "partner project": "Proyek Transformasi GIZ bersama inovasi Kebumen.",
    "link": "Baca juga: Inovasi Lapak Kita Milik Disperindag Kebumen",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_what_is_no_innovation(mentions: MentionsOf, text: str) -> None:
    assert mentions(text) == []


def test_a_mention_carries_its_proof(article: ArticleOf, mention: MentionOf) -> None:
    text = (
        "KEBUMEN – Dinas Sosial membuka inovasi Sigap (Sistem Gawat Pasien). SIGAP ramai dipakai."
    )
    found, whole = mention(text), article(text)
    told = [(span.role, span.quote) for span in found.evidence]
    assert told == [
        ("name", "Sigap"),
        ("name", "SIGAP"),
        ("expansion", "Sistem Gawat Pasien"),
        ("owner", "Dinas Sosial"),
        ("sentence", "KEBUMEN – Dinas Sosial membuka inovasi Sigap (Sistem Gawat Pasien)."),
    ]
    assert all(whole.text[span.start : span.end] == span.quote for span in found.evidence)
    assert found.surfaces == ("Sigap", "SIGAP")
    assert found.sector is None
    assert found.found_by.partition("@")[2].isdigit()


def test_local_ids_count_in_order_of_appearance(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi Lapak Kita milik Disperindag Kebumen. Inovasi Kebun Pintar milik Dinas Pertanian.",
        title="Inovasi “Sapa Lansia” Dinas Sosial Kebumen",
    )
    assert [(m.local_id, m.name) for m in found] == [
        ("i1", "Lapak Kita"),
        ("i2", "Kebun Pintar"),
        ("i3", "Sapa Lansia"),
    ]


def test_clearer_mentions_are_surer(mention: MentionOf) -> None:
    plain = mention("Inovasi Lapak Kita laris di Kebumen.")
    clear = mention("Inovasi “Lapak Kita” (Layanan Pasar Kita) milik Disperindag Kebumen laris.")
    assert 0.0 < plain.confidence < clear.confidence < 1.0


@pytest.mark.parametrize(
    ("pattern", "floor"),
    [
        pytest.param("Kabupaten Banyumas memiliki inovasi {name} ({long}).", 0.89, id="name-first"),
        pytest.param("Kabupaten Banyumas memiliki inovasi {long} ({name}).", 0.78, id="long-first"),
    ],
)
def test_share_of_real_pairs_found_in_a_sentence(
    mentions: MentionsOf, pattern: str, floor: float
) -> None:
    hits = [
        any(
            (m.name, m.expansion) == pair
            for m in mentions(pattern.format(name=pair[0], long=pair[1]))
        )
        for pair in read_expansions()
    ]
    assert sum(hits) >= floor * len(hits)  # 0.908 and 0.796 when written


def test_other_brackets_seldom_become_expansions(mentions: MentionsOf) -> None:
    rows = read_other_brackets()
    wrong = [
        name
        for name, words in rows
        for m in mentions(f"Kabupaten Banyumas memiliki inovasi {name} ({words}).")
        if m.expansion is not None
    ]
    assert len(wrong) <= 0.2 * len(rows)  # 3 of 20 when written


def test_a_name_that_ends_like_an_address(mention: MentionOf) -> None:
    assert (
        mention("Inovasi LapakWarga.id milik Dinas Sosial Kebumen menang.").name == "LapakWarga.id"
    )


@pytest.mark.xfail(
    strict=True, reason="prepositions in capitals stay in names of texts in capitals"
)
def test_a_text_in_capitals(mention: MentionOf) -> None:
    found = mention("INOVASI LAPAK KITA MILIK DINAS PERDAGANGAN KABUPATEN KEBUMEN LARIS.")
    assert (found.name, found.owners) == ("LAPAK KITA", ("DINAS PERDAGANGAN",))


def test_applications_of_students(mentions: MentionsOf) -> None:
    assert mentions("Mahasiswa universitas menciptakan aplikasi bernama TaniKu di Kebumen.") == []


@pytest.mark.xfail(strict=True, reason="pupils or a company in the sentence speak against its name")
@pytest.mark.parametrize(
    ("text", "name", "owner"),
    [
        (
            "SMP Negeri 2 Kebumen menerapkan inovasi Tabungan Plastik bagi siswa.",
            "Tabungan Plastik",
            "SMP Negeri 2 Kebumen",
        ),
        (
            "Perumda Air Minum Tirta Melati Kebumen meluncurkan inovasi Kran Bersih, kata direktur"
            " perusahaan.",
            "Kran Bersih",
            "Perumda Air Minum Tirta Melati Kebumen",
        ),
    ],
    ids=["school", "public-company"],
)
def test_services_of_schools_and_public_companies(
    mention: MentionOf, text: str, name: str, owner: str
) -> None:
    found = mention(text)
    assert (found.name, found.owners) == (name, (owner,))


OPENED = "{} Lapak Kita merupakan inovasi Dinas Sosial Kabupaten Kebumen."


@pytest.mark.parametrize("opener", ["Dan", "Lalu", "Selanjutnya", "Inovasi", "Melalui", "Dengan"])
def test_words_before_a_name_at_the_start_of_a_sentence(mention: MentionOf, opener: str) -> None:
    assert mention(OPENED.format(opener)).name == "Lapak Kita"


@pytest.mark.parametrize(
    "opener",
    ["Berkat", "Kini", "Hingga", "Sejak", "Meski", "Terkait", "Setelah", "Usai", "Sebelumnya"],
)
def test_words_that_open_a_sentence_are_no_part(mention: MentionOf, opener: str) -> None:
    assert mention(OPENED.format(opener)).name == "Lapak Kita"


@pytest.mark.parametrize("opener", ["Namun", "Saat", "Bahkan", "Inilah"])
def test_words_with_which_no_name_begins_are_left_out(mention: MentionOf, opener: str) -> None:
    assert mention(OPENED.format(opener)).name == "Lapak Kita"
