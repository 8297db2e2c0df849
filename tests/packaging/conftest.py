"""A source archive and wheels, built as for a release; passed over without the extra."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Distributions:
    """What is handed to strangers.

    Attributes:
        source: The source archive.
        wheel: The wheel that was built from the checkout.
        second_wheel: The wheel that was built from the source archive.
    """

    source: Path
    wheel: Path
    second_wheel: Path


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Distributions:
    """Build all three, each in a folder of its own."""
    pytest.importorskip("build", reason="needs the extra 'packaging'")
    pytest.importorskip("hatchling", reason="needs the extra 'packaging'")
    folder = tmp_path_factory.mktemp("dist")
    source = _build("--sdist", ROOT, folder / "source")
    with tarfile.open(source) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    return Distributions(
        source=source,
        wheel=_build("--wheel", ROOT, folder / "wheel"),
        second_wheel=_build("--wheel", unpacked, folder / "second"),
    )


def _build(what: str, project: Path, out: Path) -> Path:
    """Return the one file that was built."""
    command = [sys.executable, "-m", "build", "--no-isolation", what, "--outdir", out, project]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.iterdir()
    return built
