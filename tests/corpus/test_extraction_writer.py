"""Extractions replace each other wholly; nothing unproven gets in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from corpus.check import check_corpus
from corpus.errors import InvalidRecordError
from corpus.identity import make_article
from corpus.reader import (
    iter_articles,
    iter_innovations,
    read_extraction,
    read_extractions,
    read_predictions,
)
from corpus.records import (
    Article,
    Award,
    Count,
    Evidence,
    Extraction,
    Mention,
    Prediction,
    Reason,
)
from corpus.writer import write_articles, write_extractions

Articles = dict[str, Article]
MentionOf = Callable[..., Mention]
Rows = Callable[[sqlite3.Connection], dict[str, list[tuple[object, ...]]]]


def test_the_same_extraction_again_changes_nothing(
    filled: sqlite3.Connection, stunting_extraction: Extraction, rows_of: Rows
) -> None:
    before, n_changes = rows_of(filled), filled.total_changes
    assert write_extractions(filled, [(stunting_extraction, {})]) == 0
    assert rows_of(filled) == before
    assert filled.total_changes == n_changes


def test_a_new_extraction_takes_the_place_of_the_old(
    filled: sqlite3.Connection, stunting_extraction: Extraction
) -> None:
    shorter = replace(stunting_extraction, extractor="gali@0.2", awards=(), counts=())
    assert write_extractions(filled, [(shorter, {})]) == 1
    assert read_extraction(filled, shorter.article_id) == shorter
    kinds = {row[0] for row in filled.execute("SELECT DISTINCT fact_kind FROM evidence")}
    assert kinds == {"mention", "replication"}
    assert check_corpus(filled) == []


def test_pending_are_originals_that_this_extractor_has_not_read(
    filled: sqlite3.Connection, stunting_extraction: Extraction, articles: Articles
) -> None:
    assert list(iter_articles(filled, pending_for="gali@0.1")) == []
    assert len(list(iter_articles(filled, pending_for="gali@0.2"))) == 3
    write_extractions(filled, [(replace(stunting_extraction, extractor="gali@0.2"), {})])
    pending = {article.id for article in iter_articles(filled, pending_for="gali@0.2")}
    assert pending == {articles["library"].id, articles["general"].id}


def test_one_may_write_while_reading_what_is_pending(conn: sqlite3.Connection) -> None:
    write_articles(conn, [make_article(title=f"Berita {n}", text="Isi") for n in range(450)])
    seen = []
    for article in iter_articles(conn, pending_for="x@1"):
        seen.append(article.id)
        extraction = Extraction(article_id=article.id, extractor="x@1", relevant=False)
        write_extractions(conn, [(extraction, {})])
    assert len(seen) == len(set(seen)) == 450


def test_predictions_give_the_sector_and_its_reasons(
    filled: sqlite3.Connection, stunting_extraction: Extraction
) -> None:
    reasons = (Reason(name="owner:dinkes", weight=2.5), Reason(name="word:balita", weight=0.1))
    prediction = Prediction(label="sosial", probability=0.6, model="sector@2", reasons=reasons)
    write_extractions(filled, [(stunting_extraction, {"i1": prediction})])
    article_id = stunting_extraction.article_id
    assert read_predictions(filled, article_id) == {"i1": prediction}
    stored = read_extractions(filled, [article_id])[article_id]
    assert stored.innovations[0].sector == "sosial"
    again = {"i1": replace(prediction, probability=0.7)}
    assert write_extractions(filled, [(stunting_extraction, again)]) == 1
    assert read_predictions(filled, article_id) == again


def test_a_model_may_abstain(filled: sqlite3.Connection, stunting_extraction: Extraction) -> None:
    abstains = {"i1": Prediction(label=None, probability=0.2, model="sector@2")}
    write_extractions(filled, [(stunting_extraction, abstains)])
    stored = read_extraction(filled, stunting_extraction.article_id)
    assert stored is not None
    assert stored.innovations[0].sector is None
    assert read_predictions(filled, stunting_extraction.article_id) == abstains


def _with_mention(extraction: Extraction, **values: Any) -> Extraction:
    return replace(extraction, innovations=(replace(extraction.innovations[0], **values),))


def _shift(extraction: Extraction) -> Extraction:
    name = extraction.innovations[0].evidence[0]
    moved = Evidence(start=name.start + 1, end=name.end + 1, quote=name.quote, role="name")
    return _with_mention(extraction, evidence=(moved,))


def _beyond_the_end(extraction: Extraction) -> Extraction:
    award = replace(
        extraction.awards[0], evidence=(Evidence(start=10**6, end=10**6 + 2, quote="ab"),)
    )
    return replace(extraction, awards=(award,))


def _award_of_nobody(extraction: Extraction) -> Extraction:
    award: Award = replace(extraction.awards[0], innovation="i9")
    return replace(extraction, awards=(award,))


def _huge(extraction: Extraction) -> Extraction:
    count: Count = replace(extraction.counts[0], value=10**30)
    return replace(extraction, counts=(count,))


def _twice(extraction: Extraction) -> Extraction:
    return replace(extraction, innovations=extraction.innovations * 2)


UNFIT: dict[str, Callable[[Extraction], Extraction]] = {
    "unknown article": lambda e: replace(e, article_id="a0"),
    "span beside its quote": _shift,
    "span beyond the text": _beyond_the_end,
    "award of a mention that is not there": _award_of_nobody,
    "two mentions of one id": _twice,
    "unknown region": lambda e: _with_mention(e, region="00.00"),
    "region without its zero": lambda e: replace(e, region="33.1"),
    "unknown sector": lambda e: _with_mention(e, sector="lain-lain"),
    "unknown type of body": lambda e: _with_mention(e, owner_types=("dinas-lain",)),
    "confidence above one": lambda e: replace(e, awards=(replace(e.awards[0], confidence=1.5),)),
    "confidence that is no number": lambda e: replace(
        e, counts=(replace(e.counts[0], confidence=float("nan")),)
    ),
    "unknown status": lambda e: replace(e, awards=(replace(e.awards[0], status="lost"),)),  # type: ignore[arg-type]
    "number beyond 64 bits": _huge,
    "lone surrogate": lambda e: _with_mention(e, description="\ud800"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_unfit_extractions_are_refused_and_change_nothing(
    filled: sqlite3.Connection,
    stunting_extraction: Extraction,
    library_extraction: Extraction,
    rows_of: Rows,
    case: str,
) -> None:
    before = rows_of(filled)
    fit = replace(library_extraction, extractor="gali@0.2")
    unfit = UNFIT[case](replace(stunting_extraction, extractor="gali@0.2"))
    with pytest.raises(InvalidRecordError) as caught:
        write_extractions(filled, [(fit, {}), (unfit, {})])
    assert caught.value.where == unfit.article_id
    assert rows_of(filled) == before


def test_predictions_for_what_is_not_there_are_refused(
    filled: sqlite3.Connection, stunting_extraction: Extraction
) -> None:
    prediction = Prediction(label="sosial", probability=0.6, model="sector@2")
    with pytest.raises(InvalidRecordError, match="i7"):
        write_extractions(filled, [(stunting_extraction, {"i7": prediction})])


def _links(conn: sqlite3.Connection) -> dict[str, str | None]:
    return dict(conn.execute("SELECT name, innovation_id FROM mentions").fetchall())


@pytest.mark.parametrize(
    ("name", "stays_linked"),
    [("Gesit", True), ("Gesit (Gerakan Sisir Anak Stunting)", True), ("Top 99", False)],
    ids=["same name", "overlapping name", "another name elsewhere"],
)
def test_links_pass_to_the_same_mention_of_a_new_extraction(
    filled: sqlite3.Connection,
    articles: Articles,
    mention_of: MentionOf,
    name: str,
    stays_linked: bool,
) -> None:
    linked_before = _links(filled)["Gesit"]
    article = articles["stunting"]
    mention = mention_of(article, name, local_id="i2")
    extraction = Extraction(
        article_id=article.id, extractor="gali@0.2", relevant=True, innovations=(mention,)
    )
    write_extractions(filled, [(extraction, {})])
    assert _links(filled)[name] == (linked_before if stays_linked else None)
    assert len(list(iter_innovations(filled))) == (2 if stays_linked else 1)
    assert check_corpus(filled) == []
