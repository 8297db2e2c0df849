"""One page of the web, kept: in the corpus together with its article, or as files to send on.

Fetching is the business of ``harvest.fetching``; this is what is done with what it brought.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import UnreadableFileError
from corpus.records import Article, Page
from corpus.writer import write_page
from gali.pipeline import ImportReport, import_articles
from harvest.charset import decode_html
from harvest.drafts import Draft, complete
from harvest.fetching.media_types import find_kind
from harvest.fetching.results import FetchResult
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.hosts import canonical_host, host_of_url
from harvest.outlets.manifest import SourceManifest
from harvest.outlets.zones import clock_of
from harvest.problems import Problem
from harvest.reading.reader import HtmlReader, draft_of
from harvest.written_dates import WESTERN_TIME

_SUFFIXES = {"html": ".html", "xml": ".xml", "json": ".json", "text": ".txt", None: ".bin"}
_UNSAFE = re.compile(r"[^a-z0-9.]+")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """What became of a page.

    Attributes:
        is_new: Whether the corpus did not have these bytes of this address.
        articles: What was imported from it, and why if nothing was.
    """

    is_new: bool
    articles: ImportReport


def keep_page(
    conn: sqlite3.Connection, page: Page, reader: HtmlReader, sources: Iterable[SourceManifest]
) -> KeptPage:
    """Write a page into the corpus as it was fetched, and import its article.

    Args:
        conn: A corpus that can be written.
        page: The page; it is kept even if no article is found in it.
        reader: Reads web pages.
        sources: The outlets that are known; they tell the time zone of the page.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    known = tuple(sources)
    is_new = write_page(conn, page)
    found = _iter_articles(page, reader, SourceIndex(known).of_url(page.url))
    return KeptPage(is_new=is_new, articles=import_articles(conn, found, sources=known))


def write_snapshot(folder: Path, result: FetchResult, page: Page, agent: str) -> tuple[Path, Path]:
    """Write a page and what was said about it into a folder, for a bug report.

    The same page from the same address gets the same names; it is written over.

    Args:
        folder: Made if it does not exist.
        result: How the page was fetched.
        page: The page.
        agent: The ``User-Agent`` that was sent.

    Returns:
        The page as fetched, and a JSON file with its headers.

    Raises:
        OSError: If the files cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = _file_name(page)
    body = folder / f"{name}{_SUFFIXES.get(find_kind(page.content_type), '.bin')}"
    headers = folder / f"{name}.headers.json"
    body.write_bytes(page.body)
    about = {
        "asked": page.origin,
        "answered": result.url,
        "redirects": list(result.redirects),
        "status": result.status,
        "headers": dict(result.headers),
        "fetched_at": page.fetched_at.isoformat(timespec="seconds"),
        "sha256": page.digest,
        "body_bytes": len(page.body),
        "wire_bytes": result.wire_bytes,
        "seconds": round(result.seconds, 3),
        "user_agent": agent,
    }
    text = json.dumps(about, ensure_ascii=False, indent=2)
    headers.write_text(f"{text}\n", encoding="utf-8")
    return body, headers


def _iter_articles(
    page: Page, reader: HtmlReader, source: SourceManifest | None
) -> Iterator[Article | Problem]:
    """Yield the article of a page, or why there is none."""
    if find_kind(page.content_type) not in ("html", None):
        reason = f"it was kept, but {page.content_type} is not read for an article"
        yield Problem(page.origin, None, reason)
        return
    try:
        draft = _read(page, reader, source)
    except UnreadableFileError as error:
        yield Problem(page.origin, error.where, error.what, error.mend)
        return
    for entry in complete(draft, page.origin, outlet=host_of_url(page.url)):
        if isinstance(entry, Article):
            yield replace(entry, fetched_at=page.fetched_at)
        else:
            yield entry


def _read(page: Page, reader: HtmlReader, source: SourceManifest | None) -> Draft:
    """Return the article of a page.

    Raises:
        UnreadableFileError: If there is none.
    """
    zone = clock_of(source.time_zone) if source else WESTERN_TIME
    html = decode_html(page.body).text
    reading = reader.read_page(html, url=page.url, fetched_at=page.fetched_at, zone=zone)
    if reading.page_type.kind != "article":
        raise UnreadableFileError(f"the page was kept, but it {reading.page_type.reason}")
    if not reading.text:
        raise UnreadableFileError("the page was kept, but no article was found in it")
    return replace(draft_of(reading), url=_own_address(reading.url, page.url), outlet=None)


def _own_address(declared: str | None, answered: str | None) -> str | None:
    """Return the address that a page declares, if it is on its own site; else where it is.

    A page may tidy up its own address, but not put its words into another newspaper's mouth.
    """
    hosts = [host_of_url(url) for url in (declared, answered)]
    names = {canonical_host(host) for host in hosts if host}
    return declared if declared and None not in hosts and len(names) == 1 else answered


def _file_name(page: Page) -> str:
    """Return a name for a page's files: its host, its path, and the start of its digest."""
    parts = urlsplit(page.url or page.origin)
    words = _UNSAFE.sub("-", f"{parts.hostname or 'page'}{parts.path}".lower())
    return f"{words[:_LONGEST_NAME].strip('-.')}-{page.digest[:8]}"
