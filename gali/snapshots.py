"""One page of the web, kept: in the corpus together with its article, or as files to send on.

Fetching is the business of ``harvest.fetching``; this is what is done with what it brought.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from corpus.records import Article, Page
from corpus.writer import write_page
from gali.pipeline import ImportReport, import_articles
from harvest.fetching.media_types import find_kind
from harvest.fetching.results import FetchResult
from harvest.outlets.catalogue import SourceIndex
from harvest.outlets.manifest import SourceManifest
from harvest.page_articles import NoArticle, read_page_articles
from harvest.problems import Problem
from harvest.reading.reader import HtmlReader

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
    found = read_page_articles(page, reader, SourceIndex(known).of_url(page.url))
    told = map(_told_as_kept, found)
    return KeptPage(is_new=is_new, articles=import_articles(conn, told, sources=known))


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


def _told_as_kept(found: Article | Problem) -> Article | Problem:
    """Return what was found in a page; where it is no article, say that the page was kept."""
    if isinstance(found, NoArticle):
        return replace(found, reason=f"the page was kept, but {found.reason}")
    return found


def _file_name(page: Page) -> str:
    """Return a name for a page's files: its host, its path, and the start of its digest."""
    parts = urlsplit(page.url or page.origin)
    words = _UNSAFE.sub("-", f"{parts.hostname or 'page'}{parts.path}".lower())
    return f"{words[:_LONGEST_NAME].strip('-.')}-{page.digest[:8]}"
