"""Searches find what was asked for, best first, marked, counted and filtered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searched import write_searched

from corpus.errors import InvalidQueryError
from corpus.facets import count_facet
from corpus.identity import make_article
from corpus.schema import open_corpus
from corpus.search import (
    MARK_END,
    MARK_START,
    SearchFilters,
    search_articles,
    search_innovations,
)
from corpus.selection import select_articles, select_innovations
from corpus.subjects import ARTICLES as ARTICLE_SUBJECT
from corpus.subjects import INNOVATIONS, Facet, Sort, Subject
from corpus.words.stems import refresh_stems
from corpus.writer import write_articles


@pytest.fixture(scope="module")
def corpus() -> sqlite3.Connection:
    conn = open_corpus(":memory:")
    write_searched(conn)
    return conn


def _names(conn: sqlite3.Connection, text: str = "", **filters: Any) -> set[str]:
    page = search_innovations(conn, text, SearchFilters(**filters))
    assert page.total == len(page.hits)
    return {hit.innovation.name for hit in page.hits}


ALL = {"Gesit", "Stunting Care", "Pak Raja", "Nasional Satu"}
SEARCHES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "everything but the rejected": ("", {}, ALL),
    "word": ("stunting", {}, {"Gesit", "Stunting Care"}),
    "other name": ("setunting", {}, {"Stunting Care"}),
    "owner's word": ("jurangombo", {}, {"Stunting Care"}),
    "without a word": ("-stunting", {}, {"Pak Raja", "Nasional Satu"}),
    "word and filter": ("stunting", {"region": "banyumas"}, {"Gesit"}),
    "regency": ("", {"region": "Kab. Banyumas"}, {"Gesit"}),
    "province with its regencies": (
        "",
        {"region": "jateng"},
        {"Gesit", "Stunting Care", "Pak Raja"},
    ),
    "typed region": ("daerah:33.71", {}, {"Stunting Care"}),
    "two typed regions": ("daerah:33.71 daerah:33.02", {}, {"Gesit", "Stunting Care"}),
    "typed and chosen region": ("daerah:33.71", {"region": "33.02"}, set()),
    "not in a region": ("-daerah:33.02", {}, ALL - {"Gesit"}),
    "sector": ("", {"sector": "Health"}, {"Gesit", "Stunting Care"}),
    "part of the owner": ("", {"owner": "jurang"}, {"Stunting Care"}),
    "owner's abbreviation": ("", {"owner": "dinkes"}, {"Gesit"}),
    "owner with signs of LIKE": ("", {"owner": "k_arsip 100%"}, {"Pak Raja"}),
    "signs of LIKE are no wildcards": ("", {"owner": "%"}, {"Pak Raja"}),
    "neither is the underscore": ("", {"owner": "DK_"}, set()),
    "rank": ("", {"award": "Top 99"}, {"Gesit"}),
    "a rank is no part of another": ("", {"award": "top 9"}, {"Stunting Care"}),
    "words of a rank": ("", {"award": "top"}, {"Gesit", "Stunting Care"}),
    "scheme": ("", {"award": "kipp-nasional"}, {"Gesit", "Stunting Care"}),
    "owner of a region": ("", {"owner": "dinkes banyumas"}, {"Gesit"}),
    "owner of another region": ("", {"owner": "dinkes cilacap"}, set()),
    "newspaper": ("", {"outlet": "kabar"}, {"Gesit", "Pak Raja", "Nasional Satu"}),
    "typed newspaper": ("media:warta.example", {}, {"Stunting Care"}),
    "name of a newspaper": ("", {"outlet": "Warta Kota"}, {"Stunting Care"}),
    "year of launch goes first": ("", {"year_from": 2021, "year_to": 2021}, {"Gesit"}),
    "else the first article": ("", {"year_to": 2020}, {"Stunting Care", "Pak Raja"}),
    "open range": ("tahun:2020..", {}, {"Gesit", "Stunting Care"}),
    "status": ("", {"status": "diperiksa"}, {"Pak Raja"}),
    "rejected when asked for": ("status:ditolak", {}, {"Salah Baca"}),
    "not rejected": ("-status:ditolak", {}, ALL),
    "name alone": ("nama:stunting", {}, {"Gesit", "Stunting Care"}),
    "beginning of a name": ("nama:nas*", {}, {"Nasional Satu"}),
    "phrase of a name": ('nama:"stunting care"', {}, {"Stunting Care"}),
    "not the owner's words": ("nama:jurangombo", {}, set()),
    "title of an article": ("judul:raja", {}, {"Pak Raja"}),
    "empty filters": (
        "",
        {"region": "", "sector": "", "owner": "", "award": "", "status": ""},
        ALL,
    ),
    "filters all hold": ("", {"region": "33", "sector": "kesehatan", "owner": "dinkes"}, {"Gesit"}),
}


@pytest.mark.parametrize("case", SEARCHES)
def test_innovations(corpus: sqlite3.Connection, case: str) -> None:
    text, filters, expected = SEARCHES[case]
    assert _names(corpus, text, **filters) == expected


ARTICLES: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "everything": ("", {}, ALL | {"Salah Baca"}),
    "word of the text": ("puskesmas", {}, {"Stunting Care"}),
    "region": ("", {"region": "33.02"}, {"Gesit"}),
    "sector": ("", {"sector": "sosial"}, {"Salah Baca"}),
    "owner": ("opd:dinkes", {}, {"Gesit"}),
    "owner of a region": ('opd:"dinkes banyumas"', {}, {"Gesit"}),
    "owner of another region": ('opd:"dinkes cilacap"', {}, set()),
    "newspaper": ("media:warta", {}, {"Stunting Care", "Salah Baca"}),
    "award": ("", {"award": "Top 99"}, {"Gesit"}),
    "year of publication": (
        "",
        {"year_from": 2020, "year_to": 2021},
        {"Stunting Care", "Salah Baca"},
    ),
    "status": ("", {"status": "ditolak"}, {"Salah Baca"}),
    "name of an innovation": ("nama:setunting", {}, {"Stunting Care"}),
    "title": ('judul:"pak raja"', {}, {"Pak Raja"}),
    "without a word": ("-kabar", {}, set()),
    "undated": ("-tahun:1900..", {}, {"Nasional Satu"}),
}


@pytest.mark.parametrize("case", ARTICLES)
def test_articles(corpus: sqlite3.Connection, case: str) -> None:
    text, filters, expected = ARTICLES[case]
    page = search_articles(corpus, text, SearchFilters(**filters))
    assert {hit.article.title.removeprefix("Kabar tentang ") for hit in page.hits} == expected
    assert page.total == len(expected)


def test_names_weigh_more_than_expansions(corpus: sqlite3.Connection) -> None:
    hits = search_innovations(corpus, "stunting").hits
    assert [hit.innovation.name for hit in hits] == ["Stunting Care", "Gesit"]
    scores = [hit.score for hit in hits]
    assert all(score is not None and score > 0 for score in scores)


def test_titles_weigh_more_than_texts(conn: sqlite3.Connection) -> None:
    in_title = make_article(
        title="Obat antar", text="Rumah sakit melayani warga dengan kurir. " * 3
    )
    in_text = make_article(title="Kurir desa", text="Obat sampai di rumah warga. " * 3)
    write_articles(conn, [in_text, in_title])
    assert [hit.article.id for hit in search_articles(conn, "obat").hits] == [
        in_title.id,
        in_text.id,
    ]


def test_snippets_mark_what_was_found(corpus: sqlite3.Connection) -> None:
    (hit,) = search_innovations(corpus, "setunting").hits
    assert hit.snippet == f"{MARK_START}Setunting{MARK_END}"
    (found,) = search_articles(corpus, "puskesmas").hits
    assert f"{MARK_START}Puskesmas{MARK_END} Jurangombo" in found.snippet
    assert (found.n_innovations, hit.n_articles) == (1, 1)


def test_snippets_hold_no_html_of_ours_and_no_marks_of_the_text(conn: sqlite3.Connection) -> None:
    text = "Isi <b>tebal</b> \x02bukan tanda\x03 aplikasi."
    write_articles(conn, [make_article(title="<script>", text=text)])
    (hit,) = search_articles(conn, "aplikasi").hits
    assert hit.snippet == f"Isi <b>tebal</b> bukan tanda {MARK_START}aplikasi{MARK_END}."


def test_without_words_there_is_no_score(corpus: sqlite3.Connection) -> None:
    page = search_innovations(corpus, "", SearchFilters(region="33.02"))
    (hit,) = page.hits
    assert (hit.score, hit.snippet) == (None, "Gerakan Sisir Stunting")
    newest = [hit.article.published for hit in search_articles(corpus, "").hits]
    assert newest[:2] == [date(2022, 3, 4), date(2021, 1, 1)]
    assert newest[-1] is None


def test_pages_make_up_the_whole(corpus: sqlite3.Connection) -> None:
    whole = search_innovations(corpus, "", limit=None)
    pages = [search_innovations(corpus, "", limit=3, offset=offset) for offset in (0, 3, 6)]
    assert [len(page.hits) for page in pages] == [3, 1, 0]
    assert {page.total for page in pages} == {4}
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert search_innovations(corpus, "", limit=-5, offset=10**30).hits == ()


def test_copies_are_found_once(conn: sqlite3.Connection) -> None:
    for site in "ab":
        article = make_article(title="Sama", text="Isi sama", url=f"https://{site}.example/")
        write_articles(conn, [article])
    assert search_articles(conn, "isi").total == 1


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("", {"region": "Magelang"}),
        ("daerah:atlantis", {}),
        ("", {"sector": "lain"}),
        ("tahun:kemarin", {}),
        ("", {"status": "baru"}),
        ("nama:***", {}),
        ("", {"year_from": 20201}),
    ],
    ids=str,
)
def test_filters_that_mean_nothing_are_told(
    corpus: sqlite3.Connection, text: str, filters: dict[str, Any]
) -> None:
    for search in (search_innovations, search_articles):
        with pytest.raises(InvalidQueryError):
            search(corpus, text, SearchFilters(**filters))  # type: ignore[operator]


ANYTHING = st.text(st.characters(), max_size=20)


@settings(max_examples=400, deadline=None)
@given(text=ANYTHING, owner=ANYTHING, award=ANYTHING, name=ANYTHING)
def test_no_text_makes_a_search_fail(
    corpus: sqlite3.Connection, text: str, owner: str, award: str, name: str
) -> None:
    filters = SearchFilters(owner=owner, award=award)
    query = f'{text} nama:"x{name}" judul:y{name}*'
    search: Callable[..., Any]
    for search in (search_innovations, search_articles):
        with suppress(InvalidQueryError):
            search(corpus, query, filters)


SORTED = {
    "name": ["Gesit", "Nasional Satu", "Pak Raja", "Stunting Care"],
    "newest": ["Gesit", "Stunting Care", "Pak Raja", "Nasional Satu"],
    "oldest": ["Pak Raja", "Stunting Care", "Gesit", "Nasional Satu"],
    "year": ["Gesit", "Stunting Care", "Pak Raja", "Nasional Satu"],
    "region": ["Pak Raja", "Gesit", "Stunting Care", "Nasional Satu"],
}


@pytest.mark.parametrize("sort", SORTED)
def test_innovations_are_sorted(corpus: sqlite3.Connection, sort: Any) -> None:
    hits = search_innovations(corpus, "", sort=sort).hits
    assert [hit.innovation.name for hit in hits] == SORTED[sort]
    assert [hit.score for hit in hits] == [None] * 4


@pytest.mark.parametrize(
    ("search", "subject"), [(search_innovations, INNOVATIONS), (search_articles, ARTICLE_SUBJECT)]
)
def test_every_way_of_sorting_gives_all_or_is_refused(
    corpus: sqlite3.Connection, search: Callable[..., Any], subject: Subject
) -> None:
    for text in ("", "stunting", "-stunting"):
        whole = search(corpus, text, limit=None).total
        for sort in get_args(Sort):
            if sort == "relevance" or sort in subject.orders:
                page = search(corpus, text, limit=None, sort=sort)
                assert (page.total, len(page.hits)) == (whole, whole)
            else:
                with pytest.raises(InvalidQueryError, match="cannot be sorted"):
                    search(corpus, text, sort=sort)


def test_articles_are_sorted(corpus: sqlite3.Connection) -> None:
    days = [hit.article.published for hit in search_articles(corpus, "kabar", sort="oldest").hits]
    known = [day for day in days if day is not None]
    assert known == sorted(known)
    assert days[-1] is None


@pytest.fixture(scope="module")
def stemmed(corpus: sqlite3.Connection) -> sqlite3.Connection:
    refresh_stems(corpus)
    return corpus


def test_a_word_may_stand_for_all_its_forms(conn: sqlite3.Connection) -> None:
    texts = ["Layanan baru", "Petugas melayani warga", "Pelayanan publik", "Harga beras"]
    write_articles(conn, [make_article(title=f"Kabar {n}", text=t) for n, t in enumerate(texts)])
    refresh_stems(conn)

    def titles(text: str, *, stem: bool) -> list[str]:
        return [hit.article.title for hit in search_articles(conn, text, stem=stem).hits]

    assert titles("melayani", stem=False) == ["Kabar 1"]
    assert titles("melayani", stem=True)[0] == "Kabar 1"
    assert set(titles("melayani", stem=True)) == {"Kabar 0", "Kabar 1", "Kabar 2"}
    assert titles('"melayani"', stem=True) == ["Kabar 1"]
    assert titles("penghargaan", stem=True) == []
    assert titles("-melayani", stem=True) == ["Kabar 3"]
    (first, *_) = search_articles(conn, "layanan", stem=True, offset=1).hits
    assert MARK_START in first.snippet


def test_misspelt_names_are_found(corpus: sqlite3.Connection) -> None:
    for text, name in [
        ("stuntingcare", "Stunting Care"),
        ("stanting kare", "Stunting Care"),
        ("PAKRAJA", "Pak Raja"),
        ("gerakan sisir stanting", "Gesit"),
    ]:
        page = search_innovations(corpus, text, fuzzy=True)
        assert page.hits[0].innovation.name == name, text
        assert page.hits[0].score is not None
        assert page.total >= 1


def test_filters_hold_for_misspelt_names(corpus: sqlite3.Connection) -> None:
    filters = SearchFilters(region="33.02")
    assert search_innovations(corpus, "stanting care", filters, fuzzy=True).total == 0
    assert search_innovations(corpus, "salah bica", fuzzy=True).total == 0  # rejected
    assert search_innovations(corpus, "xy", fuzzy=True).total == 0
    assert search_innovations(corpus, "stanting care", fuzzy=True, limit=0).hits == ()


@pytest.mark.parametrize("subject", [INNOVATIONS, ARTICLE_SUBJECT], ids=lambda one: one.noun)
@pytest.mark.parametrize("text", ["", "stunting", "-stunting"])
def test_a_facet_counts_what_its_filter_would_find(
    corpus: sqlite3.Connection, subject: Subject, text: str
) -> None:
    select = select_innovations if subject is INNOVATIONS else select_articles
    selection = select(corpus, text)
    for facet in ("region", "sector", "year", "award"):
        for tally in count_facet(corpus, selection, facet):
            if tally.key is None or (facet == "region" and len(tally.key) == 2):
                continue  # a province stands for its regencies, too
            narrowed = select(corpus, f"{text} {facet}:{tally.key}")
            assert narrowed.count(corpus) == tally.n, (facet, tally)


def test_facets_have_labels_and_an_order(corpus: sqlite3.Connection) -> None:
    selection = select_innovations(corpus)
    sectors = count_facet(corpus, selection, "sector")
    assert (sectors[0].key, sectors[0].label, sectors[0].n) == ("kesehatan", "Kesehatan", 2)
    years = [tally.key for tally in count_facet(corpus, selection, "year")]
    assert years == ["2019", "2020", "2021", None]
    for subject in (INNOVATIONS, ARTICLE_SUBJECT):
        selected = select_innovations(corpus) if subject is INNOVATIONS else select_articles(corpus)
        for facet in get_args(Facet):
            if facet in subject.facets:
                assert count_facet(corpus, selected, facet)
            else:
                with pytest.raises(InvalidQueryError, match="no facet"):
                    count_facet(corpus, selected, facet)


@settings(max_examples=200, deadline=None)
@given(text=ANYTHING)
def test_no_text_makes_a_widened_or_fuzzy_search_fail(
    stemmed: sqlite3.Connection, text: str
) -> None:
    with suppress(InvalidQueryError):
        search_articles(stemmed, text, stem=True)
    with suppress(InvalidQueryError):
        search_innovations(stemmed, text, stem=True, sort="name")
    search_innovations(stemmed, text, fuzzy=True)


def test_very_long_values_are_bounded(corpus: sqlite3.Connection) -> None:
    assert _names(corpus, "", owner="a" * 200_000) == set()
