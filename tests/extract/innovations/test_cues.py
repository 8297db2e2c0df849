import pytest

from corpus.identity import squeeze
from extract.innovations.cues import (
    GATE,
    cue_words,
    head_strength,
    longest_phrase,
    look_alike,
    national_systems,
)
from extract.language import split_words


@pytest.mark.parametrize(
    ("word", "strength"),
    [
        ("inovasi", 3),
        ("inovasinya", 3),
        ("aplikasi", 3),
        ("program", 2),
        ("programnya", 2),
        ("terobosannya", 2),
        ("layanan", 1),
        ("kegiatannya", 1),
        ("warga", 0),
        ("Inovasi", 0),
        ("", 0),
    ],
)
def test_strength_of_head_words(word: str, strength: int) -> None:
    assert head_strength(word) == strength


@pytest.mark.parametrize(
    ("text", "section", "length"),
    [
        ("diberi nama Lapak", "naming", 2),
        ("Dikenal dengan sebutan Lapak", "naming", 3),
        ("dikenal dengan Lapak", "naming", 2),
        ("dikenal warga", "naming", 0),
        ("antara lain Lapak", "enumerators", 2),
        ("antara warga", "enumerators", 0),
        ("kementerian dalam negeri", "institutions", 1),
        ("", "naming", 0),
    ],
)
def test_longest_phrase_at_the_first_word(text: str, section: str, length: int) -> None:
    assert longest_phrase(section, split_words(text), 0) == length


@pytest.mark.parametrize("name", ["SINOVIK", "SlNOVlK", "KIPP", "Mobile JKN", "SPBE", "LAPOR!"])
def test_systems_of_the_nation_are_known(name: str) -> None:
    assert look_alike(squeeze(name)) in national_systems()


def test_names_that_look_alike_become_equal() -> None:
    assert look_alike(squeeze("SlNOVlK")) == look_alike(squeeze("sinovik"))
    assert look_alike("lapak") != look_alike("kebun")


@pytest.mark.parametrize(
    "section",
    ["between", "joiners", "never_first", "generic", "separators", "links_after", "links_before"],
)
def test_lists_of_words_are_in_lower_case(section: str) -> None:
    words = cue_words(section)
    assert words
    assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("INOVASI baru", True),
        ("yang bernama", True),
        ("(catatan)", True),
        ("‘Lapak’", True),
        ("masuk Top 45", True),
        ("Warga senang sekali.", False),
    ],
)
def test_gate(text: str, passes: bool) -> None:
    assert bool(GATE.search(text.lower())) is passes
