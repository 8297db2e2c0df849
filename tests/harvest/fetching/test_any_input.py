"""Whatever strangers send, the only failure is a ``FetchError``."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InvalidRecordError
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import make_agent
from harvest.fetching.decoding import PIECE, iter_decoded
from harvest.fetching.failures import FetchError
from harvest.fetching.media_types import find_kind
from harvest.fetching.retry_after import parse_retry_after
from harvest.fetching.robots import parse_robots
from harvest.fetching.targets import parse_target

ODD = st.text(alphabet=st.sampled_from("ab.:/@[]%\\?#01xX -_\t\n\0é１。"), max_size=40)
ROBOTS = st.lists(
    st.sampled_from(
        "User-agent: *|User-agent: gali|user agent|Disallow: /|Allow: /a*b$|Crawl-delay: 1|"
        "Request-rate: 1/0|Visit-time: 9|Sitemap:|%zz|Disallow: /%\ud800|: : :|#|\x85".split("|")
    )
)


@given(st.one_of(ODD.map("http://{}".format), ODD, st.text(max_size=60)))
@settings(max_examples=400, deadline=None)
def test_addresses(url: str) -> None:
    with contextlib.suppress(FetchError):
        target = parse_target(url)
        assert target.url.isascii()
        assert target.url.isprintable()
        # What was checked is what is asked: a second reading changes nothing.
        assert parse_target(target.url) == target


@given(ODD)
@settings(max_examples=200, deadline=None)
def test_redirects(location: str) -> None:
    with contextlib.suppress(FetchError):
        assert parse_target("https://kabar.example/a").join(location).scheme in ("http", "https")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
@given(pieces=st.lists(st.binary(max_size=60)))
@settings(max_examples=150, deadline=None)
def test_compressed_bodies(encoding: str, pieces: list[bytes]) -> None:
    magic = {"gzip": b"\x1f\x8b\x08", "deflate": b"\x78", "br": b"", "zstd": b"\x28\xb5\x2f\xfd"}
    for first in ([], [magic[encoding]]):
        with contextlib.suppress(FetchError):
            decoded = iter_decoded([*first, *pieces], encoding)
            assert all(0 < len(piece) <= PIECE for piece in decoded)


@given(ROBOTS, st.binary(max_size=60), ODD)
@settings(max_examples=200, deadline=None)
def test_robots(lines: list[str], rubbish: bytes, path: str) -> None:
    body = "\n".join(lines).encode(errors="surrogatepass") + rubbish
    rules = parse_robots(body)
    assert rules.allows(f"https://kabar.example/{path}") in (True, False)


@given(st.one_of(ODD, st.text(max_size=40), st.datetimes().map(str), st.floats().map(str)))
@settings(max_examples=200, deadline=None)
def test_headers(value: str) -> None:
    seconds = parse_retry_after(value, datetime(2025, 3, 1, tzinfo=UTC))
    assert seconds is None or 0 <= seconds <= 86_400
    find_kind(value)
    assert AddressGuard().allows(value) in (True, False)


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_contacts(contact: str) -> None:
    with contextlib.suppress(InvalidRecordError):
        header = str(make_agent("1", f"https://kampus.example/{contact}"))
        assert header.isascii()
        assert header.isprintable()
