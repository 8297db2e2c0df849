"""What stands beside the code for those who cite, release or run it agrees with the code."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

import gali
from gali.cli.app import app

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy").iterdir())
INSTALLED = "/srv/gali/venv/bin/gali"


def test_the_citation_names_this_version_and_licence() -> None:
    lines = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z-]+: ", line))
    assert facts["cff-version"] == "1.2.0"
    assert facts["version"] == gali.__version__
    assert facts["license"] == "Apache-2.0"
    assert {"message", "title", "type"} <= facts.keys()
    assert "authors:" in lines


def test_the_changelog_has_the_usual_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= kinds
    releases = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert releases[0] == "[Unreleased]"
    form = r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d"
    assert [name for name in releases[1:] if not re.fullmatch(form, name)] == []


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_units(unit: Path, tmp_path: Path) -> None:
    if which("systemd-analyze") is None:
        pytest.skip("no systemd on this machine")
    for each in UNITS:
        text = each.read_text(encoding="utf-8").replace(INSTALLED, sys.executable)
        (tmp_path / each.name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / unit.name],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stderr.splitlines() if unit.name in line] == []
    assert done.returncode == 0, done.stderr


def test_the_units_call_commands_that_there_are() -> None:
    texts = [path.read_text(encoding="utf-8") for path in UNITS]
    commands = [line for text in texts for line in re.findall(r"^ExecStart=(.+)$", text, re.M)]
    assert len(commands) == 3
    for command in commands:
        program, *words = shlex.split(command)
        assert program == INSTALLED
        assert _ends_in_a_verb(words), command


def _ends_in_a_verb(words: list[str]) -> bool:
    """Return whether words name a verb and options that it takes."""
    context = app.make_context("gali", words)
    command, rest = app, [*context._protected_args, *context.args]
    while hasattr(command, "resolve_command"):
        name, command, rest = command.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, rest, parent=context)
        rest = [*context._protected_args, *context.args]
    return not context.args
