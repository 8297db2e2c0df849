"""``gali reference``: lists that others keep, compared with the corpus. One verb a file here."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from gali.cli.verb import LOOK, VerbGroup


@click.group(
    "reference",
    cls=VerbGroup,
    section=LOOK,
    examples=[
        'gali reference import inolan.csv --name "INOLAN LAN" --year 2015',
        "gali reference coverage --by province",
    ],
)
def command() -> None:
    """Compare the corpus with official lists of innovations."""


for _module in pkgutil.iter_modules(__path__):
    command.add_command(import_module(f"{__name__}.{_module.name}").command)
