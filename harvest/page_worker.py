"""The process that finds the article in a web page, apart, because hostile pages hang or swell.

It reads pages from its standard input and writes answers to its standard output until the
input ends; ``html`` starts it, waits for it, and ends it when it takes too long. Run as
``python -m harvest.page_worker``.
"""

from __future__ import annotations

import json
import logging
import struct
import sys
import warnings
from datetime import date
from typing import IO, Any

LENGTH = struct.Struct(">Q")
"""Each message is its length in bytes and then UTF-8 text: HTML in, JSON out."""

_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "content_publisheddate",
    "dtk:publishdate",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "parsely-pub-date",
)
_LONGEST_DATE = 60
_DEEPEST_DATA = 6


def read_page(html: str) -> dict[str, str | None]:
    """Return what trafilatura finds in a page: title, text, published, author, url, outlet.

    ``published`` is a date as the page's metadata wrote it, ``found_date`` one that was
    searched for elsewhere in the page. All values are None where nothing was found.
    """
    import trafilatura  # here: its import takes 0.3 s, and only this process needs it

    tree = trafilatura.load_html(html)
    if tree is None:
        return {}
    published = _declared_date(tree)
    page = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "max_date": date.today().isoformat(),
        },
    )
    if page is None or isinstance(page, dict):
        return {}
    return {
        "title": page.title,
        "text": page.text,
        "published": published,
        "found_date": page.date,
        "author": page.author,
        "url": page.url,
        "outlet": page.hostname or page.sitename,
    }


def _declared_date(tree: Any) -> str | None:
    """Return the time of publication that a page's metadata gives, as written, or None."""
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name.lower() in _PUBLISHED and 4 <= len(content) <= _LONGEST_DATE:
            return str(content)
    for script in tree.iter("script"):
        is_data = "ld+json" in (script.get("type") or "")
        if is_data and (found := _linked_date(script.text or "")):
            return found
    return None


def _linked_date(script: str) -> str | None:
    """Return ``datePublished`` of a JSON-LD script, or None."""
    try:
        return _date_in(json.loads(script, strict=False), _DEEPEST_DATA)
    except (ValueError, RecursionError):
        return None


def _date_in(data: object, depth: int) -> str | None:
    """Return the first ``datePublished`` in nested data, the outermost first."""
    if depth == 0:
        return None
    if isinstance(data, dict):
        own = data.get("datePublished")
        if isinstance(own, str) and 4 <= len(own) <= _LONGEST_DATE:
            return own
        data = [data.get("@graph"), data.get("mainEntity")]
    if isinstance(data, list):
        return next((found for item in data if (found := _date_in(item, depth - 1))), None)
    return None


def serve(pages: IO[bytes], answers: IO[bytes]) -> None:
    """Answer pages until there are no more."""
    while len(header := pages.read(LENGTH.size)) == LENGTH.size:
        html = pages.read(LENGTH.unpack(header)[0]).decode("utf-8", "replace")
        try:
            answer = json.dumps(read_page(html)).encode()
        except Exception as error:  # whatever breaks on a hostile page concerns that page alone
            answer = json.dumps({"error": type(error).__name__}).encode()
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _stay_offline(event: str, _arguments: tuple[object, ...]) -> None:
    """Forbid the network to this process: reading a file must not tell anybody about it."""
    if event in _NETWORK:
        raise PermissionError("pages are read offline")


def _limit_memory(size: int) -> None:
    """Bound the memory of this process, in bytes, where the system can."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    _limit_memory(int(sys.argv[1]))
    sys.addaudithook(_stay_offline)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    serve(sys.stdin.buffer, sys.stdout.buffer)
