"""Classifiers are trained from the bundled data with one command, and come with their cards."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from extract.article import extract_article
from gali.classifier_examples import relevance_examples, sector_examples
from gali.training import bundled_gold
from gali.training_classifiers import (
    iter_deciders_unseen,
    train_relevance_files,
    train_sector_files,
)
from models.artifact import read_artifact
from models.gold import GoldArticle, group_of, read_gold
from models.labelled import read_written_articles, read_written_mentions
from models.relevance import JOINT, LEAD, TEXT, shipped_model
from models.sector import MODEL
from models.sector import shipped_model as shipped_sector_model

pytest.importorskip("sklearn")

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def gold() -> list[GoldArticle]:
    """Some bundled articles of all kinds."""
    return read_gold(bundled_gold())[::11]


@pytest.fixture
def few_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of the written texts, so that training is quick."""
    mentions, articles = read_written_mentions()[::16], read_written_articles()[::8]
    monkeypatch.setattr("gali.classifier_examples.read_written_mentions", lambda: mentions)
    monkeypatch.setattr("gali.classifier_examples.read_written_articles", lambda: articles)
    monkeypatch.setattr("gali.classifier_examples._iter_listed", lambda: iter(()))


@pytest.mark.usefixtures("few_texts")
def test_the_same_articles_in_any_order_give_the_same_files_and_card(
    gold: list[GoldArticle], tmp_path: Path
) -> None:
    first = train_sector_files(gold, tmp_path / "first")
    second = train_sector_files(gold[::-1], tmp_path / "second")
    assert [path.name for path in first] == ["sector.npz", "sector.json", "sector.md"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    read_artifact(tmp_path / "first", "sector", MODEL)
    card = first[-1].read_text(encoding="utf-8")
    n_annotated = sum(len(entry.annotation.innovations) for entry in gold)
    for words in (
        f"- Examples, annotated: {n_annotated}",
        "- Newest annotated article: 20",
        "- SHA-256 of the examples: ",
        "- Licence: ",
        "Cross-validated by outlet",
        "| kesehatan |",
        "## Limits",
    ):
        assert words in card


@pytest.mark.usefixtures("few_texts")
def test_relevance_learns_words_and_findings(gold: list[GoldArticle], tmp_path: Path) -> None:
    found = {entry.annotation.id: extract_article(entry.article) for entry in gold}
    paths = train_relevance_files(gold, found, tmp_path)
    assert paths[-1].name == "relevance.md"
    for name in (LEAD, TEXT, JOINT):
        model = read_artifact(tmp_path, name.partition("@")[0], name)
        assert model.labels == ("other", "relevant")
        assert name in paths[-1].read_text(encoding="utf-8")


@pytest.mark.usefixtures("few_texts")
def test_classifiers_of_a_cross_validation_have_not_seen_the_outlet(
    gold: list[GoldArticle],
) -> None:
    found = [extract_article(entry.article) for entry in gold]
    told = list(iter_deciders_unseen(gold, found, 2))
    assert sorted(entry.annotation.id for entry, _, _ in told) == sorted(
        entry.annotation.id for entry in gold
    )
    deciders_of = {group_of(entry): deciders for entry, _, deciders in told}
    assert len({id(deciders) for deciders in deciders_of.values()}) == 2
    assert all(deciders_of[group_of(entry)] is deciders for entry, _, deciders in told)


def test_what_is_shipped_was_trained_on_what_is_shipped() -> None:
    gold = read_gold(bundled_gold())
    for examples, model in (
        (sector_examples(gold), shipped_sector_model()),
        (relevance_examples(gold), shipped_model(JOINT)),
    ):
        counts = Counter(example.source for example in examples)
        learnt = model.facts["learnt_from"]
        assert isinstance(learnt, dict)
        assert {k: v for k, v in learnt.items() if k.startswith("Examples, ")} == {
            f"Examples, {source}": n for source, n in counts.items()
        }, "the data have changed: run `gali train sector` and `gali train relevance`"


@pytest.mark.usefixtures("few_texts")
def test_designs_are_compared_in_a_table(
    run_gali: Run, gold: list[GoldArticle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = bundled_gold().read_text(encoding="utf-8").splitlines(keepends=True)
    sample = tmp_path / "sample.jsonl"
    sample.write_text("".join(lines[::11]), encoding="utf-8")
    monkeypatch.setattr("models.sector_training.hold_out.__defaults__", (2,))
    result = run_gali("train", "sector", sample, "--compare", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) >= 8
    assert {"design", "accuracy", "macro_f1", "ece", "kilobytes", "per_second"} == set(rows[0])
    assert all(0 < row["accuracy"] <= 1 for row in rows)
    assert not (tmp_path / "sector.npz").exists()


def test_a_folder_that_cannot_be_made_is_told_before_any_work(
    run_gali: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    annotated = tmp_path / "broken.jsonl"
    annotated.write_text("this would be complained of next\n")
    result = run_gali("train", "relevance", annotated, "--out", tmp_path / "file" / "models")
    assert result.exit_code == 1
    assert "Not a directory" in result.stderr
