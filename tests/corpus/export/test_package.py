"""A package is whole or not there, the same every time, and tells what it is."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.export.annotations import export_annotations
from corpus.export.citation import citation_cff
from corpus.export.dataset import Citation, ExportRequest
from corpus.export.errors import ExportRefusedError
from corpus.export.formats import CSV, JSONL, PARQUET
from corpus.export.package import export_tables
from corpus.export.postgres import export_postgres
from corpus.export.scope import scope_of_innovations
from corpus.export.workbook import export_workbook
from corpus.filters import SearchFilters

RequestOf = Callable[..., ExportRequest]
CITATION = Citation(
    title='Data "inovasi"',
    creators=("Ani", "Budi: & kawan"),
    license="CC-BY-4.0",
    released=date(2026, 11, 1),
)
EXPORTS = {
    "csv": lambda conn, folder, request: export_tables(conn, folder, CSV, request),
    "jsonl": lambda conn, folder, request: export_tables(conn, folder, JSONL, request),
    "parquet": lambda conn, folder, request: export_tables(conn, folder, PARQUET, request),
    "annotations": export_annotations,
    "postgres": export_postgres,
}
LIBRARIES = {"parquet": "pyarrow"}


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_corpus_gives_the_same_bytes(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf, name: str
) -> None:
    if name in LIBRARIES:
        pytest.importorskip(LIBRARIES[name])
    first = EXPORTS[name](rich, tmp_path / "a", request_of(citation=CITATION))
    # Row numbers and the order of insertion are no content.
    rich.execute("UPDATE articles SET article_key = article_key + 1000")
    second = EXPORTS[name](rich, tmp_path / "b", request_of(citation=CITATION))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert first.version == second.version


@pytest.mark.parametrize("name", EXPORTS)
def test_every_package_can_be_understood_cited_and_checked(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf, name: str
) -> None:
    if name in LIBRARIES:
        pytest.importorskip(LIBRARIES[name])
    facts = EXPORTS[name](rich, tmp_path / "out", request_of(citation=CITATION))
    files = contents(tmp_path / "out")
    told = json.loads(files["dataset.json"])
    assert told["version"] == facts.version
    assert told["extractors"] == {"gali@0.1": 4}
    assert told["copy_methods"] == {"m-1": 2}
    assert facts.version.encode() in files["CITATION.cff"]
    assert b"## innovations" in files["CODEBOOK.md"]
    codebook = {table["name"]: table for table in json.loads(files["codebook.json"])}
    assert codebook["articles"]["n_rows"] == 7
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        path: hashlib.sha256(body).hexdigest()
        for path, body in files.items()
        if path != "SHA256SUMS"
    }


def test_the_version_stands_for_the_content(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    def version(name: str, export: str = "csv", **values: object) -> str:
        return str(EXPORTS[export](rich, tmp_path / name, request_of(**values)).version)

    whole = version("a")
    assert version("b", "jsonl", citation=CITATION) == whole
    assert version("c", "postgres") == whole
    assert version("d", without_text=True) != whole
    assert version("e", scope=scope_of_innovations(rich, "gesit", SearchFilters())) != whole
    rich.execute("UPDATE mentions SET confidence = 0.5 WHERE name = 'Gesit'")
    assert version("f") != whole


@pytest.mark.parametrize("name", ["csv", "jsonl", "annotations", "postgres"])
def test_without_text_no_text_goes_out(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf, name: str
) -> None:
    EXPORTS[name](rich, tmp_path / "with", request_of())
    EXPORTS[name](rich, tmp_path / "out", request_of(without_text=True))
    words = b"Cap 33.10 tidak berarti apa-apa"
    seen = ["csv", "jsonl", "postgres"]
    assert any(words in body for body in contents(tmp_path / "with").values()) == (name in seen)
    bodies = contents(tmp_path / "out").values()
    assert not any(words in body or b"BANYUMAS - Dinas" in body for body in bodies)
    assert any(b"Gesit masuk Top 99 KIPP 2022." in body for body in bodies)


def test_the_citation_is_yaml_whatever_the_names(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    yaml = pytest.importorskip("yaml")
    facts = export_tables(rich, tmp_path / "out", CSV, request_of(citation=CITATION))
    told = yaml.safe_load(citation_cff(facts))
    assert told["title"] == 'Data "inovasi"'
    assert told["authors"] == [{"name": "Ani"}, {"name": "Budi: & kawan"}]
    assert str(told["date-released"]) == "2026-11-01"
    assert (told["cff-version"], told["license"]) == ("1.2.0", "CC-BY-4.0")


def test_a_citation_always_names_somebody(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    facts = export_tables(rich, tmp_path / "out", CSV, request_of())
    assert 'authors:\n  - name: "The makers of this corpus"\n' in citation_cff(facts)


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_there_is_never_overwritten(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf, name: str
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(ExportRefusedError, match="there is something already"):
        EXPORTS[name](rich, tmp_path / "out", request_of())
    assert contents(tmp_path) == {"out/mine.txt": b"x"}


def test_an_empty_folder_and_missing_parents_will_do(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    (tmp_path / "empty").mkdir()
    export_tables(rich, tmp_path / "empty", CSV, request_of())
    export_tables(rich, tmp_path / "new" / "deep", CSV, request_of())
    assert contents(tmp_path / "empty") == contents(tmp_path / "new" / "deep")


def test_a_failure_leaves_nothing_behind(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        export_tables(rich, tmp_path / "out", replace(CSV, write=fail), request_of())
    assert list(tmp_path.iterdir()) == []
    assert not rich.in_transaction


def test_an_export_that_was_killed_is_told(
    rich: sqlite3.Connection, tmp_path: Path, request_of: RequestOf
) -> None:
    (tmp_path / "out.part").mkdir()
    with pytest.raises(ExportRefusedError, match="interrupted, or is running"):
        export_tables(rich, tmp_path / "out", CSV, request_of())
    assert (tmp_path / "out.part").exists()


def _export_parquet(conn: sqlite3.Connection, target: Path, request: ExportRequest) -> None:
    export_tables(conn, target, PARQUET, request)


@pytest.mark.parametrize(
    ("module", "extra", "export"),
    [("pyarrow", "parquet", _export_parquet), ("xlsxwriter", "xlsx", export_workbook)],
    ids=["parquet", "xlsx"],
)
def test_a_missing_library_is_named_with_its_extra(
    rich: sqlite3.Connection,
    tmp_path: Path,
    request_of: RequestOf,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    extra: str,
    export: Callable[..., object],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExportRefusedError) as caught:
        export(rich, tmp_path / "out", request_of())
    assert f"pip install 'gali-inovasi[{extra}]'" in str(caught.value)
    assert list(tmp_path.iterdir()) == []
