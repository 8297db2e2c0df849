"""Articles through the extractor and the sector model, in this process or in several.

Knows no database and no files; ``pipeline`` brings the articles and keeps the results.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing import get_context

from corpus.errors import GaliError
from corpus.identity import make_article
from corpus.records import Article, Extraction, Mention, Prediction
from extract.article import extract_article
from extract.scoring import Models
from models.sector import predict_sector

# Large enough to make the hand-over cheap, small enough to lose little on Ctrl-C.
_CHUNK = 16
# Characters before and after a name. Of 377 names in annotated articles, 86 % got the right sector
# with 150, 85 % with 300 or with the sentence alone, 83 % with the whole text.
_AROUND = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An article and everything that was found in it.

    Attributes:
        article: The article.
        extraction: What was found; its mentions carry the predicted sectors.
        sectors: The predictions behind these sectors, by ``local_id`` of the mention.
    """

    article: Article
    extraction: Extraction
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


def extract_one(article: Article, models: Models | None = None) -> Extracted:
    """Return what an article tells, with the sector of each innovation.

    Args:
        article: The article.
        models: What decides on names and owners; None for the models that are shipped.
    """
    extraction = extract_article(article, models)
    sectors = {
        mention.local_id: predict_sector(mention, surroundings(article, mention))
        for mention in extraction.innovations
    }
    mentions = tuple(replace(m, sector=sectors[m.local_id].label) for m in extraction.innovations)
    return Extracted(
        article=article, extraction=replace(extraction, innovations=mentions), sectors=sectors
    )


def surroundings(article: Article, mention: Mention) -> str:
    """Return the words around each place where an article names an innovation, a line each."""
    names = [span for span in mention.evidence if span.role == "name"]
    texts = {"title": article.title, "text": article.text}
    return "\n".join(
        texts[span.field][max(0, span.start - _AROUND) : span.end + _AROUND] for span in names
    )


def iter_extracted(articles: Iterable[Article], jobs: int = 1) -> Iterator[Extracted | Crash]:
    """Yield the result for each article, in the same order; one that fails stops no other.

    Args:
        articles: Read lazily.
        jobs: Number of processes; 1 means this one.

    Raises:
        GaliError: If one of the processes is ended from outside.
    """
    if jobs == 1:
        yield from map(_extract_or_report, articles)
        return
    chunks = _iter_chunks(articles)
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
