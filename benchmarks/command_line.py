"""How long a user waits: for help, for answers, for an import and a run of all stages.

Run: ``python benchmarks/command_line.py``. Each figure is the best of several real processes, by
the clock and by the processors' time (CPU-s), which a busy machine alters less. The corpus is the
bundled sample, copied under other last lines until it is as large as wanted. The project promises
that every command has started within half a second.
"""

from __future__ import annotations

import json
import platform
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gali.cli.reference import iter_verbs

SAMPLE = Path(__file__).parent.parent / "gali" / "demo" / "sample.jsonl"
N_COPIES = 25
N_ROUNDS = 3
START_SECONDS = 0.5
# Verbs that only look, as a user types them; on some hundred articles each answers at once.
ANSWERS = (
    "--version",
    "search anak",
    "show PINASA",
    "stats",
    "awards",
    "replications",
    "region banyumas",
    "words stunting --by year",
    "kwic stunting",
    "collocations stunting",
    "keywords --region jateng",
    "sql 'SELECT count(*) FROM articles'",
    "sample 5",
    "review queue",
    "review log",
    "reference lists",
    "codebook",
    "config show",
    "harvest sources",
    "harvest status",
)
NOTHING_FOUND = 3


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What a command took at best.

    Attributes:
        cpu_seconds: Of the processors.
        seconds: By the clock.
    """

    cpu_seconds: float
    seconds: float


def main() -> None:
    """Print Markdown tables of times."""
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print_helps()
    with tempfile.TemporaryDirectory() as folder:
        articles, db = Path(folder) / "articles.jsonl", Path(folder) / "corpus.db"
        n_articles = write_articles(articles)
        print("\n| command | seconds | CPU-s |\n|---|---|---|")
        print_cost(f"import, {n_articles} articles", best("import", articles, "--db", db, rounds=1))
        print_cost(f"run, {n_articles} articles", best("run", "--db", db, rounds=1))
        print_cost("run, nothing new", best("run", "--db", db))
        print_cost("check", best("check", "--db", db))
        for answer in ANSWERS:
            print_cost(answer, best("--db", db, *shlex.split(answer)))


def print_helps() -> None:
    """Print how long the help of the slowest verbs takes, and how many take too long."""
    costs = sorted(
        ((best(*path.split()[1:], "--help"), path) for path in ("gali", *iter_paths())),
        reverse=True,
    )
    late = sum(cost.cpu_seconds > START_SECONDS for cost, _ in costs)
    print("| help of | seconds | CPU-s |\n|---|---|---|")
    for cost, path in costs[:5]:
        print_cost(path, cost)
    median = costs[len(costs) // 2][0]
    print_cost(f"the median of all {len(costs)}", median)
    print(f"\n{late} of {len(costs)} take more than {START_SECONDS} CPU-s.")


def iter_paths() -> Iterator[str]:
    """Yield all verbs as they are typed."""
    yield from (path for path, _ in iter_verbs())


def best(*arguments: object, rounds: int = N_ROUNDS) -> Cost:
    """Return what the quickest of several runs of a command took."""
    return min(cost_of([sys.executable, "-m", "gali", *map(str, arguments)]) for _ in range(rounds))


def cost_of(command: list[str]) -> Cost:
    """Run a command and return what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, NOTHING_FOUND):
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu_seconds=used, seconds=seconds)


def print_cost(name: str, cost: Cost) -> None:
    """Print a row of a table."""
    print(f"| {name} | {cost.seconds:.2f} | {cost.cpu_seconds:.2f} |", flush=True)


def write_articles(path: Path) -> int:
    """Write the sample many times, each time with another last line; return how many articles."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for copy in range(N_COPIES):
            for row in rows:
                text = f"{row['text']}\nCetakan ke-{copy}."
                file.write(json.dumps({"title": row["title"], "text": text}) + "\n")
    return len(rows) * N_COPIES


if __name__ == "__main__":
    main()
