"""How robots.txt is fetched and kept: what each answer of a server lets us do."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tricks import bomb, dripping, headed, packed, raw, reset, silent, to

from harvest.fetching.failures import FetchError
from harvest.fetching.limits import ROBOTS_FRESH_SECONDS, ROBOTS_RETRY_SECONDS, FetchLimits
from harvest.fetching.robots_cache import KeptRobots

if TYPE_CHECKING:
    from conftest import MakeFetcher, Serve
    from hostile_server import Exchange, Trick

LIMITS = FetchLimits(seconds=2.0, robots_seconds=0.7)
FORBID = b"User-agent: *\nDisallow: /a\n"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


def _text(body: bytes) -> Trick:
    return lambda exchange: exchange.answer(body, content_type="text/plain")


def _chain(length: int) -> dict[str, Trick]:
    """robots.txt behind so many redirects."""
    hops: dict[str, Trick] = {f"/hop{n}": to(f"/hop{n - 1}") for n in range(1, length)}
    return {"/hop0": _text(FORBID)} | hops | {"/robots.txt": to(f"/hop{length - 1}")}


ANSWERS: dict[str, tuple[dict[str, Trick], str | None]] = {
    "allowed": ({"/robots.txt": _text(b"User-agent: *\nDisallow: /b")}, None),
    "forbidden": ({"/robots.txt": _text(FORBID)}, "robots"),
    "declared as HTML": ({"/robots.txt": lambda e: e.answer(FORBID)}, "robots"),
    "packed": ({"/robots.txt": packed(lambda: gzip.compress(FORBID), "gzip")}, "robots"),
    "packed and cut off": (
        {"/robots.txt": packed(lambda: gzip.compress(FORBID)[:-9], "gzip")}, "robots_unreachable"
    ),
    "a bomb": ({"/robots.txt": packed(lambda: bomb("gzip"), "gzip")}, None),
    "missing": ({}, None),
    "gone": ({"/robots.txt": headed(status="410 Gone")}, None),
    "unauthorized": ({"/robots.txt": headed(status="401 Unauthorized")}, None),
    "refused": ({"/robots.txt": headed(status="403 Forbidden")}, None),
    "too many requests": ({"/robots.txt": headed(status="429 Slow Down")}, "robots_unreachable"),
    "server failure": ({"/robots.txt": headed(status="500 Oops")}, "robots_unreachable"),
    "busy": ({"/robots.txt": headed(status="503 Busy")}, "robots_unreachable"),
    "no content": ({"/robots.txt": raw(b"HTTP/1.1 204 No\r\n\r\n")}, "robots_unreachable"),
    "no HTTP": ({"/robots.txt": raw(b"User-agent: *")}, "robots_unreachable"),
    "broken off": ({"/robots.txt": reset}, "robots_unreachable"),
    "shorter than declared": (
        {"/robots.txt": raw(_HEAD + b"Content-Length: 999\r\n\r\nUser-agent: *")},
        "robots_unreachable",
    ),
    "silence": ({"/robots.txt": silent()}, "robots_unreachable"),
    "drip": ({"/robots.txt": dripping(_HEAD + b"\r\n", b"#")}, "robots_unreachable"),
    "five redirects": (_chain(5), "robots"),
    "six redirects": (_chain(6), None),
    "redirect to a private host": (
        {"/robots.txt": to("http://10.0.0.1/robots.txt")}, "refused_address"
    ),
    "redirect to a file": ({"/robots.txt": to("file:///robots.txt")}, "robots_unreachable"),
    "redirect nowhere": ({"/robots.txt": headed(status="301 Moved")}, "robots_unreachable"),
}  # fmt: skip


@pytest.mark.parametrize(("tricks", "kind"), ANSWERS.values(), ids=ANSWERS)
def test_each_answer_lets_us_do_what_the_standard_says(
    serve: Serve, make_fetcher: MakeFetcher, tricks: dict[str, Trick], kind: str | None
) -> None:
    server = serve({"/a": headed(), **tricks})
    fetcher, start = make_fetcher(limits=LIMITS), time.monotonic()
    if kind is None:
        assert fetcher.fetch(server.url("/a")).status == 200
    else:
        with pytest.raises(FetchError) as error:
            fetcher.fetch(server.url("/a"))
        assert error.value.kind == kind
    assert ("/a" in server.paths) == (kind is None)
    assert time.monotonic() - start < LIMITS.seconds + 4


def test_a_redirect_to_another_host_asks_that_hosts_robots(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    other = serve({"/robots.txt": _text(FORBID), "/a": headed()})
    server = serve({"/moved": to(other.url("/a", host="localhost"))})
    with pytest.raises(FetchError) as error:
        make_fetcher().fetch(server.url("/moved"))
    assert error.value.kind == "robots"
    assert other.paths == ["/robots.txt"]


def test_a_redirect_to_a_forbidden_page_of_the_same_host_is_refused(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server = serve({"/robots.txt": _text(FORBID), "/moved": to("/a"), "/a": headed()})
    with pytest.raises(FetchError) as error:
        make_fetcher().fetch(server.url("/moved"))
    assert error.value.kind == "robots"
    assert server.paths == ["/robots.txt", "/moved"]


def test_robots_is_asked_once_for_many_pages(serve: Serve, make_fetcher: MakeFetcher) -> None:
    server, fetcher = serve({"/a": headed(), "/b": headed()}), make_fetcher()
    for path in ("/a", "/b", "/a"):
        fetcher.fetch(server.url(path))
    assert server.paths == ["/robots.txt", "/a", "/b", "/a"]


@pytest.mark.parametrize(
    ("status", "seconds", "n_asked"),
    [
        ("200 OK", ROBOTS_FRESH_SECONDS - 1, 1),
        ("200 OK", ROBOTS_FRESH_SECONDS, 2),
        ("404 Not Found", ROBOTS_FRESH_SECONDS - 1, 1),
        ("500 Oops", ROBOTS_RETRY_SECONDS - 1, 1),
        ("500 Oops", ROBOTS_RETRY_SECONDS, 2),
    ],
)
def test_rules_are_kept_a_day_and_failures_ten_minutes(
    serve: Serve, make_fetcher: MakeFetcher, status: str, seconds: float, n_asked: int
) -> None:
    server, now = serve({"/robots.txt": headed(status=status)}), [0.0]
    fetcher = make_fetcher(clock=lambda: now[0])
    fetcher.fetch_rules(server.url("/a"))
    now[0] = seconds
    fetcher.fetch_rules(server.url("/b"))
    assert len(server.paths) == n_asked


def test_a_server_that_recovers_is_believed_again(serve: Serve, make_fetcher: MakeFetcher) -> None:
    statuses = iter(["500 Oops", "404 Not Found"])

    def answer(exchange: Exchange) -> None:
        exchange.answer(status=next(statuses))

    server, now = serve({"/robots.txt": answer}), [0.0]
    fetcher, url = make_fetcher(clock=lambda: now[0]), server.url("/a")
    assert not fetcher.fetch_rules(url).allows(url)
    now[0] = ROBOTS_RETRY_SECONDS
    assert fetcher.fetch_rules(url).allows(url)


class Shelf:
    """Keeps robots.txt in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptRobots] = {}

    def load(self, origin: str) -> KeptRobots | None:
        return self.kept.get(origin)

    def keep(self, origin: str, robots: KeptRobots) -> None:
        self.kept[origin] = robots


@pytest.mark.parametrize("robots", [_text(FORBID), headed(status="404 Not Found")])
def test_another_process_does_not_ask_again_within_a_day(
    serve: Serve, make_fetcher: MakeFetcher, robots: Trick
) -> None:
    server, shelf = serve({"/robots.txt": robots}), Shelf()
    first, second = (make_fetcher(robots_keeper=shelf) for _ in range(2))
    url = server.url("/a")
    assert first.fetch_rules(url).allows(url) == second.fetch_rules(url).allows(url)
    assert server.paths == ["/robots.txt"]
    (kept,) = shelf.kept.values()
    assert (kept.body is None) == first.fetch_rules(url).allows(url)


@pytest.mark.parametrize(
    ("age_seconds", "is_asked"),
    [(0, False), (ROBOTS_FRESH_SECONDS - 60, False), (ROBOTS_FRESH_SECONDS, True), (-60, True)],
)
def test_what_was_kept_grows_old_by_the_time_of_day(
    serve: Serve, make_fetcher: MakeFetcher, age_seconds: float, is_asked: bool
) -> None:
    server, shelf = serve({"/robots.txt": _text(b"")}), Shelf()
    fetched_at = datetime.now(UTC) - timedelta(seconds=age_seconds)
    origin = server.url("/").rstrip("/")
    shelf.keep(origin, KeptRobots(body=FORBID, fetched_at=fetched_at))
    url = server.url("/a")
    assert make_fetcher(robots_keeper=shelf).fetch_rules(url).allows(url) == is_asked
    assert bool(server.paths) == is_asked
    assert (shelf.kept[origin].body == FORBID) != is_asked


def test_what_was_kept_stays_fresh_only_for_the_rest_of_its_day(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server, shelf, now = serve({"/robots.txt": _text(b"")}), Shelf(), [0.0]
    fetched_at = datetime.now(UTC) - timedelta(hours=23)
    shelf.keep(server.url("/").rstrip("/"), KeptRobots(body=FORBID, fetched_at=fetched_at))
    fetcher, url = make_fetcher(robots_keeper=shelf, clock=lambda: now[0]), server.url("/a")
    assert not fetcher.fetch_rules(url).allows(url)
    now[0] = 3590.0
    assert not fetcher.fetch_rules(url).allows(url)
    assert server.paths == []
    shelf.kept.clear()
    now[0] = 3601.0
    assert fetcher.fetch_rules(url).allows(url)


def test_failures_are_not_kept_beyond_the_process(serve: Serve, make_fetcher: MakeFetcher) -> None:
    server, shelf = serve({"/robots.txt": headed(status="500 Oops")}), Shelf()
    make_fetcher(robots_keeper=shelf).fetch_rules(server.url("/a"))
    assert shelf.kept == {}


def test_rules_can_be_asked_for_by_themselves(serve: Serve, make_fetcher: MakeFetcher) -> None:
    text = b"User-agent: *\nCrawl-delay: 3\nSitemap: https://kabar.example/s.xml"
    server = serve({"/robots.txt": _text(text)})
    rules = make_fetcher().fetch_rules(server.url("/any"))
    assert (rules.crawl_delay, rules.sitemaps) == (3.0, ("https://kabar.example/s.xml",))
