"""The articles in an archive, and in one line what else is in it.

A site's archive holds more lists, pictures and redirects than articles; they are no problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Article
from harvest.outlets.catalogue import SourceIndex
from harvest.page_articles import NoArticle, read_page_articles
from harvest.problems import Problem
from harvest.reading.page_reader import PageReader
from harvest.streams import Readable
from harvest.warc.limits import MAX_PROBLEMS
from harvest.warc.pages import PassedOver, iter_pages


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
    for page in iter_pages(source, origin):
        tally.n_found += 1
        if isinstance(page, PassedOver):
            tally.n_passed_over += 1
        elif isinstance(page, Problem):
            yield page
        else:
            for found in read_page_articles(page, reader, sources.of_url(page.url)):
                if isinstance(found, NoArticle):
                    tally.n_without_article += 1
                else:
                    yield found


def _left_out(tally: _Tally) -> str:
    """Return what was left out in words; empty if nothing was."""
    parts = {
        "without an article": tally.n_without_article,
        "no web page or held already": tally.n_passed_over,
    }
    words = "; ".join(f"{what}: {count:,}" for what, count in parts.items() if count)
    return f"records left out ({words})" if words else ""
