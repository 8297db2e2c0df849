"""By rules, the sector follows from what an innovation does, then from its owner."""

import pytest

from corpus.records import Evidence, Mention
from models.sector_rules import MODEL, predict_by_rules


def mention(
    name: str,
    *,
    expansion: str | None = None,
    description: str | None = None,
    owners: tuple[tuple[str, str | None], ...] = (),
) -> Mention:
    return Mention(
        local_id="i1",
        name=name,
        surfaces=(name,),
        evidence=(Evidence(start=0, end=len(name), quote=name, role="name"),),
        found_by="test",
        confidence=1.0,
        expansion=expansion,
        description=description,
        owners=tuple(owner for owner, _ in owners),
        owner_types=tuple(type_id for _, type_id in owners),
    )


@pytest.mark.parametrize(
    ("given", "context", "sector"),
    [
        pytest.param(
            mention("Kapas", expansion="Kapal Imunisasi Balita"), "", "kesehatan", id="expansion"
        ),
        pytest.param(
            mention("Kapas", description="pojok baca di terminal"),
            "",
            "perpustakaan_arsip",
            id="description",
        ),
        pytest.param(mention("Bank Sampah Melati"), "", "lingkungan_hidup", id="name"),
        pytest.param(
            mention("Kapas", owners=(("Disdukcapil", "dinas-dukcapil"),)),
            "",
            "adminduk",
            id="owner",
        ),
        pytest.param(
            mention("Kapas"),
            "Lewat Kapas, pemohon izin usaha mengurus perizinan di rumah.",
            "perizinan_investasi",
            id="context",
        ),
        pytest.param(
            mention(
                "Kapas",
                expansion="Kejar Penuntasan Akta Kelahiran dan KTP",
                owners=(("Kecamatan Melati", "kecamatan"),),
            ),
            "",
            "adminduk",
            id="what-it-does-beats-a-general-owner",
        ),
        pytest.param(
            mention("Kapas", owners=(("Polres Kendal", "polres"),)),
            "Petugas Kapas berkeliling sekolah.",
            "ketertiban_bencana",
            id="owner-beats-the-words-around",
        ),
        pytest.param(
            mention("Kapas", owners=(("Desa Melati", "desa"),)),
            "",
            "desa_pemberdayaan",
            id="village",
        ),
        pytest.param(
            mention("Kapas", owners=(("Kementerian Sosial", None),)),
            "",
            "sosial",
            id="owner-in-words",
        ),
        pytest.param(mention("Kapas"), "", "tata_kelola", id="nothing-to-go-by"),
    ],
)
def test_predicts(given: Mention, context: str, sector: str) -> None:
    assert predict_by_rules(given, context).label == sector


def test_says_why_strongest_first() -> None:
    given = mention(
        "Kapas",
        expansion="Kapal Imunisasi",
        owners=(("Puskesmas Melati", "puskesmas"),),
    )

    prediction = predict_by_rules(given, "Kapas melayani imunisasi di pulau.")

    assert prediction.model == MODEL
    assert [reason.name for reason in prediction.reasons] == [
        "pemilik: Puskesmas Melati",
        "kata “imunisasi” dalam kepanjangan",
        "kata “imunisasi” dalam kalimat sekitarnya",
    ]
    weights = [reason.weight for reason in prediction.reasons]
    assert weights == sorted(weights, reverse=True)


def test_is_surer_the_more_speaks_for_it() -> None:
    nothing = predict_by_rules(mention("Kapas"))
    word = predict_by_rules(mention("Kapas", expansion="Kapal Imunisasi"))
    both = predict_by_rules(
        mention("Kapas", expansion="Kapal Imunisasi", owners=(("RSUD", "rsud"),))
    )

    assert nothing.probability < 0.2 < word.probability < both.probability <= 1.0


def test_a_long_context_cannot_outweigh_name_and_owner() -> None:
    given = mention("Bank Sampah", owners=(("DLH", "dinas-lh"),))
    context = "sekolah guru murid siswa belajar ujian kurikulum madrasah pesantren santri " * 5

    assert predict_by_rules(given, context).label == "lingkungan_hidup"
