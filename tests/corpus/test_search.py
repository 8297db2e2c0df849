"""Searches find what was asked for, best first, marked, counted and filtered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.identity import innovation_id, make_article
from corpus.records import Award, Evidence, Extraction, Innovation, Mention, MentionRef
from corpus.schema import open_corpus
from corpus.search import (
    MARK_END,
    MARK_START,
    SearchFilters,
    search_articles,
    search_innovations,
)
from corpus.writer import write_articles, write_extractions, write_innovations

# name, region, sector, owner, type of owner, year, rank, scheme, published, status, other values
ROWS: list[dict[str, Any]] = [
    {
        "name": "Gesit",
        "region": "33.02",
        "sector": "kesehatan",
        "owner": "Dinas Kesehatan",
        "owner_type": "dinas-kesehatan",
        "year": 2021,
        "rank": "Top 99",
        "published": date(2022, 3, 4),
        "expansion": "Gerakan Sisir Stunting",
    },
    {
        "name": "Stunting Care",
        "region": "33.71",
        "sector": "kesehatan",
        "owner": "Puskesmas Jurangombo",
        "owner_type": "puskesmas",
        "rank": "Top 9",
        "published": date(2020, 8, 28),
        "other_names": ("Setunting",),
    },
    {
        "name": "Pak Raja",
        "region": "33",
        "sector": "perpustakaan_arsip",
        "owner": "DKK_Arsip 100%",
        "published": date(2019, 1, 1),
        "description": "perpustakaan antar jemput",
        "status": "diperiksa",
    },
    {
        "name": "Salah Baca",
        "region": "34.71",
        "sector": "sosial",
        "published": date(2021, 1, 1),
        "status": "ditolak",
    },
    {"name": "Nasional Satu", "sector": "tata_kelola"},
]


def _fill(conn: sqlite3.Connection) -> None:
    innovations = []
    for row in ROWS:
        text = f"{row.get('owner', 'Pemerintah')} mengenalkan {row['name']} kepada warga."
        article = make_article(
            title=f"Kabar tentang {row['name']}", text=text, published=row.get("published")
        )
        start = text.index(row["name"])
        evidence = (Evidence(start=start, end=start + len(row["name"]), quote=row["name"]),)
        shared = {key: row.get(key) for key in ("region", "sector", "year", "expansion")}
        mention = Mention(
            local_id="i1",
            name=row["name"],
            surfaces=(row["name"],),
            evidence=evidence,
            found_by="x@1",
            confidence=0.5,
            owners=(row["owner"],) if "owner" in row else (),
            owner_types=(row.get("owner_type"),) if "owner" in row else (),
            **shared,
        )
        award = Award(
            innovation="i1",
            recipient=None,
            scheme="kipp-nasional",
            rank=row.get("rank"),
            status="won",
            evidence=evidence,
            found_by="x@1",
            confidence=0.5,
        )
        extraction = Extraction(
            article_id=article.id,
            extractor="x@1",
            relevant=True,
            innovations=(mention,),
            awards=(award,) if "rank" in row else (),
        )
        write_articles(conn, [article])
        write_extractions(conn, [(extraction, {})])
        innovations.append(
            Innovation(
                id=innovation_id(row.get("region"), row["name"]),
                name=row["name"],
                mentions=(MentionRef(article_id=article.id, local_id="i1"),),
                confidence=0.5,
                other_names=row.get("other_names", ()),
                description=row.get("description"),
                owner=row.get("owner"),
                owner_type=row.get("owner_type"),
                first_seen=row.get("published"),
                last_seen=row.get("published"),
                status=row.get("status", "otomatis"),
                **shared,
            )
        )
    write_innovations(conn, innovations)


@pytest.fixture(scope="module")
def corpus() -> sqlite3.Connection:
    conn = open_corpus(":memory:")
    _fill(conn)
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


def test_very_long_values_are_bounded(corpus: sqlite3.Connection) -> None:
    assert _names(corpus, "", owner="a" * 200_000) == set()
