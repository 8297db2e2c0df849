"""Which program, database library and data a result was made with."""

from __future__ import annotations

import hashlib
import platform
import sqlite3
from importlib.resources import files

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


def _data_digest() -> str:
    """Return eight hexadecimal digits that stand for all bundled vocabularies."""
    digest = hashlib.sha256()
    folder = files("corpus").joinpath("data")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".csv"):
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:8]
