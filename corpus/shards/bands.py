"""Which articles of many shards share a band of their signatures, found without a database.

A band is a stretch of a signature's bytes. Of all articles that have one in common the one of the
smallest id leads it, and the others are worth comparing with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.shards.folder import read_signatures

if TYPE_CHECKING:
    import pyarrow


@dataclass(frozen=True, slots=True)
class BandShare:
    """A part of the articles' bands that is looked at in one go; nothing is in two of them.

    Attributes:
        start: Where the band begins in a signature.
        stop: Where it ends.
        share: Number of the share, from 0: bands whose first byte has this remainder.
        n_shares: How many shares a band is divided into, at most 256.
    """

    start: int
    stop: int
    share: int = 0
    n_shares: int = 1


def iter_led(shards: Sequence[Path], part: BandShare) -> Iterator[tuple[str, str]]:
    """Yield articles with the one of the smallest id that has the same band; leaders are left out.

    Args:
        shards: Shards with signatures, all of one method.
        part: Which band, and which share of it.

    Raises:
        DatabaseRefusedError: If a table cannot be read.
        ExportRefusedError: If pyarrow is not installed.
    """
    rows = _with_company(_bands(shards, part))
    import pyarrow.compute as pc

    leaders = rows.group_by("band").aggregate([("article_id", "min")])
    pairs = rows.join(leaders, "band").filter(pc.field("article_id_min") < pc.field("article_id"))
    for batch in pairs.to_batches():
        yield from zip(
            batch["article_id"].to_pylist(), batch["article_id_min"].to_pylist(), strict=True
        )


def _bands(shards: Sequence[Path], part: BandShare) -> pyarrow.Table:
    """Return articles and bands of all shards, those of the share."""
    import pyarrow
    import pyarrow.compute as pc

    first_bytes = pyarrow.array(
        [bytes([byte]) for byte in range(part.share, 256, part.n_shares)], pyarrow.binary()
    )
    tables = []
    for shard in shards:
        signed = read_signatures(shard)
        signed = signed.filter(pc.is_valid(signed["signature"]))
        bands = pc.binary_slice(signed["signature"], part.start, part.stop)
        table = pyarrow.table({"article_id": signed["article_id"], "band": bands})
        heads = pc.binary_slice(bands, 0, 1)
        tables.append(table.filter(pc.is_in(heads, value_set=first_bytes)))
    return pyarrow.concat_tables(tables)


def _with_company(rows: pyarrow.Table) -> pyarrow.Table:
    """Return the rows whose band another one has too.

    Most bands are nobody else's; without them, what follows needs little memory.
    """
    import pyarrow.compute as pc

    counts = rows.select(["band"]).group_by("band").aggregate([([], "count_all")])
    shared = counts.filter(pc.field("count_all") > 1)["band"].combine_chunks()
    return rows.filter(pc.is_in(rows["band"], value_set=shared))
