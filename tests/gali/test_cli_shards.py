"""``gali extract --shards`` and ``gali import`` of what it made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytest.importorskip("pyarrow")
Run = Callable[..., Result]


def _facts(run_gali: Run, db: Path) -> str:
    result = run_gali("sql", "SELECT name, owner, region FROM v_innovations ORDER BY 1", "--db", db)
    assert result.exit_code == 0, result.output
    return str(result.stdout)


def test_shards_imported_give_the_corpus_that_the_files_give(
    run_gali: Run, articles_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "shards"
    made = run_gali("extract", "--shards", articles_file, "--out", out)
    assert made.exit_code == 0, made.output
    (row,) = [json.loads(line) for line in made.stdout.splitlines()]
    assert (row["input"], row["n_articles"], row["n_problems"], row["is_new"]) == (
        articles_file.name,
        3,
        0,
        True,
    )
    merged, direct = tmp_path / "merged.db", tmp_path / "direct.db"
    assert run_gali("import", out, "--db", merged).exit_code == 0
    assert run_gali("run", "--db", merged).exit_code == 0
    assert run_gali("run", articles_file, "--db", direct).exit_code == 0
    assert _facts(run_gali, merged) == _facts(run_gali, direct)


def test_a_record_or_file_that_cannot_be_read_ends_in_part(
    run_gali: Run, articles_file: Path, tmp_path: Path
) -> None:
    articles_file.write_text(articles_file.read_text() + "kaputt\n")
    made = run_gali("extract", "--shards", articles_file, "--out", tmp_path / "s")
    assert made.exit_code == 4
    missing = tmp_path / "tiada.jsonl"
    made = run_gali("extract", "--shards", articles_file, missing, "--out", tmp_path / "s")
    assert made.exit_code == 4
    assert "tiada.jsonl: it cannot be read" in made.stderr
    assert run_gali("extract", "--shards", missing, "--out", tmp_path / "s").exit_code == 1


def test_shards_need_a_folder(run_gali: Run, articles_file: Path) -> None:
    result = run_gali("extract", "--shards", articles_file)
    assert result.exit_code == 2
    assert "--out DIR" in result.stderr


def test_a_damaged_shard_is_named_and_nothing_of_it_is_imported(
    run_gali: Run, articles_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "shards"
    run_gali("extract", "--shards", articles_file, "--out", out)
    (shard,) = out.iterdir()
    (shard / "extractions.parquet").write_bytes(b"")
    result = run_gali("import", out, "--db", tmp_path / "c.db")
    assert result.exit_code == 1
    assert shard.name in result.stderr
    assert "Traceback" not in result.output
