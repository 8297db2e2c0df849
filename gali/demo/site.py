"""Three small news sites on this machine, so that the demo really crawls.

They serve the sample's articles over HTTP in the three ways that are met most: an interface for
programs (WordPress), a sitemap, and pages that list articles. The names end in ``.example``,
which belongs to nobody; only the demo's own door to the network finds them.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from string import Template
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from harvest.discovery.wordpress import POSTS_PATH
from harvest.fetching.addresses import AddressGuard
from harvest.fetching.agent import Agent
from harvest.fetching.fetcher import Fetcher
from harvest.fetching.robots_cache import RobotsKeeper
from harvest.fetching.waits import Pace
from harvest.outlets.manifest import Discovery, Platform, SourceManifest

DOMAINS = ("kabar-contoh.example", "warta-contoh.example", "suara-contoh.example")
"""Hosts of the sample's sites."""

_PORT = 8377
"""Tried first, so that a second demo meets its sites where the first one did."""

_PAGES = files("gali").joinpath("demo", "pages")
_ON_AN_INDEX_PAGE = 10
_NEXT = '<a rel="next" href="/indeks?page={page}">Berikutnya</a>'
Answer = Callable[["SampleOutlet", "Asked"], tuple[str, str] | None]
"""Returns media type and text of what is asked for; None if there is no such page."""

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


class SampleSite:
    """Serves the outlets while it is entered.

    Attributes:
        sources: The outlets; known once it is entered.
    """

    def __init__(self) -> None:
        self._outlets = make_outlets(read_sample())
        self._server = _make_server(_handler_of(self._outlets))
        self.sources = [outlet.manifest(self._server.server_port) for outlet in self._outlets]

    def open_fetcher(
        self, agent: Agent, pace: Pace, keeper: RobotsKeeper | None = None, /
    ) -> Fetcher:
        """Return what fetches from these sites and from nowhere else."""
        return Fetcher(
            agent,
            pace,
            guard=AddressGuard(allow_loopback=True),
            resolve=self._resolve,
            robots_keeper=keeper,
        )

    def __enter__(self) -> SampleSite:
        """Begin to serve."""
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def _resolve(self, host: str, _port: int) -> list[str]:
        """Return this machine for the sites' names; nothing else is looked up."""
        if host not in {outlet.domain for outlet in self._outlets}:
            raise OSError(f"{host} is none of the sample's sites")
        return ["127.0.0.1"]


def _make_server(handler: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """Return a server on this machine alone, on any free port if the usual one is taken."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", _PORT), handler)
    except OSError:
        return ThreadingHTTPServer(("127.0.0.1", 0), handler)


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


def _handler_of(outlets: Sequence[SampleOutlet]) -> type[BaseHTTPRequestHandler]:
    """Return what answers requests to the outlets, by the host that is asked."""
    by_domain = {outlet.domain: outlet for outlet in outlets}

    class Handler(BaseHTTPRequestHandler):
        """Answers one request."""

        def do_GET(self) -> None:
            """Answer with the outlet's page, or that there is none."""
            host = self.headers.get("Host") or ""
            outlet = by_domain.get(host.partition(":")[0])
            found = outlet and outlet.answer(outlet, _asked(host, self.path))
            content_type, text = found or ("text/html; charset=utf-8", "<h1>Tidak ditemukan</h1>")
            body = text.encode()
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def _asked(host: str, target: str) -> Asked:
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
        next=""
        if is_last
        else f'<a rel="next" href="/indeks?page={asked.page + 1}">Berikutnya</a>',
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
