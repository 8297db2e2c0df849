"""Builds the sample corpus and measures it; printing is the business of ``tour``."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from importlib.resources import as_file, files
from pathlib import Path

from corpus.errors import GaliError
from corpus.reader import iter_articles
from corpus.schema import open_corpus
from gali.extraction import Extracted, iter_extracted
from gali.pipeline import RunReport, run
from gali.progress import Watch
from harvest.files import ReadOptions, read_inputs
from models.evaluate import Evaluation, evaluate
from models.gold import gold_record, parse_annotation, read_gold

_FOLDER = files("gali").joinpath("demo")


def build(path: Path, watch: Watch) -> RunReport:
    """Import, extract and link the sample; a second time changes nothing.

    Raises:
        GaliError: If the database holds other articles, which the sample must not be mixed with.
    """
    with ExitStack() as stack:
        sample = stack.enter_context(as_file(_FOLDER.joinpath("sample.jsonl")))
        conn = stack.enter_context(closing(open_corpus(path)))
        _insist_on_sample(conn, path)
        return run(conn, read_inputs([sample], options=ReadOptions()), watch=watch)


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
    with as_file(_FOLDER.joinpath("gold.jsonl")) as gold:
        known = {entry.article.id for entry in read_gold(gold)}
    if any(article.id not in known for article in iter_articles(conn)):
        raise GaliError(
            "this corpus holds articles of your own; the sample is not mixed into it",
            where=str(path),
            mend="Name another file: gali demo --db demo.db",
        )
