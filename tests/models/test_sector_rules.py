"""By rules, the sector follows from what an innovation does, then from its owner."""

import pytest

from corpus.records import Evidence, Mention
from models.sector_rules import find_reasons, score_sectors


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


def best(given: Mention, context: str) -> str:
    """Return the sector for which most speaks."""
    scores = score_sectors(given, context)
    return max(scores, key=lambda sector: scores[sector])


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
    assert best(given, context) == sector


def test_says_why() -> None:
    given = mention(
        "Kapas",
        expansion="Kapal Imunisasi",
        owners=(("Puskesmas Melati", "puskesmas"),),
    )

    reasons = find_reasons(given, "Kapas melayani imunisasi di pulau.")["kesehatan"]

    assert [reason.name for reason in sorted(reasons, key=lambda reason: -reason.weight)] == [
        "pemilik: Puskesmas Melati",
        "kata “imunisasi” dalam kepanjangan",
        "kata “imunisasi” dalam kalimat sekitarnya",
    ]


def test_is_surer_the_more_speaks_for_it() -> None:
    nothing = score_sectors(mention("Kapas"))
    word = score_sectors(mention("Kapas", expansion="Kapal Imunisasi"))
    both = score_sectors(mention("Kapas", expansion="Kapal Imunisasi", owners=(("RSUD", "rsud"),)))

    assert 0 == nothing["kesehatan"] < word["kesehatan"] < both["kesehatan"]


def test_a_long_context_cannot_outweigh_name_and_owner() -> None:
    given = mention("Bank Sampah", owners=(("DLH", "dinas-lh"),))
    context = "sekolah guru murid siswa belajar ujian kurikulum madrasah pesantren santri " * 5

    assert best(given, context) == "lingkungan_hidup"
