"""The experts' side door: the corpus in Datasette, with descriptions, facets and ready questions.

Datasette is no part of gali; it is started where it is installed. It opens the file to read alone.
"""

from __future__ import annotations

import json
import sqlite3
import tomllib
from importlib.resources import files
from pathlib import Path
from shutil import which
from typing import Any

from corpus.errors import GaliError
from corpus.export.codebook import describe_corpus

_MOST_MILLISECONDS = 3_000


class NoDatasetteError(GaliError):
    """Datasette is not installed."""


def metadata_path(db: Path) -> Path:
    """Return where the metadata of a corpus lie: ``news.datasette.json`` for ``news.db``."""
    return db.with_suffix(".datasette.json")


def write_metadata(conn: sqlite3.Connection, db: Path) -> Path:
    """Write what Datasette shows beside the rows, and return where.

    Raises:
        OSError: If the file cannot be written.
    """
    path = metadata_path(db)
    text = json.dumps(describe_for_datasette(conn, db.stem), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")
    return path


def describe_for_datasette(conn: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Return the metadata of a corpus: what its tables and columns mean, facets, questions.

    Args:
        conn: A corpus.
        name: By which Datasette calls the database: the name of the file without its suffix.
    """
    told = _read_told()
    tables = {
        table.name: {
            "description": table.description,
            "columns": {
                column.name: column.description for column in table.columns if column.description
            },
            **told["tables"].get(table.name, {}),
        }
        for table in describe_corpus(conn)
    }
    return {
        "title": told["title"],
        "description": told["about"],
        "databases": {name: {"tables": tables, "queries": told["queries"]}},
    }


def serving_command(db: Path, metadata: Path, *, host: str, port: int) -> list[str]:
    """Return the command that starts Datasette.

    Raises:
        NoDatasetteError: If it is not installed.
    """
    program = which("datasette")
    if program is None:
        raise NoDatasetteError(
            f"Datasette is not installed; its metadata are written to {metadata}",
            mend="Install it (`pipx install datasette`), then run the same command again.",
        )
    limits = ("--setting", "sql_time_limit_ms", str(_MOST_MILLISECONDS))
    where = ("--host", host, "--port", str(port))
    return [program, "serve", str(db), "--metadata", str(metadata), *where, *limits]


def _read_told() -> dict[str, Any]:
    """Return the facets and questions."""
    return tomllib.loads(
        files("gali.web").joinpath("data", "datasette.toml").read_text(encoding="utf-8")
    )
