"""The same articles through an earlier revision and through this one, in turns: what has changed?

Run: ``python benchmarks/before_after.py REVISION [--articles 2000] [--rounds 3] [--jobs 2]``. The
revision is checked out into a temporary folder and run by the same Python with the same libraries.
Each stage is a command that both know, and runs in turn, before and after; a ratio is the median
of those of the rounds. It is reckoned from the processors' time (CPU-s), which leaves out what
other programs took. What a revision finds is not compared: an earlier one may do less.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from newspaper.articles import iter_records

ROOT = Path(__file__).parent.parent
# The earliest revision with the same commands. It knows neither near-copies nor relevance, nor much
# else that is found today, so that its run does less.
EARLIEST = "2779a6c"
NOTHING_FOUND = 3


def main() -> None:
    """Print a Markdown table of CPU-s before and after, by stage."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("revision", nargs="?", default=EARLIEST)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with TemporaryDirectory() as name, checkout(options.revision, Path(name) / "before") as before:
        articles = Path(name) / "articles.jsonl"
        with articles.open("w", encoding="utf-8") as stream:
            records = iter_records(options.articles)
            stream.writelines(json.dumps(record) + "\n" for record in records)
        costs: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for _ in range(options.rounds):
            dbs = Path(name) / "before.db", Path(name) / "after.db"
            for db in dbs:
                db.unlink(missing_ok=True)
            commands = [stages(articles, db, options.jobs) for db in dbs]
            for stage in commands[0]:
                first = cpu_seconds_of(commands[0][stage], before)
                costs[stage].append((first, cpu_seconds_of(commands[1][stage], ROOT)))
    print(f"{options.articles:,} articles, {options.rounds} rounds; before: {options.revision}\n")
    print_table(costs)


def stages(articles: Path, db: Path, jobs: int) -> dict[str, list[str]]:
    """Return the command of each stage, in order."""
    return {
        "start": ["--version"],
        "import, with the index for searching": ["import", str(articles), "--db", str(db)],
        "run: near-copies, gate, extraction, classification, linkage": [
            *("run", "--db", str(db), "--jobs", str(jobs)),
        ],
        "run, with nothing new": ["run", "--db", str(db)],
        "search": ["search", "inovasi", "--db", str(db)],
    }


@contextmanager
def checkout(revision: str, folder: Path) -> Iterator[Path]:
    """Check a revision out for as long as it is needed."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--quiet", "--detach", str(folder), revision], check=True)
    try:
        hide_entry_points(folder)
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)


def hide_entry_points(folder: Path) -> None:
    """Keep libraries from loading parts of the installed gali that the revision does not have."""
    metadata = folder / "gali_inovasi-0.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: gali-inovasi\nVersion: 0\n")


def cpu_seconds_of(arguments: Sequence[str], tree: Path) -> float:
    """Run a command of the gali in a folder; return the processors' time of all its processes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "gali", *arguments],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
    )
    if done.returncode not in (0, NOTHING_FOUND):
        sys.exit(f"{tree.name}: gali {' '.join(arguments)}\n{done.stderr[-800:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def print_table(costs: Mapping[str, list[tuple[float, float]]]) -> None:
    """Print the medians of each stage, and the median of the ratios of its rounds."""
    print("| stage | CPU-s before | CPU-s after | times as fast |\n|---|---|---|---|")
    for stage, pairs in costs.items():
        before, after = (median(side) for side in zip(*pairs, strict=True))
        ratio = median(first / second for first, second in pairs)
        print(f"| {stage} | {before:.2f} | {after:.2f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
