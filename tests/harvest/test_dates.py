import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harvest.dates import find_published

TODAY = date(2026, 3, 14)
JUNE = date(2020, 6, 23)
MARCH = date(2021, 3, 12)
BODY = (
    "Bupati meresmikan layanan antar obat bagi lansia di halaman pendopo. Layanan itu berjalan "
    "sejak awal tahun dan menjangkau dua puluh desa di tiga kecamatan."
)
SECOND = (
    "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang, "
    "sehingga warga tidak perlu lagi mengantre di puskesmas untuk obat rutin."
)

FOUND = {
    "line above": (f"Kamis, 19 November 2020\n{BODY}", date(2020, 11, 19), "own_line"),
    "line below": (f"{BODY}\n\n\nKamis, 19 November 2020", date(2020, 11, 19), "own_line"),
    "time": (f"Selasa, 23 Juni 2020 - 10:13 WIB\n{BODY}", JUNE, "own_line"),
    "place in front": (f"Klaten | Selasa, 23 Juni 2020 - 10:13 WIB\n{BODY}", JUNE, "own_line"),
    "place and date": (f"Klaten, 23 Juni 2020.\n{BODY}", JUNE, "own_line"),
    "rubrics behind": (f"23 Juni 2020, 17:46 WIB | Kesehatan | Klaten\n{BODY}", JUNE, "own_line"),
    "host in front": (f"suara.example - 23/06/2020, 15:04 WIB\n{BODY}", JUNE, "own_line"),
    "view counter": (f"Selasa, 23 Jun 2020 13:39:09 512\n{BODY}", JUNE, "own_line"),
    "under a breadcrumb": (f"Beranda / Daerah\n\n23 Juni 2020\n{BODY}", JUNE, "own_line"),
    "updated later": (
        f"Selasa, 23 Juni 2020 | 17:47 WIB Last Updated 2020-06-25T11:29:06Z\n{BODY}",
        JUNE,
        "own_line",
    ),
    "oleh": (f"Oleh Humas, Selasa, 23 Juni 2020 | 21:23 WIB\n{BODY}", JUNE, "byline"),
    "diposting": (f"Diposting oleh admin pada 23-06-2020\n{BODY}", JUNE, "byline"),
    "label behind": (f"Selasa, 23 Juni 2020 03:34:12 - Oleh : Humas\n{BODY}", JUNE, "byline"),
    "posted": (f"Posted by klaten on 23rd Juni 2020\n{BODY}", JUNE, "byline"),
    "views like a year": (
        f"Diposting oleh Admin pada 23-06-2020 | Dibaca 2021 kali\n{BODY}",
        JUNE,
        "byline",
    ),
    "views like a year in front": (f"Dilihat: 2021 | 23 Juni 2020\n{BODY}", JUNE, "own_line"),
    "views like a year behind": (f"Klaten, 23 Juni 2020 | 2021 views\n{BODY}", JUNE, "own_line"),
    "reporter and views": (
        f"Tanggal 23 Jun 2020 - Laporan Novita - 1019 Views\n{BODY}",
        JUNE,
        "byline",
    ),
    "byline beats a bare line": (
        f"Jumat, 26 Juni 2020 | 16:15 WIB\nOleh Humas, Selasa, 23 Juni 2020\n{BODY}",
        JUNE,
        "byline",
    ),
    "dateline": (f"KLATEN, 12/3/2021 – {BODY}", MARCH, "dateline"),
    "dateline in brackets": (f"Klaten (12/3/2021) – {BODY}", MARCH, "dateline"),
    "dateline with its weekday in brackets": (
        f"KLATEN (Jumat, 12 Maret 2021) – {BODY}",
        MARCH,
        "dateline",
    ),
    "dateline with its time in brackets": (
        f"KLATEN (Jumat, 12 Maret 2021 08:15 WIB) – {BODY}",
        MARCH,
        "dateline",
    ),
    "dateline with outlet": (f"KLATEN (Suara Rakyat), 12 Maret 2021 - {BODY}", MARCH, "dateline"),
    "apostrophe in the place": (f"Ba’a, 12 Maret 2021 — {BODY}", MARCH, "dateline"),
    "line beats dateline": (
        f"13 Maret 2021\nKLATEN, 12/3/2021 – {BODY}",
        date(2021, 3, 13),
        "own_line",
    ),
    "headline repeated": (f"Obat Diantar Kurir\n23 Juni 2020\n{BODY}", JUNE, "own_line"),
    "end of a long text": (f"{BODY}\n" * 999 + "23 Juni 2020\n", JUNE, "own_line"),
    "one date twice": (f"23 Juni 2020\nSelasa, 23/06/2020\n{BODY}", JUNE, "own_line"),
}


@pytest.mark.parametrize(("text", "day", "found_from"), FOUND.values(), ids=FOUND.keys())
def test_finds_the_date_of_publication(text: str, day: date, found_from: str) -> None:
    found = find_published("Obat Diantar Kurir", text, today=TODAY)
    assert found is not None
    assert (found.day, found.precision, found.found_from) == (day, "day", found_from)


@pytest.mark.parametrize(("text", "day", "found_from"), FOUND.values(), ids=FOUND.keys())
def test_points_to_the_date_in_the_text(text: str, day: date, found_from: str) -> None:
    found = find_published("Obat Diantar Kurir", text, today=TODAY)
    assert found is not None
    again = find_published("", text[found.start : found.end], today=TODAY)
    assert again is not None
    assert again.day == day


ABSTAINED = {
    "nothing": BODY,
    "empty": "",
    "event in a sentence": f"{BODY} Acara itu digelar Rabu (18/11/2020) di pendopo.",
    "event without a year": f"{BODY} Acara itu digelar Rabu (26/8) lalu.",
    "event in front of the sentence": "Senin (4/5/2020), rombongan dinas sosial datang ke pendopo.",
    "event after the dash": "KLATEN – Senin (4/5/2020) dinas kesehatan menerima tamu di pendopo.",
    "event after a comma": "KLATEN - Ruang rapat bupati, Senin (4/5/2020), menjadi tempat acara.",
    "caption": f"Sosialisasi layanan di aula, Selasa, 14 Agustus 2018. Foto: Humas.\n{BODY}",
    "caption in brackets": f"Bupati pada peluncuran kurir obat, Selasa (14/8/2018)\n{BODY}",
    "photo credit": f"Foto: Humas, 14 Agustus 2018\n{BODY}",
    "no such day": f"31 Februari 2020\n{BODY}",
    "weekday contradicts": f"Senin, 23 Juni 2020\n{BODY}",
    "future": f"23 Juni 2050\n{BODY}",
    "long ago": f"23 Juni 1919\n{BODY}",
    "award with a year": f"Top 99 tahun 2019\n{BODY}",
    "decree": f"Peraturan Bupati Nomor 12 Tahun 2019\n{BODY}",
    "letter": f"Surat Edaran, 12 Maret 2019\n{BODY}",
    "two lines disagree": f"23 Juni 2020\n25 Juni 2020\n{BODY}",
    "two ends disagree": f"{BODY}\n23 Juni 2020\n25 Juni 2020",
    "range": f"21 - 23 Juni 2020\n{BODY}",
    "range of dates": f"21 Juni 2020 - 23 Juni 2020\n{BODY}",
    "range across months": f"30 Mei - 23 Juni 2020\n{BODY}",
    "schedule": f"{BODY}\nPendaftaran ditutup:\n23 Juni 2020",
    "deadline": f"{BODY}\nBatas waktu: 23 Juni 2020",
    "invitation": f"{BODY}\nHari/tanggal: Selasa, 23 Juni 2020",
    "only an update": f"Diperbarui 23 Juni 2020\n{BODY}",
    "today above the menu": f"Selasa , Juni 23 2020\nHome / Berita / Daerah\n{BODY}",
    "between paragraphs": f"{BODY}\n23 Juni 2020\n{BODY}\n{SECOND}",
    "related link": f"{BODY}\nBaca juga: Kurir Obat Diluncurkan, 23 Juni 2020",
    "another year beside it": f"Kurir Obat 2021, 23 Juni 2020\n{BODY}",
    "years in brackets": "Bupati Klaten (12 Maret 2021 – sekarang) meresmikan layanan di pendopo.",
    "weekday in brackets contradicts": f"KLATEN (Senin, 12 Maret 2021) – {BODY}",
    "telephone": f"{BODY}\n0812-1372-0188",
    "copyright": f"{BODY}\nCOPYRIGHT © Kantor Berita 2020",
}


@pytest.mark.parametrize("text", ABSTAINED.values(), ids=ABSTAINED.keys())
def test_abstains_rather_than_guess(text: str) -> None:
    assert find_published("Obat Diantar Kurir", text, today=TODAY) is None


@given(st.text(max_size=40), st.text(max_size=400))
def test_no_text_breaks_it(title: str, text: str) -> None:
    found = find_published(title, text, today=TODAY)
    assert found is None or 0 <= found.start < found.end <= len(text)


def test_is_quick_on_long_hostile_texts() -> None:
    start = time.process_time()
    for piece in ("12/3/", "Senin, ", "(12 Mei 2020", "a" * 50 + "\n", "12 Mei 2020\n", "Oleh "):
        find_published("", piece * 20_000, today=TODAY)
    assert time.process_time() - start < 5
