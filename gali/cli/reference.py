"""Writes ``docs/commands.md`` from the commands themselves: ``python -m gali.cli.reference``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gali.cli.app import app
from gali.cli.verb import SECTIONS, Verb

_HEAD = """# Commands

This page is written by `make docs` from the commands' own help; a test fails when it is stale.

"""
_WIDTH = 92


def reference() -> str:
    """Return the page: every command with its help, in the order of ``gali --help``."""
    parts = [_HEAD, _block(app, "gali")]
    for section in SECTIONS:
        parts.append(f"## {section}\n\n")
        parts += [_block(verb, path) for path, verb in iter_verbs() if verb.section == section]
    return "".join(parts).rstrip() + "\n"


def iter_verbs() -> Iterator[tuple[str, Verb]]:
    """Yield every verb and every verb of a verb, with the words that call it."""
    context = click.Context(app, info_name="gali")
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        yield from _iter_with_children(f"gali {name}", command)


def _iter_with_children(path: str, verb: Verb) -> Iterator[tuple[str, Verb]]:
    """Yield a verb, then the verbs in it, however deep."""
    yield path, verb
    if isinstance(verb, click.Group):
        for name in sorted(verb.commands):
            child = verb.commands[name]
            assert isinstance(child, Verb)
            yield from _iter_with_children(f"{path} {name}", child)


def _block(command: click.Command, path: str) -> str:
    """Return one command's help as a section of the page."""
    parent, _, name = path.rpartition(" ")
    help_names = app.context_settings["help_option_names"]
    outer = click.Context(app, info_name=parent) if parent else None
    context = click.Context(
        command,
        info_name=name,
        parent=outer,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=help_names,
    )
    return f"### `{path}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n\n"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
