"""Trained models as files: what is written is read, and everything else is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidModelError
from models.artifact import read_artifact, write_artifact
from models.linear import LinearModel

NAME = "sample@1"


@pytest.fixture
def model() -> LinearModel:
    """A small model of two labels."""
    return LinearModel(
        name=NAME,
        labels=("no", "yes"),
        features=("kata:air", "kata:api", "kata:“é”"),
        weights=np.array([[0.5, -0.5], [-1.25, 1.25], [0.0, 2.0]], dtype=np.float32),
        bias=np.array([0.25, -0.25], dtype=np.float32),
        temperature=0.8,
        thresholds={"unsure": 0.4},
        facts={"learnt_from": {"Examples": 3}},
    )


def test_what_is_written_is_read(model: LinearModel, tmp_path: Path) -> None:
    write_artifact(model, tmp_path, "sample")
    again = read_artifact(tmp_path, "sample", NAME)
    assert (again.name, again.labels, again.features) == (NAME, model.labels, model.features)
    assert (again.temperature, again.thresholds, again.facts) == (
        model.temperature,
        model.thresholds,
        model.facts,
    )
    np.testing.assert_array_equal(again.weights, model.weights)
    features = {"kata:api": 1.0, "kata:tak dikenal": 5.0}
    np.testing.assert_allclose(again.probabilities(features), model.probabilities(features))


def test_the_same_model_gives_the_same_bytes(model: LinearModel, tmp_path: Path) -> None:
    first = write_artifact(model, tmp_path / "a", "sample")
    second = write_artifact(model, tmp_path / "b", "sample")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_another_version_is_refused(model: LinearModel, tmp_path: Path) -> None:
    write_artifact(model, tmp_path, "sample")
    with pytest.raises(InvalidModelError, match="sample@2"):
        read_artifact(tmp_path, "sample", "sample@2")


def test_another_schema_is_refused(model: LinearModel, tmp_path: Path) -> None:
    path = write_artifact(model, tmp_path, "sample")[1]
    record = json.loads(path.read_text(encoding="utf-8")) | {"schema": "gali-linear@99"}
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InvalidModelError, match="gali-linear@99"):
        read_artifact(tmp_path, "sample", NAME)


@pytest.mark.parametrize("key", ["features", "labels", "temperature", "thresholds"])
def test_an_altered_description_is_refused(model: LinearModel, tmp_path: Path, key: str) -> None:
    path = write_artifact(model, tmp_path, "sample")[1]
    record = json.loads(path.read_text(encoding="utf-8"))
    record[key] = {"features": [], "labels": ["yes", "no"]}.get(key, {"x": 1})
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InvalidModelError, match="do not belong together"):
        read_artifact(tmp_path, "sample", NAME)


def test_missing_files_are_refused_and_say_what_helps(tmp_path: Path) -> None:
    with pytest.raises(InvalidModelError) as caught:
        read_artifact(tmp_path, "sample", NAME)
    assert caught.value.mend
    assert "gali train" in caught.value.mend


def test_no_pickled_object_is_ever_read(model: LinearModel, tmp_path: Path) -> None:
    import hashlib

    npz, described = write_artifact(model, tmp_path, "sample")
    np.savez(npz, weights=np.array([{"a": 1}], dtype=object), bias=np.zeros(2))
    record = json.loads(described.read_text(encoding="utf-8"))
    record.pop("sha256")
    body = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
    inner = hashlib.sha256(npz.read_bytes()).digest()
    record["sha256"] = hashlib.sha256(inner + body).hexdigest()
    described.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(InvalidModelError, match="cannot be read"):
        read_artifact(tmp_path, "sample", NAME)


@given(damage=st.binary(min_size=1, max_size=40), place=st.integers(0, 900))
def test_damaged_weights_are_refused(damage: bytes, place: int, tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("damage")
    whole = LinearModel(
        name=NAME,
        labels=("a", "b"),
        features=("x",),
        weights=np.ones((1, 2), dtype=np.float32),
        bias=np.zeros(2, dtype=np.float32),
    )
    path = write_artifact(whole, folder, "sample")[0]
    content = path.read_bytes()
    broken = content[:place] + damage + content[place + len(damage) :]
    path.write_bytes(broken)
    if broken != content:
        with pytest.raises(InvalidModelError):
            read_artifact(folder, "sample", NAME)


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_as_description(content: bytes, tmp_path_factory) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "sample.npz").write_bytes(b"")
    (folder / "sample.json").write_bytes(content)
    with pytest.raises(InvalidModelError):
        read_artifact(folder, "sample", NAME)
