"""``gali config show``: which settings hold here, and where each comes from."""

from __future__ import annotations

import sys

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import TEND, Verb, VerbGroup


@click.group(
    "config",
    cls=VerbGroup,
    section=TEND,
    examples=["gali config show"],
)
def command() -> None:
    """Show the settings and where they come from.

    A flag wins over the environment (GALI_ and the setting's name: GALI_DB, GALI_CONTACT), that
    over gali.toml in the working folder, that over the user's own config.toml.
    """


@command.command(
    "show",
    cls=Verb,
    section=TEND,
    examples=["gali config show", "GALI_DB=news.db gali config show"],
)
@pass_session
def show(session: Session) -> None:
    """List every setting with its value and its origin."""
    from gali.output import Column, choose_format, write_rows
    from gali.settings import user_config_file

    settings = session.settings
    rows = [
        {"setting": name, "value": str(getattr(settings, name)), "origin": origin}
        for name, origin in settings.origins.items()
    ]
    columns = [Column(key=key, title=key.capitalize()) for key in ("setting", "value", "origin")]
    write_rows(rows, columns, choose_format(None), sys.stdout)
    session.note(f"User's own file: {user_config_file()}")
