"""``gali train relevance``: learns to tell articles about innovations from others."""

from __future__ import annotations

from pathlib import Path

import click

from gali.cli.session import Session, pass_session
from gali.cli.training import gold_argument, out_option
from gali.cli.verb import TEND, Verb, quiet_option


@click.command(
    "relevance",
    cls=Verb,
    section=TEND,
    examples=["gali train relevance", "gali train relevance annotated.jsonl --out models/"],
    epilog="Takes some minutes, because the extractor is trained without each outlet first.",
)
@gold_argument
@out_option("the models and their card")
@quiet_option
@pass_session
def command(session: Session, gold: Path | None, out: Path | None) -> None:
    """Train the models of relevance on the annotated articles of GOLD and on bundled texts.

    GOLD holds one article a line in the codebook's shape; without it, the bundled ones are read.
    Writes weights, words and a model card; the same data give the same files, byte for byte.
    """
    from gali.cross_validation import iter_extracted_unseen
    from gali.training import bundled_gold
    from gali.training_classifiers import train_relevance_files
    from models.gold import read_gold
    from models.sector import trained_folder

    folder = out or trained_folder()
    folder.mkdir(parents=True, exist_ok=True)  # before minutes of work, not after
    articles = read_gold(gold or bundled_gold())
    extracted = session.watch(iter_extracted_unseen(articles), "Extracting", lambda: len(articles))
    found = dict(extracted)
    for path in train_relevance_files(articles, found, folder):
        click.echo(path)
