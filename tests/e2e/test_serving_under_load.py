"""Readers and reviewers at once while the corpus is being written: no error, no lost decision."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "serving.py"


@pytest.fixture
def serving() -> ModuleType:
    """The load test of the benchmarks."""
    spec = importlib.util.spec_from_file_location("serving", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["serving"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_nothing_fails_and_nothing_is_lost(
    serving: ModuleType, demo_db: Path, tmp_path: Path
) -> None:
    db = Path(shutil.copy(demo_db, tmp_path / "corpus.db"))
    tally = serving.load(db, n_readers=6, n_reviewers=2, seconds=5.0)
    assert tally.failures == []
    assert len(tally.confirmed) > 1
    assert tally.statuses[200] > 10
    assert tally.n_runs >= 1
