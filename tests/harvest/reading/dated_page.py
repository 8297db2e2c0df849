"""A page with one way to date its article, amid dates that are not its own, for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

AUGUST = date(2020, 8, 26)
TODAY = date(2026, 9, 4)
FETCHED = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)
WITA = timezone(timedelta(hours=8))
WIT = timezone(timedelta(hours=9))
TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
PARAGRAPHS = [
    "Pemerintah kabupaten meresmikan layanan antar obat bagi warga lanjut usia pada pagi itu.",
    "Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang hari.",
    "Layanan tersebut menjangkau dua puluh desa di tiga kecamatan tanpa biaya bagi warga.",
]


@dataclass(frozen=True, kw_only=True)
class Template:
    """A page with one way to date an article, amid dates that are not its own."""

    day: date | None
    head: str = ""
    bar: str = ""
    above: str = ""
    below: str = ""
    lead: str = ""
    after: str = ""
    url: str | None = None
    precision: str = "day"

    def html(self) -> str:
        first, *others = PARAGRAPHS
        body = f"<p>{self.lead}{first}</p>" + "".join(f"<p>{text}</p>" for text in others)
        article = (
            f"<div class=post>{self.above}<h1>{TITLE}</h1>{self.below}"
            f"<div class=entry-content>{body}</div>{self.after}</div>"
        )
        menu = "".join(f"<li><a href=/{n}>Rubrik {n}</a></li>" for n in range(9))
        side = (
            "<div class=sidebar><h3>Terbaru</h3><ul><li><a href=/x>Jalan Desa Diperbaiki</a>"
            "<span class=date>Minggu, 31 Desember 2023</span></li>"
            "<li><a href=/y>Pasar Dibuka</a><time datetime='2023-12-30'>30/12/2023</time></li>"
            "</ul></div>"
        )
        return (
            f"<html><head><title>{TITLE} - Suara Rakyat</title>{self.head}</head><body>"
            f"{self.bar}<ul class=menu>{menu}</ul>{article}{side}"
            "<div class=footer>© 2026 Suara Rakyat</div></body></html>"
        )


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'
