"""Trained models as files: weights in ``NAME.npz``, words and facts in ``NAME.json``.

Nothing in them is executed when they are read. A SHA-256 over both tells damage, and a version of
the schema tells files of another make; either is refused. The same model gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import InvalidModelError
from models.linear import LinearModel

SCHEMA = "gali-linear@1"
"""Name and version of the form of these files."""

_MOST_BYTES = 16_000_000
_LARGEST_WEIGHT = 60_000.0
_ARRAYS = ("weights", "bias")


def write_artifact(model: LinearModel, folder: Path, name: str) -> list[Path]:
    """Write a model as two files and return them.

    Weights are kept in half precision, four digits or so; see ``rounded``.

    Raises:
        OSError: If the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    np.savez(buffer, weights=_half(model.weights), bias=_half(model.bias))
    content = {
        "schema": SCHEMA,
        "model": model.name,
        "labels": list(model.labels),
        "temperature": model.temperature,
        "thresholds": dict(model.thresholds),
        **model.facts,
        "features": list(model.features),
    }
    record = {"sha256": _digest(buffer.getvalue(), content), **content}
    paths = [folder / f"{name}.npz", folder / f"{name}.json"]
    paths[0].write_bytes(buffer.getvalue())
    paths[1].write_text(json.dumps(record, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return paths


def read_artifact(folder: Path, name: str, model: str) -> LinearModel:
    """Return a model from its two files.

    Args:
        folder: Where they lie.
        name: Their name without suffix.
        model: Name and version that the caller understands, such as ``sector@1``.

    Raises:
        InvalidModelError: If a file is missing or damaged, or of another schema or version.
    """
    where = str(folder / f"{name}.json")
    arrays = _read_bytes(folder / f"{name}.npz")
    try:
        record = json.loads(_read_bytes(folder / f"{name}.json"))
        found = (record["schema"], record["model"])
    except (ValueError, KeyError, TypeError) as error:
        raise _refusal("no description of a trained model", where) from error
    if found != (SCHEMA, model):
        wanted = f"{model} in {SCHEMA}"
        raise _refusal(f"this program reads {wanted}, the file has {found[1]} in {found[0]}", where)
    if record.pop("sha256", None) != _digest(arrays, record):
        raise _refusal("weights and description do not belong together, or are damaged", where)
    try:
        return _model(record, arrays)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise _refusal(f"the weights cannot be read ({error})", where) from error


def rounded(values: Any) -> Any:
    """Return weights as a reader of the file gets them."""
    return _half(values).astype(np.float32)


def _half(values: Any) -> Any:
    """Return numbers in half precision."""
    return np.clip(values, -_LARGEST_WEIGHT, _LARGEST_WEIGHT).astype(np.float16)


def _model(record: dict[str, Any], arrays: bytes) -> LinearModel:
    """Return the model of a description and the bytes of its weights."""
    with zipfile.ZipFile(io.BytesIO(arrays)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise ValueError("too large")
    with np.load(io.BytesIO(arrays), allow_pickle=False) as stored:
        weights, bias = (stored[key].astype(np.float32) for key in _ARRAYS)
    labels, features = tuple(record.pop("labels")), tuple(record.pop("features"))
    if weights.shape != (len(features), len(labels)) or bias.shape != (len(labels),):
        raise ValueError("their shape is not that of the words")
    record.pop("schema")
    return LinearModel(
        name=record.pop("model"),
        labels=labels,
        features=features,
        weights=weights,
        bias=bias,
        temperature=float(record.pop("temperature")),
        thresholds=record.pop("thresholds"),
        facts=record,
    )


def _read_bytes(path: Path) -> bytes:
    """Return the content of a file of a bounded size."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _refusal("the file cannot be read", str(path)) from error
    if len(content) > _MOST_BYTES:
        raise _refusal("the file is too large for a model", str(path))
    return content


def _digest(arrays: bytes, content: dict[str, Any]) -> str:
    """Return the SHA-256 of a model: its weights and its description."""
    described = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(hashlib.sha256(arrays).digest() + described).hexdigest()


def _refusal(what: str, where: str) -> InvalidModelError:
    """Return the error of files that are no model that this program can use."""
    return InvalidModelError(what, where=where, mend="Train it anew with `gali train`.")
