"""Pages and archives made for the tests of this folder."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.records import Page
from harvest.problems import Problem
from harvest.warc.pages import PassedOver, iter_pages
from harvest.warc.writing import WarcWriter

ROOT = "https://kabar.example"
TIME = datetime(2021, 3, 5, 1, 2, 3, 456789, tzinfo=UTC)


def html(number: int) -> bytes:
    """Return a page with an article."""
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8">
<title>Loket Keliling di Desa {number}</title>
<meta property="article:published_time" content="2021-03-04T09:00:00+07:00"></head>
<body><article><h1>Loket Keliling di Desa {number}</h1>
<p>Dinas kependudukan membuka loket keliling di balai desa nomor {number} setiap hari Selasa
sehingga warga tidak perlu lagi menempuh perjalanan jauh ke kantor kabupaten.</p>
<p>Petugas membawa alat perekam sendiri dan melayani sampai sore. Warga cukup membawa kartu
keluarga, lalu dokumen jadi pada hari yang sama tanpa biaya apa pun.</p></article></body></html>
""".encode()


def page(number: int, body: bytes | None = None) -> Page:
    """Return a page as it was fetched."""
    body = html(number) if body is None else body
    url = f"{ROOT}/berita/{number}"
    return Page(
        origin=url,
        url=url,
        body=body,
        digest=hashlib.sha256(body).hexdigest(),
        content_type="text/html; charset=utf-8",
        fetched_at=TIME,
    )


def write(folder: Path, pages: Sequence[Page]) -> tuple[bytes, list[int]]:
    """Return an archive of pages as gali writes it, and where each of its records ends."""
    ends = []
    with WarcWriter(folder, version="0.1.0", contact="mailto:a@kampus.example") as writer:
        for one in pages:
            writer.write_page(one)
            (growing,) = folder.glob("*.open")
            ends.append(growing.stat().st_size)
    return writer.paths[0].read_bytes(), ends


def foreign(
    body: bytes,
    fields: dict[str, str] | None = None,
    *,
    status: str = "200 OK",
    url: str = f"{ROOT}/berita/1",
    kind: str = "response",
    head: dict[str, str] | None = None,
    gzip: bool = True,
) -> bytes:
    """Return a record as another program writes it."""
    output = io.BytesIO()
    writer = WARCWriter(output, gzip=gzip)
    answer = None
    if kind == "response":
        sent = {"Content-Type": "text/html"} if fields is None else fields
        answer = StatusAndHeaders(status, list(sent.items()), protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=answer,
        warc_headers_dict={"WARC-Date": "2021-03-05T01:02:03Z", **(head or {})},
    )
    writer.write_record(record)
    return output.getvalue()


def read(archive: bytes) -> list[Page | Problem | PassedOver]:
    """Return what an archive holds."""
    return list(iter_pages(io.BytesIO(archive), "a.warc.gz"))


def bodies(found: Sequence[object]) -> list[bytes]:
    """Return the bodies of the pages among what was found."""
    return [one.body for one in found if isinstance(one, Page)]


def problems(found: Sequence[object]) -> list[Problem]:
    """Return the problems among what was found."""
    return [one for one in found if isinstance(one, Problem)]
