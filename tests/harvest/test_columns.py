import pytest

from corpus.errors import UnreadableFileError
from harvest.columns import find_columns

RECOGNISED = {
    "ours": (["title", "text", "published", "outlet", "url", "id", "author"], "text"),
    "Indonesian": (["Judul", "ISI", "Tanggal", "Media", "Tautan", "No", "Penulis"], "ISI"),
    "spreadsheet": (["Judul Berita", "Isi_Berita", "Tanggal-Terbit"], "Isi_Berita"),
    "WordPress": (["post_title", "post_content", "post_date"], "post_content"),
    "crawler": (["headline", "maintext", "date_publish", "source_domain"], "maintext"),
    "ours beside others": (["content", "text", "raw_text", "isi"], "text"),
}


@pytest.mark.parametrize(("names", "text"), RECOGNISED.values(), ids=RECOGNISED.keys())
def test_recognises_common_names(names: list[str], text: str) -> None:
    assert find_columns(names, {})["text"] == text


def test_finds_every_field() -> None:
    names = ["Judul", "Isi", "Tanggal", "Koran", "Link", "ID", "Wartawan"]
    assert find_columns(names, {}) == {
        "title": "Judul",
        "text": "Isi",
        "published": "Tanggal",
        "outlet": "Koran",
        "url": "Link",
        "id": "ID",
        "author": "Wartawan",
    }


def test_what_the_user_names_wins() -> None:
    found = find_columns(["title", "text", "paragraf"], {"text": "Paragraf", "title": "title"})
    assert (found["text"], found["title"]) == ("paragraf", "title")


def test_one_column_can_serve_twice() -> None:
    assert find_columns(["judul"], {"text": "judul"}) == {"title": "judul", "text": "judul"}


def test_missing_column_is_named_with_those_that_are_there() -> None:
    with pytest.raises(UnreadableFileError, match="no column 'isi' for text; there are: a, b"):
        find_columns(["a", "b"], {"text": "isi"})


def test_two_candidates_for_the_text_are_a_question() -> None:
    with pytest.raises(UnreadableFileError, match="several columns could be the text") as error:
        find_columns(["judul", "isi", "konten"], {})
    assert error.value.mend is not None
    assert "--column text=isi" in error.value.mend


def test_surest_name_wins_for_lesser_fields() -> None:
    assert find_columns(["source", "hostname", "text"], {})["outlet"] == "hostname"


def test_hostile_names_are_shown_harmlessly() -> None:
    names = ["\x1b[2J" + "x" * 500] * 100
    with pytest.raises(UnreadableFileError) as error:
        find_columns(names, {"text": "isi"})
    assert "\x1b" not in error.value.what
    assert len(error.value.what) < 2000
