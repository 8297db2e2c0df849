"""Annotated articles become examples, models and honest figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpus.identity import squeeze
from extract.examples import read_questions
from gali.cross_validation import iter_cross_validated
from gali.training import (
    bundled_gold,
    parse_models,
    read_examples,
    train_models,
)
from models.gold import group_of, read_gold

pytest.importorskip("sklearn")

Run = Callable[..., Result]
SAMPLE = 24


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first bundled articles, in a file of their own."""
    path = tmp_path_factory.mktemp("gold") / "sample.jsonl"
    lines = bundled_gold().read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:SAMPLE]), encoding="utf-8")
    return path


def _is_in(keys: set[str]) -> Callable[[str], bool]:
    """Return whether a name, squeezed, is among some keys."""
    return lambda name: squeeze(name) in keys


def test_examples_say_what_people_said(sample_file: Path) -> None:
    for entry in read_gold(sample_file):
        examples = read_examples(entry)
        known = [*(i.surfaces for i in entry.annotation.innovations)]
        right = {squeeze(name) for names in known for name in names}
        right |= {squeeze(i.expansion) for i in entry.annotation.innovations if i.expansion}
        questions, _ = read_questions(entry.article, _is_in(right))
        for question, example in zip(questions, examples.names, strict=True):
            assert example.answer == (squeeze(question.name) in right)
        assert {e.group for e in examples.names + examples.owners} <= {group_of(entry)}


def test_models_can_be_used_and_left_without_features(sample_file: Path) -> None:
    examples = [read_examples(entry) for entry in read_gold(sample_file)]
    models = parse_models(train_models(examples, without=["name likeness", "body:"]))
    assert "name likeness" not in models.names.feature_names
    assert not any(name.startswith("body:") for name in models.owners.feature_names)


def test_cross_validation_answers_every_article_once(sample_file: Path) -> None:
    gold = read_gold(sample_file)
    found = [annotation.id for annotation in iter_cross_validated(gold, n_folds=2)]
    assert sorted(found) == sorted(entry.annotation.id for entry in gold)


def test_training_writes_the_same_files_twice(
    run_gali: Run, sample_file: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    printed = run_gali("train", "extract", sample_file, "--out", first).stdout.split()
    run_gali("train", "extract", sample_file, "--out", second)
    assert [Path(line).name for line in printed] == [
        "name_likeness.json",
        "words_before.json",
        "words_after.json",
        "words_inside.json",
        "names.json",
        "owners.json",
    ]
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
        assert json.loads(path.read_text(encoding="utf-8"))
