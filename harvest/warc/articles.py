"""The articles in an archive, and in one line what else is in it.

A site's archive holds more lists, pictures and redirects than articles; they are no problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.identity import canonical_url
from corpus.records import Article, Page
from harvest.outlets.catalogue import SourceIndex
from harvest.page_articles import FetchPage, NoArticle, read_page_articles
from harvest.problems import Problem
from harvest.reading.page_reader import PageReader
from harvest.streams import Readable
from harvest.warc.limits import MAX_PROBLEMS
from harvest.warc.pages import FurtherPage, PassedOver, iter_pages

_MOST_PARTS = 40


@dataclass(slots=True)
class _Tally:
    """What an archive held besides articles."""

    n_found: int = 0
    n_passed_over: int = 0
    n_without_article: int = 0
    n_problems: int = 0


def read_warc(
    source: Readable, origin: str, reader: PageReader, sources: SourceIndex
) -> Iterator[Article | Problem]:
    """Yield the articles of an archive, and a problem for each page that cannot be read.

    Args:
        source: The archive from its start, packed with gzip or plain.
        origin: Its name; an article's ``origin`` is ``name!address``.
        reader: Reads web pages.
        sources: The outlets that are known; they tell the time zones of pages.

    Yields:
        At the end one problem with ``kept`` that counts what was left out; problems beyond the
        first `MAX_PROBLEMS` are counted only.

    Raises:
        UnreadableFileError: If the archive unfolds like a bomb.
        OSError: If it cannot be read.
    """
    tally = _Tally()
    for found in _iter_found(source, origin, reader, sources, tally):
        if isinstance(found, Problem):
            tally.n_problems += 1
            if tally.n_problems > MAX_PROBLEMS:
                continue
        yield found
    if not tally.n_found:
        yield Problem(origin, None, "the archive holds no page")
    if tally.n_problems > MAX_PROBLEMS:
        further = tally.n_problems - MAX_PROBLEMS
        yield Problem(origin, None, f"{further:,} further problems are not told singly")
    if left_out := _left_out(tally):
        yield Problem(origin, None, left_out, kept=True)


def _iter_found(
    source: Readable, origin: str, reader: PageReader, sources: SourceIndex, tally: _Tally
) -> Iterator[Article | Problem]:
    """Yield articles and problems; count what is neither."""
    for page, parts in _iter_whole(iter_pages(source, origin)):
        tally.n_found += 1
        if isinstance(page, PassedOver):
            tally.n_passed_over += 1
        elif isinstance(page, Problem):
            yield page
        else:
            outlet = sources.of_url(page.url)
            for found in read_page_articles(page, reader, outlet, fetch_page=_lookup(parts)):
                if isinstance(found, NoArticle):
                    tally.n_without_article += 1
                else:
                    yield found


def _iter_whole(
    found: Iterable[Page | Problem | PassedOver],
) -> Iterator[tuple[Page | Problem | PassedOver, list[Page]]]:
    """Yield what was found, each page with the further pages of its article that follow it."""
    first: Page | None = None
    parts: list[Page] = []
    for one in found:
        if isinstance(one, FurtherPage) and first is not None:
            if len(parts) < _MOST_PARTS:
                parts.append(one)
            continue
        if first is not None:
            yield first, parts
        first, parts = (one, []) if isinstance(one, Page) else (None, [])
        if first is None:
            yield one, []
    if first is not None:
        yield first, parts


def _lookup(parts: Iterable[Page]) -> FetchPage | None:
    """Return what finds further pages by their address; None if there are none."""
    by_url = {canonical_url(part.url): part for part in parts if part.url}
    return (lambda url: by_url.get(canonical_url(url))) if by_url else None


def _left_out(tally: _Tally) -> str:
    """Return what was left out in words; empty if nothing was."""
    parts = {
        "without an article": tally.n_without_article,
        "no web page or held already": tally.n_passed_over,
    }
    words = "; ".join(f"{what}: {count:,}" for what, count in parts.items() if count)
    return f"records left out ({words})" if words else ""
