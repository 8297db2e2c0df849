"""Writes the stored pages of a corpus as web archives (WARC), which other programs read too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import gali
from corpus.errors import InvalidRecordError
from corpus.versions import iter_origins, iter_versions
from gali.progress import Watch, unwatched
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.manifest import SourceManifest
from harvest.problems import Problem
from harvest.warc.writing import WarcWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveReport:
    """What archiving did.

    Attributes:
        n_pages: Pages that were written.
        paths: The files, in order; empty if there was no page.
        problems: Pages that the corpus holds damaged.
    """

    n_pages: int
    paths: tuple[Path, ...]
    problems: tuple[Problem, ...]


def archive_pages(
    conn: sqlite3.Connection,
    folder: Path,
    *,
    sources: Iterable[SourceManifest] = (),
    only: SourceManifest | None = None,
    contact: str | None = None,
    watch: Watch = unwatched,
) -> ArchiveReport:
    """Write all stored pages into new files of a folder.

    Args:
        conn: A corpus.
        folder: Made if it does not exist; files in it are left alone.
        sources: The outlets that are known; needed for ``only``.
        only: Write the pages of this outlet alone; None writes all.
        contact: How to reach who made the archive; None leaves it out.
        watch: Told of each origin of pages.

    Raises:
        OSError: If the files cannot be written.
    """
    index, problems, n_pages = SourceIndex(sources), [], 0
    with WarcWriter(folder, version=gali.__version__, contact=contact) as writer:
        for origin in watch(iter_origins(conn), "Archiving"):
            if only is not None and index.of_url(origin) is not only:
                continue
            try:
                for page in iter_versions(conn, origin):
                    writer.write_page(page)
                    n_pages += 1
            except InvalidRecordError as error:
                problems.append(Problem(origin, None, error.what))
    return ArchiveReport(n_pages=n_pages, paths=writer.paths, problems=tuple(problems))
