"""Annotated articles become examples, models and honest figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from gali.training import (
    bundled_gold,
    group_of,
    iter_cross_validated,
    parse_models,
    read_examples,
    train_models,
)
from models.gold import read_gold

pytest.importorskip("sklearn")

Run = Callable[..., Result]
SAMPLE = 40


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first bundled articles, in a file of their own."""
    path = tmp_path_factory.mktemp("gold") / "sample.jsonl"
    lines = bundled_gold().read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:SAMPLE]), encoding="utf-8")
    return path


def test_examples_say_what_people_said(sample_file: Path) -> None:
    for entry in read_gold(sample_file):
        examples = read_examples(entry)
        known = {s for i in entry.annotation.innovations for s in i.surfaces}
        said_yes = [
            name
            for name, example in zip(examples.spellings, examples.names, strict=True)
            if example.answer
        ]
        assert known.issuperset(name for name in said_yes if name in known)
        assert {e.group for e in examples.names + examples.owners} <= {group_of(entry)}
        if not entry.annotation.innovations:
            assert not said_yes


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
    assert [Path(line).name for line in printed] == ["name_shape.json", "names.json", "owners.json"]
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
        assert json.loads(path.read_text(encoding="utf-8"))
