"""Links articles that say nearly the same: one press release in many newspapers.

Every article stays one of its own and is extracted; the links tell originals from reprints
(view ``v_near_copies``). Incremental and interruptible: what a transaction has committed stays.
The links are the same in whatever order the articles came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from functools import lru_cache

from corpus.connection import transaction
from corpus.near_copies import (
    UnsignedArticle,
    count_near_copies,
    count_unsigned,
    delete_link,
    find_leaders,
    find_members,
    find_near_copy_of,
    forget_other_methods,
    iter_unsigned,
    read_signature,
    read_text,
    write_link,
    write_signature,
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

_ARTICLES_IN_A_BATCH = 100
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
    forget_other_methods(conn, METHOD)

    @lru_cache(maxsize=_TEXTS_IN_MEMORY)
    def shingles(article_id: str) -> frozenset[str]:
        return shingles_of(read_text(conn, article_id))

    articles = watch(iter_unsigned(conn), "Comparing", lambda: count_unsigned(conn))
    for batch in iter_batches(articles, _ARTICLES_IN_A_BATCH):
        with transaction(conn):
            for article in batch:
                _sign_and_link(conn, article, shingles)
    return count_near_copies(conn)


def _sign_and_link(conn: sqlite3.Connection, article: UnsignedArticle, shingles: Shingles) -> None:
    """Write the signature of an article, and all links that it alters."""
    signature = sign_shingles(shingles_of(article.text))
    bands = bands_of(signature) if signature is not None else ()
    leaders = find_leaders(conn, bands)
    is_new = write_signature(conn, article.id, method=METHOD, signature=signature, bands=bands)
    if not is_new:
        return  # by another process
    _link(conn, article.id, leaders.values(), shingles)
    led = [band for band, leader in leaders.items() if leader > article.id]
    for follower in find_members(conn, led):
        if follower != article.id:
            _link_to_new_leader(conn, follower, article.id, shingles)


def _link_to_new_leader(
    conn: sqlite3.Connection, article_id: str, leader: str, shingles: Shingles
) -> None:
    """Link an article anew whose band was led by another one until now, if that alters its link."""
    known = find_near_copy_of(conn, article_id)
    if known is not None and known < leader:
        return  # that one leads its band as before
    nearness = jaccard(shingles(article_id), shingles(leader))
    if nearness >= LEAST_JACCARD:
        write_link(conn, article_id, near_copy_of=leader, jaccard=nearness)
    elif known is not None and (signature := read_signature(conn, article_id)) is not None:
        delete_link(conn, article_id)
        _link(conn, article_id, find_leaders(conn, bands_of(signature)).values(), shingles)


def _link(
    conn: sqlite3.Connection, article_id: str, leaders: Iterable[str], shingles: Shingles
) -> None:
    """Link an article that has no link to the first of its leaders that it resembles, if any."""
    for leader in sorted({leader for leader in leaders if leader < article_id}):
        nearness = jaccard(shingles(article_id), shingles(leader))
        if nearness >= LEAST_JACCARD:
            write_link(conn, article_id, near_copy_of=leader, jaccard=nearness)
            return
