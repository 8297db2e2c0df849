"""Flag beats environment beats gali.toml beats the user's file beats the default."""

from __future__ import annotations

from pathlib import Path

import pytest

from gali.settings import InvalidSettingError, Settings, default_jobs, read_settings

LAYERS = ["flag", "environment (GALI_*)", "gali.toml", "config.toml", "default"]


def _read(folder: Path, flags: dict[str, object], env: dict[str, str] | None = None) -> Settings:
    return read_settings(
        flags, environment=env or {}, folder=folder, user_config=folder / "config.toml"
    )


@pytest.mark.parametrize("strongest", range(len(LAYERS)), ids=LAYERS)
def test_the_strongest_place_that_has_a_value_wins(tmp_path: Path, strongest: int) -> None:
    flags: dict[str, object] = {"jobs": 2} if strongest <= 0 else {"jobs": None}
    env = {"GALI_JOBS": "3"} if strongest <= 1 else {}
    if strongest <= 2:
        (tmp_path / "gali.toml").write_text("jobs = 4\n")
    if strongest <= 3:
        (tmp_path / "config.toml").write_text("jobs = 5\n")
    settings = _read(tmp_path, flags, env)
    assert settings.jobs == [2, 3, 4, 5, default_jobs()][strongest]
    assert settings.origins["jobs"].endswith(LAYERS[strongest])


def test_without_anything_the_corpus_is_in_the_working_folder(tmp_path: Path) -> None:
    settings = _read(tmp_path, {})
    assert settings.db == tmp_path / "corpus.db"
    assert not settings.quiet


def test_a_relative_path_in_a_file_starts_where_the_file_stands(tmp_path: Path) -> None:
    (tmp_path / "gali.toml").write_text('db = "data/news.db"\n')
    assert _read(tmp_path, {}).db == tmp_path / "data/news.db"


def test_the_own_outlets_are_beside_the_users_own_settings(tmp_path: Path) -> None:
    settings = _read(tmp_path, {})
    assert settings.sources_dir == tmp_path / "sources"
    assert settings.origins["sources_dir"] == "default"


def test_the_folder_of_own_outlets_may_be_set(tmp_path: Path) -> None:
    (tmp_path / "gali.toml").write_text('sources_dir = "koran"\n')
    assert _read(tmp_path, {}).sources_dir == tmp_path / "koran"
    assert _read(tmp_path, {}, {"GALI_SOURCES_DIR": "lain"}).sources_dir == tmp_path / "lain"


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    assert _read(tmp_path, {}, {"GALI_DB": ""}).origins["db"] == "default"


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("jobs = 0", "jobs must be a whole number"),
        ("jobs = true", "jobs must be a whole number"),
        ("jobs = 99999999999999999999", "jobs must be a whole number"),
        ('quiet = "perhaps"', "quiet must be true or false"),
        ("db = 3", "db must be a path"),
        ("delay_seconds = 0.5", "delay_seconds must be a number from 1"),
        ("delay_seconds = 3601", "delay_seconds must be a number from 1"),
        ("delay_seconds = nan", "delay_seconds must be a number from 1"),
        ("delay_seconds = true", "delay_seconds must be a number from 1"),
        ('delay_seconds = "soon"', "delay_seconds must be a number from 1"),
        ("contact = 3", "contact must be a text"),
        ('contact = "a\\nb"', "contact must be a text"),
        ("colour = 1", "no setting is called 'colour'"),
        ("jobs = ", "not valid TOML"),
    ],
)
def test_a_wrong_setting_is_refused_with_its_place(
    tmp_path: Path, content: str, complaint: str
) -> None:
    (tmp_path / "gali.toml").write_text(content)
    with pytest.raises(InvalidSettingError, match=r"gali\.toml") as error:
        _read(tmp_path, {})
    assert complaint in error.value.what


@pytest.mark.parametrize(("word", "expected"), [("1", True), ("yes", True), ("0", False)])
def test_switches_are_read_from_words(tmp_path: Path, word: str, expected: bool) -> None:
    assert _read(tmp_path, {}, {"GALI_QUIET": word}).quiet is expected
