"""Shards into a corpus: articles and what was found in them; twice does no harm.

Copies of an article in several shards become one original with its extraction; articles without an
extraction (the extractor failed on them, or was older) are extracted by the next run.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.classification import Classification, write_classifications
from corpus.connection import transaction
from corpus.errors import GaliError
from corpus.reader import pending_ids
from corpus.records import Prediction
from corpus.shards.folder import iter_articles, iter_extractions, iter_signatures
from corpus.shards.records import ShardExtraction
from corpus.writer import write_articles, write_extractions, write_sources
from extract.version import EXTRACTOR
from gali.near_copies import link_signed
from gali.outlets import OutletRegister
from gali.progress import Watch, unwatched
from gali.shards.inputs import read_markers
from gali.shards.work import is_signed
from harvest.outlets.catalogue import load_sources
from harvest.outlets.manifest import SourceManifest


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What merging did.

    Attributes:
        n_shards: Shards that were read.
        n_new: Articles that the corpus did not have, copies among them.
        n_known: Articles that it had already.
        n_duplicates: New articles of which it had a copy.
        n_extracted: Articles whose extraction was taken over.
        n_problems: Records that the shards report as unreadable.
        damaged: Why shards were left out; empty if none was.
    """

    n_shards: int
    n_new: int
    n_known: int
    n_duplicates: int
    n_extracted: int
    n_problems: int
    damaged: tuple[GaliError, ...]


def merge_shards(
    conn: sqlite3.Connection,
    folders: Iterable[Path],
    *,
    sources: Iterable[SourceManifest] | None = None,
    watch: Watch = unwatched,
) -> MergeReport:
    """Bring shards into a corpus, a batch at a time; interrupted, it goes on when run again.

    Args:
        conn: A corpus that can be written.
        folders: Shards, or folders of shards.
        sources: The outlets that are known; None for those that come with gali.
        watch: Told of each shard.

    Raises:
        DatabaseRefusedError: If the corpus cannot be written.
        ExportRefusedError: If pyarrow is not installed.
    """
    outlets = OutletRegister(load_sources() if sources is None else sources)
    whole, damaged = read_markers(folders, watch=watch)
    counts: Counter[str] = Counter()
    for shard, marker in watch(whole.items(), "Merging articles", lambda: len(whole)):
        counts.update(_merge_articles(conn, shard, outlets), n_problems=marker.n_problems)
    signed = [shard for shard, marker in whole.items() if is_signed(marker)]
    link_signed(conn, _iter_signatures(watch(signed, "Comparing", lambda: len(signed))))
    # Only now is known which of several copies is the original, whose extraction counts.
    for shard in watch(whole, "Merging what was found", lambda: len(whole)):
        counts["n_extracted"] += _merge_extractions(conn, shard)
    names = ("n_new", "n_known", "n_duplicates", "n_extracted", "n_problems")
    return MergeReport(
        n_shards=len(whole), damaged=tuple(damaged), **{name: counts[name] for name in names}
    )


def _merge_articles(conn: sqlite3.Connection, shard: Path, outlets: OutletRegister) -> Counter[str]:
    """Write the articles of a shard and their outlets; return what that did."""
    counts: Counter[str] = Counter()
    for batch in iter_articles(shard):
        articles = [outlets.settle(article) for article in batch]
        counts.update(asdict(write_articles(conn, articles)))
        if known := outlets.new_sources(articles):
            write_sources(conn, known)
    return counts


def _iter_signatures(shards: Iterable[Path]) -> Iterator[tuple[str, bytes | None]]:
    """Yield the articles of some shards and their signatures."""
    for shard in shards:
        for batch in iter_signatures(shard):
            yield from ((one.article_id, one.signature) for one in batch)


def _merge_extractions(conn: sqlite3.Connection, shard: Path) -> int:
    """Write what was found in the originals that wait for it; return in how many."""
    n_extracted = 0
    for batch in iter_extractions(shard):
        pending = pending_ids(conn, EXTRACTOR, [entry.extraction.article_id for entry in batch])
        wanted = [entry for entry in batch if entry.extraction.article_id in pending]
        with transaction(conn):
            n_extracted += write_extractions(
                conn, ((entry.extraction, _sectors_of(entry)) for entry in wanted)
            )
            write_classifications(conn, _iter_classifications(wanted))
    return n_extracted


def _iter_classifications(entries: Iterable[ShardExtraction]) -> Iterator[Classification]:
    """Yield what classifiers said of articles of a shard; of some nobody asked them."""
    for entry in entries:
        if entry.relevance is not None:
            yield Classification(
                article_id=entry.extraction.article_id,
                sectors=_sectors_of(entry),
                relevant=entry.extraction.relevant,
                relevance=entry.relevance,
            )


def _sectors_of(entry: ShardExtraction) -> dict[str, Prediction]:
    """Return the predictions behind the sectors of an article's mentions, by ``local_id``."""
    return {sector.local_id: sector.prediction for sector in entry.sectors}
