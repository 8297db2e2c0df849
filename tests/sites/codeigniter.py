"""Government sites on CodeIgniter: ``/berita/detail/123/slug``, a list with ``?page=``."""

from __future__ import annotations

import re
from typing import ClassVar

from sites import printed_dates
from sites.markup import items, link, plain, post_links, quoted
from sites.messages import Request, Response
from sites.newsroom import Post
from sites.outlet import Outlet

from harvest.outlets.manifest import Discovery, Kind

_POST = re.compile(r"/berita/detail/(\d+)/[a-z0-9-]*")


class CodeIgniter(Outlet):
    """The site of a regency, with cards, an agenda and a list of news."""

    style: ClassVar[str] = "codeigniter"
    kind: ClassVar[Kind] = "government"
    discover: ClassVar[Discovery] = Discovery(listings=("/berita",), search="/berita?q={query}")
    inserts = ("caption", "invitation")
    habits = (
        printed_dates.curly_weekday_and_day,
        printed_dates.market_day_and_day,
        printed_dates.short,
        printed_dates.day,
    )
    unnamed_share: ClassVar[float] = 0.5

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"/berita/detail/{post.number}/{post.slug}"

    def menu(self) -> list[str]:
        """Return the links of the main menu."""
        pages = {"/profil": "Profil", "/berita": "Berita", "/layanan": "Layanan", "/ppid": "PPID"}
        links = [link(path, name) for path, name in pages.items()]
        return [link("/", "Beranda"), *links, *self.traps_in_menu()]

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path, query = request.path.rstrip("/"), request.query
        if path in ("", "/index.php"):
            return self.respond(self.layout(self.name, self._cards(self.newsroom.posts[:6])))
        if path == "/berita":
            return self._list(query)
        if path in ("/profil", "/layanan", "/ppid"):
            return self.static("Profil")
        found = _POST.fullmatch(path)
        post = self.find(number=found[1]) if found else None
        return self._article(post) if post else None

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        others = "".join(
            f'<div class="media">{link(self.href(one), one.title)}'
            f"<small>{printed_dates.day(one.published)}</small></div>"
            for one in self.newsroom.posts[:5]
        )
        return (
            f'<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">'
            f"<title>{plain(title)}</title>{head}{self.padding}</head><body>"
            f'<div class="topbar"><span><i class="fa fa-calendar"></i> {self.today()}</span>'
            f'<span><i class="fa fa-phone"></i> (0281) 123456</span></div>'
            f'<nav class="navbar"><ul class="navbar-nav">{items(self.menu())}</ul></nav>'
            f'<div class="container"><div class="row"><div class="col-md-8">{main}</div>'
            f'<div class="col-md-4"><div class="card"><h4>Berita Lainnya</h4>{others}</div>'
            f'<div class="card"><h4>Agenda</h4><p>Rapat paripurna, '
            f"{printed_dates.day(self.now())}</p></div></div></div></div>"
            f'<footer class="footer"><p>{plain(self.name)}. Hak Cipta © {self.now().year}</p>'
            "</footer></body></html>"
        )

    def _article(self, post: Post) -> Response:
        """Return an article's page."""
        around = self.surroundings(post)
        day = self.printed_day(post)
        body = []
        for n, paragraph in enumerate(post.paragraphs):
            body.append(f'<p style="text-align:justify">{plain(paragraph)}</p>')
            insert = around.inserts.get(n)
            if insert and insert.kind == "caption":
                body.append(
                    f'<p style="text-align:center"><img src="/g.jpg"><br>'
                    f"<em>{plain(insert.words)}</em></p>"
                )
            elif insert:
                body += [
                    f"<p>{insert.words} {one}</p>" for one in post_links(insert.posts, self.href)
                ]
        who = f"Diposting oleh {plain(post.author)}" if post.author else "humas"
        main = (
            f'<div class="blog-details"><img src="/f.jpg" class="img-fluid">'
            f'<h2 class="judul">{plain(post.title)}</h2><ul class="list-inline">'
            f'<li><i class="fa fa-user"></i> {who}</li>'
            f'<li><i class="fa fa-calendar"></i> {day}</li>'
            f'<li><i class="fa fa-eye"></i> {around.n_views} kali dibaca</li></ul>'
            f'<div class="isi-berita">{"".join(body)}</div>'
            f'<div class="share-area"><span>Bagikan:</span> {link("#", "Facebook")} '
            f"{link('#', 'WhatsApp')}</div></div>"
            f'<div class="berita-terkait"><h4>Berita Terkait</h4>'
            f"{self._cards(around.related)}</div>"
        )
        head = (
            f'<meta property="og:title" content="{quoted(post.title)}">'
            f'<meta property="og:url" content="{self.base_url}{self.href(post)}">'
        )
        return self.article(post, self.layout(post.title, main, head=head))

    def _cards(self, posts: list[Post]) -> str:
        """Return some posts with picture, headline, date and a link to the rest."""
        return "".join(
            f'<div class="card berita"><a href="{self.href(one)}"><img src="/f.jpg"></a>'
            f"<h5>{link(self.href(one), one.title)}</h5>"
            f'<span class="tanggal">{printed_dates.short(one.published)}</span>'
            f"<p>{plain(one.paragraphs[0][:110])}... {link(self.href(one), 'Selengkapnya')}</p>"
            "</div>"
            for one in posts
        )

    def _list(self, query: dict[str, str]) -> Response:
        """Return a page of the list of news; behind the last it says that there are none."""
        posts = self.newsroom.matching(query["q"]) if query.get("q") else self.newsroom.posts
        page = int(query.get("page", "1"))
        shown = self.window(posts, page)
        if not shown:
            return self.respond(self.layout("Berita", "<h3>Berita</h3><p>Belum ada berita.</p>"))
        asked = f"&q={query['q']}" if query.get("q") else ""
        more = link(f"/berita?page={page + 1}{asked}", "»") if self.goes_on(posts, page) else ""
        pager = f'<ul class="pagination"><li>{page}</li><li>{more}</li></ul>'
        return self.respond(
            self.layout("Berita", f"<h3>Berita</h3>{self._cards(list(shown))}{pager}")
        )
