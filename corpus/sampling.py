"""Draws a sample of articles for people to annotate, so that they can tell how good the data are.

Articles are divided into strata; from each, some are drawn by a hash of the seed and their id. So a
sample depends on the seed and on which articles there are, not on the order in which they came, and
a larger sample of the same seed tends to hold the smaller one. Each article has the weight by which
it stands for others, so that figures of the sample become estimates for all (Horvitz-Thompson).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.errors import InvalidQueryError
from corpus.selection import Selection

Trait = Literal["sector", "region", "province", "outlet", "year", "relevant"]
TRAITS = get_args(Trait)
Allocation = Literal["proportional", "equal"]
_TRAITS = """
SELECT a.id, e.region, substr(e.region, 1, 2) AS province, a.outlet,
  substr(a.published, 1, 4) AS year, iif(e.relevant, 'yes', 'no') AS relevant,
  (SELECT m.sector FROM mentions AS m WHERE m.article_id = a.id AND m.sector IS NOT NULL
    GROUP BY m.sector ORDER BY count(*) DESC, m.sector LIMIT 1) AS sector
FROM articles AS a JOIN extractions AS e ON e.article_id = a.id
WHERE a.duplicate_of IS NULL AND a.article_key IN (SELECT value FROM json_each(?))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A group of articles that have the same traits.

    Attributes:
        traits: Value of each trait; empty where an article has none.
        n_articles: Articles in it.
        n_sampled: Those of them that were drawn.
    """

    traits: Mapping[str, str]
    n_articles: int
    n_sampled: int

    @property
    def weight(self) -> float | None:
        """How many articles each drawn one stands for; None if none was drawn."""
        return self.n_articles / self.n_sampled if self.n_sampled else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What was drawn.

    Attributes:
        article_ids: The articles, by a hash: as good as shuffled.
        stratum_of: Number of the stratum of each.
        strata: All strata, those without a drawn article too.
        seed: As given.
    """

    article_ids: tuple[str, ...]
    stratum_of: Mapping[str, int]
    strata: tuple[Stratum, ...]
    seed: int

    def weight_of(self, article_id: str) -> float:
        """Return how many articles one stands for."""
        weight = self.strata[self.stratum_of[article_id]].weight
        assert weight is not None
        return weight


def draw_sample(
    conn: sqlite3.Connection,
    selection: Selection,
    n: int,
    *,
    stratify: Sequence[Trait] = (),
    allocation: Allocation = "proportional",
    seed: int = 0,
    only: Literal["relevant", "irrelevant"] | None = None,
) -> Sample:
    """Draw articles from those that were selected and extracted.

    Args:
        conn: A corpus.
        selection: Articles (``corpus.selection.select_articles``).
        n: How many to draw; all if there are no more.
        stratify: Traits by which articles are divided; none for a simple sample.
        allocation: Whether strata get articles by their size, each at least one if there are
            enough, or the same number each.
        seed: Another one gives another sample.
        only: Whether only articles are drawn that the extractor takes for relevant, or for not
            relevant; None for both.

    Raises:
        InvalidQueryError: If a trait does not exist.
    """
    unknown = [trait for trait in stratify if trait not in TRAITS]
    if unknown:
        raise InvalidQueryError(
            f"articles have no trait {unknown[0]!r}", mend=f"There are: {', '.join(TRAITS)}."
        )
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    keys = [row[0] for row in conn.execute(selection.keys, selection.parameters)]
    for row in conn.execute(_TRAITS, (json.dumps(keys),)):
        if only is not None and (row["relevant"] == "yes") != (only == "relevant"):
            continue
        groups[tuple(row[trait] or "" for trait in stratify)].append(row["id"])
    named = sorted(groups)
    sizes = [len(groups[name]) for name in named]
    shares = (allocate_equally if allocation == "equal" else allocate_by_size)(sizes, n)
    drawn = {
        article_id: number
        for number, (name, share) in enumerate(zip(named, shares, strict=True))
        for article_id in sorted(groups[name], key=lambda one: _order(seed, one))[:share]
    }
    strata = tuple(
        Stratum(traits=dict(zip(stratify, name, strict=True)), n_articles=size, n_sampled=share)
        for name, size, share in zip(named, sizes, shares, strict=True)
    )
    return Sample(
        article_ids=tuple(sorted(drawn, key=lambda one: _order(seed, one))),
        stratum_of=drawn,
        strata=strata,
        seed=seed,
    )


def allocate_by_size(sizes: Sequence[int], n: int) -> list[int]:
    """Return how many of each stratum are drawn, by size (largest remainders).

    Where there are at least as many as strata, each gets one first, so that all are represented.
    """
    n = min(n, sum(sizes))
    least = 1 if n >= len(sizes) else 0
    exact = [n * size / sum(sizes) for size in sizes]
    shares = [max(least, int(quota)) for quota in exact]
    while sum(shares) != n:
        step = 1 if sum(shares) < n else -1
        # The stratum that is furthest from its quota gives or takes one.
        eligible = (i for i, share in enumerate(shares) if least <= share + step <= sizes[i])
        chosen = max(eligible, key=lambda i: (step * (exact[i] - shares[i]), -i))
        shares[chosen] += step
    return shares


def allocate_equally(sizes: Sequence[int], n: int) -> list[int]:
    """Return how many of each stratum are drawn, the same of each as far as they have so many."""
    shares: Counter[int] = Counter()
    left = min(n, sum(sizes))
    while left:
        open_ = [number for number, size in enumerate(sizes) if shares[number] < size]
        for number in open_[:left]:
            shares[number] += 1
        left -= min(left, len(open_))
    return [shares[number] for number in range(len(sizes))]


def _order(seed: int, article_id: str) -> str:
    """Return what an article is sorted by: as good as chance, and always the same."""
    return hashlib.sha256(f"{seed}:{article_id}".encode()).hexdigest()
