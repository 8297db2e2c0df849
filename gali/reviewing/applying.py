"""Lets decisions take effect: at each rebuild, and at once, with the same result.

The review log beside the corpus is the truth. A rebuild (``gali.pipeline.link``) hands its merges
and splits to linkage and then writes the corrections; a single decision does the same for the
innovations around it alone, so that a page shows it at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import DatabaseRefusedError, InvalidRecordError
from corpus.identity import squeeze
from corpus.innovation_writer import replace_innovations
from corpus.reader import read_extractions, read_innovations
from corpus.records import Innovation, MentionRef
from corpus.reviews.application import (
    apply_to,
    find_pending,
    find_touched,
    forget_vanished,
    note_applied,
    restore_findings,
)
from corpus.reviews.decisions import Decision, Draft
from corpus.reviews.log import append_draft, find_review_log, open_log, read_decisions
from corpus.reviews.matching import MentionFinder, articles_of
from corpus.reviews.standing import keep_standing
from corpus.rows import day_from_sql
from corpus.schema import transaction
from gali.reviewing.rebuilding import LINKING, read_constraints, rebuild_innovations

if TYPE_CHECKING:
    from models.linkage import LinkInput


# So many are related anew in about half a second; the relations of more wait for the next rebuild.
_MOST_RELATED_AT_ONCE = 2_000
# What says nothing new of an innovation, or only that it is right.
_UNRELATED = frozenset({"accept", "note"})
# To fold all names of a large corpus takes seconds: most begin with another letter.
_MAYBE_NAMESAKES = """
SELECT id, name, other_names, expansion FROM innovations WHERE other_names <> '[]'
  OR lower(substr(name, 1, 1)) IN (SELECT value FROM json_each(?))
  OR lower(substr(expansion, 1, 1)) IN (SELECT value FROM json_each(?))
  OR name NOT GLOB '[0-9A-Za-z]*' OR expansion NOT GLOB '[0-9A-Za-z]*'
"""


def read_log(conn: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return all decisions on a corpus in their order; none if nobody decided anything.

    Raises:
        DatabaseRefusedError: If the review log is damaged or no review log.
    """
    return read_decisions(find_review_log(conn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a draft.

    Attributes:
        decision: As it stands in the log.
        is_applied: Whether the corpus shows it already. If not, another program keeps the corpus
            locked; it takes effect with the next decision, or at the next rebuild.
    """

    decision: Decision
    is_applied: bool


def decide(conn: sqlite3.Connection, draft: Draft) -> Decided:
    """Write a decision into the review log, then let it take effect in the corpus.

    It is safe on the disk before anything follows from it. Several people may decide at once.

    Args:
        conn: A corpus in a file, which can be written.
        draft: What was decided.

    Raises:
        InvalidRecordError: If it undoes what the log does not have, or the corpus is in memory;
            nothing is written then.
        DatabaseRefusedError: If the log is locked, the disk full, …
    """
    path = find_review_log(conn)
    if path is None:
        raise InvalidRecordError("a corpus in memory has no review log")
    with open_log(path) as log:
        decision = append_draft(log, draft)
    return Decided(decision=decision, is_applied=apply_if_free(conn))


def apply_if_free(conn: sqlite3.Connection) -> bool:
    """Let pending decisions take effect, unless another program keeps the corpus locked.

    Returns:
        Whether they took effect.

    Raises:
        DatabaseRefusedError: If the disk is full, a file damaged, …
    """
    try:
        apply_pending(conn)
    except DatabaseRefusedError as error:
        if not _is_locked(error):
            raise
        return False
    return True


def apply_pending(conn: sqlite3.Connection) -> int:
    """Let all decisions take effect that this corpus has not seen; return how many there were.

    The relations of innovations are made anew after whatever may change them, unless there are too
    many.

    Raises:
        DatabaseRefusedError: If a file is locked, the disk full, …
    """
    with transaction(conn):
        decisions = read_log(conn)
        still_shown = forget_vanished(conn, decisions)
        pending = find_pending(conn, decisions)
        _apply(conn, pending, decisions, still_shown)
        if any(one.action not in _UNRELATED for one in _with_undone(pending, decisions)):
            _relate_if_few(conn)
    return len(pending)


def apply_decision(
    conn: sqlite3.Connection, decision: Decision, decisions: Sequence[Decision] | None = None
) -> set[str]:
    """Let one decision take effect at once; the rows become those of a rebuild.

    Args:
        conn: A corpus that can be written.
        decision: The decision.
        decisions: All decisions, this one among them; None for those of the review log.

    Returns:
        Ids of the innovations that may have changed, come or gone.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with transaction(conn):
        return _apply(conn, [decision], read_log(conn) if decisions is None else decisions)


def _is_locked(error: DatabaseRefusedError) -> bool:
    """Return whether another program keeps a file locked."""
    code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return bool(code & 0xFF == sqlite3.SQLITE_BUSY)


def _apply(
    conn: sqlite3.Connection,
    pending: Sequence[Decision],
    decisions: Sequence[Decision],
    others: Collection[str] = (),
) -> set[str]:
    """Let some decisions take effect around the innovations that they speak of, and around others.

    Returns:
        Ids of the innovations that may have changed, come or gone.
    """
    if not pending and not others:
        return set()
    meant = _with_undone(pending, decisions)
    named = _innovations_in(conn, meant) | set(others)
    innovation_ids = find_touched(conn, keep_standing(decisions), named)
    if any(decision.action in LINKING for decision in meant):
        try:
            with transaction(conn):
                innovation_ids |= _relink_around(conn, innovation_ids, decisions)
        except InvalidRecordError:
            # An id depends on innovations further away, which is rare: only a rebuild can tell.
            rebuild_innovations(conn, decisions)
    apply_to(conn, decisions, _existing(conn, innovation_ids), articles_of(meant))
    note_applied(conn, pending)
    return innovation_ids


def _relate_if_few(conn: sqlite3.Connection) -> None:
    """Make the relations of a small corpus anew."""
    from gali.relating import relate

    if conn.execute("SELECT count(*) FROM innovations").fetchone()[0] <= _MOST_RELATED_AT_ONCE:
        relate(conn)


def _with_undone(pending: Sequence[Decision], decisions: Sequence[Decision]) -> list[Decision]:
    """Return decisions with all those that they undo, directly or not."""
    by_id = {decision.id: decision for decision in decisions}
    found = {decision.id: decision for decision in pending}
    waiting = list(pending)
    while waiting:
        target = by_id.get(waiting.pop().target or "")
        if target is not None and target.id not in found:
            found[target.id] = target
            waiting.append(target)
    return list(found.values())


def _innovations_in(conn: sqlite3.Connection, decisions: Sequence[Decision]) -> set[str]:
    """Return the innovations that have a mention of which decisions speak."""
    finder = MentionFinder(conn, articles_of(decisions))
    found = {
        finder.innovation_of(ref)
        for decision in decisions
        for ref in finder.find_all((*decision.anchors, *decision.other_anchors))
    }
    return {one for one in found if one is not None}


def _relink_around(
    conn: sqlite3.Connection, innovation_ids: Collection[str], decisions: Sequence[Decision]
) -> set[str]:
    """Link the mentions of some innovations and of their namesakes anew.

    Returns:
        Ids of the innovations that may have changed.

    Raises:
        InvalidRecordError: If that gives an id that an innovation elsewhere bears.
    """
    from models.linkage import link_mentions

    around = find_touched(conn, keep_standing(decisions), _with_namesakes(conn, innovation_ids))
    restore_findings(conn, around)
    constraints = read_constraints(conn, decisions)
    innovations = link_mentions(
        _iter_link_inputs(conn, read_innovations(conn, sorted(around))),
        must_link=constraints.must_link,
        cannot_link=constraints.cannot_link,
    )
    replace_innovations(conn, around, innovations)
    return around | {innovation.id for innovation in innovations}


def _with_namesakes(conn: sqlite3.Connection, innovation_ids: Collection[str]) -> set[str]:
    """Return innovations and those that share a name or expansion with one of them.

    Others have no say in how their mentions are grouped and what ids they get.
    """
    keys = {
        key
        for innovation in read_innovations(conn, sorted(innovation_ids))
        for key in _keys(innovation.name, innovation.other_names, innovation.expansion)
    }
    first_letters = json.dumps(sorted({key[0] for key in keys}))
    rows = conn.execute(_MAYBE_NAMESAKES, (first_letters, first_letters))
    namesakes = {
        row["id"]
        for row in rows
        if keys & _keys(row["name"], json.loads(row["other_names"]), row["expansion"])
    }
    return namesakes | set(innovation_ids)


def _keys(name: str, other_names: Iterable[str], expansion: str | None) -> set[str]:
    """Return the squeezed names of an innovation."""
    return {squeeze(one) for one in (name, *other_names, expansion or "")} - {""}


def _iter_link_inputs(
    conn: sqlite3.Connection, innovations: Sequence[Innovation]
) -> Iterable[LinkInput]:
    """Yield the mentions of some innovations as linkage reads them."""
    from models.linkage import LinkInput

    wanted = {ref for innovation in innovations for ref in innovation.mentions}
    article_ids = sorted({ref.article_id for ref in wanted})
    days = conn.execute(
        "SELECT id, published FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(article_ids),),
    ).fetchall()
    extractions = read_extractions(conn, article_ids)
    for article_id, published in days:
        for mention in extractions[article_id].innovations:
            if MentionRef(article_id=article_id, local_id=mention.local_id) in wanted:
                day = day_from_sql(published)
                yield LinkInput(article_id=article_id, published=day, mention=mention)


def _existing(conn: sqlite3.Connection, innovation_ids: Collection[str]) -> set[str]:
    """Return those of some ids that innovations bear."""
    rows = conn.execute(
        "SELECT id FROM innovations WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(innovation_ids)),),
    )
    return {row["id"] for row in rows}
