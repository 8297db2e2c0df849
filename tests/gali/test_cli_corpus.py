"""The verbs that build a corpus and look into it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


def _lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("verb", [["import"], ["harvest", "import"]], ids=["import", "harvest"])
def test_import_says_what_it_did_and_again_that_all_is_known(
    run_gali: Run, articles_file: Path, tmp_path: Path, verb: list[str]
) -> None:
    first = run_gali(*verb, articles_file, "--db", tmp_path / "c.db")
    again = run_gali(*verb, articles_file, "--db", tmp_path / "c.db")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert first.stderr == "3 new articles, 0 known already.\n"
    assert again.stderr == "0 new articles, 3 known already.\n"


def test_import_names_what_it_could_not_read(
    run_gali: Run, articles_file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"title": "Kabar", "text": "Isi."}\n{"title": \n')
    result = run_gali(
        "import", articles_file, bad, tmp_path / "none.txt", "--db", tmp_path / "c.db"
    )
    assert result.exit_code == 4
    assert f"{bad}, line 2" in result.stderr
    assert "there is no such file" in result.stderr
    assert "4 new articles" in result.stderr


def test_import_of_nothing_readable_fails(run_gali: Run, tmp_path: Path) -> None:
    assert run_gali("import", tmp_path / "none.txt", "--db", tmp_path / "c.db").exit_code == 1


def test_run_without_files_needs_a_corpus(run_gali: Run, tmp_path: Path) -> None:
    result = run_gali("run", "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "there is no such database" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_run_goes_on_where_an_import_ended(
    run_gali: Run, articles_file: Path, tmp_path: Path
) -> None:
    db = tmp_path / "c.db"
    run_gali("import", articles_file, "--db", db)
    result = run_gali("run", "--db", db)
    assert "3 articles extracted, 2 mentions of innovations found" in result.stderr
    assert "0 articles extracted" in run_gali("run", "--db", db).stderr


def test_quiet_is_quiet(run_gali: Run, articles_file: Path, tmp_path: Path) -> None:
    result = run_gali("run", articles_file, "--db", tmp_path / "c.db", "--quiet")
    assert result.output == ""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ibu"], ["Sirup"]),
        (["berkas"], ["Kirber"]),
        ([], ["Kirber", "Sirup"]),
        (["--region", "Banyumas"], ["Sirup"]),
        (["--region", "33"], ["Kirber", "Sirup"]),
        (["--sector", "health"], ["Sirup"]),
        (["--owner", "puskesmas"], ["Sirup"]),
        (["--award", "Top 10"], ["Sirup"]),
        (["--year", "2020"], ["Kirber"]),
        (["--year", "2019..2021"], ["Kirber", "Sirup"]),
        (["--status", "otomatis"], ["Kirber", "Sirup"]),
    ],
    ids=" ".join,
)
def test_search_finds_innovations_by_words_and_filters(
    run_gali: Run, corpus_db: Path, arguments: list[str], expected: list[str]
) -> None:
    result = run_gali("search", *arguments, "--db", corpus_db)
    assert sorted(str(row["name"]) for row in _lines(result)) == expected
    assert result.exit_code == 0


def test_search_finds_articles(run_gali: Run, corpus_db: Path) -> None:
    (row,) = _lines(run_gali("search", "padi", "--articles", "--db", corpus_db))
    assert row["title"] == "Panen Raya di Desa"
    assert "memanen padi" in str(row["snippet"])


@pytest.mark.parametrize("output_format", ["table", "csv", "jsonl"])
def test_nothing_found_is_exit_code_three(
    run_gali: Run, corpus_db: Path, output_format: str
) -> None:
    result = run_gali("search", "xyzzy", "--format", output_format, "--db", corpus_db)
    assert result.exit_code == 3
    assert "Sirup" not in result.stdout
    assert result.stderr == "No innovation found.\n"


@pytest.mark.parametrize(
    "arguments",
    [["--region", "atlantis"], ["--year", "soon"], ["--sector", "x"], ["--status", "x"]],
    ids=" ".join,
)
def test_a_filter_that_means_nothing_is_an_error(
    run_gali: Run, corpus_db: Path, arguments: list[str]
) -> None:
    result = run_gali("search", *arguments, "--db", corpus_db)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize("query", ['"', "((", "OR", "a* NEAR(", "-", "\x00", "name:", "'--"])
def test_no_query_crashes_a_search(run_gali: Run, corpus_db: Path, query: str) -> None:
    assert run_gali("search", "--db", corpus_db, "--", query).exit_code in {0, 1, 3}


def test_rows_of_all_formats_are_the_same(run_gali: Run, corpus_db: Path) -> None:
    def search(output_format: str) -> str:
        return run_gali("search", "--format", output_format, "--db", corpus_db).stdout

    names = [row["name"] for row in json.loads(search("json"))]
    assert [json.loads(line)["name"] for line in search("jsonl").splitlines()] == names
    assert [row["name"] for row in csv.DictReader(io.StringIO(search("csv")))] == names
    assert all(str(name) in search("md") and str(name) in search("table") for name in names)


def test_a_page_of_results_says_how_many_there_are(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("search", "--limit", 1, "--db", corpus_db)
    assert len(result.stdout.splitlines()) == 1
    assert "1 of 2 innovations" in result.stderr
    assert len(run_gali("search", "--limit", 0, "--db", corpus_db).stdout.splitlines()) == 2


@pytest.mark.parametrize("name", ["sirup", "SIRUP", "Siaga Ibu Rutin Periksa"])
def test_show_gives_an_innovation_with_its_proof(run_gali: Run, corpus_db: Path, name: str) -> None:
    card = run_gali("show", name, "--format", "table", "--db", corpus_db).stdout
    for words in (
        "Kabupaten Banyumas (33.02)",
        "Puskesmas Melati",
        "Health",
        "Top 10",
        "meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa)",
        "kabar.example · 2021-03-04",
        "https://kabar.example/sirup",
    ):
        assert words in card


def test_show_by_id_as_json(run_gali: Run, corpus_db: Path) -> None:
    (row,) = _lines(run_gali("search", "ibu", "--db", corpus_db))
    result = run_gali("show", str(row["id"])[:8], "--format", "json", "--db", corpus_db)
    dossier = json.loads(result.stdout)
    assert dossier["innovation"]["name"] == "Sirup"
    assert dossier["awards"][0]["award"]["rank"] == "Top 10"


def test_show_gives_an_article_by_the_users_own_id(run_gali: Run, corpus_db: Path) -> None:
    card = run_gali("show", "kios", "--format", "table", "--db", corpus_db).stdout
    assert "Berkas Sampai Rumah di Kota Salatiga" in card
    assert "Kirim Berkas ke Rumah" in card
    assert (
        "Tells of no innovation"
        in run_gali("show", "panen", "--format", "table", "--db", corpus_db).stdout
    )


def test_show_of_what_is_not_there_is_exit_code_three(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("show", "xyzzy", "--db", corpus_db)
    assert (result.exit_code, result.stdout) == (3, "")


def test_several_of_one_name_are_listed(run_gali: Run, tmp_path: Path) -> None:
    for number, region in enumerate(["Kabupaten Banyumas", "Kabupaten Demak"]):
        text = f"Puskesmas Melati {region} meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa)."
        (tmp_path / f"{number}.txt").write_text(f"Kabar dari {region}\n{text}\n")
    run_gali("run", tmp_path / "0.txt", tmp_path / "1.txt", "--db", tmp_path / "c.db")
    result = run_gali("show", "Sirup", "--format", "table", "--db", tmp_path / "c.db")
    assert "Kabupaten Banyumas" in result.stdout
    assert "Kabupaten Demak" in result.stdout
    assert "give an id" in result.stderr


def test_stats_count_and_draw(run_gali: Run, corpus_db: Path) -> None:
    (counts,) = _lines(run_gali("stats", "--db", corpus_db))
    assert (counts["n_articles"], counts["n_innovations"]) == (3, 2)
    chart = run_gali("stats", "--format", "table", "--db", corpus_db).stdout
    assert "3 articles" in chart
    assert "Health" in chart
    assert "█" in chart


def test_check_finds_a_sound_corpus_sound(run_gali: Run, corpus_db: Path) -> None:
    result = run_gali("check", "--db", corpus_db)
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_names_what_is_wrong(run_gali: Run, articles_file: Path, tmp_path: Path) -> None:
    db = tmp_path / "c.db"
    run_gali("run", articles_file, "--db", db)
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("UPDATE evidence SET quote = replace(quote, 'Sirup', 'Sirop')")
        conn.commit()
    result = run_gali("check", "--db", db)
    assert result.exit_code == 1
    assert "Sirop" in result.stdout


def test_an_empty_file_is_no_corpus_but_sound(run_gali: Run, tmp_path: Path) -> None:
    (tmp_path / "c.db").touch()
    result = run_gali("check", "--db", tmp_path / "c.db")
    assert result.exit_code == 0
    assert "nothing was imported" in result.stderr


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0 but damaged"])
@pytest.mark.parametrize("verb", ["search", "stats", "check", "run", "show"])
def test_another_file_is_refused_without_a_traceback(
    run_gali: Run, tmp_path: Path, verb: str, content: bytes
) -> None:
    db = tmp_path / "c.db"
    db.write_bytes(content)
    result = run_gali(verb, *(["x"] if verb == "show" else []), "--db", db)
    assert result.exit_code == 1
    assert "Error: " in result.stderr or "cannot be examined" in result.stdout
    assert db.read_bytes() == content


@pytest.mark.parametrize(
    "arguments", [["search", "ibu"], ["show", "ganas"], ["stats"]], ids=" ".join
)
def test_no_article_can_send_an_escape_to_the_terminal(
    run_gali: Run, tmp_path: Path, arguments: list[str]
) -> None:
    record = {
        "id": "ganas",
        "title": "Kabar \x1b[31mMerah\x9b1m [bold]tebal[/bold]",
        "text": "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi \x1b[32mSirup "
        "(Siaga Ibu Rutin Periksa) [link=https://jahat.example]klik[/link].\u202e",
        "outlet": "kabar\x1b]0;judul\x07.example",
    }
    source = tmp_path / "ganas.jsonl"
    source.write_text(json.dumps(record) + "\n")
    run_gali("run", source, "--db", tmp_path / "c.db")
    result = run_gali(*arguments, "--format", "table", "--db", tmp_path / "c.db")
    assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(result.output)


def test_a_backup_is_written_and_restored(run_gali: Run, corpus_db: Path, tmp_path: Path) -> None:
    copy, back = tmp_path / "copy.db.zst", tmp_path / "back.db"
    result = run_gali("backup", copy, "--compress", "zstd", "--db", corpus_db)
    assert result.exit_code == 0, result.output
    assert "sound" in result.stderr
    assert run_gali("backup", copy, "--db", corpus_db).exit_code == 1
    assert run_gali("restore", copy, "--db", back).exit_code == 0
    assert run_gali("check", "--db", back).exit_code == 0
    refused = run_gali("restore", copy, "--db", back)
    assert refused.exit_code == 1
    assert "something already" in refused.stderr
    forced = run_gali("restore", copy, "--force", "--db", back)
    assert "back.db.bak-replaced" in forced.stderr
    assert run_gali("restore", tmp_path / "nothing.db", "--db", back).exit_code == 1


def test_check_repairs_what_can_be_made_again(
    run_gali: Run, corpus_db: Path, tmp_path: Path
) -> None:
    db = Path(shutil.copy(corpus_db, tmp_path / "corpus.db"))
    sound = run_gali("check", "--repair", "--db", db)
    assert (sound.exit_code, sound.stdout) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.db"]
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("DROP INDEX mentions_region")
        conn.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
        conn.commit()
    broken = run_gali("check", "--db", db)
    assert broken.exit_code == 1
    assert "--repair` mends 2 of them" in broken.stderr
    mended = run_gali("check", "--repair", "--db", db)
    assert mended.exit_code == 0
    assert mended.stdout.count("mended: ") == 2
    assert (tmp_path / "corpus.db.bak-repair").exists()
    assert run_gali("check", "--db", db).exit_code == 0
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("UPDATE articles SET text = 'x' || text")
        conn.commit()
    lost = run_gali("check", "--repair", "--db", db)
    assert lost.exit_code == 4
    assert "id does not fit" in lost.stdout
