"""Which of the names that a user gives are shards, and which files are to become some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.digests import file_digest
from corpus.errors import DatabaseRefusedError, GaliError, UnreadableFileError
from corpus.shards.folder import insist_on_whole, iter_shards
from corpus.shards.records import ShardMarker
from gali.progress import Watch, unwatched
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


def read_markers(
    folders: Iterable[Path], *, watch: Watch = unwatched
) -> tuple[dict[Path, ShardMarker], list[GaliError]]:
    """Return the shards that are whole, in order, with their markers, and why others are not.

    Args:
        folders: Shards, or folders of shards.
        watch: Told of each shard.
    """
    shards = [shard for folder in folders for shard in iter_shards(folder)]
    whole: dict[Path, ShardMarker] = {}
    damaged: list[GaliError] = []
    for shard in watch(shards, "Checking", lambda: len(shards)):
        try:
            whole[shard] = insist_on_whole(shard)
        except (DatabaseRefusedError, UnreadableFileError) as error:
            damaged.append(error)
    return whole, damaged


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
    return list({file_digest(path): path for path in reversed(paths)}.values())
