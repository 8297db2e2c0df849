"""Pages of a newspaper as fetched, and the articles that worse rules read from them, for tests."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from corpus.identity import make_article
from corpus.records import Article, Page

ROOT = "https://kabar.example"
TIME = datetime(2021, 3, 5, 1, 2, 3, tzinfo=UTC)
PARAGRAPHS = (
    "Dinas kependudukan membuka loket keliling di balai desa nomor {n} setiap hari Selasa sehingga "
    "warga tidak perlu lagi menempuh perjalanan jauh ke kantor kabupaten.",
    "Petugas membawa alat perekam sendiri dan melayani sampai sore. Warga cukup membawa kartu "
    "keluarga, lalu dokumen jadi pada hari yang sama tanpa biaya apa pun di desa {n}.",
)


def html(n: int, *, extra: str = "", links: str = "") -> str:
    body = "".join(f"<p>{paragraph.format(n=n)}</p>" for paragraph in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>Loket Keliling di Desa {n}</title>'
        '<meta property="article:published_time" content="2021-03-04T09:00:00+07:00"></head>'
        f"<body><article><h1>Loket Keliling di Desa {n}</h1>{body}{extra}</article>{links}"
        "</body></html>"
    )


LISTING = "<html><body><h1>Indeks Berita</h1>" + "".join(
    f'<h2><a href="/berita/{n}">Loket keliling dibuka di desa nomor {n} kemarin</a></h2>'
    for n in range(40)
)


def page(
    n: int, body: str | None = None, *, path: str = "", days: int = 0, kind: str = "text/html"
) -> Page:
    content = (html(n) if body is None else body).encode()
    url = ROOT + (path or f"/berita/loket-{n}")
    return Page(
        origin=url,
        url=url,
        body=content,
        digest=hashlib.sha256(content).hexdigest(),
        content_type=kind,
        fetched_at=TIME + timedelta(days=days),
    )


def stale(of: Page, text: str | None = None, **changes: object) -> Article:
    """Return the article that worse rules read from a page."""
    text = text or f"Teks lama dengan menu situs, {of.origin}."
    told: dict[str, object] = {
        "title": "Beranda",
        "text": text,
        "url": of.url,
        "outlet": "kabar.example",
        "origin": of.origin,
        "fetched_at": of.fetched_at,
        **changes,
    }
    return make_article(**told)  # type: ignore[arg-type]
