"""What the sections of an outlet pay: how many of their articles tell of innovations."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from corpus.connection import transaction

_LONGEST_SECTION = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionYield:
    """What one section paid so far.

    Attributes:
        n_read: Articles that were read, at least 1.
        n_relevant: Those of them that tell of an innovation.
    """

    n_read: int
    n_relevant: int


class SectionYields:
    """The yields of all outlets.

    Args:
        conn: A corpus; one that can be written, to add to them.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def add(self, source: str, section: str, *, is_relevant: bool) -> None:
        """Count an article that was read.

        Args:
            source: Slug of the outlet.
            section: What groups its articles; sections that share 200 characters are one.
            is_relevant: Whether it tells of an innovation.

        Raises:
            DatabaseRefusedError: If the file is locked, the disk full, …
        """
        with transaction(self._conn):
            self._conn.execute(
                "INSERT INTO crawl_sections (source, section, n_read, n_relevant) "
                "VALUES (?, ?, 1, ?) ON CONFLICT (source, section) DO UPDATE SET "
                "n_read = n_read + 1, n_relevant = n_relevant + excluded.n_relevant",
                (source, section[:_LONGEST_SECTION], is_relevant),
            )

    def of_source(self, source: str) -> dict[str, SectionYield]:
        """Return what each section of an outlet paid; empty if nothing of it was read."""
        query = "SELECT section, n_read, n_relevant FROM crawl_sections WHERE source = ?"
        return {
            row["section"]: SectionYield(n_read=row["n_read"], n_relevant=row["n_relevant"])
            for row in self._conn.execute(query, (source,)).fetchall()
        }
