"""``gali harvest``: where articles come from."""

from __future__ import annotations

import click

from gali.cli.verb import BUILD, VerbGroup
from gali.cli.verbs.import_ import command as import_command


@click.group(
    "harvest",
    cls=VerbGroup,
    section=BUILD,
    examples=["gali harvest import articles/"],
)
def command() -> None:
    """Bring articles into the corpus."""


command.add_command(import_command)
