"""One news site: its newsroom behind a web address, its truth, and its manifest.

A style (WordPress, Blogger, …) is a subclass that knows addresses and templates. Sending answers
over sockets is the business of ``server``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from typing import ClassVar
from zoneinfo import ZoneInfo

from sites import printed_dates
from sites.behaviour import GOOD, Behaviour
from sites.markup import link, padding
from sites.messages import Request, Response, Truth
from sites.newsroom import SECTIONS, Newsroom, Post, slug_of
from sites.robots import robots_txt
from sites.stories import StoryTeller
from sites.surroundings import InsertKind, Surroundings
from sites.traps import calendar_link, month_of_calendar, with_session, without_session

from corpus.identity import canonical_url
from harvest.outlets.manifest import Discovery, Kind, Platform, SourceManifest
from harvest.outlets.zones import time_zone_of

_MOST_KEPT = 20_000


class Outlet(ABC):
    """A news site of one style.

    Args:
        name: Name as printed.
        domain: Its host without a port.
        seed: Another seed gives other articles.
        n_articles: How many it has published already.
        region: Kemendagri code of its region, which also tells its time zone.
        now: Tells the time, with a time zone; the real one if None.
        behaviour: How it treats visitors.
        padding_kilobytes: Weight of scripts in each article's page.
    """

    style: ClassVar[str]
    kind: ClassVar[Kind] = "portal"
    platform: ClassVar[Platform] = "custom"
    discover: ClassVar[Discovery]
    inserts: ClassVar[Sequence[InsertKind]] = ("invitation",)
    unnamed_share: ClassVar[float] = 0.2
    encoding: ClassVar[str] = "utf-8"
    per_page: ClassVar[int] = 10
    habits: ClassVar[Sequence[printed_dates.Habit]] = (printed_dates.weekday_and_day,)

    def __init__(
        self,
        name: str,
        domain: str,
        *,
        seed: object = 0,
        n_articles: int = 30,
        region: str = "33.02",
        now: Callable[[], datetime] | None = None,
        behaviour: Behaviour = GOOD,
        padding_kilobytes: int = 0,
    ) -> None:
        self.name = name
        self.domain = domain
        self.region = region
        self.behaviour = behaviour
        self.port: int | None = None
        self.padding = padding(padding_kilobytes)
        self._zone = ZoneInfo(time_zone_of(region))
        self._now = now
        teller = StoryTeller(f"{seed}/{domain}")
        self.newsroom = Newsroom(teller, self.now, self.unnamed_share)
        self.newsroom.fill(n_articles)
        self._kept: dict[tuple[str, int], Response] = {}
        self._sessions = count(1)

    # What a test does with a site.

    @property
    def base_url(self) -> str:
        """Its address without a path; has a port once a server serves it."""
        return f"http://{self.domain}" + (f":{self.port}" if self.port else "")

    @property
    def manifest(self) -> SourceManifest:
        """It as its file in ``harvest/sources`` would describe it."""
        return SourceManifest(
            slug=slug_of(self.name),
            name=self.name,
            domain=self.domain,
            kind=self.kind,
            region=self.region,
            platform=self.platform,
            time_zone=self._zone.key,
            language="id",
            verified=True,
            discover=self.discover,
            given_address=self.base_url,
        )

    @property
    def truth(self) -> list[Truth]:
        """What is to be read from each of its articles, newest first."""
        posts = self.newsroom.posts
        return [self._truth_of(post) for post in posts if not self.wants_login(post)]

    def publish(self, n_articles: int) -> list[Truth]:
        """Publish new articles, and return what is to be read from them."""
        return [self._truth_of(post) for post in self.newsroom.publish(n_articles)]

    def edit(self, truth: Truth) -> Truth:
        """Change an article's text and the time of its change; return what it has become."""
        return self._truth_of(self.newsroom.edit(self._post_of(truth)))

    def delete(self, truth: Truth) -> None:
        """Withdraw an article."""
        self.newsroom.delete(self._post_of(truth))

    def now(self) -> datetime:
        """Return the time where the outlet is."""
        return self._now().astimezone(self._zone) if self._now else datetime.now(self._zone)

    # What a style tells.

    @abstractmethod
    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""

    @abstractmethod
    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""

    @abstractmethod
    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""

    def author_of(self, post: Post) -> str | None:
        """Return who is to be read as an article's author."""
        return post.author

    # What all styles need.

    def answer(self, request: Request) -> Response:
        """Return what the site answers; conditional requests are the server's business."""
        target = without_session(request.target)
        if request.path == "/robots.txt":
            return robots_txt(self.behaviour, self.base_url, self.discover.sitemaps)
        key = (target, self.newsroom.version)
        response = self._kept.get(key)
        if response is None:
            plain = Request(host=request.host, target=target, headers=request.headers)
            response = self._calendar(plain) or self.page(plain) or self.missing()
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = response
        if self.has("session_ids"):
            return with_session(response, next(self._sessions), self.encoding)
        return response

    def respond(self, html: str, post: Post | None = None, status: int = 200) -> Response:
        """Return a page as an answer; of an article, or of a list if no post is given."""
        newest = max((one.modified for one in self.newsroom.posts), default=None)
        return Response(
            body=self.encoded(html),
            status=status,
            content_type=f"text/html; charset={self.encoding}",
            modified=post.modified if post else newest,
            version=f"{post.number}-{post.modified:%Y%m%d%H%M%S}"
            if post
            else f"list-{self.newsroom.version}",
        )

    def article(self, post: Post, html: str) -> Response:
        """Return an article's page as an answer, or a login in its place."""
        if self.wants_login(post):
            return self.respond(self._login(), post)
        return self.respond(html, post)

    def data(self, body: bytes, content_type: str, **headers: str) -> Response:
        """Return a document for programs as an answer."""
        fields = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        listed = self.respond("")
        return Response(
            body=body,
            content_type=content_type,
            modified=listed.modified,
            version=listed.version,
            headers=fields,
        )

    def encoded(self, html: str) -> bytes:
        """Return a page as bytes; what its encoding lacks is written as a reference."""
        return html.encode(self.encoding, "xmlcharrefreplace")

    def missing(self) -> Response:
        """Return the answer where there is nothing."""
        main = "<h1>404</h1><p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"
        status = 200 if self.behaviour.errors_as_success else 404
        html = self.layout("Halaman tidak ditemukan", main)
        return Response(
            body=self.encoded(html),
            status=status,
            content_type=f"text/html; charset={self.encoding}",
        )

    def surroundings(self, post: Post) -> Surroundings:
        """Return the noise of an article's page."""
        return Surroundings(post, self.newsroom.posts, self.inserts)

    def today(self) -> str:
        """Return the date bar of each page."""
        return printed_dates.weekday_and_day(self.now())

    def printed_day(self, post: Post) -> str:
        """Return the day of publication as one of the site's editors printed it."""
        return self.habits[post.number % len(self.habits)](post.published)

    def menu(self) -> list[str]:
        """Return the links of the main menu."""
        rubrics = [link(f"/kategori/{section.lower()}", section) for section in SECTIONS]
        return [link("/", "Beranda"), *rubrics, *self.traps_in_menu()]

    def traps_in_menu(self) -> list[str]:
        """Return the links of the menu that lead into traps."""
        return [calendar_link(self.now())] if self.has("calendar") else []

    def has(self, trap: str) -> bool:
        """Return whether a trap is switched on."""
        return trap in self.behaviour.traps

    def find(self, number: str | None = None, slug: str | None = None) -> Post | None:
        """Return the post with a number or slug; None if there is none."""
        index = self.newsroom.index
        return index.get(f"#{number}") if number is not None else index.get(slug or "")

    def window(self, posts: Sequence[Post], page: int, size: int | None = None) -> Sequence[Post]:
        """Return the posts of one page of a list; empty behind the last.

        Where pages are endless the last one comes again.
        """
        size = size or self.per_page
        last = max(1, -(-len(posts) // size))
        page = min(page, last) if self.has("endless_pages") else page
        return posts[(page - 1) * size : page * size] if page > 0 else []

    def goes_on(self, posts: Sequence[Post], page: int, size: int | None = None) -> bool:
        """Return whether a list has another page."""
        return self.has("endless_pages") or page * (size or self.per_page) < len(posts)

    def static(self, title: str) -> Response:
        """Return a page about the office that changes never."""
        return self.respond(self.layout(title, f"<h2>{title}</h2><p>Selamat datang.</p>"))

    def wants_login(self, post: Post) -> bool:
        """Return whether an article is shown to subscribers alone."""
        every = self.behaviour.login_every
        return every > 0 and post.number % every == 0

    def _truth_of(self, post: Post) -> Truth:
        """Return what is to be read from a post's page."""
        url = f"{self.base_url}{self.href(post)}"
        return Truth(
            url=url,
            canonical_url=canonical_url(url),
            title=post.title,
            published=post.published.date(),
            author=self.author_of(post),
            paragraphs=post.paragraphs,
            is_relevant=post.story.is_relevant,
        )

    def _post_of(self, truth: Truth) -> Post:
        """Return the post that a truth tells of."""
        path = truth.url.removeprefix(self.base_url)
        return next(post for post in self.newsroom.posts if self.href(post) == path)

    def _login(self) -> str:
        """Return a page that asks for a password."""
        form = '<form method="post"><input name="u"><input type="password" name="p"></form>'
        main = f"<h1>Masuk</h1><p>Silakan masuk untuk membaca artikel ini.</p>{form}"
        return self.layout("Masuk", main)

    def _calendar(self, request: Request) -> Response | None:
        """Return a month of the endless calendar, if the site has one and it is asked for."""
        main = month_of_calendar(request.path) if self.has("calendar") else None
        return self.respond(self.layout("Agenda", main)) if main else None
