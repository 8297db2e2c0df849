"""`gali forget`: what was asked to be taken out goes, and is not fetched or imported again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gali.cli.app import app

URL = "https://kabar.example/berita/1"
NEWS = [
    {
        "url": URL,
        "title": "Puskesmas Melati Juara",
        "text": "Puskesmas Melati meluncurkan inovasi Sapu Jagat (Satu Puskesmas Jaga Sehat).",
    },
    {
        "url": "https://lain.example/2",
        "title": "Sigap Diluncurkan",
        "text": "Dinkes Solok meluncurkan inovasi Sigap (Sistem Gawat Cepat Pasien).",
    },
]


def _gali(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["--db", str(folder / "c.db"), *words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = "".join(json.dumps(article) + "\n" for article in NEWS)
    (tmp_path / "news.jsonl").write_text(lines, encoding="utf-8")
    assert _gali(tmp_path, "run", str(tmp_path / "news.jsonl")).exit_code == 0
    return tmp_path


def test_it_is_gone_and_stays_gone(folder: Path) -> None:
    result = _gali(folder, "forget", URL, "--reason", "asked by the editor")
    assert result.exit_code == 0, result.output
    assert _gali(folder, "show", "Sapu Jagat").exit_code == 3
    assert _gali(folder, "show", "Sigap").exit_code == 0
    again = _gali(folder, "run", str(folder / "news.jsonl"))
    assert "0 new articles, 1 known already, 1 left out as forgotten." in again.stderr
    assert _gali(folder, "show", "Sapu Jagat").exit_code == 3
    assert _gali(folder, "check").exit_code == 0


def test_the_list_has_address_and_reason(folder: Path) -> None:
    _gali(folder, "forget", URL, "--reason", "asked by the editor")
    (line,) = _gali(folder, "forget", "--list").stdout.splitlines()
    told = json.loads(line)
    assert (told["address"], told["reason"], told["n_articles"]) == (URL, "asked by the editor", 1)


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    result = _gali(folder, "forget", URL, "--dry-run")
    assert result.exit_code == 0
    assert f"{URL}: 1 article" in result.stderr
    assert _gali(folder, "show", "Sapu Jagat").exit_code == 0
    assert _gali(folder, "forget", "--list").exit_code == 3


def test_of_several_places_none_goes_if_one_is_unknown(folder: Path) -> None:
    result = _gali(folder, "forget", URL, "a123")
    assert result.exit_code == 3
    assert "no article has the id 'a123'" in result.stderr.lower()
    assert _gali(folder, "show", "Sapu Jagat").exit_code == 0


def test_a_snapshot_of_a_forgotten_address_is_not_fetched(folder: Path) -> None:
    _gali(folder, "forget", URL)
    result = _gali(folder, "harvest", "snapshot", URL, "--contact", "me@kampus.example")
    assert result.exit_code == 1
    assert "taken out with gali forget" in result.stderr


@pytest.mark.parametrize("words", [[], [URL, "--list"]])
def test_either_places_or_the_list(folder: Path, words: list[str]) -> None:
    assert _gali(folder, "forget", *words).exit_code == 2


def test_no_corpus_is_made(tmp_path: Path) -> None:
    assert _gali(tmp_path, "forget", URL).exit_code == 1
    assert not (tmp_path / "c.db").exists()


def test_a_misspelt_verb_is_answered_with_the_verbs_near_it(tmp_path: Path) -> None:
    result = _gali(tmp_path, "forgett")
    assert result.exit_code == 2
    assert "Did you mean 'forget'?" in result.stderr
