"""Blogger sites: pages, sitemap, and the posts as JSON or Atom."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from xml.sax.saxutils import escape

from sites import printed_dates
from sites.documents import XML, sitemap, sitemap_index
from sites.markup import items, link, plain, post_links, quoted
from sites.messages import Request, Response
from sites.newsroom import SECTIONS, Post
from sites.outlet import Outlet
from sites.surroundings import Insert, Surroundings

from harvest.outlets.manifest import Discovery, Platform

_POST = re.compile(r"/\d{4}/\d\d/([a-z0-9-]+)\.html")
_MONTH = re.compile(r"/\d{4}/\d\d/")
_FEED = re.compile(r"/feeds/posts/(default|summary)/?")
_LABEL = re.compile(r"/search/label/([\w%]+)")
_MOST_RESULTS = 150
_PER_SITEMAP = 150
_ATOM = "application/atom+xml; charset=UTF-8"
_ATOM_SPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/"'
)
_OPEN_SEARCH = "openSearch$"


class Blogger(Outlet):
    """A Blogger site."""

    style: ClassVar[str] = "blogger"
    platform: ClassVar[Platform] = "blogger"
    discover: ClassVar[Discovery] = Discovery(
        feeds=("/feeds/posts/default",), sitemaps=("/sitemap.xml",), search="/search?q={query}"
    )
    inserts = ("invitation", "caption", "invitation")

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"/{post.published:%Y/%m}/{post.slug}.html"

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path, query = request.path, request.query
        feed = _FEED.fullmatch(path)
        if feed is not None:
            return self._feed(query, is_summary=feed[1] == "summary")
        if path == "/sitemap.xml":
            return self._sitemap(query)
        if path in ("/", "/search") or _LABEL.fullmatch(path):
            return self._list(path, query)
        if path == "/profile/1" or _MONTH.fullmatch(path):
            return self.static("Profil Pengguna")
        found = _POST.fullmatch(path)
        post = self.find(slug=found[1]) if found else None
        return self._article(post) if post and self.href(post) == path else None

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        posts = self.newsroom.posts
        labels = [link(f"/search/label/{one}", one) for one in SECTIONS]
        popular = "".join(
            f"<div class='item-title'>{link(self.href(one), one.title)}</div>"
            f"<div class='item-snippet'>{plain(one.paragraphs[0][:120])}...</div>"
            for one in posts[3:8]
        )
        months = dict.fromkeys(f"{one.published:%Y/%m}" for one in posts[:200])
        archive = items(link(f"/{month}/", month) for month in months)
        tabs = items([link("/", "Beranda"), *labels])
        return (
            f"<!DOCTYPE html><html dir='ltr' lang='id'><head>"
            f"<meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>"
            f"<meta content='blogger' name='generator'/><title>{plain(title)}</title>"
            f"<link href='/feeds/posts/default' rel='alternate' type='application/atom+xml'/>"
            f"{head}{self.padding}</head><body class='index'>"
            f"<div class='header-inner'><h1 class='title'>{link('/', self.name)}</h1></div>"
            f"<div class='tabs'><ul>{tabs}</ul></div>"
            f"<div class='main-outer'><div class='blog-posts hfeed'>{main}</div></div>"
            f"<div class='sidebar'><div class='widget HTML'><b>{self.today()}</b></div>"
            f"<div class='widget PopularPosts'><h2>Entri Populer</h2>{popular}</div>"
            f"<div class='widget BlogArchive'><h2>Arsip Blog</h2><ul>{archive}</ul></div></div>"
            f"<footer class='footer-outer'>Tema Sederhana. Diberdayakan oleh Blogger.</footer>"
            "</body></html>"
        )

    def _article(self, post: Post) -> Response:
        """Return an article's page."""
        head = (
            f"<link href='{self.base_url}{self.href(post)}' rel='canonical'/>"
            f"<meta content='{quoted(post.title)}' property='og:title'/>"
            f"<meta content='{self.base_url}{self.href(post)}' property='og:url'/>"
        )
        around = self.surroundings(post)
        day = printed_dates.weekday_and_day(post.published)
        who = link("/profile/1", post.author or "Admin")
        main = (
            f"<div class='date-outer'><h2 class='date-header'><span>{day}</span></h2>"
            f"<div class='post-outer'><div class='post hentry'>"
            f"<h3 class='post-title entry-title' itemprop='name'>{plain(post.title)}</h3>"
            f"<div class='post-body entry-content'>{self._content(post, around)}</div>"
            f"<div class='post-footer'><span class='post-author vcard'>Diposting oleh "
            f"<span class='fn' itemprop='author'>{who}</span></span> "
            f"<span class='post-timestamp'>pada <a class='timestamp-link' href='#'>"
            f"<abbr class='published' itemprop='datePublished' "
            f"title='{post.published.isoformat()}'>{post.published:%H.%M}</abbr></a></span>"
            f"<div class='post-share-buttons'>{link('#', 'Kirimkan Ini lewat Email')}"
            f"{link('#', 'BlogThis!')}{link('#', 'Bagikan ke Facebook')}</div>"
            f"<span class='post-labels'>Label: "
            f"{link(f'/search/label/{post.section}', post.section)}</span></div></div>"
            f"<div class='comments' id='comments'><h4>{around.n_comments} komentar:</h4>"
            + f"<p class='comment-content'>{plain(post.story.comment)}</p>"
            * around.n_comments
            + "<p>Posting Komentar</p></div></div></div>"
            f"<div class='blog-pager'>{' '.join(post_links(around.related[:2], self.href))}</div>"
        )
        return self.article(post, self.layout(f"{self.name}: {post.title}", main, head=head))

    def _content(self, post: Post, around: Surroundings) -> str:
        """Return the body as Blogger's editor leaves it: blocks and empty lines."""
        picture = (
            "<table class='tr-caption-container'><tbody><tr><td><img src='/f.jpg'/></td></tr><tr>"
            f"<td class='tr-caption'>{plain(post.story.caption)}</td></tr></tbody></table>"
        )
        pieces = [picture] if around.has_photo else []
        for n, paragraph in enumerate(post.paragraphs):
            pieces.append(f"<div style='text-align: justify;'>{plain(paragraph)}</div>")
            if n in around.inserts:
                pieces.append(self._insert(around.inserts[n]))
            pieces.append("<div style='text-align: justify;'><br/></div>")
        return "".join(pieces)

    def _insert(self, insert: Insert) -> str:
        """Return what stands between two paragraphs."""
        if insert.kind == "caption":
            return f"<div style='text-align: center;'><i>{plain(insert.words)}</i></div>"
        links = " ".join(post_links(insert.posts, self.href))
        return f"<br/><b>{insert.words} {links}</b><br/>"

    def _list(self, path: str, query: dict[str, str]) -> Response:
        """Return the front page, a label's page, or what a search has found."""
        posts: Sequence[Post] = self.newsroom.posts
        if label := _LABEL.fullmatch(path):
            posts = self.newsroom.in_section(label[1])
        if query.get("q"):
            posts = self.newsroom.matching(query["q"])
        if "updated-max" in query:
            before = _moment(query["updated-max"])
            posts = [one for one in posts if one.published < before]
        shown = posts[: int(query.get("max-results", str(self.per_page)))]
        cards = "".join(
            f"<div class='post-outer'><h3 class='post-title entry-title'>"
            f"{link(self.href(one), one.title)}</h3><abbr class='published' "
            f"title='{one.published.isoformat()}'>{printed_dates.day(one.published)}</abbr>"
            f"<div class='post-snippet'>{plain(one.paragraphs[0][:150])}...</div></div>"
            for one in shown
        )
        pager = ""
        if len(posts) > len(shown):
            last = shown[-1].published.isoformat().replace("+", "%2B")
            older = f"/search?updated-max={last}&max-results={self.per_page}"
            pager = f"<div class='blog-pager'>{link(older, 'Postingan Lama')}</div>"
        return self.respond(self.layout(self.name, cards + pager))

    def _sitemap(self, query: dict[str, str]) -> Response | None:
        """Return the index of sitemaps, or one of them where all do not fit into one."""
        posts, root = self.newsroom.posts, self.base_url
        n_parts = -(-len(posts) // _PER_SITEMAP)
        if n_parts > 1 and "page" not in query:
            parts = [(f"{root}/sitemap.xml?page={n}", None) for n in range(1, n_parts + 1)]
            return self.data(sitemap_index(parts), XML)
        part = self.window(posts, int(query.get("page", "1")), _PER_SITEMAP)
        entries = [(f"{root}{self.href(one)}", one.modified) for one in part]
        return self.data(sitemap(entries), XML) if part else None

    def _feed(self, query: dict[str, str], *, is_summary: bool) -> Response:
        """Return a page of posts as JSON or Atom."""
        posts = self._chosen(query)
        start = max(1, int(query.get("start-index", "1")))
        size = min(_MOST_RESULTS, int(query.get("max-results", "25")))
        shown = posts[start - 1 : start - 1 + size]
        following = None
        if start - 1 + size < len(posts):
            following = f"{self.base_url}/feeds/posts/default?start-index={start + size}"
            following += f"&max-results={size}"
            following += "&alt=json" if query.get("alt") == "json" else ""
        entries = [self._entry(post, is_summary=is_summary) for post in shown]
        if query.get("alt") == "json":
            feed = _json_feed(self.name, entries, start, size, len(posts), following)
            return self.data(json.dumps(feed).encode(), "application/json; charset=UTF-8")
        return self.data(_atom_feed(self.name, entries, len(posts), following), _ATOM)

    def _chosen(self, query: dict[str, str]) -> list[Post]:
        """Return the posts that a query asks for, in its order."""
        posts = self.newsroom.matching(query["q"]) if query.get("q") else list(self.newsroom.posts)
        if "updated-min" in query and query.get("orderby") == "updated":
            at = _moment(query["updated-min"])
            posts = [one for one in posts if one.modified >= at]
        if "published-min" in query:
            at = _moment(query["published-min"])
            posts = [one for one in posts if one.published >= at]
        if query.get("orderby") == "updated":
            posts.sort(key=lambda one: (one.modified, one.number), reverse=True)
        return posts

    def _entry(self, post: Post, *, is_summary: bool) -> dict[str, str]:
        """Return what a feed tells of a post."""
        is_summary = is_summary or self.wants_login(post)
        html = self._content(post, self.surroundings(post))
        return {
            "id": f"tag:blogger.com,1999:blog-77.post-{post.number}",
            "published": post.published.isoformat(timespec="milliseconds"),
            "updated": post.modified.isoformat(timespec="milliseconds"),
            "title": post.title,
            "content": post.paragraphs[0][:200] if is_summary else html,
            "kind": "summary" if is_summary else "content",
            "url": f"{self.base_url}{self.href(post)}",
            "author": post.author or "Unknown",
        }


def _json_feed(
    name: str,
    entries: list[dict[str, str]],
    start: int,
    size: int,
    total: int,
    following: str | None,
) -> dict[str, Any]:
    """Return a feed as Blogger's JSON."""
    links = (
        [{"rel": "next", "type": "application/atom+xml", "href": following}] if following else []
    )
    rows = [
        {
            "id": {"$t": one["id"]},
            "published": {"$t": one["published"]},
            "updated": {"$t": one["updated"]},
            "title": {"type": "text", "$t": one["title"]},
            one["kind"]: {"type": "html", "$t": one["content"]},
            "link": [
                {"rel": "replies", "type": "text/html", "href": f"{one['url']}#comment-form"},
                {"rel": "alternate", "type": "text/html", "href": one["url"]},
            ],
            "author": [{"name": {"$t": one["author"]}, "email": {"$t": "noreply@blogger.com"}}],
        }
        for one in entries
    ]
    told = {"totalResults": total, "startIndex": start, "itemsPerPage": size}
    feed: dict[str, Any] = {"title": {"type": "text", "$t": name}, "link": links}
    feed |= {f"{_OPEN_SEARCH}{key}": {"$t": str(value)} for key, value in told.items()}
    if rows:
        feed["entry"] = rows
    return {"version": "1.0", "encoding": "UTF-8", "feed": feed}


def _atom_feed(
    name: str, entries: list[dict[str, str]], total: int, following: str | None
) -> bytes:
    """Return a feed as Atom."""
    more = f"<link rel='next' href='{escape(following)}'/>" if following else ""
    rows = "".join(
        f"<entry><id>{one['id']}</id><published>{one['published']}</published>"
        f"<updated>{one['updated']}</updated><title type='text'>{escape(one['title'])}</title>"
        f"<{one['kind']} type='html'>{escape(one['content'])}</{one['kind']}>"
        f"<link rel='alternate' type='text/html' href='{one['url']}'/>"
        f"<author><name>{escape(one['author'])}</name></author></entry>"
        for one in entries
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><feed {_ATOM_SPACES}><title>{escape(name)}</title>"
        f"<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
        f"<openSearch:totalResults>{total}</openSearch:totalResults>{more}{rows}</feed>"
    ).encode()


def _moment(text: str) -> datetime:
    """Return a moment as addresses write it, in which a plus may have become a space."""
    moment = datetime.fromisoformat(text.replace(" ", "+"))
    return moment if moment.tzinfo else moment.astimezone()
