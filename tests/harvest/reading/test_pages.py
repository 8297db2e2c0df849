"""Every page of ``pages/`` is read and compared with the ``.json`` beside it."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from harvest.charset import decode_html
from harvest.reading.article import read_article

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
FETCHED = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
LEFTOVERS = ("baca juga", "baca:", "simak juga", "google news", "copyright", "tags:", "bagikan")


def f1(found: str, wanted: str) -> float:
    """Return the balanced share of words that both texts have."""
    ours, theirs = Counter(found.split()), Counter(wanted.split())
    shared = sum((ours & theirs).values())
    return 2 * shared / (ours.total() + theirs.total())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_reads_the_page(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    found = read_article(decode_html(path.read_bytes()).text, fetched_at=FETCHED)
    assert found.page_type.kind == "article"
    assert found.title == wanted["title"]
    assert found.published is not None
    assert (found.published.day, found.published.precision) == (
        date.fromisoformat(wanted["day"]),
        "day",
    )
    assert found.published_from == wanted["found_from"]
    assert found.author == wanted["author"]
    assert (found.url, found.outlet) == (wanted["url"], wanted["outlet"])
    assert found.next_page_url == wanted["next_page_url"]
    assert f1(found.text, "\n".join(wanted["text"])) >= 0.95
    assert [word for word in LEFTOVERS if word in found.text.lower()] == []


def test_there_are_pages() -> None:
    assert len(PAGES) >= 9


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_survives_pages_that_break_off(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    for part in range(1, 20):
        for piece in (html[: len(html) * part // 20], html[len(html) * part // 20 :]):
            found = read_article(piece, url="https://suara.example/x", fetched_at=FETCHED)
            assert (found.text == "") or found.page_type.kind == "article"
