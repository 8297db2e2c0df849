from collections.abc import Callable

import pytest

from corpus.records import Mention

MentionsOf = Callable[..., list[Mention]]

KEBUMEN = "Pemkab Kebumen"
TRIO = ["Rantang Ibu", "Lumbung Desa", "Kampung Terang"]
OWNED = [
    ("Rantang Ibu", ("Dinas Perdagangan",)),
    ("Lumbung Desa", ("Dinas Pertanian",)),
    ("Kampung Terang", ("Dinas Sosial",)),
]

# Lists of the three names without owners.
PLAIN = {
    "yakni": f"{KEBUMEN} mengajukan inovasi, yakni Rantang Ibu, Lumbung Desa dan Kampung Terang.",
    "quoted": f"Inovasi {KEBUMEN} yaitu “Rantang Ibu”, “Lumbung Desa”, serta “Kampung Terang”.",
    "seperti": f"Inovasi {KEBUMEN} seperti Rantang Ibu, Lumbung Desa, dan Kampung Terang.",
    "colon": f"{KEBUMEN} memiliki tiga inovasi: Rantang Ibu, Lumbung Desa dan Kampung Terang.",
    "semicolons": f"Inovasi {KEBUMEN} meliputi Rantang Ibu; Lumbung Desa; serta Kampung Terang.",
    "open list": f"Inovasi {KEBUMEN} misalnya Rantang Ibu, Lumbung Desa, Kampung Terang, dll.",
    "letters": f"Inovasi {KEBUMEN} meliputi a. Rantang Ibu; b. Lumbung Desa; c. Kampung Terang.",
    "two sentences": (
        f"{KEBUMEN} mengirim inovasi yaitu Rantang Ibu, Lumbung Desa. Lalu inovasi Kampung Terang."
    ),
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_items_of_a_list(mentions: MentionsOf, text: str) -> None:
    assert [m.name for m in mentions(text)] == TRIO


# Lists in which each item has its owner.
WITH_OWNERS = {
    "in brackets": (
        "Inovasi di Top 5 Kabupaten Kebumen yakni: Rantang Ibu (Dinas Perdagangan);"
        " Lumbung Desa (Dinas Pertanian); dan Kampung Terang (Dinas Sosial)."
    ),
    "no preposition": (
        "Top 5 inovasi Kabupaten Kebumen: Rantang Ibu Dinas Perdagangan, Lumbung Desa Dinas"
        " Pertanian, Kampung Terang Dinas Sosial."
    ),
    "dari": (
        f"Inovasi {KEBUMEN} yaitu Rantang Ibu dari Dinas Perdagangan, Lumbung Desa dari Dinas"
        " Pertanian, dan Kampung Terang dari Dinas Sosial."
    ),
    "owner with name": (
        "Pemenang lomba inovasi Kabupaten Kebumen yaitu Dinas Perdagangan dengan inovasi Rantang"
        " Ibu, Dinas Pertanian lewat Lumbung Desa, dan Dinas Sosial dengan inovasi Kampung Terang."
    ),
    "numbered lines, brackets": (
        f"{KEBUMEN} mengajukan inovasi:\n1. Rantang Ibu (Dinas Perdagangan)\n"
        "2. Lumbung Desa (Dinas Pertanian)\n3. Kampung Terang (Dinas Sosial)"
    ),
    "numbered lines, owner first": (
        "Pemenang lomba inovasi Kabupaten Kebumen:\n"
        "1. Dinas Perdagangan dengan inovasi Rantang Ibu\n"
        "2. Dinas Pertanian dengan inovasi Lumbung Desa\n3. Dinas Sosial: Kampung Terang"
    ),
    "lines without numbers": (
        "Pemenang lomba inovasi Kabupaten Kebumen:\nRantang Ibu (Dinas Perdagangan)\n"
        "Lumbung Desa (Dinas Pertanian)\nKampung Terang (Dinas Sosial)"
    ),
    "ranks": (
        "Juara pertama diraih Dinas Perdagangan dengan inovasi Rantang Ibu, juara kedua Dinas"
        " Pertanian lewat Lumbung Desa, dan juara ketiga Dinas Sosial dengan Kampung Terang."
    ),
    "sentences that go on": (
        "Kebumen mengirim inovasi yaitu Rantang Ibu dari Dinas Perdagangan, Lumbung Desa dari Dinas"
        " Pertanian. Kemudian Kampung Terang dari Dinas Sosial."
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
    found = mentions(text.format("Rantang Ibu, Lumbung Desa dan Kampung Terang"))
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
    text = (
        f"{KEBUMEN} punya banyak inovasi. {opening} Rantang Ibu, Lumbung Desa dan Kampung Terang."
    )
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
            "1. Rantang Ibu 2. Lumbung Desa 3. Kampung Terang",
            marks=pytest.mark.xfail(strict=True, reason="a number with a stop ends the sentence"),
        ),
        "1) Rantang Ibu, 2) Lumbung Desa, 3) Kampung Terang",
        "(1) Rantang Ibu, (2) Lumbung Desa, dan (3) Kampung Terang",
    ],
)
def test_numbered_items_inside_a_sentence(mentions: MentionsOf, items: str) -> None:
    assert [m.name for m in mentions(f"Inovasi {KEBUMEN} yaitu: {items}")] == TRIO


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{KEBUMEN} punya inovasi Rantang Ibu, Lumbung Desa, Kampung Terang dan Tirta Warga.",
            ["Rantang Ibu", "Lumbung Desa", "Kampung Terang", "Tirta Warga"],
        ),
        (
            "Aplikasi SIRASA, SIPADI dan SITELUR dibuat Dinas Pertanian Kabupaten Brebes.",
            ["SIRASA", "SIPADI", "SITELUR"],
        ),
    ],
    ids=["names", "acronyms"],
)
def test_items_right_after_a_cue(mentions: MentionsOf, text: str, expected: list[str]) -> None:
    assert [m.name for m in mentions(text)] == expected


def test_other_items_are_no_long_form(mentions: MentionsOf) -> None:
    text = "Inovasi milik Dinas Sosial, yaitu Lapak Kita, Kebun Pintar dan Sapa Lansia, dipamerkan."
    assert [(m.name, m.expansion) for m in mentions(text)] == [
        ("Lapak Kita", None),
        ("Kebun Pintar", None),
        ("Sapa Lansia", None),
    ]


@pytest.mark.xfail(strict=True, reason="the first winner is lost where the contest stands between")
def test_ranks_over_sentences(mentions: MentionsOf) -> None:
    found = mentions(
        "Juara I lomba inovasi Kabupaten Kebumen diraih Dinas Perdagangan dengan Rantang Ibu."
        " Juara II diraih Dinas Pertanian dengan Lumbung Desa."
        " Juara III diraih Dinas Sosial dengan Kampung Terang."
    )
    assert [(m.name, m.owners) for m in found] == OWNED


@pytest.mark.xfail(strict=True, reason="people in a list after inovasi pass for names")
def test_lists_of_people(mentions: MentionsOf) -> None:
    text = "Tim penilai inovasi yakni Andi Anu, Budi Baru, dan Citra Dewi hadir di Kebumen."
    assert mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Daftar inovasi {KEBUMEN}:\n1. Rantang Ibu\n2. Lumbung Desa\n3. Kampung Terang",
        f"{KEBUMEN} mengajukan inovasi:\n- Rantang Ibu\n- Lumbung Desa\n- Kampung Terang",
        pytest.param(
            f"Inovasi {KEBUMEN}\n• Rantang Ibu\n• Lumbung Desa\n• Kampung Terang",
            marks=pytest.mark.xfail(
                strict=True, reason="a heading without a colon is not believed"
            ),
        ),
    ],
    ids=["numbers", "dashes", "bullets"],
)
def test_list_lines_of_bare_names(mentions: MentionsOf, text: str) -> None:
    assert [m.name for m in mentions(text)] == TRIO


LINES = "\n".join(f"{n}. {name} ({owner})" for n, (name, (owner,)) in enumerate(OWNED, 1))


@pytest.mark.parametrize(
    "heading",
    [
        "Tiga inovasi Kebumen lolos Top 99.",
        "Tiga inovasi Kebumen lolos Top 99, yakni:",
        "Tiga inovasi Kebumen lolos Top 99. Daftar lengkapnya:",
        "DAFTAR INOVASI KEBUMEN:",
        "Daftar Inovasi Kebumen\n",
    ],
)
def test_headings_of_list_lines(mentions: MentionsOf, heading: str) -> None:
    assert [(m.name, m.owners) for m in mentions(f"{heading}\n{LINES}")] == OWNED


@pytest.mark.parametrize(
    "heading",
    [
        "Tiga inovasi Kebumen lolos Top 99. Yakni:",
        "Tiga inovasi Kebumen lolos Top 99.\nYakni:",
        "Tiga inovasi Kebumen lolos Top 99. Berikut daftarnya:",
        "Tiga inovasi Kebumen lolos Top 99.\nBerikut ini daftarnya:",
    ],
)
def test_headings_with_a_sentence_between(mentions: MentionsOf, heading: str) -> None:
    assert [(m.name, m.owners) for m in mentions(f"{heading}\n{LINES}")] == OWNED


@pytest.mark.parametrize("heading", ["Inovasi {}:", "{} dengan inovasi:"])
def test_lists_under_their_owners(mentions: MentionsOf, heading: str) -> None:
    first, second = heading.format("Dinas Kesehatan"), heading.format("Dinas Sosial")
    found = mentions(
        f"{first}\n1. Rumah Gizi\n2. Gerbang Ibu\n{second}\n1. Sapa Lansia\n2. Warung Ilmu"
    )
    assert [(m.name, m.owners) for m in found] == [
        ("Rumah Gizi", ("Dinas Kesehatan",)),
        ("Gerbang Ibu", ("Dinas Kesehatan",)),
        ("Sapa Lansia", ("Dinas Sosial",)),
        ("Warung Ilmu", ("Dinas Sosial",)),
    ]


@pytest.mark.xfail(strict=True, reason="OWNER (NAME) is read only where the name has an expansion")
@pytest.mark.parametrize(
    "pattern",
    [
        "Juara inovasi Kebumen yakni {}.",
        "Pemenang lomba inovasi Kebumen: {}.",
    ],
)
def test_names_in_brackets_after_their_owners(mentions: MentionsOf, pattern: str) -> None:
    items = ", ".join(f"{owner} ({name})" for name, (owner,) in OWNED)
    assert [(m.name, m.owners) for m in mentions(pattern.format(items))] == OWNED


@pytest.mark.xfail(strict=True, reason="Juara 1: at the head of a line is no list marker")
def test_lines_with_ranks(mentions: MentionsOf) -> None:
    lines = "\n".join(f"Juara {n}: {name} ({o})" for n, (name, (o,)) in enumerate(OWNED, 1))
    found = mentions(f"Pemenang lomba inovasi Kabupaten Kebumen:\n{lines}")
    assert [(m.name, m.owners) for m in found] == OWNED


@pytest.mark.parametrize("tail", ["dipuji warga", "menjadi andalan", "terus dikembangkan"])
def test_prose_after_the_last_item(mentions: MentionsOf, tail: str) -> None:
    text = f"Inovasi {KEBUMEN} seperti Rantang Ibu, Lumbung Desa, dan Kampung Terang {tail}."
    assert [m.name for m in mentions(text)] == TRIO


@pytest.mark.xfail(
    strict=True, reason="an item without owner takes the owner of the item before it"
)
def test_two_items_of_the_owner_that_follows(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi Kebumen yakni Rantang Ibu dari Dinas Kesehatan, Lumbung Desa dan Kampung Terang"
        " dari Dinas Sosial."
    )
    assert "Dinas Kesehatan" not in found[1].owners
    assert found[2].owners == ("Dinas Sosial",)


@pytest.mark.xfail(strict=True, reason="initials in a bracket speak against an item after a cue")
def test_an_item_with_initials_in_a_bracket(mentions: MentionsOf) -> None:
    found = mentions(
        "Dinas Sosial Kebumen punya inovasi Dongeng Senja dan Baca Bareng Bunda (BBB)."
    )
    assert [(m.name, m.expansion) for m in found] == [
        ("Dongeng Senja", None),
        ("BBB", "Baca Bareng Bunda"),
    ]


@pytest.mark.parametrize("opener", ["yakni,", "yaitu :,", "antara lain : , ,"])
def test_an_enumeration_that_ends_where_it_opens(mentions: MentionsOf, opener: str) -> None:
    assert mentions(f"Tiga inovasi {KEBUMEN} {opener}") == []
