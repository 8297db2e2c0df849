"""What an export is as a whole: what was asked for, who made it, with what, and its version."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from corpus.export.digests import TableSummary, dataset_digest
from corpus.export.scope import WHOLE_CORPUS, Scope, condition_of
from corpus.migrations import schema_version

NAME = "gali-innovations"
DEFAULT_TITLE = "Public-service innovations in Indonesian regional news"
DEFAULT_CREATOR = "The makers of this corpus"
_DIGITS_OF_VERSION = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """How the dataset is to be cited, as far as its maker says.

    Attributes:
        title: Its title.
        creators: Who made it; may be empty.
        license: SPDX id of the licence under which it is passed on; None if that is not said.
        released: Day on which it is released; None likewise.
    """

    title: str = DEFAULT_TITLE
    creators: tuple[str, ...] = ()
    license: str | None = None
    released: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to export, and what is said of it.

    Attributes:
        scope: Which rows.
        without_text: Whether the articles' texts are left out.
        citation: How to cite it.
        program: Name and version of the program that exports.
        vocabularies: Version of the lists of regions, bodies, sectors and award schemes.
    """

    scope: Scope = WHOLE_CORPUS
    without_text: bool = False
    citation: Citation
    program: str
    vocabularies: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFacts:
    """What an export holds, and what made it.

    Attributes:
        request: What was asked for.
        schema_version: Version of the corpus' tables.
        extractors: Articles for each name and version of an extractor.
        sector_models: Mentions for each name and version of a model of sectors.
        copy_methods: Articles for each way in which near-copies were looked for.
        first_published: Earliest day of publication; None if no article is dated.
        last_published: Latest such day.
        summaries: What was exported of each table.
    """

    request: ExportRequest
    schema_version: int
    extractors: Mapping[str, int]
    sector_models: Mapping[str, int]
    copy_methods: Mapping[str, int]
    first_published: str | None
    last_published: str | None
    summaries: tuple[TableSummary, ...]

    @property
    def digest(self) -> str:
        """Digest of the content, in hexadecimal: equal for equal content in all formats."""
        return dataset_digest(self.summaries)

    @property
    def version(self) -> str:
        """Version by SemVer: that of the schema, and behind ``+`` what stands for the content."""
        return f"{self.schema_version}.0.0+{self.digest[:_DIGITS_OF_VERSION]}"

    @property
    def creators(self) -> tuple[str, ...]:
        """Who made it; never empty, because a citation needs somebody."""
        return self.request.citation.creators or (DEFAULT_CREATOR,)

    @property
    def description(self) -> str:
        """What it is, in a few sentences."""
        parts = [
            "Innovations in public services that articles of Indonesian regional news tell of: "
            "names, owners, regions, sectors, awards and replications, each with the words that "
            f"prove it. Extracted by {self.request.program}."
        ]
        asked = ", ".join(f"{name} {value}" for name, value in self.request.scope.asked.items())
        if asked:
            parts.append(f"Selected: {self.request.scope.subject} by {asked}.")
        if self.request.without_text:
            parts.append("The texts of the articles are left out.")
        return " ".join(parts)

    def n_rows(self, table: str) -> int:
        """Return how many rows of a table were exported; 0 if it is not among them."""
        return sum(one.n_rows for one in self.summaries if one.table.name == table)

    def as_json(self) -> dict[str, object]:
        """Return all of it as JSON holds it."""
        scope = self.request.scope
        return {
            "name": NAME,
            "title": self.request.citation.title,
            "description": self.description,
            "version": self.version,
            "sha256": self.digest,
            "schema_version": self.schema_version,
            "program": self.request.program,
            "vocabularies": self.request.vocabularies,
            "selection": {"subject": scope.subject, "asked": dict(scope.asked)},
            "without_text": self.request.without_text,
            "extractors": dict(self.extractors),
            "sector_models": dict(self.sector_models),
            "copy_methods": dict(self.copy_methods),
            "published": [self.first_published, self.last_published],
            "tables": [
                {"name": one.table.name, "rows": one.n_rows, "sha256": one.sha256}
                for one in self.summaries
            ],
        }


def read_facts(
    conn: sqlite3.Connection, request: ExportRequest, summaries: tuple[TableSummary, ...]
) -> DatasetFacts:
    """Return what an export holds, and what made it."""
    first, last = _read_period(conn, request.scope)
    return DatasetFacts(
        request=request,
        schema_version=schema_version(conn),
        extractors=_read_counts(conn, request.scope, "extractions", "extractor"),
        sector_models=_read_counts(conn, request.scope, "mentions", "sector_model"),
        copy_methods=_read_counts(conn, request.scope, "copy_signatures", "method"),
        first_published=first,
        last_published=last,
        summaries=summaries,
    )


def _read_period(conn: sqlite3.Connection, scope: Scope) -> tuple[str | None, str | None]:
    """Return the first and last day of publication."""
    condition = condition_of("articles", scope)
    query = f"SELECT min(t.published), max(t.published) FROM articles AS t WHERE {condition}"  # noqa: S608
    first, last = conn.execute(query, scope.parameters).fetchone()
    return first, last


def _read_counts(conn: sqlite3.Connection, scope: Scope, table: str, column: str) -> dict[str, int]:
    """Return how many of the selected rows have each value of a column, by value."""
    condition = condition_of(table, scope)
    query = (
        f"SELECT t.{column}, count(*) FROM {table} AS t "  # noqa: S608 -- names of our own schema
        f"WHERE t.{column} IS NOT NULL AND ({condition}) GROUP BY 1 ORDER BY 1"
    )
    return dict(tuple(row) for row in conn.execute(query, scope.parameters))
