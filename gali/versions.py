"""Which program, database library, data and trained models a result was made with."""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import gali
from corpus.vocabulary import award_schemes, body_types, regions, sectors

MODELS = {
    "names": ("extract", ("names.json", "name_likeness.json", "words_*.json")),
    "owners": ("extract", ("owners.json",)),
    "sector": ("models", ("sector.json", "sector.npz")),
    "relevance": ("models", ("relevance.json", "relevance*.json", "relevance*.npz")),
    "linkage": ("models", ("linkage_model.json",)),
}
"""The trained models that are shipped: the package that has one, and patterns of its files.

The first file is the one that names the model's version, if it has one.
"""


def read_versions() -> dict[str, str]:
    """Return the versions by name, in the order in which they are shown.

    The data's version is a digest of the bundled vocabularies: two runs with the same one
    knew the same regions, bodies, sectors and award schemes. A model's is a digest of its files,
    and the version of what they hold where the files tell one.
    """
    counts = (
        f"{len(regions())} regions, {len(body_types())} types of bodies, "
        f"{len(sectors())} sectors, {len(award_schemes())} award schemes"
    )
    return {
        "gali": gali.__version__,
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        "data": f"{_data_digest()} ({counts})",
        **{f"model of {name}": _model_version(*MODELS[name]) for name in MODELS},
    }


def stage_versions() -> dict[str, str]:
    """Return by name what an article's extraction depends on: the same versions, the same result.

    Rules and models are told by digests of their data files.
    """
    return {
        "gali": gali.__version__,
        "vocabularies": _data_digest(),
        "extraction": _digest("extract", ("*.csv", "*.toml", "*.json")),
        "models": _digest("models", ("*.csv", "*.toml", "*.json", "*.npz")),
    }


def _data_digest() -> str:
    """Return eight hexadecimal digits that stand for all bundled vocabularies."""
    return _digest("corpus", ("*.csv",))


@lru_cache(maxsize=len(MODELS))
def _model_version(package: str, patterns: tuple[str, ...]) -> str:
    """Return the digest of a model's files, with the version that the first of them tells."""
    [first] = [entry for entry in _iter_files(_data_of(package)) if entry.name == patterns[0]]
    record = json.loads(first.read_text(encoding="utf-8"))
    version = record.get("model") or record.get("schema")
    return _digest(package, patterns) + (f" ({version})" if version else "")


def _digest(package: str, patterns: tuple[str, ...]) -> str:
    """Return eight hexadecimal digits that stand for the data files of a package."""
    digest = hashlib.sha256()
    for entry in _iter_files(_data_of(package)):
        if any(fnmatch(entry.name, pattern) for pattern in patterns):
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:8]


def _data_of(package: str) -> Traversable:
    """Return the folder of a package's data files."""
    return files(package).joinpath("data")


def _iter_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files in a folder and in those below it, by name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _iter_files(entry)
        else:
            yield entry
