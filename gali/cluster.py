"""Steps of a datatrove pipeline, so that many machines make shards: local, Slurm or Ray.

Needs the extra ``cluster``. The steps hand on datatrove's documents; a document's metadata carries
the article, then what was found in it. ``shard_steps`` puts them together so that the result is
that of ``gali extract --shards``; each may as well stand in a pipeline of your own, for example
``InnovationExtractor`` behind datatrove's own readers and filters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFileError
from corpus.identity import make_article
from corpus.records import Article
from corpus.rows import iter_batches
from corpus.shards.folder import write_shard
from corpus.shards.records import ShardInput
from extract.gate import may_tell
from gali.extraction import iter_extracted
from gali.shards.inputs import find_inputs
from gali.shards.work import (
    RECORDS_AT_A_TIME,
    ShardTask,
    describe_input,
    find_done,
    iter_found,
    shard_batch,
    shard_folder,
)
from harvest.drafts import complete
from harvest.options import ReadOptions
from harvest.reading.reader import HtmlReader, draft_of

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
except ImportError as error:
    raise ImportError(
        "datatrove is not installed; install it with: pip install 'gali-inovasi[cluster]'"
    ) from error

Documents = Iterable[Document]

ARTICLE, RESULT, PROBLEM, SHARD = "article", "result", "problem", "shard"
"""Names in a document's metadata: an Article, what became of it (Extracted or Crash), a Problem,
and the digest of the input that all came from."""


def shard_steps(
    inputs: Sequence[str], out: Path | str, *, is_relevant_only: bool = False
) -> list[PipelineStep]:
    """Return the pipeline that makes a shard of each input file.

    Args:
        inputs: Files and folders, on a file system that all machines share.
        out: Folder for the shards; it must exist, on the same file system.
        is_relevant_only: Whether articles that tell nothing of innovations are left out.
    """
    plan = ShardPlan(inputs, out, is_relevant_only=is_relevant_only)
    gate = [RelevanceGate()] if is_relevant_only else []
    return [ArticleReader(plan), *gate, InnovationExtractor(), ShardWriter(plan)]


class ShardPlan:
    """Which input files there are, and which of them a task has still to do.

    Args:
        inputs: Files and folders.
        out: Folder for the shards.
        reading: How the files are read.
        is_relevant_only: Whether articles that tell nothing of innovations are left out.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        out: Path | str,
        *,
        reading: ReadOptions | None = None,
        is_relevant_only: bool = False,
    ) -> None:
        self._inputs = [str(name) for name in inputs]
        self._out = Path(out)
        self._reading = reading or ReadOptions()
        self._is_relevant_only = is_relevant_only

    def iter_pending(self, rank: int, world_size: int) -> Iterator[tuple[ShardTask, ShardInput]]:
        """Yield the inputs of one task whose shards are not there yet, in a fixed order.

        Args:
            rank: Number of the task, from 0.
            world_size: How many tasks there are.

        Raises:
            UnreadableFileError: If an input cannot be read at all.
        """
        for path in find_inputs(self._inputs)[rank::world_size]:
            task = ShardTask(
                path=path,
                out=self._out,
                reading=self._reading,
                is_relevant_only=self._is_relevant_only,
            )
            made_from = describe_input(task)
            if not find_done(shard_folder(task, made_from), made_from):
                yield task, made_from


class ArticleReader(PipelineStep):  # type: ignore[misc]  # of a library without types
    """Reads input files, of all kinds that gali reads, to documents that carry an article.

    A record that cannot be read is a document without text that carries the problem.

    Args:
        plan: Which files.
    """

    type, name = "📖 - READER", "gali: articles"

    def __init__(self, plan: ShardPlan) -> None:
        super().__init__()
        self._plan = plan

    def run(self, data: Documents | None = None, rank: int = 0, world_size: int = 1) -> Documents:
        """Yield what came before, then the documents of this task's files."""
        yield from data or ()
        for task, made_from in self._plan.iter_pending(rank, world_size):
            for entry in iter_found(task):
                document = _document(entry) if isinstance(entry, Article) else _blank(entry)
                document.metadata[SHARD] = made_from.sha256
                self.stat_update("documents")
                yield document


class PageReader(PipelineStep):  # type: ignore[misc]  # of a library without types
    """Turns documents whose text is a web page, as of datatrove's ``WarcReader``, into articles.

    The address is taken from ``metadata["url"]``. Pages that hold no article are left out.
    """

    type, name = "📐 - ARTICLES", "gali: pages to articles"

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Documents:
        """Yield a document for each page that holds an article."""
        with HtmlReader() as pages:
            for document in data:
                article = _read_page(document, pages)
                self.stat_update("articles" if article else "no_article")
                if article:
                    read = _document(article)
                    yield Document(
                        text=read.text, id=read.id, metadata=document.metadata | read.metadata
                    )


class RelevanceGate(PipelineStep):  # type: ignore[misc]  # of a library without types
    """Leaves out documents that cannot tell of innovations, at the cost of a search for words."""

    type, name = "🔻 - FILTER", "gali: relevance gate"

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Documents:
        """Yield the documents that may tell of innovations, and those that carry a problem."""
        for document in data:
            if PROBLEM in document.metadata or may_tell(_article(document)):
                self.stat_update("kept")
                yield document
            else:
                self.stat_update("left_out")


class InnovationExtractor(PipelineStep):  # type: ignore[misc]  # of a library without types
    """Puts what is found in each document's article into its metadata.

    A document without an article (of other readers) is taken as one: its text, and ``title`` and
    ``url`` of its metadata.
    """

    type, name = "⛏ - EXTRACTION", "gali: innovations"

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Documents:
        """Yield all documents, those with an article with what became of it."""
        for document in data:
            if PROBLEM not in document.metadata and document.text.strip():
                article = _article(document)
                (result,) = iter_extracted([article])
                document.metadata |= {ARTICLE: article, RESULT: result}
                self.stat_update("articles")
            yield document


class ShardWriter(PipelineStep):  # type: ignore[misc]  # of a library without types
    """Writes the documents of `ArticleReader` as shards; the last step, which hands nothing on.

    Args:
        plan: That of the reader.
    """

    type, name = "💽 - WRITER", "gali: shards"

    def __init__(self, plan: ShardPlan) -> None:
        super().__init__()
        self._plan = plan

    def run(self, data: Documents, rank: int = 0, world_size: int = 1) -> Documents:
        """Write a shard for each of this task's files, also for those of which nothing is left."""
        documents = _Lookahead(data)
        for task, made_from in self._plan.iter_pending(rank, world_size):
            rows = (
                document.metadata.get(RESULT) or document.metadata[PROBLEM]
                for document in documents.take(made_from.sha256)
            )
            batches = (
                shard_batch(batch, task.is_relevant_only)
                for batch in iter_batches(rows, RECORDS_AT_A_TIME)
            )
            marker = write_shard(shard_folder(task, made_from), batches, made_from)
            self.stat_update("innovations", value=marker.n_innovations, unit="shard")
        yield from ()


class _Lookahead:
    """Hands out a stream of documents shard by shard."""

    def __init__(self, documents: Documents) -> None:
        self._documents = iter(documents)
        self._next = next(self._documents, None)

    def take(self, sha256: str) -> Documents:
        """Yield the next documents as long as they come from the input of this digest."""
        while self._next is not None and self._next.metadata[SHARD] == sha256:
            yield self._next
            self._next = next(self._documents, None)


def _document(article: Article) -> Document:
    """Return an article as a document."""
    metadata = {ARTICLE: article, "title": article.title, "url": article.url}
    return Document(text=article.text or article.title, id=article.id, metadata=metadata)


def _blank(problem: object) -> Document:
    """Return a problem as a document without text."""
    return Document(text="", id="", metadata={PROBLEM: problem})


def _article(document: Document) -> Article:
    """Return the article of a document, made of its text where it carries none."""
    known = document.metadata.get(ARTICLE)
    if isinstance(known, Article):
        return known
    url = document.metadata.get("url")
    return make_article(
        title=str(document.metadata.get("title") or ""), text=document.text, url=url
    )


def _read_page(document: Document, pages: HtmlReader) -> Article | None:
    """Return the article of a web page; None if it holds none."""
    try:
        reading = pages.read_page(document.text)
    except UnreadableFileError:
        return None
    if reading.page_type.kind != "article" or not reading.text:
        return None
    draft = draft_of(reading)
    address: Any = document.metadata.get("url")
    found = complete(replace(draft, url=draft.url or address), document.id)
    return next((entry for entry in found if isinstance(entry, Article)), None)
