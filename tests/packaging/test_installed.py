"""The wheel in an empty environment, far from the checkout, does what the first page promises."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gali

if TYPE_CHECKING:
    from conftest import Distributions

LOCK = Path(__file__).parents[2] / "requirements" / "lock.txt"
NEWS = "Puskesmas Melati Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa)."


def _clean_environment(**more: str) -> dict[str, str]:
    """Return an environment in which nothing leads to the checkout."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | more


@dataclass(frozen=True)
class Installed:
    """gali, as somebody installed it, and a folder to work in, in which an article lies."""

    program: Path
    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder."""
        return subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=_clean_environment(HOME=str(self.folder)),
            capture_output=True,
            text=True,
            check=False,
        )


def _install(command: Sequence[str | Path], folder: Path, **environment: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env=_clean_environment(**environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _by_pip(wheel: Path, folder: Path) -> Path:
    """Install into an empty virtual environment."""
    _install([sys.executable, "-m", "venv", "venv"], folder)
    python = folder / "venv" / "bin" / "python"
    _install([python, "-m", "pip", "install", "--quiet", "--constraint", LOCK, wheel], folder)
    return python.with_name("gali")


def _by_uv(wheel: Path, folder: Path) -> Path:
    """Install as a tool of uv, into a home of its own."""
    uv = Path(sys.executable).with_name("uv")
    _install(
        [uv, "tool", "install", "--python", sys.executable, "--constraints", LOCK, wheel],
        folder,
        UV_TOOL_DIR=str(folder / "tools"),
        UV_TOOL_BIN_DIR=str(folder / "bin"),
    )
    return folder / "bin" / "gali"


def _by_pipx(wheel: Path, folder: Path) -> Path:
    """Install with pipx, into a home of its own."""
    constraint = f"--pip-args=--constraint {LOCK}"
    _install(
        [sys.executable, "-m", "pipx", "install", "--python", sys.executable, constraint, wheel],
        folder,
        PIPX_HOME=str(folder / "pipx"),
        PIPX_BIN_DIR=str(folder / "bin"),
        PIPX_MAN_DIR=str(folder / "man"),
    )
    return folder / "bin" / "gali"


INSTALLERS = {"pip": _by_pip, "uv": _by_uv, "pipx": _by_pipx}


@pytest.fixture(scope="module")
def installed(
    distributions: Distributions, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Installed]:
    """Return what gives gali as one of the installers installs it; each installs once."""
    known: dict[str, Installed] = {}

    def by(installer: str) -> Installed:
        if installer not in known:
            if installer != "pip":
                pytest.importorskip(installer, reason="needs the extra 'packaging'")
            folder = tmp_path_factory.mktemp(installer)
            (folder / "kabar.txt").write_text(NEWS + "\n", encoding="utf-8")
            program = INSTALLERS[installer](distributions.wheel, folder)
            known[installer] = Installed(program, folder)
        return known[installer]

    return by


@pytest.mark.parametrize("installer", INSTALLERS)
def test_it_tells_its_versions_extracts_and_refuses_what_is_not_there(
    installed: Callable[[str], Installed], installer: str
) -> None:
    its = installed(installer)
    assert its.run("--version").stdout.startswith(f"gali {gali.__version__}\n")
    extracted = its.run("extract", "kabar.txt")
    assert extracted.returncode == 0, extracted.stderr
    assert "Siaga Ibu Rutin Periksa" in extracted.stdout
    refused = its.run("extract", "no-such-file.txt")
    assert refused.returncode in (1, 2)
    assert "no-such-file.txt" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_first_page_can_be_followed(installed: Callable[[str], Installed]) -> None:
    its = installed("pip")
    for command in (
        ["demo", "--db", "demo.db"],
        ["search", "stunting", "--db", "demo.db"],
        ["check", "--db", "demo.db"],
        ["export", "csv", "package", "--db", "demo.db"],
    ):
        done = its.run(*command)
        assert done.returncode == 0, done.stderr
    assert (its.folder / "package" / "datapackage.json").exists()


def test_a_damaged_corpus_is_refused_in_words(installed: Callable[[str], Installed]) -> None:
    its = installed("pip")
    (its.folder / "damaged.db").write_bytes(b"no database at all" * 100)
    refused = its.run("search", "stunting", "--db", "damaged.db")
    assert refused.returncode == 1
    assert "damaged.db" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_the_pages_are_served_until_it_is_stopped(installed: Callable[[str], Installed]) -> None:
    its = installed("pip")
    assert its.run("run", "kabar.txt", "--db", "served.db").returncode == 0
    served = subprocess.Popen(
        [its.program, "serve", "--db", "served.db", "--port", "0"],
        cwd=its.folder,
        env=_clean_environment(HOME=str(its.folder)),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert served.stderr is not None
        address = next(filter(None, map(_address_in, served.stderr)))
        with urllib.request.urlopen(f"{address}/", timeout=30) as answer:
            assert answer.status == 200
            assert "gali" in answer.read().decode()
    finally:
        served.send_signal(signal.SIGINT)
        served.communicate(timeout=30)
    assert served.returncode in (0, 130)


def _address_in(line: str) -> str | None:
    """Return the address that a line tells, if it tells one."""
    found = re.search(r"http://[\w.:\[\]]+", line)
    return found[0] if found else None
