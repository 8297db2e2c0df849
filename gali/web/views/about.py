"""Data and Tentang: what can be taken away, what each column means, how all this came about."""

from __future__ import annotations

import json
import sqlite3
from importlib.resources import files

from corpus.export.codebook import describe_corpus
from corpus.pages.totals import count_extractors, read_totals
from gali.versions import read_versions
from gali.web.asking import Ask
from gali.web.page import Page


def show_data(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return what can be taken away, and how."""
    return Page(
        template="data.html",
        title=ask.words("data.title"),
        values={
            "totals": ask.recall(conn, "totals", read_totals),
            "versions": read_versions(),
        },
    )


def show_codebook(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return what each table and column means."""
    return Page(
        template="codebook.html",
        title=ask.words("codebook.title"),
        values={"tables": describe_corpus(conn)},
    )


def show_method(conn: sqlite3.Connection, ask: Ask) -> Page:
    """Return how facts are found, how good that is, and what it cannot do."""
    quality = json.loads(
        files("gali.web").joinpath("data", "quality.json").read_text(encoding="utf-8")
    )
    return Page(
        template="about.html",
        title=ask.words("about.title"),
        values={
            "totals": ask.recall(conn, "totals", read_totals),
            "quality": quality,
            "versions": read_versions(),
            "extractors": ask.recall(conn, "extractors", count_extractors),
        },
    )
