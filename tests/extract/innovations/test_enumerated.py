from collections.abc import Callable

import pytest

from corpus.records import Mention

MentionsOf = Callable[..., list[Mention]]

KEBUMEN = "Pemkab Kebumen"
TRIO = ["Lapak Kita", "Kebun Pintar", "Sapa Lansia"]
OWNED = [
    ("Lapak Kita", ("Dinas Perdagangan",)),
    ("Kebun Pintar", ("Dinas Pertanian",)),
    ("Sapa Lansia", ("Dinas Sosial",)),
]

# Lists of the three names without owners.
PLAIN = {
    "yakni": f"{KEBUMEN} mengajukan tiga inovasi, yakni Lapak Kita, Kebun Pintar dan Sapa Lansia.",
    "quoted": f"Inovasi {KEBUMEN} antara lain “Lapak Kita”, “Kebun Pintar”, serta “Sapa Lansia”.",
    "seperti": f"Inovasi {KEBUMEN} seperti Lapak Kita, Kebun Pintar, dan Sapa Lansia dipuji.",
    "colon": f"{KEBUMEN} memiliki tiga inovasi: Lapak Kita, Kebun Pintar dan Sapa Lansia.",
    "semicolons": f"Inovasi {KEBUMEN} meliputi Lapak Kita; Kebun Pintar; serta Sapa Lansia.",
    "open list": f"Inovasi {KEBUMEN} misalnya Lapak Kita, Kebun Pintar, Sapa Lansia, dan lainnya.",
    "letters": f"Inovasi {KEBUMEN} terdiri atas a. Lapak Kita; b. Kebun Pintar; c. Sapa Lansia.",
    "numbered lines": f"Daftar inovasi {KEBUMEN}:\n1. Lapak Kita\n2. Kebun Pintar\n3. Sapa Lansia",
    "dashed lines": f"{KEBUMEN} mengajukan inovasi:\n- Lapak Kita\n- Kebun Pintar\n- Sapa Lansia",
    "bullets": f"Inovasi {KEBUMEN}:\n• Lapak Kita\n• Kebun Pintar\n• Sapa Lansia",
    "two sentences": (
        f"{KEBUMEN} mengirim inovasi yaitu Lapak Kita, Kebun Pintar. Kemudian inovasi Sapa Lansia."
    ),
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_items_of_a_list(mentions: MentionsOf, text: str) -> None:
    assert [m.name for m in mentions(text)] == TRIO


# Lists in which each item has its owner.
WITH_OWNERS = {
    "in brackets": (
        "Inovasi di Top 5 Kabupaten Kebumen yakni: Lapak Kita (Dinas Perdagangan);"
        " Kebun Pintar (Dinas Pertanian); dan Sapa Lansia (Dinas Sosial)."
    ),
    "no preposition": (
        "Top 5 inovasi Kabupaten Kebumen: Lapak Kita Dinas Perdagangan, Kebun Pintar Dinas"
        " Pertanian, Sapa Lansia Dinas Sosial."
    ),
    "dari": (
        f"Inovasi {KEBUMEN} yaitu Lapak Kita dari Dinas Perdagangan, Kebun Pintar dari Dinas"
        " Pertanian, dan Sapa Lansia dari Dinas Sosial."
    ),
    "owner with name": (
        "Pemenang lomba inovasi Kabupaten Kebumen yaitu Dinas Perdagangan dengan inovasi Lapak"
        " Kita, Dinas Pertanian lewat Kebun Pintar, dan Dinas Sosial dengan inovasi Sapa Lansia."
    ),
    "numbered lines, brackets": (
        f"{KEBUMEN} mengajukan inovasi:\n1. Lapak Kita (Dinas Perdagangan)\n"
        "2. Kebun Pintar (Dinas Pertanian)\n3. Sapa Lansia (Dinas Sosial)"
    ),
    "numbered lines, owner first": (
        "Pemenang lomba inovasi Kabupaten Kebumen:\n"
        "1. Dinas Perdagangan dengan inovasi Lapak Kita\n"
        "2. Dinas Pertanian dengan inovasi Kebun Pintar\n3. Dinas Sosial: Sapa Lansia"
    ),
    "lines without numbers": (
        "Pemenang lomba inovasi Kabupaten Kebumen:\nLapak Kita (Dinas Perdagangan)\n"
        "Kebun Pintar (Dinas Pertanian)\nSapa Lansia (Dinas Sosial)"
    ),
    "ranks": (
        "Juara pertama diraih Dinas Perdagangan dengan inovasi Lapak Kita, juara kedua Dinas"
        " Pertanian lewat Kebun Pintar, dan juara ketiga Dinas Sosial dengan Sapa Lansia."
    ),
    "sentences that go on": (
        "Kebumen mengirim inovasi yaitu Lapak Kita dari Dinas Perdagangan, Kebun Pintar dari Dinas"
        " Pertanian. Kemudian Sapa Lansia dari Dinas Sosial."
    ),
}


@pytest.mark.parametrize("text", WITH_OWNERS.values(), ids=WITH_OWNERS)
def test_items_with_their_owners(mentions: MentionsOf, text: str) -> None:
    assert [(m.name, m.owners) for m in mentions(text)] == OWNED


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Dinas Sosial Kebumen mengajukan tiga inovasi, yakni {}.", id="subject-of-the-sentence"
        ),
        pytest.param("Tiga inovasi milik Dinas Sosial, yaitu {}.", id="milik"),
        pytest.param("Dinas Sosial memiliki tiga inovasi: {}.", id="memiliki"),
        pytest.param("Inovasi Dinas Sosial Kebumen meliputi {}.", id="inovasi-of"),
    ],
)
def test_the_owner_of_a_whole_list(mentions: MentionsOf, text: str) -> None:
    found = mentions(text.format("Lapak Kita, Kebun Pintar dan Sapa Lansia"))
    assert [(m.name, m.owners) for m in found] == [(name, ("Dinas Sosial",)) for name in TRIO]


def test_items_with_expansions(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi Dinas Pertanian Kabupaten Brebes meliputi Geras (Gerakan Rawat Sawah),"
        " Sapa Tani (Sambang Petani) dan Lumbung Desa."
    )
    assert [(m.name, m.expansion) for m in found] == [
        ("Geras", "Gerakan Rawat Sawah"),
        ("Sapa Tani", "Sambang Petani"),
        ("Lumbung Desa", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Acara inovasi dihadiri Dinas Kesehatan, Dinas Sosial, dan Dinas Pertanian Kebumen.",
        "Inovasi diterapkan di Kecamatan Ambal, Kecamatan Mirit dan Kecamatan Prembun.",
        "Inovasi meliputi kategori Umum, Kesehatan, dan Pendidikan di Kabupaten Kebumen.",
        "Inovasi dinilai di Brebes, Tegal, dan Kebumen.",
        "Warga Kebumen membeli sayur, yakni Bayam, Kangkung, dan Terong.",
    ],
)
def test_lists_of_other_things(mentions: MentionsOf, text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize("opening", ["Di antaranya", "Antara lain", "Yakni", "Seperti", "Misalnya"])
def test_a_list_in_a_sentence_of_its_own(mentions: MentionsOf, opening: str) -> None:
    text = f"{KEBUMEN} punya banyak inovasi. {opening} Lapak Kita, Kebun Pintar dan Sapa Lansia."
    assert [m.name for m in mentions(text)] == TRIO


@pytest.mark.parametrize("dash", ["–", "-", "|", "/", ":"])
def test_list_lines_with_the_owner_after_a_sign(mentions: MentionsOf, dash: str) -> None:
    lines = "\n".join(f"- {name} {dash} {owner}" for name, (owner,) in OWNED)
    found = mentions(f"{KEBUMEN} mengajukan inovasi berikut:\n{lines}")
    assert [(m.name, m.owners) for m in found] == OWNED


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(
            "1. Lapak Kita 2. Kebun Pintar 3. Sapa Lansia",
            marks=pytest.mark.xfail(strict=True, reason="a number with a stop ends the sentence"),
        ),
        "1) Lapak Kita, 2) Kebun Pintar, 3) Sapa Lansia",
        "(1) Lapak Kita, (2) Kebun Pintar, dan (3) Sapa Lansia",
    ],
)
def test_numbered_items_inside_a_sentence(mentions: MentionsOf, items: str) -> None:
    assert [m.name for m in mentions(f"Inovasi {KEBUMEN} yaitu: {items}")] == TRIO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{KEBUMEN} punya inovasi Lapak Kita, Lumbung Desa, Jalan Terang dan Tirta Warga.",
            ["Lapak Kita", "Lumbung Desa", "Jalan Terang", "Tirta Warga"],
        ),
        pytest.param(
            "Aplikasi SIRASA, SIPADI dan SITELUR dibuat Dinas Pertanian Kabupaten Brebes.",
            ["SIRASA", "SIPADI", "SITELUR"],
            marks=pytest.mark.xfail(
                strict=True, reason="where the article never says innovation, one point lacks"
            ),
        ),
    ],
    ids=["names", "acronyms"],
)
def test_items_right_after_a_cue(mentions: MentionsOf, text: str, expected: list[str]) -> None:
    assert [m.name for m in mentions(text)] == expected


@pytest.mark.xfail(
    strict=True, reason="items after a comma are taken for the long form of the first"
)
def test_other_items_are_no_long_form(mentions: MentionsOf) -> None:
    text = "Inovasi milik Dinas Sosial, yaitu Lapak Kita, Kebun Pintar dan Sapa Lansia, dipamerkan."
    assert [(m.name, m.expansion) for m in mentions(text)] == [(name, None) for name in TRIO]


@pytest.mark.xfail(strict=True, reason="the first winner is lost where the contest stands between")
def test_ranks_over_sentences(mentions: MentionsOf) -> None:
    found = mentions(
        "Juara I lomba inovasi Kabupaten Kebumen diraih Dinas Perdagangan dengan Lapak Kita."
        " Juara II diraih Dinas Pertanian dengan Kebun Pintar."
        " Juara III diraih Dinas Sosial dengan Sapa Lansia."
    )
    assert [(m.name, m.owners) for m in found] == OWNED


@pytest.mark.xfail(strict=True, reason="people in a list after inovasi pass for names")
def test_lists_of_people(mentions: MentionsOf) -> None:
    text = "Tim penilai inovasi yakni Andi Anu, Budi Baru, dan Citra Dewi hadir di Kebumen."
    assert mentions(text) == []
