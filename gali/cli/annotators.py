"""How people's annotations are told: agreement of two, and the quality of a corpus by a sample."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from gali.cli.session import Session
from gali.cli.verb import ExitCode


def tell_agreement(session: Session, one: Path, other: Path, *, as_json: bool) -> ExitCode:
    """Print how far two people agree; return how the run ends.

    Raises:
        InvalidGoldError: If a file is of neither shape.
    """
    from gali.annotating import agreement_rows, interval_words
    from models.annotated_files import read_annotated
    from models.annotators import compare_annotators

    first, second = read_annotated(one), read_annotated(other)
    n_shared = len(first.keys() & second.keys())
    if not n_shared:
        session.note("No article was annotated by both.")
        return ExitCode.NOTHING_FOUND
    rows = agreement_rows(compare_annotators(first, second))
    if as_json:
        click.echo(json.dumps({"articles": n_shared, "agreement": rows}, ensure_ascii=False))
        return ExitCode.DONE
    shown = [{**row, "figure": interval_words(row)} for row in rows]
    titles = {"field": "Field", "measure": "Measure", "figure": "Agreement (95 %)", "n": "n"}
    _print_table(shown, titles)
    n_alone = len(first.keys() ^ second.keys())
    alone = f", {n_alone} by one alone are left out" if n_alone else ""
    session.note(f"{n_shared} articles annotated by both{alone}.")
    return ExitCode.DONE


def tell_quality(session: Session, sample: Path, *, as_json: bool) -> ExitCode:
    """Print estimates of the corpus's quality from an annotated sample; return how the run ends.

    Raises:
        InvalidGoldError: If the file is of neither shape, or the corpus has none of its articles.
        DatabaseRefusedError: If there is no corpus.
    """
    from gali.annotating import interval_words, quality_rows, read_findings
    from models.annotated_files import read_annotated
    from models.dataset_quality import estimate_quality

    articles = list(read_annotated(sample).values())
    with session.read_corpus() as conn:
        found = read_findings(conn, articles)
    known = [article for article in articles if article.annotation.id in found]
    rows = quality_rows(estimate_quality(known, found))
    n_all = sum(article.weight for article in known)
    if as_json:
        told = {"articles": len(known), "stand_for": round(n_all, 1), "quality": rows}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        parts = ("precision", "recall", "f1")
        shown = [
            {**row, **{part: interval_words(row, f"{part}_") for part in parts}} for row in rows
        ]
        titles = {"field": "Field", "precision": "Precision or share right (95 %)"}
        _print_table(shown, titles | {"recall": "Recall", "f1": "F1", "n": "n"})
    session.note(f"{len(known)} annotated articles stand for {n_all:,.0f}.")
    if len(known) < len(articles):
        session.note(f"{len(articles) - len(known)} are not in the corpus and were left out.")
        return ExitCode.DONE_IN_PART
    return ExitCode.DONE


def _print_table(rows: Sequence[dict[str, object]], titles: dict[str, str]) -> None:
    """Print rows for people."""
    from gali.output import Column, write_rows

    columns = [
        Column(key=key, title=title, align_right=key == "n") for key, title in titles.items()
    ]
    named = [{**row, "field": str(row["field"]).replace("_", " ")} for row in rows]
    write_rows(named, columns, "table", sys.stdout)
