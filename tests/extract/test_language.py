import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.language import Word, load_language, split_words


def tokens(text: str) -> list[str]:
    return [word.text for word in split_words(text)]


ONE_TOKEN = (
    "e-KTP Lapak-Kita Call-217 D'Lapak Ma'siti IR_One Pasar_jek UPT.PK lapak.id 3.156"
    " Rp2,5 covid-19 Lapak/Kebun Jum’at SiAP Lapak®"
).split()


@pytest.mark.parametrize("text", ONE_TOKEN)
def test_words_that_stay_whole(text: str) -> None:
    assert tokens(text) == [text]


SPLIT = {
    "brackets": ("Lapak(Kita)", ["Lapak", "(", "Kita", ")"]),
    "curly quotes": ("“Lapak Kita”", ["“", "Lapak", "Kita", "”"]),
    "quote inside": ("inovasi“Lapak”baru", ["inovasi", "“", "Lapak", "”", "baru"]),
    "doubled apostrophes": ("''Lapak''", ["'", "'", "Lapak", "'", "'"]),
    "guillemets": ("«Lapak»", ["«", "Lapak", "»"]),
    "sentence end": ("Kab. Brebes.", ["Kab", ".", "Brebes", "."]),
    "comma without space": ("lapak,Kebun", ["lapak", ",", "Kebun"]),
    "semicolon without space": ("Lapak;Kebun", ["Lapak", ";", "Kebun"]),
    "stop without space": ("desa.Warga", ["desa", ".", "Warga"]),
    "long dash": ("Lapak–Kebun", ["Lapak", "–", "Kebun"]),
    "spaced dash": ("Lapak - Kebun", ["Lapak", "-", "Kebun"]),
    "bullet": ("•Lapak", ["•", "Lapak"]),
    "plus": ("Lapak+", ["Lapak", "+"]),
    "odd spaces": ("Lapak\u00a0Kita\n\tBaru", ["Lapak", "Kita", "Baru"]),
    "emoji": ("😀 Lapak", ["😀", "Lapak"]),
    "nothing": (" \n", []),
}


@pytest.mark.parametrize(("text", "expected"), SPLIT.values(), ids=SPLIT)
def test_signs_are_parted_from_words(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("Lapak", "capital"),
        ("e-Kinerja", "capital"),
        ("lapak", "lower"),
        ("x2", "lower"),
        ("119", "number"),
        ("3.156", "number"),
        ("“", "quote"),
        ("'", "quote"),
        ("(", "open"),
        ("]", "close"),
        (",", "mark"),
        ("😀", "mark"),
    ],
)
def test_kinds_of_words(token: str, kind: str) -> None:
    assert [word.kind for word in split_words(token)] == [kind]


def test_a_stretch_keeps_the_offsets_of_the_whole() -> None:
    text = "Inovasi Lapak Kita laris"
    assert split_words(text, 8, 18) == [
        Word(8, 13, "Lapak", "lapak", "capital"),
        Word(14, 18, "Kita", "kita", "capital"),
    ]


def test_the_pipeline_is_built_once() -> None:
    assert load_language() is load_language()


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(0, 10))
def test_words_are_slices_that_lose_nothing_but_white_space(text: str, start: int) -> None:
    words = split_words(text, start)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert re.sub(r"\s", "", "".join(w.text for w in words)) == re.sub(r"\s", "", text[start:])


def test_comma_after_capitals_without_space() -> None:
    assert tokens("SIRASA,Lapak") == ["SIRASA", ",", "Lapak"]


def test_a_text_of_any_length_is_split() -> None:
    assert len(split_words("lapak " * 200_000)) == 200_000
