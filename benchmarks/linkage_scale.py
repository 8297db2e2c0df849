"""Linking of as many mentions as a whole country's archive holds, a province at a time.

Run: ``python benchmarks/linkage_scale.py [--mentions 10000000] [--jobs 2] [--provinces 38]``. The
mentions are those of ``benchmarks/linkage.py``, as many innovations in proportion. Mentions of
different provinces are never of one innovation, so each province is linked in a process of its
own: memory is that of the largest, and the ids are those of linking all at once. Printed are
groups, pairs that were compared, sizes of blocks, memory, time, and how many mentions went wrong.
``--provinces`` takes only so many, the largest first, for machines that have no hour. Mentions
that tell no region (3 in 100) are linked within the province in which they were invented; in a
corpus they come last, each compared with the innovations of its name.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from math import comb
from multiprocessing import get_context
from random import Random

from linkage import INNOVATIONS_A_MENTION, Invented, choose, invent, mention_of

from models.linkage import LinkInput, link_mentions
from models.linkage.evaluation import Score, b_cubed
from models.linkage.features import Features
from models.linkage.names import key_of
from models.linkage.scoring import PairModel, default_model

SEED = 20
PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class PairCounts:
    """How many pairs of mentions are rightly of one innovation, are put into one group, and both.

    Counts and not shares, so that they can be added up over provinces.
    """

    n_true: int = 0
    n_found: int = 0
    n_both: int = 0

    def __add__(self, other: PairCounts) -> PairCounts:
        """Return the sum."""
        return PairCounts(
            self.n_true + other.n_true, self.n_found + other.n_found, self.n_both + other.n_both
        )


class CountingModel(PairModel):
    """The shipped model, which also counts the pairs that it is asked about."""

    n_pairs = 0

    def score_features(self, features: Features) -> float:
        """Count, and return the log-odds that features give."""
        type(self).n_pairs += 1
        return super().score_features(features)


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking one province took, and how good it was."""

    province: str
    n_mentions: int
    n_groups: int
    n_true_groups: int
    n_compared: int
    block_sizes: tuple[int, int, int]
    cpu_seconds: float
    peak_gb: float
    b_cubed: Score
    pairs: PairCounts


def main() -> None:
    """Link province by province and print a Markdown table with the whole below."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mentions", type=int, default=10_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--provinces", type=int, default=1000)
    options = parser.parse_args()
    tasks = sorted(provinces_of(options.mentions), key=lambda task: -task[1])
    n_all = sum(n_mentions for _, n_mentions, _ in tasks)
    start = time.perf_counter()
    print(
        "| province | mentions | groups (true) | comparisons a mention "
        "| block: median, 99 % below, largest | mentions/CPU-s | GB | B³ F1 |"
    )
    print("|---|---|---|---|---|---|---|---|", flush=True)
    # A process for each province, so that its peak of memory is its own.
    pool = ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with pool:
        done = list(printed(pool.map(link_province, tasks[: options.provinces])))
    print_whole(done, n_all, time.perf_counter() - start)


def provinces_of(n_mentions: int) -> list[tuple[str, int, list[Invented]]]:
    """Return each province with its share of the mentions, and its innovations."""
    innovations = invent(max(1, int(n_mentions * INNOVATIONS_A_MENTION)), Random(SEED))
    found: dict[str, list[Invented]] = defaultdict(list)
    for innovation in innovations:
        found[innovation.region[:PROVINCE_DIGITS]].append(innovation)
    return [
        (province, round(n_mentions * len(own) / len(innovations)), own)
        for province, own in sorted(found.items())
    ]


def link_province(task: tuple[str, int, list[Invented]]) -> Linked:
    """Invent the mentions of a province, link them, and return what that took."""
    province, n_mentions, innovations = task
    random = Random(f"{SEED} {province}")
    chosen = [choose(len(innovations), random) for _ in range(n_mentions)]
    rows = [mention_of(innovations[number], place, random) for place, number in enumerate(chosen)]
    start = time.process_time()
    groups = link_mentions(rows, model=CountingModel(**asdict(default_model())))
    cpu_seconds = time.process_time() - start
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    truth = {row.article_id: number for row, number in zip(rows, chosen, strict=True)}
    found = {ref.article_id: group.id for group in groups for ref in group.mentions}
    return Linked(
        province=province,
        n_mentions=n_mentions,
        n_groups=len(groups),
        n_true_groups=len(set(chosen)),
        n_compared=CountingModel.n_pairs,
        block_sizes=block_sizes(rows),
        cpu_seconds=cpu_seconds,
        peak_gb=peak_gb,
        b_cubed=b_cubed(truth, found),
        pairs=count_pairs(truth, found),
    )


def count_pairs(truth: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> PairCounts:
    """Return how many pairs of mentions belong together, were put together, and both."""
    groupings = (
        Counter(truth.values()),
        Counter(found.values()),
        Counter((truth[key], found[key]) for key in truth),
    )
    return PairCounts(*(sum(comb(n, 2) for n in sizes.values()) for sizes in groupings))


def block_sizes(rows: Sequence[LinkInput]) -> tuple[int, int, int]:
    """Return how many mentions share one region and name: the median, 99 in 100, the most."""
    blocks = Counter((row.mention.region, key_of(row.mention.name)) for row in rows)
    sizes = sorted(blocks.values())
    return sizes[len(sizes) // 2], sizes[len(sizes) * 99 // 100], sizes[-1]


def printed(results: Iterator[Linked]) -> Iterator[Linked]:
    """Yield results and print a row for each."""
    for one in results:
        cells = (
            one.province,
            f"{one.n_mentions:,}",
            f"{one.n_groups:,} ({one.n_true_groups:,})",
            f"{one.n_compared / one.n_mentions:.2f}",
            ", ".join(f"{size:,}" for size in one.block_sizes),
            f"{one.n_mentions / one.cpu_seconds:,.0f}",
            f"{one.peak_gb:.2f}",
            f"{one.b_cubed.f1:.4f}",
        )
        print(f"| {' | '.join(cells)} |", flush=True)
        yield one


def print_whole(done: Sequence[Linked], n_all: int, seconds: float) -> None:
    """Print the sums, and what all provinces would take."""
    n_mentions = sum(one.n_mentions for one in done)
    cpu_seconds = sum(one.cpu_seconds for one in done)
    precision = sum(one.b_cubed.precision * one.n_mentions for one in done) / n_mentions
    recall = sum(one.b_cubed.recall * one.n_mentions for one in done) / n_mentions
    pairs = sum((one.pairs for one in done), PairCounts())
    print(
        f"\n{n_mentions:,} of {n_all:,} mentions linked in {seconds:,.0f} s with their invention; "
        f"linking alone {cpu_seconds:,.0f} CPU-s, {n_mentions / cpu_seconds:,.0f} mentions a "
        f"CPU-second; all would take {cpu_seconds * n_all / n_mentions / 60:,.0f} CPU-minutes. "
        f"{sum(one.n_groups for one in done):,} groups "
        f"({sum(one.n_true_groups for one in done):,} true), "
        f"{sum(one.n_compared for one in done):,} comparisons. "
        f"Largest process {max(one.peak_gb for one in done):.2f} GB.\n"
        f"B-cubed P {precision:.4f} R {recall:.4f}; all pairs of mentions "
        f"P {pairs.n_both / pairs.n_found:.4f} R {pairs.n_both / pairs.n_true:.4f}"
    )


if __name__ == "__main__":
    main()
