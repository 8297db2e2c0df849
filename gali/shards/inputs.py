"""Which of the names that a user gives are shards, and which files are to become some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.shards.folder import iter_shards, sha256_of
from harvest.kinds import is_asset, stem


def split_shards(names: Iterable[str]) -> tuple[list[Path], list[str]]:
    """Return which names are shards or folders of shards, and the others as given."""
    shards: list[Path] = []
    others: list[str] = []
    for name in names:
        if any(iter_shards(Path(name))):
            shards.append(Path(name))
        else:
            others.append(name)
    return shards, others


def find_inputs(names: Iterable[str]) -> list[Path]:
    """Return the input files by path, each content of a name once.

    Two files of one name and content would be one shard, which two processes must not write.
    A name that does not exist is kept, so that it can be complained of where it is read.
    """
    alike: dict[tuple[str, int], list[Path]] = defaultdict(list)
    for path in sorted({path for name in names for path in _iter_files(Path(name))}):
        size = path.stat().st_size if path.is_file() else 0
        alike[stem(path.name), size].append(path)
    return sorted(path for group in alike.values() for path in _without_copies(group))


def _iter_files(path: Path) -> Iterator[Path]:
    """Yield a file, or those in a folder that are no mere parts of saved pages."""
    if not path.is_dir():
        yield path
        return
    for inner in path.rglob("*"):
        if inner.is_file() and not is_asset(inner.name):
            yield inner


def _without_copies(paths: list[Path]) -> list[Path]:
    """Return files without those whose bytes are those of an earlier one."""
    if len(paths) == 1:
        return paths
    return list({sha256_of(path): path for path in reversed(paths)}.values())
