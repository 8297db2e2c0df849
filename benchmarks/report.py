"""Benchmarks in one run, written down: what was printed, its tables as data, the machine.

Run: ``make bench``, some 20 minutes on two quiet cores, or ``python benchmarks/report.py NAME …``
for some. Writes ``benchmarks/history/<day>-<commit>.md`` and ``.json``, without names of machines
and folders. Ratios within a report mean something; between reports only if the machine was the
same and quiet.

Not run unless named: ``linkage_scale`` (ten million mentions take half an hour), ``serving`` (needs
a corpus) and ``crawling`` (wants Scrapy beside it).
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
from tempfile import gettempdir

FOLDER = Path(__file__).parent
HISTORY = FOLDER / "history"
# Those of a usual report, the quick ones first.
USUAL = (
    *("command_line", "importing", "article_reading", "aligner", "extraction_speed"),
    *("near_copies", "linkage", "before_after", "search", "sharding", "whole_run"),
)


def main() -> None:
    """Run benchmarks one after the other and write the report after each."""
    names = sys.argv[1:] or USUAL
    if unknown := [name for name in names if not script_of(name).is_file()]:
        sys.exit(f"no such benchmark: {', '.join(unknown)}")
    HISTORY.mkdir(exist_ok=True)
    stem = HISTORY / f"{datetime.now(UTC).date().isoformat()}-{commit()}"
    results: list[dict[str, object]] = []
    for number, name in enumerate(names, start=1):
        print(f"== {name} ({number} of {len(names)})", file=sys.stderr, flush=True)
        results.append(measured(script_of(name)))
        write(stem, results)
    print(stem.with_suffix(".md"))


def script_of(name: str) -> Path:
    """Return the script of a benchmark."""
    return FOLDER / f"{name}.py"


def measured(script: Path) -> dict[str, object]:
    """Return what a benchmark printed, and how it ended."""
    load = os.getloadavg()[0]
    start = time.perf_counter()
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    output = without_paths(done.stdout)
    return {
        "name": script.stem,
        "seconds": round(time.perf_counter() - start, 1),
        "exit_code": done.returncode,
        "load_before": round(load, 1),
        "output": output,
        "tables": list(iter_tables(output.splitlines())),
        "errors": without_paths(done.stderr[-2000:]) if done.returncode else "",
    }


def without_paths(text: str) -> str:
    """Return a text without the names of folders of this machine."""
    for folder, name in ((FOLDER.parent, "."), (Path(gettempdir()), "TMP"), (Path.home(), "~")):
        text = text.replace(str(folder), name)
    return text


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
        parts.append(
            f"## {result['name']} ({result['seconds']} s, load {result['load_before']} before)"
        )
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
