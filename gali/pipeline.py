"""The one place where the packages meet: read articles, call a stage, write the results.

Every step is incremental and may be interrupted: what a transaction has committed stays, and the
same step run again goes on from there. Nothing is printed here. Extractor and models are imported
by the steps that need them, so that an import starts quickly.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.classification import write_classifications
from corpus.errors import InvalidRecordError
from corpus.reader import count_pending, iter_articles
from corpus.records import Article
from corpus.rows import iter_batches
from corpus.schema import transaction
from corpus.writer import (
    WriteReport,
    write_articles,
    write_extractions,
    write_sources,
)
from extract.version import EXTRACTOR
from gali.near_copies import link_near_copies
from gali.outlets import OutletRegister
from gali.progress import Watch, unwatched
from harvest.outlets.catalogue import load_sources
from harvest.outlets.manifest import SourceManifest
from harvest.problems import Problem

if TYPE_CHECKING:
    from gali.extraction import Crash, Extracted

# A batch is what a killed run may lose; smaller ones only cost more waiting for the disk.
ARTICLES_IN_A_BATCH = 200
_EXTRACTIONS_IN_A_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did.

    Attributes:
        n_new: Articles that the corpus did not have, copies among them.
        n_known: Articles that it had already.
        n_duplicates: New articles of which it had a copy.
        problems: What could not be read, or only in part; in order.
        n_forgotten: Articles left out because their address is to be forgotten.
    """

    n_new: int
    n_known: int
    n_duplicates: int
    problems: tuple[Problem, ...]
    n_forgotten: int = 0

    @property
    def n_failed(self) -> int:
        """Files and records of which nothing was imported."""
        return sum(not problem.kept for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractReport:
    """What an extraction did.

    Attributes:
        n_articles: Articles that were read.
        n_innovations: Innovations named in them.
        crashes: Articles on which the extractor failed; they stay pending.
    """

    n_articles: int
    n_innovations: int
    crashes: tuple[Crash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run of all stages did.

    Attributes:
        imported: The import; None if nothing was given to import.
        extracted: The extraction.
        n_innovations: Innovations in the corpus afterwards.
    """

    imported: ImportReport | None
    extracted: ExtractReport
    n_innovations: int


def run(
    conn: sqlite3.Connection,
    found: Iterable[Article | Problem] | None = None,
    *,
    sources: Iterable[SourceManifest] | None = None,
    jobs: int = 1,
    again: bool = False,
    watch: Watch = unwatched,
) -> RunReport:
    """Import articles, link near-copies, extract what is new, gather mentions into innovations.

    Args:
        conn: A corpus that can be written.
        found: Articles to import, and what could not be read; None to go on with the corpus.
        sources: The outlets that are known; None for those that come with gali.
        jobs: Number of processes that extract.
        again: Whether to extract all articles anew.
        watch: Told of each article and mention.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    imported = None
    if found is not None:
        imported = import_articles(conn, found, sources=sources, watch=watch)
    link_near_copies(conn, watch=watch)
    extracted = extract_pending(conn, jobs=jobs, again=again, watch=watch)
    return RunReport(imported=imported, extracted=extracted, n_innovations=link(conn, watch=watch))


def import_articles(
    conn: sqlite3.Connection,
    found: Iterable[Article | Problem],
    *,
    sources: Iterable[SourceManifest] | None = None,
    watch: Watch = unwatched,
) -> ImportReport:
    """Write articles into the corpus, a batch at a time; problems are gathered.

    Known outlets go into the corpus together with the first article of theirs.

    Args:
        conn: A corpus that can be written.
        found: Articles and what could not be read; gone through lazily.
        sources: The outlets that are known; None for those that come with gali.
        watch: Told of each.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    problems: list[Problem] = []
    outlets = OutletRegister(load_sources() if sources is None else sources)
    reports = [
        _write_batch(conn, batch, problems, outlets)
        for batch in iter_batches(watch(found, "Importing"), ARTICLES_IN_A_BATCH)
    ]
    return ImportReport(
        n_new=sum(report.n_new for report in reports),
        n_known=sum(report.n_known for report in reports),
        n_duplicates=sum(report.n_duplicates for report in reports),
        n_forgotten=sum(report.n_forgotten for report in reports),
        problems=tuple(problems),
    )


def extract_pending(
    conn: sqlite3.Connection, *, jobs: int = 1, again: bool = False, watch: Watch = unwatched
) -> ExtractReport:
    """Extract the articles that this version of the extractor has not read yet.

    Args:
        conn: A corpus that can be written.
        jobs: Number of processes.
        again: Whether to read all articles anew.
        watch: Told of each article.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    from gali.extraction import iter_extracted

    n_articles = n_innovations = 0
    crashes: list[Crash] = []
    pending_for = None if again else EXTRACTOR
    articles = iter_articles(conn, pending_for=pending_for)
    originals = (article for article in articles if article.duplicate_of is None)
    results = watch(
        iter_extracted(originals, jobs), "Extracting", lambda: count_pending(conn, pending_for)
    )
    for batch in iter_batches(results, _EXTRACTIONS_IN_A_BATCH):
        written = _write_extractions(conn, batch, crashes)
        n_articles += len(written)
        n_innovations += sum(len(result.extraction.innovations) for result in written)
    return ExtractReport(n_articles=n_articles, n_innovations=n_innovations, crashes=tuple(crashes))


def link(conn: sqlite3.Connection, *, watch: Watch = unwatched) -> int:
    """Gather all mentions into innovations and return how many there are.

    What people decided holds: merges and splits bind linkage, corrections are written again.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    from gali.relating import relate
    from gali.reviewing.applying import apply_pending, read_log
    from gali.reviewing.rebuilding import rebuild_innovations

    n_innovations = rebuild_innovations(conn, read_log(conn), watch=watch)
    apply_pending(conn)  # what was decided in the meantime
    relate(conn, watch=watch)
    return n_innovations


def _write_batch(
    conn: sqlite3.Connection,
    batch: list[Article | Problem],
    problems: list[Problem],
    outlets: OutletRegister,
) -> WriteReport:
    """Write the articles of a batch and their outlets; what is refused becomes a problem."""
    problems += [entry for entry in batch if isinstance(entry, Problem)]
    articles = [outlets.settle(entry) for entry in batch if isinstance(entry, Article)]
    try:
        report = write_articles(conn, articles)
    except InvalidRecordError:
        report, articles = _write_one_by_one(conn, articles, problems)
    if known := outlets.new_sources(articles):
        write_sources(conn, known)
    return report


def _write_one_by_one(
    conn: sqlite3.Connection, articles: list[Article], problems: list[Problem]
) -> tuple[WriteReport, list[Article]]:
    """Write articles singly, so that one bad record does not take its batch with it.

    Returns:
        What was done, and the articles that were taken.
    """
    n_new = n_known = n_duplicates = n_forgotten = 0
    taken = []
    for article in articles:
        try:
            report = write_articles(conn, [article])
        except InvalidRecordError as error:
            place = article.origin or article.id
            problems.append(Problem(place, article.external_id, error.what, error.mend))
            continue
        taken.append(article)
        n_new += report.n_new
        n_known += report.n_known
        n_duplicates += report.n_duplicates
        n_forgotten += report.n_forgotten
    return WriteReport(n_new, n_known, n_duplicates, n_forgotten), taken


def _write_extractions(
    conn: sqlite3.Connection, batch: list[Extracted | Crash], crashes: list[Crash]
) -> list[Extracted]:
    """Write the results of a batch and return those that were taken."""
    from gali.extraction import Crash, Extracted

    crashes += [result for result in batch if isinstance(result, Crash)]
    results = [result for result in batch if isinstance(result, Extracted)]
    try:
        _write_extracted(conn, results)
    except InvalidRecordError:
        return [result for result in results if _write_singly(conn, result, crashes)]
    return results


def _write_singly(conn: sqlite3.Connection, result: Extracted, crashes: list[Crash]) -> bool:
    """Write one result; return whether the corpus took it."""
    from gali.extraction import Crash

    try:
        _write_extracted(conn, [result])
    except InvalidRecordError as error:
        crashes.append(Crash(article=result.article, reason=error.what))
        return False
    return True


def _write_extracted(conn: sqlite3.Connection, results: Sequence[Extracted]) -> None:
    """Write extractions and what the classifiers said of them, together."""
    from gali.reclassifying import iter_classifications

    with transaction(conn):
        write_extractions(conn, [(r.extraction, r.sectors) for r in results])
        write_classifications(conn, iter_classifications(results))
