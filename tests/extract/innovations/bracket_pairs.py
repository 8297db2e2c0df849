"""Names with what stands in brackets after them: real expansions, and other things."""

from __future__ import annotations

import csv
from pathlib import Path

_DATA = Path(__file__).parents[2] / "data"


def read_expansions() -> list[tuple[str, str]]:
    """Return names of real innovations with what they stand for."""
    return _read_pairs("acronym_pairs.csv", "expansion")


def read_other_brackets() -> list[tuple[str, str]]:
    """Return names with brackets that do not tell what they stand for."""
    return _read_pairs("acronym_negatives.csv", "parenthesis")


def _read_pairs(file_name: str, column: str) -> list[tuple[str, str]]:
    text = (_DATA / file_name).read_text(encoding="utf-8")
    return [(row["name"], row[column]) for row in csv.DictReader(text.splitlines())]
