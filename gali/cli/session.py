"""What one run of the command line carries from verb to verb: settings, notes, the corpus.

Opens things for the verbs; decides nothing about their content.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, closing
from functools import cached_property
from typing import TYPE_CHECKING

import click

from corpus.errors import GaliError
from gali.terminal import clean

if TYPE_CHECKING:
    import sqlite3

    from gali.settings import Settings


class Session:
    """Flags of this run, and what follows from them.

    Attributes:
        flags: Values given on the command line, by the names of the settings.
    """

    def __init__(self) -> None:
        self.flags: dict[str, object] = {}

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run; files are read on first use.

        Raises:
            InvalidSettingError: If a configuration file is wrong.
        """
        from gali.settings import read_settings

        return read_settings(self.flags)

    def note(self, message: str = "") -> None:
        """Say something on standard error, unless the user wants quiet."""
        if not self.settings.quiet:
            click.echo(clean(message), err=True)

    def read_corpus(self) -> AbstractContextManager[sqlite3.Connection]:
        """Open the corpus for reading; it must exist.

        Raises:
            GaliError: If there is no database, or it is none of ours.
        """
        from corpus.schema import open_corpus

        path = self.settings.db
        if not path.exists():
            raise GaliError(
                "there is no corpus yet",
                where=str(path),
                mend="Build one with `gali run FILES…`, or try `gali demo`; "
                "`--db FILE` names another place.",
            )
        return closing(open_corpus(path, read_only=True))

    def write_corpus(self) -> AbstractContextManager[sqlite3.Connection]:
        """Open the corpus for writing; it is made if there is none.

        Raises:
            GaliError: If the file is no database of ours.
        """
        from corpus.schema import open_corpus

        return closing(open_corpus(self.settings.db))

    @property
    def shows_progress(self) -> bool:
        """Whether progress is drawn: on a terminal, unless the user wants quiet."""
        from gali.terminal import is_terminal

        return is_terminal(sys.stderr) and not self.settings.quiet


pass_session = click.make_pass_decorator(Session, ensure=True)
