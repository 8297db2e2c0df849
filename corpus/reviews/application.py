"""Writes into the corpus what decisions say: statuses, corrected fields, who checked.

All of it can be written again from the log at any time. What the machine found is kept beside each
correction, so that a decision can be taken back without reading the articles again.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from corpus.connection import transaction
from corpus.reviews.decisions import Decision, Value
from corpus.reviews.lines import time_text
from corpus.reviews.matching import FactKey, MentionFinder, articles_of, find_facts
from corpus.reviews.standing import keep_standing
from corpus.reviews.verdicts import CHECKING, Verdict, judge
from corpus.rows import insert_statement, to_sql

_INSERT_REVIEW = insert_statement(
    "innovation_reviews",
    ("innovation_id", "checked_by", "checked_at", "decision_id", "n_decisions", "is_disputed"),
)
_INSERT_CORRECTION = insert_statement(
    "corrections",
    ("innovation_id", "field", "found", "corrected", "checked_by", "checked_at", "decision_id"),
)
_INSERT_FACT_REVIEW = insert_statement(
    "fact_reviews",
    (
        *("article_id", "fact_kind", "fact_position", "status"),
        *("checked_by", "checked_at", "decision_id", "is_disputed"),
    ),
)
_IN = "IN (SELECT value FROM json_each(?))"


def apply_all(conn: sqlite3.Connection, decisions: Sequence[Decision]) -> None:
    """Write what all decisions say into a corpus whose innovations were just built.

    Args:
        conn: A corpus in which every innovation has what the articles say.
        decisions: The whole log, in any order.
    """
    standing = keep_standing(decisions)
    with transaction(conn):
        for table in ("innovation_reviews", "corrections", "fact_reviews", "applied_decisions"):
            conn.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of our own schema
        # A status that no decision accounts for would outlive a log that was taken away.
        conn.execute("UPDATE innovations SET status = 'otomatis' WHERE status <> 'otomatis'")
        _write_innovation_reviews(conn, standing, None)
        _write_fact_reviews(conn, [one for one in standing if one.kind != "innovation"])
        note_applied(conn, decisions)


def apply_to(
    conn: sqlite3.Connection,
    decisions: Sequence[Decision],
    innovation_ids: Collection[str],
    article_ids: Collection[str],
) -> None:
    """Write anew what decisions say of some innovations, and of the facts of some articles.

    Args:
        conn: A corpus.
        decisions: The whole log, in any order.
        innovation_ids: Innovations whose decisions changed.
        article_ids: Articles whose decisions on facts changed.
    """
    standing = keep_standing(decisions)
    with transaction(conn):
        innovation_ids = find_touched(conn, standing, innovation_ids)
        restore_findings(conn, innovation_ids)
        touching = _touching(standing, articles_around(conn, innovation_ids))
        _write_innovation_reviews(conn, touching, innovation_ids)
        conn.execute(
            f"DELETE FROM fact_reviews WHERE article_id {_IN}",  # noqa: S608
            (json.dumps(sorted(article_ids)),),
        )
        facts = [one for one in standing if one.kind != "innovation"]
        _write_fact_reviews(conn, _touching(facts, article_ids))


def restore_findings(conn: sqlite3.Connection, innovation_ids: Collection[str]) -> None:
    """Give innovations back what the articles say of them, and forget their reviews."""
    wanted = (json.dumps(sorted(innovation_ids)),)
    rows = conn.execute(
        f"SELECT innovation_id, field, found FROM corrections WHERE innovation_id {_IN}",  # noqa: S608
        wanted,
    ).fetchall()
    for innovation_id, name, found in rows:
        conn.execute(f"UPDATE innovations SET {name} = ? WHERE id = ?", (found, innovation_id))  # noqa: S608
    for table in ("corrections", "innovation_reviews"):
        conn.execute(f"DELETE FROM {table} WHERE innovation_id {_IN}", wanted)  # noqa: S608
    conn.execute(
        f"UPDATE innovations SET status = 'otomatis' WHERE status <> 'otomatis' AND id {_IN}",  # noqa: S608
        wanted,
    )


def find_touched(
    conn: sqlite3.Connection, standing: Sequence[Decision], innovation_ids: Collection[str]
) -> set[str]:
    """Return some innovations and all those that share a decision with one of them.

    Which innovation a decision holds for depends on all innovations that its mentions are of.
    """
    found, fresh = set(innovation_ids), set(innovation_ids)
    while fresh:
        touching = _touching(standing, articles_around(conn, fresh))
        finder = MentionFinder(conn, articles_of(touching))
        reached = {
            finder.innovation_of(ref)
            for decision in touching
            for ref in finder.find_all((*decision.anchors, *decision.other_anchors))
        }
        fresh = {one for one in reached if one is not None} - found
        found |= fresh
    return found


def find_holders(
    conn: sqlite3.Connection, decision: Decision, finder: MentionFinder
) -> tuple[str, ...]:
    """Return the innovations for which a decision holds.

    That is the one that has most of its mentions, and any other that consists of nothing else.

    Returns:
        Ids, the first one has most mentions; empty if nothing is left of what was decided on.
    """
    linked = (finder.innovation_of(ref) for ref in finder.find_all(decision.anchors))
    counts = Counter(one for one in linked if one is not None)
    if len(counts) < 2:
        return tuple(counts)
    ordered = sorted(counts, key=lambda one: (-counts[one], one != decision.innovation_id, one))
    sizes = dict(
        conn.execute(
            f"SELECT innovation_id, count(*) FROM mentions WHERE innovation_id {_IN} GROUP BY 1",  # noqa: S608
            (json.dumps(ordered),),
        ).fetchall()
    )
    return (ordered[0], *(one for one in ordered[1:] if counts[one] == sizes[one]))


def group_by_innovation(
    conn: sqlite3.Connection, standing: Iterable[Decision]
) -> dict[str, list[Decision]]:
    """Return the decisions that accept, reject or correct each innovation, in their order."""
    wanted = [one for one in standing if one.kind == "innovation" and one.action in CHECKING]
    finder = MentionFinder(conn, articles_of(wanted))
    groups: dict[str, list[Decision]] = defaultdict(list)
    for decision in wanted:
        for innovation_id in find_holders(conn, decision, finder):
            groups[innovation_id].append(decision)
    return groups


def group_by_fact(
    conn: sqlite3.Connection, standing: Sequence[Decision]
) -> dict[FactKey, list[Decision]]:
    """Return the decisions on each award and replication, in their order."""
    found = find_facts(conn, standing)
    groups: dict[FactKey, list[Decision]] = defaultdict(list)
    for decision in standing:
        if (key := found[decision.id]) is not None:
            groups[key].append(decision)
    return groups


def note_applied(conn: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Note that a corpus has seen decisions."""
    conn.executemany(
        "INSERT OR IGNORE INTO applied_decisions (decision_id) VALUES (?)",
        sorted((decision.id,) for decision in decisions),
    )


def find_pending(conn: sqlite3.Connection, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that a corpus has not seen yet."""
    seen = {row[0] for row in conn.execute("SELECT decision_id FROM applied_decisions")}
    return [decision for decision in decisions if decision.id not in seen]


def forget_vanished(conn: sqlite3.Connection, decisions: Iterable[Decision]) -> set[str]:
    """Forget the decisions that the log does not have any more, such as after it was restored.

    Returns:
        Ids of the innovations that still show what they said.
    """
    known = (json.dumps(sorted(decision.id for decision in decisions)),)
    gone = "decision_id NOT IN (SELECT value FROM json_each(?))"
    showing = conn.execute(
        f"SELECT innovation_id FROM innovation_reviews WHERE {gone} "  # noqa: S608 -- our own text
        f"UNION SELECT innovation_id FROM corrections WHERE {gone}",
        (*known, *known),
    ).fetchall()
    conn.execute(f"DELETE FROM applied_decisions WHERE {gone}", known)  # noqa: S608
    return {row[0] for row in showing}


def articles_around(conn: sqlite3.Connection, innovation_ids: Collection[str]) -> set[str]:
    """Return the articles that tell of some innovations, and those that they stand for."""
    rows = conn.execute(
        "WITH told(id) AS (SELECT DISTINCT article_id FROM mentions "  # noqa: S608 -- our own text
        f"WHERE innovation_id {_IN}) "
        "SELECT id FROM told UNION SELECT a.id FROM articles AS a "
        "WHERE a.duplicate_of IS NOT NULL AND a.duplicate_of IN (SELECT id FROM told)",
        (json.dumps(sorted(innovation_ids)),),
    )
    return {row[0] for row in rows}


def _write_innovation_reviews(
    conn: sqlite3.Connection, standing: Sequence[Decision], only: Collection[str] | None
) -> None:
    """Write statuses, corrections and reviewers of all innovations, or only of some."""
    groups = group_by_innovation(conn, standing)
    for innovation_id in sorted(groups):
        if only is None or innovation_id in only:
            _write_verdict(conn, innovation_id, judge(groups[innovation_id]))


def _write_verdict(conn: sqlite3.Connection, innovation_id: str, verdict: Verdict) -> None:
    """Write what holds for one innovation."""
    last = verdict.last
    row = conn.execute("SELECT * FROM innovations WHERE id = ?", (innovation_id,)).fetchone()
    conn.execute("UPDATE innovations SET status = ? WHERE id = ?", (verdict.status, innovation_id))
    for name, (value, decision) in sorted(verdict.values.items()):
        if value != row[name]:
            _correct(conn, row, name, value, decision)
            if name == "name":
                _correct(conn, row, "other_names", _other_names(row, str(value)), decision)
    told = (innovation_id, last.by, time_text(last.at), last.id)
    conn.execute(_INSERT_REVIEW, (*told, verdict.n_decisions, bool(verdict.disputed)))


def _correct(
    conn: sqlite3.Connection, row: sqlite3.Row, name: str, value: Value, decision: Decision
) -> None:
    """Give a field of an innovation another value, and keep the one that was found."""
    conn.execute(f"UPDATE innovations SET {name} = ? WHERE id = ?", (value, row["id"]))  # noqa: S608
    values = (None if one is None else str(one) for one in (row[name], value))
    who = (decision.by, time_text(decision.at), decision.id)
    conn.execute(_INSERT_CORRECTION, (row["id"], name, *values, *who))


def _other_names(row: sqlite3.Row, name: str) -> str:
    """Return the other names of an innovation that gets a new name, as they are stored."""
    names = (row["name"], *json.loads(row["other_names"]))
    return str(to_sql(tuple(other for other in names if other != name)))


def _write_fact_reviews(conn: sqlite3.Connection, standing: Sequence[Decision]) -> None:
    """Write the status of the awards and replications that were decided on."""
    for key, decisions in sorted(group_by_fact(conn, standing).items()):
        verdict = judge(decisions)
        who = (verdict.last.by, time_text(verdict.last.at), verdict.last.id)
        conn.execute(_INSERT_FACT_REVIEW, (*key, verdict.status, *who, bool(verdict.disputed)))


def _touching(standing: Iterable[Decision], article_ids: Collection[str]) -> list[Decision]:
    """Return the decisions that speak of one of some articles."""
    wanted = set(article_ids)
    return [decision for decision in standing if not wanted.isdisjoint(articles_of([decision]))]
