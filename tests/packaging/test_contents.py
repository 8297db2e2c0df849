"""The wheel holds all that the packages have: code, data, templates, pictures, models, licences."""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Distributions

ROOT = Path(__file__).parents[2]
PACKAGES = ("corpus", "harvest", "extract", "models", "gali")


def _kept_files(*folders: str) -> set[str]:
    """The files that git keeps, or will keep, below some folders."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return {name for name in listed.splitlines() if (ROOT / name).is_file()}


def _digests(wheel: Path) -> dict[str, str]:
    """A wheel's files by name, with what stands for their content."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}


def test_every_file_of_the_packages_is_in_the_wheel_and_nothing_else(
    distributions: Distributions,
) -> None:
    shipped = {name for name in _digests(distributions.wheel) if ".dist-info/" not in name}
    assert shipped == _kept_files(*PACKAGES)
    assert {Path(name).suffix for name in shipped} >= {
        ".css", ".csv", ".html", ".js", ".json", ".jsonl", ".npz", ".sql", ".toml", ".typed",
    }  # fmt: skip


def test_the_source_archive_builds_the_same_wheel(distributions: Distributions) -> None:
    assert _digests(distributions.second_wheel) == _digests(distributions.wheel)


def test_the_source_archive_holds_all_that_is_kept(distributions: Distributions) -> None:
    with tarfile.open(distributions.source) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    assert names - {"PKG-INFO"} == _kept_files()


def test_the_wheel_carries_the_licences_of_code_and_data(distributions: Distributions) -> None:
    digests = _digests(distributions.wheel)
    (metadata,) = (name for name in digests if name.endswith(".dist-info/METADATA"))
    with zipfile.ZipFile(distributions.wheel) as archive:
        fields = message_from_bytes(archive.read(metadata))
        folder = metadata.removesuffix("METADATA") + "licenses/"
        for name in ("LICENSE", "corpus/data/LICENSE-data.md"):
            assert archive.read(folder + name) == (ROOT / name).read_bytes()
    assert fields["License-Expression"] == "Apache-2.0"
    assert set(fields.get_all("License-File", [])) == {"LICENSE", "corpus/data/LICENSE-data.md"}
