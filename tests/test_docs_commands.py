"""The commands and the Python that the documentation prints work: they are run.

A command stands in a block marked ``console`` on a line of its own, after ``$``. The commands of a
page are run one after the other, as a reader would, in a folder that holds the sample corpus under
the names that pages use, and a few articles. What is not run has its reason in ``NOT_RUN``.
"""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import click
import pytest
from click.testing import CliRunner

from gali.cli.app import app
from gali.cli.reference import iter_verbs

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^( *)```console\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^( *)```sh\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
_OPERATORS = {"|", ">", ">>", "<", "&&", ";", "||", "&"}

NOT_RUN = {
    r"make ": "the targets are steps of the checks themselves",
    r"gali demo$": "made the sample corpus of this test",
    r"gali serve ": "stays until it is ended; tests/gali/web",
    r"gali harvest (run|check|snapshot|sources add) ": "asks the network; tests/gali/crawl",
    r"gali train ": "takes minutes, and writes over what is shipped; tests/models",
    r"gali evaluate .*--cross-validate": "takes minutes; tests/models",
    r"gali evaluate .*--by pattern": "the same again, counted otherwise; tests/gali",
    r"gali harvest import CC-NEWS": "an archive of gigabytes",
}
# What a reader finds only in a corpus of their own.
EMPTY_IN_THE_SAMPLE = (
    "gali copies shards/ -o copies.jsonl",
    "gali harvest archive --out archive/ --source jatengprov",
    "gali reference coverage --part possible --region jateng --limit 0 --db news.db",
)
CORPORA = ("corpus.db", "news.db", "jateng.db", "colleague.db")
ARTICLE = """Puskesmas Melati Juara Pertama

Juara pertama diraih Puskesmas Melati dengan inovasi Sapu Jagat (Satu Puskesmas Jaga Sehat).
"""
OTHER_ARTICLE = """Banyumas Luncurkan Bank Sampah Digital

Dinas Lingkungan Hidup Kabupaten Banyumas meluncurkan inovasi Basamas (Bank Sampah Banyumas).
Lewat Basamas sampah warga dijemput di rumah.
"""
LIST = """Judul Inovasi,UPP,Kabupaten
GKBATS,Dinas Pendidikan,Kab. Brebes
Rumah Angin,Dinas Perhubungan,Kab. Brebes
"""


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

    @property
    def is_run(self) -> bool:
        """Whether it comes to an end by itself, soon, and without the network."""
        return not any(re.match(pattern, self.line) for pattern in NOT_RUN)


def _commands(page: Path) -> Iterator[Command]:
    name, text = str(page.relative_to(ROOT)), page.read_text(encoding="utf-8")
    for _, block in _BLOCK.findall(text):
        for line in dedent(block).replace("\\\n", " ").splitlines():
            assert line.startswith("$ "), f"{name}: no command: {line}"
            yield Command(name, line.removeprefix("$ "))


def _shell_lines(page: Path) -> Iterator[Command]:
    for _, block in _SHELL.findall(page.read_text(encoding="utf-8")):
        for line in dedent(block).splitlines():
            if line.startswith("gali "):
                yield Command(str(page.relative_to(ROOT)), line)


COMMANDS = [command for page in PAGES for command in _commands(page)]
SHELL_LINES = [command for page in PAGES for command in _shell_lines(page)]
EXAMPLES = [Command(path, line) for path, verb in iter_verbs() for line in verb.examples]
PYTHON = [block for page in PAGES for block in _PYTHON.findall(page.read_text(encoding="utf-8"))]
PAGES_TO_RUN = sorted({command.page for command in COMMANDS if command.is_run})


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


@pytest.mark.parametrize(
    "command", [*COMMANDS, *SHELL_LINES, *EXAMPLES], ids=lambda command: command.line
)
def test_every_command_parses(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    targets = _TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8"))
    for path, *arguments in command.parts:
        program = Path(path).name
        if program == "make":
            assert {word for word in arguments if "=" not in word} <= set(targets)
        elif program == "gali" and arguments != ["--version"] and "--help" not in arguments:
            for word in arguments:
                if re.fullmatch(r"[\w/.-]+\.(jsonl|csv|txt)", word):
                    (tmp_path / word).parent.mkdir(parents=True, exist_ok=True)
                    (tmp_path / word).touch()
            _parse(arguments)


def test_every_reason_not_to_run_a_command_is_needed() -> None:
    lines = [command.line for command in COMMANDS]
    assert [p for p in NOT_RUN if not any(re.match(p, line) for line in lines)] == []
    assert set(EMPTY_IN_THE_SAMPLE) <= set(lines)


def _expand(word: str) -> list[str]:
    """Return the files that a pattern stands for, as a shell does; else the word itself."""
    found = sorted(map(str, Path().glob(word))) if "*" in word else []
    return found or [word]


def _run(line: str) -> tuple[int, str]:
    """Run the ``gali`` of a line in the current folder; return its exit code and what it wrote."""
    words = Command("", line).parts[0]
    arguments = [path for word in words[1:] for path in _expand(word)]
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample corpus, and with files of the names that pages use."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert _run("gali demo --db demo.db")[0] == 0
        assert _run("gali sample 12 --format jsonl -o annotated.jsonl --db demo.db")[0] == 0
        assert _run("gali harvest archive --out news --db demo.db")[0] == 0
    for name in CORPORA:
        shutil.copy(folder / "demo.db", folder / name)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles").mkdir()
    (folder / "articles/melati.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles/basamas.txt").write_text(OTHER_ARTICLE, encoding="utf-8")
    (folder / "news.csv").write_text("judul,isi\nInovasi Baru,Isi berita.\n", encoding="utf-8")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("basamas.txt", OTHER_ARTICLE)
    for name in ("inolan.csv", "top99.csv"):
        (folder / name).write_text(LIST, encoding="utf-8")
    (folder / "gali/demo").mkdir(parents=True)
    shutil.copy(ROOT / "gali/demo/gold.jsonl", folder / "gali/demo/gold.jsonl")
    return folder


@pytest.fixture
def desk(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own with everything of the shelf, where commands are run."""
    shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GALI_DB", raising=False)
    return tmp_path


def _prepare(page: str, desk: Path) -> None:
    """Put there what two people brought who work together."""
    if page == "docs/sampling.md":
        for name in ("ani.jsonl", "budi.jsonl"):
            shutil.copy(ROOT / "gali/demo/gold.jsonl", desk / name)
    elif page == "docs/review.md":
        assert _run("gali review accept GKBATS --by Budi --db colleague.db")[0] == 0
        assert _run("gali review export -o budi.jsonl --db colleague.db")[0] == 0


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES_TO_RUN)
def test_the_commands_of_a_page_work_one_after_the_other(page: str, desk: Path) -> None:
    _prepare(page, desk)
    for command in COMMANDS:
        if command.page == page and command.is_run:
            exit_code, output = _run(command.line)
            expected = 3 if command.line in EMPTY_IN_THE_SAMPLE else 0
            assert exit_code == expected, f"$ {command.line}\n{output}"


@pytest.mark.parametrize("block", PYTHON, ids=[f"python-{n}" for n in range(len(PYTHON))])
def test_python_examples_run_on_the_sample_corpus(
    block: str, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shelf)
    exec(compile(block, "example", "exec"), {})
