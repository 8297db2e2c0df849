"""Lists of awards and replications: what each filter keeps, and what each row says."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidQueryError
from corpus.identity import innovation_id, make_article
from corpus.outcome_filters import AwardFilters, ReplicationFilters
from corpus.outcomes import list_awards, list_replications
from corpus.records import (
    Award,
    Evidence,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Replication,
)
from corpus.schema import open_corpus
from corpus.writer import write_articles, write_extractions, write_innovations

TEXT = "Gesit menang pada Rabu (26/8) dan ditiru sebagai Sigap di Kabupaten Kendal."
SHARED: dict[str, Any] = {"found_by": "x@1", "confidence": 0.5}


def _span(words: str, role: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(start=start, end=start + len(words), quote=words, role=role)


SENTENCE, DAY = _span(TEXT, "sentence"), _span("Rabu (26/8)", "date")
YEAR = _span("26/8", "year_from_date")
MENTION = Mention(
    local_id="i1",
    name="Gesit",
    surfaces=("Gesit",),
    evidence=(_span("Gesit", "name"),),
    expansion="Gerakan Sisir Stunting",
    owners=("Puskesmas Melati", "Dinas Kesehatan"),
    owner_types=("puskesmas", "dinas-kesehatan"),
    region="33.02",
    sector="kesehatan",
    **SHARED,
)
AWARDS = (
    Award(
        innovation="i1",
        recipient=None,
        scheme="kipp-nasional",
        status="won",
        rank="Top 99",
        year=2020,
        level="nasional",
        evidence=(SENTENCE, YEAR, DAY),
        **SHARED,
    ),
    Award(
        innovation=None,
        recipient="33.24",
        scheme="iga",
        status="won",
        rank="Terinovatif",
        year=2019,
        level="nasional",
        evidence=(SENTENCE,),
        **SHARED,
    ),
    Award(
        innovation=None,
        recipient="Dinas Perikanan",
        scheme="lomba_a%b",
        status="shortlisted",
        level="kabupaten",
        evidence=(),
        **SHARED,
    ),
)
REPLICATIONS = (
    Replication(
        from_region="33.02",
        to_region="33.24",
        kind="adopted",
        innovation="i1",
        evidence=(SENTENCE, _span("Sigap", "replica"), DAY),
        **SHARED,
    ),
    Replication(from_region="35.10", to_region=None, kind="planned", evidence=(), **SHARED),
)


def _write(conn: sqlite3.Connection, *, status: str = "otomatis", text: str = TEXT) -> str:
    article = make_article(
        title="Gesit Menang", text=text, published=date(2020, 8, 28), url="https://a.example/gesit"
    )
    extraction = Extraction(
        article_id=article.id,
        extractor="x@1",
        relevant=True,
        region="33.02",
        innovations=(MENTION,),
        awards=AWARDS,
        replications=REPLICATIONS,
    )
    write_articles(conn, [article])
    write_extractions(conn, [(extraction, {})])
    innovation = Innovation(
        id=innovation_id("33.02", "Gesit"),
        name="Gesit",
        mentions=(MentionRef(article_id=article.id, local_id="i1"),),
        confidence=0.5,
        status=status,  # type: ignore[arg-type]
    )
    write_innovations(conn, [innovation])
    return article.id


@pytest.fixture(scope="module")
def corpus() -> sqlite3.Connection:
    conn = open_corpus(":memory:")
    _write(conn)
    return conn


@pytest.mark.parametrize(
    ("filters", "winners"),
    [
        ({}, ["Gesit", "Kabupaten Kendal", "Dinas Perikanan"]),
        ({"region": "banyumas"}, ["Gesit", "Dinas Perikanan"]),
        ({"region": "jateng"}, ["Gesit", "Kabupaten Kendal", "Dinas Perikanan"]),
        ({"region": "35"}, []),
        ({"year_from": 2020, "year_to": 2020}, ["Gesit"]),
        ({"year_to": 2019}, ["Kabupaten Kendal"]),
        ({"scheme": "iga"}, ["Kabupaten Kendal"]),
        ({"scheme": "Innovative Government"}, ["Kabupaten Kendal"]),
        ({"scheme": "lomba_a%b"}, ["Dinas Perikanan"]),
        ({"scheme": "%"}, []),
        ({"rank": "top 99"}, ["Gesit"]),
        ({"rank": "top 9"}, []),
        ({"level": "kabupaten"}, ["Dinas Perikanan"]),
        ({"status": "shortlisted"}, ["Dinas Perikanan"]),
        ({"owner": "melati"}, ["Gesit"]),
        ({"owner": "dinkes"}, ["Gesit"]),
        ({"owner": "perikanan"}, ["Dinas Perikanan"]),
        ({"sector": "health"}, ["Gesit"]),
        ({"sector": "kesehatan", "status": "submitted"}, []),
    ],
    ids=str,
)
def test_filters_of_awards(
    corpus: sqlite3.Connection, filters: dict[str, Any], winners: list[str]
) -> None:
    page = list_awards(corpus, AwardFilters(**filters))
    assert [award.winner for award in page.outcomes] == winners
    assert page.total == len(winners)


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        ({}, ["adopted", "planned"]),
        ({"from_region": "banyumas"}, ["adopted"]),
        ({"from_region": "jatim"}, ["planned"]),
        ({"to_region": "kendal"}, ["adopted"]),
        ({"region": "33.24"}, ["adopted"]),
        ({"region": "jatim"}, ["planned"]),
        ({"kind": "planned"}, ["planned"]),
        ({"innovation": "gesit"}, ["adopted"]),
        ({"innovation": "sisir"}, ["adopted"]),
        ({"innovation": "sigap"}, ["adopted"]),
        ({"innovation": "_"}, []),
        ({"year_from": 2021}, []),
    ],
    ids=str,
)
def test_filters_of_replications(
    corpus: sqlite3.Connection, filters: dict[str, Any], kinds: list[str]
) -> None:
    page = list_replications(corpus, ReplicationFilters(**filters))
    assert [replication.kind for replication in page.outcomes] == kinds
    assert page.total == len(kinds)


def test_an_award_says_where_it_is_told(corpus: sqlite3.Connection) -> None:
    first, second, third = list_awards(corpus, AwardFilters()).outcomes
    assert (first.owner, first.region, first.year_from) == ("Puskesmas Melati", "33.02", "date")
    assert (first.proof.quote, first.proof.date_words) == (TEXT, "Rabu (26/8)")
    assert first.proof.url == "https://a.example/gesit"
    assert (second.owner, second.region, second.year_from) == (None, "33.24", "publication")
    assert (third.owner, third.region, third.year_from) == ("Dinas Perikanan", "33.02", None)
    assert third.proof.quote is None


def test_a_replication_keeps_both_names(corpus: sqlite3.Connection) -> None:
    first, second = list_replications(corpus, ReplicationFilters()).outcomes
    assert (first.innovation, first.replica) == ("Gesit", "Sigap")
    assert (second.innovation, second.replica, second.to_region) == (None, None, None)


def test_pages_of_a_list(corpus: sqlite3.Connection) -> None:
    page = list_awards(corpus, AwardFilters(), limit=1, offset=1)
    assert (page.total, [award.winner for award in page.outcomes]) == (3, ["Kabupaten Kendal"])
    assert list_awards(corpus, AwardFilters(), limit=None, offset=2**70).outcomes == ()


def test_rejected_innovations_are_left_out() -> None:
    conn = open_corpus(":memory:")
    _write(conn, status="ditolak")
    assert [a.winner for a in list_awards(conn, AwardFilters()).outcomes] == [
        "Kabupaten Kendal",
        "Dinas Perikanan",
    ]
    assert [r.kind for r in list_replications(conn, ReplicationFilters()).outcomes] == ["planned"]


@pytest.mark.parametrize("filters", [{"region": "atlantis"}, {"sector": "x"}], ids=str)
def test_filters_that_mean_nothing(corpus: sqlite3.Connection, filters: dict[str, str]) -> None:
    with pytest.raises(InvalidQueryError):
        list_awards(corpus, AwardFilters(**filters))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_words_break_a_list(value: str) -> None:
    conn = open_corpus(":memory:")
    filters = AwardFilters(scheme=value, rank=value, owner=value)
    assert list_awards(conn, filters).total == 0
    assert list_replications(conn, ReplicationFilters(innovation=value)).total == 0
