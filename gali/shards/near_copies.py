"""Near-copies over shards, found without a corpus: the links that one corpus of all would have.

Band by band, all signatures are looked through for articles that share one with another; those
are then compared by text. Memory holds one share of one band, whatever the number of articles;
what is found is kept in a file of its own and not sought again when the run was interrupted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path

from corpus.errors import UnreadableFileError
from corpus.shards.bands import BandShare, iter_led
from corpus.shards.folder import iter_texts
from corpus.shards.records import ShardMarker, ShardText
from gali.near_copies import Shingles, find_original
from gali.progress import Watch, unwatched
from gali.shards.copies_file import (
    NearCopy,
    list_leaders,
    read_leader_text,
    read_leaders,
    step,
    write_candidates,
    write_leader_texts,
    write_near_copy,
)
from gali.shards.work import is_signed
from harvest.near_copies import BAND_SLICES, shingles_of

_ARTICLES_AT_A_TIME = 5_000_000
_MOST_SHARES = 256
_TEXTS_IN_MEMORY = 5_000


def copies_file_name(shards: Mapping[Path, ShardMarker]) -> str:
    """Return the name of the file for the near-copies in some shards, another one for others.

    Args:
        shards: Shards with their markers, in order.

    Raises:
        UnreadableFileError: If one has no signatures that can be compared.
    """
    for shard, marker in shards.items():
        if not is_signed(marker):
            raise UnreadableFileError(
                "this shard has no signatures, or those of another version",
                where=str(shard),
                mend="Extract it again with this version of gali.",
            )
    tables = [sorted(marker.files.items()) for marker in shards.values()]
    return f"near-copies-{hashlib.sha256(json.dumps(tables).encode()).hexdigest()[:12]}.work"


def find_near_copies(
    conn: sqlite3.Connection,
    shards: Mapping[Path, ShardMarker],
    *,
    watch: Watch = unwatched,
) -> None:
    """Find what was not found yet of the near-copies in some shards; all are then in the file.

    Args:
        conn: Their file, see ``gali.shards.copies_file``.
        shards: Shards with their markers, in order.
        watch: Told of each part of a band, and of each shard.

    Raises:
        DatabaseRefusedError: If a table cannot be read, or the file not be written.
    """
    folders, parts = list(shards), _parts(sum(marker.n_articles for marker in shards.values()))
    for part in watch(parts, "Comparing signatures", lambda: len(parts)):
        with step(conn, str(part)) as is_pending:
            if is_pending:
                write_candidates(conn, iter_led(folders, part))
    with step(conn, "leaders") as is_pending:
        if is_pending:
            list_leaders(conn)
    numbered = list(enumerate(folders))
    for number, shard in watch(numbered, "Gathering texts", lambda: len(folders)):
        with step(conn, f"texts {number}") as is_pending:
            for batch in iter_texts(shard) if is_pending else ():
                write_leader_texts(conn, batch)
    shingles = _leader_shingles(conn)
    for number, shard in watch(numbered, "Comparing texts", lambda: len(folders)):
        with step(conn, f"links {number}") as is_pending:
            for batch in iter_texts(shard) if is_pending else ():
                _link(conn, batch, shingles)


def _parts(n_articles: int) -> list[BandShare]:
    """Return what is to be looked through, each part small enough for the memory."""
    n_shares = min(_MOST_SHARES, max(1, -(-n_articles // _ARTICLES_AT_A_TIME)))
    return [
        BandShare(start=band.start, stop=band.stop, share=share, n_shares=n_shares)
        for band, share in product(BAND_SLICES, range(n_shares))
    ]


def _leader_shingles(conn: sqlite3.Connection) -> Shingles:
    """Return what gives the shingles of leaders; the latest are kept in memory."""

    @lru_cache(maxsize=_TEXTS_IN_MEMORY)
    def shingles(article_id: str) -> frozenset[str]:
        return shingles_of(read_leader_text(conn, article_id))

    return shingles


def _link(conn: sqlite3.Connection, articles: Sequence[ShardText], shingles: Shingles) -> None:
    """Keep the links of some articles."""
    for article in articles:
        if leaders := read_leaders(conn, article.id):
            own = shingles_of(article.text)
            if original := find_original(own, leaders, shingles):
                leader, nearness = original
                found = NearCopy(article_id=article.id, near_copy_of=leader, jaccard=nearness)
                write_near_copy(conn, found)
