import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Article
from harvest.files import ReadOptions, read_inputs
from harvest.reading.article import read_article
from harvest.reading.boilerplate import clean_body

TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
FIRST = "Dinas kesehatan mengirim kurir ke dua puluh desa agar warga tidak mengantre obat lagi."
SECOND = "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang hari."
THIRD = "Layanan tersebut menjangkau tiga kecamatan tanpa biaya bagi warga lanjut usia."
BODY = [FIRST, SECOND, THIRD]

REMOVED = """
Baca juga: Jembatan Gantung Dibuka Lagi
Baca Juga : Jembatan Gantung Dibuka Lagi
BACA JUGA Jembatan Gantung Dibuka Lagi
Baca: Jembatan Gantung Dibuka Lagi
Baca juga
[Baca juga: Jembatan Gantung Dibuka Lagi]
Simak juga: Video Kurir Menyeberangi Sungai
Lihat juga: Foto-foto Kurir Obat
Pilihan Editor: Jembatan Gantung Dibuka Lagi
Artikel Terkait
Foto: Kurir menyerahkan obat kepada warga
Foto: Dok. Humas
Keterangan foto: kurir menyerahkan obat
Dok. Dinas Kesehatan
Kurir menyerahkan obat kepada warga di teras rumahnya (ANTARA FOTO/Siti Aminah/foc)
Kurir menyerahkan obat kepada warga di teras rumahnya. (Foto: Siti Aminah)
Kurir menyerahkan obat kepada warga (Dok. Dinas Kesehatan)
(Foto: Istimewa)
COPYRIGHT © ANTARA 2020
Copyright © 2020 Suara Rakyat
© 2020 Suara Rakyat
Dilarang keras mengambil konten tanpa izin
Cek berita dan artikel yang lain di Google News
Ikuti saluran WhatsApp Suara Rakyat untuk kabar terbaru
Bagikan
Bagikan: Facebook, Twitter, WhatsApp
Share on Facebook
Facebook | Twitter | WhatsApp
Tags: obat, desa, kurir
Halaman: 1 2 3 Selanjutnya
Halaman selanjutnya »
1 2 3 Lihat semua
Selanjutnya
Dibaca 120 kali
120 kali dibaca
Advertisement
SCROLL TO CONTINUE WITH CONTENT
[Gambas:Video Suara]
#kurir #obat
Editor: Joko Susilo
Pewarta: Siti Aminah Editor: Joko Susilo
Diposting oleh Redaksi
""".strip().split("\n")


@pytest.mark.parametrize("line", REMOVED)
def test_removes_what_is_no_part_of_an_article(line: str) -> None:
    assert clean_body("\n".join([FIRST, SECOND, line, THIRD]), TITLE).split("\n") == BODY


KEPT = """
Baca juga menjadi kebiasaan anak-anak di kampung itu setiap sore.
Baca tulis menjadi pelajaran utama di kampung itu.
Simak penjelasan kepala dinas berikut ini.
Terkait anggaran, kepala dinas meminta warga bersabar.
Rekomendasi: layanan diperluas ke sepuluh desa lain pada tahun depan.
Hak cipta motif batik didaftarkan oleh kelompok perajin.
Foto warga dipajang di balai desa sebagai tanda terima kasih.
Ikuti pelatihan ini dengan menghubungi WhatsApp nomor kantor desa.
Dapatkan layanan melalui WhatsApp atau Facebook milik puskesmas.
Warga dapat mengunduh aplikasi itu lewat telepon genggam.
Editor film dan penulis buku diundang ke desa untuk mengajar.
Halaman kantor desa menjadi tempat bermain.
Selanjutnya, kurir mengantar obat ke rumah.
Layanan dibuka Senin sampai Jumat (why).
Puskesmas meluncurkan layanan antar obat (PILAR).
1. Kurir berangkat pukul tujuh pagi
2. Kurir Obat (KUBAT), Dinas Kesehatan
Kategori umum diraih tiga desa.
""".strip().split("\n")


@pytest.mark.parametrize("line", KEPT)
def test_keeps_what_only_begins_like_it(line: str) -> None:
    lines = [FIRST, SECOND, line, THIRD]
    assert clean_body("\n".join(lines), TITLE).split("\n") == lines


def test_removes_the_repeated_headline_and_date() -> None:
    text = f"{TITLE.upper()}\nRabu, 26 Agustus 2020 08:15 WIB\n{FIRST}\n{SECOND}"
    assert clean_body(text, TITLE) == f"{FIRST}\n{SECOND}"


def test_leaves_a_text_of_nothing_else() -> None:
    assert clean_body("Baca juga: A\nTags: b", "") == "Baca juga: A\nTags: b"


LINK = "<a href=/x>Jembatan Gantung Dibuka Lagi</a>"
BLOCKS = {
    "paragraph": f"<p>Baca juga: {LINK}</p>",
    "bold": f"<p><strong>BACA JUGA: {LINK}</strong></p>",
    "without colon": f"<p><b>Baca Juga</b> {LINK}</p>",
    "card": f"<div><span>Baca Juga</span><h4>{LINK}</h4></div>",
    "heading and list": f"<h4>Baca juga:</h4><ul><li>{LINK}</li><li>{LINK}</li></ul>",
    "heading of one word": f"<h3>Terkait</h3><ul><li>{LINK}</li></ul>",
    "quotation": f"<blockquote><p>Simak juga: {LINK}</p></blockquote>",
    "table": f"<table><tr><td>Lihat juga: {LINK}</td></tr></table>",
    "caption": "<figure><img src=a><figcaption>Kurir tiba di desa.</figcaption></figure>",
    "called a caption": "<p class=wp-caption-text>Kurir tiba di desa dengan tas besar.</p>",
    "called related": f"<div class=related-posts><p>{THIRD[:50]}</p>{LINK}</div>",
    "share buttons": "<div class=share><a href=#>Facebook</a> <a href=#>Twitter</a></div>",
}


def page(middle: str) -> str:
    return (
        f"<html><body><h1>{TITLE}</h1><div class=isi><p>{FIRST}</p><p>{SECOND}</p>{middle}"
        f"<p>{THIRD}</p></div></body></html>"
    )


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_removes_blocks_of_a_page(block: str) -> None:
    assert read_article(page(block)).text.split("\n") == BODY


INSIDE = {
    "at the end": f"<p>{THIRD} <strong>Baca juga: {LINK}</strong></p>",
    "in the middle": f"<p>{FIRST} <b>Baca juga:</b> {LINK} {SECOND}</p>",
    "between line breaks": f"<p>{FIRST}<br>Baca juga: {LINK}<br>{SECOND}</p>",
}


@pytest.mark.parametrize("paragraph", INSIDE.values(), ids=INSIDE.keys())
def test_removes_an_invitation_inside_a_paragraph(paragraph: str) -> None:
    found = read_article(page(paragraph)).text
    assert "aca juga" not in found
    assert "Jembatan" not in found
    assert all(text in found for text in BODY)


def test_keeps_links_of_running_text() -> None:
    linked = f"<p>Menurut <a href=/b>Badan Pusat Statistik</a>, {FIRST.lower()}</p>"
    assert "Menurut Badan Pusat Statistik, dinas" in read_article(page(linked)).text


def test_keeps_a_body_that_is_called_a_sidebar() -> None:
    html = page("").replace("class=isi", "class='widget sidebar'")
    assert read_article(html).text.split("\n") == BODY


TEASER = (
    "<div class=item-title><a href=/x>Jembatan Gantung Desa Dibuka Kembali Pekan Ini</a></div>"
    "<div class=item-snippet>Warga menyambut pembukaan jembatan itu dengan doa bersama di tepi "
    "sungai sebelum matahari terbenam, kata lurah.</div>"
)
CARD = (
    "<div class=card><h5><a href=/b>Jembatan Gantung Desa Dibuka Kembali Pekan Ini</a></h5>"
    "<small>12 Juni 2026</small><p>Warga menyambut pembukaan jembatan itu dengan doa bersama di "
    "tepi sungai sebelum matahari terbenam, kata lurah desa...</p></div>"
)
ROW = (
    "<div><a href=/x>Jembatan Gantung Desa Dibuka Kembali Pekan Ini</a><small>1 Mei 2026</small>"
    "</div>"
)
BELOW = {
    "sidebar": f"<div class=sidebar>{TEASER * 5}</div>",
    "sidebar with a number": f"<div id=sidebar2>{TEASER * 5}</div>",
    "related articles": f"<div class=berita-terkait><h4>Berita Terkait</h4>{CARD * 3}</div>",
    "rows, then an agenda": f"<div>{ROW * 3}</div><h4>Agenda</h4><p>Rapat paripurna, 15 Mei</p>",
    "rows below a heading": f"<div><h3>Terpopuler</h3>{ROW * 5}</div>",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_takes_no_teasers_for_a_body_however_many(below: str) -> None:
    html = page("").replace("</body>", f"{below}</body>")
    assert read_article(html).text.split("\n") == BODY


def test_keeps_short_lines_at_the_end_above_rows_of_other_articles() -> None:
    items = ["Kartu tanda penduduk", "Kartu keluarga", "Surat pengantar desa"]
    shown = "".join(f"<p>{item}</p>" for item in items)
    html = page("").replace("</div></body>", f"<p>Syarat:</p>{shown}</div>{ROW * 4}</body>")
    assert read_article(html).text.split("\n") == [*BODY, "Syarat:", *items]


def test_keeps_a_body_called_a_sidebar_beside_many_teasers() -> None:
    html = page("").replace("class=isi", "class='widget sidebar'")
    html = html.replace("</body>", f"<div class=related>{TEASER * 5}</div></body>")
    assert read_article(html).text.split("\n") == BODY


def test_texts_that_people_give_are_left_alone(tmp_path: Path) -> None:
    text = f"{TITLE}\n{FIRST}\nBaca juga: Jembatan Gantung\nEditor: Joko"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read_inputs([tmp_path / "a.txt"], options=ReadOptions())
    assert isinstance(article, Article)
    assert article.text == text.partition("\n")[2]


@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_breaks_it(text: str, title: str) -> None:
    cleaned = clean_body(text, title)
    assert len(cleaned) <= len(text)


def test_is_quick_on_hostile_lines() -> None:
    start = time.process_time()
    for piece in ("Baca juga ", "(foto", "#a ", "facebook ", "1 2 ", "a (dok.", "copyright "):
        clean_body((piece * 40 + "\n") * 2000, "")
        clean_body(piece * 100_000, "")
    assert time.process_time() - start < 5
