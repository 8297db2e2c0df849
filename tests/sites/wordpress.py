"""WordPress sites: pages, feed and sitemap; their REST interface is in ``wordpress_rest``."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Literal

from sites import printed_dates, wordpress_rest, wordpress_theme
from sites.documents import RSS, XML, rss, sitemap, sitemap_index
from sites.markup import link, plain
from sites.messages import Request, Response
from sites.newsroom import SECTIONS, Post
from sites.outlet import Outlet

from harvest.outlets.manifest import Discovery, Platform

Permalinks = Literal["name", "month"]

_POST = re.compile(r"/(?:\d{4}/\d\d/)?([a-z0-9-]+)/?")
_LIST = re.compile(
    r"/(?:category/(?P<section>[\w-]+)/|tag/(?P<tag>[\w-]+)/)?(?:page/(?P<page>\d+)/)?"
)
_POSTS_MAP = re.compile(r"/wp-sitemap-posts-post-(\d+)\.xml")
_PER_SITEMAP = 500


class WordPress(Outlet):
    """A WordPress site.

    Args:
        name: Name as printed.
        domain: Its host without a port.
        theme: How its pages look.
        permalinks: ``/slug/`` or ``/2026/06/slug/``.
        rest_status: 200 where the REST interface is open; 401 or 404 where it is not.
        **options: As for `Outlet`.
    """

    style: ClassVar[str] = "wordpress"
    platform: ClassVar[Platform] = "wordpress"
    discover: ClassVar[Discovery] = Discovery(
        feeds=("/feed/",), sitemaps=("/wp-sitemap.xml",), search="/?s={query}"
    )
    habits = (printed_dates.curly_weekday_and_day, printed_dates.english, printed_dates.day)
    inserts = ("invitation", "list", "inline", "advertisement", "caption")

    def __init__(
        self,
        name: str,
        domain: str,
        *,
        theme: wordpress_theme.Theme = "block",
        permalinks: Permalinks = "name",
        rest_status: Literal[200, 401, 404] = 200,
        **options: Any,
    ) -> None:
        self.theme = theme
        self.permalinks = permalinks
        self.rest_status = rest_status
        super().__init__(name, domain, **options)

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        if self.permalinks == "name":
            return f"/{post.slug}/"
        return f"/{post.published:%Y/%m}/{post.slug}/"

    def menu(self) -> list[str]:
        """Return the links of the main menu."""
        rubrics = [link(f"/category/{one.lower()}/", one) for one in SECTIONS]
        return [link("/", "Beranda"), *rubrics, *self.traps_in_menu()]

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path, query = request.path, request.query
        if path.startswith("/wp-json"):
            return wordpress_rest.answer(self, request)
        if path.startswith("/wp-sitemap"):
            return self._sitemap(path)
        if path == "/redaksi/" or path.startswith("/author/"):
            return self.static("Redaksi")
        if path.endswith("/feed/"):
            return self._feed(query)
        if "s" in query:
            chosen = self.newsroom.matching(query["s"])
            return self._list(chosen, int(query.get("paged", "1")), path)
        found = _LIST.fullmatch(path)
        if found is not None:
            posts = self.newsroom.listed(found["section"], found["tag"])
            return self._list(posts, int(found["page"] or 1), path.partition("page/")[0])
        found = _POST.fullmatch(path)
        post = self.find(slug=found[1]) if found else None
        return self.article(post, wordpress_theme.article(self, post)) if post else None

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        return wordpress_theme.layout(self, title, main, head=head)

    def _list(self, posts: list[Post], page: int, path: str) -> Response | None:
        """Return a page that lists posts; None behind the last."""
        shown = self.window(posts, page)
        if not shown and page > 1:
            return None
        cards = "".join(
            f'<article class="post hentry"><h2 class="entry-title">'
            f'{link(self.href(one), one.title)}</h2><span class="posted-on">'
            f"{printed_dates.day(one.published)}</span><div class='entry-summary'><p>"
            f"{plain(one.paragraphs[0][:160])}… {link(self.href(one), 'Selengkapnya')}</p></div>"
            "</article>"
            for one in shown
        )
        older = f"{path}page/{page + 1}/"
        more = link(older, "Berikutnya", class_="next") if self.goes_on(posts, page) else ""
        return self.respond(self.layout("Berita", f'{cards}<div class="nav-links">{more}</div>'))

    def _feed(self, query: dict[str, str]) -> Response | None:
        """Return a page of the feed; None behind the last."""
        posts = self.window(self.newsroom.posts, int(query.get("paged", "1")))
        if not posts:
            return None
        entries = [(f"{self.base_url}{self.href(one)}", one) for one in posts]
        generator = "https://wordpress.org/?v=6.8.2"
        body = rss(self.name, self.base_url, entries, generator=generator)
        return self.data(body, RSS)

    def _sitemap(self, path: str) -> Response | None:
        """Return the index of sitemaps or one of them."""
        posts, root = self.newsroom.posts[::-1], self.base_url
        found = _POSTS_MAP.fullmatch(path)
        if found:
            part = self.window(posts, int(found[1]), _PER_SITEMAP)
            entries = [(f"{root}{self.href(one)}", one.modified) for one in part]
            return self.data(sitemap(entries), XML) if part else None
        if path == "/wp-sitemap.xml":
            n_parts = -(-len(posts) // _PER_SITEMAP)
            names = [f"posts-post-{n}" for n in range(1, n_parts + 1)]
            names += ["posts-page-1", "taxonomies-category-1", "users-1"]
            return self.data(
                sitemap_index([(f"{root}/wp-sitemap-{name}.xml", None) for name in names]), XML
            )
        if path == "/wp-sitemap-taxonomies-category-1.xml":
            rubrics = [(f"{root}/category/{one.lower()}/", None) for one in SECTIONS]
            return self.data(sitemap(rubrics), XML)
        if path in ("/wp-sitemap-posts-page-1.xml", "/wp-sitemap-users-1.xml"):
            return self.data(sitemap([(f"{root}/redaksi/", None)]), XML)
        return None
