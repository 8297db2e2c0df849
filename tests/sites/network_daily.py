"""Regional sites of a network of dailies: articles on several pages, whole at ``?page=all``."""

from __future__ import annotations

import re
from typing import ClassVar

from sites import printed_dates
from sites.documents import RSS, XML, news_sitemap, rss
from sites.markup import items, link, plain, post_links, quoted
from sites.messages import Request, Response
from sites.newsroom import Post
from sites.outlet import Outlet
from sites.surroundings import Insert, Surroundings

from harvest.outlets.manifest import Discovery, Kind

_POST = re.compile(r"/\d{4}/\d\d/\d\d/([a-z0-9-]+)")
_LIST = re.compile(r"/(?:index-news|kategori/(?P<section>\w+)|tag/(?P<tag>[\w-]+))")
_PARAGRAPHS_PER_PAGE = 4
_PER_SITEMAP = 1000


class NetworkDaily(Outlet):
    """A daily of a network."""

    style: ClassVar[str] = "network_daily"
    kind: ClassVar[Kind] = "daily"
    discover: ClassVar[Discovery] = Discovery(
        feeds=("/rss",), sitemaps=("/sitemap-news.xml",), listings=("/index-news",)
    )
    inserts = ("invitation", "inline", "inline", "advertisement")
    unnamed_share: ClassVar[float] = 0.0
    per_page: ClassVar[int] = 20

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"/{post.published:%Y/%m/%d}/{post.slug}"

    def pages_of(self, post: Post) -> int:
        """Return on how many pages an article is printed."""
        return -(-len(post.paragraphs) // _PARAGRAPHS_PER_PAGE)

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path, query, posts = request.path, request.query, self.newsroom.posts
        entries = [(f"{self.base_url}{self.href(one)}", one) for one in posts[:_PER_SITEMAP]]
        if path == "/rss":
            return self.data(rss(self.name, self.base_url, entries[:20]), RSS)
        if path == "/sitemap-news.xml":
            return self.data(news_sitemap(self.name, entries), XML)
        if path == "/":
            return self.respond(self.layout(self.name, self._cards(posts[:8])))
        if listed := _LIST.fullmatch(path):
            chosen = self.newsroom.listed(listed["section"], listed["tag"])
            return self._list(chosen, int(query.get("page", "1")), path)
        if path.startswith(("/author/", "/editor")):
            return self.static("Redaksi")
        found = _POST.fullmatch(path)
        post = self.find(slug=found[1]) if found else None
        if post is None or self.href(post) != path:
            return None
        return self._article(post, query.get("page", "1"))

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        popular = "".join(
            f"<li>{link(self.href(one), one.title)}<time>{printed_dates.day(one.published)}</time>"
            "</li>"
            for one in self.newsroom.posts[2:7]
        )
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{plain(title)}</title>'
            f'{head}{self.padding}</head><body><div id="header"><div class="hdate">{self.today()}'
            f'</div><ul class="nav">{items(self.menu())}</ul></div>'
            f'<div class="main"><div class="content">{main}</div></div>'
            f'<div class="kanan"><h3>Terpopuler</h3><ul>{popular}</ul></div>'
            f'<div id="footer">©{self.now().year} {plain(self.name)}, jaringan harian daerah</div>'
            "</body></html>"
        )

    def _article(self, post: Post, wanted: str) -> Response | None:
        """Return a page of an article, or all of it; None if it has no such page."""
        n_pages = self.pages_of(post)
        if wanted != "all" and not (wanted.isdecimal() and 1 <= int(wanted) <= n_pages):
            return None
        first = 0 if wanted == "all" else (int(wanted) - 1) * _PARAGRAPHS_PER_PAGE
        last = len(post.paragraphs) if wanted == "all" else first + _PARAGRAPHS_PER_PAGE
        around = self.surroundings(post)
        when = f"{self.printed_day(post)} {printed_dates.clock(post.published)}"
        author = link(f"/author/{post.number}", post.author or self.name)
        tags = " ".join(link(f"/tag/{one}", one) for one in post.slug.split("-")[:3])
        more = "" if wanted == "all" or n_pages == 1 else self._pager(post, int(wanted), n_pages)
        main = (
            f'<div id="article"><h1 id="arttitle" class="f50">{plain(post.title)}</h1>'
            f'<div class="mt10"><time class="grey">{when}</time></div><div class="credit">'
            f"<div>Penulis: {author}</div> <div>Editor: {link('/editor', post.story.editor)}</div>"
            f'</div><div class="pt10 share"><a href="#">Share</a><a href="#">Tweet</a></div>'
            f'<div id="artimg"><img src="/k.jpg"><div class="arial f12 caption">'
            f"{plain(post.story.caption)}</div></div>"
            f'<div class="side-article txt-article multi-fontsize">'
            f"{self._body(post, around, first, last)}</div>{more}"
            f'<div class="tagcloud3"><h4>Tags</h4>{tags}</div>'
            f'<div id="bacajuga"><h4>Berita Terkait</h4>'
            f"<ul>{items(post_links(around.related, self.href))}</ul></div></div>"
        )
        head = self._head(post)
        return self.article(post, self.layout(f"{post.title} - {self.name}", main, head=head))

    def _head(self, post: Post) -> str:
        """Return what an article's page declares."""
        return (
            f'<link rel="canonical" href="{self.base_url}{self.href(post)}">'
            f'<meta property="og:title" content="{quoted(post.title)} - {quoted(self.name)}">'
            f'<meta name="content_PublishedDate" content="{post.published:%Y-%m-%d %H:%M:%S}">'
            f'<meta name="content_author" content="{quoted(self.name)}">'
        )

    def _body(self, post: Post, around: Surroundings, first: int, last: int) -> str:
        """Return some paragraphs with what stands between them."""
        pieces = []
        for n, paragraph in list(enumerate(post.paragraphs))[first:last]:
            insert = around.inserts.get(n)
            inline = insert is not None and insert.kind == "inline"
            tail = f" {self._invitation(insert)}" if insert and inline else ""
            pieces.append(f"<p>{plain(paragraph)}{tail}</p>")
            if insert and insert.kind == "advertisement":
                pieces.append(f'<p class="para_caption">{insert.words}</p>')
            elif insert and not inline:
                pieces.append(f'<p class="baca">{self._invitation(insert)}</p>')
        return "".join(pieces)

    def _invitation(self, insert: Insert) -> str:
        """Return an invitation to read another article."""
        return f"<strong>{insert.words} {post_links(insert.posts, self.href)[0]}</strong>"

    def _pager(self, post: Post, page: int, n_pages: int) -> str:
        """Return the links to the article's other pages."""
        address = self.href(post)
        numbers = "".join(link(f"{address}?page={n}", str(n)) for n in range(1, n_pages + 1))
        after = link(f"{address}?page={page + 1}", "Selanjutnya") if page < n_pages else ""
        whole = link(f"{address}?page=all", "Lihat semua")
        return f'<div class="paging mb20"><span>Halaman</span> {numbers}{after} {whole}</div>'

    def _cards(self, posts: list[Post]) -> str:
        """Return some posts with headline and date."""
        rows = items(
            f"<h3>{link(self.href(one), one.title)}</h3>"
            f"<time>{printed_dates.ago(one.published, self.now())}</time>"
            for one in posts
        )
        return f'<ul class="lsi">{rows}</ul>'

    def _list(self, posts: list[Post], page: int, path: str) -> Response | None:
        """Return a page of a list of news; None behind the last."""
        shown = self.window(posts, page)
        if not shown:
            return None
        after = f"{path}?page={page + 1}"
        more = link(after, "Selanjutnya") if self.goes_on(posts, page) else ""
        pager = f'<div class="paging">{more}</div>'
        return self.respond(self.layout("Indeks Berita", self._cards(list(shown)) + pager))
