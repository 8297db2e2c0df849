"""``gali harvest``: where articles come from. One verb a file of this folder."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import click

from gali.cli.verb import BUILD, VerbGroup
from gali.cli.verbs.import_ import command as import_command


@click.group(
    "harvest",
    cls=VerbGroup,
    section=BUILD,
    examples=[
        "gali harvest run jatengprov --contact me@kampus.example",
        "gali harvest import articles/",
    ],
)
def command() -> None:
    """Bring articles into the corpus."""


command.add_command(import_command)
for _module in pkgutil.iter_modules(__path__):
    command.add_command(import_module(f"{__name__}.{_module.name}").command)
