"""Which stored pages belong to an export, and when the newest of them was fetched."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from corpus.export.scope import Scope, condition_of
from corpus.rows import time_from_sql


def read_origins(conn: sqlite3.Connection, scope: Scope) -> list[str]:
    """Return where the selected pages came from, each origin once, by name; may be empty."""
    query = (
        "SELECT DISTINCT t.origin FROM pages AS t "  # noqa: S608 -- our own condition
        f"WHERE {condition_of('pages', scope)} ORDER BY t.origin"
    )
    return [row["origin"] for row in conn.execute(query, scope.parameters)]


def find_newest_fetch(conn: sqlite3.Connection, scope: Scope) -> datetime | None:
    """Return when the newest of the selected pages was fetched, UTC; None without pages."""
    query = (
        "SELECT max(t.fetched_at) FROM pages AS t "  # noqa: S608 -- our own condition
        f"WHERE {condition_of('pages', scope)}"
    )
    return time_from_sql(conn.execute(query, scope.parameters).fetchone()[0])
