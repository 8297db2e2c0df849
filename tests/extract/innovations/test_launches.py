from collections.abc import Callable
from datetime import date

import pytest

from corpus.records import Mention

MentionOf = Callable[..., Mention]
MentionsOf = Callable[..., list[Mention]]

PUBLISHED = date(2021, 3, 5)

TOLD = {
    "sejak": ("Inovasi Lapak Kita dijalankan Disperindag Kebumen sejak 2017.", 2017),
    "sejak tahun": ("Inovasi Lapak Kita dijalankan Disperindag sejak tahun 2017.", 2017),
    "mulai": ("Inovasi Lapak Kita dijalankan Disperindag mulai Januari 2018.", 2018),
    "diluncurkan pada": ("Inovasi Lapak Kita diluncurkan Disperindag pada 5 Mei 2016.", 2016),
    "lahir": ("Lapak Kita merupakan inovasi Disperindag yang lahir pada 2014.", 2014),
    "dirintis": ("Inovasi Lapak Kita dirintis Disperindag tahun 2013.", 2013),
    "next sentence": (
        "Inovasi Lapak Kita milik Disperindag ramai. Aplikasi ini dibangun tahun 2015.",
        2015,
    ),
    "made in": ("Inovasi Lapak Kita yang dibuat Disperindag pada tahun 2017 itu ramai.", 2017),
    "proclaimed": ("Inovasi Lapak Kita dicanangkan Disperindag tahun 2013.", 2013),
    "next sentence with a word between": (
        "Inovasi Lapak Kita milik Disperindag ramai. Inovasi pasar ini berjalan sejak 2018.",
        2018,
    ),
    "said later of the only innovation": (
        "Inovasi Lapak Kita milik Disperindag ramai. Warga senang. Menurut Anu, sejak"
        " diluncurkan pada 2021 antrean berkurang.",
        2021,
    ),
    "next year": ("Inovasi Lapak Kita Disperindag dipakai mulai tahun depan (2022).", None),
    "office held since": ("Anu menjabat sejak 2019 dan memuji inovasi Lapak Kita.", None),
    "range with a dash": ("Inovasi Lapak Kita Disperindag dipakai sejak 2018-2020.", None),
    "year of a contest": ("Inovasi Lapak Kita Disperindag masuk Top 45 tahun 2019.", None),
    "not told": ("Inovasi Lapak Kita milik Disperindag Kebumen ramai.", None),
    "next sentence of something else": (
        "Inovasi Lapak Kita milik Disperindag ramai. Pasar itu dibangun tahun 1987.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "year"), TOLD.values(), ids=TOLD)
def test_years_that_the_text_tells(mention: MentionOf, text: str, year: int | None) -> None:
    assert mention(text).year == year


STORIES = {
    "published": ("Disperindag Kebumen meluncurkan inovasi Lapak Kita.", "", PUBLISHED, 2021),
    "day": ("Disperindag meluncurkan inovasi Lapak Kita, Jumat (5/3/2021).", "", None, 2021),
    "day before publication": (
        "Disperindag meluncurkan inovasi Lapak Kita, Selasa (29/12/2020).",
        "",
        date(2021, 1, 2),
        2020,
    ),
    "title": (
        "Inovasi Lapak Kita milik Disperindag Kebumen ramai.",
        "Disperindag Luncurkan Aplikasi",
        PUBLISHED,
        2021,
    ),
    "no date": ("Disperindag Kebumen meluncurkan inovasi Lapak Kita.", "", None, None),
    "story of a prize": (
        "Inovasi Lapak Kita milik Disperindag Kebumen dipuji. Bupati meluncurkan program lain.",
        "Disperindag Raih Penghargaan",
        PUBLISHED,
        None,
    ),
    "ordinary story": (
        "Inovasi Lapak Kita milik Disperindag Kebumen ramai.",
        "Lapak Kita Ramai",
        PUBLISHED,
        None,
    ),
}


@pytest.mark.parametrize(("text", "title", "published", "year"), STORIES.values(), ids=STORIES)
def test_years_of_reports_of_a_launch(
    mention: MentionOf, text: str, title: str, published: date | None, year: int | None
) -> None:
    assert mention(text, title=title, published=published).year == year


def test_each_innovation_its_year(mentions: MentionsOf) -> None:
    found = mentions(
        "Inovasi Lapak Kita dari Disperindag Kebumen diluncurkan 2016."
        " Inovasi Kebun Pintar dari Dinas Pertanian sejak 2018."
    )
    assert [(m.name, m.year) for m in found] == [("Lapak Kita", 2016), ("Kebun Pintar", 2018)]


@pytest.mark.parametrize(
    "text",
    [
        "Disperindag Kebumen meluncurkan inovasi Lapak Kita pada 2019.",
        "Disperindag Kebumen meluncurkan inovasi Lapak Kita tahun 2019.",
        "Disperindag Kebumen meluncurkan inovasi Lapak Kita pada Maret 2019.",
        "Pada tahun 2019 Disperindag Kebumen meluncurkan inovasi Lapak Kita.",
    ],
)
def test_a_bare_year_beside_the_launch(mention: MentionOf, text: str) -> None:
    assert mention(text, published=PUBLISHED).year == 2019


@pytest.mark.parametrize("word", ["hingga", "sampai"])
def test_a_range_in_words_gives_not_its_end(mention: MentionOf, word: str) -> None:
    found = mention(f"Inovasi Lapak Kita dipakai Disperindag sejak 2018 {word} 2025.")
    assert found.year in {None, 2018}
