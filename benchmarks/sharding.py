"""Shards on two processes next to one, and merging them into a corpus.

Run: ``python benchmarks/sharding.py [--articles 24000] [--files 16] [--rounds 2]``. The same files
are made into shards by one process, then by two, turn and turn about; the best round of each
counts. There is enough to do for one process to need a minute: each process first reads language
and models for one or two seconds, which of a short run would be most. Two processes should need at
most 1/1.8 of the time of one, on two cores that nobody else uses. On a busy machine the
processors' time tells more: of two processes it is that of one and one more start, so nothing is
done twice.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from newspaper.articles import iter_records

LEAST_RATIO = 1.8


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        seconds: By the clock.
        cpu_seconds: Of the processors, those of its own processes together.
    """

    seconds: float
    cpu_seconds: float


def main() -> None:
    """Print a Markdown table of both ways, and of the merge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=24_000)
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_inputs(folder / "news", options.articles, options.files)
        print(
            f"{options.articles:,} articles in {options.files} files, {os.cpu_count()} cores, "
            f"load {os.getloadavg()[0]:.1f} before\n"
        )
        one, two = best_of_turns(folder, options.rounds)
        merged = cost_of(["import", folder / "shards", "--db", folder / "corpus.db"])
    print("| step | seconds | CPU-s | articles a second |\n|---|---|---|---|")
    for step, cost in (("1 process", one), ("2 processes", two), ("merge", merged)):
        rate = options.articles / cost.seconds
        print(f"| {step} | {cost.seconds:.1f} | {cost.cpu_seconds:.1f} | {rate:,.0f} |")
    print(
        f"\nTwo processes are {one.seconds / two.seconds:.2f} times as fast as one "
        f"(promised: {LEAST_RATIO}), with {two.cpu_seconds / one.cpu_seconds:.2f} times its CPU-s."
    )


def write_inputs(folder: Path, n_articles: int, n_files: int) -> None:
    """Write articles as JSONL, in files of one length."""
    folder.mkdir()
    records = iter_records(n_articles)
    for number in range(n_files):
        with (folder / f"{number}.jsonl").open("w", encoding="utf-8") as stream:
            part = islice(records, n_articles // n_files)
            stream.writelines(json.dumps(record) + "\n" for record in part)


def best_of_turns(folder: Path, n_rounds: int) -> tuple[Cost, Cost]:
    """Return the fastest round of one process and of two; shards are left in ``shards``."""
    costs: dict[int, list[Cost]] = {1: [], 2: []}
    for _ in range(n_rounds):
        for jobs, taken in costs.items():
            shutil.rmtree(folder / "shards", ignore_errors=True)
            command = ["extract", "--shards", folder / "news", "--out", folder / "shards"]
            taken.append(cost_of([*command, "--jobs", jobs]))
    one, two = (min(taken, key=lambda cost: cost.seconds) for taken in costs.values())
    return one, two


def cost_of(arguments: list[object]) -> Cost:
    """Run a command of gali and return what it took."""
    command = [sys.executable, "-m", "gali", *map(str, arguments), "--quiet"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds=seconds, cpu_seconds=used)


if __name__ == "__main__":
    main()
