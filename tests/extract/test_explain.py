"""Explanations tell of every candidate, agree with the extraction, and add up to its scores."""

from __future__ import annotations

import pytest

from corpus.identity import make_article
from corpus.records import Article
from extract.article import extract_article
from extract.contributions import contributions_of
from extract.explain import Explanation, explain_article
from extract.scoring import load_models, parse_model
from gali.training import bundled_gold
from models.gold import read_gold

TEXT = (
    "Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa). "
    "Bupati Achmad Husein hadir di Pendopo Sipanji."
)
SOME = 30


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [entry.article for entry in read_gold(bundled_gold())][:SOME]


@pytest.fixture(scope="module")
def explained(articles: list[Article]) -> list[Explanation]:
    return [explain_article(article) for article in articles]


def test_what_is_kept_is_what_is_extracted(
    articles: list[Article], explained: list[Explanation]
) -> None:
    for article, explanation in zip(articles, explained, strict=True):
        mentions = extract_article(article).innovations
        kept = explanation.innovations
        assert [(i.name, i.region) for i in kept] == [(m.name, m.region) for m in mentions]
        assert [sum(o.chosen for o in i.owners) for i in kept] == [len(m.owners) for m in mentions]


def test_contributions_add_up_to_the_score(explained: list[Explanation]) -> None:
    asked = [d for e in explained for d in e.names if d.log_odds is not None]
    assert asked
    for decision in asked:
        assert decision.start_log_odds is not None
        total = decision.start_log_odds + sum(c.log_odds for c in decision.contributions)
        assert total == pytest.approx(decision.log_odds)


def test_decisions_follow_from_scores(explained: list[Explanation]) -> None:
    for decision in (d for e in explained for d in e.names):
        assert (decision.probability is None) == (decision.decision == "hopeless")
        if decision.decision == "refused":
            assert decision.probability is not None
            assert decision.probability < decision.threshold
        assert (decision.into is not None) == (decision.decision in {"joined", "overlapped"})


def test_names_of_people_are_refused_with_their_signs() -> None:
    explanation = explain_article(make_article(title="", text=TEXT))
    by_name = {decision.name: decision for decision in explanation.names}
    assert by_name["Sirup"].decision == "kept"
    assert {"cues", "brackets"} <= set(by_name["Sirup"].finders)
    assert by_name["Siaga Ibu Rutin Periksa"].decision in {"overlapped", "joined", "refused"}
    person = by_name["Achmad Husein"]
    assert person.decision == "hopeless"
    assert person.contributions[0].feature == "sign: after office"
    (owner,) = explanation.innovations[0].owners
    assert (owner.owner, owner.chosen) == ("Dinas Kesehatan", True)
    assert explanation.innovations[0].region_why


def test_the_gate_is_told() -> None:
    explanation = explain_article(make_article(title="", text="Tim voli menang tipis kemarin."))
    assert explanation.passed_by
    assert explanation.names == ()


def test_a_feature_gets_the_steps_of_its_tests() -> None:
    model = parse_model(
        {
            "features": ["cue", "words"],
            "base": -1.0,
            "trees": [[[0, 0.5, 1, 2], [0.0], [1, 3.0, 3, 4], [2.0], [1.0]]],
            "threshold": 0.5,
            "calibration": [],
        }
    )
    start, contributions = contributions_of(model, {"cue": 1.0, "words": 2.0})
    steps = {c.feature: c.log_odds for c in contributions}
    # With a cue 0.9 × 2 + 0.1 × 1 = 1.9 is to be expected, without knowing of one 0.19.
    assert start == pytest.approx(-1.0 + 0.19)
    assert steps == {"cue": pytest.approx(1.71), "words": pytest.approx(0.1)}
    assert start + sum(steps.values()) == pytest.approx(model.log_odds({"cue": 1.0, "words": 2.0}))


def test_shipped_models_are_explained_without_any_feature() -> None:
    for model in (load_models().names, load_models().owners):
        start, contributions = contributions_of(model, {})
        total = start + sum(c.log_odds for c in contributions)
        assert total == pytest.approx(model.log_odds({}))
