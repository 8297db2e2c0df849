"""``gali --version`` names all that a result depends on."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from click.testing import CliRunner
from unwatched import UNWATCHED

import gali
from corpus.vocabulary import regions
from gali.cli.app import app
from gali.versions import MODELS, _digest, read_versions

HEAVY = ("numpy", "spacy", "sklearn", "trafilatura", "rich")


def _shipped_models() -> set[Path]:
    """The files of trained models in the packages."""
    extract, models = (Path(str(files(name))) / "data" for name in ("extract", "models"))
    return {
        path
        for folder in (extract / "models", models / "trained")
        for path in folder.iterdir()
        if path.suffix != ".md"
    } | {models / "linkage_model.json"}


def test_it_tells_program_python_sqlite_data_and_every_model() -> None:
    lines = CliRunner().invoke(app, ["--version"]).output.splitlines()
    assert [line.rsplit("(")[0].rsplit(maxsplit=1)[0] for line in lines] == list(read_versions())
    assert lines[0] == f"gali {gali.__version__}"
    assert f"({len(regions())} regions, " in lines[3]
    told = [line for line in lines if line.startswith("model of ")]
    assert len(told) == len(MODELS) == 5
    assert all(re.fullmatch(r"model of [a-z]+ [0-9a-f]{8}( \([\w/@-]+\))?", line) for line in told)
    assert "(sector@1)" in " ".join(told)


def test_every_file_of_a_model_counts_in_one_version() -> None:
    counted = [
        path
        for package, patterns in MODELS.values()
        for path in (Path(str(files(package))) / "data").rglob("*")
        if any(path.match(pattern) for pattern in patterns)
    ]
    assert sorted(counted) == sorted(_shipped_models())


def test_other_weights_are_another_version() -> None:
    digests = {_digest(*of) for of in MODELS.values()}
    assert len(digests) == len(MODELS)
    assert _digest("models", ("sector.json",)) != _digest("models", ("sector.json", "sector.npz"))


def test_nothing_heavy_is_loaded_to_tell_versions() -> None:
    code = (
        "import sys\nfrom gali.cli.app import app\n"
        "try: app(['--version'], prog_name='gali')\n"
        "except SystemExit: print('MODULES', *sys.modules)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=UNWATCHED)
    loaded = done.stdout.split("MODULES")[1].split()
    assert "gali.versions" in loaded
    assert not [name for name in HEAVY if name in loaded]
