"""All benchmarks in one run, written down: what was printed, its tables as data, the machine.

Run: ``make bench``, or ``python benchmarks/report.py [NAME …]`` for some. Writes
``benchmarks/history/<day>-<commit>.md`` and ``.json``. Ratios within a report mean something;
between reports only if the machine was the same and quiet.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path(__file__).parent
HISTORY = FOLDER / "history"


def main() -> None:
    """Run benchmarks one after the other and write the report after each."""
    wanted = sys.argv[1:]
    scripts = [
        path
        for path in sorted(FOLDER.glob("*.py"))
        if path != Path(__file__) and (not wanted or path.stem in wanted)
    ]
    HISTORY.mkdir(exist_ok=True)
    stem = HISTORY / f"{datetime.now(UTC).date().isoformat()}-{commit()}"
    results: list[dict[str, object]] = []
    for script in scripts:
        print(f"== {script.name}", file=sys.stderr, flush=True)
        results.append(measured(script))
        write(stem, results)
    print(stem.with_suffix(".md"))


def measured(script: Path) -> dict[str, object]:
    """Return what a benchmark printed, and how it ended."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    return {
        "name": script.stem,
        "seconds": round(time.perf_counter() - start, 1),
        "exit_code": done.returncode,
        "output": done.stdout,
        "tables": list(iter_tables(done.stdout.splitlines())),
        "errors": done.stderr[-2000:] if done.returncode else "",
    }


def iter_tables(lines: Sequence[str]) -> Iterator[list[dict[str, str]]]:
    """Yield the Markdown tables in some lines, a dict a row."""
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            header, _, *body = rows
            yield [dict(zip(header, row, strict=False)) for row in body]
            rows = []


def write(stem: Path, results: Sequence[dict[str, object]]) -> None:
    """Write the report as far as it goes."""
    facts = machine()
    stem.with_suffix(".json").write_text(
        json.dumps({"machine": facts, "benchmarks": results}, indent=1, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    parts = [f"# Benchmarks, {stem.name}", ", ".join(f"{k} {v}" for k, v in facts.items())]
    for result in results:
        parts.append(f"## {result['name']} ({result['seconds']} s)")
        parts.append(str(result["output"]).strip())
        if result["exit_code"]:
            parts.append(f"Failed:\n\n```\n{result['errors']}\n```")
    stem.with_suffix(".md").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def machine() -> dict[str, object]:
    """Return what the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "Python": platform.python_version(),
        "system": platform.system(),
    }


def commit() -> str:
    """Return the commit that was measured, in short; ``unknown`` outside of a checkout."""
    command = ["git", "-C", str(FOLDER), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
