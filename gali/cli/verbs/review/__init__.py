"""``gali review``: what people say of the findings. One verb a file of this folder."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from gali.cli.verb import TEND, VerbGroup


@click.group(
    "review",
    cls=VerbGroup,
    section=TEND,
    examples=["gali review queue --region banyumas", "gali review accept PINASA --by Ani"],
)
def command() -> None:
    """Confirm, correct, merge and reject what was found.

    Decisions stand in a log beside the corpus (corpus.review.db) that is only ever added to.  They
    take effect at once and outlive every new extraction.
    """


for _module in pkgutil.iter_modules(__path__):
    command.add_command(import_module(f"{__name__}.{_module.name}").command)
