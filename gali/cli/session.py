"""What one run of the command line carries from verb to verb: settings, notes, the corpus.

Opens things for the verbs; decides nothing about their content.
"""

from __future__ import annotations

import sys
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gali.cli.network import OpenFetcher, open_fetcher
from gali.terminal import clean, is_terminal

if TYPE_CHECKING:
    import sqlite3

    from gali.progress import Watch
    from gali.settings import Settings
    from harvest.outlets.manifest import SourceManifest


class Session:
    """Flags of this run, and what follows from them.

    Args:
        open_fetcher: The door to the network; see ``gali.cli.network``.

    Attributes:
        flags: Values given on the command line, by the names of the settings.
        open_fetcher: As given.
    """

    def __init__(self, open_fetcher: OpenFetcher = open_fetcher) -> None:
        self.flags: dict[str, object] = {}
        self.open_fetcher = open_fetcher

    @cached_property
    def settings(self) -> Settings:
        """The settings of this run; files are read on first use.

        Raises:
            InvalidSettingError: If a configuration file is wrong.
        """
        from gali.settings import read_settings

        return read_settings(self.flags)

    @cached_property
    def sources(self) -> tuple[SourceManifest, ...]:
        """All outlets that are known, by slug, the user's own among them.

        Raises:
            InvalidSourceError: If a file of the user's own breaks a rule.
        """
        from harvest.outlets.catalogue import load_sources

        return load_sources(self.settings.sources_dir)

    def note(self, message: str = "") -> None:
        """Say something on standard error, unless the user wants quiet."""
        if not self.settings.quiet:
            click.echo(clean(message), err=True)

    def note_if_empty(self) -> None:
        """Say how to bring articles into the corpus, if it has none."""
        with self.read_corpus() as conn:
            filled = conn.execute("SELECT 1 FROM articles LIMIT 1").fetchone()
        if not filled:
            self.note("The corpus holds no article yet: `gali run FILES` brings some in.")

    def database_words(self) -> str:
        """Return what names the database on a command line: `` --db FILE``; empty by default."""
        path = self.settings.db
        return "" if path.absolute() == Path("corpus.db").absolute() else f" --db {path}"

    def read_corpus(self) -> closing[sqlite3.Connection]:
        """Open the corpus for reading; it must exist.

        Raises:
            DatabaseRefusedError: If there is no database, or it is none of ours.
        """
        from corpus.schema import open_corpus

        return closing(open_corpus(self.settings.db, read_only=True))

    def insist_on_corpus(self) -> None:
        """Check that there is a corpus, so that none is made; an older one is no offence.

        Raises:
            DatabaseRefusedError: If there is none.
        """
        path = self.settings.db
        if not path.is_file() or not path.stat().st_size:
            with self.read_corpus():  # says what is missing
                pass

    def write_corpus(self) -> closing[sqlite3.Connection]:
        """Open the corpus for writing; it is made if there is none.

        Raises:
            DatabaseRefusedError: If the file is no database of ours.
        """
        from corpus.schema import open_corpus

        return closing(open_corpus(self.settings.db))

    @property
    def watch(self) -> Watch:
        """Who watches long work: a bar on a terminal, nobody elsewhere or if it is to be quiet."""
        from gali.progress import drawn, unwatched

        shown = is_terminal(sys.stderr) and not self.settings.quiet
        return drawn if shown else unwatched


pass_session = click.make_pass_decorator(Session, ensure=True)
