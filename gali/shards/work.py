"""One input file in, one shard out: a pure function that any machine may run.

The same bytes, read in the same way by the same version, give the same shard under the same name,
wherever the file lies. A record that cannot be read is told in the shard and stops nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.digests import file_digest
from corpus.errors import UnreadableFileError
from corpus.records import Article
from corpus.rows import iter_batches
from corpus.shards.folder import find_marker, write_shard
from corpus.shards.records import (
    MentionSector,
    ShardBatch,
    ShardExtraction,
    ShardInput,
    ShardMarker,
    ShardProblem,
    ShardSignature,
)
from gali.extraction import Crash, Extracted, iter_extracted
from gali.versions import stage_versions
from harvest.files import read_inputs
from harvest.kinds import stem
from harvest.near_copies import METHOD, shingles_of, sign_shingles
from harvest.options import ReadOptions
from harvest.problems import Problem

RECORDS_AT_A_TIME = 1_000
"""Records of an input that are held in memory."""

_DIGITS_OF_NAME = 12
_SIGNATURES = "signatures"


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
    made_from = describe_input(task)
    folder = shard_folder(task, made_from)
    if marker := find_done(folder, made_from):
        return ShardDone(folder=folder, marker=marker, is_new=False)
    batches = (
        _extracted_batch(batch, task.is_relevant_only)
        for batch in iter_batches(iter_found(task), RECORDS_AT_A_TIME)
    )
    marker = write_shard(folder, batches, made_from)
    return ShardDone(folder=folder, marker=marker, is_new=True)


def describe_input(task: ShardTask) -> ShardInput:
    """Return what the shard of a task is made from.

    Raises:
        UnreadableFileError: If the file cannot be read.
    """
    try:
        sha256, n_bytes = file_digest(task.path), task.path.stat().st_size
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
        made_with=stage_versions() | {_SIGNATURES: METHOD},
        options=_options(task),
    )


def shard_folder(task: ShardTask, made_from: ShardInput) -> Path:
    """Return where the shard of a task stands, or is to stand."""
    return task.out / f"{stem(task.path.name)}-{made_from.sha256[:_DIGITS_OF_NAME]}"


def find_done(folder: Path, made_from: ShardInput) -> ShardMarker | None:
    """Return the marker of a shard that was made from just this; None if there is none."""
    try:
        marker = find_marker(folder)
    except UnreadableFileError:
        return None
    return marker if marker and marker.input == made_from else None


def is_signed(marker: ShardMarker) -> bool:
    """Return whether a shard has signatures of its articles, made as they are made here."""
    return (
        marker.input.made_with.get(_SIGNATURES) == METHOD and "signatures.parquet" in marker.files
    )


def iter_found(task: ShardTask) -> Iterator[Article | Problem]:
    """Yield the articles of an input file and what could not be read, told by its base name."""
    given = str(task.path)
    for entry in read_inputs([task.path], options=task.reading):
        origin = entry.origin or ""
        if origin.startswith(given):
            yield replace(entry, origin=task.path.name + origin[len(given) :])
        else:
            yield entry


def shard_batch(
    results: Iterable[Extracted | Crash | Problem], is_relevant_only: bool
) -> ShardBatch:
    """Return results as rows of a shard; articles that crashed the extractor stay without any.

    Args:
        results: In the order of the input.
        is_relevant_only: Whether articles that tell nothing of innovations are left out.
    """
    articles: list[Article] = []
    extractions: list[ShardExtraction] = []
    problems: list[ShardProblem] = []
    for result in results:
        if isinstance(result, Problem):
            problems.append(_problem(result))
        elif isinstance(result, Crash):
            problems.append(_crash_problem(result))
            articles.append(result.article)
        elif result.extraction.relevant or not is_relevant_only:
            extractions.append(_shard_extraction(result))
            articles.append(result.article)
    return ShardBatch(
        articles=tuple(articles),
        extractions=tuple(extractions),
        problems=tuple(problems),
        signatures=tuple(map(sign_article, articles)),
    )


def sign_article(article: Article) -> ShardSignature:
    """Return the signature of an article."""
    return ShardSignature(article_id=article.id, signature=sign_shingles(shingles_of(article.text)))


def _extracted_batch(found: Iterable[Article | Problem], is_relevant_only: bool) -> ShardBatch:
    """Return the rows of what was found in a stretch of the input."""
    entries = list(found)
    results = iter_extracted(entry for entry in entries if isinstance(entry, Article))
    return shard_batch(
        (next(results) if isinstance(entry, Article) else entry for entry in entries),
        is_relevant_only,
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


def _shard_extraction(result: Extracted) -> ShardExtraction:
    """Return a result as it stands in a shard."""
    return ShardExtraction(
        extraction=result.extraction,
        sectors=tuple(
            MentionSector(local_id=local_id, prediction=prediction)
            for local_id, prediction in result.sectors.items()
        ),
        relevance=result.relevance,
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
