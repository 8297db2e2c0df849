"""Quality only falls if somebody signs: floors below which no figure may drop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gali.extraction import Extracted, extract_one
from models.evaluate import evaluate, figures
from models.gold import gold_record, parse_annotation, read_gold

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOLD = {
    "sample": ROOT / "gali" / "demo" / "gold.jsonl",
    "development": ROOT.parent / "shared" / "gold" / "dev.jsonl",
}
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_is_below_its_floor(name: str) -> None:
    if not GOLD[name].exists():
        pytest.skip(f"the annotated articles '{name}' are not on this machine")
    gold = read_gold(GOLD[name])
    found = [extract_one(entry.article) for entry in gold]
    reached = figures(
        evaluate(
            (entry.annotation for entry in gold),
            {a.id: a for a in (annotation_of(result) for result in found)},
        )
    )
    fallen = {
        field: (value(reached[field]), floor)
        for field, floor in FLOORS[name].items()
        if value(reached[field]) < floor
    }
    assert not fallen, "below the floor (reached, floor); lower it only with a reason"


def annotation_of(result: Extracted):
    return parse_annotation(gold_record(result.article, result.extraction))


def value(figure) -> float:
    return figure["f"] if "f" in figure else figure["acc"]
