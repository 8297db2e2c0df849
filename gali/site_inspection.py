"""A site that nobody has described yet: visited, and described as an outlet.

A handful of requests. What is written down was seen; whether articles are found behind it is
told by a check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from corpus.errors import GaliError
from corpus.vocabulary import regions
from gali.wording import plural
from harvest.charset import decode_html
from harvest.discovery.inspection import SiteTraits, inspect_home
from harvest.discovery.wordpress import parse_posts, posts_url
from harvest.fetching.failures import FetchError
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.media_types import MediaKind
from harvest.fetching.results import FetchResult
from harvest.fetching.robots import RobotsRules
from harvest.outlets.hosts import canonical_host, host_of_url, is_shared
from harvest.outlets.manifest import Discovery, Kind, SourceManifest
from harvest.outlets.writing import slug_of_domain
from harvest.outlets.zones import time_zone_of
from harvest.reading.guard import check_page

_GOVERNMENT = re.compile(r"(?:^|\.)(?:go|desa|mil|sch)\.id$")
# How sites of regencies and cities are named: banyumaskab.go.id, salatiga.go.id, palukota.go.id.
_REGION_ENDS = re.compile(r"(?P<name>[a-z]+?)(?P<type>kab|kota|prov)?\.go\.id$")
_TYPES = {"kab": "kabupaten", "kota": "kota", "prov": "provinsi"}
_USUAL_SITEMAP, _USUAL_FEED = "/sitemap.xml", "/feed/"
_WESTERN = "Asia/Jakarta"
_HTML: frozenset[MediaKind] = frozenset({"html"})
_NO_HTTPS = frozenset({"tls", "connect", "too_slow"})  # too slow: firewalls swallow the attempt


class UninspectableSiteError(GaliError):
    """A site cannot be described."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A site as it was met.

    Attributes:
        source: The outlet, not verified.
        notes: What was seen, a sentence each, for the user.
    """

    source: SourceManifest
    notes: tuple[str, ...]


def inspect_site(
    fetcher: Fetcher,
    url: str,
    *,
    name: str | None = None,
    kind: Kind | None = None,
    region: str | None = None,
) -> Proposal:
    """Visit a site and describe it.

    Args:
        fetcher: Fetches politely.
        url: Its home page, or any address of it; without a scheme https is tried, then http.
        name: Its name; None takes what it prints.
        kind: Who publishes; None decides by the domain.
        region: Code of the region it reports on; None decides by the domain, else national.

    Raises:
        UninspectableSiteError: If its domain is nobody's own.
        UnreadableFileError: If its page is too large or too deep.
        FetchError: If it may not or cannot be fetched, or is no web page.
    """
    home = _fetch_home(fetcher, url)
    address = "{0.scheme}://{0.netloc}".format(urlsplit(home.url))
    domain = _domain(home.url)
    traits = _traits(home)
    region = region or _region_of_domain(domain)
    discover, notes = _discover(fetcher, address, traits)
    source = SourceManifest(
        slug=slug_of_domain(domain),
        name=name or traits.name or domain,
        domain=domain,
        kind=kind or ("government" if _GOVERNMENT.search(domain) else "portal"),
        region=region,
        platform=traits.platform,
        time_zone=time_zone_of(region) if region else _WESTERN,
        language=traits.language or "id",
        verified=False,
        given_address=None if address == f"https://{domain}" else address,
        discover=discover,
    )
    seen = f"{domain} is met at {address}; its software is {_platform(traits)}."
    return Proposal(source=source, notes=(seen, *notes))


def lacks_https(rules: RobotsRules) -> bool:
    """Return whether a site's robots.txt failed as it does where only plain HTTP is served."""
    return rules.failure is not None and rules.failure.kind in _NO_HTTPS


def _fetch_home(fetcher: Fetcher, url: str) -> FetchResult:
    """Return the home page, at https if the user named no scheme and it is there."""
    if "://" in url:
        return fetcher.fetch(url, accepted=_HTML)
    try:
        return fetcher.fetch(f"https://{url}", accepted=_HTML)
    except FetchError:
        if not lacks_https(fetcher.fetch_rules(f"https://{url}")):
            raise
        return fetcher.fetch(f"http://{url}", accepted=_HTML)


def _domain(url: str) -> str:
    """Return the domain of a site."""
    host = host_of_url(url)
    domain = canonical_host(host) if host else None
    if domain is None or is_shared(domain):
        raise UninspectableSiteError(
            "it has no domain of its own", where=url, mend="Name the site by its domain."
        )
    return domain


def _traits(home: FetchResult) -> SiteTraits:
    """Return what the home page shows."""
    assert home.page is not None  # no validators were sent, so there is a page
    html = decode_html(home.page.body).text
    check_page(html)
    return inspect_home(html, home.url, link_header=home.headers.get("link", ""))


def _platform(traits: SiteTraits) -> str:
    """Return the software of a site in words."""
    known = {"wordpress": "WordPress", "blogger": "Blogger"}
    return known.get(traits.platform, "neither WordPress nor Blogger")


def _discover(
    fetcher: Fetcher, address: str, traits: SiteTraits
) -> tuple[Discovery, tuple[str, ...]]:
    """Return where a site lists its articles, and what to say of it."""
    sitemaps = _sitemaps(fetcher, address)
    feeds = traits.feeds
    notes = [
        f"It declares {plural(len(feeds), 'feed')}, {plural(len(sitemaps), 'sitemap')} and "
        f"{plural(len(traits.listings), 'page')} of news."
    ]
    if traits.platform == "wordpress":
        notes.append(_rest_note(fetcher, address))
    if not sitemaps and _answers(fetcher, f"{address}{_USUAL_SITEMAP}"):
        sitemaps = (_USUAL_SITEMAP,)
        notes.append(f"There is a sitemap at {_USUAL_SITEMAP}.")
    if not feeds and traits.platform == "wordpress":
        feeds = (_USUAL_FEED,)
    listings = traits.listings
    if not (feeds or sitemaps or listings) and traits.platform == "unknown":
        listings = ("/",)
        notes.append("Nothing lists its articles; its home page is taken.")
    found = Discovery(feeds=feeds, sitemaps=sitemaps, listings=listings, search=traits.search)
    return found, tuple(notes)


def _sitemaps(fetcher: Fetcher, address: str) -> tuple[str, ...]:
    """Return the paths of the sitemaps that robots.txt names on the site itself."""
    own = canonical_host(host_of_url(address) or "")
    found = []
    for url in fetcher.fetch_rules(address).sitemaps[:20]:
        host = host_of_url(url)
        if host and canonical_host(host) == own:
            parts = urlsplit(url)
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return tuple(dict.fromkeys(path for path in found if path.startswith("/")))


def _rest_note(fetcher: Fetcher, address: str) -> str:
    """Return whether a WordPress site gives its articles in full."""
    url = posts_url(address, per_page=1)
    try:
        result = fetcher.fetch(url, accepted=frozenset({"json"}))
    except FetchError as error:
        return f"Its interface for programs is closed ({error.what}); feeds and sitemaps serve."
    assert result.page is not None
    listing = parse_posts(result.page.body, url, now=result.page.fetched_at)
    if listing.articles or listing.links:
        return "Its interface for programs gives articles in full."
    return "Its interface for programs gives no articles; feeds and sitemaps serve."


def _answers(fetcher: Fetcher, url: str) -> bool:
    """Return whether there is an XML document at an address."""
    try:
        fetcher.fetch(url, accepted=frozenset({"xml"}))
    except FetchError:
        return False
    return True


def _region_of_domain(domain: str) -> str | None:
    """Return the region that a government's domain names, if it is one alone."""
    found = _REGION_ENDS.search(domain)
    if found is None:
        return None
    wanted = _TYPES.get(found["type"] or "")
    codes = [
        region.code
        for region in regions().values()
        if region.plain_name.lower().replace(" ", "") == found["name"]
        and (wanted is None or region.type.lower() == wanted)
    ]
    return codes[0] if len(codes) == 1 else None


def with_slug(proposal: Proposal, slug: str | None) -> SourceManifest:
    """Return the proposed outlet, under another slug if one is given."""
    return replace(proposal.source, slug=slug) if slug else proposal.source
