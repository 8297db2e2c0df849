"""The sample's three news sites: what each answers to which address.

They show the articles in the three ways that are met most: an interface for programs (WordPress),
a sitemap, and pages that list articles. Serving them is the business of ``site``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import parse_qs, urlsplit

from harvest.discovery.wordpress import POSTS_PATH
from harvest.outlets.manifest import Discovery, Platform, SourceManifest

DOMAINS = ("kabar-contoh.example", "warta-contoh.example", "suara-contoh.example")
"""Hosts of the sites."""

Answer = Callable[["SampleOutlet", "Asked"], tuple[str, str] | None]
"""Returns media type and text of what is asked for; None if there is no such page."""

_PAGES = files("gali").joinpath("demo", "pages")
_ON_AN_INDEX_PAGE = 10
_NEXT = '<a rel="next" href="/indeks?page={page}">Berikutnya</a>'
_MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """An article of the sample.

    Attributes:
        slug: Last part of its address.
        title: Headline.
        paragraphs: Its text.
        published: ``2021-03-04``; None if the sample does not tell.
    """

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    published: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: scheme, host and port; path; number of the page; keys of the query."""

    base: str
    path: str
    page: int
    keys: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutlet:
    """One of the sites: what it answers to each path."""

    slug: str
    name: str
    domain: str
    platform: Platform
    discover: Discovery
    answer: Answer
    articles: tuple[SampleArticle, ...]

    def manifest(self, port: int) -> SourceManifest:
        """Return the outlet as a crawl knows it."""
        return SourceManifest(
            slug=self.slug,
            name=self.name,
            domain=self.domain,
            kind="portal",
            region=None,
            platform=self.platform,
            time_zone="Asia/Jakarta",
            language="id",
            verified=True,
            given_address=f"http://{self.domain}:{port}",
            discover=self.discover,
        )


def read_sample() -> list[SampleArticle]:
    """Return the articles of the sample in its order."""
    text = files("gali").joinpath("demo", "sample.jsonl").read_text(encoding="utf-8")
    return [_sample_article(json.loads(line)) for line in text.splitlines()]


def make_outlets(articles: Sequence[SampleArticle]) -> tuple[SampleOutlet, ...]:
    """Return the sites with the articles dealt out among them."""
    ways: tuple[tuple[str, str, Platform, Discovery, Answer], ...] = (
        ("Kabar Contoh", DOMAINS[0], "wordpress", Discovery(), _wordpress),
        (
            "Warta Contoh",
            DOMAINS[1],
            "custom",
            Discovery(sitemaps=("/sitemap.xml",)),
            _with_sitemap,
        ),
        (
            "Suara Contoh",
            DOMAINS[2],
            "custom",
            Discovery(listings=("/indeks",)),
            _with_index,
        ),
    )
    return tuple(
        SampleOutlet(
            slug=domain.partition(".")[0],
            name=name,
            domain=domain,
            platform=platform,
            discover=discover,
            answer=answer,
            articles=tuple(articles[n :: len(ways)]),
        )
        for n, (name, domain, platform, discover, answer) in enumerate(ways)
    )


def _sample_article(record: dict[str, str]) -> SampleArticle:
    """Return an article of a line of the sample."""
    return SampleArticle(
        slug=record["id"],
        title=record["title"],
        paragraphs=tuple(line for line in record["text"].split("\n") if line.strip()),
        published=record.get("published"),
    )


def parse_asked(host: str, target: str) -> Asked:
    """Return what a request asks for."""
    parts = urlsplit(target)
    query = parse_qs(parts.query)
    page = query.get("page", ["1"])[0]
    number = int(page) if page.isdecimal() and len(page) < 5 else 1
    return Asked(f"http://{host}", parts.path, number, frozenset(query))


def _wordpress(outlet: SampleOutlet, asked: Asked) -> tuple[str, str] | None:
    """Answer as WordPress does: all posts as JSON."""
    if asked.path != POSTS_PATH:
        return _article_page(outlet, asked.path)
    posts = [
        {
            "id": n,
            "link": _address(outlet, article),
            "date": f"{article.published}T09:00:00" if article.published else None,
            "title": {"rendered": escape(article.title)},
            "content": {"rendered": _paragraphs(article)},
        }
        for n, article in enumerate(outlet.articles, 1)
    ]
    is_rest = asked.page > 1 or bool(asked.keys & {"search", "modified_after"})
    return "application/json", json.dumps([] if is_rest else posts)


def _with_sitemap(outlet: SampleOutlet, asked: Asked) -> tuple[str, str] | None:
    """Answer with a sitemap and the articles' pages."""
    if asked.path != "/sitemap.xml":
        return _article_page(outlet, asked.path)
    places = (f"{asked.base}/{article.slug}" for article in outlet.articles)
    entries = "".join(f"<url><loc>{place}</loc></url>" for place in places)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "application/xml", f'<urlset xmlns="{space}">{entries}</urlset>'


def _with_index(outlet: SampleOutlet, asked: Asked) -> tuple[str, str] | None:
    """Answer with an index of several pages and the articles' pages."""
    if asked.path != "/indeks":
        return _article_page(outlet, asked.path)
    start = (asked.page - 1) * _ON_AN_INDEX_PAGE
    shown = outlet.articles[start : start + _ON_AN_INDEX_PAGE]
    is_last = start + _ON_AN_INDEX_PAGE >= len(outlet.articles)
    text = Template(_PAGES.joinpath("index.html").read_text(encoding="utf-8")).substitute(
        outlet=outlet.name,
        links=_links(shown),
        next="" if is_last else _NEXT.format(page=asked.page + 1),
    )
    return "text/html; charset=utf-8", text


def _article_page(outlet: SampleOutlet, path: str) -> tuple[str, str] | None:
    """Return the page of an article; None if there is no such article."""
    article = next((a for a in outlet.articles if f"/{a.slug}" == path), None)
    if article is None:
        return None
    others = [other for other in outlet.articles if other is not article][:4]
    text = Template(_PAGES.joinpath("article.html").read_text(encoding="utf-8")).substitute(
        title=escape(article.title),
        outlet=outlet.name,
        canonical=_address(outlet, article),
        byline=_byline(article),
        paragraphs=_paragraphs(article),
        others=_links(others),
    )
    return "text/html; charset=utf-8", text


def _address(outlet: SampleOutlet, article: SampleArticle) -> str:
    """Return the address by which an article can be cited, whatever the port of today."""
    return f"https://{outlet.domain}/{article.slug}"


def _byline(article: SampleArticle) -> str:
    """Return the line under the headline, with a date as newspapers write it."""
    if article.published is None:
        return ""
    year, month, day = article.published.split("-")
    words = f"{int(day)} {_MONTHS.split()[int(month) - 1]} {year}"
    return f'<p class="tanggal">{words}, 09:00 WIB</p>'


def _paragraphs(article: SampleArticle) -> str:
    """Return the text of an article as HTML."""
    return "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)


def _links(articles: Sequence[SampleArticle]) -> str:
    """Return a list of links to articles."""
    return "".join(f'<li><a href="/{a.slug}">{escape(a.title)}</a></li>' for a in articles)
