"""What the documentation says is so: its commands work, its generated pages are fresh.

A command stands in a block marked ``console`` on a line of its own, after ``$``. It must parse;
if it needs nothing but the sample corpus (``demo.db``) and comes to an end by itself, it is run.
Python examples are run.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gali.cli.app import app
from gali.cli.reference import iter_verbs, reference

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
_OPERATORS = {"|", ">", ">>", "<", "&&", ";", "||", "&"}
_ENDLESS = "gali serve"
VERBS = dict(iter_verbs())


@dataclass(frozen=True)
class Command:
    """A command line as a page prints it."""

    page: str
    line: str

    @property
    def parts(self) -> list[list[str]]:
        """The words of each program in the line; redirections and comments are left out."""
        lexer = shlex.shlex(self.line, posix=True, punctuation_chars="|&;<>")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        parts: list[list[str]] = [[]]
        for word in lexer:
            if word in _OPERATORS:
                parts.append([])
            else:
                parts[-1].append(word)
        return [part for part in parts if part]


def _commands(page: Path) -> Iterator[Command]:
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("$ "):
                yield Command(str(page.relative_to(ROOT)), line.removeprefix("$ "))


COMMANDS = [command for page in PAGES for command in _commands(page)]
PYTHON = [block for page in PAGES for block in _PYTHON.findall(page.read_text(encoding="utf-8"))]
EXAMPLES = [Command(path, line) for path, verb in VERBS.items() for line in verb.examples]
RUNNABLE = [
    command
    for command in COMMANDS
    if "demo.db" in command.line
    if not command.line.startswith(_ENDLESS)
    if [Path(program).name for program, *_ in command.parts] == ["gali"]
]


def _parse(arguments: list[str]) -> None:
    """Parse a command line as Click does, without calling the verb."""
    context = app.make_context("gali", arguments)
    command: click.Command = app
    while isinstance(command, click.Group):
        rest = [*context._protected_args, *context.args]
        if not rest and command.invoke_without_command:
            return
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None
        context = found.make_context(name, rest, parent=context)
        command = found


@pytest.mark.parametrize("command", [*COMMANDS, *EXAMPLES], ids=lambda command: command.line)
def test_every_command_parses(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    targets = _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    for path, *arguments in command.parts:
        program = Path(path).name
        if program == "make":
            assert {word for word in arguments if "=" not in word} <= set(targets)
        elif program == "gali":
            for word in arguments:
                if re.fullmatch(r"[\w/.-]+\.(jsonl|csv|txt)", word):
                    (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)
                    (tmp_path / word).touch()
            _parse(arguments)


def test_commands_are_found_in_the_readme() -> None:
    assert any(command.page == "README.md" for command in COMMANDS)


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(app, ["demo", "--db", str(folder / "demo.db")])
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("command", RUNNABLE, ids=lambda command: command.line)
def test_commands_on_the_sample_corpus_work(
    command: Command, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo_folder)
    result = CliRunner().invoke(app, command.parts[0][1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("block", PYTHON, ids=[f"python-{n}" for n in range(len(PYTHON))])
def test_python_examples_run_on_the_sample_corpus(
    block: str, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo_folder)
    exec(compile(block, "example", "exec"), {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_house_lead_somewhere(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    inside = [link.partition("#")[0] for link in links if "://" not in link and link[0] != "#"]
    assert [link for link in inside if not (page.parent / link).exists()] == []


def test_the_reference_of_commands_is_fresh() -> None:
    page = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert page == reference(), "run `make docs`"


@pytest.mark.parametrize("path", VERBS)
def test_the_reference_holds_every_command(path: str) -> None:
    assert f"### `{path}`" in reference()


@pytest.mark.parametrize("target", ["setup", "demo", "test", "check", "bench", "docs", "clean"])
def test_the_makefile_has_its_targets(target: str) -> None:
    assert target in _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))


def test_the_makefile_names_no_host() -> None:
    assert "://" not in (ROOT / "Makefile").read_text(encoding="utf-8")
