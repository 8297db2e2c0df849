"""Sitemaps of any kind to what they list: XML, indexes, news, plain text, feeds, gzip.

Bytes to entries is the business of ``sitemap_xml``; which sitemaps list no articles is told in
``data/sitemaps.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from fnmatch import fnmatchcase
from functools import lru_cache
from importlib.resources import files
from itertools import chain, islice
from urllib.parse import urlsplit

from corpus.errors import GaliError
from harvest.discovery.feeds import parse_feed
from harvest.discovery.limits import SITEMAP_BYTES, SITEMAP_ENTRIES
from harvest.discovery.record import Document, FoundLink, Listing
from harvest.discovery.site_links import resolve_own_link
from harvest.discovery.sitemap_xml import ROOTS, SitemapEntry, SitemapXml, read_sitemap_xml
from harvest.discovery.times import is_older, parse_moment
from harvest.discovery.wording import plain_title
from harvest.discovery.xml_text import iter_bytes, iter_text
from harvest.written_dates import WESTERN_TIME

_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_SCHEMES = ("http://", "https://")
_LONGEST_LINE = 8_192
_NUMBER = re.compile(r"\d{1,12}", re.ASCII)
_UNKNOWN_AGE = datetime.fromtimestamp(0, UTC)


def parse_sitemap(
    body: bytes,
    url: str,
    *,
    now: datetime,
    since: datetime | None = None,
    zone: tzinfo = WESTERN_TIME,
) -> Listing:
    """Return what a sitemap lists on its own site, subdomains included.

    Args:
        body: The document as fetched; may be packed with gzip.
        url: Its address.
        now: The time of day, with a time zone; what lies later is not believed.
        since: Pages and sitemaps that were surely last changed before are left out; None for all.
        zone: The time that is meant where none is written.

    Returns:
        Pages in the order of the document, without the front page; further sitemaps that may list
        articles, the newest first. Each address once. Never raises for what the document holds.
    """
    found = _read(body)
    if found.root in _FEED_ROOTS:
        return parse_feed(body, url, now=now, zone=zone)
    links = list(_own_links(found.entries, url, now, zone))
    fresh = [link for link in links if not is_older(link.modified or link.published, since)]
    problem = _complaint(found, has_links=bool(links))
    if found.root != "sitemapindex":
        return Listing(links=tuple(fresh), problem=problem)
    parts = sorted(filter(_may_list_articles, fresh), key=_newness, reverse=True)
    documents = (Document(url=p.url, kind="sitemap", modified=p.modified) for p in parts)
    return Listing(documents=tuple(documents), problem=problem)


def _complaint(found: SitemapXml, *, has_links: bool) -> str | None:
    """Return what of a sitemap could not be read; None if all was."""
    if found.problem:
        how = "was read in part" if has_links else "cannot be read"
        return f"the sitemap {how}: {found.problem}"
    if found.entries and not has_links:
        return "the sitemap names no other page of its own site"
    return None


def _read(body: bytes) -> SitemapXml:
    """Return the entries of a sitemap in XML or plain text."""
    pieces = iter_text(iter_bytes(body, SITEMAP_BYTES))
    try:
        first = next(pieces, "").lstrip("\ufeff \t\r\n")
    except GaliError as error:
        return SitemapXml(problem=error.what)
    pieces = chain([first], pieces)
    if first.startswith(_SCHEMES):
        return _read_lines(pieces)
    if not first.startswith("<"):
        return SitemapXml(problem="it is neither XML nor a list of addresses")
    found = read_sitemap_xml(pieces)
    if found.root == "html":
        found.problem = "it is a web page, no sitemap"
    elif found.root not in ROOTS | _FEED_ROOTS:
        found.problem = found.problem or "it is XML, but no sitemap"
    return found


def _read_lines(pieces: Iterable[str]) -> SitemapXml:
    """Return the addresses of a sitemap in plain text, one a line."""
    found = SitemapXml(root="urlset")
    try:
        addresses = (line for line in _iter_lines(pieces) if line.startswith(_SCHEMES))
        for address in islice(addresses, SITEMAP_ENTRIES):
            found.entries.append(SitemapEntry(url=address))
        if next(addresses, None) is not None:
            found.problem = f"only the first {SITEMAP_ENTRIES:,} entries were read"
    except GaliError as error:
        found.problem = error.what
    return found


def _iter_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text; of endless ones only the beginning."""
    held = ""
    for piece in pieces:
        *lines, held = (held + piece).split("\n")
        yield from (line.strip() for line in lines)
        held = held[:_LONGEST_LINE]
    yield held.strip()


def _own_links(
    entries: Iterable[SitemapEntry], url: str, now: datetime, zone: tzinfo
) -> Iterator[FoundLink]:
    """Yield the entries on the sitemap's own site, without itself and the front page, each once."""
    known: set[str] = set()
    for entry in entries:
        # Values in CDATA had their ampersands escaped, and some sites escape twice.
        link = resolve_own_link(entry.url.replace("&amp;", "&"), url)
        if link and link not in known and not (_is_front(link) or _is_same(link, url)):
            known.add(link)
            yield _link_of(link, entry, now, zone)


def _link_of(link: str, entry: SitemapEntry, now: datetime, zone: tzinfo) -> FoundLink:
    """Return an entry with its values read."""
    return FoundLink(
        url=link,
        title=plain_title(entry.title),
        published=parse_moment(entry.published, now=now, zone=zone),
        modified=parse_moment(entry.modified, now=now, zone=zone),
    )


def _is_front(url: str) -> bool:
    """Return whether an address is that of a site's front page."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _is_same(url: str, other: str) -> bool:
    """Return whether two addresses differ in nothing but scheme and ``www.``."""
    bare, other_bare = (one.partition("://")[2].removeprefix("www.") for one in (url, other))
    return bare == other_bare


def _may_list_articles(part: FoundLink) -> bool:
    """Return whether a sitemap's name leaves it open that it lists articles."""
    name = urlsplit(part.url).path.rpartition("/")[2].lower().removesuffix(".gz")
    return not any(fnmatchcase(name, pattern) for pattern in _without_articles())


def _newness(part: FoundLink) -> tuple[datetime, tuple[int, ...]]:
    """Return what is greater for newer articles: the date of a sitemap, then numbers in its name.

    WordPress and its extensions fill the sitemap with the highest number last. Numbers in the
    query are not looked at: Blogger counts its pages from the newest.
    """
    numbers = map(int, _NUMBER.findall(urlsplit(part.url).path))
    return part.modified or _UNKNOWN_AGE, tuple(numbers)


@lru_cache(maxsize=1)
def _without_articles() -> tuple[str, ...]:
    """Read ``sitemaps.toml``."""
    text = files("harvest").joinpath("data", "sitemaps.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["without_articles"])
