"""Links articles that say nearly the same: one press release in many newspapers.

Every article stays one of its own and is extracted; the links tell originals from reprints
(view ``v_near_copies``). Incremental and interruptible: what a transaction has committed stays.
The links are the same in whatever order the articles came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from corpus.connection import transaction
from corpus.near_copies import (
    count_near_copies,
    count_unsigned,
    delete_link,
    find_leaders,
    find_members,
    find_near_copy_of,
    find_unsigned,
    forget_other_methods,
    iter_unsigned,
    read_signature,
    read_text,
    write_link,
    write_signatures,
)
from corpus.rows import iter_batches
from gali.progress import Watch, unwatched
from harvest.near_copies import (
    LEAST_JACCARD,
    METHOD,
    bands_of,
    jaccard,
    shingles_of,
    sign_shingles,
)

Shingles = Callable[[str], frozenset[str]]

# The bands of a batch lie all over their table, so that small batches write each of its pages anew.
ARTICLES_IN_A_BATCH = 5_000
_TEXTS_IN_MEMORY = 500


def link_near_copies(conn: sqlite3.Connection, *, watch: Watch = unwatched) -> int:
    """Link the articles that were not looked at yet with those that say nearly the same.

    Args:
        conn: A corpus that can be written.
        watch: Told of each article.

    Returns:
        How many articles of the corpus are now linked to one that stands for their group.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    articles = watch(iter_unsigned(conn), "Comparing", lambda: count_unsigned(conn))
    link_signed(conn, ((one.id, sign_shingles(shingles_of(one.text))) for one in articles))
    return count_near_copies(conn)


def link_signed(conn: sqlite3.Connection, signatures: Iterable[tuple[str, bytes | None]]) -> None:
    """Link articles that were signed elsewhere by this method, as `link_near_copies` would.

    Args:
        conn: A corpus that can be written.
        signatures: Ids of articles and their signatures, None for texts too short for one; those
            that the corpus has not, or has signed, are passed over.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
        InvalidRecordError: If a signature is none.
    """
    forget_other_methods(conn, METHOD)
    shingles = _shingles_in(conn)
    for batch in iter_batches(signatures, ARTICLES_IN_A_BATCH):
        with transaction(conn):
            unsigned = find_unsigned(conn, [article_id for article_id, _ in batch])
            new = {article_id: one for article_id, one in batch if article_id in unsigned}
            _write_and_link(conn, new, shingles)


def find_original(
    own: frozenset[str], leaders: Iterable[str], shingles: Shingles
) -> tuple[str, float] | None:
    """Return the first of an article's leaders that it resembles, and how near that is, 0 to 1.

    Args:
        own: The shingles of the article's text.
        leaders: Those that lead its bands, all of smaller ids.
        shingles: Gives the shingles of a leader's text.

    Returns:
        None if it resembles none of them.
    """
    for leader in sorted(leaders):
        nearness = jaccard(own, shingles(leader))
        if nearness >= LEAST_JACCARD:
            return leader, nearness
    return None


def _shingles_in(conn: sqlite3.Connection) -> Shingles:
    """Return what gives the shingles of a corpus's articles; the latest are kept in memory."""

    @lru_cache(maxsize=_TEXTS_IN_MEMORY)
    def shingles(article_id: str) -> frozenset[str]:
        return shingles_of(read_text(conn, article_id))

    return shingles


def _write_and_link(
    conn: sqlite3.Connection, signatures: Mapping[str, bytes | None], shingles: Shingles
) -> None:
    """Write the signatures of articles, and all links that they alter."""
    bands = {one: bands_of(signature) for one, signature in signatures.items() if signature}
    places = sorted((band, article_id) for article_id, own in bands.items() for band in own)
    before = find_leaders(conn, sorted({band for band, _ in places}))
    write_signatures(conn, signatures, places, method=METHOD)
    leaders = before.copy()
    for band, article_id in places:
        leaders[band] = min(article_id, leaders.get(band, article_id))
    for article_id, own in bands.items():
        _link(conn, article_id, {leaders[band] for band in own}, shingles)
    overtaken = [band for band, leader in before.items() if leaders[band] < leader]
    first = min((leaders[band] for band in overtaken), default="")
    for follower in find_members(conn, overtaken):
        if follower not in signatures:
            _link_anew(conn, follower, first, shingles)


def _link_anew(conn: sqlite3.Connection, article_id: str, first: str, shingles: Shingles) -> None:
    """Link an article some of whose bands are led by others now, of which one is the first."""
    known = find_near_copy_of(conn, article_id)
    if known is not None and known < first:
        return  # that one leads its band as before
    if (signature := read_signature(conn, article_id)) is not None:
        delete_link(conn, article_id)
        _link(conn, article_id, find_leaders(conn, bands_of(signature)).values(), shingles)


def _link(
    conn: sqlite3.Connection, article_id: str, leaders: Iterable[str], shingles: Shingles
) -> None:
    """Link an article that has no link to the first of its leaders that it resembles, if any."""
    earlier = {leader for leader in leaders if leader < article_id}
    if earlier and (original := find_original(shingles(article_id), earlier, shingles)):
        leader, nearness = original
        write_link(conn, article_id, near_copy_of=leader, jaccard=nearness)
