"""``gali train extract``: learns which names are innovations, and which bodies own them."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb, quiet_option


@click.command(
    "extract",
    cls=Verb,
    section=TEND,
    examples=["gali train extract", "gali train extract annotated.jsonl --out models/"],
    epilog="To see what the result is worth: gali evaluate --cross-validate",
)
@click.argument(
    "gold", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to write the models.  [default: where gali reads them]",
)
@quiet_option
@pass_session
def command(session: Session, gold: Path | None, out: Path | None) -> None:
    """Train the models of the extractor on the annotated articles of GOLD.

    GOLD holds one article a line in the codebook's shape; without it, the bundled ones are read.
    The same articles give the same files, byte for byte.
    """
    from gali.training import bundled_gold, models_folder, read_examples, train_models, write_models
    from models.gold import read_gold

    articles = read_gold(gold or bundled_gold())
    read = session.watch(map(read_examples, articles), "Reading", lambda: len(articles))
    for path in write_models(train_models(read), out or models_folder()):
        click.echo(path)
