"""``gali train extract``: learns which names are innovations, and which bodies own them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.training import gold_argument, out_option
from gali.cli.verb import TEND, Verb, database_option, quiet_option

if TYPE_CHECKING:
    from gali.training import Examples


@click.command(
    "extract",
    cls=Verb,
    section=TEND,
    examples=[
        "gali train extract",
        "gali train extract annotated.jsonl --out models/",
        "gali train extract --with-reviews --db corpus.db --out models/",
    ],
    epilog="To see what the result is worth: gali evaluate --cross-validate",
)
@gold_argument
@out_option("the models")
@click.option(
    "--with-reviews",
    is_flag=True,
    help="Learn also from what people accepted, rejected and corrected in the corpus.",
)
@database_option
@quiet_option
@pass_session
def command(session: Session, gold: Path | None, out: Path | None, with_reviews: bool) -> None:
    """Train the models of the extractor on the annotated articles of GOLD.

    GOLD holds one article a line in the codebook's shape; without it, the bundled ones are read.
    The same articles give the same files, byte for byte.
    """
    from gali.training import bundled_gold, models_folder, read_examples, train_models, write_models
    from models.gold import read_gold

    articles = read_gold(gold or bundled_gold())
    read = session.watch(map(read_examples, articles), "Reading", lambda: len(articles))
    examples = [*read, *(_read_reviewed(session) if with_reviews else ())]
    for path in write_models(train_models(examples), out or models_folder()):
        click.echo(path)


def _read_reviewed(session: Session) -> list[Examples]:
    """Return what people taught in the corpus of this run."""
    from gali.reviewed_examples import name_examples, read_reviewed_mentions
    from gali.wording import plural

    with session.read_corpus() as conn:
        examples = name_examples(read_reviewed_mentions(conn))
    n_answers = sum(len(one.names) + len(one.owners) for one in examples)
    session.note(f"{plural(n_answers, 'answer')} from reviews.")
    return examples
