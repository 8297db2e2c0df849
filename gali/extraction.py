"""Articles through the extractor and the classifiers, in this process or in several.

Knows no database and no files; ``pipeline`` brings the articles and keeps the results. Extractor
and models are imported with the first article, since a process that only hands articles to others
needs none of them.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from math import inf
from multiprocessing import get_context
from typing import TYPE_CHECKING

from corpus.errors import GaliError
from corpus.identity import make_article
from corpus.records import Article, Extraction, Prediction

if TYPE_CHECKING:
    from extract.scoring import Models

ALONE_SECONDS = 3.0
"""How long this process works before it starts others: as long as these take to read the language
and the models, so that little work is done alone and much by all."""

# Large enough to make the hand-over cheap, small enough to lose little on Ctrl-C.
_CHUNK = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An article and everything that was found in it.

    Attributes:
        article: The article.
        extraction: What was found; its mentions carry the predicted sectors.
        relevance: How likely the article is about innovations, which ``extraction.relevant``
            follows; None if nobody asked.
        sectors: The predictions behind these sectors, by ``local_id`` of the mention.
    """

    article: Article
    extraction: Extraction
    relevance: Prediction | None = None
    sectors: dict[str, Prediction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """An article on which the extractor failed; a fault of ours, not of the article.

    Attributes:
        article: The article.
        reason: Kind and message of the error.
    """

    article: Article
    reason: str


def extract(text: str, title: str = "") -> Extraction:
    """Return what a text tells of innovations, with the sector of each.

    Args:
        text: An article in Indonesian, paragraphs separated by newlines.
        title: Its headline, if it has one.

    Raises:
        ValueError: If neither text nor title holds anything.
    """
    return extract_one(make_article(title=title, text=text)).extraction


def extract_many(articles: Iterable[Article | str], jobs: int = 1) -> Iterator[Extraction]:
    """Yield what each of many articles tells, in their order, with the sector of each innovation.

    Args:
        articles: Articles (``gali.make_article``) or bare texts; read lazily, and as few at a
            time as keep all processes busy.
        jobs: Number of processes; 1 means this one. Others are started anew, so a script must
            keep its own work behind ``if __name__ == "__main__":``.

    Raises:
        ValueError: If a text holds nothing, or ``jobs`` is less than 1.
        GaliError: If the extractor fails on an article, or a process is ended from outside.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    ready = (make_article(title="", text=a) if isinstance(a, str) else a for a in articles)
    for result in iter_extracted(ready, jobs):
        if isinstance(result, Crash):
            raise GaliError(
                f"the extractor failed on article {result.article.id}: {result.reason}",
                mend="Leave the article out, and please report it: this is a fault of gali.",
            )
        yield result.extraction


def extract_one(article: Article, models: Models | None = None) -> Extracted:
    """Return what an article tells, with the sector of each innovation.

    Args:
        article: The article.
        models: What decides on names and owners; None for the models that are shipped.
    """
    from extract.article import extract_article
    from gali.classifying import classify

    classified = classify(article, extract_article(article, models))
    return Extracted(
        article=article,
        extraction=classified.extraction,
        relevance=classified.relevance,
        sectors=classified.sectors,
    )


def iter_extracted(articles: Iterable[Article], jobs: int = 1) -> Iterator[Extracted | Crash]:
    """Yield the result for each article, in the same order; one that fails stops no other.

    Args:
        articles: Read lazily.
        jobs: Number of processes; 1 means this one, which also does alone what is soon done
            (``ALONE_SECONDS``).

    Raises:
        GaliError: If one of the processes is ended from outside.
    """
    remaining = iter(articles)
    yield from _iter_alone(remaining, ALONE_SECONDS if jobs > 1 else inf)
    chunks = _iter_chunks(remaining)
    if (chunk := next(chunks, None)) is None:
        return
    chunks = chain([chunk], chunks)
    # Processes are spawned, not forked: a progress display may run a thread here.
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts
    ) as pool:
        waiting = deque(pool.submit(_extract_chunk, c) for c in islice(chunks, 2 * jobs))
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(pool.submit(_extract_chunk, c) for c in islice(chunks, 1))
        except BrokenProcessPool as error:
            raise GaliError(
                "a process that extracts was ended from outside",
                mend="Perhaps the memory was full: run it again with fewer --jobs.",
            ) from error
        finally:
            _cancel(waiting)


def _iter_alone(articles: Iterator[Article], n_seconds: float) -> Iterator[Extracted | Crash]:
    """Yield the results of this process until it has spent so much time on them."""
    spent_seconds = 0.0
    while spent_seconds < n_seconds and (article := next(articles, None)) is not None:
        start = time.perf_counter()
        result = _extract_or_report(article)
        spent_seconds += time.perf_counter() - start
        yield result


def _extract_or_report(article: Article) -> Extracted | Crash:
    """Return the result for one article, or how the extractor failed on it."""
    try:
        return extract_one(article)
    except Exception as error:
        return Crash(article=article, reason=f"{type(error).__name__}: {error}")


def _extract_chunk(articles: list[Article]) -> list[Extracted | Crash]:
    """Return the results for several articles."""
    return [_extract_or_report(article) for article in articles]


def _iter_chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield the articles in lists of a fixed length, the last one shorter."""
    iterator = iter(articles)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent process, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cancel(waiting: Iterable[Future[list[Extracted | Crash]]]) -> None:
    """Give up work that has not begun."""
    for future in waiting:
        future.cancel()
