"""Government sites on an old Joomla: ``/index.php/home/berita/123-slug``, ``?start=20``."""

from __future__ import annotations

import re
from typing import ClassVar

from sites import printed_dates
from sites.documents import RSS, rss
from sites.markup import items, link, plain, post_links
from sites.messages import Request, Response
from sites.newsroom import Post
from sites.outlet import Outlet

from harvest.outlets.manifest import Discovery, Kind

_LIST = "/index.php/home/berita"
_POST = re.compile(rf"{_LIST}/(\d+)-[a-z0-9-]*")


class Joomla(Outlet):
    """The site of a regency on an old Joomla, its articles in tables."""

    style: ClassVar[str] = "joomla"
    kind: ClassVar[Kind] = "government"
    discover: ClassVar[Discovery] = Discovery(
        feeds=(f"{_LIST}?format=feed&type=rss",), listings=(_LIST,)
    )
    inserts = ("caption", "invitation", "invitation")
    unnamed_share: ClassVar[float] = 0.4
    per_page: ClassVar[int] = 20

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"{_LIST}/{post.number}-{post.slug}"

    def menu(self) -> list[str]:
        """Return the links of the main menu."""
        return [
            link("/", "Home"),
            link(_LIST, "Berita"),
            link("/index.php/kontak", "Kontak"),
            *self.traps_in_menu(),
        ]

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        path, query = request.path.rstrip("/"), request.query
        if path == _LIST and query.get("format") == "feed":
            entries = [
                (f"{self.base_url}{self.href(one)}", one) for one in self.newsroom.posts[:10]
            ]
            return self.data(rss(self.name, self.base_url, entries), RSS)
        if path in ("", "/index.php", _LIST):
            return self._list(int(query.get("start", "0")))
        if path == "/index.php/kontak":
            return self.static("Kontak")
        found = _POST.fullmatch(path)
        post = self.find(number=found[1]) if found else None
        return self._article(post) if post else None

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        latest = items(post_links(self.newsroom.posts[:5], self.href), class_="latestnews")
        return (
            f'<!DOCTYPE html><html lang="id-id"><head><meta charset="utf-8"/>'
            f'<meta name="generator" content="Joomla! 1.5 - Open Source Content Management"/>'
            f"<title>{plain(title)}</title>{head}{self.padding}</head><body>"
            f'<div id="wrapper"><div id="header"><span id="tanggal">{self.today()}</span>'
            f'</div><ul class="menu">{items(self.menu())}</ul>'
            f'<div id="maincolumn">{main}</div><div id="rightcolumn"><div class="moduletable">'
            f'<h3>Berita Terbaru</h3><ul class="latestnews">{latest}</ul></div>'
            f'<div class="moduletable"><h3>Statistik</h3>Hari ini: 214<br/>Total: 90112</div></div>'
            f'<div id="footer">Copyright © {self.now().year} {plain(self.name)}</div>'
            "</div></body></html>"
        )

    def _article(self, post: Post) -> Response:
        """Return an article's page."""
        around = self.surroundings(post)
        when = f"{self.printed_day(post)} {post.published:%H:%M}"
        changed = f"{printed_dates.weekday_and_day(post.modified)} {post.modified:%H:%M}"
        body = []
        for n, paragraph in enumerate(post.paragraphs):
            body.append(f"<p>{plain(paragraph)}</p>")
            insert = around.inserts.get(n)
            if insert and insert.kind == "caption":
                body.append(f'<p class="caption">{plain(insert.words)}</p>')
            elif insert:
                body += [
                    f"<p><strong>{insert.words}</strong> {one}</p>"
                    for one in post_links(insert.posts, self.href)
                ]
        writer = (
            f"Ditulis oleh {plain(post.author)}" if post.author else "Ditulis oleh Administrator"
        )
        main = (
            f'<table class="contentpaneopen"><tr><td class="contentheading" width="100%">'
            f'{plain(post.title)}</td><td class="buttonheading">{link("#", "PDF")} '
            f"{link('#', 'Cetak')} {link('#', 'E-mail')}</td></tr></table>"
            f'<table class="contentpaneopen"><tr><td><span class="small">{writer}</span></td></tr>'
            f'<tr><td class="createdate">{when}</td></tr><tr><td valign="top">{"".join(body)}</td>'
            f'</tr><tr><td class="modifydate">Terakhir diperbarui {changed}</td></tr></table>'
            f'<table class="pagenav"><tr><td>{link("#", "« Sebelumnya")}</td>'
            f"<td>{link('#', 'Selanjutnya »')}</td></tr></table>"
        )
        return self.article(post, self.layout(post.title, main))

    def _list(self, start: int) -> Response | None:
        """Return a page of the list of news; None behind the last."""
        posts, page = self.newsroom.posts, start // self.per_page + 1
        shown = self.window(posts, page)
        if not shown:
            return None
        rows = "".join(
            f'<table class="contentpaneopen"><tr><td class="contentheading">'
            f"{link(self.href(one), one.title)}</td></tr><tr><td>"
            f"{plain(one.paragraphs[0][:200])}</td></tr><tr><td>"
            f"{link(self.href(one), 'Selengkapnya...', class_='readon')}</td></tr></table>"
            for one in shown
        )
        after = f"{_LIST}?start={page * self.per_page}"
        more = link(after, "Selanjutnya", title="Selanjutnya") if self.goes_on(posts, page) else ""
        return self.respond(
            self.layout(
                "Berita", f'<div class="blog">{rows}<div class="pagination">{more}</div></div>'
            )
        )
