"""The sector classifier: what it says, how sure it is, why, and what happens to damaged files."""

from __future__ import annotations

import time

import pytest

from corpus.vocabulary import sectors
from models.labelled import named_mention
from models.sector import MODEL, UNSURE, predict_sector, shipped_model, trained_folder


@pytest.mark.parametrize(
    ("name", "expansion", "owner", "owner_type", "context", "sector"),
    [
        pytest.param(
            "Kapas",
            "Kapal Imunisasi Balita",
            None,
            None,
            "Bidan memberi vaksin bayi di pulau.",
            "kesehatan",
            id="expansion",
        ),
        pytest.param(
            "Melati",
            None,
            "Disdukcapil",
            "dinas-dukcapil",
            "Melati mencetak kartu keluarga di balai desa.",
            "adminduk",
            id="owner",
        ),
        pytest.param(
            "Pojok Ceria",
            None,
            "SDN 2 Melati",
            "sekolah-dasar",
            "Murid membaca lima belas menit sebelum pelajaran, dipandu guru kelas.",
            "pendidikan",
            id="reading-at-school-is-no-library",
        ),
        pytest.param(
            "Pojok Ceria",
            None,
            "Dinas Perpustakaan",
            "dinas-perpustakaan-arsip",
            "Pemustaka meminjam buku dari rak perpustakaan di terminal.",
            "perpustakaan_arsip",
            id="library",
        ),
        pytest.param(
            "Sigap",
            None,
            "Diskominfo",
            "dinas-kominfo",
            "Aplikasi ini dipakai kader posyandu mencatat gizi balita dan mencegah stunting.",
            "kesehatan",
            id="an-app-of-one-sector",
        ),
    ],
)
def test_tells_the_sector(name, expansion, owner, owner_type, context, sector) -> None:
    owners = {"owners": [owner], "owner_types": [owner_type]} if owner else {}
    given = named_mention(name, expansion=expansion, **owners)
    assert predict_sector(given, context).label == sector


def test_says_why_in_indonesian_strongest_first() -> None:
    given = named_mention(
        "Kapas",
        expansion="Kapal Imunisasi",
        owners=["Puskesmas Melati"],
        owner_types=["puskesmas"],
    )
    prediction = predict_sector(given, "Kapas melayani imunisasi di pulau.")
    names = [reason.name for reason in prediction.reasons]
    assert prediction.model == MODEL
    assert names[0] == "pemilik: Puskesmas Melati"
    assert "kata “imunisasi” dalam kepanjangan" in names
    weights = [reason.weight for reason in prediction.reasons]
    assert weights == sorted(weights, reverse=True)
    assert all(weight > 0 for weight in weights)


def test_gives_no_answer_when_it_is_not_sure() -> None:
    model = shipped_model()
    unsure = predict_sector(named_mention("Xyz"), "", model)
    sure = predict_sector(named_mention("Xyz", expansion="Imunisasi Balita"), "", model)
    assert unsure.probability < sure.probability
    threshold = model.thresholds[UNSURE]
    for prediction in (unsure, sure):
        assert (prediction.label is None) == (prediction.probability < threshold)


def test_a_threshold_above_all_probabilities_silences_it() -> None:
    from dataclasses import replace

    strict = replace(shipped_model(), thresholds={UNSURE: 1.1})
    prediction = predict_sector(named_mention("Kapas", expansion="Imunisasi Balita"), "", strict)
    assert prediction.label is None
    assert prediction.probability > 0.5


def test_knows_every_sector_and_is_small_and_quick_to_load() -> None:
    assert shipped_model().labels == tuple(sorted(sectors()))
    assert sum(path.stat().st_size for path in trained_folder().iterdir()) < 5_000_000
    quickest = min(_seconds_to_load() for _ in range(5))
    assert quickest < 0.05


def _seconds_to_load() -> float:
    shipped_model.cache_clear()
    begun = time.process_time()
    shipped_model()
    return time.process_time() - begun


def test_an_empty_or_odd_text_is_no_trouble() -> None:
    for text in ("", "\x00", "🎉" * 10, "a" * 100_000):
        prediction = predict_sector(named_mention("!?", description=text or None), text)
        assert 0 <= prediction.probability <= 1
