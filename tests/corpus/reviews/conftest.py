"""Short ways to write anchors and decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from corpus.records import Article
from corpus.reviews.decisions import Anchor, Decision, Draft, make_decision

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def _anchor(article: Article, quote: str, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(quote, start + 1)
    return Anchor(article_id=article.id, start=start, end=start + len(quote), quote=quote)


def _decision(minute: int, action: Any, **parts: Any) -> Decision:
    if action != "undo":
        parts.setdefault("anchors", (Anchor(article_id="a1", start=0, end=4, quote="Gesi"),))
        if parts.get("kind", "innovation") == "innovation":
            parts.setdefault("innovation_id", "i1")
    draft = Draft(by=parts.pop("by", "Ani"), action=action, **parts)
    return make_decision(draft, at=START + timedelta(minutes=minute), chance=f"{minute:08x}")


@pytest.fixture(scope="session")
def anchor_of() -> Callable[..., Anchor]:
    return _anchor


@pytest.fixture(scope="session")
def decision_of() -> Callable[..., Decision]:
    return _decision
