"""One input file in, one shard out: a pure function that any machine may run.

The same bytes, read in the same way by the same version, give the same shard under the same name,
wherever the file lies. A record that cannot be read is told in the shard and stops nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.errors import UnreadableFileError
from corpus.records import Article
from corpus.rows import iter_batches
from corpus.shards.folder import find_marker, sha256_of, write_shard
from corpus.shards.records import (
    MentionSector,
    ShardBatch,
    ShardExtraction,
    ShardInput,
    ShardMarker,
    ShardProblem,
)
from gali.extraction import Crash, Extracted, iter_extracted
from gali.versions import stage_versions
from harvest.files import read_inputs
from harvest.kinds import stem
from harvest.options import ReadOptions
from harvest.problems import Problem

_RECORDS_AT_A_TIME = 1_000
_DIGITS_OF_NAME = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardTask:
    """One input file and what is to be done with it.

    Attributes:
        path: The file.
        out: Folder in which shards are put; it must exist.
        reading: How the file is read.
        is_relevant_only: Whether articles that tell nothing of innovations are left out.
    """

    path: Path
    out: Path
    reading: ReadOptions = field(default_factory=ReadOptions)
    is_relevant_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardDone:
    """A shard that is there.

    Attributes:
        folder: Where.
        marker: What is in it.
        is_new: Whether it was made now; else it was there already.
    """

    folder: Path
    marker: ShardMarker
    is_new: bool


def make_shard(task: ShardTask) -> ShardDone:
    """Return the shard of an input file, made now unless it is there already.

    Raises:
        UnreadableFileError: If the file cannot be read at all; no shard is left then.
        ExportRefusedError: If pyarrow is not installed.
        OSError: If the shard cannot be written.
    """
    made_from = _input(task)
    folder = task.out / f"{stem(task.path.name)}-{made_from.sha256[:_DIGITS_OF_NAME]}"
    if (marker := _valid_marker(folder)) and marker.input == made_from:
        return ShardDone(folder=folder, marker=marker, is_new=False)
    marker = write_shard(folder, _iter_shard_batches(task), made_from)
    return ShardDone(folder=folder, marker=marker, is_new=True)


def _input(task: ShardTask) -> ShardInput:
    """Return what the shard of a task is made from."""
    try:
        sha256, n_bytes = sha256_of(task.path), task.path.stat().st_size
    except OSError as error:
        raise UnreadableFileError(
            f"it cannot be read: {error.strerror or error}",
            where=str(task.path),
            mend="Check the name and the permissions of the file.",
        ) from error
    return ShardInput(
        name=task.path.name,
        n_bytes=n_bytes,
        sha256=sha256,
        made_with=stage_versions(),
        options=_options(task),
    )


def _options(task: ShardTask) -> dict[str, str]:
    """Return the choices that change what is in a shard, by name."""
    reading = task.reading
    columns = ",".join(f"{name}={column}" for name, column in sorted(reading.columns.items()))
    chosen = {
        "kind": reading.kind,
        "columns": columns,
        "outlet": reading.outlet,
        "encoding": reading.encoding,
        "articles": "relevant" if task.is_relevant_only else None,
    }
    return {name: value for name, value in chosen.items() if value}


def _valid_marker(folder: Path) -> ShardMarker | None:
    """Return the marker of a shard; None if there is none that can be understood."""
    try:
        return find_marker(folder)
    except UnreadableFileError:
        return None


def _iter_shard_batches(task: ShardTask) -> Iterator[ShardBatch]:
    """Yield what the input holds, read and extracted."""
    found = read_inputs([task.path], options=task.reading)
    for batch in iter_batches(_at_home(found, task.path), _RECORDS_AT_A_TIME):
        problems = [_problem(entry) for entry in batch if isinstance(entry, Problem)]
        articles = [entry for entry in batch if isinstance(entry, Article)]
        yield _extracted_batch(articles, problems, task.is_relevant_only)


def _extracted_batch(
    articles: Iterable[Article], problems: list[ShardProblem], is_relevant_only: bool
) -> ShardBatch:
    """Return articles with what is found in them; those that crash the extractor without."""
    kept: list[Article] = []
    extractions: list[ShardExtraction] = []
    for result in iter_extracted(articles):
        if isinstance(result, Crash):
            problems.append(_crash_problem(result))
        elif is_relevant_only and not result.extraction.relevant:
            continue
        else:
            extractions.append(_shard_extraction(result))
        kept.append(result.article)
    return ShardBatch(
        articles=tuple(kept), extractions=tuple(extractions), problems=tuple(problems)
    )


def _at_home(found: Iterable[Article | Problem], path: Path) -> Iterator[Article | Problem]:
    """Yield what was found, with the input's base name for its path: shards know no folders."""
    given = str(path)
    for entry in found:
        origin = entry.origin or ""
        if origin.startswith(given):
            yield replace(entry, origin=path.name + origin[len(given) :])
        else:
            yield entry


def _shard_extraction(result: Extracted) -> ShardExtraction:
    """Return a result as it stands in a shard."""
    return ShardExtraction(
        extraction=result.extraction,
        sectors=tuple(
            MentionSector(local_id=local_id, prediction=prediction)
            for local_id, prediction in result.sectors.items()
        ),
    )


def _problem(problem: Problem) -> ShardProblem:
    """Return a problem of reading as it stands in a shard."""
    return ShardProblem(
        origin=problem.origin,
        place=problem.place,
        reason=problem.reason,
        mend=problem.mend,
        kept=problem.kept,
    )


def _crash_problem(crash: Crash) -> ShardProblem:
    """Return a failure of the extractor as it stands in a shard."""
    article = crash.article
    return ShardProblem(
        origin=article.origin or os.fspath(article.id),
        place=article.external_id or article.id,
        reason=f"the extractor failed: {crash.reason}",
        mend=None,
        kept=True,
    )
