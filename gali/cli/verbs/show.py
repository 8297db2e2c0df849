"""``gali show``: everything about one innovation or one article."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from gali.cli.session import Session, pass_session
from gali.cli.verb import LOOK, ExitCode, Verb, database_option, quiet_option

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from rich.console import RenderableType

    from corpus.records import Article, Innovation


@click.command(
    "show",
    cls=Verb,
    section=LOOK,
    examples=["gali show PINASA", "gali show i3f2a9c1d", "gali show seed-000 --format json"],
    epilog="Exit code 3 if nothing is called so.",
)
@click.argument("name", metavar="ID|NAME", nargs=-1, required=True)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["table", "json", "jsonl"]),
    help="[default: table on a terminal, else jsonl]",
)
@database_option
@quiet_option
@pass_session
@click.pass_context
def command(
    ctx: click.Context, session: Session, /, name: tuple[str, ...], output_format: str | None
) -> None:
    """Show an innovation, or an article, with all its quotes.

    An id may be shortened as long as it is unique; a name is compared without case, spaces and
    punctuation.  Several innovations of one name are listed.
    """
    from corpus.names_index import read_names_like
    from corpus.reader import find_article, find_innovation
    from gali.output import choose_format

    key = " ".join(name)
    chosen = choose_format(output_format)
    with session.read_corpus() as conn:
        innovations = find_innovation(conn, key)
        article = None if innovations else find_article(conn, key)
        if innovations:
            _show_innovations(session, conn, innovations, chosen)
        elif article:
            _show_article(conn, article, chosen)
        else:
            names = ", ".join(read_names_like(conn, key))
            session.note(f"No innovation and no article is called {key!r}.")
            session.note(f"Names like it: {names}." if names else "Look for it with: gali search")
            ctx.exit(ExitCode.NOTHING_FOUND)


def _show_innovations(
    session: Session, conn: sqlite3.Connection, innovations: Sequence[Innovation], chosen: str
) -> None:
    """Show one innovation in full, several as a list."""
    from corpus.reader import read_innovation_dossier

    if chosen == "table" and len(innovations) > 1:
        _list_innovations(innovations)
        session.note("Several are called so: give an id to see one in full.")
        return
    for innovation in innovations:
        dossier = read_innovation_dossier(conn, innovation.id)
        if chosen == "table":
            from gali.cards import innovation_card

            _print_card(innovation_card(dossier))
        else:
            _print_json(dossier, chosen)


def _list_innovations(innovations: Sequence[Innovation]) -> None:
    """List innovations of one name."""
    from gali.output import Column, write_rows
    from gali.wording import region_name, sector_name

    keys = ("id", "name", "expansion", "owner", "region", "sector")
    rows = [
        {
            "id": innovation.id,
            "name": innovation.name,
            "expansion": innovation.expansion,
            "owner": innovation.owner,
            "region": region_name(innovation.region),
            "sector": sector_name(innovation.sector),
        }
        for innovation in innovations
    ]
    columns = [Column(key=key, title=key.capitalize()) for key in keys]
    write_rows(rows, columns, "table", sys.stdout)


def _show_article(conn: sqlite3.Connection, article: Article, chosen: str) -> None:
    """Show an article with what was found in it."""
    from corpus.reader import find_source, read_extraction
    from corpus.versions import find_replacement

    extraction = read_extraction(conn, article.id)
    if chosen == "table":
        from gali.cards import article_card

        source = find_source(conn, article.outlet)
        replaced_by = find_replacement(conn, article.id)
        _print_card(article_card(article, extraction, source, replaced_by))
    else:
        _print_json({"article": article, "extraction": extraction}, chosen)


def _print_card(card: RenderableType) -> None:
    """Print a card for people."""
    from gali.terminal import console_for

    console_for().print(card)


def _print_json(value: object, chosen: str) -> None:
    """Print a record as JSON, on one line if lines are wanted."""
    from gali.plain_values import plain_value
    from gali.terminal import clean_json

    indent = 2 if chosen == "json" else None
    text = json.dumps(plain_value(value), ensure_ascii=False, indent=indent)
    click.echo("\n".join(clean_json(line) for line in text.split("\n")))
