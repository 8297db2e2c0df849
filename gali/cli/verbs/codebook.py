"""``gali codebook``: what each table and column of a corpus means."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import click

from gali.cli.verb import LOOK, Verb


@click.command(
    "codebook",
    cls=Verb,
    section=LOOK,
    examples=["gali codebook", "gali codebook --format json -o codebook.json"],
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="Markdown or JSON.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def command(output_format: str, output: Path | None) -> None:
    """Describe every table, view and column of a corpus.

    It is written from the database's own schema, and needs no corpus.
    """
    from corpus.export.codebook import codebook_json, codebook_markdown, describe_corpus
    from corpus.schema import open_corpus
    from gali.output import open_output

    with closing(open_corpus(":memory:")) as conn:
        tables = describe_corpus(conn)
    with open_output(output) as stream:
        if output_format == "md":
            stream.write(codebook_markdown(tables))
        else:
            listed = json.dumps(codebook_json(tables), ensure_ascii=False, indent=2)
            stream.write(f"{listed}\n")
