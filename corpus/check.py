"""Examines a corpus as a doctor does: finds all that is wrong with it, mends nothing.

Each problem names the remedy that mends it, if there is one; ``corpus.repair`` applies them.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from corpus.connection import MEMORY, connect, journal_mode_for
from corpus.errors import InvalidRecordError
from corpus.identity import page_digest
from corpus.migrations import APPLICATION_ID, MIGRATIONS, migrate, schema_version
from corpus.reader import iter_articles, iter_innovations, page_from_row, read_extractions
from corpus.rows import iter_batches
from corpus.writer import insist_on_identity

_FACT_TABLES = {
    "mention": "mentions",
    "award": "awards",
    "replication": "replications",
    "count": "counts",
}
FULL_TEXTS = ("articles_fts", "innovations_fts", "innovations_fts_trigrams")
# What is made from the rest of the corpus, and can be made again: the name says what is done.
Remedy = Literal[
    "schema",
    "indexes",
    "full_text",
    "stems",
    "copies",
    "extraction",
    "links",
    "derived",
    "redirects",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that is wrong with a corpus.

    Attributes:
        where: Table, index, or id of a record.
        what: One sentence without a full stop.
        remedy: What mends it; None if only a backup, or a new import, can.
        article_id: The article whose extraction is unsound; None for other problems.
    """

    where: str
    what: str
    remedy: Remedy | None = None
    article_id: str | None = None


Examination = Callable[[sqlite3.Connection], Iterator[Problem]]


def check_corpus(conn: sqlite3.Connection) -> list[Problem]:
    """Examine the whole file; it is not altered.

    Reads everything: some seconds for each 10,000 articles. A corpus that was opened read-only is
    examined in a temporary copy, because SQLite then checks neither full text nor constraints.

    Returns:
        All problems, grossest first; empty if the corpus is sound.
    """
    problems = _run(_check_journal_mode, conn)
    try:
        with _writable(conn) as examined:
            for examine in _EXAMINATIONS:
                problems.extend(_run(examine, examined))
    except sqlite3.DatabaseError as error:
        problems.append(Problem(where="file", what=f"cannot be read to its end: {error}"))
    return problems


def _run(examine: Examination, conn: sqlite3.Connection) -> list[Problem]:
    """Return what an examination finds; a file so damaged that it fails is a problem, too."""
    try:
        return list(examine(conn))
    except (sqlite3.DatabaseError, ValueError) as error:
        topic = examine.__name__.removeprefix("_check_").replace("_", " ")
        return [Problem(where=topic, what=f"cannot be examined: {error}")]


@contextmanager
def _writable(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give the connection, or one to a temporary copy if nothing may be written through it."""
    if not conn.execute("PRAGMA query_only").fetchone()[0]:
        yield conn
        return
    copy = sqlite3.connect("", isolation_level=None)  # "" is a file that SQLite deletes itself
    copy.row_factory = sqlite3.Row
    try:
        conn.backup(copy)
        yield copy
    finally:
        copy.close()


def _check_schema(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield a wrong application, version, and what differs from a new corpus's schema."""
    if conn.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        yield Problem(where="application_id", what="the file does not say that it is a corpus")
    if schema_version(conn) != len(MIGRATIONS):
        version = schema_version(conn)
        what = f"the schema is version {version}, not {len(MIGRATIONS)}"
        yield Problem(where="user_version", what=what)
    query = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    found = dict(conn.execute(query).fetchall())
    sound = connect(MEMORY, read_only=False)
    migrate(sound)
    for name, sql in sound.execute(query):
        if found.get(name) != sql:
            state = "is defined otherwise" if name in found else "is missing"
            what = f"this part of the schema {state}"
            yield Problem(where=name, what=what, remedy="schema")
    sound.close()


def _check_journal_mode(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield a problem if this version of SQLite may damage the file."""
    mode = conn.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "wal" and journal_mode_for(sqlite3.sqlite_version_info) != "wal":
        yield Problem(
            where="journal_mode",
            what=f"SQLite {sqlite3.sqlite_version} can damage a file in WAL mode",
        )


def _check_pages_of_the_file(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what SQLite's own check of its structure, types and constraints finds."""
    for (message,) in conn.execute("PRAGMA integrity_check"):
        if message != "ok":
            remedy: Remedy | None = "indexes" if _OF_AN_INDEX.search(message) else None
            if message.endswith(" in innovations"):
                remedy = "links"
            yield Problem(where="file", what=message, remedy=remedy)


def _check_references(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield rows that refer to rows that are not there."""
    for table, _rowid, parent, _index in conn.execute("PRAGMA foreign_key_check"):
        what = f"a row refers to one of {parent} that is not there"
        yield Problem(where=table, what=what, remedy=_REFERENCE_REMEDIES.get(table))


def _check_full_text(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield full-text indexes that are not in step; no other check of SQLite notices."""
    for index in FULL_TEXTS:
        statement = f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
        try:
            conn.execute("BEGIN IMMEDIATE")
            conn.execute(statement)
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            what = "the full-text index is not in step with its table"
            yield Problem(where=index, what=what, remedy="full_text")
        finally:
            if conn.in_transaction:
                conn.execute("ROLLBACK")


def _check_stems(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield a problem if words were stemmed that are not there, or were not though noted so."""
    for query, what in _STEM_PROBLEMS.items():
        n_words = conn.execute(query).fetchone()[0]
        if n_words:
            yield Problem(where="word_stems", what=what.format(n_words), remedy="stems")


def _check_identity(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield articles whose id or hash does not belong to their address, title and text."""
    for article in iter_articles(conn):
        try:
            insist_on_identity(article)
        except InvalidRecordError as error:
            # The id holds for what was derived wrongly, so that it can be derived again.
            is_derived = any(f"'s {name} " in error.what for name in _DERIVED)
            remedy: Remedy | None = "copies" if is_derived else None
            yield Problem(where=article.id, what=error.what, remedy=remedy)


def _check_copies(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield articles that are not marked as what they are: original, or copy of which one."""
    rows = conn.execute(
        "WITH ranked AS (SELECT id, duplicate_of, first_value(id) OVER (PARTITION BY content_hash "
        "ORDER BY published IS NULL, published, id) AS original FROM articles "
        "WHERE id NOT IN (SELECT id FROM replaced_articles)) "
        "SELECT id, original FROM ranked WHERE duplicate_of IS NOT nullif(original, id)"
    )
    for article_id, original in rows:
        state = "an original" if article_id == original else f"a copy of {original}"
        what = f"the article is not marked as {state}"
        yield Problem(where=article_id, what=what, remedy="copies")


def _check_replaced(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield articles that were replaced and do not lead to what took their place."""
    rows = conn.execute(
        "SELECT r.id, coalesce(n.duplicate_of, n.id) AS place FROM replaced_articles AS r "
        "JOIN articles AS a ON a.id = r.id JOIN articles AS n ON n.id = r.replaced_by "
        "WHERE a.duplicate_of IS NOT place OR n.id IN (SELECT id FROM replaced_articles)"
    )
    for article_id, place in rows:
        what = f"the article was replaced and does not lead to {place}"
        yield Problem(where=article_id, what=what, remedy="copies")


def _check_page_digests(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield pages whose bytes are not those that were fetched."""
    for row in conn.execute("SELECT * FROM pages"):
        try:
            is_sound = page_digest(page_from_row(row).body) == row["digest"]
        except zlib.error:
            is_sound = False
        if not is_sound:
            yield Problem(where=row["origin"], what="the page does not have its digest")


def _check_evidence(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield spans that are not what the article says there."""
    rows = conn.execute(
        'SELECT e.article_id, e.field, e.start, e."end", e.quote FROM evidence AS e '
        "JOIN articles AS a ON a.id = e.article_id WHERE e.quote IS NOT "
        "substr(CASE e.field WHEN 'title' THEN a.title ELSE a.text END, "
        'e.start + 1, e."end" - e.start)'
    )
    for article_id, field, start, end, quote in rows:
        what = f"the {field} does not say {quote!r} at {start}:{end}"
        yield _unsound(article_id, what)


def _check_orphans(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Yield what belongs to nothing: evidence, innovations, mentions, redirects."""
    for kind, table in _FACT_TABLES.items():
        rows = conn.execute(
            "SELECT DISTINCT article_id, fact_position FROM evidence AS e "  # noqa: S608
            f"WHERE fact_kind = ? AND NOT EXISTS (SELECT 1 FROM {table} AS f "
            "WHERE f.article_id = e.article_id AND f.position = e.fact_position)",
            (kind,),
        )
        for article_id, position in rows:
            what = f"evidence proves {kind} {position}, which is not there"
            yield _unsound(article_id, what)
    for query, (what, remedy) in _ORPHANS.items():
        for (where,) in conn.execute(query):
            yield Problem(where=where, what=what, remedy=remedy)


def _check_records(conn: sqlite3.Connection) -> Iterator[Problem]:
    """Read all that was found as records, which check their own rules."""
    ids = [row[0] for row in conn.execute("SELECT article_id FROM extractions ORDER BY article_id")]
    for batch in iter_batches(ids, _ARTICLES_AT_A_TIME):
        try:
            read_extractions(conn, batch)
        except ValueError:
            for article_id in batch:
                yield from _check_extraction(conn, article_id)
    try:
        for _innovation in iter_innovations(conn):
            pass
    except ValueError as error:
        yield Problem(where="innovations", what=f"not a sound record: {error}", remedy="links")


def _check_extraction(conn: sqlite3.Connection, article_id: str) -> Iterator[Problem]:
    """Yield a problem if what was found in an article breaks a rule of the records."""
    try:
        read_extractions(conn, [article_id])
    except ValueError as error:
        yield _unsound(article_id, f"what was found breaks a rule: {error}")


def _unsound(article_id: str, what: str) -> Problem:
    """Return the problem that an article's extraction is not sound; extracting again mends it."""
    return Problem(where=article_id, what=what, remedy="extraction", article_id=article_id)


_ORPHANS: Mapping[str, tuple[str, Remedy]] = {
    "SELECT id FROM innovations WHERE id NOT IN "
    "(SELECT innovation_id FROM mentions WHERE innovation_id IS NOT NULL)": (
        "no mention tells of the innovation",
        "links",
    ),
    "SELECT m.article_id || ' ' || m.local_id FROM mentions AS m "
    "JOIN extractions AS e USING (article_id) JOIN articles AS a ON a.id = m.article_id "
    "WHERE e.linked AND a.duplicate_of IS NULL AND m.innovation_id IS NULL": (
        "the mention belongs to no innovation, though innovations were built since",
        "links",
    ),
    "SELECT old_id FROM innovation_redirects WHERE old_id IN (SELECT id FROM innovations)": (
        "an innovation bears the id, and yet it redirects",
        "redirects",
    ),
    "SELECT old_id FROM innovation_redirects WHERE new_id IN "
    "(SELECT old_id FROM innovation_redirects)": (
        "the id redirects to an id that redirects",
        "redirects",
    ),
}
_STEM_PROBLEMS = {
    "SELECT count(*) FROM stemming WHERE article_key > (SELECT coalesce(max(article_key), 0) "
    "FROM articles)": "words of articles were stemmed that are not there",
    "SELECT count(*) FROM word_stems WHERE stem = '' OR word = ''": "{0} words have no stem",
    "SELECT count(*) FROM (SELECT 1 FROM word_stems LIMIT 1) "
    "WHERE NOT EXISTS (SELECT 1 FROM stemming)": "words were stemmed, but not noted how far",
}
# Whose rows can be made again where they refer to nothing.
_REFERENCE_REMEDIES: Mapping[str, Remedy] = {
    **dict.fromkeys(("extractions", "mention_owners", "mentions", "evidence"), "extraction"),
    **dict.fromkeys(("awards", "replications", "counts"), "extraction"),
    **dict.fromkeys(("copy_signatures", "copy_bands", "near_copies"), "copies"),
    **dict.fromkeys(("articles", "replaced_articles"), "copies"),
    "innovations": "links",
    **dict.fromkeys(
        (
            *("innovation_relations", "replica_proofs", "innovation_conflicts"),
            *("innovation_reviews", "corrections", "fact_reviews", "article_relevance"),
        ),
        "derived",
    ),
}
# What SQLite says of an index that does not fit its table.
_OF_AN_INDEX = re.compile("missing from index|entries in index|non-unique entry in index")
_DERIVED = ("content_hash", "canonical_url")
_ARTICLES_AT_A_TIME = 200
_EXAMINATIONS: tuple[Examination, ...] = (
    _check_schema,
    _check_pages_of_the_file,
    _check_references,
    _check_full_text,
    _check_stems,
    _check_identity,
    _check_copies,
    _check_replaced,
    _check_page_digests,
    _check_evidence,
    _check_orphans,
    _check_records,
)
