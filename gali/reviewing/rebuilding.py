"""Builds all innovations of a corpus from its mentions, as people's decisions demand."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from corpus.reader import iter_mentions
from corpus.reviews.application import apply_all
from corpus.reviews.constraints import NO_CONSTRAINTS, LinkConstraints, derive_constraints
from corpus.reviews.decisions import Decision
from corpus.reviews.matching import MentionFinder, articles_of
from corpus.reviews.standing import keep_standing
from corpus.schema import transaction
from corpus.writer import write_innovations
from gali.progress import Watch, unwatched

LINKING = frozenset({"merge", "split"})


def rebuild_innovations(
    conn: sqlite3.Connection, decisions: Sequence[Decision], *, watch: Watch = unwatched
) -> int:
    """Link all mentions, write the innovations and what people say of them; return how many.

    Args:
        conn: A corpus that can be written.
        decisions: The whole review log, in any order.
        watch: Told of each mention.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    from models.linkage import LinkInput, link_mentions

    constraints = read_constraints(conn, decisions)
    rows = (
        LinkInput(article_id=row.article_id, published=row.published, mention=row.mention)
        for row in iter_mentions(conn)
    )
    innovations = link_mentions(
        watch(rows, "Linking"),
        must_link=constraints.must_link,
        cannot_link=constraints.cannot_link,
    )
    with transaction(conn):
        n_innovations = write_innovations(conn, innovations)
        apply_all(conn, decisions)
    return n_innovations


def read_constraints(conn: sqlite3.Connection, decisions: Sequence[Decision]) -> LinkConstraints:
    """Return what merges and splits demand of linkage."""
    linking = [one for one in keep_standing(decisions) if one.action in LINKING]
    if not linking:
        return NO_CONSTRAINTS
    return derive_constraints(linking, MentionFinder(conn, articles_of(linking)))
