"""Which articles are about innovations: by title and lead, by the text, and by what was found."""

from __future__ import annotations

import pytest

from corpus.records import Count, Evidence, Extraction, Mention
from models.relevance import (
    JOINT,
    LEAD,
    OTHER,
    PRECISION,
    RECALL,
    RELEVANT,
    TEXT,
    predict_relevance,
    relevance_features,
    score_relevance,
    shipped_model,
)

ABOUT = (
    "Puskesmas Melati Raih Top 99 Inovasi Pelayanan Publik",
    "Inovasi Kapas dari Puskesmas Melati terpilih dalam Top 99 Kompetisi Inovasi Pelayanan Publik. "
    "Layanan itu menjemput balita di pulau. Bupati menerima piagam dari Menteri.",
)
OTHER_NEWS = (
    "Truk Terguling di Tanjakan, Arus Macet",
    "Sebuah truk terguling di tanjakan pada Rabu pagi. Sopir terluka ringan dan dibawa ke rumah "
    "sakit. Polisi mengatur arus kendaraan secara bergantian.",
)
NOTHING = Extraction(article_id="a1", extractor="test", relevant=False)
QUOTE = Evidence(start=0, end=5, quote="Kapas", role="name")
FOUND = Extraction(
    article_id="a1",
    extractor="test",
    relevant=True,
    innovations=(
        Mention(
            local_id="i1",
            name="Kapas",
            surfaces=("Kapas",),
            evidence=(QUOTE,),
            found_by="test",
            confidence=0.9,
        ),
    ),
    counts=(
        Count(value=99, what="innovations", evidence=(QUOTE,), found_by="test", confidence=0.9),
    ),
)


@pytest.mark.parametrize("lead_alone", [True, False])
def test_words_alone_tell_them_apart(lead_alone: bool) -> None:
    about = score_relevance(*ABOUT, lead_alone=lead_alone)
    other = score_relevance(*OTHER_NEWS, lead_alone=lead_alone)
    assert other < 0.5 < about


def test_what_was_found_decides_with_the_words() -> None:
    assert predict_relevance(*ABOUT, FOUND).label == RELEVANT
    assert predict_relevance(*OTHER_NEWS, NOTHING).label == OTHER
    without = predict_relevance(*ABOUT, NOTHING)
    assert without.probability < predict_relevance(*ABOUT, FOUND).probability
    assert without.model == JOINT


def test_says_why_strongest_first() -> None:
    reasons = predict_relevance(*ABOUT, FOUND).reasons
    assert "kata-kata artikel" in {reason.name for reason in reasons}
    assert [r.weight for r in reasons] == sorted((r.weight for r in reasons), reverse=True)


@pytest.mark.parametrize("name", [LEAD, TEXT])
def test_operating_points_of_words_alone_are_in_order(name: str) -> None:
    thresholds = shipped_model(name).thresholds
    assert 0 < thresholds[RECALL] < thresholds[PRECISION] < 1


def test_operating_points_of_the_whole_verdict_may_cross() -> None:
    """Between them, where they cross, recall and precision are both as high as wanted."""
    thresholds = shipped_model(JOINT).thresholds
    assert all(0 < thresholds[point] < 1 for point in (RECALL, PRECISION))


def test_the_lead_alone_reads_no_further() -> None:
    text = "x " * 400
    assert relevance_features("a", text, lead_alone=True) == relevance_features(
        "a", text + "inovasi " * 50, lead_alone=True
    )


@pytest.mark.parametrize("text", ["", "!!!", "é" * 30_000, "1 2 3"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert 0 <= score_relevance("", text) <= 1
    assert 0 <= predict_relevance(text[:50], text, NOTHING).probability <= 1
