"""Which program, database library and data a result was made with."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import gali
from corpus.vocabulary import award_schemes, body_types, regions, sectors


def read_versions() -> dict[str, str]:
    """Return the versions by name, in the order in which they are shown.

    The data's version is a digest of the bundled vocabularies: two runs with the same one
    knew the same regions, bodies, sectors and award schemes.
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
    }


def stage_versions() -> dict[str, str]:
    """Return by name what an article's extraction depends on: the same versions, the same result.

    Rules and models are told by digests of their data files.
    """
    return {
        "gali": gali.__version__,
        "vocabularies": _data_digest(),
        "extraction": _digest("extract", (".csv", ".toml", ".json")),
        "models": _digest("models", (".csv", ".toml", ".json", ".npz")),
    }


def _data_digest() -> str:
    """Return eight hexadecimal digits that stand for all bundled vocabularies."""
    return _digest("corpus", (".csv",))


def _digest(package: str, suffixes: tuple[str, ...]) -> str:
    """Return eight hexadecimal digits that stand for the data files of a package."""
    digest = hashlib.sha256()
    for entry in _iter_files(files(package).joinpath("data")):
        if entry.name.endswith(suffixes):
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:8]


def _iter_files(folder: Traversable) -> Iterator[Traversable]:
    """Yield the files in a folder and in those below it, by name."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _iter_files(entry)
        else:
            yield entry
