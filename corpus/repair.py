"""Mends what can be made again from the rest of a corpus: indexes, derived tables, extractions.

Nothing that cannot be made again is touched: articles, pages and sources stay as they are, and so
does the log of reviews. Each remedy runs in one transaction and is told.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from corpus.check import FULL_TEXTS, Problem, Remedy, check_corpus
from corpus.connection import MEMORY, connect, transaction
from corpus.identity import make_article
from corpus.migrations import migrate
from corpus.reader import iter_articles
from corpus.words.stems import refresh_stems
from corpus.writer import mark_copies

# Some problems come to light only when others are mended, such as those of an index.
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done.

    Attributes:
        remedy: What was made again.
        what: One sentence without a full stop.
    """

    remedy: Remedy
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What a repair did.

    Attributes:
        mended: What was done, in order; empty if nothing was wrong or nothing could be done.
        left: The problems that remain.
    """

    mended: tuple[Mended, ...]
    left: tuple[Problem, ...]


def repair_corpus(conn: sqlite3.Connection) -> RepairReport:
    """Mend what can be made again, and say what cannot.

    An article whose extraction is unsound loses it and is extracted by the next ``gali run``;
    mentions without an innovation get one when innovations are next built.

    Args:
        conn: A corpus that can be written; make a copy first (``corpus.migrations.back_up``).

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    mended: list[Mended] = []
    problems = check_corpus(conn)
    for _ in range(_MOST_ROUNDS):
        done = list(_apply_remedies(conn, problems))
        mended += done
        if not done:
            break
        problems = check_corpus(conn)
    return RepairReport(mended=tuple(dict.fromkeys(mended)), left=tuple(problems))


def _apply_remedies(conn: sqlite3.Connection, problems: Sequence[Problem]) -> Iterator[Mended]:
    """Apply the remedies of some problems, the schema first; yield what was done."""
    by_remedy: dict[Remedy, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.remedy is not None:
            by_remedy[problem.remedy].append(problem)
    for remedy, mend in _REMEDIES.items():
        if by_remedy[remedy]:
            for what in mend(conn, by_remedy[remedy]):
                yield Mended(remedy, what)


def _mend_schema(conn: sqlite3.Connection, problems: Iterable[Problem]) -> Iterator[str]:
    """Make missing or altered indexes, triggers, views and full-text tables anew.

    Tables of data are left alone: what an altered one holds cannot be made again.
    """
    with closing(connect(MEMORY, read_only=False)) as sound:
        migrate(sound)
        rows = sound.execute("SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        wanted = {name: (kind, sql) for name, kind, sql in rows}
    wrong = {problem.where for problem in problems}
    for name, (kind, sql) in wanted.items():
        if name not in wrong:
            continue
        if kind == "table" and not sql.startswith("CREATE VIRTUAL") and _has(conn, name):
            continue
        with transaction(conn):
            if _has(conn, name):
                conn.execute(f'DROP {kind} "{name}"')
            conn.execute(sql)
            if name in FULL_TEXTS:
                _rebuild(conn, name)
        yield f"{kind} {name} was made anew"


def _mend_indexes(conn: sqlite3.Connection, _: Iterable[Problem]) -> Iterator[str]:
    """Sort the indexes of all tables anew."""
    with transaction(conn):
        conn.execute("REINDEX")
    yield "the indexes of all tables were made anew"


def _mend_full_text(conn: sqlite3.Connection, problems: Iterable[Problem]) -> Iterator[str]:
    """Build full-text indexes from their tables."""
    for problem in problems:
        with transaction(conn):
            _rebuild(conn, problem.where)
        yield f"the full-text index {problem.where} was built anew"


def _mend_stems(conn: sqlite3.Connection, _: Iterable[Problem]) -> Iterator[str]:
    """Stem all words anew."""
    with transaction(conn):
        conn.execute("DELETE FROM word_stems")
        conn.execute("DELETE FROM stemming")
        n_words = refresh_stems(conn)
    yield f"{n_words:,} words were stemmed anew"


def _mend_copies(conn: sqlite3.Connection, _: Iterable[Problem]) -> Iterator[str]:
    """Mark anew which articles are copies of which; forget what refers to no article."""
    with transaction(conn):
        _derive_again(conn)
        conn.execute(
            "UPDATE articles SET duplicate_of = NULL WHERE duplicate_of IS NOT NULL "
            "AND duplicate_of NOT IN (SELECT id FROM articles)"
        )
        conn.execute(
            "DELETE FROM replaced_articles WHERE id NOT IN (SELECT id FROM articles) "
            "OR replaced_by NOT IN (SELECT id FROM articles)"
        )
        conn.execute(
            "DELETE FROM copy_signatures WHERE article_id NOT IN (SELECT id FROM articles)"
        )
        for table, column in (("copy_bands", "article_id"), ("near_copies", "near_copy_of")):
            conn.execute(
                f"DELETE FROM {table} WHERE {column} NOT IN "  # noqa: S608 -- our own names
                "(SELECT article_id FROM copy_signatures)"
            )
        hashes = conn.execute("SELECT DISTINCT content_hash FROM articles").fetchall()
        for (content_hash,) in hashes:
            mark_copies(conn, content_hash)
    yield "copies of articles were marked anew"


def _mend_extractions(conn: sqlite3.Connection, problems: Iterable[Problem]) -> Iterator[str]:
    """Forget what was found in articles where it is unsound; they are then to be extracted."""
    problems = list(problems)
    article_ids = {problem.article_id for problem in problems if problem.article_id}
    tables = {problem.where for problem in problems if problem.article_id is None}
    article_ids |= {found for table in sorted(tables) for found in _adrift(conn, table)}
    with transaction(conn):
        for article_id in sorted(article_ids):
            # Rows whose extraction is gone already do not go with it.
            for table in ("evidence", "mention_owners", *_FACTS, "mentions", "extractions"):
                conn.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))  # noqa: S608
        _drop_deserted(conn)
    if article_ids:
        yield (
            f"what was found in {len(article_ids):,} articles was unsound and is forgotten; "
            "`gali run` extracts them again"
        )


def _mend_links(conn: sqlite3.Connection, problems: Iterable[Problem]) -> Iterator[str]:
    """Drop innovations of which nothing tells or that refer to nothing; ask for linking."""
    # Of an innovation that is no longer known to be sound, only its mentions are.
    is_unsound = any(problem.where in {"file", "innovations"} for problem in problems)
    with transaction(conn):
        if is_unsound:
            conn.execute("UPDATE mentions SET innovation_id = NULL")
            conn.execute("UPDATE extractions SET linked = 0")
        _drop_deserted(conn)
        conn.execute(
            "UPDATE extractions SET linked = 0 WHERE linked AND article_id IN "
            "(SELECT article_id FROM mentions WHERE innovation_id IS NULL)"
        )
    yield "innovations without a mention were dropped; `gali run` builds all of them anew"


def _mend_derived(conn: sqlite3.Connection, problems: Iterable[Problem]) -> Iterator[str]:
    """Delete rows of derived tables that refer to what is not there."""
    tables = sorted({problem.where for problem in problems})
    with transaction(conn):
        for table in tables:
            for condition in _adrift_conditions(conn, table):
                conn.execute(f"DELETE FROM {table} AS t WHERE {condition}")  # noqa: S608 -- our own
    yield f"rows that referred to nothing were dropped from {', '.join(tables)}"


def _mend_redirects(conn: sqlite3.Connection, _: Iterable[Problem]) -> Iterator[str]:
    """Let ids lead straight to where they lead in the end; an id that is borne leads nowhere."""
    with transaction(conn):
        conn.execute(
            "DELETE FROM innovation_redirects WHERE old_id IN (SELECT id FROM innovations)"
        )
        known = dict(conn.execute("SELECT old_id, new_id FROM innovation_redirects").fetchall())
        conn.execute("DELETE FROM innovation_redirects")
        conn.executemany(
            "INSERT INTO innovation_redirects VALUES (?, ?)", sorted(_straightened(known).items())
        )
    yield "redirects of ids were straightened"


def _derive_again(conn: sqlite3.Connection) -> None:
    """Give articles whose id fits the hash and address that belong to their content."""
    for article in iter_articles(conn):
        made = make_article(title=article.title, text=article.text, url=article.url)
        derived = (made.content_hash, made.canonical_url)
        if made.id == article.id and derived != (article.content_hash, article.canonical_url):
            conn.execute(
                "UPDATE articles SET content_hash = ?, canonical_url = ? WHERE id = ?",
                (*derived, article.id),
            )


def _straightened(redirects: Mapping[str, str]) -> dict[str, str]:
    """Return redirects without chains; those that lead in a circle lead nowhere."""
    ends = {}
    for old, new in redirects.items():
        passed = {old}
        while new in redirects and new not in passed:
            passed.add(new)
            new = redirects[new]
        if new not in passed:
            ends[old] = new
    return ends


def _rebuild(conn: sqlite3.Connection, index: str) -> None:
    """Build one full-text index from its table."""
    conn.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")  # noqa: S608 -- our own names


def _has(conn: sqlite3.Connection, name: str) -> bool:
    """Return whether the schema has something of a name."""
    query = "SELECT 1 FROM sqlite_schema WHERE name = ?"
    return conn.execute(query, (name,)).fetchone() is not None


def _adrift(conn: sqlite3.Connection, table: str) -> set[str]:
    """Return the articles of those rows of a table that refer to what is not there."""
    found: set[str] = set()
    for condition in _adrift_conditions(conn, table):
        rows = conn.execute(f"SELECT DISTINCT t.article_id FROM {table} AS t WHERE {condition}")  # noqa: S608
        found |= {row[0] for row in rows}
    return found


def _adrift_conditions(conn: sqlite3.Connection, table: str) -> Iterator[str]:
    """Yield, for each reference of a table, the condition that it leads nowhere."""
    keys: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for row in conn.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,)).fetchall():
        keys[row["id"]].append(row)
    for columns in keys.values():
        same = " AND ".join(f't."{c["from"]}" = p."{c["to"]}"' for c in columns)
        told = " AND ".join(f't."{c["from"]}" IS NOT NULL' for c in columns)
        parent = columns[0]["table"]
        yield f"{told} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {same})"  # noqa: S608


def _drop_deserted(conn: sqlite3.Connection) -> None:
    """Delete the innovations that no mention tells of."""
    conn.execute(
        "DELETE FROM innovations WHERE id NOT IN "
        "(SELECT innovation_id FROM mentions WHERE innovation_id IS NOT NULL)"
    )


_FACTS = ("awards", "replications", "counts")
_REMEDIES: Mapping[Remedy, Callable[[sqlite3.Connection, Sequence[Problem]], Iterator[str]]] = {
    "schema": _mend_schema,
    "indexes": _mend_indexes,
    "full_text": _mend_full_text,
    "extraction": _mend_extractions,
    "copies": _mend_copies,
    "links": _mend_links,
    "derived": _mend_derived,
    "redirects": _mend_redirects,
    "stems": _mend_stems,
}
