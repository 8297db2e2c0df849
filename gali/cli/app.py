"""The command ``gali``: finds its verbs in files, prints errors for people, sets exit codes."""

from __future__ import annotations

import errno
import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from typing import Any, NoReturn

import click

from corpus.errors import GaliError
from gali.cli import indonesian, verbs
from gali.cli.session import Session
from gali.cli.verb import (
    SECTIONS,
    ExitCode,
    Verb,
    database_option,
    quiet_option,
)
from gali.terminal import clean

# What a user can do about what the operating system refuses.
_MENDS_OF_THE_SYSTEM = {
    errno.EACCES: "You may not read or write there: choose another place, or ask for the rights.",
    errno.EROFS: "Nothing can be written there: choose another place.",
    errno.ENOENT: "Check the spelling, and that the folder exists.",
    errno.ENOSPC: "Make room on the disk and run the same command again.",
    errno.EADDRINUSE: "Choose another port with --port; 0 stands for any that is free.",
    errno.EADDRNOTAVAIL: "Give --host an address of this machine, such as 127.0.0.1.",
}


class Gali(click.Group):
    """Imports a verb only when it is called, or when the help lists it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (name given by Click)
        """Return the names of all verbs, one for each file."""
        return _verb_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> Verb | None:  # noqa: ARG002
        """Return a verb; None if there is no such file."""
        if cmd_name not in _verb_names():
            return None
        # ``import`` is a word of Python, so its file is called ``import_``.
        file_name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = import_module(f"{verbs.__name__}.{file_name}").command
        assert isinstance(command, Verb)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; for one that is misspelt, name those that are near."""
        near = get_close_matches(args[0], _verb_names())
        if args[0] in indonesian.VERBS:
            near = [indonesian.VERBS[args[0]]]
        if near and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {' or '.join(map(repr, near))}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs by what they are for."""
        commands = [self.get_command(ctx, name) for name in _verb_names()]
        width = max(map(len, _verb_names()))
        for section in SECTIONS:
            rows = [
                (f"{command.name:<{width}}", command.get_short_help_str(limit=78))
                for command in commands
                if command and command.section == section
            ]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows, col_spacing=3)

    def main(self, args: Sequence[str] | None = None, *more: Any, **extra: Any) -> NoReturn:
        """Run a verb; bad input ends with a message and an exit code, never with a traceback."""
        extra["standalone_mode"] = False
        _insist_on_utf_8()
        try:
            code = super().main(args, *more, **extra)
            sys.stdout.flush()
        except click.ClickException as error:
            if isinstance(error, click.NoSuchOption):
                error = indonesian.name_option(error)
            error.show()
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Interrupted; what was kept so far stays.", err=True)
            sys.exit(ExitCode.INTERRUPTED)
        except BrokenPipeError:
            _leave_broken_pipe()
        except Exception as error:
            _leave_with_error(error)
        sys.exit(code if isinstance(code, int) else ExitCode.DONE)


@click.command(
    cls=Gali,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Data goes to standard output, talk to standard error.  Exit codes: 0 done, 1 failed, "
    "2 wrong usage, 3 nothing found, 4 done in part, 130 interrupted.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _param, value: _print_versions(ctx) if value else None,
    help="Show the versions of gali, Python, SQLite, the bundled data and the models.",
)
@database_option
@quiet_option
@click.pass_context
def app(ctx: click.Context) -> None:
    """Dig public-service innovations out of Indonesian regional news.

    gali reads articles, finds the innovations that they tell of (name, expansion, owner, region,
    sector, awards, replications), and keeps them with their evidence in one SQLite database.

    New here?  Start with:  gali demo
    """
    ctx.ensure_object(Session)


def _verb_names() -> list[str]:
    """Return the names of all verbs, one for each file."""
    names = (module.name for module in pkgutil.iter_modules(verbs.__path__))
    return sorted(name.removesuffix("_") for name in names)


def _print_versions(ctx: click.Context) -> None:
    """Print what this program is made of, then leave."""
    from gali.versions import read_versions

    for name, version in read_versions().items():
        click.echo(f"{name} {version}")
    ctx.exit()


def _insist_on_utf_8() -> None:
    """Write data as UTF-8 whatever the locale; what a terminal cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _leave_broken_pipe() -> NoReturn:
    """Leave quietly when the reader of our output has gone (``gali search … | head``)."""
    # Python would complain while flushing at exit; there is nobody left to write to.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(ExitCode.FAILED)


def _leave_with_error(error: Exception) -> NoReturn:
    """Print an error that a user can understand; raise it again if it is a fault of ours."""
    message = _message(error)
    if message is None:
        raise error
    click.echo(f"Error: {clean(message)}", err=True)
    sys.exit(ExitCode.FAILED)


def _message(error: Exception) -> str | None:
    """Return what to tell the user; None if the error is no fault of the input."""
    if isinstance(error, GaliError):
        return str(error)
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        mend = _MENDS_OF_THE_SYSTEM.get(error.errno or 0)
        return f"{place}{error.strerror or error}" + (f"\n  {mend}" if mend else "")
    # Looked up, not imported: most runs that fail early never load SQLite.
    sqlite3 = sys.modules.get("sqlite3")
    if sqlite3 is not None and isinstance(error, sqlite3.Error):
        return f"database: {error}"
    return None
