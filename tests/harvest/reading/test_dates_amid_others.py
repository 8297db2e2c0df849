"""Pages of many shapes, with other articles' dates all around: right or none, never wrong."""

from datetime import UTC, date, datetime
from itertools import islice, product

import pytest

from harvest.reading.article import read_article

TODAY = date(2026, 9, 4)
FETCHED = datetime(2026, 9, 4, 9, 0, tzinfo=UTC)
AUGUST = date(2020, 8, 26)
TITLE = "Kurir Obat Menjangkau Dua Puluh Desa"
BODY = (
    "<p>Pemerintah kabupaten meresmikan layanan antar obat bagi warga lanjut usia pagi itu.</p>"
    "<p>Kepala dinas menjelaskan bahwa kurir berangkat setiap pagi dan pulang sebelum siang.</p>"
) * 3
BARS = [
    "",
    "<div class=z1>Jumat, 4 September 2026</div>",
    "<table><tr><td>Jumat, 4 September 2026 | 10:15 WIB</td></tr></table>",
    "<p id=jam>Jumat, 04/09/2026 10:15</p>",
]
MENUS = [
    "<ul>" + "".join(f"<li><a href=/{n}>Menu {n}</a></li>" for n in range(8)) + "</ul>",
    "<a href=/>Home</a> | <a href=/b>Berita</a>",
    "",
]
OTHERS = [
    "<div class=k9><b>Terbaru</b><div><a href=/x>Jembatan Gantung Dibuka Lagi</a><br>"
    "31 Desember 2023</div><div><a href=/y>Pasar Ikan Dibuka</a><br>30 Desember 2023</div></div>",
    "<ul><li>31 Desember 2023 <a href=/x>Jembatan Gantung Dibuka Lagi</a></li></ul>",
    "<div><small>Diposting pada 31 Desember 2023</small><a href=/x>Pasar</a></div>",
    "<div><h4><a href=/x>Pasar Ikan Dibuka</a></h4><time datetime=2023-12-31>x</time></div>",
    "",
]
OWN: dict[str, date | None] = {
    "": None,
    "<div>Rabu, 26 Agustus 2020 08:15 WIB</div>": AUGUST,
    "<small>Diposting oleh Admin pada 26-08-2020</small><br>": AUGUST,
    "<span>admin</span> <span>26 Agu 2020</span>": AUGUST,
    "<time datetime=2020-08-25T23:30:00Z>x</time>": AUGUST,
}
SHAPES = {
    "flat": "{bar}{menu}{left}<h1>{title}</h1>{own}{body}{right}",
    "one wrapper": "<div id=content>{bar}{menu}{left}<h1>{title}</h1>{own}{body}{right}</div>",
    "table": "<table><tr><td>{bar}</td></tr><tr><td>{menu}{left}</td>"
    "<td><h2>{title}</h2>{own}{body}</td><td>{right}</td></tr></table>",
    "table, headline in bold": "<table><tr><td>{bar}{menu}</td>"
    "<td><b>{title}</b><br>{own}{body}</td><td>{left}{right}</td></tr></table>",
    "article": "{bar}<nav>{menu}</nav><main><article><header><h1>{title}</h1>{own}</header>{body}"
    "</article>{right}</main><aside>{left}</aside>",
    "date above": "{bar}{menu}<div class=post>{own}<h1>{title}</h1>{body}</div>{left}{right}",
    "date below": "{bar}{menu}<div class=post><h1>{title}</h1>{body}{own}</div>{left}{right}",
    "others first": "{bar}{menu}<div class=w>{left}{right}</div>"
    "<div class=c><h1>{title}</h1>{own}{body}</div>",
}
EVERY = 23
"""One of so many combinations is read; no length of the lists is a multiple of it."""


@pytest.mark.parametrize("fetched_at", [FETCHED, None], ids=["fetched", "saved"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_takes_its_own_date_or_none(shape: str, fetched_at: datetime | None) -> None:
    combinations = product(BARS, MENUS, OTHERS, OTHERS, OWN.items())
    n_right = n_read = 0
    for bar, menu, left, right, (own, day) in islice(combinations, 0, None, EVERY):
        body = shape.format(
            bar=bar, menu=menu, left=left, right=right, own=own, title=TITLE, body=BODY
        )
        html = f"<html><head><title>{TITLE} - Suara</title></head><body>{body}</body></html>"
        found = read_article(html, today=TODAY, fetched_at=fetched_at)
        assert found.title == TITLE
        got = found.published.day if found.published else None
        assert got in (day, None), html
        n_right += got == day
        n_read += 1
    assert n_right >= 0.98 * n_read
