"""Totals and tallies of a corpus."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

from corpus.identity import make_article
from corpus.reader import iter_innovations
from corpus.records import Article, Extraction, Source
from corpus.statistics import Tally, corpus_statistics
from corpus.writer import write_articles, write_extractions, write_innovations, write_sources


def test_an_empty_corpus(conn: sqlite3.Connection) -> None:
    statistics = corpus_statistics(conn)
    assert (statistics.n_articles, statistics.n_innovations) == (0, 0)
    assert statistics.first_published is None
    assert statistics.innovations_by_sector == ()


def test_totals(filled: sqlite3.Connection) -> None:
    statistics = corpus_statistics(filled)
    totals = (statistics.n_articles, statistics.n_extracted, statistics.n_relevant)
    assert totals == (3, 3, 2)
    assert (statistics.n_mentions, statistics.n_innovations, statistics.n_unlinked) == (2, 2, 0)
    facts = (statistics.n_awards, statistics.n_replications, statistics.n_counts)
    assert facts == (1, 1, 1)
    assert statistics.first_published == date(2020, 8, 28)
    assert statistics.last_published == date(2022, 3, 4)


def test_outlets_that_are_known_go_by_their_name(filled: sqlite3.Connection) -> None:
    sources = [Source(slug=f"kabar-{n}", name="Kabar Kita", domain="kabar.example") for n in (1, 2)]
    write_sources(filled, sources)
    assert corpus_statistics(filled).articles_by_outlet == (
        Tally(key="kabar.example", label="Kabar Kita", n=2),
        Tally(key="koran.example", label="koran.example", n=1),
    )


def test_tallies(filled: sqlite3.Connection) -> None:
    statistics = corpus_statistics(filled)
    assert statistics.articles_by_outlet == (
        Tally(key="kabar.example", label="kabar.example", n=2),
        Tally(key="koran.example", label="koran.example", n=1),
    )
    assert statistics.innovations_by_region == (
        Tally(key="33.02", label="Kabupaten Banyumas", n=1),
        Tally(key="33.71", label="Kota Magelang", n=1),
    )
    assert [(t.key, t.n) for t in statistics.innovations_by_year] == [("2020", 1), ("2021", 1)]
    assert [(t.key, t.n) for t in statistics.articles_by_year] == [
        ("2020", 1),
        ("2022", 1),
        (None, 1),
    ]
    assert Tally(key=None, label="unknown", n=1) in statistics.innovations_by_owner_type
    assert {t.key for t in statistics.innovations_by_sector} == {"kesehatan", "perpustakaan_arsip"}
    assert statistics.awards_by_rank == (Tally(key="Top 99", label="Top 99", n=1),)
    assert statistics.awards_by_status == (Tally(key="won", label="won", n=1),)
    assert statistics.replications_by_kind == (Tally(key="planned", label="planned", n=1),)
    (flow,) = statistics.replication_flows
    assert (flow.key, flow.label) == (
        "33.02 > 33.01",
        "Kabupaten Banyumas > Kabupaten Cilacap",
    )


def test_copies_and_rejected_innovations_do_not_count(
    filled: sqlite3.Connection, stunting_extraction: Extraction, articles: dict[str, Article]
) -> None:
    original = articles["stunting"]
    copy = make_article(title=original.title, text=original.text, outlet="lain.example")
    write_articles(filled, [copy])
    write_extractions(filled, [(replace(stunting_extraction, article_id=copy.id), {})])
    rejected = [replace(found, status="ditolak") for found in iter_innovations(filled)]
    write_innovations(filled, rejected)
    statistics = corpus_statistics(filled)
    assert (statistics.n_articles, statistics.n_copies) == (3, 1)
    assert (statistics.n_mentions, statistics.n_awards, statistics.n_innovations) == (2, 0, 0)
    assert "lain.example" not in {tally.key for tally in statistics.articles_by_outlet}


def test_what_is_not_linked_yet_is_counted(
    filled: sqlite3.Connection, stunting_extraction: Extraction
) -> None:
    write_extractions(filled, [(replace(stunting_extraction, extractor="gali@0.2"), {})])
    assert corpus_statistics(filled).n_unlinked == 1
