"""Whatever record is written is read back equal."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import records, vocabulary
from corpus.identity import make_article
from corpus.reader import (
    find_article,
    find_page,
    iter_articles,
    iter_innovations,
    iter_mentions,
    iter_sources,
    read_extraction,
    read_predictions,
)
from corpus.records import (
    Article,
    Award,
    Count,
    Evidence,
    Extraction,
    Innovation,
    Mention,
    MentionRef,
    Page,
    Prediction,
    Reason,
    Replication,
    Source,
)
from corpus.schema import open_corpus
from corpus.writer import (
    write_articles,
    write_extractions,
    write_innovations,
    write_page,
    write_sources,
)

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20)
maybe_words = st.none() | words
regions = st.none() | st.sampled_from(sorted(vocabulary.regions()))
sectors = st.none() | st.sampled_from(sorted(vocabulary.sectors()))
body_types = st.none() | st.sampled_from(sorted(vocabulary.body_types()))
days = st.none() | st.dates()
times = st.datetimes(timezones=st.just(UTC))
years = st.none() | st.integers(1900, 2100)
confidences = st.floats(0, 1)


@st.composite
def article_records(draw: st.DrawFn) -> Article:
    published = draw(days)
    return make_article(
        title=draw(st.text(max_size=20)),
        text="Inovasi " + draw(st.text(max_size=80)),
        url=draw(maybe_words),
        outlet=draw(maybe_words),
        external_id=draw(maybe_words),
        published=published,
        published_precision=draw(st.sampled_from(["day", "month", "year"])) if published else None,
        author=draw(maybe_words),
        origin=draw(maybe_words),
        fetched_at=draw(st.none() | times),
    )


@st.composite
def evidence_records(draw: st.DrawFn, article: Article) -> Evidence:
    field: records.Field = draw(st.sampled_from(["title", "text"])) if article.title else "text"
    words = getattr(article, field)
    start = draw(st.integers(0, len(words) - 1))
    end = draw(st.integers(start + 1, len(words)))
    role = draw(st.sampled_from(["name", "sentence", "owner"]))
    return Evidence(start=start, end=end, quote=words[start:end], field=field, role=role)


@st.composite
def extraction_records(draw: st.DrawFn, article: Article) -> Extraction:
    def proof(minimum: int = 0) -> tuple[Evidence, ...]:
        return tuple(draw(st.lists(evidence_records(article), min_size=minimum, max_size=3)))

    def mention(position: int) -> Mention:
        owners = draw(st.lists(st.tuples(words, body_types), max_size=3))
        name = draw(words)
        return Mention(
            local_id=f"i{position}",
            name=name,
            surfaces=(name, *draw(st.lists(words, max_size=2))),
            evidence=proof(1),
            found_by=draw(words),
            confidence=draw(confidences),
            expansion=draw(maybe_words),
            description=draw(maybe_words),
            owners=tuple(owner for owner, _ in owners),
            owner_types=tuple(kind for _, kind in owners),
            region=draw(regions),
            sector=draw(sectors),
            year=draw(years),
        )

    # Eleven or more would show if `i10` came before `i2`.
    mentions = [mention(position) for position in range(draw(st.sampled_from([0, 1, 3, 12])))]
    local_ids: Sequence[str | None] = [m.local_id for m in mentions]

    def award() -> Award:
        innovation = draw(st.sampled_from([None, *local_ids]))
        return Award(
            innovation=innovation,
            recipient=draw(words) if innovation is None else None,
            scheme=draw(words),
            status=draw(st.sampled_from(get_args(records.AwardStatus))),
            evidence=proof(),
            found_by=draw(words),
            confidence=draw(confidences),
            rank=draw(maybe_words),
            year=draw(years),
            level=draw(st.sampled_from([None, *get_args(records.AwardLevel)])),
            prize=draw(maybe_words),
        )

    def replication() -> Replication:
        from_region, to_region = draw(regions), draw(regions)
        return Replication(
            from_region=from_region,
            to_region=to_region if from_region or to_region else "33.10",
            kind=draw(st.sampled_from(get_args(records.ReplicationKind))),
            evidence=proof(),
            found_by=draw(words),
            confidence=draw(confidences),
            innovation=draw(st.sampled_from([None, *local_ids])),
        )

    def count() -> Count:
        return Count(
            value=draw(st.integers(-(2**63), 2**63 - 1)),
            what=draw(st.sampled_from(get_args(records.CountWhat))),
            evidence=proof(),
            found_by=draw(words),
            confidence=draw(confidences),
            region=draw(regions),
            owner=draw(maybe_words),
            year=draw(years),
        )

    return Extraction(
        article_id=article.id,
        extractor=draw(words),
        relevant=draw(st.booleans()),
        region=draw(regions),
        innovations=tuple(mentions),
        awards=tuple(award() for _ in range(draw(st.integers(0, 2)))),
        replications=tuple(replication() for _ in range(draw(st.integers(0, 2)))),
        counts=tuple(count() for _ in range(draw(st.integers(0, 2)))),
    )


@st.composite
def prediction_records(draw: st.DrawFn) -> Prediction:
    weights = st.floats(allow_nan=False, allow_infinity=False)
    return Prediction(
        label=draw(sectors),
        probability=draw(confidences),
        model=draw(words),
        reasons=tuple(
            Reason(name=name, weight=weight)
            for name, weight in draw(st.lists(st.tuples(words, weights), max_size=3))
        ),
    )


@QUICK
@given(article_records())
def test_article(article: Article) -> None:
    conn = open_corpus(":memory:")
    write_articles(conn, [article])
    assert list(iter_articles(conn)) == [article]
    assert find_article(conn, article.id) == article
    conn.close()


@QUICK
@given(
    origin=words, body=st.binary(max_size=200), url=maybe_words, media=maybe_words, fetched_at=times
)
def test_page(
    origin: str, body: bytes, url: str | None, media: str | None, fetched_at: datetime
) -> None:
    page = Page(
        origin=origin,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        fetched_at=fetched_at,
        url=url,
        content_type=media,
    )
    conn = open_corpus(":memory:")
    assert write_page(conn, page)
    assert find_page(conn, origin) == page
    conn.close()


@QUICK
@given(slug=words, name=words, domain=maybe_words, region=regions)
def test_source(slug: str, name: str, domain: str | None, region: str | None) -> None:
    source = Source(slug=slug, name=name, domain=domain, region=region)
    conn = open_corpus(":memory:")
    write_sources(conn, [source])
    assert list(iter_sources(conn)) == [source]
    conn.close()


@QUICK
@given(st.data())
def test_extraction(data: st.DataObject) -> None:
    article = data.draw(article_records())
    extraction = data.draw(extraction_records(article))
    conn = open_corpus(":memory:")
    write_articles(conn, [article])
    assert write_extractions(conn, [(extraction, {})]) == 1
    assert read_extraction(conn, article.id) == extraction
    read = list(iter_mentions(conn))
    assert [row.mention for row in read] == list(extraction.innovations)
    assert {row.published for row in read} <= {article.published}
    conn.close()


@QUICK
@given(st.data())
def test_predictions(data: st.DataObject) -> None:
    article = data.draw(article_records())
    extraction = data.draw(extraction_records(article))
    predictions = {
        mention.local_id: data.draw(prediction_records())
        for mention in extraction.innovations
        if data.draw(st.booleans())
    }
    conn = open_corpus(":memory:")
    write_articles(conn, [article])
    write_extractions(conn, [(extraction, predictions)])
    assert read_predictions(conn, article.id) == predictions
    read = read_extraction(conn, article.id)
    assert read is not None
    for before, after in zip(extraction.innovations, read.innovations, strict=True):
        predicted = predictions.get(before.local_id)
        assert after.sector == (predicted.label if predicted else before.sector)
    conn.close()


@QUICK
@given(st.data())
def test_innovations(data: st.DataObject) -> None:
    article = data.draw(article_records())
    extraction = data.draw(extraction_records(article))
    innovations = [
        Innovation(
            id=f"i{position:04}",
            name=data.draw(words),
            mentions=(MentionRef(article_id=article.id, local_id=mention.local_id),),
            confidence=data.draw(confidences),
            other_names=tuple(data.draw(st.lists(words, max_size=3))),
            expansion=data.draw(maybe_words),
            description=data.draw(maybe_words),
            owner=data.draw(maybe_words),
            owner_type=data.draw(body_types),
            region=data.draw(regions),
            sector=data.draw(sectors),
            year=data.draw(years),
            first_seen=data.draw(days),
            last_seen=data.draw(days),
            status=data.draw(st.sampled_from(get_args(records.ReviewStatus))),
        )
        for position, mention in enumerate(extraction.innovations)
    ]
    conn = open_corpus(":memory:")
    write_articles(conn, [article])
    write_extractions(conn, [(extraction, {})])
    assert write_innovations(conn, innovations) == len(innovations)
    assert list(iter_innovations(conn)) == innovations
    conn.close()


@pytest.mark.parametrize("code", ["33.10", "11.10", "33.02", "33"])
def test_region_codes_stay_text(code: str) -> None:
    article = make_article(title="Angka", text="Ada 10 inovasi", published=date(2020, 1, 1))
    extraction = Extraction(article_id=article.id, extractor="x@1", relevant=True, region=code)
    conn = open_corpus(":memory:")
    write_articles(conn, [article])
    write_extractions(conn, [(extraction, {})])
    stored = conn.execute("SELECT region, typeof(region) FROM extractions").fetchone()
    assert tuple(stored) == (code, "text")
    conn.close()
