"""Builds the sample corpus and measures it; printing is the business of ``tour``."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path

import gali
from corpus.errors import GaliError
from corpus.reader import iter_articles
from corpus.schema import open_corpus
from gali.crawl.board import Board
from gali.crawl.options import CrawlOptions
from gali.crawl.report import CrawlReport
from gali.crawl.run import crawl
from gali.demo.outlets import DOMAINS
from gali.demo.site import SampleSite
from gali.extraction import Extracted, iter_extracted
from gali.pipeline import RunReport, run
from gali.progress import Watch
from harvest.fetching.agent import make_agent
from models.evaluate import Evaluation, evaluate
from models.gold import gold_record, parse_annotation, read_gold

_FOLDER = files("gali").joinpath("demo")
_AGENT = make_agent(gali.__version__, "https://gali.example/demo")
_OPTIONS = CrawlOptions(words=("inovasi",), pages_per_source=100)


def crawl_sample(path: Path, board: Board) -> CrawlReport:
    """Crawl the sample sites on this machine; a second time changes nothing.

    Args:
        path: The corpus; made if it does not exist.
        board: Is told of every visit.

    Raises:
        GaliError: If the database holds other articles, which the sample must not be mixed with.
    """
    with closing(open_corpus(path)) as conn:
        _insist_on_sample(conn, path)
    with SampleSite() as site:
        return crawl(
            path,
            site.sources,
            _OPTIONS,
            partial(site.open_fetcher, _AGENT),
            delay_seconds=0.0,  # this machine's own sites; nobody else's are asked so fast
            board=board,
        )


def extract_sample(path: Path, watch: Watch) -> RunReport:
    """Extract and link what was crawled; a second time changes nothing.

    Raises:
        DatabaseRefusedError: If the file is locked, the disk full, …
    """
    with closing(open_corpus(path)) as conn:
        return run(conn, watch=watch)


def measure() -> Evaluation:
    """Compare what the extractor finds in the sample with what people found."""
    with as_file(_FOLDER.joinpath("gold.jsonl")) as path:
        gold = read_gold(path)
    results = iter_extracted(entry.article for entry in gold)
    found = [gold_record(r.article, r.extraction) for r in results if isinstance(r, Extracted)]
    predictions = {str(record["id"]): parse_annotation(record) for record in found}
    return evaluate((entry.annotation for entry in gold), predictions)


def _insist_on_sample(conn: sqlite3.Connection, path: Path) -> None:
    """Check that a database holds no articles but those of the sample."""
    if any(article.outlet not in DOMAINS for article in iter_articles(conn)):
        raise GaliError(
            "this corpus holds articles of your own; the sample is not mixed into it",
            where=str(path),
            mend="Name another file: gali demo --db demo.db",
        )
