"""Links to other articles are told from the article's own sentences."""

import pytest

from extract.link_lines import is_link_line


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Dua Inovasi Raih Top 45",
        "BACA JUGA : Semua Dinas Wajib Berinovasi",
        "Berita Terkait:  Lomba Inovasi Dibuka",
        "- Baca Juga Lomba Inovasi Dibuka",
        "Lihat juga: Juara I Lomba Inovasi",
    ],
)
def test_links_to_other_articles(line: str) -> None:
    assert is_link_line(line)


@pytest.mark.parametrize(
    "line",
    ["Warga gemar membaca juga menulis.", "Berita itu terkait lomba.", "", "Bacaan juga tersedia."],
)
def test_sentences_of_the_article(line: str) -> None:
    assert not is_link_line(line)
