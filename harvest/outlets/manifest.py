"""What is known of one outlet: the record, and its strict reading from a TOML file.

Insists on every key: what is unknown, misspelt or contradictory is an error that names the file,
the key and, where there is one, what was probably meant. Which files there are is the business of
``catalogue``; checks of single values are in ``fields``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

from corpus.records import Source
from harvest.outlets.fields import InvalidSourceError, Table
from harvest.outlets.zones import TIME_ZONES, time_zone_of
from harvest.reading.rules import ReadingRules

Kind = Literal["agency", "daily", "portal", "government", "broadcaster", "magazine"]
Platform = Literal["wordpress", "blogger", "custom", "unknown"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PLATFORMS: tuple[Platform, ...] = get_args(Platform)

LARGEST_FILE = 100_000
"""Bytes; real ones have some hundreds."""

MOST_AT_ONCE = 8
"""Requests that one host may be asked at a time; more is no visit but a siege."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """Where an outlet lists its articles: paths on its own host.

    Attributes:
        feeds: RSS or Atom feeds; may be empty.
        sitemaps: Sitemaps or indexes of them; may be empty.
        listings: Pages that list articles; may be empty.
        search: Path of the site's own search with ``{query}`` in it; None if not known.
    """

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    search: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors of an outlet's pages; None where general rules are to find it.

    Attributes:
        title: Headline.
        text: Element that holds the body.
        published: Element that shows the date.
        author: Element that shows who wrote it.
        remove: Elements inside the body that do not belong to it; may be empty.
    """

    title: str | None = None
    text: str | None = None
    published: str | None = None
    author: str | None = None
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceManifest:
    """One outlet as its file describes it.

    Attributes:
        slug: Name of the file without ``.toml``: ``[a-z0-9-]+``.
        name: Name as printed.
        domain: Bare host without ``www.``; its subdomains belong to it as well.
        kind: Who publishes.
        region: Kemendagri code of the region it reports on; None for national outlets.
        platform: Software of the site.
        time_zone: Zone of the times that it prints.
        language: ISO 639-1 code of most articles.
        verified: Whether a check has met the site as it is described here.
        given_address: Where its site begins, if not at ``https://`` and the domain.
        discover: Where it lists articles; what the platform makes certain is filled in.
        selectors: Where its pages hold what.
        byline_labels: Words of its own that stand before a reporter's name; may be empty.
        delay_seconds: Least pause between two requests; None leaves it to the crawler.
        requests_at_once: Requests that its hosts may be asked at a time.
    """

    slug: str
    name: str
    domain: str
    kind: Kind
    region: str | None
    platform: Platform
    time_zone: str
    language: str
    verified: bool
    given_address: str | None = None
    discover: Discovery = Discovery()
    selectors: Selectors = Selectors()
    byline_labels: tuple[str, ...] = ()
    delay_seconds: float | None = None
    requests_at_once: int = 1

    @property
    def address(self) -> str:
        """Where its site begins: scheme and host, without a final slash."""
        return self.given_address or f"https://{self.domain}"

    def owns(self, host: str) -> bool:
        """Return whether a host is its own: its domain or a subdomain of it."""
        return host == self.domain or host.endswith(f".{self.domain}")

    @property
    def reading_rules(self) -> ReadingRules:
        """What the reader of its pages needs to know."""
        found = self.selectors
        return ReadingRules(
            title=found.title,
            text=found.text,
            published=found.published,
            author=found.author,
            remove=found.remove,
            byline_labels=self.byline_labels,
        )

    @property
    def source(self) -> Source:
        """The outlet as the corpus keeps it."""
        return Source(slug=self.slug, name=self.name, domain=self.domain, region=self.region)


def parse_manifest(content: bytes, *, slug: str, origin: str) -> SourceManifest:
    """Return the outlet that a file describes.

    Args:
        content: The file; a larger one may be cut behind `LARGEST_FILE` bytes and one.
        slug: Its name without ``.toml``.
        origin: What to call the file in errors.

    Raises:
        InvalidSourceError: If it is no TOML, a key is unknown, missing or doubled, or a value
            is not allowed or contradicts another.
    """
    if not _SLUG.fullmatch(slug):
        raise InvalidSourceError(
            "the file's name is no slug",
            where=origin,
            mend="Use lower-case letters, digits and single hyphens, such as suara-kita.toml.",
        )
    table = Table(_parse_toml(content, origin), origin)
    table.insist_on_keys(
        required=("name", "domain", "kind", "platform", "time_zone", "language", "verified"),
        optional=("address", "region", "discover", "selectors", "byline", "politeness"),
    )
    region, platform = table.region("region"), table.choice("platform", PLATFORMS)
    domain, politeness = table.domain("domain"), table.table("politeness")
    politeness.insist_on_keys(optional=("delay_seconds", "requests_at_once"))
    return SourceManifest(
        slug=slug,
        name=table.line("name"),
        domain=domain,
        kind=table.choice("kind", KINDS),
        region=region,
        platform=platform,
        time_zone=_time_zone(table, region),
        language=table.language("language"),
        verified=table.switch("verified"),
        given_address=table.address("address", domain) if "address" in table else None,
        discover=_discovery(table.table("discover"), platform),
        selectors=_selectors(table.table("selectors")),
        byline_labels=_byline_labels(table.table("byline")),
        delay_seconds=_delay_seconds(politeness),
        requests_at_once=_requests_at_once(politeness),
    )


def _parse_toml(content: bytes, origin: str) -> dict[str, Any]:
    """Return the content of a TOML file, which may be hostile."""
    if len(content) > LARGEST_FILE:
        raise InvalidSourceError(
            f"the file is larger than {LARGEST_FILE:,} bytes; this is no outlet", where=origin
        )
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InvalidSourceError(f"not valid TOML: {error}", where=origin) from error


def _time_zone(table: Table, region: str | None) -> str:
    """Return the time zone, which must be that of the region."""
    zone = table.choice("time_zone", TIME_ZONES)
    if region is not None and zone != (right := time_zone_of(region)):
        raise table.error("time_zone", f"is {zone}, but clocks in region {region} show {right}")
    return zone


def _discovery(table: Table, platform: Platform) -> Discovery:
    """Return where articles are listed; the file's word counts more than the platform's."""
    table.insist_on_keys(optional=("feeds", "sitemaps", "listings", "search"))
    usual = _usual_discovery().get(platform, Discovery())
    return Discovery(
        feeds=table.paths("feeds") if "feeds" in table else usual.feeds,
        sitemaps=table.paths("sitemaps") if "sitemaps" in table else usual.sitemaps,
        listings=table.paths("listings"),
        search=table.search_path("search") or usual.search,
    )


def _selectors(table: Table) -> Selectors:
    """Return the selectors of an outlet's pages."""
    single = ("title", "text", "published", "author")
    table.insist_on_keys(optional=(*single, "remove"))
    return Selectors(
        **{name: table.selector(name) for name in single},
        remove=table.selectors("remove"),
    )


def _byline_labels(table: Table) -> tuple[str, ...]:
    """Return the words that stand before a reporter's name."""
    table.insist_on_keys(optional=("labels",))
    return table.lines("labels")


def _delay_seconds(table: Table) -> float | None:
    """Return the least pause between two requests."""
    return table.seconds("delay_seconds") if "delay_seconds" in table else None


def _requests_at_once(table: Table) -> int:
    """Return how many requests its hosts may be asked at a time."""
    key = "requests_at_once"
    return table.whole_number(key, MOST_AT_ONCE) if key in table else 1


@lru_cache(maxsize=1)
def _usual_discovery() -> dict[str, Discovery]:
    """Read ``platforms.toml``."""
    text = files("harvest").joinpath("data", "platforms.toml").read_text(encoding="utf-8")
    return {
        platform: Discovery(
            feeds=tuple(hints["feeds"]),
            sitemaps=tuple(hints["sitemaps"]),
            search=hints["search"],
        )
        for platform, hints in tomllib.loads(text).items()
    }
