"""Short ways from a text to an article, its reading, its passages and its innovations."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from types import FrameType

import pytest

from corpus.identity import make_article
from corpus.records import Article, Extraction, Mention
from extract.article import extract_article
from extract.innovations.mentions import find_mentions
from extract.innovations.passage import Passage, make_passage
from extract.reading import Reading, read_article

ArticleOf = Callable[..., Article]
ReadingOf = Callable[..., Reading]
PassageOf = Callable[..., Passage]
MentionsOf = Callable[..., list[Mention]]
MentionOf = Callable[..., Mention]
ExtractionOf = Callable[..., Extraction]
Within = Callable[[float], AbstractContextManager[None]]


def _article(text: str, title: str = "", published: date | None = None) -> Article:
    return make_article(title=title, text=text, published=published)


def _reading(text: str, title: str = "", published: date | None = None) -> Reading:
    return read_article(_article(text, title, published))


def _mentions(text: str, title: str = "", published: date | None = None) -> list[Mention]:
    return find_mentions(_reading(text, title, published))


@pytest.fixture(scope="session")
def article() -> ArticleOf:
    return _article


@pytest.fixture(scope="session")
def reading() -> ReadingOf:
    return _reading


@pytest.fixture(scope="session")
def passage() -> PassageOf:
    """The prepared sentence of a text of one sentence."""

    def make(text: str) -> Passage:
        whole = _reading(text)
        (sentence,) = whole.sentences
        return make_passage(whole, sentence)

    return make


@pytest.fixture(scope="session")
def mentions() -> MentionsOf:
    return _mentions


@pytest.fixture(scope="session")
def mention() -> MentionOf:
    """The only innovation of a text."""

    def only(text: str, title: str = "", published: date | None = None) -> Mention:
        (found,) = _mentions(text, title, published)
        return found

    return only


@pytest.fixture(scope="session")
def extraction() -> ExtractionOf:
    def make(text: str, title: str = "", published: date | None = None) -> Extraction:
        return extract_article(_article(text, title, published))

    return make


@pytest.fixture
def within() -> Within:
    """A block that fails once it has taken some seconds of the processor, instead of running on.

    The clock would count what else the machine does.
    """

    @contextmanager
    def limit(seconds: float) -> Iterator[None]:
        def stop(signum: int, frame: FrameType | None) -> None:
            pytest.fail(f"took more than {seconds} s")

        previous = signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, previous)

    return limit
