"""Every test can fail: it asserts something itself, or calls a helper of the tests that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FILES = sorted(TESTS.rglob("*.py"))
TEST_FILES = [path for path in FILES if path.name.startswith("test_")]
FAILING_CALLS = {"raises", "warns", "fail", "assert_allclose"}  # of pytest and NumPy

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> Iterator[Function]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def _called(function: Function) -> set[str]:
    """The names of what a function calls, of methods the last one."""
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    names = (getattr(call, "attr", getattr(call, "id", "")) for call in calls)
    fixtures = (argument.arg for argument in function.args.args)
    return {*names, *fixtures}


def _asserts_itself(function: Function) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(function)) or bool(
        _called(function) & FAILING_CALLS
    )


@lru_cache(maxsize=1)
def _asserting_helpers() -> set[str]:
    """The names of the helpers and fixtures of all tests that assert, themselves or by others."""
    helpers = [function for path in FILES for function in _functions(path)]
    helpers = [function for function in helpers if not function.name.startswith("test_")]
    names = {function.name for function in helpers if _asserts_itself(function)}
    while more := {f.name for f in helpers if _called(f) & names} - names:
        names |= more
    return names


@pytest.mark.parametrize("path", TEST_FILES, ids=lambda path: str(path.relative_to(TESTS)))
def test_every_test_asserts_something(path: Path) -> None:
    tests = [function for function in _functions(path) if function.name.startswith("test_")]
    assert tests or ".TestCase" in path.read_text(encoding="utf-8")  # made of states and rules
    idle = [
        test.name
        for test in tests
        if not _asserts_itself(test) and not _called(test) & _asserting_helpers()
    ]
    assert idle == []
