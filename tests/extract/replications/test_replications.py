"""Who learns from whom, how far it has come, and what is no replication."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identity import make_article
from corpus.records import Evidence, Mention, Replication
from extract.reading import read_article
from extract.replications import find_replications

BATAM, KARIMUN, LINGGA, TANJUNGPINANG = "21.71", "21.02", "21.04", "21.72"
BATU, NGADA, ENDE, KOTA_KUPANG, SIKKA = "35.79", "53.09", "53.08", "53.71", "53.07"
NGAWI, SUKABUMI, SURABAYA, BLORA = "35.21", "32.72", "35.78", "33.16"


def _find(title: str, text: str = "", mentions: tuple[Mention, ...] = ()) -> list[Replication]:
    return find_replications(read_article(make_article(title=title, text=text)), mentions)


def _pairs(title: str, text: str = "") -> set[tuple[str | None, str | None]]:
    found = [(r.from_region, r.to_region) for r in _find(title, text)]
    assert len(found) == len(set(found))
    return set(found)


@pytest.mark.parametrize(
    ("title", "source", "learner"),
    [
        pytest.param("Pemkab Ngada Belajar Layanan Terpadu ke Kota Batu", BATU, NGADA, id="to"),
        pytest.param("Belajar Layanan, Bupati Ngada ke Kota Batu", BATU, NGADA, id="verb-first"),
        pytest.param("Belajar ke Kota Batu, Bupati Ngada Kagum", BATU, NGADA, id="subject-last"),
        pytest.param("Pemkab Ngada ke Kota Batu, Pelajari Inovasi", BATU, NGADA, id="no-verb"),
        pytest.param("Pemkab Ngada Studi Tiru ke Pemkot Batu", BATU, NGADA, id="study-visit"),
        pytest.param("Inovasi Kota Batu Dipelajari Pemkab Ngada", BATU, NGADA, id="passive"),
        pytest.param("Kota Batu Jadi Rujukan Studi Pemkab Ngada", BATU, NGADA, id="model"),
        pytest.param("Pemkot Batu Terima Kunjungan Pemkab Ngada", BATU, NGADA, id="host"),
        pytest.param("Inovasi Kota Batu Direplikasi Pemkab Ngada", BATU, NGADA, id="copied"),
        pytest.param("Pemkab Ngada Adopsi Aplikasi Milik Kota Batu", BATU, NGADA, id="copies"),
        pytest.param("Pemkab Ngada Tiru Kota Batu Soal Wisata", BATU, NGADA, id="imitates"),
        pytest.param("Pemkot Surabaya Hibahkan Aplikasi ke Blora", SURABAYA, BLORA, id="gives"),
        pytest.param("Blora Terima Hibah Aplikasi dari Surabaya", SURABAYA, BLORA, id="is-given"),
    ],
)
def test_direction_in_titles(title: str, source: str, learner: str) -> None:
    assert _pairs(title) == {(source, learner)}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param(
            "Kepala Dinas Kominfo Kota Batu menuturkan hal itu saat menerima kunjungan studi tiru "
            "dari Dinas Kominfo Kabupaten Ngada di ruang kerjanya.",
            {(BATU, NGADA)},
            id="host-speaks",
        ),
        pytest.param(
            "Rombongan studi banding Pemkab Ngada diterima Wakil Wali Kota Batu di Balai Kota.",
            {(BATU, NGADA)},
            id="received-by",
        ),
        pytest.param(
            "Pemkot Batu kedatangan rombongan dari Pemkab Ngada. Mereka ingin mempelajari "
            "pelayanan publik.",
            {(BATU, NGADA)},
            id="two-sentences",
        ),
        pytest.param(
            "Inovasi Kota Batu makin dilirik. Kini giliran Kabupaten Ngada yang datang belajar.",
            {(BATU, NGADA)},
            id="source-in-sentence-before",
        ),
        pytest.param(
            "Selain Kabupaten Ngada, dulu Kabupaten Ende dan Kota Kupang belajar ke Kota Batu.",
            {(BATU, ENDE), (BATU, KOTA_KUPANG)},
            id="several-visitors",
        ),
        pytest.param(
            "Inovasi Kota Batam telah direplikasi oleh daerah lain, seperti Kabupaten Karimun dan "
            "Kabupaten Lingga.",
            {(BATAM, KARIMUN), (BATAM, LINGGA)},
            id="others-then-list",
        ),
        pytest.param(
            "Inovasi Kota Batam laris. Sudah ada tiga daerah yang mereplikasi, yakni Kabupaten "
            "Karimun, Kota Tanjungpinang dan Kabupaten Lingga.",
            {(BATAM, KARIMUN), (BATAM, TANJUNGPINANG), (BATAM, LINGGA)},
            id="number-then-list",
        ),
        pytest.param(
            "Tiga daerah sekaligus belajar ke Kota Batam. Ketiganya yakni Kabupaten Karimun, Kota "
            "Tanjungpinang dan Kabupaten Lingga.",
            {(BATAM, KARIMUN), (BATAM, TANJUNGPINANG), (BATAM, LINGGA)},
            id="all-of-them-then-list",
        ),
        pytest.param(
            "Pemkab Ngada bertolak ke tiga daerah untuk studi tiru, yaitu Kota Batu, Kabupaten "
            "Ende dan Kota Kupang.",
            {(BATU, NGADA), (ENDE, NGADA), (KOTA_KUPANG, NGADA)},
            id="goes-to-several",
        ),
        pytest.param(
            "Inovasi Kota Batam telah direplikasi beberapa daerah. Di antaranya Kabupaten Karimun "
            "dan Kabupaten Lingga.",
            {(BATAM, KARIMUN), (BATAM, LINGGA)},
            id="list-in-next-sentence",
        ),
        pytest.param(
            "Inovasi Kota Batam sudah diadopsi oleh 11 kabupaten.", {(BATAM, None)}, id="counted"
        ),
        pytest.param(
            "Pemkab Ngada akan mereplikasi dua inovasi.\n1. Olah Sampah (Kabupaten Blora)\n"
            "2. Waras Jiwa (Kota Batu)",
            {(BLORA, NGADA), (BATU, NGADA)},
            id="several-sources",
        ),
        pytest.param(
            "Pemkab Ngawi menandatangani perjanjian kerja sama replikasi inovasi dengan "
            "Pemerintah Kota Sukabumi.",
            {(SUKABUMI, NGAWI)},
            id="agreement",
        ),
        pytest.param(
            "Pemkot Sukabumi dan Pemkab Ngawi meneken MoU replikasi aplikasi milik Kota Sukabumi.",
            {(SUKABUMI, NGAWI)},
            id="agreement-by-owner",
        ),
        pytest.param(
            "Bupati Ngada Andreas Bere, Bupati Ende Yosef Lado, dan Bupati Sikka Rina Manafe "
            "menandatangani nota kesepahaman replikasi inovasi dengan Wali Kota Batu.",
            {(BATU, NGADA), (BATU, ENDE), (BATU, SIKKA)},
            id="officers-with-names",
        ),
        pytest.param(
            "Gelar inovasi Kota Batu meriah. Turut hadir Bupati Ngada, Perwakilan dari Kabupaten "
            "Ende dan lain-lain. Mereka ingin melaksanakan kegiatan yang sama.",
            {(BATU, NGADA), (BATU, ENDE)},
            id="guests-who-wish",
        ),
        pytest.param(
            "Bupati Ngada meneken MoU inovasi dengan Kementerian Dalam Negeri. Ngada jadi tempat "
            "replikasi.",
            {(None, NGADA)},
            id="with-a-ministry",
        ),
        pytest.param(
            "Pejabat Kabupaten Ngada dan\nKabupaten Ende, kemarin,\nbelajar ke Kota Batu.",
            {(BATU, NGADA), (BATU, ENDE)},
            id="broken-lines",
        ),
    ],
)
def test_pairs_in_text(text: str, pairs: set[tuple[str | None, str | None]]) -> None:
    assert _pairs("Kabar Inovasi", text) == pairs


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("Inovasi Kota Batu Mudah Direplikasi Kabupaten Ngada", "", id="possible"),
        pytest.param("Inovasi Batu", "Diharapkan dapat direplikasi di Kabupaten Ngada.", id="hope"),
        pytest.param("Bupati Ngada Tinjau Jalan", "Bupati kunjungan kerja ke Bajawa.", id="inside"),
        pytest.param(
            "DPRD Ngada Kaji Banding ke DPRD Kota Batu", "Topiknya tata tertib.", id="council"
        ),
        pytest.param(
            "Forum Replikasi", "Forum replikasi digelar Kota Batu untuk Jawa Timur.", id="forum"
        ),
        pytest.param(
            "Penghargaan", "Bupati Ngada menerima penghargaan di Kota Kupang.", id="award"
        ),
        pytest.param(
            "Wisata", "Siswa dari Kabupaten Blora berangkat ke Kota Batu.", id="school-trip"
        ),
        pytest.param(
            "Tamu", "Bupati Solok menjadi tuan rumah. Sekda Gorontalo belajar.", id="ambiguous"
        ),
    ],
)
def test_no_replication(title: str, text: str) -> None:
    assert _pairs(title, text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Pemkab Ngada studi tiru ke Kota Batu.", "study_visit", id="visit"),
        pytest.param(
            "Pemkab Ngada studi tiru ke Kota Batu. Hasilnya rencananya diterapkan di Ngada.",
            "planned",
            id="visit-with-plan",
        ),
        pytest.param(
            "Pemkab Ngada studi tiru ke Kota Batu. Semoga kelak bisa diterapkan di Ngada.",
            "study_visit",
            id="visit-with-hope",
        ),
        pytest.param("Pemkab Ngada akan mereplikasi inovasi Kota Batu.", "planned", id="plan"),
        pytest.param(
            "Pemkab Ngada belajar ke Kota Batu. Bupati Ngada dan Wali Kota Batu teken MoU.",
            "agreement",
            id="agreement",
        ),
        pytest.param("Pemkab Ngada telah mengadopsi inovasi Kota Batu.", "adopted", id="adopted"),
        pytest.param(
            "Pemkab Ngada mengadopsi aplikasi Kota Batu. Nota kesepahaman diteken Senin.",
            "agreement",
            id="adoption-only-signed-for",
        ),
        pytest.param(
            "Pemkab Ngada telah mengadopsi aplikasi Kota Batu. Nota kesepahaman diteken Senin.",
            "adopted",
            id="adopted-and-signed",
        ),
        pytest.param(
            "Pemkab Ngada studi tiru ke Kota Batu. Ilmu itu bisa jadi diterapkan di Ngada.",
            "study_visit",
            id="visit-with-possibility",
        ),
    ],
)
def test_furthest_stage(text: str, kind: str) -> None:
    (found,) = _find("Kabar Inovasi", text)
    assert (found.from_region, found.to_region, found.kind) == (BATU, NGADA, kind)


def _mention(local_id: str, name: str, region: str) -> Mention:
    name_span = Evidence(start=0, end=len(name), quote=name)
    return Mention(
        local_id=local_id,
        name=name,
        surfaces=(name,),
        evidence=(name_span,),
        found_by="test@1",
        confidence=1.0,
        region=region,
    )


@pytest.mark.parametrize(
    ("text", "innovation"),
    [
        pytest.param(
            "Pemkab Ngada mengadopsi Sapa Desa milik Kota Batu.", "i1", id="same-sentence"
        ),
        pytest.param(
            "Sapa Desa lahir di Kota Batu. Inovasi tersebut direplikasi Pemkab Ngada.",
            "i1",
            id="taken-up",
        ),
        pytest.param(
            "Sapa Desa milik Kota Batu direplikasi Pemkab Ngada dengan nama Tegur Warga.",
            "i1",
            id="not-the-copy",
        ),
        pytest.param("Pemkab Ngada studi tiru ke Kota Batu.", None, id="none-named"),
        pytest.param(
            "Pemkab Ngada mengadopsi Sapa Desa dan Batu Pintar milik Kota Batu.", None, id="several"
        ),
    ],
)
def test_innovation_that_is_meant(text: str, innovation: str | None) -> None:
    mentions = (
        _mention("i1", "Sapa Desa", BATU),
        _mention("i2", "Tegur Warga", NGADA),
        _mention("i3", "Batu Pintar", BATU),
    )
    (found,) = _find("Kabar Inovasi", text, mentions)
    assert found.innovation == innovation


def test_evidence_is_the_sentence_that_tells_it() -> None:
    (found,) = _find("Kabar", "Hujan turun. Pemkab Ngada studi tiru ke Kota Batu. Acara usai.")
    assert [e.quote for e in found.evidence] == ["Pemkab Ngada studi tiru ke Kota Batu."]
    assert found.found_by == "replications.sentence@2"


def test_evidence_holds_the_day() -> None:
    text = "Pemkab Ngada studi tiru ke Kota Batu, Rabu (18/11/2020)."
    (found,) = _find("Kabar", text)
    assert [e.quote for e in found.evidence if e.role == "date"] == ["Rabu (18/11/2020)"]


def _placed(local_id: str, name: str, region: str, text: str) -> Mention:
    start = text.index(name)
    span = Evidence(start=start, end=start + len(name), quote=name, role="name")
    return replace(_mention(local_id, name, region), evidence=(span,))


@pytest.mark.parametrize(
    ("text", "original", "replica"),
    [
        pytest.param(
            "Sapa Desa milik Kota Batu direplikasi Pemkab Ngada dengan nama Tegur Warga.",
            "Sapa Desa",
            "Tegur Warga",
            id="under-the-name",
        ),
        pytest.param(
            "Sapa Desa milik Kota Batu direplikasi Pemkab Ngada menjadi Tegur Warga.",
            "Sapa Desa",
            "Tegur Warga",
            id="became",
        ),
        pytest.param(
            "Tegur Warga (Tetangga) mereplikasi Sapa Desa dari Kota Batu, kata Bupati Ngada.",
            "Sapa Desa",
            "Tegur Warga",
            id="replica-first",
        ),
        pytest.param(
            "Pemkab Ngada mengadopsi Sapa Desa milik Kota Batu. Tegur Warga dibuka.",
            None,
            None,
            id="not-renamed",
        ),
    ],
)
def test_a_renamed_replica_keeps_both_names(
    text: str, original: str | None, replica: str | None
) -> None:
    mentions = (_placed("i1", "Sapa Desa", BATU, text), _placed("i2", "Tegur Warga", NGADA, text))
    (found,) = _find("Kabar Inovasi", text, mentions)
    quotes = {evidence.role: evidence.quote for evidence in found.evidence}
    assert (quotes.get("name"), quotes.get("replica")) == (original, replica)
    assert found.innovation == "i1"


def test_a_body_that_copies_from_another_stays_within_its_region() -> None:
    text = "Inovasi Puskesmas Sumpiuh itu kemudian direplikasi oleh Puskesmas Kebasen."
    assert _pairs("Kabar Kabupaten Banyumas", text) == {("33.02", "33.02")}


def test_a_pair_is_told_once() -> None:
    text = (
        "Pemkab Ngada belajar ke Kota Batu. Rombongan Kabupaten Ngada diterima Wali Kota Batu. "
        "Pemkab Ngada akan mereplikasi aplikasi Kota Batu."
    )
    assert len(_find("Ngada Belajar ke Kota Batu", text)) == 1


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "belajar ke dari Pemkab Ngada Kota Batu , dan MoU dengan direplikasi oleh tiga daerah "
            "yakni . \n1. ( ) kunjungan antara mereka ingin menerapkan sama Jakarta".split(" ")
        ),
        max_size=40,
    )
)
def test_any_order_of_words_gives_pairs_of_two_regions(words: list[str]) -> None:
    for found in _find("Kabar Inovasi", " ".join(words)):
        assert found.from_region != found.to_region
        assert all(evidence.quote for evidence in found.evidence)


def test_guests_from_a_region_learn() -> None:
    text = "Peserta pelatihan dari Kabupaten Ngada melaksanakan benchmarking di Kota Batu."
    assert _pairs("", text) == {(BATU, NGADA)}


def test_the_place_where_guests_will_use_it_is_not_learnt_from() -> None:
    text = "Bupati Ngada belajar ke Kota Batu dan akan menerapkan aplikasi itu di Ngada."
    assert _pairs("", text) == {(BATU, NGADA)}


def test_who_runs_the_innovation_is_learnt_from() -> None:
    text = (
        "Pemkot Surabaya dan Pemkab Blora meneken nota kesepahaman replikasi aplikasi Kopi Pintar."
    )
    start = text.index("Kopi")
    for region, learner in ((SURABAYA, BLORA), (BLORA, SURABAYA)):
        mention = Mention(
            local_id="i1",
            name="Kopi Pintar",
            surfaces=("Kopi Pintar",),
            evidence=(Evidence(field="text", start=start, end=start + 11, quote="Kopi Pintar"),),
            found_by="test",
            confidence=1.0,
            region=region,
        )
        (found,) = _find("", text, (mention,))
        assert (found.from_region, found.to_region) == (region, learner)
