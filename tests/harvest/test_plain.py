import time

import pytest

from harvest.plain import is_body, read_plain

LEAD = "Bupati meresmikan layanan antar obat bagi lansia di halaman pendopo kemarin."


def test_first_line_is_the_headline() -> None:
    draft = read_plain(f"Obat Diantar Kurir\n{LEAD}\nParagraf kedua.")
    assert (draft.title, draft.text) == ("Obat Diantar Kurir", f"{LEAD}\nParagraf kedua.")


def test_body_keeps_its_lines_and_odd_spaces() -> None:
    draft = read_plain(
        f"\n  \nObat Diantar Kurir\r\n\r\n{LEAD}\r\n\r\n\u00a0\r\n  Menjorok. \r\n\r\n"
    )
    assert draft.text == f"{LEAD}\n\n\u00a0\n  Menjorok. "


def test_headline_alone() -> None:
    draft = read_plain("Obat Diantar Kurir")
    assert (draft.title, draft.text) == ("Obat Diantar Kurir", "")


BODIES = {
    "long": "Bupati " + "meresmikan layanan antar obat " * 6,
    "dateline": f"KLATEN – {LEAD}",
    "dateline without spaces": f"KLATEN-{LEAD}",
    "dateline with outlet": f"Klaten (Suara Rakyat) - {LEAD}",
    "place and outlet": f"KLATEN, SUARA RAKYAT -- {LEAD}",
}


@pytest.mark.parametrize("line", BODIES.values(), ids=BODIES.keys())
def test_first_line_that_is_a_paragraph_is_no_headline(line: str) -> None:
    draft = read_plain(f"{line}\nParagraf kedua.")
    assert (draft.title, draft.text) == ("", f"{line}\nParagraf kedua.")


HEADLINES = {
    "short": "Obat Diantar Kurir",
    "with a dash": "KLATEN - Kota Tanpa Antrean Obat bagi Lansia di Tiga Kecamatan Pinggiran Kota",
    "with a full stop": "Obat Diantar Kurir.",
    "capitals": "BUPATI KLATEN MERESMIKAN LAYANAN ANTAR OBAT BAGI LANSIA DI TIGA KECAMATAN",
    "with quotation": "“Obat Harus Sampai,” Kata Bupati Klaten saat Meresmikan Kurir",
    "with a hyphen": "Rumah-Rumah Lansia di Klaten Didatangi Kurir Obat Setiap Pagi dan Siang.",
}


@pytest.mark.parametrize("line", HEADLINES.values(), ids=HEADLINES.keys())
def test_headlines_are_no_body(line: str) -> None:
    assert not is_body(line)


def test_is_quick_on_long_hostile_texts() -> None:
    start = time.process_time()
    for piece in ("A", "A-", "A (", "A, ", "\n", " \n", "’"):
        read_plain("KLATEN " + piece * 300_000)
    assert time.process_time() - start < 5
