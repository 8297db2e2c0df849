"""Another corpus, and the log of its reviews, taken into this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.connection import copy_into
from corpus.merging import MergeReport, insist_on_other, merge_corpus
from corpus.migrations import schema_version
from corpus.reviews.log import (
    find_review_log,
    import_decisions,
    open_log,
    read_decisions,
    review_log_path,
)
from corpus.schema import SCHEMA_VERSION, open_corpus

_MAGIC = b"SQLite format 3\0"


def is_database(path: Path) -> bool:
    """Return whether a file is an SQLite database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(len(_MAGIC)) == _MAGIC


def merge_file(conn: sqlite3.Connection, path: Path) -> tuple[MergeReport, int]:
    """Take the corpus of a file in, with the log of reviews beside it.

    Args:
        conn: The corpus that can be written.
        path: The other one; of an older version too. It is not changed.

    Returns:
        What was done, and how many decisions of the other's log were new.

    Raises:
        DatabaseRefusedError: If the file is no corpus, is newer, or cannot be read.
        InvalidRecordError: If it holds what breaks a rule, or is this corpus itself.
    """
    decisions = read_decisions(review_log_path(path))
    with _opened(path) as other:
        insist_on_other(conn, other)
        report = merge_corpus(conn, other)
    log_path = find_review_log(conn)
    if not decisions or log_path is None:
        return report, 0
    with open_log(log_path) as log:
        return report, import_decisions(log, decisions).n_new


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a corpus to read; one of an older version is copied and migrated first."""
    with closing(open_corpus(path, read_only=True, older=True)) as other:
        if schema_version(other) == SCHEMA_VERSION:
            yield other
            return
        with TemporaryDirectory(prefix="gali-") as folder:
            copy = Path(folder) / "corpus.db"
            copy_into(other, copy)
            with closing(open_corpus(copy)) as migrated:
                yield migrated
