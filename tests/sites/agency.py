"""Regional sites of a news agency: ``/berita/12345/slug``, *Pewarta* and *Editor* below."""

from __future__ import annotations

import re
from typing import ClassVar

from sites import printed_dates
from sites.documents import RSS, rss
from sites.markup import items, link, plain, post_links, quoted
from sites.messages import Request, Response
from sites.newsroom import Post
from sites.outlet import Outlet
from sites.surroundings import Insert, Surroundings

from harvest.outlets.manifest import Discovery, Kind

_POST = re.compile(r"/berita/(\d+)/[a-z0-9-]+")
_LIST = re.compile(r"/(?:terkini|kategori/(?P<section>\w+)|tag/(?P<tag>[\w-]+))(?:/(?P<page>\d+))?")
_PER_FEED = 20


class Agency(Outlet):
    """A regional office of a news agency."""

    style: ClassVar[str] = "agency"
    kind: ClassVar[Kind] = "agency"
    discover: ClassVar[Discovery] = Discovery(
        feeds=("/rss/terkini.xml",), listings=("/terkini",), search="/search?q={query}"
    )
    inserts = ("invitation", "list")
    unnamed_share: ClassVar[float] = 0.0

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"/berita/{post.number}/{post.slug}"

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path = request.path
        if path == "/rss/terkini.xml":
            newest = self.newsroom.posts[:_PER_FEED]
            entries = [(f"{self.base_url}{self.href(one)}", one) for one in newest]
            return self.data(rss(self.name, self.base_url, entries), RSS)
        if path == "/":
            return self.respond(self.layout(self.name, self._cards(self.newsroom.posts[:8])))
        if path == "/search":
            found = self.newsroom.matching(request.query.get("q", ""))
            return self.respond(self.layout("Pencarian", self._cards(found[:20])))
        if listed := _LIST.fullmatch(path):
            posts = self.newsroom.listed(listed["section"], listed["tag"])
            return self._list(posts, int(listed["page"] or 1), path)
        found_post = _POST.fullmatch(path)
        post = self.find(number=found_post[1]) if found_post else None
        return self._article(post) if post else None

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        popular = items(post_links(self.newsroom.posts[2:7], self.href))
        return (
            f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{plain(title)}'
            f"</title>{head}{self.padding}</head><body>"
            f'<header><div class="top-header"><ul class="top-nav"><li>{self.today()}</li></ul>'
            f'</div><nav class="main-nav">{" ".join(self.menu())}</nav></header>'
            f'<section><div class="container"><div class="row"><div class="col-md-8">{main}</div>'
            f'<div class="col-md-4 sidebar"><h4>Terpopuler</h4><ul>{popular}</ul></div></div></div>'
            f'</section><footer class="footer">Copyright © {self.now().year} KABAR ANTARPULAU'
            "</footer></body></html>"
        )

    def _article(self, post: Post) -> Response:
        """Return an article's page."""
        url = f"{self.base_url}{self.href(post)}"
        head = (
            f'<link rel="canonical" href="{url}">'
            f'<meta property="og:title" content="{quoted(post.title)} - {quoted(self.name)}">'
            f'<meta property="og:site_name" content="{quoted(self.name)}">'
        )
        around = self.surroundings(post)
        when = self.printed_day(post)
        tags = " ".join(link(f"/tag/{one}", one) for one in post.slug.split("-")[:3])
        main = (
            f'<article class="post-wrapper clearfix"><header class="post-header">'
            f'<h1 class="post-title">{plain(post.title)}</h1><p class="simple-share">'
            f'<span class="article-date"><i class="fa fa-clock-o"></i> {when} '
            f"{printed_dates.clock(post.published)}</span></p></header>"
            f'<div class="post-content clearfix font17">{self._body(post, around)}'
            f'<p class="text-muted small mt10">Pewarta: {plain(post.author or "Redaksi")}<br/>'
            f"Editor : {plain(post.story.editor)}<br/>COPYRIGHT © ANTARPULAU "
            f"{post.published.year}</p></div>"
            f'<footer class="post-meta"><div class="tags-widget"><span>Tags:</span> {tags}</div>'
            f"</footer></article>"
            f'<div class="related-post"><h4>Berita Terkait</h4>{self._cards(around.related)}</div>'
        )
        return self.article(post, self.layout(f"{post.title} - {self.name}", main, head=head))

    def _body(self, post: Post, around: Surroundings) -> str:
        """Return the body, its paragraphs parted by empty lines."""
        picture = (
            f'<div class="image-area"><img src="/p.jpg"><p class="wp-caption-text">'
            f"{plain(post.story.caption)}</p></div>"
        )
        pieces = []
        for n, paragraph in enumerate(post.paragraphs):
            pieces.append(plain(paragraph))
            if n in around.inserts:
                pieces.append(self._insert(around.inserts[n]))
        return (picture if around.has_photo else "") + "<br/><br/>".join(pieces)

    def _insert(self, insert: Insert) -> str:
        """Return an invitation to read others."""
        links = post_links(insert.posts, self.href)
        rows = "<br/>".join(f"<b>{insert.words} {one}</b>" for one in links)
        return f'<span class="baca-juga">{rows}</span>'

    def _cards(self, posts: list[Post]) -> str:
        """Return some posts with headline and date."""
        return "".join(
            f"<article><h3>{link(self.href(one), one.title)}</h3>"
            f'<p class="simple-share">{printed_dates.ago(one.published, self.now())}</p>'
            f"<p>{plain(one.paragraphs[0][:130])} ...</p></article>"
            for one in posts
        )

    def _list(self, posts: list[Post], page: int, path: str) -> Response | None:
        """Return a page of a list of news; None behind the last."""
        shown = self.window(posts, page)
        if not shown:
            return None
        after = f"{path.removesuffix(f'/{page}')}/{page + 1}"
        more = link(after, "»", rel="next") if self.goes_on(posts, page) else ""
        pager = f'<ul class="pagination"><li>{more}</li></ul>'
        return self.respond(self.layout("Terkini", self._cards(list(shown)) + pager))
