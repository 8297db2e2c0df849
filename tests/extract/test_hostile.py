"""Texts that were made to keep the extractor busy; each is done in seconds or the test fails."""

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from corpus.identity import make_article
from extract.article import extract_article
from extract.innovations.mentions import find_mentions
from extract.reading import read_article

Within = Callable[[float], AbstractContextManager[None]]

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="needs a timer that can interrupt"
)

LETTERS = "bcdfgklmnprst"


def name_of(number: int) -> str:
    """A different invented word for each number."""
    word = ""
    while True:
        number, digit = divmod(number, len(LETTERS))
        word += LETTERS[digit] + "a"
        if not number:
            return word.capitalize()


HOSTILE = {
    "nested brackets": "inovasi Lapak " + "(" * 3000 + "x" + ")" * 3000,
    "brackets never closed": "inovasi " + "(a " * 10_000,
    "words in capitals": "inovasi " + "Lapak " * 50_000,
    "words in lower case": "inovasi " + "lapak " * 50_000,
    "list without end": "inovasi yakni " + "Lapak Kita, " * 5000,
    "stops with spaces": ". A" * 100_000,
    "list markers": "1. " * 50_000,
    "long form without end": "inovasi " + "Sistem Gawat Cepat Pasien " * 5000 + "(Sigap)",
    "numbers": "inovasi " + "1 " * 50_000,
    "empty lines": "\n" * 500_000 + "x",
    "name with spaces": "inovasi Lapak Kita. " + "Lapak   " * 50_000,
    "dashes with spaces": "inovasi " + "- " * 50_000,
    "since since": "sejak " * 50_000 + " inovasi Lapak Kita",
    "one word": "inovasi " + "a" * 900_000,
    "one word of brackets": "inovasi" + "(Ab)" * 1500,
    "ten thousand brackets": "Inovasi " + "Lapak Kita (Layanan Pasar Kita) " * 10_000,
    "brackets in sentences": "Inovasi Lapak Kita (Layanan Pasar Kita) ramai. " * 3000,
    "quotes never closed": "inovasi " + "“Lapak " * 10_000,
    "cue words": "inovasi " * 8000,
    "bodies": "inovasi " + "Dinas Kesehatan " * 5000,
    "alternatives": "inovasi " + "Sigap atau " * 5000,
    "one name in many sentences": "Inovasi Lapak Kita dari Dinas Sosial ramai. " * 3000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_done_in_time(within: Within, text: str) -> None:
    with within(10):
        find_mentions(read_article(make_article(title="", text=text)))


LONG_RUNS = {
    "stops": "Inovasi Lapak Kita" + "." * 200_000,
    "commas": "Inovasi Lapak" + "," * 200_000,
    "dashes": "Inovasi Lapak" + "-" * 200_000,
    "odd spaces": "Inovasi Lapak" + " \u00a0" * 60_000 + "Kita",
}


@pytest.mark.parametrize("text", LONG_RUNS.values(), ids=LONG_RUNS)
def test_long_runs_of_one_sign(within: Within, text: str) -> None:
    with within(1.5):
        find_mentions(read_article(make_article(title="", text=text)))


def test_thousands_of_names(within: Within) -> None:
    lines = "\n".join(f"- Lapak {name_of(n)} (Dinas Sosial)" for n in range(2500))
    with within(10):
        find_mentions(read_article(make_article(title="", text=f"Inovasi Kebumen:\n{lines}")))


def test_a_sentence_of_a_million_code_points(within: Within) -> None:
    with within(10):
        extract_article(make_article(title="", text="inovasi " + "a" * 1_000_000))
