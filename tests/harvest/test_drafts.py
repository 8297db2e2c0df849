from datetime import date

import pytest

from corpus.records import Article
from harvest.drafts import Draft, complete, strip_blank_lines
from harvest.problems import Problem
from harvest.written_dates import WrittenDate

TODAY = date(2026, 3, 14)
BODY = "Bupati meresmikan layanan antar obat bagi lansia di halaman pendopo pagi itu. " * 2


def completed(draft: Draft, outlet: str | None = None) -> tuple[Article, list[str]]:
    first, *others = complete(draft, "a.txt", outlet=outlet, today=TODAY)
    assert isinstance(first, Article)
    problems = [one for one in others if isinstance(one, Problem) and one.kept]
    assert len(problems) == len(others)
    return first, [one.reason for one in problems]


def test_given_date_beats_the_text() -> None:
    text = f"23 Juni 2020\n{BODY}"
    article, lost = completed(Draft(title="Obat", text=text, published="24/6/2020"))
    assert article.published == date(2020, 6, 24)
    assert (article.published_precision, article.published_from) == ("day", "given")
    assert lost == []


def test_text_gives_the_date_where_none_is_given() -> None:
    article, _ = completed(Draft(title="Obat", text=f"23 Juni 2020\n{BODY}", published="nan"))
    assert (article.published, article.published_from) == (date(2020, 6, 23), "own_line")


def test_unreadable_date_is_reported_and_the_text_asked() -> None:
    article, lost = completed(Draft(title="", text=f"23 Juni 2020\n{BODY}", published="kemarin"))
    assert article.published == date(2020, 6, 23)
    assert lost == ["the date 'kemarin' cannot be read or cannot be right"]


def test_no_date_at_all() -> None:
    article, lost = completed(Draft(title="Obat", text=BODY))
    assert article.published is None
    assert article.published_precision is None
    assert article.published_from is None
    assert lost == []


def test_date_of_a_month() -> None:
    article, _ = completed(
        Draft(title="", text=BODY, published=WrittenDate(date(2020, 6, 1), "month"))
    )
    assert (article.published, article.published_precision) == (date(2020, 6, 1), "month")


BAD_ADDRESSES = ["http://[", "javascript:alert(1)", "www.suara.example/7", "https://", "file:///a"]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_bad_address_is_lost_alone(url: str) -> None:
    article, lost = completed(Draft(title="Obat", text=BODY, url=url))
    assert article.url is None
    assert len(lost) == 1
    assert "is no web address" in lost[0]


@pytest.mark.parametrize("cell", ["", " - ", "NULL", "nan", "N/A"])
def test_blank_cells_are_nothing(cell: str) -> None:
    article, lost = completed(
        Draft(title="", text=BODY, url=cell, outlet=cell, author=cell, id=cell, published=cell)
    )
    assert (article.url, article.outlet, article.author, article.external_id) == (None,) * 4
    assert lost == []


def test_outlet_of_the_run_fills_a_gap_only() -> None:
    assert completed(Draft(title="", text=BODY), "Suara Rakyat")[0].outlet == "Suara Rakyat"
    assert completed(Draft(title="", text=BODY, outlet="X"), "Suara Rakyat")[0].outlet == "X"


def test_halves_of_surrogate_pairs_become_storable() -> None:
    article, _ = completed(Draft(title="A\ud800", text="B \ud83d\ude00 \udc00", author="C\udfff"))
    assert (article.title, article.text, article.author) == ("A�", "B 😀 �", "C�")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\0", "\ufeff"])
def test_nothing_to_read(text: str) -> None:
    (problem,) = complete(Draft(title=" ", text=text, place="row 3, line 4"), "a.csv")
    assert problem == Problem("a.csv", "row 3, line 4", "there is neither a title nor a text")


def test_offsets_of_the_date_fit_the_article() -> None:
    article, _ = completed(Draft(title="", text=f"\r\n\r\n23 Juni 2020\r\n{BODY}\r\n \r\n"))
    assert article.text == f"23 Juni 2020\n{BODY}"


@pytest.mark.parametrize(
    ("text", "stripped"),
    [("", ""), ("\n \n", ""), ("a", "a"), ("\n \n a \n\nb\n\t\n", " a \n\nb"), ("a\n", "a")],
)
def test_blank_lines_are_cut_at_both_ends(text: str, stripped: str) -> None:
    assert strip_blank_lines(text) == stripped
