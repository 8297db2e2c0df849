import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import body_types
from extract.bodies import BodyMention, find_bodies
from extract.bodies.names import facts, types_by_functions, types_of_blend


def names(text: str) -> list[str]:
    return [body.text for body in find_bodies(text)]


def only(text: str) -> BodyMention:
    (body,) = find_bodies(text)
    return body


DEPARTMENTS = [
    ("Acara dibuka Dinas Kesehatan kemarin.", "Dinas Kesehatan", "dinas-kesehatan"),
    ("milik Disdukcapil setempat", "Disdukcapil", "dinas-dukcapil"),
    ("oleh dinas lingkungan hidup.", "dinas lingkungan hidup", "dinas-lh"),
    (
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana hadir",
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana",
        "dinas-p3a-kb",
    ),
    ("Dinas Perikanan & Kelautan membuka", "Dinas Perikanan & Kelautan", "dinas-kp"),
    (
        "Dinas Kependudukan dan Pencatatn Sipil",
        "Dinas Kependudukan dan Pencatatn Sipil",
        "dinas-dukcapil",
    ),
    ("DINAS PERHUBUNGAN RESMIKAN HALTE", "DINAS PERHUBUNGAN", "dinas-perhubungan"),
    (
        "Dinas\nPerpustakaan dan Kearsipan",
        "Dinas\nPerpustakaan dan Kearsipan",
        "dinas-perpustakaan-arsip",
    ),
    ("lewat Dinas PUPR saja", "Dinas PUPR", "dinas-pupr"),
    ("oleh Badan Pendapatan Daerah.", "Badan Pendapatan Daerah", "bapenda"),
    ("menurut Bagian Ortala Setda tadi", "Bagian Ortala Setda", "bagian-organisasi"),
    ("Biro Organisasi Pemerintah Provinsi", "Biro Organisasi", "biro-organisasi"),
    ("Kementerian Dalam Negeri menilai", "Kementerian Dalam Negeri", "kemendagri"),
    ("Dinparpora menata taman", "Dinparpora", "dinas-porapar"),
]


@pytest.mark.parametrize(
    ("text", "name", "body_type"), DEPARTMENTS, ids=[row[1] for row in DEPARTMENTS]
)
def test_finds_departments_with_their_type(text: str, name: str, body_type: str) -> None:
    body = only(text)
    assert (body.text, body.type) == (name, body_type)
    assert text[body.start : body.end] == name


UNITS = [
    ("di Puskesmas Tambak II tadi", "Puskesmas Tambak II", "puskesmas"),
    ("UPTD Puskesmas Sumpiuh I membuka", "UPTD Puskesmas Sumpiuh I", "puskesmas"),
    ("UPT. Puskesmas Kebasen membuka", "UPT. Puskesmas Kebasen", "puskesmas"),
    ("Puskesmas Kalimas Buka Sore Hari", "Puskesmas Kalimas", "puskesmas"),
    ("PUSKESMAS KALIMAS RAIH PIAGAM", "PUSKESMAS KALIMAS", "puskesmas"),
    ("di RSUD dr. R. Suwarno kemarin", "RSUD dr. R. Suwarno", "rsud"),
    ("Rumah Sakit Umum Daerah Sanggau", "Rumah Sakit Umum Daerah Sanggau", "rsud"),
    ("RSUD Kota Salatiga buka", "RSUD Kota Salatiga", "rsud"),
    ("SMP 02 Kebumen juara", "SMP 02 Kebumen", "smp"),
    ("siswa SDN 3 Karangsari menanam", "SDN 3 Karangsari", "sd"),
    ("Sekolah Dasar Negeri 14 menang", "Sekolah Dasar Negeri 14", "sd"),
    ("Kecamatan Magelang Utara menang", "Kecamatan Magelang Utara", "kecamatan"),
    ("warga Kelurahan Sidorukun datang", "Kelurahan Sidorukun", "kelurahan"),
    ("Polres Wonosobo membuka loket", "Polres Wonosobo", "polres"),
    ("Ditlantas Polda Lampung membuka loket", "Ditlantas Polda Lampung", "polres"),
    ("Pengadilan Negeri (PN) Sragen membuka", "Pengadilan Negeri (PN) Sragen", "pengadilan"),
    ("Lapas Kelas IIB Cilacap membuka", "Lapas Kelas IIB Cilacap", "lapas"),
    ("Kantor Imigrasi Kelas I TPI Tarakan", "Kantor Imigrasi Kelas I TPI Tarakan", "imigrasi"),
    ("Kantor Pertanahan Kabupaten Demak", "Kantor Pertanahan Kabupaten Demak", "kantor-pertanahan"),
    ("Perumda Air Minum Tirta Mulia", "Perumda Air Minum Tirta Mulia", "pdam"),
    ("UPTD Balai Benih Ikan melepas benih", "UPTD Balai Benih Ikan", "uptd-perikanan"),
    ("Balai Penyuluh Pertanian Sokaraja", "Balai Penyuluh Pertanian Sokaraja", "bpp-penyuluhan"),
]


@pytest.mark.parametrize(("text", "name", "body_type"), UNITS, ids=[row[1] for row in UNITS])
def test_finds_units_with_the_name_of_their_place(text: str, name: str, body_type: str) -> None:
    body = only(text)
    assert (body.text, body.type, body.is_unit) == (name, body_type, True)


LISTS = [
    ("Dinas Kesehatan dan Dinas Pendidikan", ["Dinas Kesehatan", "Dinas Pendidikan"]),
    ("Dinas Kesehatan, Dinas Sosial", ["Dinas Kesehatan", "Dinas Sosial"]),
    ("Dinas Kesehatan, dan Pengelolaan sampah", ["Dinas Kesehatan"]),
    ("Dinas Kesehatan, Pendidikan anak usia dini", ["Dinas Kesehatan"]),
    ("Puskesmas Tambak II dan Puskesmas Kalimas", ["Puskesmas Tambak II", "Puskesmas Kalimas"]),
    ("Puskesmas Kalimas. Kemudian warga pulang", ["Puskesmas Kalimas"]),
    ("Dinas Kesehatan\nPuskesmas Kalimas", ["Dinas Kesehatan", "Puskesmas Kalimas"]),
    ("Bapenda, BPKAD dan Satpol PP", ["Bapenda", "BPKAD", "Satpol PP"]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_names_stop_where_another_thing_begins(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "puskesmas di kota itu",
        "surat dinas dari kantor",
        "Surat Dinas Elektronik",
        "badan jalan dan bagian utara",
        "Pemkab, OPD, SKPD, DPRD dan Forkopimda",
        "di Balai Kota lama",
        "Badan Hukum Yayasan",
        "pa dan ma pulang ke rs",
        "lan sd pn ba",
        "Dana Desa 2025",
        "SMK Jawa Timur",
        "SMA 207 orang dan SMK 49 orang",
        "Diskusi, Disiplin, Distribusi, Dipandang, Dinamika",
    ],
)
def test_common_words_are_no_bodies(text: str) -> None:
    assert names(text) == []


REGIONS = [
    ("Dinas Kesehatan Kabupaten Banggai", "Dinas Kesehatan", "72.01", " Kabupaten Banggai"),
    ("Disdukcapil Padang Pariaman", "Disdukcapil", "13.05", " Padang Pariaman"),
    ("Bappeda Kab. Demak", "Bappeda", "33.21", " Kab. Demak"),
    ("Dinas Sosial Provinsi Jawa Timur", "Dinas Sosial", "35", " Provinsi Jawa Timur"),
    ("Dinas Sosial Pemkot Solok", "Dinas Sosial", "13.72", " Pemkot Solok"),
    ("Puskesmas Sumpiuh II Banyumas", "Puskesmas Sumpiuh II", "33.02", " Banyumas"),
    ("Puskesmas Sumpiuh II", "Puskesmas Sumpiuh II", "33.02", ""),
    ("Polres Banyumas", "Polres Banyumas", "33.02", ""),
    ("Puskesmas Tambak II", "Puskesmas Tambak II", None, ""),
    ("Desa Sumpiuh", "Desa Sumpiuh", None, ""),
    ("Dinas Sosial Solok", "Dinas Sosial", None, " Solok"),
]


@pytest.mark.parametrize(
    ("text", "name", "region", "rest"), REGIONS, ids=[row[0] for row in REGIONS]
)
def test_a_following_region_is_told_but_left_out_of_the_name(
    text: str, name: str, region: str | None, rest: str
) -> None:
    body = only(text)
    assert (body.text, body.region) == (name, region)
    assert text[body.end : body.region_end] == rest


ALIASES = [
    ("Dinas Komunikasi dan Informatika (Diskominfo) menata", "Diskominfo", " (Diskominfo)"),
    ("Dinas Lingkungan Hidup dan Kehutanan (LHK) menata", "LHK", " (LHK)"),
    ("Dinas Kesehatan Kota Solok (Dinkes) menata", "Dinkes", " Kota Solok (Dinkes)"),
    ("Dinas Kesehatan (Rabu, 3/4) menata", None, None),
    ("Dinas Kesehatan (Mantap) menata", None, None),
]


@pytest.mark.parametrize(("text", "alias", "rest"), ALIASES, ids=[row[0] for row in ALIASES])
def test_a_short_form_in_brackets_belongs_to_the_body(
    text: str, alias: str | None, rest: str | None
) -> None:
    body = only(text)
    assert body.alias == alias
    assert (body.alias_end and text[body.end : body.alias_end]) == rest


def test_a_region_after_the_bracket_is_told_too() -> None:
    text = "Badan Pendapatan Daerah (Bapenda) Kabupaten Demak membuka loket"
    body = only(text)
    assert (body.region, text[body.end : body.region_end]) == (
        "33.21",
        " (Bapenda) Kabupaten Demak",
    )


OFFICEHOLDERS = [
    ("Kepala Dinas Kesehatan berkata", "Dinas Kesehatan", "dinas-kesehatan"),
    ("Kadis Kesehatan berkata", "Kadis Kesehatan", "dinas-kesehatan"),
    ("Kadinkes Demak berkata", "Kadinkes", "dinas-kesehatan"),
    ("Direktur RSUD dr. Suwarno berkata", "RSUD dr. Suwarno", "rsud"),
    ("Kapolres Wonosobo AKBP Budi berkata", "Kapolres Wonosobo", "polres"),
    ("Camat Sumpiuh Slamet berkata", "Camat Sumpiuh", "kecamatan"),
    ("Lurah Sidorukun berkata", "Lurah Sidorukun", "kelurahan"),
    ("Kalapas berkata", "Kalapas", "lapas"),
    ("Sekda Demak berkata", "Sekda", "setda"),
]


@pytest.mark.parametrize(
    ("text", "name", "body_type"), OFFICEHOLDERS, ids=[row[1] for row in OFFICEHOLDERS]
)
def test_officeholders_are_marked(text: str, name: str, body_type: str) -> None:
    body = only(text)
    assert (body.text, body.type, body.officeholder) == (name, body_type, True)


def test_a_department_after_its_officer_counts_as_the_office_too() -> None:
    bidang, dinas = find_bodies("Kepala Bidang Kesehatan Masyarakat Dinas Kesehatan Demak hadir")
    assert bidang.officeholder
    assert dinas.officeholder
    assert not only("inovasi Dinas Kesehatan Demak").officeholder


def test_ambiguous_short_forms_keep_their_candidates() -> None:
    body = only("disampaikan DKP kemarin")
    assert body.type is None
    assert set(body.candidates) == {"dinas-ketahanan-pangan", "dinas-kp"}


def test_the_field_is_handed_on() -> None:
    assert [body.field for body in find_bodies("Bapenda", "title")] == ["title"]


def test_unknown_departments_get_the_type_with_the_same_functions() -> None:
    keys = ("pertanian", "ketahanan", "pangan", "peternakan")
    assert types_by_functions("dinas", keys) == ("dinas-pertanian-kp",)
    assert types_by_functions("dinas", ("antariksa",)) == ()


def test_blends_are_read_by_their_fragments() -> None:
    assert types_of_blend("Disnakbun") == ("dinas-perkebunan",)
    assert types_of_blend("Disiplin") == ()


def test_every_type_in_the_facts_exists() -> None:
    heads = [*facts()["place_head"], *facts()["open_head"]]
    assert {head["type"] for head in heads} <= set(body_types())


@given(st.text(alphabet="DinasKehtPuxUPTRSd 1I.,()-&/\n", max_size=120))
def test_mentions_quote_the_text_in_order_without_overlaps(text: str) -> None:
    last = 0
    for body in find_bodies(text):
        assert text[body.start : body.end] == body.text
        assert last <= body.start < body.end <= body.region_end
        last = body.end


@pytest.mark.parametrize(
    "unit",
    ["UPT ", "Dinas Kesehatan, ", "Puskesmas ", "Dinas Kesehatan dan ", "Polres (PN) ", "SD 1 "],
)
def test_repetitions_take_linear_time(unit: str) -> None:
    start = time.process_time()
    find_bodies(unit * 20_000)
    assert time.process_time() - start < 5
