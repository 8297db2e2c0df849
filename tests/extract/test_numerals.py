"""Whole numbers in digits and in words, and what only looks like one."""

import pytest

from extract.numerals import find_numerals, parse_numeral


@pytest.mark.parametrize(
    ("words", "value"),
    [
        pytest.param("3.156", 3156, id="thousands-dot"),
        pytest.param("1,250,000", 1250000, id="thousands-comma"),
        pytest.param("tujuh", 7, id="digit"),
        pytest.param("sepuluh", 10, id="ten"),
        pytest.param("tiga belas", 13, id="teen"),
        pytest.param("dua puluh satu", 21, id="tens"),
        pytest.param("seratus lima", 105, id="hundred"),
        pytest.param("seribu dua ratus", 1200, id="thousand-and"),
        pytest.param("dua belas ribu empat ratus", 12400, id="scale"),
        pytest.param("dua tiga", None, id="two-digits"),
        pytest.param("puluh", None, id="times-of-nothing"),
        pytest.param("belasan", None, id="vague"),
        pytest.param("", None, id="empty"),
    ],
)
def test_parse_numeral(words: str, value: int | None) -> None:
    assert parse_numeral(words) == value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ada 14 ribu usulan", [("14 ribu", 14000)], id="digits-with-scale"),
        pytest.param(
            "36 (tiga puluh enam) dinas", [("36 (tiga puluh enam)", 36)], id="repeated-in-brackets"
        ),
        pytest.param("Tiga puluh dua desa", [("Tiga puluh dua", 32)], id="capital"),
        pytest.param("kedua karya itu", [("kedua", 2)], id="collective-word"),
        pytest.param("ke-11 karya itu", [("ke-11", 11)], id="collective-digits"),
        pytest.param("masuk Top 45 nasional", [], id="rank"),
        pytest.param("hadiah Rp 500 dan Rp2.000", [], id="money"),
        pytest.param("naik 90% atau 12 persen", [], id="percent"),
        pytest.param("skor 2,5 dan versi 2.0", [], id="decimal"),
        pytest.param("pada 10/12 pukul 10:30", [], id="date-and-time"),
        pytest.param("belasan dan ratusan orang", [], id="vague"),
        pytest.param("ketiganya menang", [], id="pronoun"),
        pytest.param("umur 20-an tahun", [], id="approximate"),
    ],
)
def test_find_numerals(text: str, found: list[tuple[str, int]]) -> None:
    assert [(text[n.start : n.end], n.value) for n in find_numerals(text)] == found


def test_find_numerals_is_fast_on_long_runs_of_white_space() -> None:
    text = "36 (" + " " * 50_000 + "x)"
    assert [n.value for n in find_numerals(text)] == [36]
