"""The standards' own programs find nothing wrong with the packages."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.export.dataset import Citation, ExportRequest
from corpus.export.formats import CSV, JSONL, PARQUET
from corpus.export.package import export_tables
from corpus.export.tables import EXPORTED

RequestOf = Callable[..., ExportRequest]
# Their warnings are about themselves.
pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.slow,
]


def test_frictionless_finds_a_package_of_csv_valid(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    frictionless = pytest.importorskip("frictionless")
    export_tables(rich, tmp_path / "out", CSV, request_of(citation=Citation(license="CC-BY-4.0")))
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.stats["tasks"] == len(EXPORTED)


def test_frictionless_notices_a_changed_cell(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    frictionless = pytest.importorskip("frictionless")
    export_tables(rich, tmp_path / "out", CSV, request_of())
    path = tmp_path / "out" / "data" / "innovations.csv"
    path.write_text(path.read_text().replace("33.10", "33.99"))
    assert not frictionless.validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_frictionless_understands_a_package_of_jsonl(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    frictionless = pytest.importorskip("frictionless")
    export_tables(rich, tmp_path / "out", JSONL, request_of())
    path = tmp_path / "out" / "datapackage.json"
    frictionless.Package.validate_descriptor(str(path))
    resources = json.loads(path.read_text(encoding="utf-8"))["resources"]
    assert {one["format"] for one in resources} == {"jsonl"}


def test_mlcroissant_reads_every_row_of_a_package_of_parquet(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    pytest.importorskip("pyarrow")
    mlcroissant = pytest.importorskip("mlcroissant")
    citation = Citation(license="CC-BY-4.0", released=date(2026, 11, 1))
    facts = export_tables(rich, tmp_path / "out", PARQUET, request_of(citation=citation))
    dataset = mlcroissant.Dataset(jsonld=str(tmp_path / "out" / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    assert (issues.errors, issues.warnings) == (set(), set())
    for summary in facts.summaries:
        if summary.n_rows:
            records = list(dataset.records(summary.table.name))
            assert len(records) == summary.n_rows, summary.table.name
    regions = {record["innovations/region"] for record in dataset.records("innovations")}
    assert b"33.10" in regions
