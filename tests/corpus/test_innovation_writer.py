"""Innovations are replaced as a whole, and ids that were cited lead on."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.check import check_corpus
from corpus.errors import InvalidRecordError
from corpus.identity import make_article
from corpus.innovation_writer import derive_redirects
from corpus.reader import find_innovation, iter_innovations, iter_mentions
from corpus.records import Article, Extraction, Innovation, Mention, MentionRef
from corpus.schema import open_corpus
from corpus.writer import write_articles, write_extractions, write_innovations

Rows = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]
MentionOf = Callable[..., Mention]
ARTICLES = [
    make_article(title=f"Berita {number}", text=f"Warga memakai Sigap dan Tanggap {number}.")
    for number in range(4)
]


def _refs(*pairs: tuple[int, str]) -> tuple[MentionRef, ...]:
    refs = (MentionRef(article_id=ARTICLES[n].id, local_id=local_id) for n, local_id in pairs)
    return tuple(sorted(refs, key=lambda ref: (ref.article_id, ref.local_id)))


def _innovation(innovation_id: str, *pairs: tuple[int, str]) -> Innovation:
    return Innovation(id=innovation_id, name="Sigap", mentions=_refs(*pairs), confidence=0.5)


ALL = [(number, local_id) for number in range(4) for local_id in ("i1", "i2")]


@pytest.fixture
def extracted(conn: sqlite3.Connection, mention_of: MentionOf) -> sqlite3.Connection:
    write_articles(conn, ARTICLES)
    for article in ARTICLES:
        mentions = (mention_of(article, "Sigap", "i1"), mention_of(article, "Tanggap", "i2"))
        extraction = Extraction(
            article_id=article.id, extractor="x@1", relevant=True, innovations=mentions
        )
        write_extractions(conn, [(extraction, {})])
    return conn


def test_the_same_innovations_again_change_nothing(
    extracted: sqlite3.Connection, rows_of: Rows
) -> None:
    innovations = [_innovation("ia", *ALL[:5]), _innovation("ib", *ALL[5:])]
    assert write_innovations(extracted, innovations) == 2
    before, n_changes = rows_of(extracted), extracted.total_changes
    assert write_innovations(extracted, reversed(innovations)) == 2
    assert rows_of(extracted) == before
    assert extracted.total_changes == n_changes
    assert check_corpus(extracted) == []


def test_merged_ids_redirect(extracted: sqlite3.Connection) -> None:
    write_innovations(extracted, [_innovation("ia", *ALL[:4]), _innovation("ib", *ALL[4:])])
    write_innovations(extracted, [_innovation("ib", *ALL)])
    assert [found.id for found in find_innovation(extracted, "ia")] == ["ib"]
    write_innovations(extracted, [_innovation("ic", *ALL)])
    for cited in ("ia", "ib", "ic"):
        assert [found.id for found in find_innovation(extracted, cited)] == ["ic"]
    write_innovations(extracted, [_innovation("ia", *ALL)])
    for cited in ("ia", "ib", "ic"):
        assert [found.id for found in find_innovation(extracted, cited)] == ["ia"]
    assert check_corpus(extracted) == []


def test_mentions_of_no_innovation_lose_their_link(extracted: sqlite3.Connection) -> None:
    write_innovations(extracted, [_innovation("ia", *ALL)])
    write_innovations(extracted, [_innovation("ia", *ALL[:1])])
    (innovation,) = iter_innovations(extracted)
    assert innovation.mentions == _refs(*ALL[:1])
    linked = "SELECT count(*) FROM mentions WHERE innovation_id IS NOT NULL"
    assert extracted.execute(linked).fetchone()[0] == 1


def test_an_id_that_merely_vanishes_leads_nowhere(extracted: sqlite3.Connection) -> None:
    write_innovations(extracted, [_innovation("ia", *ALL[:4]), _innovation("ib", *ALL[4:])])
    write_innovations(extracted, [_innovation("ib", *ALL[4:])])
    assert find_innovation(extracted, "ia") == []
    assert extracted.execute("SELECT count(*) FROM innovation_redirects").fetchone()[0] == 0


REDIRECTS = {
    "merged": ({1: "a", 2: "b"}, {1: "b", 2: "b"}, {}, {"a": "b"}),
    "renamed": ({1: "a"}, {1: "b"}, {}, {"a": "b"}),
    "split to the larger part": (
        {1: "a", 2: "a", 3: "a"},
        {1: "c", 2: "b", 3: "c"},
        {},
        {"a": "c"},
    ),
    "split evenly to the smaller id": ({1: "a", 2: "a"}, {1: "c", 2: "b"}, {}, {"a": "b"}),
    "no chains": ({1: "b"}, {1: "c"}, {"a": "b"}, {"a": "c", "b": "c"}),
    "borne again": ({1: "b"}, {1: "a"}, {"a": "b"}, {"b": "a"}),
    "gone": ({1: "a"}, {}, {}, {}),
    "gone after a merge": ({1: "b"}, {}, {"a": "b"}, {"a": "b"}),
    "kept": ({1: "b"}, {1: "b"}, {"a": "b"}, {"a": "b"}),
    "still there with other mentions": ({1: "a", 2: "b"}, {1: "b", 2: "a"}, {}, {}),
}


@pytest.mark.parametrize("case", REDIRECTS)
def test_redirects(case: str) -> None:
    before, after, known, expected = REDIRECTS[case]

    def links(ids: dict[int, str]) -> dict[MentionRef, str]:
        return {MentionRef(article_id=f"a{n}", local_id="i1"): name for n, name in ids.items()}

    assert derive_redirects(links(before), links(after), known) == expected


UNFIT = {
    "no such mention": [_innovation("ia", (0, "i9"))],
    "a mention of two": [_innovation("ia", *ALL[:2]), _innovation("ib", *ALL[1:3])],
    "an id of two": [_innovation("ia", *ALL[:1]), _innovation("ia", *ALL[1:3])],
    "no mention": [replace(_innovation("ia", *ALL[:1]), mentions=())],
    "unknown region": [replace(_innovation("ia", *ALL[:1]), region="00.00")],
    "unknown sector": [replace(_innovation("ia", *ALL[:1]), sector="lain")],
}


@pytest.mark.parametrize("case", UNFIT)
def test_unfit_innovations_are_refused_and_change_nothing(
    extracted: sqlite3.Connection, rows_of: Rows, case: str
) -> None:
    write_innovations(extracted, [_innovation("iz", *ALL)])
    before = rows_of(extracted)
    with pytest.raises(InvalidRecordError) as caught:
        write_innovations(extracted, UNFIT[case])
    assert caught.value.where
    assert rows_of(extracted) == before


def test_mentions_for_linkage_do_not_depend_on_the_order_of_arrival(mention_of: MentionOf) -> None:
    copies = [
        make_article(title="Sama", text="Kota memakai Sigap.", url=f"https://{site}.example/s")
        for site in "abc"
    ]
    results = []
    for seed in range(4):
        articles: list[Article] = [*ARTICLES, *copies]
        random.Random(seed).shuffle(articles)
        conn = open_corpus(":memory:")
        for article in articles:
            write_articles(conn, [article])
            mention = mention_of(article, "Sigap")
            extraction = Extraction(
                article_id=article.id, extractor="x@1", relevant=True, innovations=(mention,)
            )
            write_extractions(conn, [(extraction, {})])
        results.append(list(iter_mentions(conn)))
        conn.close()
    assert len(results[0]) == 5, "of three copies one counts"
    assert all(result == results[0] for result in results)
