"""The house stands as drawn: layers, and one home for each library."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "harvest", "extract", "models", "gali")
HOMES = {
    "click": {"gali"},
    "rich": {"gali"},
    "platformdirs": {"gali"},
    "spacy": {"extract"},
    "numpy": {"extract", "models"},
    "trafilatura": {"harvest"},
    "htmldate": {"harvest"},
    "selectolax": {"harvest"},
    "httpcore2": {"harvest"},
    "protego": {"harvest"},
    "feedparser": {"harvest"},
    "rensa": {"harvest"},
    "warcio": {"harvest"},
    "tomli_w": {"harvest"},
    "Sastrawi": {"corpus"},
    "sklearn": {"models"},
    "scipy": {"models"},
    "threadpoolctl": {"models"},
    "pyarrow": {"corpus", "harvest"},
    "pydantic": {"corpus"},
    "datatrove": {"gali"},
    "xlsxwriter": {"corpus"},
    "starlette": {"gali"},
    "jinja2": {"gali"},
    "uvicorn": {"gali"},
    "sqlite3": {"corpus", "gali"},
}
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60
SOURCES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    users = {path.relative_to(ROOT).parts[0] for path in SOURCES if library in _imports(path)}
    assert users <= HOMES[library]


def test_nothing_of_ours_imports_the_face() -> None:
    below = [path for path in SOURCES if path.relative_to(ROOT).parts[0] != "gali"]
    assert [str(path) for path in below if "gali" in _imports(path)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {str(p): n for p, n in lengths.items() if n > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_imports_go_round_in_a_circle() -> None:
    # Imports inside functions count too: a circle that waits for a call is still a circle.
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    order = TopologicalSorter(imports).static_order()  # raises CycleError and names the circle
    assert set(order) >= set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_hands_its_types_on(package: str) -> None:
    assert (ROOT / package / "py.typed").exists()


def test_tests_are_no_packages() -> None:
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_contract_names_every_room_of_the_corpus_that_stages_must_not_enter() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    forbidden = contracts["tool"]["importlinter"]["contracts"][1]["forbidden_modules"]
    # A package in the list stands for all modules in it.
    corpus = ROOT / "corpus"
    packages = {path.parent for path in corpus.glob("*/__init__.py")}
    rooms = {f"corpus.{path.stem}" for path in (*corpus.glob("[!_]*.py"), *packages)}
    assert rooms - set(forbidden) == {
        "corpus.errors",
        "corpus.identity",
        "corpus.records",
        "corpus.vocabulary",
    }
