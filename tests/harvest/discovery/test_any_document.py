"""Whatever bytes a document holds, reading it gives a listing, in bounded time and memory."""

import gzip
import json
import time
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harvest.discovery import blogger, wordpress
from harvest.discovery.feeds import parse_feed
from harvest.discovery.limits import SITEMAP_ENTRIES
from harvest.discovery.record import Listing
from harvest.discovery.sitemaps import parse_sitemap

URL = "https://kabar.example/dokumen"
NOW = datetime(2026, 9, 4, 3, 0, tzinfo=UTC)
READERS: dict[str, Callable[[bytes], Listing]] = {
    "feed": partial(parse_feed, url=URL, now=NOW),
    "sitemap": partial(parse_sitemap, url=URL, now=NOW, since=NOW),
    "wordpress": partial(wordpress.parse_posts, url=URL, now=NOW),
    "blogger": partial(blogger.parse_posts, url=URL, now=NOW),
}
WORDS = (
    "<?xml version='1.0' encoding='utf-7'?>|<!DOCTYPE a [<!ENTITY b 'c'>]>|<urlset>|<sitemapindex>|"
    "<url>|<loc>|</loc>|</url>|</urlset>|<rss>|<channel>|<item>|<link>|</item>|<feed>|<entry>|"
    "<link href='|'/>|<title>|<![CDATA[|]]>|<!--|-->|<?|&|;|&#|&#xD800;|&b;|https://kabar.example/|"
    "/a|file:///|2026-08-28|T10:00|\0|\ufeff|\ud800|é|<x:y a='|xml:base='b/'|<|>|'|\n| "
).split("|")
MARKUP = st.lists(st.sampled_from(WORDS), max_size=40).map(
    lambda words: "".join(words).encode(errors="surrogatepass")
)
KEYS = "feed entry link rel href title rendered content $t published date author name code".split()
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from([URL, "alternate", "next", "2026-08-28T10:00:00", "\ud800", "<b>"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=20,
)


def check(reader: str, body: bytes) -> Listing:
    listing = READERS[reader](body)
    assert isinstance(listing, Listing)
    for one in (*listing.links, *listing.articles, *listing.documents):
        assert one.url.isascii()
        assert one.url.startswith(("http://", "https://"))
        assert one.modified is None or one.modified.tzinfo is not None
    repr(listing).encode()
    return listing


@pytest.mark.parametrize("reader", READERS)
@given(body=st.binary(max_size=300) | MARKUP | MARKUP.map(partial(gzip.compress, mtime=0)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_listing(reader: str, body: bytes) -> None:
    check(reader, body)


@pytest.mark.parametrize("reader", ["wordpress", "blogger"])
@given(value=VALUES)
@settings(max_examples=300, deadline=None)
def test_any_json_gives_a_listing(reader: str, value: object) -> None:
    check(reader, json.dumps(value).encode())
    check(reader, json.dumps([value]).encode())
    check(reader, json.dumps({"feed": {"entry": [value], "link": value}}).encode())


def packed(pieces: int, unit: bytes, head: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    block = unit * (1_000_000 // len(unit))
    return b"".join([packer.compress(head), *(packer.compress(block) for _ in range(pieces))])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">\n' for n in range(1, 10))
DTD = f'<?xml version="1.0"?>\n<!DOCTYPE d [\n<!ENTITY l0 "ha">\n{LAUGHS}]>\n'
SWELLING = f'<?xml version="1.0"?>\n<!DOCTYPE d [\n<!ENTITY l9 "{"ha" * 50_000}">\n]>\n'
FEED = b"<rss version='2.0'><channel><item>"
ATOM = b"<feed xmlns='http://www.w3.org/2005/Atom'>"
XML_BOMBS = {
    "billion laughs": DTD.encode() + b"<urlset><url><loc>&l9;</loc></url></urlset>",
    "billion laughs in a feed": DTD.encode() + FEED + b"<title>&l9;</title></item></channel></rss>",
    "one long laugh": SWELLING.encode() + FEED + b"<title>" + b"&l9;" * 100_000,
    "laughs in an attribute": DTD.encode() + b"<urlset a='&l9;'/>",
    "packed blanks": packed(300, b" ", b"<urlset>"),
    "packed elements": packed(60, b"<a/>", b"<urlset>"),
    "packed addresses": packed(60, b"<url><loc>https://kabar.example/a</loc></url>", b"<urlset>"),
    "packed lines": packed(60, b"https://kabar.example/a\n", b""),
    "packed letters": packed(60, b"a", b"https://kabar.example/"),
    "packed feed": packed(60, b"<item><link>/a</link></item>", FEED),
    "deep": b"<urlset>" + b"<a>" * 1_000_000,
    "deep feed": FEED + b"<a>" * 1_000_000,
    "deep bases": ATOM + b"<entry xml:base='a/'>" * 200_000,
    "endless author": FEED + b"<author>" + b"a" * 4_000_000 + b"</author></item></channel></rss>",
    "many rubrics": FEED + b"".join(b"<category>%d</category>" % n for n in range(100_000)),
    "open comments": FEED + b"<!-- " * 500_000,
    "open sections": FEED + b"<![CDATA[" * 500_000,
    "angles": b"<" * 4_000_000,
}
JSON_BOMBS = {
    "deep JSON": b"[" * 1_000_000,
    "deep objects": b'{"feed":' * 50_000,
    "many lists": b"[" + b"[]," * 1_000_000 + b"[]]",
}


def defuse(reader: str, bomb: bytes) -> None:
    started = time.process_time()
    listing = check(reader, bomb)
    assert time.process_time() - started < 20
    assert len(listing.links) <= SITEMAP_ENTRIES
    assert listing.articles == ()
    assert "haha" not in repr(listing)


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["feed", "sitemap"])
@pytest.mark.parametrize("bomb", XML_BOMBS)
def test_bombs_of_xml_fizzle(bomb: str, reader: str) -> None:
    defuse(reader, XML_BOMBS[bomb])


@pytest.mark.slow
@pytest.mark.parametrize("reader", ["wordpress", "blogger"])
@pytest.mark.parametrize("bomb", JSON_BOMBS)
def test_bombs_of_json_fizzle(bomb: str, reader: str) -> None:
    defuse(reader, JSON_BOMBS[bomb])


def test_a_packed_bomb_never_unfolds_in_memory() -> None:
    body = packed(300, b"<!-- kosong -->", b"<urlset>")
    tracemalloc.start()
    problem = READERS["sitemap"](body).problem
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem == "the sitemap cannot be read: only the first 50 MB were read"
    assert peak < 10_000_000


def test_documents_cannot_have_files_read(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("/rahasia-negara")
    dtd = f'<?xml version="1.0"?>\n<!DOCTYPE d [\n<!ENTITY x SYSTEM "{secret.as_uri()}">\n]>\n'
    link = "https://kabar.example/a&x;"
    bodies = [
        f"{dtd}<urlset><url><loc>{link}</loc></url></urlset>",
        f"{dtd}<rss><channel><item><link>{link}</link><title>&x;</title></item></channel></rss>",
        f'<!DOCTYPE d SYSTEM "{secret.as_uri()}"><urlset><url><loc>{link}</loc></url></urlset>',
        str(secret),
        secret.as_uri(),
    ]
    for body in bodies:
        for reader in READERS:
            assert "rahasia-negara" not in repr(check(reader, body.encode()))
