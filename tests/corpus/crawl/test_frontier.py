"""The queue: what enters it, what leaves it, and what becomes of each target."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, get_args

import pytest

from corpus.connection import transaction
from corpus.crawl.frontier import Frontier
from corpus.crawl.records import TARGET_KINDS, Fetched, NewTarget, Target
from corpus.errors import InvalidRecordError
from harvest.discovery.record import DocumentKind

if TYPE_CHECKING:
    from own_clock import Clock

URL = "https://kabar.example/berita/1"
HOUR, DAY = 3600.0, 86_400.0


def _row(conn: sqlite3.Connection, url: str = URL) -> dict[str, Any]:
    return dict(conn.execute("SELECT * FROM crawl_targets WHERE url = ?", (url,)).fetchone())


def _claim(frontier: Frontier) -> Target:
    (target,) = frontier.claim(1)
    return target


def test_the_kinds_are_those_of_documents_and_articles() -> None:
    assert {"article", *get_args(DocumentKind)} == TARGET_KINDS


def test_a_target_keeps_all_that_was_told(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    listing = NewTarget(url="https://kabar.example/berita/", kind="listing", priority=2)
    frontier.add([listing])
    found_in = _claim(frontier).key
    article = NewTarget(
        url="https://WWW.Kabar.example:443/berita/1/?utm_source=x#atas",
        source="kabar",
        title=" Kurir\x00 Obat\n Menjangkau Desa ",
        priority=0.5,
        depth=1,
        found_in=found_in,
        modified_at=clock.now - 5,
        is_next=True,
    )
    assert frontier.add([article]) == 1
    row = _row(conn, article.url)
    assert row["canonical_url"] == "https://kabar.example/berita/1"
    assert row["host"] == "www.kabar.example"
    assert row["title"] == "Kurir Obat Menjangkau Desa"
    assert (row["state"], row["due_at"], row["found_at"]) == ("queued", clock.now, clock.now)
    target = _claim(frontier)
    for name in (
        "url",
        "kind",
        "source",
        "priority",
        "depth",
        "found_in",
        "modified_at",
        "is_next",
    ):
        assert getattr(target, name) == getattr(article, name), name
    assert (target.attempts, target.asked_at, target.n_new) == (0, None, None)


def test_an_address_enters_once_however_it_is_spelt(
    frontier: Frontier, conn: sqlite3.Connection
) -> None:
    spellings = [URL, "http://www.kabar.example/berita/1/", f"{URL}?fbclid=1", f"{URL}#x"]
    assert frontier.add([NewTarget(url=url) for url in spellings]) == 1
    assert frontier.add([NewTarget(url=url) for url in spellings]) == 0
    assert conn.execute("SELECT count(*) FROM crawl_targets").fetchone()[0] == 1


def test_what_is_told_later_of_a_known_address_is_added(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    frontier.add([NewTarget(url=URL, priority=0.5)])
    frontier.add([NewTarget(url=URL, priority=0.9, title="Kurir", source="kabar", modified_at=7)])
    frontier.add([NewTarget(url=URL, priority=0.2, title="Lain", source="lain", modified_at=3)])
    row = _row(conn)
    assert (row["priority"], row["title"], row["source"]) == (0.9, "Kurir", "kabar")
    assert row["modified_at"] == 7


BAD_URLS = {
    "no scheme": "kabar.example/1",
    "script": "javascript:alert(1)",
    "mail": "mailto:a@kabar.example",
    "file": "file://kabar.example/etc/passwd",
    "broken": "http://[kabar/1",
    "no host": "https:///1",
    "empty": "",
    "half a character": "https://kabar.example/\ud83d",
    "endless": "https://kabar.example/" + "a" * 5000,
}


@pytest.mark.parametrize("url", BAD_URLS.values(), ids=BAD_URLS.keys())
def test_what_is_no_address_is_no_target(url: str) -> None:
    with pytest.raises(InvalidRecordError):
        NewTarget(url=url)


@pytest.mark.parametrize(
    "target",
    [
        NewTarget(url=URL, priority=float("nan")),
        NewTarget(url=URL, depth=-1),
        NewTarget(url=URL, found_in=99),
        NewTarget(url=URL, kind="video"),  # type: ignore[arg-type]
    ],
    ids=["priority", "depth", "found in nothing", "kind"],
)
def test_one_unfit_target_leaves_the_queue_as_it_was(
    frontier: Frontier, conn: sqlite3.Connection, target: NewTarget
) -> None:
    with pytest.raises(InvalidRecordError):
        frontier.add([NewTarget(url="https://kabar.example/2"), target])
    assert conn.execute("SELECT count(*) FROM crawl_targets").fetchone()[0] == 0


def test_hostile_words_are_bounded_and_storable(
    frontier: Frontier, conn: sqlite3.Connection
) -> None:
    frontier.add([NewTarget(url=URL, title="a\ud83d\x1b[2J" + "x" * 10_000)])
    assert len(_row(conn)["title"]) == 300
    frontier.fail(_claim(frontier), "broken", "\udcff" + "x" * 10_000)
    assert len(_row(conn)["error_words"]) == 500


def test_an_article_is_fetched_once(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    frontier.add([NewTarget(url=URL)])
    fetched = Fetched(status=200, etag='"7"', last_modified="Kam", digest="ab", n_new=1)
    assert frontier.finish(_claim(frontier), fetched)
    row = _row(conn)
    assert (row["state"], row["due_at"], row["crawler"], row["claimed_at"]) == ("done", *[None] * 3)
    assert (row["status"], row["etag"], row["last_modified"]) == (200, '"7"', "Kam")
    assert (row["digest"], row["n_new"], row["asked_at"]) == ("ab", 1, clock.now)
    assert frontier.claim(1) == []
    assert frontier.seconds_until_next() is None


def test_a_listing_comes_back_when_it_is_due(frontier: Frontier, clock: Clock) -> None:
    frontier.add([NewTarget(url=URL, kind="feed")])
    frontier.finish(_claim(frontier), Fetched(etag="e", n_new=3), revisit_seconds=HOUR)
    assert frontier.seconds_until_next() == HOUR
    clock.now += HOUR - 1
    assert frontier.claim(1) == []
    clock.now += 1
    target = _claim(frontier)
    assert (target.revisit_seconds, target.n_new, target.etag) == (HOUR, 3, "e")


def test_an_unchanged_answer_keeps_what_was_known(frontier: Frontier, clock: Clock) -> None:
    frontier.add([NewTarget(url=URL, kind="feed")])
    known = Fetched(status=200, etag="e", last_modified="l", digest="d")
    frontier.finish(_claim(frontier), known, revisit_seconds=0)
    frontier.finish(_claim(frontier), Fetched(status=304, etag="f"), revisit_seconds=0)
    target = _claim(frontier)
    assert (target.etag, target.last_modified, target.digest) == ("f", "l", "d")
    frontier.finish(target, Fetched(status=200, digest="x"), revisit_seconds=0)
    target = _claim(frontier)
    assert (target.etag, target.last_modified, target.digest) == (None, None, "x")


def test_a_validator_that_cannot_be_sent_back_is_not_kept(frontier: Frontier) -> None:
    frontier.add([NewTarget(url=URL, kind="feed")])
    frontier.finish(_claim(frontier), Fetched(status=200, etag="e" * 1025), revisit_seconds=0)
    assert _claim(frontier).etag is None


def test_a_failure_is_tried_again_when_told(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    frontier.add([NewTarget(url=URL)])
    for attempts in range(3):
        target = _claim(frontier)
        assert target.attempts == attempts
        assert frontier.fail(target, "too_slow", "took long", status=504, retry_seconds=60)
        assert frontier.claim(1) == []
        clock.now += 60
    row = _row(conn)
    assert (row["state"], row["attempts"], row["status"]) == ("queued", 3, 504)
    assert (row["error_kind"], row["error_words"]) == ("too_slow", "took long")
    frontier.finish(_claim(frontier), Fetched(status=200))
    row = _row(conn)
    assert (row["attempts"], row["error_kind"], row["error_words"]) == (0, None, None)


@pytest.mark.parametrize("ending", ["failed", "refused", "gone"])
def test_a_failure_for_good_ends_a_target(
    frontier: Frontier, conn: sqlite3.Connection, ending: Any
) -> None:
    frontier.add([NewTarget(url=URL)])
    frontier.fail(_claim(frontier), "status", "404", ending=ending)
    assert (_row(conn)["state"], _row(conn)["due_at"]) == (ending, None)
    assert frontier.seconds_until_next() is None


def test_a_target_that_is_given_back_is_as_it_was(
    frontier: Frontier, conn: sqlite3.Connection
) -> None:
    frontier.add([NewTarget(url=URL)])
    before = _row(conn)
    target = _claim(frontier)
    assert _row(conn) != before
    assert frontier.unclaim(target)
    assert _row(conn) == before
    assert not frontier.unclaim(target)
    assert _claim(frontier).url == URL


AGAIN = {
    "changed since": ("article", "done", 2 * DAY, 2 * DAY),
    "changed before it was fetched": ("article", "done", -1, None),
    "changed just when it was fetched": ("article", "done", 0, None),
    "articles at most daily": ("article", "done", HOUR, DAY),
    "documents at most hourly": ("feed", "done", 60, HOUR),
    "document changed since": ("feed", "done", 2 * HOUR, 2 * HOUR),
    "failed before": ("article", "failed", 2 * DAY, 2 * DAY),
}


@pytest.mark.parametrize(("kind", "state", "changed", "due"), AGAIN.values(), ids=AGAIN.keys())
def test_what_changed_is_due_again(
    frontier: Frontier,
    conn: sqlite3.Connection,
    clock: Clock,
    kind: Any,
    state: str,
    changed: float,
    due: float | None,
) -> None:
    frontier.add([NewTarget(url=URL, kind=kind)])
    start, target = clock.now, _claim(frontier)
    if state == "done":
        frontier.finish(target, Fetched(status=200))
    else:
        frontier.fail(target, "status", "500")
    clock.now += max(changed, 0)
    again = NewTarget(url=URL, kind=kind, modified_at=start + changed)
    assert frontier.add([again]) == 0
    row = _row(conn)
    assert row["due_at"] == (None if due is None else start + due)
    assert row["state"] == (state if due is None else "queued")


def test_a_change_is_news_only_once(frontier: Frontier, clock: Clock) -> None:
    frontier.add([NewTarget(url=URL)])
    frontier.finish(_claim(frontier), Fetched())
    clock.now += 2 * DAY
    changed = NewTarget(url=URL, modified_at=clock.now)
    frontier.add([changed])
    frontier.finish(_claim(frontier), Fetched())
    clock.now += 2 * DAY
    frontier.add([changed])
    assert frontier.seconds_until_next() is None


def test_a_change_in_the_future_is_not_believed_until_it_has_come(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    frontier.add([NewTarget(url=URL)])
    frontier.finish(_claim(frontier), Fetched())
    changed = NewTarget(url=URL, modified_at=clock.now + 2 * DAY)
    frontier.add([changed])
    assert (_row(conn)["state"], _row(conn)["modified_at"]) == ("done", None)
    clock.now += 2 * DAY
    frontier.add([changed])
    assert _row(conn)["state"] == "queued"


def test_a_change_makes_a_listing_due_earlier_never_later(
    frontier: Frontier, conn: sqlite3.Connection, clock: Clock
) -> None:
    frontier.add([NewTarget(url=URL, kind="sitemap")])
    frontier.finish(_claim(frontier), Fetched(), revisit_seconds=2 * HOUR)
    due_at = _row(conn)["due_at"]
    clock.now += 60
    frontier.add([NewTarget(url=URL, kind="sitemap", modified_at=clock.now)])
    assert _row(conn)["due_at"] == due_at - HOUR
    frontier.finish(_claim_at(frontier, clock, HOUR), Fetched(), revisit_seconds=60)
    clock.now += 1
    frontier.add([NewTarget(url=URL, kind="sitemap", modified_at=clock.now)])
    assert _row(conn)["due_at"] == clock.now + 59


def _claim_at(frontier: Frontier, clock: Clock, seconds: float) -> Target:
    clock.now += seconds
    return _claim(frontier)


def test_what_an_outer_transaction_undoes_is_undone(
    frontier: Frontier, conn: sqlite3.Connection
) -> None:
    frontier.add([NewTarget(url=URL)])
    target = _claim(frontier)

    def write_and_stop() -> None:
        with transaction(conn):
            frontier.finish(target, Fetched())
            frontier.add([NewTarget(url="https://kabar.example/2")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()
    assert conn.execute("SELECT count(*) FROM crawl_targets").fetchone()[0] == 1
    assert frontier.finish(target, Fetched())
