"""The frame of the command line: quick help, errors for people, exit codes."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from unwatched import UNWATCHED

from corpus.errors import GaliError
from gali.cli.app import Gali, app
from gali.cli.reference import iter_verbs
from gali.cli.verb import LOOK, Verb

GALI = [sys.executable, "-m", "gali"]
HEAVY = (
    "spacy numpy rich sqlite_utils sqlite3 trafilatura lxml w3lib rapidfuzz multiprocessing".split()
)
VERBS = dict(iter_verbs())
# Of the processor: a tenth of a second on a quiet machine, more on one that does much else.
HELP_SECONDS = 0.35


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_help_comes_quickly() -> None:
    assert min(_seconds("--help") for _ in range(5)) < HELP_SECONDS


def _seconds(*arguments: str) -> float:
    """Return the processor time of one call; the clock would count what else the machine does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*GALI, *arguments], check=True, capture_output=True, env=UNWATCHED)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_no_help_loads_anything_heavy() -> None:
    lines = [[*path.split()[1:], "--help"] for path in ("gali", *VERBS)]
    code = (
        "import sys\nfrom gali.cli.app import app\n"
        f"for line in {lines!r}:\n"
        "    try: app(line, prog_name='gali')\n"
        "    except SystemExit: pass\n"
        "print('MODULES', *sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=UNWATCHED)
    assert done.stdout.count("Usage: gali") == len(lines)
    loaded = done.stdout.split("MODULES")[1].split()
    assert not [name for name in HEAVY if name in loaded]


@pytest.mark.parametrize("path", VERBS)
def test_every_verb_has_help_and_an_example_that_calls_it(path: str) -> None:
    result = _run(*path.split()[1:], "--help")
    assert result.exit_code == 0
    assert "Example" in result.output
    assert VERBS[path].examples
    assert all(path.split()[-1] in example for example in VERBS[path].examples)


@pytest.mark.parametrize("path", [path for path in VERBS if path.count(" ") == 1])
def test_the_list_of_verbs_says_in_one_line_what_each_does(path: str) -> None:
    name = path.split()[1]
    width = max(len(verb.split()[1]) for verb in VERBS)
    line = f"{name:<{width}}   {VERBS[path].get_short_help_str(200)}\n"
    assert line in _run("--help").output


@pytest.mark.parametrize(
    "arguments", [["no-such-verb"], ["config", "show", "--no-such-option"], ["evaluate"]]
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


def test_flags_are_taken_before_and_after_the_verb(tmp_path: Path) -> None:
    before = _run("--db", str(tmp_path / "a.db"), "stats")
    after = _run("stats", "--db", str(tmp_path / "a.db"))
    assert "a.db" in before.output
    assert before.output == after.output


@pytest.fixture
def failing() -> Gali:
    """The same frame with verbs that fail in one way each."""

    class Failing(Gali):
        def get_command(self, _ctx: click.Context, cmd_name: str) -> Verb | None:
            errors = {
                "ours": GaliError("bad\x1b[31m file", where="a.txt", mend="Mend it."),
                "disk": OSError(28, "No space left on device", "corpus.db"),
                "ctrl-c": KeyboardInterrupt(),
                "fault": ZeroDivisionError("a fault of the program"),
            }
            if cmd_name not in errors:
                return None

            @click.command(cmd_name, cls=Verb, section=LOOK, examples=[f"gali {cmd_name}"])
            def command() -> None:
                raise errors[cmd_name]

            assert isinstance(command, Verb)
            return command

    return Failing("gali")


@pytest.mark.parametrize(
    ("verb", "code", "message"),
    [
        ("ours", 1, "Error: a.txt: bad\\x1b[31m file\n  Mend it.\n"),
        ("disk", 1, "Error: corpus.db: No space left on device\n"),
        ("ctrl-c", 130, "Interrupted"),
    ],
)
def test_an_expected_failure_is_told_without_a_traceback(
    failing: Gali, verb: str, code: int, message: str
) -> None:
    result = CliRunner().invoke(failing, [verb])
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


def test_a_fault_of_the_program_is_not_hidden(failing: Gali) -> None:
    result = CliRunner().invoke(failing, ["fault"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = (
        f"{sys.executable} -m gali.cli.reference | head -1; {' '.join(GALI)} config show | true"
    )
    done = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
