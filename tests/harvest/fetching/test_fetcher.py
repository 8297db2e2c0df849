"""What is sent, what is kept, and when hosts are asked; over real connections."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import ssl
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from tricks import PAGE, headed, raw, to

from harvest.fetching.addresses import AddressGuard
from harvest.fetching.failures import FetchError
from harvest.fetching.limits import BUSY_SECONDS, MAX_RETRY_AFTER, FetchLimits
from harvest.fetching.lookup import Resolve
from harvest.fetching.results import Validators
from harvest.fetching.waits import HostWaits

if TYPE_CHECKING:
    from conftest import MakeFetcher, Serve
    from hostile_server import Exchange

ETAG, CHANGED = '"abc-1"', "Sat, 01 Mar 2025 01:02:03 GMT"


def test_a_page_is_kept_as_it_came(serve: Serve, make_fetcher: MakeFetcher) -> None:
    trick = headed(f"ETag: {ETAG}", f"Last-Modified: {CHANGED}", "Set-Cookie: a=1", "X-Odd: 1")
    server = serve({"/a": trick, "/moved": to("/a?x=1#y")})
    result = make_fetcher().fetch(server.url("/moved"))
    page = result.page
    assert page is not None
    assert (page.origin, page.url) == (server.url("/moved"), server.url("/a?x=1"))
    assert (page.body, page.digest) == (PAGE, hashlib.sha256(PAGE).hexdigest())
    assert page.content_type == "text/html"
    assert abs((datetime.now(UTC) - page.fetched_at).total_seconds()) < 10
    assert result.redirects == (server.url("/moved"),)
    assert result.validators == Validators(etag=ETAG, last_modified=CHANGED)
    assert set(result.headers) == {"content-length", "content-type", "etag", "last-modified"}
    assert len(PAGE) < result.wire_bytes < len(PAGE) + 1000


def test_the_request_says_who_asks_and_nothing_else(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server, fetcher = serve({"/a": headed("Set-Cookie: a=1")}), make_fetcher()
    fetcher.fetch(server.url("/a"))
    fetcher.fetch(server.url("/a"))
    headers = server.requests[-1].headers
    assert headers["user-agent"] == "gali/9.9 (+mailto:peneliti@kampus.example)"
    assert headers["host"] == f"127.0.0.1:{server.port}"
    names = "host user-agent accept accept-language accept-encoding connection"
    assert set(headers) == set(names.split())


def test_proxies_of_the_environment_are_not_used(
    serve: Serve, make_fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert make_fetcher().fetch(serve({"/a": headed()}).url("/a")).status == 200


def test_a_page_that_has_not_changed_is_not_sent_again(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server = serve({"/a": raw(f"HTTP/1.1 304 Not Modified\r\nETag: {ETAG}\r\n\r\n".encode())})
    validators = Validators(etag=ETAG, last_modified=CHANGED)
    result = make_fetcher().fetch(server.url("/a"), validators=validators)
    assert (result.page, result.status, result.validators.etag) == (None, 304, ETAG)
    headers = server.requests[-1].headers
    assert (headers["if-none-match"], headers["if-modified-since"]) == (ETAG, CHANGED)
    assert "if-none-match" not in server.requests[0].headers  # robots.txt is another document


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a" * 2000, "\0", "é"])
def test_validators_that_no_header_can_hold_are_left_out(value: str) -> None:
    assert Validators(etag=value, last_modified=value).conditions() == {}


def test_packed_sitemaps_are_fetched_when_wanted(serve: Serve, make_fetcher: MakeFetcher) -> None:
    server = serve({"/s.gz": headed(content_type="application/gzip")})
    fetcher = make_fetcher()
    with pytest.raises(FetchError, match="declares it as application/gzip"):
        fetcher.fetch(server.url("/s.gz"))
    assert fetcher.fetch(server.url("/s.gz"), accepted=frozenset({"gzip"})).status == 200


def test_one_fetch_may_cost_more_or_less_than_others(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server, fetcher = serve({"/a": headed()}), make_fetcher()
    with pytest.raises(FetchError) as error:
        fetcher.fetch(server.url("/a"), limits=FetchLimits(body_bytes=len(PAGE) - 1))
    assert error.value.kind == "too_large"
    assert fetcher.fetch(server.url("/a"), limits=FetchLimits(body_bytes=len(PAGE))).page


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("value", "told", "held"),
    [
        ("7", 7.0, 7.0),
        ("9" * 400, MAX_RETRY_AFTER, MAX_RETRY_AFTER),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER, MAX_RETRY_AFTER),
        ("soon", None, BUSY_SECONDS),
        ("-5", None, BUSY_SECONDS),
    ],
)
def test_a_busy_host_is_left_alone(
    serve: Serve,
    make_fetcher: MakeFetcher,
    status: str,
    value: str,
    told: float | None,
    held: float,
) -> None:
    server = serve({"/a": headed(f"Retry-After: {value}", status=status)})
    now = [100.0]
    pace = HostWaits(0.0, longest_seconds=0.0, clock=lambda: now[0])
    fetcher = make_fetcher(pace=pace)
    with pytest.raises(FetchError) as error:
        fetcher.fetch(server.url("/a"))
    assert (error.value.kind, error.value.retry_after) == ("status", told)
    assert error.value.is_passing
    assert pace.seconds_until("127.0.0.1") == held
    with pytest.raises(FetchError, match="left alone") as again:
        fetcher.fetch(server.url("/a"))
    assert again.value.kind == "must_wait"
    assert server.paths == ["/robots.txt", "/a"]


def test_the_server_never_sees_less_than_the_delay(serve: Serve, make_fetcher: MakeFetcher) -> None:
    tricks = {"/a": headed(), "/b": to("/a"), "/c": headed(status="404 No")}
    server, delay = serve(tricks), 0.15
    fetcher = make_fetcher(pace=HostWaits(delay))

    def fetch(path: str) -> None:
        with contextlib.suppress(FetchError):
            fetcher.fetch(server.url(path))

    threads = [threading.Thread(target=fetch, args=(path,)) for path in ("/a", "/b", "/c", "/a")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(request.at for request in server.requests)
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert len(times) == 6  # robots.txt once, four pages, one redirect
    assert min(gaps) >= delay


def test_a_crawl_delay_of_robots_is_kept(serve: Serve, make_fetcher: MakeFetcher) -> None:
    def robots(exchange: Exchange) -> None:
        exchange.answer(b"User-agent: *\nCrawl-delay: 0.3", content_type="text/plain")

    server = serve({"/robots.txt": robots, "/a": headed()})
    fetcher = make_fetcher(pace=HostWaits(0.0))
    fetcher.fetch(server.url("/a"))
    fetcher.fetch(server.url("/a"))
    times = [request.at for request in server.requests]
    assert min(times[1] - times[0], times[2] - times[1]) >= 0.3


def test_waiting_for_a_turn_costs_no_time_of_the_fetch(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server = serve({"/a": headed(), "/b": to("/a"), "/c": to("/b")})
    start = time.monotonic()
    assert make_fetcher(pace=HostWaits(0.6)).fetch(server.url("/c")).status == 200
    assert time.monotonic() - start >= 1.8


def test_a_name_that_turns_private_is_refused_before_it_is_asked(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server, answers = serve({"/a": headed()}), iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = make_fetcher(resolve=lambda _host, _port: next(answers))
    with pytest.raises(FetchError) as error:
        fetcher.fetch(server.url("/a", host="kabar.example"))
    assert error.value.kind == "refused_address"
    assert server.paths == ["/robots.txt"]


def test_the_socket_goes_to_the_address_that_was_checked(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    server = serve({"/a": headed()})
    make_fetcher(resolve=resolve).fetch(server.url("/a", host="kabar.example"))
    # The name exists nowhere else, and is looked up once for each connection.
    assert asked == ["kabar.example"] * len(server.requests) == ["kabar.example"] * 2
    assert server.requests[1].headers["host"] == f"kabar.example:{server.port}"


def test_a_public_address_beside_a_private_one_helps_nothing(make_fetcher: MakeFetcher) -> None:
    fetcher = make_fetcher(resolve=at("127.0.0.1", "10.0.0.1"))
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetcher.fetch("http://kabar.example/")


def test_the_next_address_is_tried_when_one_does_not_answer(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server = serve({"/a": headed()})
    fetcher = make_fetcher(resolve=at("127.0.0.2", "127.0.0.1"))
    assert fetcher.fetch(server.url("/a", host="kabar.example")).status == 200


def test_this_machine_is_refused_unless_the_code_says_otherwise(
    serve: Serve, make_fetcher: MakeFetcher
) -> None:
    server = serve({"/a": headed()})
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(FetchError) as error:
            make_fetcher(guard=AddressGuard()).fetch(server.url("/a", host=host))
        assert error.value.kind == "refused_address"
    assert server.requests == []


def at(*addresses: str) -> Resolve:
    """Return a resolver that knows one host."""
    return lambda _host, _port: list(addresses)


def _never(_host: str, _port: int) -> list[str]:
    time.sleep(5)
    return []


def _unknown(_host: str, _port: int) -> list[str]:
    raise OSError("no such host")


@pytest.mark.parametrize("resolve", [_never, _unknown], ids=["never", "unknown"])
def test_names_that_are_not_found_end_in_time(make_fetcher: MakeFetcher, resolve: Resolve) -> None:
    start = time.monotonic()
    with pytest.raises(FetchError) as error:
        make_fetcher(resolve=resolve).fetch("http://kabar.example/")
    assert error.value.kind in ("dns", "too_slow")
    assert time.monotonic() - start < 4


def test_nobody_listening_is_told(make_fetcher: MakeFetcher, serve: Serve) -> None:
    with serve({}) as server:
        url = server.url("/a")
    with pytest.raises(FetchError) as error:
        make_fetcher().fetch(url)
    assert (error.value.kind, error.value.is_passing) == ("connect", True)


def test_certificates_are_verified(
    serve: Serve, make_fetcher: MakeFetcher, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    server = serve({"/a": headed()}, tls=server_tls)
    result = make_fetcher(tls=client_tls).fetch(server.url("/a", host="localhost"))
    assert (result.status, result.url) == (200, server.url("/a", host="localhost"))
    for fetcher, host in (
        (make_fetcher(), "localhost"),  # signed by nobody
        (make_fetcher(tls=client_tls), "127.0.0.1"),  # another name
    ):
        with pytest.raises(FetchError) as error:
            fetcher.fetch(server.url("/a", host=host))
        assert error.value.kind == "tls"


def test_a_stalled_handshake_ends_in_time(
    serve: Serve, make_fetcher: MakeFetcher, client_tls: ssl.SSLContext
) -> None:
    # Waits for the end of a request's head, which never comes in the clear.
    server = serve({})
    start = time.monotonic()
    with pytest.raises(FetchError) as error:
        make_fetcher(tls=client_tls).fetch(f"https://localhost:{server.port}/")
    assert error.value.kind in ("too_slow", "robots_unreachable")
    assert time.monotonic() - start < 4


def test_plain_speech_where_encryption_is_expected_is_told(
    serve: Serve, make_fetcher: MakeFetcher, server_tls: ssl.SSLContext
) -> None:
    server = serve({"/a": headed()}, tls=server_tls)
    with pytest.raises(FetchError) as error:
        make_fetcher().fetch(server.url("/a").replace("https:", "http:"))
    assert error.value.kind in ("broken", "robots_unreachable")


@pytest.mark.parametrize("weak", ["check_hostname", "verify_mode"])
def test_verification_cannot_be_turned_off(make_fetcher: MakeFetcher, weak: str) -> None:
    tls = ssl.create_default_context()
    tls.check_hostname = False
    if weak == "verify_mode":
        tls.verify_mode = ssl.CERT_NONE
    with pytest.raises(ValueError, match="verified"):
        make_fetcher(tls=tls)
