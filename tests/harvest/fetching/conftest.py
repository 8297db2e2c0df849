"""Servers on loopback, and fetchers that are let in there."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from hostile_server import HostileServer, Trick
from own_clock import Clock
from tricks import TRICKS

from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.limits import FetchLimits
from harvest.fetching.waits import HostWaits

Serve = Callable[[Mapping[str, Trick]], HostileServer]
MakeFetcher = Callable[..., Fetcher]
CERTIFICATES = Path(__file__).parent / "certificates"
LIMITS = FetchLimits(seconds=1.0, robots_seconds=1.0, wire_bytes=2_000_000, body_bytes=4_000_000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start servers that stop after the test."""
    with ExitStack() as stack:
        yield lambda tricks, **options: stack.enter_context(HostileServer(tricks, **options))


@pytest.fixture(scope="module")
def hostile() -> Iterator[HostileServer]:
    """The server with all tricks."""
    with HostileServer(TRICKS) as server:
        yield server


@pytest.fixture
def make_fetcher() -> MakeFetcher:
    """Make fetchers that may ask this machine, without delay unless a pace is given."""

    def make(**options: object) -> Fetcher:
        agent = make_agent("9.9", "peneliti@kampus.example")
        pace = options.pop("pace", HostWaits(0.0))
        options = {"limits": LIMITS, "guard": AddressGuard(allow_loopback=True)} | options
        return Fetcher(agent, pace, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def server_tls() -> ssl.SSLContext:
    """A server's certificate for ``localhost``, signed by itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / "localhost.pem", CERTIFICATES / "localhost.key")
    return context


@pytest.fixture
def client_tls() -> ssl.SSLContext:
    """A client that trusts that certificate and no other."""
    return ssl.create_default_context(cafile=str(CERTIFICATES / "localhost.pem"))
