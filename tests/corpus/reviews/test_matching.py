"""What a decision speaks of is found again by its place, else by its name in the same article."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.identity import make_article
from corpus.records import Article, Evidence, Extraction, Mention, MentionRef
from corpus.reviews.decisions import Anchor, Decision
from corpus.reviews.matching import MentionFinder, find_facts
from corpus.writer import write_articles, write_extractions

MentionOf = Callable[..., Mention]
AnchorOf = Callable[..., Anchor]
DecisionOf = Callable[..., Decision]
NEWS = make_article(
    title="Dua inovasi", text="Dinas meluncurkan Si Gesit Banyumas dan Tanggap. Tanggap dipuji."
)


def _write(conn: sqlite3.Connection, article: Article, *mentions: Mention) -> None:
    extraction = Extraction(
        article_id=article.id, extractor="x@1", relevant=True, innovations=mentions
    )
    write_extractions(conn, [(extraction, {})])


def _found(conn: sqlite3.Connection, anchor: Anchor) -> str | None:
    ref = MentionFinder(conn, [anchor.article_id]).find(anchor)
    return ref.local_id if ref else None


@pytest.fixture
def news(conn: sqlite3.Connection) -> sqlite3.Connection:
    write_articles(conn, [NEWS])
    return conn


def test_a_name_is_found_where_it_stands_though_its_local_id_changed(
    news: sqlite3.Connection, mention_of: MentionOf, anchor_of: AnchorOf
) -> None:
    anchor = anchor_of(NEWS, "Tanggap")
    _write(news, NEWS, mention_of(NEWS, "Tanggap", "i1"))
    assert _found(news, anchor) == "i1"
    _write(news, NEWS, mention_of(NEWS, "Si Gesit Banyumas"), mention_of(NEWS, "Tanggap", "i2"))
    assert _found(news, anchor) == "i2"


def test_a_name_with_another_end_is_found_by_its_overlap(
    news: sqlite3.Connection, mention_of: MentionOf, anchor_of: AnchorOf
) -> None:
    _write(news, NEWS, mention_of(NEWS, "Gesit"), mention_of(NEWS, "Tanggap", "i2"))
    assert _found(news, anchor_of(NEWS, "Si Gesit Banyumas")) == "i1"


def test_a_name_that_is_now_found_elsewhere_in_the_article_is_found_by_its_spelling(
    news: sqlite3.Connection, mention_of: MentionOf, anchor_of: AnchorOf
) -> None:
    _write(news, NEWS, mention_of(NEWS, "Tanggap"))
    assert _found(news, anchor_of(NEWS, "Tanggap", nth=1)) == "i1"


def test_what_is_found_no_more_is_nothing(
    news: sqlite3.Connection, mention_of: MentionOf, anchor_of: AnchorOf
) -> None:
    _write(news, NEWS, mention_of(NEWS, "Tanggap"))
    assert _found(news, anchor_of(NEWS, "Si Gesit Banyumas")) is None
    assert _found(news, replace(anchor_of(NEWS, "Tanggap"), article_id="a-gone")) is None


def test_a_copy_leads_to_the_article_that_stands_for_it(
    news: sqlite3.Connection, mention_of: MentionOf, anchor_of: AnchorOf
) -> None:
    copy = make_article(title=NEWS.title, text=f" {NEWS.text}", url="https://koran.example/dua")
    write_articles(news, [copy])
    stored = dict(news.execute("SELECT id, duplicate_of FROM articles").fetchall())
    original = next(one for one in (NEWS, copy) if stored[one.id] is None)
    other = next(one for one in (NEWS, copy) if one is not original)
    _write(news, original, mention_of(original, "Tanggap"))
    anchor = anchor_of(other, "Tanggap")
    assert MentionFinder(news, [other.id]).find(anchor) == MentionRef(
        article_id=original.id, local_id="i1"
    )


def test_an_award_is_found_only_where_it_says_the_same(
    filled: sqlite3.Connection,
    articles: dict[str, Article],
    anchor_of: AnchorOf,
    decision_of: DecisionOf,
) -> None:
    article = articles["stunting"]
    anchor = anchor_of(article, "Gesit masuk Top 99 KIPP 2022.")
    parts = {"kind": "award", "anchors": (anchor,)}
    right = decision_of(1, "reject", values={"winner": "GESIT", "rank": "Top 99"}, **parts)
    other_rank = decision_of(2, "reject", values={"winner": "Gesit", "rank": "Top 45"}, **parts)
    elsewhere = decision_of(
        3, "reject", kind="award", anchors=(anchor_of(article, "40 inovasi"),), values={}
    )
    assert find_facts(filled, [right, other_rank, elsewhere]) == {
        right.id: (article.id, "award", 0),
        other_rank.id: None,
        elsewhere.id: None,
    }


def test_an_anchor_is_as_long_as_its_quote() -> None:
    with pytest.raises(ValueError, match="bad span"):
        Anchor(article_id="a1", start=0, end=3, quote="Gesit")
    assert Evidence(start=0, end=5, quote="Gesit").quote == "Gesit"
