"""The notebooks of the documentation run, from the articles that gali ships to their figures.

Needs the extra ``notebook``; without it this file is passed over (``make test-notebook`` has it).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")
pytest.importorskip("networkx")
pytest.importorskip("pandas")

NOTEBOOKS = Path(__file__).parents[1] / "docs/notebooks"
_PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the notebook was run from beginning to end, with nothing in it before."""
    folder = tmp_path_factory.mktemp("notebook")
    notebook = folder / "diffusion.ipynb"
    notebook.write_bytes((NOTEBOOKS / "diffusion.ipynb").read_bytes())
    # A process of its own: the kernel's sockets and loops are no concern of the other tests.
    ran = subprocess.run(
        [Path(sys.executable).with_name("jupyter-execute"), "--timeout=300", "--inplace", notebook],
        cwd=folder,
        env={k: v for k, v in os.environ.items() if k != "GALI_DB"} | {"MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sectors-by-year", "diffusion", "network"])
def test_the_notebook_saves_its_figures(folder: Path, name: str) -> None:
    assert (folder / f"figures/{name}.png").read_bytes().startswith(_PNG)


@pytest.mark.slow
def test_the_notebook_counts_what_the_bundled_articles_hold(folder: Path) -> None:
    cells = json.loads((folder / "diffusion.ipynb").read_text(encoding="utf-8"))["cells"]
    tables = [
        "".join(output["data"]["text/plain"])
        for cell in cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "execute_result"
    ]
    number = next(line.split()[-1] for line in tables[0].splitlines() if "innovations" in line)
    assert int(number) > 300


def test_notebooks_are_kept_without_outputs() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells), path
