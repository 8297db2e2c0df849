from collections.abc import Callable

import pytest

from corpus.records import Mention
from extract.innovations.aliases import read_alias
from extract.innovations.names import name_from
from extract.innovations.passage import Passage

PassageOf = Callable[[str], Passage]
MentionOf = Callable[..., Mention]

SHORT, LONG = "Sigap", "Sistem Gawat Cepat Pasien"

# Sentences with {short} and {long}; the owner stands behind, so that a long form must stop.
JOINED = {
    "atau": "Inovasi {short} atau {long} dijalankan RSUD Melati.",
    "atau, long form first": "Inovasi {long} atau {short} dijalankan RSUD Melati.",
    "alias": "RSUD Melati membuat inovasi {short} alias {long}.",
    "singkatan dari": "Inovasi {short}, singkatan dari {long}, dijalankan RSUD Melati.",
    "merupakan singkatan dari": "Inovasi {short} merupakan singkatan dari {long}. Itu milik RSUD.",
    "yang merupakan singkatan": "Inovasi {short} yang merupakan singkatan dari {long}, laris.",
    "adalah akronim dari": "Inovasi {short} adalah akronim dari {long}.",
    "kependekan dari": "Inovasi {short}, kependekan dari {long}, laris.",
    "kepanjangan dari, short form first": "Inovasi {short} merupakan kepanjangan dari {long}.",
    "kepanjangan dari, long form first": "{long} merupakan kepanjangan dari {short}, inovasi RSUD.",
    "disingkat": "Inovasi {long} disingkat {short} dijalankan RSUD Melati.",
    "yang disingkat": "Inovasi {long} yang disingkat {short} dijalankan RSUD Melati.",
    "disingkat with comma": "Inovasi {long}, disingkat {short}, dijalankan RSUD Melati.",
    "disebut": "Layanan {long} yang disebut {short} menjadi inovasi RSUD Melati.",
    "dash": "Inovasi {short} – {long} dijalankan RSUD Melati.",
    "hyphen": "Inovasi {short} - {long} dijalankan RSUD Melati.",
    "colon": "Inovasi {short}: {long}",
    "equals": "Inovasi {short} = {long}",
    "comma": "Inovasi {short}, {long}, dijalankan RSUD Melati.",
    "quotation": "Inovasi {short} “{long}” dijalankan RSUD Melati.",
    "alias in quotation signs": "Inovasi “{short}” atau “{long}” dijalankan RSUD Melati.",
}


@pytest.mark.parametrize("pattern", JOINED.values(), ids=JOINED)
def test_words_that_join_short_and_long_form(mention: MentionOf, pattern: str) -> None:
    found = mention("RSUD Melati Kebumen sibuk. " + pattern.format(short=SHORT, long=LONG))
    assert (found.name, found.expansion) == (SHORT, LONG)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Bu Lurah", "Buka Layanan Sampai Rumah"),
        ("Si Geras", "Gerakan Rawat Air Sungai"),
        ("GERAS", "Gerakan Rawat Air Sungai"),
        ("e-Sigap", "Elektronik Sistem Gawat Pasien"),
    ],
)
def test_shapes_of_short_forms(mention: MentionOf, short: str, long: str) -> None:
    found = mention(f"RSUD Melati Kebumen meluncurkan inovasi {short} alias {long}.")
    assert (found.name, found.expansion) == (short, long)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sigap atau Lapak Kita", id="two-names"),
        pytest.param("Sigap, Lapak Kita dan Kebun Pintar", id="list"),
        pytest.param("Sigap dan Sistem Gawat Cepat Pasien", id="and"),
        pytest.param("Sigap laris", id="nothing-joins"),
        pytest.param("Sigap singkatan dari", id="nothing-follows"),
        pytest.param("Sigap atau sayur warga", id="prose"),
        pytest.param("Sigap", id="alone"),
    ],
)
def test_what_joins_nothing(passage: PassageOf, text: str) -> None:
    found = passage(text)
    name = name_from(found, 0)
    assert name is not None
    assert read_alias(found, name) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("Sigap atau Sistem Gawat Cepat Pasien, laris", ",", id="mark"),
        pytest.param("Sigap, singkatan dari “Sistem Gawat Cepat Pasien” itu", "itu", id="quoted"),
        pytest.param("Sigap singkatan dari Sistem Gawat Cepat Pasien", "", id="end"),
    ],
)
def test_where_reading_goes_on_after_an_alias(passage: PassageOf, text: str, rest: str) -> None:
    found = passage(text)
    name = name_from(found, 0)
    assert name is not None
    alias = read_alias(found, name)
    assert alias is not None
    assert found.slice(*alias.other) == LONG
    assert found.slice(alias.after, len(found.words)).split(" ")[0] == rest


def test_a_long_form_that_is_said_to_be_one_needs_less_fit(passage: PassageOf) -> None:
    loose = "Lasbudu {} Kelas Minggu Terpadu"
    for joiner, read in (("singkatan dari", True), ("atau", False)):
        found = passage(loose.format(joiner))
        name = name_from(found, 0)
        assert name is not None
        assert (read_alias(found, name) is not None) is read


@pytest.mark.parametrize("tail", ["dari RSUD Melati", "di Kebumen"])
def test_a_long_form_ends_before_owner_and_place(mention: MentionOf, tail: str) -> None:
    found = mention(f"RSUD Melati membuat inovasi {SHORT}, singkatan dari {LONG} {tail}.")
    assert (found.name, found.expansion) == (SHORT, LONG)


@pytest.mark.parametrize(
    "tail",
    [
        "laris",
        pytest.param(
            "ramai dipakai warga Kebumen",
            marks=pytest.mark.xfail(
                strict=True, reason="prose that ends in a capital joins the long form"
            ),
        ),
    ],
)
def test_a_long_form_ends_before_prose(mention: MentionOf, tail: str) -> None:
    found = mention(f"RSUD Melati membuat inovasi {SHORT}, singkatan dari {LONG} {tail}.")
    assert (found.name, found.expansion) == (SHORT, LONG)


@pytest.mark.parametrize(
    "text",
    [
        f"{SHORT} akronim dari {LONG} adalah inovasi RSUD Melati Kebumen.",
        f"{SHORT} atau {LONG} adalah inovasi RSUD Melati Kebumen.",
        f"{LONG} merupakan inovasi RSUD Melati. Inovasi {SHORT}, singkatan dari {LONG}, laris.",
    ],
    ids=["akronim", "atau", "told-twice"],
)
def test_the_short_form_is_the_name(mention: MentionOf, text: str) -> None:
    found = mention(text)
    assert (found.name, found.expansion) == (SHORT, LONG)


def test_a_name_that_is_told_to_be_an_acronym(mention: MentionOf) -> None:
    found = mention(
        f"RSUD Melati punya aplikasi bernama {SHORT}. {SHORT} tersebut akronim dari {LONG}."
    )
    assert (found.name, found.expansion) == (SHORT, LONG)


def test_head_words_inside_a_long_form_are_no_cues(mention: MentionOf) -> None:
    found = mention(
        "RSUD Melati punya aplikasi bernama SALPA. Nama itu akronim dari Sistem Aplikasi Layanan"
        " Pasien Cepat."
    )
    assert found.name == "SALPA"
