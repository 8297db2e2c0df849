"""Takes another corpus in: two researchers' articles, pages and findings in one database.

The same corpus again changes nothing, and whichever of two is taken in by the other, the result
says the same: where both know an article, gaps are filled, and of two statements one is chosen by
what it says, never by who came first. All ids stay: those of innovations that only the other one
cites lead to where their mentions are. What a crawl remembers is left out; what is derived, such as
innovations and near-copies, is built anew by ``gali run``.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.connection import transaction
from corpus.errors import InvalidRecordError
from corpus.extraction_reader import read_extractions, read_predictions
from corpus.forgetting import find_forgettable, forget
from corpus.forgotten import is_forgotten, iter_forgotten
from corpus.reader import iter_articles, iter_sources, page_from_row
from corpus.records import Article, Extraction, Page, Source
from corpus.references.store import read_entries, read_lists, write_reference_list
from corpus.rows import (
    ARTICLE_COLUMNS,
    article_from_row,
    article_values,
    iter_batches,
    time_from_sql,
)
from corpus.versions import has_article, replace_articles
from corpus.writer import (
    mark_copies,
    write_articles,
    write_extractions,
    write_pages,
    write_sources,
)

_ROWS_AT_A_TIME = 200
_TOLD = ("url", "outlet", "external_id", "author", "origin")
_PRECISIONS = ("day", "month", "year")
_COPIED_INNOVATION = (
    *("id", "name", "other_names", "expansion", "description", "owner", "owner_type", "region"),
    *("sector", "year", "first_seen", "last_seen", "confidence", "status"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What taking a corpus in did.

    Attributes:
        n_new: Articles that this corpus did not have.
        n_known: Articles that it had already.
        n_pages: Pages that it did not have.
        n_extractions: Articles of which the other's findings were taken over.
    """

    n_new: int
    n_known: int
    n_pages: int
    n_extractions: int


def merge_corpus(conn: sqlite3.Connection, other: sqlite3.Connection) -> MergeReport:
    """Take another corpus in.

    Everything is written in batches of one transaction each; after an interruption, the same
    merge goes on where it was.

    Args:
        conn: The corpus that can be written.
        other: The other one, of the same version; it is only read.

    Raises:
        InvalidRecordError: If the other corpus holds what breaks a rule.
        DatabaseRefusedError: If a file is locked, damaged, the disk full, …
    """
    _merge_sources(conn, other)
    _merge_forgotten(conn, other)
    n_pages = write_pages(conn, _iter_pages(other))
    report = write_articles(conn, iter_articles(other))
    for batch in iter_batches(iter_articles(other), _ROWS_AT_A_TIME):
        _settle_articles(conn, batch)
    _merge_replaced(conn, other)
    _merge_readings(conn, other)
    n_extractions = _merge_extractions(conn, other)
    _merge_redirects(conn, other)
    _merge_lists(conn, other)
    return MergeReport(
        n_new=report.n_new, n_known=report.n_known, n_pages=n_pages, n_extractions=n_extractions
    )


def _merge_forgotten(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Forget what the other corpus has forgotten; what this one has is left out when written."""
    for entry in iter_forgotten(other):
        if not is_forgotten(conn, entry.address):
            found = find_forgettable(conn, entry.address)
            forget(conn, found, reason=entry.reason, now=entry.forgotten_at)


def _merge_sources(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Add outlets; of two statements about one, the alphabetically first holds."""
    known = {source.slug: source for source in iter_sources(conn)}
    write_sources(conn, [_settled_source(known.get(one.slug), one) for one in iter_sources(other)])


def _settled_source(known: Source | None, one: Source) -> Source:
    """Return an outlet as two corpora know it."""
    if known is None:
        return one
    values: dict[str, Any] = {
        name: min(filter(None, (getattr(known, name), getattr(one, name))), default=None)
        for name in ("name", "domain", "region")
    }
    return replace(known, **values)


def _iter_pages(other: sqlite3.Connection) -> Iterator[Page]:
    """Yield all pages, one at a time."""
    last = -1
    query = "SELECT * FROM pages WHERE page_key > ? ORDER BY page_key LIMIT 1"
    while row := other.execute(query, (last,)).fetchone():
        yield page_from_row(row)
        last = row["page_key"]


def _settle_articles(conn: sqlite3.Connection, articles: Sequence[Article]) -> None:
    """Settle what two corpora tell differently of articles that both have."""
    with transaction(conn):
        for one in articles:
            row = conn.execute("SELECT * FROM articles WHERE id = ?", (one.id,)).fetchone()
            if row is None:  # forgotten
                continue
            known = article_from_row(row)
            settled = _settled_article(known, one)
            if settled == known:
                continue
            assignments = ", ".join(f"{name} = ?" for name in ARTICLE_COLUMNS)
            conn.execute(
                f"UPDATE articles SET {assignments} WHERE id = ?",  # noqa: S608 -- our own columns
                (*article_values(settled), one.id),
            )
            conn.execute("UPDATE extractions SET linked = 0 WHERE article_id = ?", (one.id,))
            mark_copies(conn, one.content_hash)


def _settled_article(known: Article, one: Article) -> Article:
    """Return an article as two corpora know it: the more exact, then the earlier day."""
    told: dict[str, Any] = {
        name: min(filter(None, (getattr(known, name), getattr(one, name))), default=None)
        for name in _TOLD
    }
    dated = [a for a in (known, one) if a.published is not None]
    if dated:
        best = min(dated, key=_date_order)
        told |= {
            n: getattr(best, n) for n in ("published", "published_precision", "published_from")
        }
    return replace(known, **told)


def _date_order(article: Article) -> tuple[int, str, str]:
    """Sort what is known of the day of publication, the most exact first."""
    precision = _PRECISIONS.index(article.published_precision or "year")
    return (precision, str(article.published), article.published_from or "")


def _merge_replaced(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Let articles be replaced that the other corpus knows to be; of two ways, the first id."""
    query = "SELECT id, replaced_by FROM replaced_articles"
    known = dict(conn.execute(query).fetchall())
    for old, new in sorted(other.execute(query).fetchall()):
        is_turned_round = known.get(new) == old and old < new
        if not has_article(conn, new):  # forgotten
            continue
        if not is_turned_round and new <= known.get(old, new):
            replace_articles(conn, [old], new)


def _merge_readings(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Note by which rules pages were read that only the other corpus had."""
    rows = other.execute("SELECT origin, rules, part_of FROM page_readings ORDER BY origin")
    for batch in iter_batches(rows, _ROWS_AT_A_TIME):
        with transaction(conn):
            conn.executemany(
                "INSERT INTO page_readings (origin, rules, page_key, part_of) "
                "SELECT :origin, :rules, max(page_key), :part_of FROM pages "
                "WHERE origin = :origin HAVING count(*) > 0 ON CONFLICT (origin) DO NOTHING",
                [dict(row) for row in batch],
            )


def _merge_extractions(conn: sqlite3.Connection, other: sqlite3.Connection) -> int:
    """Take over findings that are missing here, or were made by a newer extractor; count them."""
    n_taken = 0
    query = "SELECT article_id FROM extractions ORDER BY article_id"
    ids = [row[0] for row in other.execute(query).fetchall()]
    for batch in iter_batches(ids, _ROWS_AT_A_TIME):
        theirs, ours = read_extractions(other, batch), read_extractions(conn, batch)
        with transaction(conn):
            for article_id, extraction in theirs.items():
                if not has_article(conn, article_id):  # forgotten
                    continue
                if _is_better(extraction, ours.get(article_id)):
                    predictions = read_predictions(other, article_id)
                    n_taken += write_extractions(conn, [(extraction, predictions)])
                    _take_links(conn, other, article_id)
                    _take_relevance(conn, other, article_id)
                else:
                    _redirect_links(conn, other, article_id)
    return n_taken


def _is_better(one: Extraction, known: Extraction | None) -> bool:
    """Return whether an extraction takes the place of another.

    The one of the newer extractor does; of two by the same, which differ if one corpus did not know
    the day of publication, the one that says more.
    """
    if known is None:
        return True
    told, told_here = repr(one), repr(known)
    order = (version_order(one.extractor), len(told), told)
    return order > (version_order(known.extractor), len(told_here), told_here)


def version_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort names with versions as people do: ``gali@0.9`` before ``gali@0.10``."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((1, int(p), "") if p.isdecimal() else (0, 0, p) for p in parts)


def _take_relevance(conn: sqlite3.Connection, other: sqlite3.Connection, article_id: str) -> None:
    """Take over how likely an article tells of innovations."""
    query = "SELECT article_id, probability, model FROM article_relevance WHERE article_id = ?"
    conn.executemany(
        "INSERT OR REPLACE INTO article_relevance (article_id, probability, model) "
        "VALUES (?, ?, ?)",
        [tuple(row) for row in other.execute(query, (article_id,)).fetchall()],
    )


def _take_links(conn: sqlite3.Connection, other: sqlite3.Connection, article_id: str) -> None:
    """Link mentions without an innovation to the one that the other corpus has for them."""
    for local_id, row in _links(other, article_id):
        if not _has_innovation(conn, row["id"]):
            places = ", ".join("?" * len(_COPIED_INNOVATION))
            conn.execute(
                f"INSERT INTO innovations ({', '.join(_COPIED_INNOVATION)}) VALUES ({places})",  # noqa: S608
                [row[name] for name in _COPIED_INNOVATION],
            )
            conn.execute("DELETE FROM innovation_redirects WHERE old_id = ?", (row["id"],))
        conn.execute(
            "UPDATE mentions SET innovation_id = ? "
            "WHERE article_id = ? AND local_id = ? AND innovation_id IS NULL",
            (row["id"], article_id, local_id),
        )


def _redirect_links(conn: sqlite3.Connection, other: sqlite3.Connection, article_id: str) -> None:
    """Let ids that only the other corpus has lead to where the same mentions are here."""
    for local_id, row in _links(other, article_id):
        ours = conn.execute(
            "SELECT innovation_id FROM mentions WHERE article_id = ? AND local_id = ?",
            (article_id, local_id),
        ).fetchone()
        if ours is not None and ours[0] not in (None, row["id"]):
            _redirect(conn, row["id"], ours[0])


def _links(other: sqlite3.Connection, article_id: str) -> list[tuple[str, sqlite3.Row]]:
    """Return the mentions of an article that are linked, each with its innovation's row."""
    rows = other.execute(
        "SELECT m.local_id, i.* FROM mentions AS m JOIN innovations AS i "
        "ON i.id = m.innovation_id WHERE m.article_id = ? ORDER BY m.local_id",
        (article_id,),
    )
    return [(row["local_id"], row) for row in rows.fetchall()]


def _merge_redirects(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Keep the other corpus's redirects; those of this one hold where both have one."""
    rows = other.execute("SELECT old_id, new_id FROM innovation_redirects ORDER BY old_id")
    with transaction(conn):
        for old, new in rows.fetchall():
            _redirect(conn, old, new)


def _redirect(conn: sqlite3.Connection, old: str, new: str) -> None:
    """Let an id lead to another one, unless an innovation bears it or it leads somewhere."""
    if _has_innovation(conn, old):
        return
    further = conn.execute(
        "SELECT new_id FROM innovation_redirects WHERE old_id = ?", (new,)
    ).fetchone()
    end = further[0] if further else new
    if end == old:
        return
    conn.execute("INSERT OR IGNORE INTO innovation_redirects VALUES (?, ?)", (old, end))
    conn.execute(
        "UPDATE innovation_redirects SET new_id = ? WHERE new_id = ? AND old_id <> ?",
        (end, old, end),
    )


def _has_innovation(conn: sqlite3.Connection, innovation_id: str) -> bool:
    """Return whether an innovation bears an id."""
    query = "SELECT 1 FROM innovations WHERE id = ?"
    return conn.execute(query, (innovation_id,)).fetchone() is not None


def _merge_lists(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Take over reference lists that are missing here, or were imported later there."""
    known = {stored.list.slug: stored.imported_at for stored in read_lists(conn)}
    for stored in read_lists(other):
        slug = stored.list.slug
        if stored.imported_at > known.get(slug, ""):
            entries = [one.entry for one in read_entries(other, slug)]
            imported_at = time_from_sql(stored.imported_at)
            write_reference_list(conn, stored.list, entries, now=imported_at)


def insist_on_other(conn: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Check that a corpus is not to be taken into itself.

    Raises:
        InvalidRecordError: If both are the same file.
    """
    names = [one.execute("PRAGMA database_list").fetchone()[2] for one in (conn, other)]
    if names[0] and names[0] == names[1]:
        raise InvalidRecordError(
            "a corpus cannot be taken into itself", where=names[0], mend="Name another corpus."
        )
