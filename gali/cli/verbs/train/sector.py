"""``gali train sector``: learns to tell the sector of an innovation, or compares ways to do so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.training import gold_argument, out_option
from gali.cli.verb import TEND, Verb, database_option, format_option, quiet_option

if TYPE_CHECKING:
    from gali.output import Column, Row
    from models.gold import GoldArticle
    from models.labelled import LabelledMention
    from models.sector_designs import DesignFigures


@click.command(
    "sector",
    cls=Verb,
    section=TEND,
    examples=[
        "gali train sector",
        "gali train sector annotated.jsonl --out models/",
        "gali train sector --compare --format md",
        "gali train sector --with-reviews --db corpus.db --out models/",
    ],
    epilog="To use the result on a corpus: gali classify",
)
@gold_argument
@out_option("the model and its card")
@click.option(
    "--compare", is_flag=True, help="Cross-validate other designs beside it; write nothing."
)
@click.option(
    "--with-reviews",
    is_flag=True,
    help="Learn also from the sectors that people confirmed or corrected in the corpus.",
)
@format_option
@database_option
@quiet_option
@pass_session
def command(
    session: Session,
    gold: Path | None,
    out: Path | None,
    compare: bool,
    with_reviews: bool,
    output_format: str | None,
) -> None:
    """Train the sector classifier on the annotated articles of GOLD and on bundled texts.

    GOLD holds one article a line in the codebook's shape; without it, the bundled ones are read.
    Writes weights, words and a model card; the same data give the same files, byte for byte.
    """
    from gali.training import bundled_gold
    from gali.training_classifiers import train_sector_files
    from models.gold import read_gold
    from models.sector import trained_folder

    articles = read_gold(gold or bundled_gold())
    if compare:
        _compare(session, articles, output_format)
        return
    extra = _read_reviewed(session) if with_reviews else []
    for path in train_sector_files(articles, out or trained_folder(), extra):
        click.echo(path)


def _read_reviewed(session: Session) -> list[LabelledMention]:
    """Return the innovations of this run's corpus whose sector people told."""
    from gali.reviewed_examples import read_reviewed_mentions, sector_examples
    from gali.wording import plural

    with session.read_corpus() as conn:
        examples = sector_examples(read_reviewed_mentions(conn))
    session.note(f"{plural(len(examples), 'sector')} from reviews.")
    return examples


def _compare(session: Session, articles: Sequence[GoldArticle], output_format: str | None) -> None:
    """Print what each design reaches."""
    import sys

    from gali.classifier_examples import sector_examples
    from gali.output import choose_format, write_rows
    from models.sector_designs import iter_designs

    found = session.watch(iter_designs(sector_examples(articles)), "Comparing")
    write_rows(map(_row, found), _columns(), choose_format(output_format), sys.stdout)


def _row(one: DesignFigures) -> Row:
    """Return the figures of a design as a row."""
    return {
        "design": one.name,
        "accuracy": round(one.figures.accuracy, 3),
        "macro_f1": round(one.figures.macro_f1, 3),
        "ece": round(one.figures.calibration_error, 3),
        "kilobytes": round(one.n_kilobytes),
        "per_second": round(one.n_per_second),
    }


def _columns() -> list[Column]:
    """Return the columns of the table."""
    from gali.output import Column

    return [
        Column(key="design", title="Design", weight=4),
        Column(key="accuracy", title="Accuracy", align_right=True),
        Column(key="macro_f1", title="Macro-F1", align_right=True),
        Column(key="ece", title="Calibration error", align_right=True),
        Column(key="kilobytes", title="Size (kB)", align_right=True),
        Column(key="per_second", title="Innovations/s", align_right=True),
    ]
