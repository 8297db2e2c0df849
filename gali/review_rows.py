"""Decisions and what waits for them as rows of data, and the columns of their tables."""

from __future__ import annotations

from corpus.reviews.lines import time_text
from corpus.reviews.queue import QueueEntry
from corpus.reviews.states import LogEntry
from gali.output import Column, Row
from gali.wording import region_name, sector_name, short_region_name

LOG_KEYS = (
    *("id", "at", "by", "action", "kind", "name", "innovation_ids", "values", "target", "note"),
    *("state", "n_lost"),
)
QUEUE_KEYS = (
    *("id", "kind", "name", "what", "owner", "region", "region_name", "sector", "sector_name"),
    *("year", "confidence", "status", "is_disputed", "quote", "article_id", "title", "url"),
)


def log_row(entry: LogEntry) -> Row:
    """Return a decision with what became of it."""
    decision = entry.decision
    said = [f"{name} = {value}" for name, value in sorted(decision.values.items())]
    return {
        "id": decision.id,
        "at": time_text(decision.at),
        "by": decision.by,
        "action": decision.action,
        "kind": decision.kind,
        "name": entry.name,
        "innovation_ids": list(entry.innovation_ids),
        "values": dict(decision.values),
        "said": "; ".join(said) if decision.action in {"set", "rename"} else decision.target,
        "target": decision.target,
        "note": decision.note,
        "state": entry.state,
        "n_lost": entry.n_lost,
    }


def log_columns() -> list[Column]:
    """Return the columns of a table of decisions."""
    return [
        Column(key="id", title="Id"),
        Column(key="by", title="By", weight=1),
        Column(key="action", title="Action"),
        Column(key="name", title="Of", weight=2),
        Column(key="said", title="What", weight=2),
        Column(key="note", title="Note", weight=2),
        Column(key="state", title="State"),
    ]


def queue_row(entry: QueueEntry) -> Row:
    """Return what waits, with the names of its codes."""
    row = {key: getattr(entry, key) for key in QUEUE_KEYS if hasattr(entry, key)}
    return row | {
        "region_name": region_name(entry.region) or None,
        "place": short_region_name(entry.region),
        "sector_name": sector_name(entry.sector) or None,
    }


def queue_columns() -> list[Column]:
    """Return the columns of a table of what waits."""
    return [
        Column(key="id", title="Id"),
        Column(key="confidence", title="Sure", align_right=True),
        Column(key="name", title="Name", weight=2),
        Column(key="what", title="What", weight=2),
        Column(key="owner", title="Owner", weight=2),
        Column(key="place", title="Region", weight=2),
        Column(key="quote", title="Quote", weight=3),
    ]
