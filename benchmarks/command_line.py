"""How long a user waits: starting, importing, running all stages, searching.

Run: ``python benchmarks/command_line.py``. Each figure is the best of several real processes on
the bundled sample, copied under other addresses until it is as large as wanted.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "gali" / "demo" / "sample.jsonl"
N_COPIES = 25
N_ROUNDS = 3


def seconds(*arguments: object, rounds: int = N_ROUNDS) -> float:
    """Return the shortest time of several runs of a command line."""
    command = [sys.executable, "-m", "gali", *map(str, arguments)]
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def write_articles(path: Path) -> int:
    """Write the sample many times, each time with another last line; return how many articles."""
    rows = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for copy in range(N_COPIES):
            for row in rows:
                text = f"{row['text']}\nCetakan ke-{copy}."
                file.write(json.dumps({"title": row["title"], "text": text}) + "\n")
    return len(rows) * N_COPIES


def main() -> None:
    """Print a Markdown table of times."""
    with tempfile.TemporaryDirectory() as folder:
        articles, db = Path(folder) / "articles.jsonl", Path(folder) / "corpus.db"
        n_articles = write_articles(articles)
        times = {
            "gali --help": seconds("--help"),
            "gali --version": seconds("--version"),
            f"gali import, {n_articles} articles": seconds(
                "import", articles, "--db", db, rounds=1
            ),
            f"gali run, {n_articles} articles": seconds("run", "--db", db, rounds=1),
            "gali run, nothing new": seconds("run", "--db", db, rounds=1),
            "gali search, one word": seconds("search", "anak", "--db", db),
            "gali check": seconds("check", "--db", db, rounds=1),
        }
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print("| command | seconds |\n| --- | ---: |")
    for name, time_taken in times.items():
        print(f"| {name} | {time_taken:.2f} |")


if __name__ == "__main__":
    main()
