"""``gali train``: learning from annotated articles. One verb a file of this folder."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from gali.cli.verb import TEND, VerbGroup


@click.group(
    "train",
    cls=VerbGroup,
    section=TEND,
    examples=["gali train extract"],
)
def command() -> None:
    """Learn anew from annotated articles what the models decide."""


for _module in pkgutil.iter_modules(__path__):
    command.add_command(import_module(f"{__name__}.{_module.name}").command)
