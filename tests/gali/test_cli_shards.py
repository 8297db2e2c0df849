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
    broken, missing = tmp_path / "articles.jsonl", tmp_path / "tiada.jsonl"
    broken.write_text(articles_file.read_text() + "kaputt\n")
    made = run_gali("extract", "--shards", broken, "--out", tmp_path / "s")
    assert made.exit_code == 4
    made = run_gali("extract", "--shards", broken, missing, "--out", tmp_path / "s")
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


def test_near_copies_over_shards_are_those_of_the_corpus(run_gali: Run, tmp_path: Path) -> None:
    words = [f"kata{n}" for n in range(120)]
    files = []
    for number in range(2):
        path = tmp_path / f"b{number}.jsonl"
        text = " ".join([f"KOTA{number}", *words])
        path.write_text(json.dumps({"title": f"Judul {number}", "text": text}) + "\n")
        files.append(path)
    shards, db, found = tmp_path / "shards", tmp_path / "c.db", tmp_path / "copies.jsonl"
    assert run_gali("copies", tmp_path).exit_code == 3
    assert run_gali("extract", "--shards", *files, "--out", shards).exit_code == 0
    result = run_gali("copies", shards, "-o", found)
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert "1 near-copy in 2 shards." in result.stderr
    assert len(list(shards.iterdir())) == 2
    run_gali("run", *files, "--db", db)
    linked = run_gali("sql", "SELECT * FROM near_copies", "--db", db, "--format", "jsonl")
    assert found.read_text() == linked.stdout
    (shards / next(shards.iterdir()) / "articles.parquet").write_bytes(b"")
    result = run_gali("copies", shards)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "cut off or altered" in result.stderr
