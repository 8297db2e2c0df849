"""Articles and innovations are found by id, beginning of an id, or name."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from corpus.errors import InvalidQueryError
from corpus.identity import make_article
from corpus.reader import (
    find_article,
    find_innovation,
    find_source,
    iter_articles,
    iter_innovations,
    read_extraction,
    read_innovation_dossier,
)
from corpus.records import Article, Extraction, Innovation, MentionRef, Source
from corpus.writer import write_articles, write_extractions, write_innovations, write_sources

Articles = dict[str, Article]


def test_find_source(conn: sqlite3.Connection) -> None:
    source = Source(slug="kabar", name="Kabar Kita", domain="kabar.example", region="33.02")
    write_sources(conn, [source])
    assert find_source(conn, "kabar.example") == source
    assert find_source(conn, "lain.example") is None
    assert find_source(conn, None) is None


def test_find_article(filled: sqlite3.Connection, articles: Articles) -> None:
    library = articles["library"]
    assert find_article(filled, library.id) == library
    assert find_article(filled, library.id[:8]) == library
    assert find_article(filled, "7") == articles["general"]
    for nothing in ("", "zzz", library.id + "0", "%", "a_"):
        assert find_article(filled, nothing) is None


def test_an_ambiguous_article_lists_the_candidates(conn: sqlite3.Connection) -> None:
    first = make_article(title="Satu", text="Isi", external_id="12")
    second = make_article(title="Dua", text="Isi lain", external_id="12")
    write_articles(conn, [first, second])
    for key in ("12", "a"):
        with pytest.raises(InvalidQueryError, match="several articles") as caught:
            find_article(conn, key)
        assert first.id in str(caught.value)
        assert "Dua" in str(caught.value)


def test_articles_come_in_the_order_of_their_arrival(conn: sqlite3.Connection) -> None:
    written = [make_article(title=f"Berita {n}", text="Isi") for n in range(450)]
    write_articles(conn, written)
    assert list(iter_articles(conn)) == written


def test_an_article_without_an_extraction(conn: sqlite3.Connection, articles: Articles) -> None:
    write_articles(conn, [articles["library"]])
    assert read_extraction(conn, articles["library"].id) is None
    assert read_extraction(conn, "a0") is None


@pytest.mark.parametrize(
    "key",
    ["Gesit", "GESIT", "ge-sit", " gesit ", "gerakan sisir anak stunting"],
)
def test_find_innovation_by_name(filled: sqlite3.Connection, key: str) -> None:
    assert [found.name for found in find_innovation(filled, key)] == ["Gesit"]


@pytest.mark.parametrize("key", ["layanan jemput-bola", "Pak Raja"])
def test_find_innovation_by_another_name(filled: sqlite3.Connection, key: str) -> None:
    assert [found.name for found in find_innovation(filled, key)] == ["Pak Raja"]


def test_find_innovation_by_id(filled: sqlite3.Connection) -> None:
    for innovation in iter_innovations(filled):
        assert find_innovation(filled, innovation.id) == [innovation]
        assert find_innovation(filled, innovation.id[:6]) == [innovation]


@pytest.mark.parametrize("key", ["", " ", "...", "i", "Ges", "i0000", "%"])
def test_find_no_innovation(filled: sqlite3.Connection, key: str) -> None:
    assert find_innovation(filled, key) == []


def test_preferred_names_come_before_other_names(
    filled: sqlite3.Connection, articles: Articles
) -> None:
    library, stunting = (
        replace(innovation, other_names=("Gesit",) if innovation.name == "Pak Raja" else ())
        for innovation in sorted(
            iter_innovations(filled), key=lambda found: found.name != "Pak Raja"
        )
    )
    write_innovations(filled, [library, stunting])
    assert [found.name for found in find_innovation(filled, "gesit")] == ["Gesit", "Pak Raja"]


def test_dossier(
    filled: sqlite3.Connection, articles: Articles, stunting_extraction: Extraction
) -> None:
    (innovation,) = find_innovation(filled, "gesit")
    dossier = read_innovation_dossier(filled, innovation.id)
    assert dossier.innovation == innovation
    (told,) = dossier.mentions
    assert told.mention == stunting_extraction.innovations[0]
    article = articles["stunting"]
    assert (told.article.title, told.article.outlet) == (article.title, article.outlet)
    assert (told.article.url, told.article.published) == (article.url, article.published)
    assert [award.award for award in dossier.awards] == list(stunting_extraction.awards)
    (replication,) = dossier.replications
    assert replication.replication == stunting_extraction.replications[0]
    assert replication.article == told.article


def test_a_dossier_holds_only_its_own_facts(filled: sqlite3.Connection) -> None:
    (innovation,) = find_innovation(filled, "Pak Raja")
    dossier = read_innovation_dossier(filled, innovation.id)
    assert [told.mention.name for told in dossier.mentions] == ["Pak Raja"]
    assert (dossier.awards, dossier.replications) == ((), ())


def test_a_dossier_is_in_order_of_time(
    filled: sqlite3.Connection, articles: Articles, stunting_extraction: Extraction
) -> None:
    old = make_article(
        title="Lebih awal", text=articles["stunting"].text, published=articles["library"].published
    )
    undated = make_article(title="Tanpa tanggal", text=articles["stunting"].text)
    write_articles(filled, [undated, old])
    for article in (undated, old):
        copied = replace(stunting_extraction, article_id=article.id)
        write_extractions(filled, [(copied, {})])
    ids = [undated.id, old.id, articles["stunting"].id]
    refs = tuple(MentionRef(article_id=article_id, local_id="i1") for article_id in sorted(ids))
    gesit = Innovation(id="i1", name="Gesit", mentions=refs, confidence=0.9)
    write_innovations(filled, [gesit])
    dossier = read_innovation_dossier(filled, "i1")
    wanted = [old.id, articles["stunting"].id, undated.id]
    assert [told.article.id for told in dossier.mentions] == wanted
    assert [told.article.id for told in dossier.awards] == wanted


def test_no_dossier_of_an_unknown_id(filled: sqlite3.Connection) -> None:
    with pytest.raises(InvalidQueryError, match="no innovation has the id"):
        read_innovation_dossier(filled, "i0")
