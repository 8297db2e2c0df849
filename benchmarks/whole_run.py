"""From JSONL to a searchable corpus of linked innovations: does the cost of an article stay flat?

Run: ``python benchmarks/whole_run.py [--articles 1000 10000 100000] [--jobs 2]``; 100,000 take
five to ten minutes. One article in ten tells of innovations. Each stage is the command that a user
would type, in a process of its own; its peak of memory is that of its largest process. Seconds of
a busy machine say little; those of the processors (CPU-s) leave out what others took.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from newspaper.articles import iter_records

NOTHING_FOUND = 3
# What the project promises for 100,000 articles on two cores.
MOST_MINUTES, MOST_GB, MOST_UNEVEN = 10, 2.0, 0.15


def main() -> None:
    """Print a Markdown table of times and memory by number of articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    print(f"{options.jobs} processes; seconds, and CPU-milliseconds an article beyond the start\n")
    print("| articles | import | extract and link | whole | CPU-s | beyond start | memory |")
    print("|---|---|---|---|---|---|---|")
    start_seconds = 0.0
    for n_articles in (1, *options.articles):
        with TemporaryDirectory() as folder:
            cpu = print_row(n_articles, Path(folder), options.jobs, start_seconds)
        start_seconds = start_seconds or cpu
    print(
        f"\nPromised for 100,000: at most {MOST_MINUTES} minutes and {MOST_GB} GB, and an article "
        f"costs within {MOST_UNEVEN:.0%} what it costs among 1,000, beyond the start."
    )


def print_row(n_articles: int, folder: Path, jobs: int, start_seconds: float) -> float:
    """Measure one corpus and return its CPU-s; those of a single article are the start."""
    articles, db = folder / "articles.jsonl", folder / "corpus.db"
    with articles.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(record) + "\n" for record in iter_records(n_articles))
    cpu_before = cpu_seconds()
    imported = seconds_of(["import", articles, "--db", db])
    run = seconds_of(["run", "--db", db, "--jobs", jobs])
    cpu = cpu_seconds() - cpu_before
    seconds_of(["search", "inovasi", "--db", db, "--format", "jsonl"])
    peak_gb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    cells = [
        f"{n_articles:,}",
        f"{imported:.1f}",
        f"{run:.1f}",
        f"{imported + run:.1f}",
        f"{cpu:.1f}",
        f"{1000 * (cpu - start_seconds) / n_articles:.2f} ms",
        f"{peak_gb:.2f} GB",
    ]
    print(f"| {' | '.join(cells)} |", flush=True)
    return cpu


def cpu_seconds() -> float:
    """Return the processors' time of all commands so far, and of the processes they started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds_of(arguments: Sequence[object]) -> float:
    """Run a command of gali and return how long it took."""
    command = [sys.executable, "-m", "gali", *map(str, arguments), "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL)
    if done.returncode not in (0, NOTHING_FOUND):
        raise subprocess.CalledProcessError(done.returncode, command)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
