"""Capitals that only look like names of innovations stay out; those with a cue come in."""

import pytest

from corpus.identity import make_article
from extract.article import extract_article

STRAYS = [
    "Pameran inovasi pelayanan publik dibuka di Pendapa Wira Negara, Senin. Bupati hadir.",
    "Sosialisasi lomba inovasi menghadirkan pembicara (KETUA TIM PENDAMPING KOTA) dan Hans Weber.",
    "Inovasi itu, kata Sulastri, Lampu Desa (Layanan Administrasi Malam Untuk Desa) dan Sapa Ibu.",
]


@pytest.mark.parametrize("text", STRAYS)
def test_venues_speakers_and_guests_are_no_innovations(text: str) -> None:
    found = {m.name for m in extract_article(make_article(title="", text=text)).innovations}
    assert not found & {
        "Pendapa Wira Negara",
        "KETUA TIM PENDAMPING KOTA",
        "Hans Weber",
        "kata Sulastri",
    }


def test_a_cue_makes_even_a_venue_a_name() -> None:
    text = (
        "Dinas Sosial Kota Magelang meluncurkan inovasi Gedung Ceria (Gerakan Dukung Cerita Ria)."
    )
    (mention,) = extract_article(make_article(title="", text=text)).innovations
    assert mention.name == "Gedung Ceria"
