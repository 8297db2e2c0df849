import pytest

from extract.gazetteer import Gazetteer, Words, name_key, split_words


def gazetteer(*names: str, skips: tuple[str, ...] = ()) -> Gazetteer[str]:
    found: Gazetteer[str] = Gazetteer(skips)
    for name in names:
        found.add(name, name)
    return found


def found_in(text: str, names: Gazetteer[str]) -> str | None:
    match = names.longest(split_words(text), 0)
    return None if match is None else match[1][0]


@pytest.mark.parametrize(
    "spelling", ["Muara Enim", "MUARAENIM", "Muara-Enim", "Muara\nEnim", "muara enim"]
)
def test_spaces_hyphens_and_case_do_not_count(spelling: str) -> None:
    assert found_in(spelling, gazetteer("Muara Enim")) == "Muara Enim"


@pytest.mark.parametrize(
    "text", ["Muara, Enim", "Muara\n\nEnim", "Muara (Enim)", "Muara. Enim", "Muara yang Enim"]
)
def test_a_name_does_not_run_over_punctuation(text: str) -> None:
    assert found_in(text, gazetteer("Muara Enim")) is None


def test_the_longest_name_wins() -> None:
    assert found_in("Lampung Barat Daya", gazetteer("Lampung", "Lampung Barat")) == "Lampung Barat"


def test_a_full_stop_after_a_short_word_may_stand_in_a_name() -> None:
    assert found_in("Kep. Seribu", gazetteer("Kep Seribu")) == "Kep Seribu"


@pytest.mark.parametrize(
    "text",
    ["Dinas Pangan dan Tani", "Dinas Pangan, Tani", "Dinas Pangan & Tani", "Dinas Pangan Tani"],
)
def test_connectives_and_list_commas_do_not_count_where_asked(text: str) -> None:
    names = gazetteer("Dinas Pangan dan Tani", skips=("dan",))
    assert found_in(text, names) == "Dinas Pangan dan Tani"


def test_a_name_neither_begins_nor_ends_with_a_connective() -> None:
    names = gazetteer("Pangan", skips=("dan",))
    words = split_words("dan Pangan dan")
    assert names.longest(words, 0) is None
    assert names.longest(words, 1) == (2, ("Pangan",))


def test_a_name_keeps_all_its_meanings_once() -> None:
    names: Gazetteer[int] = Gazetteer()
    for value in (1, 2, 1):
        names.add("Solok", value)
    assert names.values("SOLOK") == (1, 2)


def test_words_know_their_offsets_and_apostrophes() -> None:
    words = Words("Puskesmas Pa’bentengang, Gowa")
    assert words.forms == ["Puskesmas", "Pa’bentengang", "Gowa"]
    assert words.keys[1] == "pabentengang"
    assert [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == words.forms


def test_name_key_keeps_letters_and_digits() -> None:
    assert name_key("D.I. Yogyakarta-2") == "diyogyakarta2"
