"""Old government sites of one script: ``/?m=berita&id=9``, tables in cp1252, broken bytes."""

from __future__ import annotations

from typing import ClassVar

from sites import printed_dates
from sites.markup import link, plain, post_links
from sites.messages import Request, Response
from sites.newsroom import Post
from sites.outlet import Outlet

from harvest.outlets.manifest import Discovery, Kind

_MENU = {"profil": "Profil Daerah", "berita": "Berita", "agenda": "Agenda", "unduh": "Unduhan"}
_OTHER_MODULES = ("profil", "agenda", "unduh", "cetak", "kirim")
_BROKEN = b"\xc3\x28\xff"
"""No character in UTF-8; written into the footer."""


class QueryCms(Outlet):
    """The site of a regency made by hand, its pages arranged by tables."""

    style: ClassVar[str] = "query_cms"
    kind: ClassVar[Kind] = "government"
    discover: ClassVar[Discovery] = Discovery(listings=("/?m=berita",))
    inserts = ("invitation", "caption")
    habits = (printed_dates.weekday_and_day, printed_dates.numeric, printed_dates.capitals)
    unnamed_share: ClassVar[float] = 0.5
    encoding: ClassVar[str] = "cp1252"

    def href(self, post: Post) -> str:
        """Return path and query of an article's page."""
        return f"/?m=berita&id={post.number}"

    def page(self, request: Request) -> Response | None:
        """Return the answer to a request; None if there is nothing."""
        query = request.query
        if request.path not in ("/", "/index.php"):
            return None
        if query.get("m", "berita") != "berita":
            return self.static("Profil Daerah") if query["m"] in _OTHER_MODULES else None
        if "id" in query:
            post = self.find(number=query["id"])
            return self._article(post) if post else None
        return self._list(int(query.get("hal", "1")))

    def encoded(self, html: str) -> bytes:
        """Return a page as bytes, some of them broken in its footer."""
        return super().encoded(html).replace(b"<!--statistik-->", b"Pengunjung " + _BROKEN)

    def menu(self) -> list[str]:
        """Return the links of the main menu."""
        return [
            link("/", "Beranda"),
            *(link(f"/?m={key}", name) for key, name in _MENU.items()),
            *self.traps_in_menu(),
        ]

    def layout(self, title: str, main: str, *, head: str = "") -> str:
        """Return a whole page with menu, sidebar and footer around its main part."""
        menu = "".join(f"<tr><td>{one}</td></tr>" for one in self.menu())
        latest = "".join(
            f'<tr><td>{link(self.href(one), one.title)}<br><font size="1">'
            f"{printed_dates.day(one.published)}</font></td></tr>"
            for one in self.newsroom.posts[:4]
        )
        return (
            f"<html><head><title>{plain(title)}</title>"
            f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">{head}'
            f'{self.padding}</head><body bgcolor="#ffffff"><table width="100%">'
            f'<tr><td colspan="3"><font size="1">{self.today()} | '
            f"{printed_dates.clock(self.now())}</font></td></tr>"
            f'<tr><td width="150" valign="top"><table><tr><td><b>MENU UTAMA</b></td></tr>{menu}'
            f'</table></td><td valign="top">{main}</td><td width="170" valign="top"><table>'
            f"<tr><td><b>BERITA TERBARU</b></td></tr>{latest}</table></td></tr>"
            f'<tr><td colspan="3" align="center"><font size="1">Copyright &copy; '
            f"{self.now().year} Dinas Kominfo. <!--statistik--></font></td></tr>"
            "</table></body></html>"
        )

    def _article(self, post: Post) -> Response:
        """Return an article's page."""
        around = self.surroundings(post)
        when = self.printed_day(post)
        body = []
        for n, paragraph in enumerate(post.paragraphs):
            body.append(f'<p align="justify">{plain(paragraph)}</p>')
            insert = around.inserts.get(n)
            if insert and insert.kind == "caption":
                body.append(
                    f'<p align="center"><font size="1"><i>{plain(insert.words)}</i></font></p>'
                )
            elif insert:
                body += [
                    f"<p><b>{insert.words}</b> {one}</p>"
                    for one in post_links(insert.posts, self.href)
                ]
        line = f"Diposting oleh {plain(post.author or 'Admin')} pada {when} | "
        main = (
            f'<table width="100%"><tr><td><h1><font color="#003399">{plain(post.title)}</font></h1>'
            f'</td></tr><tr><td><font size="1">{line}Dibaca {around.n_views} kali</font></td></tr>'
            f"<tr><td>{''.join(body)}</td></tr>"
            f"<tr><td>{link(f'/?m=cetak&id={post.number}', 'Cetak')}"
            f" | {link(f'/?m=kirim&id={post.number}', 'Kirim ke teman')}</td></tr></table>"
        )
        return self.article(post, self.layout(f":: {self.name} ::", main))

    def _list(self, page: int) -> Response | None:
        """Return a page of the list of news; None behind the last."""
        posts = self.newsroom.posts
        shown = self.window(posts, page)
        if not shown:
            return None
        carried = f"&hal={page}" if self.has("carried_page") else ""
        rows = "".join(
            f"<tr><td><b>{link(self.href(one) + carried, one.title)}</b><br><font size='1'>"
            f"{printed_dates.numeric(one.published)}</font><br>"
            f"{plain(one.paragraphs[0][:150])}</td></tr>"
            for one in shown
        )
        more = link(f"/?m=berita&hal={page + 1}", "Berikutnya") if self.goes_on(posts, page) else ""
        return self.respond(
            self.layout(f":: {self.name} ::", f"<table>{rows}<tr><td>{more}</td></tr></table>")
        )
