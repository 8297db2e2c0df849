"""Records become what JSON can hold."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from corpus.records import Evidence, Reason
from gali.plain_values import plain_value


def test_records_dates_and_tuples() -> None:
    value = {
        "evidence": (Evidence(start=0, end=1, quote="x"),),
        "reasons": [Reason(name="kata", weight=0.5)],
        "day": date(2020, 1, 2),
        "time": datetime(2020, 1, 2, 3, 4, tzinfo=UTC),
        "nothing": None,
    }
    assert json.loads(json.dumps(plain_value(value))) == {
        "evidence": [{"start": 0, "end": 1, "quote": "x", "field": "text", "role": "sentence"}],
        "reasons": [{"name": "kata", "weight": 0.5}],
        "day": "2020-01-02",
        "time": "2020-01-02T03:04:00+00:00",
        "nothing": None,
    }
